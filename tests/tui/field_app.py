"""A small program that shows fields in a tab that scrolls, for the tests of their widgets."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hotwash.editing.session import Change, Session
from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import Field, Kind, Path, Section, Template
from hotwash.tui.widgets.fields import MAKERS


def field(name: str, kind: Kind, **more: object) -> Field:
    """A field of a section `s`."""
    return Field(path=("s", name), kind=kind, label=name.title(), **more)  # type: ignore[arg-type]


def session_of(fields: tuple[Field, ...], answers: Mapping[Path, Answer]) -> Session:
    """A session over a template of these fields."""
    return Session(Document(Template("t", "", (Section("s", "S", fields),)), answers))


class FieldApp(App[None]):
    """The fields one under the other, each told of changes as the form tells them."""

    CSS = "Static { margin-top: 1; }"

    def __init__(self, *fields: Field, answers: Mapping[Path, Answer] | None = None) -> None:
        super().__init__()
        self.session = session_of(fields, answers or {})
        self.edits: list[Change] = []
        self.fields: dict[str, Widget] = {}
        self.session.subscribe(self._changed)

    def compose(self) -> ComposeResult:
        """Yield the fields under their labels."""
        with VerticalScroll(can_focus=False):
            for known in self.session.document.template.fields:
                yield Static(known.label, markup=False)
                widget = MAKERS[known.kind](self.session, known)
                self.fields[known.path[-1]] = widget
                yield widget

    def _changed(self, change: Change) -> None:
        self.edits.append(change)
        for path in change.paths:
            widget = self.fields[path[-1]]
            if change.source is not widget:
                widget.show()  # type: ignore[attr-defined]

    def answer(self, name: str) -> Answer | None:
        """What the document holds for a field."""
        return self.session.document.answer(("s", name))

    def undo(self) -> None:
        """What the program does at Ctrl+Z."""
        for widget in self.fields.values():
            flush = getattr(widget, "flush", None)
            if flush is not None:
                flush()
        self.session.undo()


def text_of(widget: Widget) -> str:
    """What a widget shows, row by row, without the spaces at the ends of the rows."""
    rows = [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]
    return "\n".join(rows)
