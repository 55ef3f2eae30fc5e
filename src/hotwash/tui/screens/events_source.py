"""Asking for a source of events: a path, completed by Tab, or a paste of many lines."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hotwash.tui.screens.dialogs import Dialog
from hotwash.tui.screens.events_entries import ImportSource
from hotwash.tui.widgets.answer_line import AnswerLine
from hotwash.tui.widgets.hidden_characters import clean_paste, conceal, is_source
from hotwash.tui.words import fit, visible

_LOOKED_AT = 5000
"""Names of a folder that are looked at when a path is completed."""

_SHOWN = 40
"""Names that are shown when several fit."""


class PathLine(AnswerLine):
    """A line for a path.

    A paste of several lines is no path and is sent on as it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    class TextPasted(Message):
        """A text of several lines was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Fitting(Message):
        """Several names fit what is typed, or none does."""

        def __init__(self, names: list[str]) -> None:
            super().__init__()
            self.names = names

    def on_paste(self, event: events.Paste) -> None:
        """Send a text of several lines on; a path may come in quotes, as a dropped file does."""
        text = clean_paste(event.text)
        event.stop()
        event.prevent_default()
        if is_source(text):
            self.post_message(self.TextPasted(text))
        elif line := text.strip():
            self.insert_words(conceal(unquoted(line), line=True))

    def action_complete(self) -> None:
        """Complete the path as far as only one name fits."""
        self.value, names = complete(self.value)
        self.post_message(self.Fitting(names))


class AskSource(Dialog[ImportSource]):
    """Ask for a path, or take a pasted text.

    Args:
        path: What stands in the line at first.
        pasted: The text that was pasted last; an empty line means it.
    """

    def __init__(self, path: str = "", pasted: str = "") -> None:
        super().__init__()
        self._path = path
        self._pasted = pasted

    def compose(self) -> ComposeResult:
        """Yield the box."""
        with Vertical(classes="box") as box:
            box.border_title = "Import events from which file?"
            box.border_subtitle = "Enter reads it, Esc leaves"
            yield PathLine(self._path, hint="incident.log")
            yield Static(self._hint(), id="hint")

    def _hint(self) -> Content:
        told = (
            "A log, a chat, an export, a Slack export's folder; Tab completes its name. "
            "Or paste the lines here."
        )
        if not self._pasted:
            return Content.styled(told, "$text-muted")
        lines = len(self._pasted.splitlines())
        last = f"Enter alone takes the text pasted last ({lines:,} line{'s' * (lines != 1)}).\n"
        return Content.assemble(last, (told, "$text-muted"))

    def on_path_line_text_pasted(self, message: PathLine.TextPasted) -> None:
        """Take the pasted text."""
        message.stop()
        self.dismiss(ImportSource(text=message.text))

    def on_path_line_fitting(self, message: PathLine.Fitting) -> None:
        """Show the names that fit."""
        message.stop()
        hint = self.query_one("#hint", Static)
        if message.names:
            shown = "  ".join(fit(visible(name), 30) for name in message.names[:_SHOWN])
            hint.update(Content(shown + ("  …" if len(message.names) > _SHOWN else "")))
        else:
            hint.update(self._hint())

    def on_answer_line_submitted(self, event: AnswerLine.Submitted) -> None:
        """Return the path, or the text pasted last."""
        event.stop()
        if path := unquoted(event.value.strip()):
            self.dismiss(ImportSource(path=path))
        elif self._pasted:
            self.dismiss(ImportSource(text=self._pasted))


def unquoted(path: str) -> str:
    """A path without the quotes or the backslashes that terminals put into one dropped on them."""
    if len(path) > 1 and path[0] == path[-1] and path[0] in "'\"":
        return path[1:-1]
    return path.replace("\\ ", " ") if not os.path.exists(path) else path


def complete(path: str) -> tuple[str, list[str]]:
    """Complete a path as a shell does.

    Returns:
        The path as far as all names that fit agree, and these names when there are several.
    """
    folder, slash, start = path.rpartition("/")
    place = os.path.expanduser(folder + slash) if slash else "."
    try:
        with os.scandir(place) as entries:
            found = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for _, entry in zip(range(_LOOKED_AT), entries, strict=False)
                if entry.name.startswith(start) and (start or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return path, []
    if not found:
        return path, []
    common = os.path.commonprefix(found)  # noqa: RUF071 - of names, sign by sign
    return folder + slash + common, found if len(found) > 1 else []
