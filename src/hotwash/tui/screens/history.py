"""The history: every step that is known, on every branch, as a list that leads there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotwash.editing.session import Past
from hotwash.postmortem.document import Document
from hotwash.tui.screens.dialogs import Dialog
from hotwash.tui.widgets.undo_messages import fields_named
from hotwash.tui.words import fit, visible

SHOWN = 500
"""Steps that are listed: the newest; the way to older ones is undo."""

_WORDS = 30
"""Cells for what was typed."""


class HistoryList(Dialog[int]):
    """The steps, the newest first; Enter takes the document to where one was just done.

    Args:
        document: The document as it is now.
        steps: What the session tells of its steps.
    """

    def __init__(self, document: Document, steps: Sequence[Past]) -> None:
        super().__init__()
        self._document = document
        self._steps = [*steps[:SHOWN], *(steps[-1:] if len(steps) > SHOWN else ())]

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="box tall") as box:
            box.border_title = "History (● current, ┆ abandoned branch)"
            box.border_subtitle = "Enter: go there · Esc: close"
            yield OptionList(*(Option(self._prompt(past)) for past in self._steps), compact=True)

    def on_mount(self) -> None:
        """Begin at the step where the document stands."""
        listing = self.query_one(OptionList)
        listing.focus()
        listing.highlighted = next((at for at, past in enumerate(self._steps) if past.here), 0)

    def _prompt(self, past: Past) -> Content:
        sign = "●" if past.here else "┆" if past.aside else " "
        if not past.number:
            return Content(f"{sign} {past.label}")
        shown = fit(visible(past.words.strip("\n")), _WORDS)
        where = fit(visible(fields_named(self._document, past.paths)), _WORDS)
        return Content.assemble(
            f"{sign} ",
            (f"{_ago(past.ago):>6}  ", "$text-muted"),
            past.label if not past.words or past.label != "typing" else "",
            f" {shown}" if shown.strip() and past.label != "typing" else shown,
            (f"  {where}", "$text-muted"),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the step under the cursor."""
        event.stop()
        self.dismiss(self._steps[event.option_index].number)


def _ago(seconds: float) -> str:
    """How long ago something was, in the largest unit: `now`, `40s`, `5m`, `2h`."""
    if seconds < 1:
        return "now"
    for size, unit in ((3600, "h"), (60, "m"), (1, "s")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return ""
