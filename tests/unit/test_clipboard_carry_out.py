"""What is sent, byte for byte, and what is said of it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from hotwash.clipboard import Certain, CopyStep, Plan, Way, carry_out, copy
from hotwash.clipboard.carry_out import osc52, osc52_for_screen

FILE = "/srv/outage.md"


class Terminal:
    """A terminal that keeps what is written to it."""

    def __init__(self, *, broken: bool = False) -> None:
        self.written = ""
        self._broken = broken

    def __call__(self, text: str) -> None:
        if self._broken:
            raise OSError("gone")
        self.written += text


@pytest.mark.parametrize("text", ["plain", "naïve – 火 🔥", "a\nb\r\n\t", "x" * 100_000])
def test_osc52_carries_the_text(text: str) -> None:
    sequence = osc52(text.encode())
    match = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match is not None
    assert base64.b64decode(match[1]).decode() == text


@pytest.mark.parametrize("size", [0, 1, 180, 181, 1000, 74_994])
def test_screen_gets_short_pieces_that_make_up_the_sequence(size: int) -> None:
    data = b"x" * size
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", osc52_for_screen(data), re.DOTALL)
    assert "".join(pieces) == osc52(data)
    assert max(map(len, pieces)) <= 250


class TestWhatIsSaid:
    def test_sent(self) -> None:
        terminal = Terminal()
        plan = Plan(4, (CopyStep(Way.OSC52),), hints=("large: some terminals cut",))
        report = carry_out(plan, "text", write_terminal=terminal, file=FILE)
        assert terminal.written == osc52(b"text")
        assert report.certain is Certain.SENT
        assert FILE in report.message and "large" in report.message
        assert "opied" not in report.message

    def test_not_copied(self) -> None:
        plan = Plan(7, reasons=("Terminal.app takes no text from programs",))
        report = carry_out(plan, "text", write_terminal=Terminal(), file=FILE)
        assert report.certain is Certain.NOT_COPIED
        assert report.message == (
            f"Not copied: Terminal.app takes no text from programs. File: {FILE}"
        )

    def test_a_terminal_that_is_gone(self) -> None:
        plan = Plan(4, (CopyStep(Way.OSC52),))
        report = carry_out(plan, "text", write_terminal=Terminal(broken=True), file=FILE)
        assert report.certain is Certain.NOT_COPIED
        assert FILE in report.message

    def test_nothing_to_copy(self) -> None:
        report = carry_out(
            Plan(4, (CopyStep(Way.OSC52),)), "", write_terminal=Terminal(), file=FILE
        )
        assert report.certain is Certain.NOT_COPIED

    def test_the_second_way_is_left_when_the_first_worked(self) -> None:
        terminal = Terminal()
        plan = Plan(6, (CopyStep(Way.COMMAND, command="cat"), CopyStep(Way.OSC52, otherwise=True)))
        report = carry_out(plan, "text", write_terminal=terminal, file=FILE)
        assert report.ways == (Way.COMMAND,) and terminal.written == ""

    def test_the_second_way_is_taken_when_the_first_failed(self) -> None:
        terminal = Terminal()
        plan = Plan(
            6, (CopyStep(Way.COMMAND, command="false"), CopyStep(Way.OSC52, otherwise=True))
        )
        report = carry_out(plan, "text", write_terminal=terminal, file=FILE)
        assert report.ways == (Way.OSC52,) and terminal.written
        assert "false" in report.reasons[0]

    @pytest.mark.parametrize("text", ["\ud800", "a\udcffb"])
    def test_half_a_character_ends_nothing(self, text: str) -> None:
        terminal = Terminal()
        report = copy(text, file=FILE, override="osc52", write_terminal=terminal)
        assert report.certain is Certain.SENT and terminal.written


class TestCommands:
    @pytest.mark.parametrize("line", ["", "  ", "cat 'unclosed", "/no/such/program", "false"])
    def test_that_cannot_work_are_named(self, line: str) -> None:
        report = copy("x", file=FILE, override=f"command:{line}", write_terminal=Terminal())
        assert report.certain is Certain.NOT_COPIED
        assert FILE in report.message

    def test_no_shell_reads_them(self, tmp_path: Path) -> None:
        line = f"command: cat ; touch {tmp_path}/made"
        report = copy("x", file=FILE, override=line, write_terminal=Terminal())
        assert report.certain is Certain.NOT_COPIED
        assert not (tmp_path / "made").exists()
