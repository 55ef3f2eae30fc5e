"""Hotwash with a fault put into it: run as a program in a pseudo-terminal.

    python -m tests.breaking_program HOW FILE.toml

F1 sets the fault off. HOW says where: action, worker, thread, timer, render, compose, message,
unmount, save (saving is broken too), draft (nothing can be kept at all), stuck (the loop never
comes back). What is raised carries the document's text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from hotwash import cli
from hotwash.editing.document_file import DocumentFile
from hotwash.storage.drafts import DraftFile
from hotwash.tui.app import HotwashApp
from hotwash.tui.handlers import command


def break_down(app: HotwashApp) -> NoReturn:
    """Raise what names the document's text, as a careless error would."""
    assert app.opened is not None
    raise ValueError(f"cannot work on {app.opened.session.document!r}")


class Unpainted(Static):
    """Cannot be drawn."""

    def render(self) -> Any:
        """Raise."""
        assert isinstance(self.app, HotwashApp)
        break_down(self.app)


class Uncomposed(ModalScreen[None]):
    """A dialog that cannot be made."""

    def compose(self) -> ComposeResult:
        """Raise."""
        assert isinstance(self.app, HotwashApp)
        break_down(self.app)
        yield Static()


class Hearing(Widget):
    """Takes a message badly."""

    class Said(Message):
        """The message."""

    def on_hearing_said(self) -> None:
        """Raise."""
        assert isinstance(self.app, HotwashApp)
        break_down(self.app)


class Leaving(Widget):
    """Cannot be taken away."""

    def on_unmount(self) -> None:
        """Raise."""
        assert isinstance(self.app, HotwashApp)
        break_down(self.app)


async def _later(app: HotwashApp) -> None:
    break_down(app)


def _hear(app: HotwashApp) -> None:
    app.screen.mount(widget := Hearing())
    widget.call_after_refresh(widget.post_message, Hearing.Said())


def _unmount(app: HotwashApp) -> None:
    app.screen.mount(widget := Leaving())
    app.set_timer(0.1, widget.remove)


FAULTS: dict[str, Callable[[HotwashApp], object]] = {
    "action": break_down,
    "worker": lambda app: app.run_worker(_later(app)),
    "thread": lambda app: app.run_worker(lambda: break_down(app), thread=True),
    "timer": lambda app: app.set_timer(0.05, lambda: break_down(app)),
    "render": lambda app: app.screen.mount(Unpainted()),
    "compose": lambda app: app.push_screen(Uncomposed()),
    "message": _hear,
    "unmount": _unmount,
    "save": break_down,
    "draft": break_down,
    "stuck": lambda app: time.sleep(600),
}


def _die(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("the recovery itself is broken")


def main() -> int:
    """Run Hotwash with the fault."""
    how = sys.argv[1]
    fault = command("help")(lambda app: FAULTS[how](app))
    HotwashApp.show_help = fault  # type: ignore[assignment,method-assign]
    if how in ("save", "draft"):
        DocumentFile.sync = _die  # type: ignore[method-assign]
    if how == "draft":
        DraftFile.write = _die  # type: ignore[method-assign]
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
