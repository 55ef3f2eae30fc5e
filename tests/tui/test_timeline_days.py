"""Lists of days on the screen: each begins on its own day, moments and gaps go over all of them."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import editing

from hotwash.tui.widgets.timeline import TimelineField

START = """template = '''
# Queue stalls

- **Date**: 2026-11-20

## Timeline

### 2026-11-20

- 10:15 Errors rise
- 23:50 Rolled back

### 21 Nov

- 09:00 Closed
'''
timezone = "UTC"

[details]
date = 2026-11-20

[[timeline.2026_11_20]]
time = "10:15"
event = "Errors rise"
moment = "started"

[[timeline.2026_11_20]]
time = "23:50"
event = "Rolled back"

[[timeline.21_nov]]
time = "09:00"
event = "Closed"
"""


async def test_a_time_typed_under_a_day_is_on_that_day(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline", "2026_11_20")
        _, second = editor.screen.query(TimelineField)
        second.entry.focus()
        await editor.press(*"0830 Called", "enter")
        times = second.grid.model.times.table.times
        assert [str(time.instant)[:16] for time in times if time] == [
            "2026-11-21 08:30",
            "2026-11-21 09:00",
        ]
        rows = editor.screen.session.document.rows(("timeline", "21_nov"))
        assert [row["time"] for row in rows] == ["08:30", "09:00"]


async def test_moments_gaps_and_the_strip_go_over_both_lists(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START) as editor:
        await editor.go("timeline", "2026_11_20")
        first, second = editor.screen.query(TimelineField)
        assert "9h 10m" in second.grid.render_line(1).text
        assert "taken for 2026-11-21" in second.note.text
        second.grid.focus()
        await editor.press("m", "r")
        await editor.pilot.pause()
        assert second.note.text.startswith("to resolve 22h 45m")
        assert first.note.text.startswith("to resolve 22h 45m")
        assert (first.strip.display, second.strip.display) == (False, True)
