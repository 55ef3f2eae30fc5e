"""The form of one section, drawn from the template when its tab is first shown."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.session import Change, Session
from hotwash.template.model import Field, Fixed, Group, Kind, Path, Section
from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.words import words


class SectionForm(VerticalScroll, can_focus=False):
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
        self.set_class(self._alone, "alone")

    def compose(self) -> ComposeResult:
        """Yield the parts in the template's order."""
        for known in self._above:
            yield from self._part(known, "", 1)
        for part in self.section.parts:
            if isinstance(part, Group):
                yield Static(words(part.title), classes="heading")
                for inner in part.parts:
                    yield from self._part(inner, part.title, len(part.parts))
            else:
                yield from self._part(part, self.section.title, len(self.section.parts))
        for known in self._below:
            yield from self._part(known, "", 1)

    def _part(self, part: Field | Fixed, heading: str, siblings: int) -> Iterator[Widget]:
        if isinstance(part, Fixed):
            text = part.text.strip().strip("-").strip()
            if text:
                yield Static(words(text), classes="fixed")
            return
        labelled = part.kind.is_line or (siblings > 1 and part.label != heading)
        frame = FieldFrame(self._session, part, labelled=labelled, alone=self._alone)
        self._frames[part.path] = frame
        yield frame

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

    def frame(self, path: Path) -> FieldFrame | None:
        """The frame of a field of this section."""
        return self._frames.get(path)

    def focus_first(self) -> bool:
        """Put the cursor into the first field that can have it; False when none can."""
        for frame in self._frames.values():
            target = first_focusable(frame.widget)
            if target is not None:
                target.focus(scroll_visible=False)
                return True
        return False

    def focus_field(self, path: Path) -> None:
        """Put the cursor into a field and bring it into view."""
        frame = self._frames.get(path)
        if frame is not None and (target := first_focusable(frame.widget)) is not None:
            target.focus()
            frame.scroll_visible(animate=False)


def first_focusable(widget: Widget) -> Widget | None:
    """The widget itself if it can have the cursor, else the part of it that wants it first."""
    chosen = getattr(widget, "first_focus", None)
    if isinstance(chosen, Widget):
        return chosen
    if widget.focusable:
        return widget
    return next((inner for inner in widget.query("*") if inner.focusable), None)
