"""An answer of one line: a date, a duration, a name, a sentence.

What is typed goes to the session key by key; what a date means is worked out when the cursor
leaves the field. The rest of a name that the document knows is shown behind what is typed; Right
takes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hotwash.editing.session import Session
from hotwash.postmortem.document import Answer
from hotwash.template.model import Field, Kind
from hotwash.tui.widgets.drawing import fit
from hotwash.tui.widgets.hidden_characters import conceal, pictures
from hotwash.tui.widgets.hints import Hint
from hotwash.tui.widgets.names import name_begun
from hotwash.tui.widgets.one_line import OneLine
from hotwash.tui.widgets.text import TextField
from hotwash.tui.widgets.text_row import RowStyles

if TYPE_CHECKING:
    from hotwash.times.dates import ReadDay

HINT_ROWS = 3
"""Rows that a prompt takes at the most."""

Normalise = Callable[[str], str]
"""From an answer as typed to its canonical spelling; what it cannot read it gives back."""


class LineField(OneLine, TextField):
    """The widget of a field whose answer is one line.

    Args:
        session: The open document.
        field: The question.
        normalise: How an answer is written when the cursor leaves it; by default a date is written
            in the ISO way, and all else as it was typed.
    """

    hints: ClassVar[tuple[Hint, ...]] = ()

    def __init__(
        self, session: Session, field: Field, *, normalise: Normalise | None = None
    ) -> None:
        self._normalise = normalise or (_iso_date if field.kind is Kind.DATE else None)
        self._selected_for_typing = False
        if field.kind is Kind.DATETIME and normalise is None:
            self._normalise = self._date_and_time
        super().__init__(session, field)
        self.set_reactive(LineField.selection, self.selection.cursor(self.document.end))

    def hint(self, width: int) -> list[str]:
        """The prompt, wrapped, with an ellipsis where it is far too long."""
        rows = super().hint(width)
        if len(rows) <= HINT_ROWS:
            return rows
        return [*rows[: HINT_ROWS - 1], fit(" ".join(rows[HINT_ROWS - 1 :]), width)]

    # --- the answer

    def text_of(self, answer: Answer | None) -> str:
        """The line, its line ends shown as marks."""
        return conceal(answer, line=True) if isinstance(answer, str) else ""

    def answer_of(self, lines: list[str]) -> Answer | None:
        """What the line stands for; None when it is blank."""
        return super().answer_of(["".join(lines)])

    def put(self, text: str) -> None:
        """Show another text and keep the cursor where it was, or at the end if it was there."""
        at_end = self.cursor_location == self.document.end
        super().put(text)
        if at_end:
            self.move_cursor(self.document.end)

    def submit(self) -> None:
        """Go on to the next field."""
        self.flush()
        super().submit()

    def reached_by_tab(self) -> None:
        """Select a date that is there, so that what is typed replaces it."""
        if self.field.kind is Kind.DATE and not self.is_empty:
            self.select_all()
            self._selected_for_typing = True

    def on_blur(self) -> None:
        """Write what was typed in its canonical spelling, as a step of its own.

        What undo has brought back stays as it is, or the way forward would be lost.
        """
        self.flush()
        if self._selected_for_typing:
            self._selected_for_typing = False
            self.move_cursor(self.document.end)
        if not self._touched:
            return
        text = self.content.strip()
        written = self._normalise(text) if self._normalise is not None and text else ""
        if written and written != self.content:
            self.put(conceal(written, line=True))
            self._send(f"{self.field.label} written as {written}")

    # --- dates

    def _date_and_time(self, text: str) -> str:
        """A date and time in its canonical form; what is none as it was typed."""
        from datetime import UTC, datetime

        from hotwash.times.reading import write_date_and_time

        return write_date_and_time(text, datetime.now(UTC), self._session.document.timezone)

    @property
    def meaning(self) -> str:
        """What a date that is typed will become: `→ 2026-11-20`; empty when it stands so.

        Where it could be another day, it says which one was not taken.
        """
        text = self.content.strip()
        if not text or self._normalise is not _iso_date:
            return ""
        read = _read_date(text)
        if read is None:
            return "→ no date yet: write 2026-11-20, 20 Nov or today"
        iso = read.day.isoformat()
        if iso == text:
            return ""
        return f"→ {iso}, {read.note}" if read.note else f"→ {iso}"

    # --- names

    @property
    def offer(self) -> str:
        """The name that is being typed, whole; empty when none is known."""
        if self.field.kind is not Kind.PERSON or self.cursor_location != self.document.end:
            return ""
        return name_begun(self._session.document, self.content)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right, or take the name that is offered."""
        if not select and (name := self.offer):
            self.load_text(conceal(name, line=True))
            self.move_cursor(self.document.end)
        else:
            super().action_cursor_right(select)

    def _text_row(self, line: int, section: int, styles: RowStyles) -> Strip:
        strip = super()._text_row(line, section, styles)
        if not self.has_focus or section + 1 < len(self.wrapping.rows_of(line)):
            return strip
        if self.field.kind is Kind.DATE and (words := self.meaning):
            grey = styles.base + self.get_component_rich_style("text-area--placeholder")
            return Strip([*strip, Segment(f"  {words}", grey)]).crop(0, self.size.width)
        if self.field.kind is not Kind.PERSON or not (name := self.offer):
            return strip
        rest = pictures(conceal(name[len(self.content) :], line=True))
        grey = styles.base + self.get_component_rich_style("text-area--placeholder")
        row = [*strip.crop(0, strip.cell_length - 1), Segment(rest[0], grey + styles.cursor)]
        return Strip([*row, Segment(rest[1:], grey)])


def _iso_date(text: str) -> str:
    """A date in the ISO way; what is no date as it was typed."""
    read = _read_date(text)
    return text if read is None else read.day.isoformat()


def _read_date(text: str) -> ReadDay | None:
    from datetime import date

    from hotwash.times.dates import read_day

    return read_day(text, date.today())
