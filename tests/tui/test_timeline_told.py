"""What the lines under a timeline tell: of the Duration, and by the clocks that the table shows."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import editing

from hotwash.tui.widgets.timeline import TimelineField

START = """template = "standard"
timezone = "+02:00"

[incident_details]
date = 2026-11-20

[[timeline]]
time = "10:10"
event = "Errors rise"
moment = "started"

[[timeline]]
time = "12:00"
event = "Restored"
moment = "resolved"
"""

DURATION = ("incident_details", "duration")


async def test_the_offer_of_the_duration_goes_when_it_is_taken_and_comes_back(
    tmp_path: Path,
) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline")
        note = editor.screen.query_one(TimelineField).note
        assert note.text == "to resolve 1h 50m · D takes it as Duration"
        await editor.press("up", "D")
        assert note.text == "to resolve 1h 50m"
        assert editor.screen.status.words == "Duration is 1h 50m now"
        editor.screen.session.edit(DURATION, "3h")
        assert "the field Duration says 3h" in note.text


async def test_the_strip_shows_the_clocks_of_the_table(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline")
        field = editor.screen.query_one(TimelineField)
        assert "10:10" in field.strip.render_line(0).text
        await editor.press("up", "z")
        await editor.pilot.pause()
        assert "08:10" in field.strip.render_line(0).text
        assert "08:10" in field.grid.render_line(1).text


NIGHT = START.replace('"12:00"', '"2026-11-21 00:10"').replace("+02:00", "UTC")


async def test_a_time_of_the_evening_is_said_and_moved_by_one_key(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", NIGHT) as editor:
        await editor.go("timeline")
        field = editor.screen.query_one(TimelineField)
        await editor.type("23:50 Backfill")
        assert "taken for 20 November; 23:50 +1d is the other day" in field.note.text
        await editor.press("enter", "up")
        rows = editor.screen.session.document.rows(("timeline",))
        assert [row["time"] for row in rows] == ["10:10", "23:50", "2026-11-21 00:10"]
        await editor.press("+")
        rows = editor.screen.session.document.rows(("timeline",))
        assert [row["time"] for row in rows] == ["10:10", "2026-11-21 00:10", "2026-11-21 23:50"]
        assert editor.screen.status.words == "The row is on 21 November now; u brings it back"
        await editor.press("+")
        rows = editor.screen.session.document.rows(("timeline",))
        assert [row["time"] for row in rows] == ["10:10", "23:50", "2026-11-21 00:10"]
        await editor.press("u", "u")
        rows = editor.screen.session.document.rows(("timeline",))
        assert [row["time"] for row in rows] == ["10:10", "23:50", "2026-11-21 00:10"]
