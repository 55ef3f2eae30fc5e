"""Find, replace and the place kept, in the whole program on a terminal: what is on disk after."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
from tests.whole_program import Run, signalled

from hotwash.editing import new
from hotwash.postmortem.document import Document


def on_disk(run: Run) -> Document:
    return new.open_any(str(run.path)).session.document


def children(run: Run) -> list[psutil.Process]:
    return [child for child in psutil.Process(run.pid).children() if child.is_running()]


def test_words_are_replaced_in_all_tabs_and_undone(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        terminal = run.terminal
        terminal.type("the pool and the pond")
        terminal.press("f4")
        terminal.type("no alert on the pool")
        terminal.press("ctrl+f")
        terminal.wait_for("find in all tabs")
        terminal.type("POOL")
        terminal.wait_for("1 of 2")
        terminal.press("ctrl+f")
        terminal.wait_for("replace with")
        terminal.type("lake\r")
        terminal.wait_for("Enter: replace 2")
        terminal.send("\r")
        terminal.wait_for("2 places replaced")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: on_disk(run).text(("story",)) == "the lake and the pond")
        assert on_disk(run).items(("causes",)) == ("no alert on the lake",)
        terminal.press("ctrl+z")
        terminal.wait_for("Undone: replace 2 places")
        outcome = run.end(signalled(signal.SIGTERM))
        assert outcome.code == 143
        assert on_disk(run).text(("story",)) == "the pool and the pond"
        assert on_disk(run).items(("causes",)) == ("no alert on the pool",)


def test_what_is_typed_after_enter_takes_the_place_of_the_hit(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        terminal = run.terminal
        terminal.type("one two three")
        terminal.press("f4")
        # All at once, as a paste of keys or a busy machine has it.
        terminal.send(b"\x06two\r")
        terminal.wait_for("Match 1 of 1")
        terminal.settle(0.2)
        terminal.type("2")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: on_disk(run).text(("story",)) == "one 2 three")


def test_an_endless_expression_holds_up_nothing_and_leaves_no_program(tmp_path: Path) -> None:
    with Run(tmp_path, "prose") as run:
        terminal = run.terminal
        terminal.type("a" * 60 + "!")
        terminal.press("ctrl+f")
        terminal.wait_for("find in all tabs")
        terminal.send(b"\t\t\t \x1b[Z\x1b[Z\x1b[Z")
        terminal.wait_for("[x] Expression")
        terminal.type("(a+)+$")
        terminal.wait_until(lambda: bool(children(run)))
        terminal.type("X")
        terminal.wait_for("(a+)+$X")  # while the search goes on: nothing is said of it yet
        assert "too much time" not in terminal.text
        terminal.wait_for("too much time")
        terminal.wait_until(lambda: not children(run))
        terminal.send("\x1b")
        terminal.settle(0.3)
        assert run.end(signalled(signal.SIGTERM)).code == 143


def test_the_place_is_kept_on_a_signal(tmp_path: Path) -> None:
    with Run(tmp_path, "list") as run:
        run.terminal.type("one\rtwo")
        run.terminal.settle(0.2)
        assert run.end(signalled(signal.SIGHUP)).code == 129
    with Run(tmp_path, "line") as run:
        run.terminal.wait_for("two")
        run.terminal.press("left")
        run.terminal.type("0")
        run.terminal.press("ctrl+s")
        run.terminal.wait_until(lambda: on_disk(run).items(("causes",)) == ("one", "tw0o"))
