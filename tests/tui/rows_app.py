"""A small program that shows fields made of rows, each told of changes as the form tells them."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widget import Widget

from hotwash.editing.session import Change, Session
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import Column, ColumnKind, Field, Kind, Path, Section, Template
from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.fields import MAKERS
from hotwash.tui.widgets.timeline import TimelineField

DATE = Field(("details", "date"), Kind.DATE, "Date")
DURATION = Field(("details", "duration"), Kind.DURATION, "Duration")
TIMELINE = Field(
    ("timeline",),
    Kind.TIMELINE,
    "Timeline",
    samples=(("10:00", "Normal operations"), ("10:15", "First alert triggered")),
    columns=(
        Column("time", "Time", ColumnKind.TIME),
        Column("event", "Event"),
        Column("moment", "Moment", ColumnKind.MOMENT, shown=False),
    ),
)
ACTIONS = tuple(
    Field(
        ("action_items", name),
        Kind.ACTIONS,
        name,
        samples=(("Fix the root cause", "[Name]"),),
        due_days=days,
    )
    for name, days in (("immediate", 7), ("short", 30), ("long", 90))
)
TABLE = Field(
    ("contacts",),
    Kind.TABLE,
    "Contacts",
    columns=(Column("who", "Who", ColumnKind.PERSON), Column("role", "Role"), Column("n", "Note")),
    samples=(("Ana", "Lead", ""),),
)
TEMPLATE = Template(
    "t",
    "",
    (
        Section("details", "Details", (DATE, DURATION)),
        Section("timeline", "Timeline", (TIMELINE,)),
        Section("action_items", "Action Items", ACTIONS),
        Section("contacts", "Contacts", (TABLE,)),
    ),
)


class RowsApp(App[None]):
    """Some fields, one under the other, or one alone in its tab."""

    def __init__(
        self,
        *fields: Field,
        answers: Mapping[Path, Answer] | None = None,
        alone: bool = False,
        held: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.session = Session(Document(TEMPLATE, {DATE.path: "2026-11-20", **(answers or {})}))
        self.session.held.update(held or {})
        self.widgets = {known.path: MAKERS[known.kind](self.session, known) for known in fields}
        self.alone = alone
        self.said: list[str] = []
        self.pasted: list[str] = []
        self.commands: list[str] = []
        self.changes: list[Change] = []
        self.session.subscribe(self._changed)

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        if self.alone:
            for widget in self.widgets.values():
                widget.add_class("alone")
                yield widget
        else:
            with VerticalScroll(can_focus=False):
                yield from self.widgets.values()

    def on_mount(self) -> None:
        """Begin in the first field."""
        first = next(iter(self.widgets.values()))
        chosen = getattr(first, "first_focus", first)
        assert isinstance(chosen, Widget)
        chosen.focus()

    def _changed(self, change: Change) -> None:
        self.changes.append(change)
        for path in change.paths:
            widget = self.widgets.get(path)
            if widget is not None and change.source is not widget:
                widget.show()  # type: ignore[attr-defined]

    def on_grid_said(self, message: Grid.Said) -> None:
        """Note what was said."""
        self.said.append(message.text)

    def on_grid_rows_pasted(self, message: Grid.RowsPasted) -> None:
        """Note what was pasted."""
        self.pasted.append(message.text)

    def action_run_command(self, command: str) -> None:
        """Note a command that the table passes on."""
        self.commands.append(command)

    def rows(self, field: Field) -> list[dict[str, str]]:
        """The rows of a field as the document has them."""
        return [dict(row.cells) for row in self.session.document.rows(field.path)]

    def grid(self, field: Field) -> Grid:
        """The table of a field."""
        widget = self.widgets[field.path]
        found = widget.grid if isinstance(widget, TimelineField) else widget
        assert isinstance(found, Grid)
        return found


def row(**cells: str) -> Row:
    """A row of these cells."""
    return Row(cells)


def event_of(key: str) -> events.Key:
    """The event of a key or of a sign that is typed."""
    character = {"space": " ", "slash": "/"}.get(key, key if len(key) == 1 else None)
    named = {" ": "space", ":": "colon", "+": "plus", "/": "slash", "-": "minus", ".": "full_stop"}
    return events.Key(named.get(key, key), character)


async def type_text(pilot: Pilot[None], text: str, *keys: str) -> None:
    """Type a text as fast as it is taken, then press keys."""
    for sign in text:
        pilot.app.post_message(event_of(sign))
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()


def lines_of(widget: Widget) -> list[str]:
    """What a widget shows, line by line, without the spaces at the ends."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]
