"""The form of one section, drawn from the template when its tab is first shown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.places import Spot
from hotwash.editing.session import Change, Session
from hotwash.template.model import Field, Fixed, Group, Kind, Path, Section
from hotwash.tui.protocols import HasFirstFocus
from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.widgets.focus_column import FocusColumn
from hotwash.tui.widgets.label import FieldLabel
from hotwash.tui.words import visible, words

NARROWEST, WIDEST = 12, 25
"""Cells for the labels that stand beside their answers, the mark and a space included."""

LOW = 15
"""Rows of a form from which it has room for empty ones between its fields."""


class SectionForm(FocusColumn, can_focus=False):
    """Every field of a section, under the headings of its groups.

    Args:
        session: The open document.
        section: The section to draw.
        above: Fields that stand above it: the title on the first tab.
        below: Fields that stand below it: the time zone on the first tab.
    """

    def __init__(
        self,
        session: Session,
        section: Section,
        *,
        above: tuple[Field, ...] = (),
        below: tuple[Field, ...] = (),
    ) -> None:
        super().__init__(classes="form")
        self.section = section
        self._above = above
        self._below = below
        self._session = session
        self._frames: dict[Path, FieldFrame] = {}
        fields = list(section.fields())
        self._alone = (
            len(fields) == 1
            and len(section.parts) == 1
            and fields[0].kind is Kind.TIMELINE
            and not above
            and not below
        )
        self.set_class(self._alone, "alone", update=False)
        inline = [known for known in (*above, *fields, *below) if known.kind.is_line]
        longest = max((cell_len(visible(known.label)) + 3 for known in inline), default=0)
        self._label_width = max(NARROWEST, min(WIDEST, longest))

    def compose(self) -> ComposeResult:
        """Yield the parts in the template's order."""
        for known in self._above:
            yield self._frame(known)
        for part in self.section.parts:
            if isinstance(part, Group):
                yield from self._group(part)
            elif isinstance(part, Fixed):
                yield from _fixed(part)
            else:
                named = len(self.section.parts) > 1 and part.label != self.section.title
                yield self._frame(part, labelled=named)
        for known in self._below:
            yield self._frame(known)

    def _group(self, group: Group) -> Iterator[Widget]:
        heading = FieldLabel(group.title, classes="heading")
        yield heading
        for part in group.parts:
            if isinstance(part, Fixed):
                yield from _fixed(part)
            elif len(group.parts) > 1 and part.label != group.title:
                yield self._frame(part)
            else:
                yield self._frame(part, heading=heading)

    def _frame(
        self, field: Field, *, heading: FieldLabel | None = None, labelled: bool = True
    ) -> FieldFrame:
        frame = FieldFrame(
            self._session,
            field,
            heading=None if field.kind.is_line else heading,
            labelled=labelled or field.kind.is_line,
            label_width=self._label_width,
            alone=self._alone,
        )
        self._frames[field.path] = frame
        return frame

    def on_resize(self, event: events.Resize) -> None:
        """Give up the empty rows where there are few, and keep the cursor in view."""
        low = event.size.height < LOW
        if low != self.has_class("-low"):
            self.set_class(low, "-low")
            # What is being laid out just now still has them.
            self.call_after_refresh(self.refresh, layout=True)
        self.call_after_refresh(self.call_after_refresh, self.show_cursor)

    def on_field_label_clicked(self, event: FieldLabel.Clicked) -> None:
        """Put the cursor into the field whose name was clicked."""
        event.stop()
        for frame in self._frames.values():
            if frame.label is event.label:
                self.focus_field(frame.field.path)
                return

    def changed(self, change: Change) -> None:
        """Show what changed, but for the widget that the change came from."""
        for path in change.paths:
            frame = self._frames.get(path)
            if frame is None or not frame.is_mounted:
                continue
            if change.source is not frame.widget:
                frame.show()
        for frame in self._frames.values():
            if frame.is_mounted and (frame.field.path in change.paths or frame.field.kind.is_line):
                frame.check()

    def show_problems(self) -> None:
        """Show what is odd about the answers, where there is room for it now."""
        for frame in self._frames.values():
            if frame.is_mounted:
                frame.check()

    def frame(self, path: Path) -> FieldFrame | None:
        """The frame of a field of this section."""
        return self._frames.get(path)

    def focus_first(self) -> Widget | None:
        """Put the cursor into the first field that can have it; return what has it, if any."""
        for frame in self._frames.values():
            target = first_focusable(frame.widget)
            if target is not None:
                target.focus(scroll_visible=False)
                return target
        return None

    def focus_field(self, path: Path, spot: Spot | None = None) -> None:
        """Put the cursor into a field, or a place in it, and bring it into view."""
        frame = self._frames.get(path)
        if frame is not None and spot is not None:
            frame.show_spot(spot)
        elif frame is not None and (target := first_focusable(frame.widget)) is not None:
            target.focus()
            frame.scroll_visible(animate=False)


def first_focusable(widget: Widget) -> Widget | None:
    """The widget itself if it can have the cursor, else the part of it that wants it first."""
    if isinstance(widget, HasFirstFocus):
        return widget.first_focus
    if widget.focusable:
        return widget
    return next((inner for inner in widget.query("*") if inner.focusable), None)


def _fixed(part: Fixed) -> Iterator[Widget]:
    """The words that the template has for everybody."""
    if text := part.text.strip().strip("-").strip():
        yield Static(words(text), classes="fixed")
