"""The whole program: nothing typed is lost however it ends, and the terminal is as it was.

Each place to type into meets each way to end in `tests/fault_table.py`, which is run by hand; here
is one run of each place and of each way.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from tests.whole_program import (
    CRASHES,
    PLACES,
    TYPED,
    Run,
    closed,
    closed_while_drawing,
    cpu_of,
    crashed,
    ignoring_hang_ups,
    killed_while_typing,
    not_reading,
    signalled,
    stuck,
    suspended_and_closed,
)


@pytest.mark.parametrize("place", PLACES)
def test_a_termination_saves_what_is_typed_anywhere(tmp_path: Path, place: str) -> None:
    with Run(tmp_path, place) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])


@pytest.mark.parametrize("name", ["SIGHUP", "SIGINT"])
def test_a_signal_right_behind_the_keys_saves_them(tmp_path: Path, name: str) -> None:
    number = signal.Signals[name]
    with Run(tmp_path, "long") as run:
        run.type()
        run.terminal.read(0.05)
        outcome = run.end(signalled(number))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 128 + number, [])


@pytest.mark.parametrize("size", [(80, 24), (130, 40)], ids=["idle", "drawing"])
def test_a_closed_terminal_saves_and_leaves(tmp_path: Path, size: tuple[int, int]) -> None:
    with Run(tmp_path, "long", size=size) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(closed if size[0] == 80 else closed_while_drawing)
    assert (outcome.lost, outcome.code) == (0, 129)


def test_a_terminal_closed_while_the_program_is_stopped(tmp_path: Path) -> None:
    with Run(tmp_path, "prose", shell=True) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(suspended_and_closed)
    assert outcome.lost == 0
    assert outcome.code is not None


def test_a_closed_terminal_with_hang_ups_ignored(tmp_path: Path) -> None:
    with Run(tmp_path, "entry", before=ignoring_hang_ups) as run:
        run.type()
        run.terminal.settle()
        before = run.cpu_seconds()
        outcome = run.end(closed)
        spent = outcome.cpu_seconds - before
    assert (outcome.lost, outcome.code) == (0, 129)
    assert spent < 1


def test_a_terminal_that_stops_reading(tmp_path: Path) -> None:
    with Run(tmp_path, "long", size=(130, 40)) as run:
        outcome = run.end(not_reading(3))
    assert (outcome.lost, outcome.code) == (0, 143)


def test_a_loop_that_never_comes_back(tmp_path: Path) -> None:
    with Run(tmp_path, "prose", module=("tests.breaking_program", "stuck")) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(stuck)
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])
    assert outcome.seconds > 2  # it had its time to leave by itself


def test_killed_when_it_was_saved(tmp_path: Path) -> None:
    with Run(tmp_path, "long") as run:
        run.type()
        run.terminal.wait_until(lambda: run.typed in run.path.read_text())
        outcome = run.end(signalled(signal.SIGKILL))
    assert (outcome.lost, outcome.code) == (0, -signal.SIGKILL)


def test_killed_in_the_middle_of_typing(tmp_path: Path) -> None:
    with Run(tmp_path, "long") as run:
        for number in range(10_000):
            run.type(f"{number // 4:03} "[number % 4])
            run.terminal.read(0.02)
            if number > 20 and number % 20 == 0 and run.typed[:20] in run.path.read_text():
                break  # it is saved although there was no pause
        typed = len(run.typed)
        outcome = run.end(signalled(signal.SIGKILL))
    assert outcome.code == -signal.SIGKILL
    assert outcome.lost <= typed - 20


@pytest.mark.machine
def test_killed_in_the_middle_of_typing_a_second_of_it_is_lost_at_most(tmp_path: Path) -> None:
    with Run(tmp_path, "long") as run:
        lost, outcome = killed_while_typing(run, 30.0)
    assert outcome.code == -signal.SIGKILL
    assert lost <= 1.0  # seconds of typing


@pytest.mark.parametrize("how", CRASHES)
def test_a_crash_saves_and_tells_nothing_of_the_document(tmp_path: Path, how: str) -> None:
    with Run(tmp_path, "prose", module=("tests.breaking_program", how)) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(crashed)
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 1, [])
    assert "ValueError" in outcome.words and "outage.toml" in outcome.words
    assert "Everything typed is saved" in outcome.words
    assert ("recovery draft" in outcome.words) == (how == "save")
    assert TYPED[:4] not in outcome.words and "Traceback" not in outcome.words


def test_a_crash_when_nothing_can_be_kept_says_so(tmp_path: Path) -> None:
    with Run(tmp_path, "prose", module=("tests.breaking_program", "draft")) as run:
        run.type()
        run.terminal.settle()
        outcome = run.end(crashed)
    assert (outcome.code, outcome.changed) == (1, [])
    assert "Not everything could be saved" in outcome.words


def test_stopped_and_brought_back(tmp_path: Path) -> None:
    with Run(tmp_path, "prose", shell=True) as run:
        run.type("before ")
        terminal, pid = run.terminal, run.pid
        for number in (signal.SIGTSTP, signal.SIGSTOP):
            run.signal(number)
            terminal.wait_for("Stopped")
            terminal.read(0.2)
            if number == signal.SIGTSTP:
                terminal.send("stty -a\r")
                terminal.wait_for("echo")
                terminal.send("bg\r")
                terminal.read(0.5)  # it runs on, and stops as it reaches for the terminal
                terminal.wait_until(lambda: psutil.Process(pid).status() == psutil.STATUS_STOPPED)
            terminal.send("fg\r")
            terminal.wait_until(lambda: os.tcgetpgrp(terminal.master) == pid)
            terminal.wait_until(lambda: "Stopped" not in terminal.text)
            terminal.wait_for("before")
            run.type(f"after{number.value} ")
            terminal.wait_for(f"after{number.value}")
            assert run.pid == pid
        outcome = run.end(signalled(signal.SIGTERM))
    assert outcome.lost == 0


def test_idle_costs_nothing(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        run.type()
        run.terminal.settle(2.0)
        mark = len(run.terminal.output)
        assert cpu_of(run.pid, 2.0) < 0.2
        run.terminal.read(0.1)
        assert len(run.terminal.output) == mark


def test_any_size_and_many_changes_of_it_while_typing(tmp_path: Path) -> None:
    import random

    numbers = random.Random(7)
    sizes = [(1, 1), (2, 1), (1000, 300), (59, 15), (10, 3), (200, 5)]
    sizes += [(numbers.randint(1, 160), numbers.randint(1, 50)) for _ in range(194)]
    with Run(tmp_path, "prose") as run:
        for columns, rows in sizes:
            run.terminal.resize(columns, rows)
            run.type(TYPED[len(run.typed) % 30])
            run.terminal.read(0.01)
        run.terminal.resize(80, 24)
        time.sleep(0.1)
        run.terminal.wait_for("2 Story")
        outcome = run.end(signalled(signal.SIGTERM))
    assert (outcome.lost, outcome.code, outcome.changed) == (0, 143, [])
