"""Another program has the terminal for a while, as `$VISUAL` does, and the screen comes back."""

from __future__ import annotations

import signal
import subprocess
import sys

from tests.faults.test_terminal_ends import ROOT
from tests.pty_driver import Terminal
from textual.app import App, ComposeResult
from textual.widgets import Input, Label

from hotwash.tui.terminal.driver import driver_class
from hotwash.tui.terminal.output import LeanOutput
from hotwash.tui.terminal.safety import LastWords, run_guarded


class Caller(LeanOutput, LastWords, App[None]):
    """F5 calls a shell that draws over the screen and waits for a line."""

    BINDINGS = [("f5", "call", "call"), ("f2", "quit", "quit")]

    def compose(self) -> ComposeResult:
        field = Input(placeholder="type here")
        field.cursor_blink = False
        yield field
        for number in range(15):
            yield Label(f"Label {number}")

    def action_call(self) -> None:
        script = r"printf '\033[31;44m\033[2J\033[5;5Hin the shell'; read line; printf 'bye'"
        with self.suspend():
            subprocess.run(["sh", "-c", script])
        self.redraw_terminal()


def test_the_screen_is_whole_after_an_external_program() -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.test_driver_suspend"], cwd=ROOT) as t:
        t.wait_for("type here")
        t.settle(0.3)
        t.type("abc")
        t.settle(0.3)
        before = t.cells()
        t.press("f5")
        t.wait_for("in the shell")
        t.kill(signal.SIGINT)  # Ctrl+C in the shell reaches us too, and is not meant for us
        t.read(0.3)
        t.send("\r")
        t.wait_until(lambda: t.modes[1049])
        t.wait_for("Label 14")
        t.settle(0.3)
        assert t.cells() == before
        t.type("d")
        t.wait_for("abcd")
        t.press("f2")
        assert t.wait_exit() == 0
        assert t.not_given_back() == []


def test_the_screen_is_whole_after_a_stop_from_outside() -> None:
    for number in (signal.SIGTSTP, signal.SIGSTOP):
        command = f"{sys.executable} -m tests.terminal.test_driver_suspend"
        shell = f"set -m; {command}; while true; do fg || break; done"
        with Terminal(["bash", "-c", shell], cwd=ROOT) as t:
            t.wait_for("type here")
            t.settle(0.3)
            t.type("abc")
            t.settle(0.3)
            before = t.cells()
            (child,) = subprocess.run(
                ["pgrep", "-P", str(t.process.pid)], capture_output=True, text=True
            ).stdout.split()
            mark = len(t.output)
            subprocess.run(["kill", f"-{number}", child], check=True)
            t.wait_until(lambda mark=mark: b"Stopped" in t.output[mark:])  # type: ignore[misc]
            t.wait_until(lambda before=before: t.cells() == before)  # type: ignore[misc]
            t.settle(0.5)
            t.type("d")
            t.wait_for("abcd")


def test_stopped_and_continued_unseen_it_reads_and_gives_back_as_before() -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.test_driver_suspend"], cwd=ROOT) as t:
        t.wait_for("type here")
        t.settle(0.3)
        for _ in range(3):
            t.kill(signal.SIGSTOP)
            t.read(0.1)
            t.kill(signal.SIGCONT)
            t.settle(0.4)
        t.type("ab" + "\x1b[D" * 50 + "\x1b[C" * 50 + "cd" * 20, pause=0.002)
        t.wait_for("ab" + "cd" * 20)
        t.press("f2")
        assert t.wait_exit() == 0
        assert t.not_given_back() == []


if __name__ == "__main__":
    sys.exit(run_guarded(Caller(driver_class=driver_class()), lambda: True))
