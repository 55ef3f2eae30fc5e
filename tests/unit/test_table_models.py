"""What tables show and read, without a screen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.tui.rows_app import ACTIONS, DATE, TABLE, TEMPLATE, TIMELINE

from hotwash.editing.session import Session
from hotwash.postmortem.document import Document, Row
from hotwash.template.model import Field
from hotwash.tui.table.action_rows import ActionRows, columns_of
from hotwash.tui.table.field_rows import FieldRows
from hotwash.tui.table.filter import RowFilter
from hotwash.tui.table.grid_layout import GridColumn
from hotwash.tui.table.row_painter import RowPicture
from hotwash.tui.table.table_layout import TableLayout
from hotwash.tui.table.timeline_rows import TimelineRows


def session_of(field: Field, *rows: Row) -> Session:
    return Session(Document(TEMPLATE, {DATE.path: "2026-11-20", field.path: rows}))


def timeline(*lines: tuple[str, str]) -> TimelineRows:
    rows = [Row({"time": time, "event": event}) for time, event in lines]
    model = TimelineRows(session_of(TIMELINE, *rows), TIMELINE)
    model.times.now = lambda: datetime(2026, 11, 20, 13, 37, tzinfo=UTC)  # type: ignore[method-assign]
    model.update(typing=False)
    return model


def shown(model: FieldRows, row: int) -> list[str]:
    return [model.cell(row, at)[0] for at in range(len(model.columns))]


class TestTimeline:
    def test_rows_as_they_are_shown(self) -> None:
        model = timeline(("10:00", "one"), ("12:30", "two"), ("soon", "three"), ("", "four"))
        assert [shown(model, at)[0] for at in range(4)] == ["10:00", "12:30", "soon", "no time"]
        assert model.sign(2, current=True, focused=False) == (" ?▸ ", "problem")
        assert [model.above(at) for at in range(3)] == ["", "⋮ 2h 30m", ""]
        assert [column.title for column in model.columns][:2] == ["UTC", "Event"]

    def test_a_time_is_settled_and_its_row_goes_where_it_belongs(self) -> None:
        model = timeline(("10:00", "one"), ("11:00", "two"))
        model.rows = model.with_row(0, model.rows[0].with_cell("time", "1130"))
        read = model.settle(0, "time")
        assert [row["time"] for row in read.rows] == ["11:00", "11:30"]
        assert read.at == 1

    def test_a_time_and_an_event_in_one_cell_are_parted(self) -> None:
        model = timeline(("10:00", "one"), ("", ""))
        model.rows = model.with_row(1, Row({"time": "1015 pool is full"}))
        assert "goes into the cell beside it" in model.typed_words("1015 pool is full", 1, "time")
        row = model.settle(1, "time").rows[1]
        assert (row["time"], row["event"]) == ("10:15", "pool is full")

    def test_lines_go_where_their_times_belong(self) -> None:
        model = timeline(("10:00", "one"), ("11:00", "two"))
        read = model.with_lines(["1030 between", "no time at all"], 0)
        assert [row["event"] for row in read.rows] == ["one", "between", "two", "no time at all"]
        assert read.at == 3

    def test_times_by_other_clocks_are_typed_by_them_and_kept_by_the_documents(self) -> None:
        model = timeline(("10:00 +02:00", "one"))
        assert model.times.show_next_zone() == "Times shown in UTC, and typed in it"
        assert shown(model, 0)[0] == "08:00"
        assert model.opened("10:00 +02:00", 0, "time") == "08:00"

    def test_order(self) -> None:
        model = timeline(("10:00", "one"), ("11:00", "two"))
        assert model.why_fixed(0, 1).startswith("Rows stay in order of time")
        assert model.line_of(1) == "11:00 two"
        assert model.times.typed_now(1) == "13:37"


class TestActions:
    def items(self, *rows: Row) -> ActionRows:
        model = ActionRows(session_of(ACTIONS[0], *rows), ACTIONS[0])
        model.today = lambda: date(2026, 11, 24)  # type: ignore[method-assign]
        return model

    def test_what_is_shown_depends_on_the_width(self) -> None:
        model = self.items(Row({"task": "a", "due": "2026-11-27", "link": "https://x.example/T-1"}))
        model.fit(120)
        assert shown(model, 0) == ["a", "", "in 3 days · 27 Nov", "x.example/T-1"]
        assert model.below(0) == ()
        model.fit(80)
        assert shown(model, 0) == ["a", "", "in 3 days", "T-1"]
        assert model.below(0) == ["due 2026-11-27 · https://x.example/T-1"]
        assert model.below(0, typing=True) == ()

    def test_columns_are_as_wide_as_the_widest_of_all_lists(self) -> None:
        first = self.items(Row({"task": "a", "owner": "Ana"}))
        second = self.items(Row({"task": "b", "owner": "Anastasia"}))
        first.peers = lambda: (first, second)
        assert first.needs(120, range(1))[1] == 9
        assert second.needs(120, range(1))[1] == 9

    def test_a_line_is_read_as_a_task_with_its_owner(self) -> None:
        model = self.items(Row({"task": "Raise the pool - Owner: Ana"}))
        assert model.settle(0, "task").rows[0]["owner"] == "Ana"
        model = self.items(Row({"task": "a", "due": "friday"}))
        assert model.settle(0, "due").rows[0]["due"] == "2026-11-27"

    def test_columns_have_no_widget(self) -> None:
        assert columns_of(ACTIONS[0], (), 120)[0].key == "task"


class TestTable:
    columns = tuple(GridColumn(known.key, known.title) for known in TABLE.columns)

    def test_pasted_lines_are_cells(self) -> None:
        model = FieldRows(session_of(TABLE, Row({"who": "Ana"})), TABLE, self.columns)
        read = model.with_lines(["Ben\tLead\ta\tb"], 0)
        assert dict(read.rows[1].cells) == {"who": "Ben", "role": "Lead", "n": "a b"}
        assert read.at == 1

    def test_a_cell_is_settled_without_spaces_around_it(self) -> None:
        model = FieldRows(session_of(TABLE, Row({"who": " Ana "})), TABLE, self.columns)
        assert model.settle(0, "who").rows[0]["who"] == "Ana"
        assert model.settle(0, "role").rows is model.rows

    def test_an_empty_row_is_not_sent(self) -> None:
        model = FieldRows(session_of(TABLE, Row({"who": "Ana"})), TABLE, self.columns)
        new = Row({})
        model.rows = (*model.rows, new)
        model.write("add row", source=None, unsent=new.id)
        assert len(model.stored) == 1 and len(model.rows) == 2
        model.write("add row", source=None, unsent=None)
        assert len(model.stored) == 2


class TestFilter:
    rows = tuple(Row({"event": text}) for text in ("pool is full", "pool", "rolled back"))

    def test_rows_that_have_all_words(self) -> None:
        found = RowFilter(self.rows)
        assert found.shown is None
        found.line.insert("POOL full")
        assert found.choose() == [0]

    def test_a_new_row_is_shown_and_a_hidden_one_stays_hidden(self) -> None:
        found = RowFilter(self.rows)
        found.line.insert("pool")
        found.choose()
        found.rows_changed(self.rows, (Row({"event": "new"}), *self.rows))
        assert found.shown == [0, 1, 2]


@pytest.mark.parametrize(("lines", "whole"), [(2, False), (5, True)])
def test_rows_are_shown_whole_where_there_is_room(lines: int, whole: bool) -> None:
    columns = (GridColumn("who", "Who", least=4, grows=True),)
    rows = (Row({"who": "a long text that takes two lines"}), Row({"who": "b"}))
    model = FieldRows(session_of(TABLE, *rows), TABLE, columns)

    def picture(place: int) -> RowPicture:
        text = model.rows[place]["who"]
        return RowPicture([text], [""], limit=8 if layout.all_open else 1)

    layout = TableLayout(model, picture)
    layout.arrange(24, range(2), 0, filtered=False, room=(24, lines))
    assert layout.all_open is whole
    assert layout.lines.total == (3 if whole else 2)
