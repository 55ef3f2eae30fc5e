"""The timeline: typed into its entry line, edited in its table, told in its lines below."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.tui.rows_app import DATE, DURATION, TIMELINE, RowsApp, lines_of, row, type_text
from textual import events

from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import Column, ColumnKind, Path
from hotwash.tui.table.timeline_times import TimelineTimes
from hotwash.tui.widgets.timeline import TimelineField

ROWS = (
    row(time="10:00", event="Normal operations"),
    row(time="10:10", event="Errors rise", moment="started"),
    row(time="10:15", event="First alert", moment="detected"),
    row(time="12:00", event="Restored", moment="resolved"),
)


def timeline_app(*rows: Row, alone: bool = True, **more: object) -> RowsApp:
    answers = {TIMELINE.path: rows} if rows else {}
    return RowsApp(TIMELINE, answers=answers, alone=alone, **more)  # type: ignore[arg-type]


def field_of(app: RowsApp) -> TimelineField:
    found = app.widgets[TIMELINE.path]
    assert isinstance(found, TimelineField)
    return found


def times(app: RowsApp) -> list[str]:
    return [cells.get("time", "") for cells in app.rows(TIMELINE)]


async def test_ten_events_are_ten_lines_typed() -> None:
    app = timeline_app()
    lines = [
        "1000 Normal operations",
        "10:15 First alert triggered",
        "1020 Team notified",
        "+5 Investigation started",
        "11:00 Root cause found",
        "1130 Fix deployed",
        "12:00:30 Service restored",
        "1010 Errors rise",
        "1230 Stable",
        "0010 Backfill finished",
    ]
    async with app.run_test(size=(80, 24)) as pilot:
        for line in lines:
            await type_text(pilot, line, "enter")
        assert field_of(app).entry.has_focus
        assert app.rows(TIMELINE)[:4] == [
            {"time": "10:00", "event": "Normal operations"},
            {"time": "10:10", "event": "Errors rise"},
            {"time": "10:15", "event": "First alert triggered"},
            {"time": "10:20", "event": "Team notified"},
        ]
        assert times(app)[4:] == [
            "10:25",
            "11:00",
            "11:30",
            "12:00:30",
            "12:30",
            "2026-11-21 00:10",
        ]
        shown = "\n".join(lines_of(app.grid(TIMELINE)))
        assert "00:10 +1d" in shown


async def test_what_is_typed_is_held_and_read_while_typing() -> None:
    app = timeline_app(*ROWS, row(time="13:00", event="Quiet"))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "0010 Back")
        assert app.session.held == {"entry:timeline": "0010 Back"}
        assert "2026-11-21 00:10 +1d" in field_of(app).note.text
        await type_text(pilot, "", "home", *["delete"] * 4)
        assert "no time: a row without one" in field_of(app).note.text
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.held == {}
        assert app.rows(TIMELINE)[-1] == {"event": "Back"}
        assert any("no time" in line for line in lines_of(app.grid(TIMELINE)))


async def test_held_text_comes_back() -> None:
    app = timeline_app(*ROWS, held={"entry:timeline": "1145 half a th"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "ought", "enter")
        assert {"time": "11:45", "event": "half a thought"} in app.rows(TIMELINE)


async def test_up_goes_into_the_table_and_down_comes_back() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up")
        assert app.grid(TIMELINE).has_focus
        assert app.grid(TIMELINE).cursor == 3
        await pilot.press("up", "down", "down")
        assert field_of(app).entry.has_focus


async def test_a_cell_is_edited_in_place_and_sorted_when_left() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "left", "e", "ctrl+u")
        await type_text(pilot, "1130")
        assert app.rows(TIMELINE)[0]["time"] == "1130"
        await pilot.press("enter")
        assert times(app) == ["10:10", "10:15", "11:30", "12:00"]
        assert app.grid(TIMELINE).cursor == 2
        await pilot.press("escape", "u")
        assert times(app) == ["", "10:10", "10:15", "12:00"]  # what was typed, then the deletion
        await pilot.press("u")
        assert times(app) == ["10:00", "10:10", "10:15", "12:00"]


async def test_a_time_typed_into_a_cell_is_read_while_typing() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        note = field_of(app).note
        await pilot.press("up", "left", "e", "ctrl+u")
        await type_text(pilot, "11-22 9.30")
        assert note.text == "→ 2026-11-22 09:30 +2d"
        await type_text(pilot, "x")
        assert "kept as it is" in note.text
        await pilot.press("backspace", "escape")
        await pilot.pause()
        assert "to resolve" in note.text


async def test_evidence_is_shown_with_the_row_under_the_cursor() -> None:
    output = "\n".join(f"deployment.apps/api line {at}" for at in range(10))
    app = timeline_app(*ROWS, row(time="12:05", event="Rolled back", evidence=output))
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TIMELINE)
        assert "Rolled back  [+10 lines]" in "\n".join(lines_of(grid))
        assert "api line 0" not in "\n".join(lines_of(grid))
        await pilot.press("up")
        await pilot.pause()
        shown = "\n".join(lines_of(grid))
        assert "api line 4" in shown
        assert "5 more lines" in shown
        await pilot.press("e", "!", "escape")
        assert app.rows(TIMELINE)[-1]["event"] == "Rolled back!"


async def test_an_unreadable_time_stays_where_and_as_it_is() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "down", "left", "e", "ctrl+u")
        await type_text(pilot, "about tea time", "escape")
        assert times(app) == ["10:00", "about tea time", "10:15", "12:00"]
        assert any(" ?" in line for line in lines_of(app.grid(TIMELINE)))


async def test_editing_a_time_does_not_shift_the_days_of_the_rows_below() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "left", "e", "ctrl+u")
        # Half typed, it reads as a time of the next day; the rows below must not follow it there.
        await type_text(pilot, "0930", "escape")
        assert times(app) == ["09:30", "10:10", "10:15", "12:00"]


async def test_a_change_from_outside_while_typing_a_time_is_kept() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "left", "e", "ctrl+u")
        await type_text(pilot, "100")
        mine = app.session.document.rows(TIMELINE.path)
        theirs = (*mine[:3], mine[3].with_cell("event", "Restored for all"))
        app.session.merge(app.session.document.replace(TIMELINE.path, theirs))
        await type_text(pilot, "5", "escape")
        assert times(app) == ["10:05", "10:10", "10:15", "12:00"]
        assert app.rows(TIMELINE)[3]["event"] == "Restored for all"


async def test_a_new_row_takes_time_and_event() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "a")
        await type_text(pilot, "1012", "enter")
        await type_text(pilot, "Pager rings", "escape")
        assert app.rows(TIMELINE)[2] == {"time": "10:12", "event": "Pager rings"}
        await pilot.press("a", "tab")
        await type_text(pilot, "No time known", "escape")
        assert app.rows(TIMELINE)[3] == {"event": "No time known"}
        await pilot.press("a", "escape")
        assert len(app.rows(TIMELINE)) == 6


async def test_moments_give_lengths_and_the_duration() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("up", "home")
        await pilot.pause()
        note = field_of(app).note
        assert "to detect 5m · to resolve 1h 50m" in note.text
        await pilot.press("down", "down", "down", "m")
        await pilot.pause()
        assert "(r)esolved" in note.text
        await pilot.press("m")
        await pilot.pause()
        assert app.rows(TIMELINE)[3]["moment"] == "mitigated"
        await pilot.press("m", "r", "D")
        await pilot.pause()
        assert app.session.document.text(DURATION.path) == "1h 50m"
        await pilot.press("m", "r")
        assert "moment" not in app.rows(TIMELINE)[3]
        await pilot.press("m", "escape", "x")
        assert "moment" not in app.rows(TIMELINE)[3]


async def test_a_duration_without_marks_says_what_is_missing() -> None:
    app = timeline_app(row(time="10:00", event="x"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "D")
        await pilot.pause()
        assert "started and resolved" in app.said[-1]
        assert DURATION.path not in app.session.document.answers


async def test_the_strip_shows_the_incident_to_scale() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bars, letters = lines_of(field_of(app).strip)
        assert bars.split()[0] == "10:00"
        assert bars.split()[-1] == "12:00"
        assert "▇" in bars
        assert letters.split()[0][0] == "S"
        assert letters.rstrip().endswith("R")


async def test_long_gaps_are_seen() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        grid = app.grid(TIMELINE)
        assert [line for line in lines_of(grid) if "⋮ 1h 45m" in line]
        top = lines_of(grid).index(next(line for line in lines_of(grid) if "Restored" in line))
        await pilot.click(type(grid), offset=(20, top))
        assert grid.cursor == 3


async def test_without_a_start_the_strip_is_hidden_and_the_line_says_what_to_mark() -> None:
    app = timeline_app(*(one.with_cell("moment", "") for one in ROWS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        field = field_of(app)
        assert not field.strip.display
        assert "m marks a row" in field.note.text
        await pilot.press("up", "home", "down", "m", "s")
        await pilot.pause()
        assert field.strip.display
        assert "Mark what came next" in field.note.text
        await pilot.press("down", "m", "d")
        await pilot.pause()
        assert field.note.text.startswith("to detect 5m")


@pytest.mark.parametrize("hour", [1, 12, 23])
async def test_after_midnight_comes_after_it_also_without_an_incident_date(
    monkeypatch: pytest.MonkeyPatch, hour: int
) -> None:
    now = datetime(2026, 11, 23, hour, 30, tzinfo=UTC)
    monkeypatch.setattr(TimelineTimes, "now", lambda _: now)
    app = timeline_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.edit(DATE.path, None)
        for line in ("2250 Alert", "2355 Worse", "0010 Fixed", "0930 Told"):
            await type_text(pilot, line, "enter")
        assert [cells["event"] for cells in app.rows(TIMELINE)] == [
            "Alert",
            "Worse",
            "Fixed",
            "Told",
        ]
        assert times(app) == ["22:50", "23:55", "00:10", "09:30"]
        await pilot.press("up", "home", "left", "e")
        await type_text(pilot, "", "ctrl+u")
        await type_text(pilot, "2245", "escape")
        assert times(app) == ["22:45", "23:55", "00:10", "09:30"]


async def test_a_time_is_settled_when_the_program_asks_for_all_that_is_typed() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "left", "e", "ctrl+u")
        await type_text(pilot, "1105")
        assert times(app)[0] == "1105"
        field_of(app).flush()
        assert times(app) == ["10:10", "10:15", "11:05", "12:00"]
        app.session.undo()
        assert times(app) == ["", "10:10", "10:15", "12:00"]
        app.session.undo()
        assert times(app) == ["10:00", "10:10", "10:15", "12:00"]


async def test_a_cell_left_after_a_pause_is_one_step() -> None:
    app = timeline_app(*ROWS)
    clock = [0.0]
    app.session._clock = lambda: clock[0]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "left", "e", "ctrl+u")
        await type_text(pilot, "1105")
        clock[0] += 30
        app.session.break_undo_group()
        await pilot.press("escape")
        assert times(app) == ["10:10", "10:15", "11:05", "12:00"]
        app.session.undo()
        assert times(app) == ["", "10:10", "10:15", "12:00"]
        app.session.undo()
        assert times(app) == ["10:00", "10:10", "10:15", "12:00"]
        assert app.session.undo() is None


async def test_a_text_runs_on_over_the_place_of_a_moment_that_it_does_not_have() -> None:
    text = "Payment provider confirms that it is healthy in all regions"
    app = timeline_app(row(time="09:00", event=text), *ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = lines_of(app.grid(TIMELINE))
        assert text in shown[1]
        assert shown[3].endswith("started")


async def test_the_zone_that_is_shown_is_not_the_one_that_is_stored() -> None:
    zoned = row(time="11:00 +02:00", event="Elsewhere")
    app = timeline_app(zoned, *ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TIMELINE)
        assert "11:00 +02:00" in "\n".join(lines_of(grid))
        await pilot.press("up", "z")
        await pilot.pause()
        assert any("09:00" in line for line in lines_of(grid))
        assert "UTC" in lines_of(grid)[0]
        assert "UTC" in app.said[-1]
        assert times(app)[0] == "11:00 +02:00"


async def test_times_are_typed_by_the_clocks_that_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        field, grid = field_of(app), app.grid(TIMELINE)
        await pilot.press("up", "z", "z")
        assert "typed by it" in app.said[-1]
        field.entry.focus()
        await type_text(pilot, "07:05 Paged")
        assert field.note.text == "→ 07:05 EST, kept as 12:05 UTC"
        await pilot.press("enter")
        await type_text(pilot, "12:10 UTC From the log", "enter")
        await type_text(pilot, "2230 Backfill", "enter")
        assert times(app)[4:] == ["12:05", "12:10", "2026-11-21 03:30"]
        await pilot.press("up", "home", "left", "e")
        assert grid.cell.text == "05:00"
        await pilot.press("ctrl+u")
        await type_text(pilot, "07:07")
        assert times(app)[0] == "12:07"
        assert "07:07 EST, kept as 12:07" in field.note.text
        await pilot.press("escape")
        assert times(app)[3:5] == ["12:05", "12:07"]
        await pilot.press("e", "escape")
        assert times(app)[3:5] == ["12:05", "12:07"]
        assert "07:07" in "\n".join(lines_of(grid))


@pytest.mark.parametrize(
    ("typed", "said", "time", "event"),
    [
        ("012", "“012” is no time yet (write 00:12): kept as words", "", "012"),
        ("9", "“9” is no time yet (write 10:15, 1015, +5 or now): kept as words", "", "9"),
        ("915 lunch", "“915” is no time yet (write 09:15): kept as words", "", "915 lunch"),
        ("Team called", "no time: a row without one, at the end", "", "Team called"),
        ("25:00 x", "“25:00” is not read as a time (hours go up to 23): kept", "25:00", "x"),
        ("10:50 +1d x", "2026-11-21 10:50 +1d", "2026-11-21 10:50", "x"),
        ("13:15", "→ 13:15", "13:15", ""),
    ],
)
async def test_a_line_says_what_becomes_of_it(typed: str, said: str, time: str, event: str) -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, typed)
        assert said in field_of(app).note.text
        await pilot.press("enter")
        row = app.rows(TIMELINE)[-1]
        assert (row.get("time", ""), row.get("event", "")) == (time, event)


async def test_the_incident_date_is_followed() -> None:
    app = timeline_app(row(time="2026-11-21 00:10", event="Late"))
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TIMELINE)
        await pilot.pause()
        assert "00:10 +1d" in "\n".join(lines_of(grid))
        app.session.edit(DATE.path, "2026-11-21")
        await pilot.pause()
        shown = "\n".join(lines_of(grid))
        assert "00:10" in shown
        assert "+1d" not in shown


async def test_rows_are_deleted_and_come_back() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "home", "down", "delete")
        assert times(app) == ["10:00", "10:15", "12:00"]
        await pilot.press("u")
        assert times(app) == ["10:00", "10:10", "10:15", "12:00"]
        assert app.grid(TIMELINE).cursor == 1
        await pilot.press("U")
        assert times(app) == ["10:00", "10:15", "12:00"]


async def test_rows_of_different_times_keep_their_order() -> None:
    app = timeline_app(*ROWS, row(time="12:00", event="At the same time"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "K")
        assert [cells["event"] for cells in app.rows(TIMELINE)][-2:] == [
            "At the same time",
            "Restored",
        ]
        await pilot.press("K")
        await pilot.pause()
        assert app.rows(TIMELINE)[2]["event"] == "First alert"
        assert "order of time" in app.said[-1]


async def test_pasted_lines_are_rows_in_one_step() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        field_of(app).entry.post_message(
            events.Paste("- 10:05 one\n\n**11:00** two\x1b[31m\nno time\n")
        )
        await pilot.pause()
        assert times(app) == ["10:00", "10:05", "10:10", "10:15", "11:00", "12:00", ""]
        assert app.rows(TIMELINE)[4]["event"] == "two"
        app.session.undo()
        await pilot.pause()
        assert len(app.rows(TIMELINE)) == 4


async def test_a_paste_can_be_looked_at_first() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        field_of(app).ask_before_paste = True
        field_of(app).entry.post_message(events.Paste("10:05 one\n11:00 two"))
        for _ in range(3):
            await pilot.pause()
        assert app.pasted == ["10:05 one\n11:00 two"]
        assert len(app.rows(TIMELINE)) == 4


async def test_the_time_now(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(
            field_of(app).times, "now", lambda: datetime(2026, 11, 20, 13, 37, tzinfo=UTC)
        )
        await type_text(pilot, "said so")
        field_of(app).insert_now()
        assert field_of(app).entry.text == "13:37 said so"
        await pilot.press("up", "home", "t")
        assert times(app) == ["10:10", "10:15", "12:00", "13:37"]


async def test_the_filter_chooses_rows_and_edits_reach_the_right_one() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TIMELINE)
        await pilot.press("up", "slash")
        await type_text(pilot, "r alert", "enter")
        assert [grid.index(place) for place in range(grid.count)] == [2]
        assert "1 of 4" in "\n".join(lines_of(grid))
        await pilot.press("e")
        await type_text(pilot, "!", "escape")
        assert app.rows(TIMELINE)[2]["event"] == "First alert!"
        await pilot.press("delete")
        assert times(app) == ["10:00", "10:10", "12:00"]
        await pilot.press("escape")
        assert grid.count == 3


@pytest.mark.parametrize(
    "text", ["[/x] [red]", "\x1b[31m\x07", "日本語の文字列" * 9, "👩‍🚒 é \u202e", "a\tb\nc"]
)
async def test_hostile_text_is_shown_edited_and_kept(text: str) -> None:
    app = timeline_app(row(time="10:00", event=text), *ROWS[1:])
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid(TIMELINE)
        await pilot.press("up", "home")
        await pilot.pause()
        for y in range(grid.size.height):
            strip = grid.render_line(y)
            assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in strip.text)
            assert "\u202e" not in strip.text
        await pilot.press("e", "end")
        await type_text(pilot, "Z", "escape")
        assert app.rows(TIMELINE)[0]["event"] == (text + "Z").strip()


async def test_what_changes_on_a_hidden_tab_is_shown_when_it_comes_back() -> None:
    app = timeline_app(*ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        field = field_of(app)
        field.display = False
        await pilot.pause()
        new = (*ROWS, row(time="13:00", event="Added from outside"))
        app.session.merge(app.session.document.replace(TIMELINE.path, new))
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        field.display = True
        await pilot.pause()
        shown = lines_of(app.grid(TIMELINE))
        assert any("Added from outside" in line for line in shown)
        assert all(len(line) <= 60 for line in shown)


async def test_it_stands_in_a_form_too() -> None:
    app = timeline_app(*ROWS, alone=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        grid = app.grid(TIMELINE)
        assert grid.size.height == 1 + 4 + 1  # titles, rows, the gap
        await type_text(pilot, "1330 Later", "enter")
        assert grid.size.height == 1 + 5 + 2


async def test_no_rows_show_the_samples_and_how_to_begin() -> None:
    app = timeline_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = "\n".join(lines_of(app.grid(TIMELINE)))
        assert "Normal operations" in shown
        assert "press a" in shown
        assert app.rows(TIMELINE) == []


@pytest.mark.slow
async def test_ten_thousand_rows(capsys: pytest.CaptureFixture[str]) -> None:
    rows = tuple(
        row(time=f"{at // 600:02d}:{at // 10 % 60:02d}:{at % 10:02d}", event=f"Event number {at}")
        for at in range(10_000)
    )
    app = timeline_app(*rows)
    spent: dict[str, float] = {}

    def measure(name: str, began: float) -> None:
        spent[name] = (time.perf_counter() - began) * 1000

    began = time.perf_counter()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        measure("open", began)
        grid = app.grid(TIMELINE)
        grid.focus()
        await pilot.pause()
        painted: list[int] = []
        paint = grid.render_line
        grid.render_line = lambda y: painted.append(y) or paint(y)  # type: ignore[func-returns-value,method-assign]
        grid.go(5000)
        await pilot.pause()
        painted.clear()
        began = time.perf_counter()
        grid.action_step(1)
        measure("cursor", began)
        await pilot.pause()
        assert len(set(painted)) == 2
        grid.cell.open()
        await pilot.pause()
        painted.clear()
        began = time.perf_counter()
        await pilot.press("x")
        measure("key", began)
        assert len(set(painted)) == 1
        grid.cell.leave()
        began = time.perf_counter()
        field_of(app).add_lines(["05:00:01 In between"])
        measure("insert", began)
        assert len(app.rows(TIMELINE)) == 10_001
        began = time.perf_counter()
        grid.commands.delete_row()
        measure("delete", began)
        assert len(app.rows(TIMELINE)) == 10_000
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {ms:.1f} ms" for name, ms in spent.items()))


LONG = "Support starts to contact all of the customers whose orders were charged and not placed"


def shown(app: RowsApp) -> str:
    """What the table shows, as one line."""
    return " ".join(" ".join(lines_of(app.grid(TIMELINE))).split())


async def test_the_last_row_is_shown_whole_from_the_entry_line() -> None:
    app = timeline_app(*ROWS, *ROWS, *ROWS, row(time="13:00", event=LONG))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert LONG in shown(app)


async def test_rows_wrap_when_all_of_them_have_room() -> None:
    app = timeline_app(*(row(time=f"13:0{at}", event=f"{LONG} {at}") for at in range(4)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert all(f"{LONG} {at}" in shown(app) for at in range(4))
        await pilot.resize_terminal(80, 10)
        await pilot.pause()
        assert [at for at in range(4) if f"{LONG} {at}" in shown(app)] == [3]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert all(f"{LONG} {at}" in shown(app) for at in range(4))


async def test_a_row_that_is_opened_is_read_to_its_end() -> None:
    words = " ".join(f"word{number}" for number in range(110))
    app = timeline_app(*ROWS, *ROWS, row(time="13:00", event=words), row(time="13:01", event="x"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "word109" not in shown(app)
        await pilot.press("up", "up")
        await pilot.pause()
        assert words in shown(app)


async def test_a_moment_far_down_is_named_whole() -> None:
    rows = [row(time="10:00", event="x") for _ in range(450)]
    app = timeline_app(*rows, row(time="10:01", event="y", moment="acknowledged"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines_of(app.grid(TIMELINE))[-1].endswith(" acknowledged")


@pytest.mark.parametrize(
    ("wide", "typed", "words"),
    [
        (110, "", "to detect 5m · to resolve 1h 50m · D takes it as Duration"),
        (44, "", " detect 5m · resolve 1h 50m · D: Duration"),
        (110, "2h", "to resolve 1h 50m · the moments give 1h 50m; the field Duration says 2h"),
        (60, "2h", " detect 5m · resolve 1h 50m · 1h 50m, but Duration says 2h"),
        (40, "2h", " 1h 50m, but Duration says 2h"),
        (110, "1h 50m", "to detect 5m · to resolve 1h 50m"),
    ],
)
async def test_what_the_moments_say_of_the_duration_is_said_whole(
    wide: int, typed: str, words: str
) -> None:
    answers: dict[Path, Answer] = {TIMELINE.path: ROWS, DURATION.path: typed}
    app = RowsApp(TIMELINE, answers=answers, alone=True)
    async with app.run_test(size=(wide, 24)) as pilot:
        await pilot.pause()
        assert lines_of(field_of(app).note)[0].endswith(words)


async def test_lengths_that_cannot_be_are_said_in_words() -> None:
    rows = (
        row(time="10:10", event="Errors rise", moment="started"),
        row(time="2026-11-18 12:00", event="Restored", moment="resolved"),
    )
    async with (app := timeline_app(*rows)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert field_of(app).note.text == "resolved is 1d 22h 10m before started"
        field_of(app).take_duration()
        await pilot.pause()
        assert app.said[-1] == "resolved is before started: mend their times first"
        assert not app.session.document.text(DURATION.path)


async def test_the_columns_stand_in_the_templates_order_with_its_titles() -> None:
    columns = (
        Column("time", "Zeit", ColumnKind.TIME),
        Column("who", "Who", ColumnKind.PERSON),
        Column("event", "What"),
        Column("moment", "Moment", ColumnKind.MOMENT, shown=False),
    )
    field = replace(TIMELINE, columns=columns, samples=(("10:00", "Ana", "All is well"),))
    app = RowsApp(field, alone=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        head, sample = lines_of(app.grid(field))[:2]
        assert head.split() == ["Zeit", "UTC", "Who", "What"]
        assert sample.index("Ana") == head.index("Who")
        assert sample.index("All is well") == head.index("What")
