"""A small editor under guard, for fault tests: run as a program in a pseudo-terminal.

    python -m tests.guarded_app FOLDER [tick] [slow-save] [stock-output]

It saves what is typed into FOLDER/text after a second of quiet, or when told to flush; its
journal is FOLDER/journal. F9 raises in an action, F10 in a worker, F11 in rendering, F12 stops
the process.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

from hotwash.tui.terminal.checks import terminal_problem
from hotwash.tui.terminal.driver import driver_class
from hotwash.tui.terminal.output import LeanOutput
from hotwash.tui.terminal.safety import LastWords, run_guarded


class Saver(threading.Thread):
    """Writes the newest text, from a thread of its own."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.text = ""
        self.saved = ""
        self.hurry = threading.Event()

    def run(self) -> None:
        while True:
            self.hurry.wait(1.0)
            text = self.text
            if text != self.saved:
                if "slow-save" in sys.argv:
                    time.sleep(0.5)
                self.path.write_text(text, encoding="utf-8")
                self.saved = text
            self.hurry.clear()

    def flush(self) -> bool:
        end = time.monotonic() + 2.0
        while self.saved != self.text and time.monotonic() < end:
            self.hurry.set()
            time.sleep(0.01)
        return self.saved == self.text


class Broken(Static):
    """Breaks when it is drawn."""

    def render(self) -> str:
        secret = "a secret of the document"
        raise ValueError(f"cannot draw {secret}")


class Editor(LeanOutput, LastWords, App[None]):
    """One text area."""

    BINDINGS = [
        ("f9", "break_down", "break"),
        ("f10", "break_worker", "break"),
        ("f11", "break_rendering", "break"),
        ("f12", "suspend_process", "stop"),
        ("f2", "quit", "quit"),
    ]

    def __init__(self, saver: Saver) -> None:
        super().__init__(driver_class=driver_class())
        self.saver = saver
        self.ticks = 0
        self.configure_output(plain="stock-output" in sys.argv)

    def compose(self) -> ComposeResult:
        area = TextArea(id="text")
        area.cursor_blink = False
        yield area
        yield Static("", id="ticks")

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()
        if "tick" in sys.argv:
            self.set_interval(0.05, self.tick)

    def tick(self) -> None:
        self.ticks += 1
        self.query_one("#ticks", Static).update(f"tick {self.ticks} " + "x" * 200)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self.saver.text = event.text_area.text

    def action_break_down(self) -> None:
        secret = self.saver.text
        raise ValueError(f"cannot act on {secret}")

    def action_break_worker(self) -> None:
        self.run_worker(self.break_later())

    async def break_later(self) -> None:
        raise ValueError("broken in a worker")

    def action_break_rendering(self) -> None:
        self.mount(Broken())


def main() -> int:
    """Run the editor."""
    if problem := terminal_problem():
        if sys.stderr is not None:
            print(problem, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    saver = Saver(folder / "text")
    saver.start()
    return run_guarded(
        Editor(saver), saver.flush, crash_folder=folder / "crashes", kept_in=lambda: "the-text"
    )


if __name__ == "__main__":
    sys.exit(main())
