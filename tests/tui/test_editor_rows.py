"""Rows in the whole editor: filled cell by cell, and left alone by what others write."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import Editor, editing
from tests.whole_program import document

ROWS = "".join(
    f'\n[[timeline]]\ntime = "10:{minute}"\nevent = "event {minute}"\n' for minute in range(10, 16)
)
START = 'template = "standard"\ntitle = "Outage"\n' + ROWS


async def test_enter_goes_from_task_to_owner_to_due(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml") as editor:
        await editor.go("action_items", "immediate")
        await editor.press("a")
        await editor.type("Alert on disk\nLena\n2026-12-01\n")
        (row,) = editor.document.rows(("action_items", "immediate"))
        assert (row["task"], row["owner"], row["due"]) == ("Alert on disk", "Lena", "2026-12-01")


async def test_a_row_from_outside_leaves_the_cursor_on_its_row(tmp_path: Path) -> None:
    path = tmp_path / "outage.toml"
    async with editing(path, START) as editor:
        await editor.go("timeline")
        await editor.press("up", "up", "up")
        path.write_text(START + '\n[[timeline]]\ntime = "10:59"\nevent = "logged"\n')
        await editor.until(lambda: len(editor.document.rows(("timeline",))) == 7)
        await editor.press("delete")
        events = [row["event"] for row in editor.document.rows(("timeline",))]
        assert "logged" in events
        assert "event 13" not in events


async def test_rows_from_outside_are_followed_at_the_end_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "outage.toml"
    later = "".join(
        f'\n[[timeline]]\ntime = "11:{minute:02}"\nevent = "logged {minute}"\n'
        for minute in range(40)
    )
    async with editing(path, START) as editor:
        await editor.go("timeline")
        path.write_text(START + later)
        await editor.until(lambda: len(editor.document.rows(("timeline",))) == 46)
        await editor.until(lambda: "logged 39" in screen_text(editor))


async def test_a_filter_outlives_a_row_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "outage.toml"
    async with editing(path, START) as editor:
        await editor.go("timeline")
        await editor.press("up", "slash")
        await editor.type("13\n")
        path.write_text(START + '\n[[timeline]]\ntime = "10:59"\nevent = "logged"\n')
        await editor.until(lambda: "logged" in screen_text(editor))
        assert "event 13" in screen_text(editor)
        assert "event 12" not in screen_text(editor)


def screen_text(editor: Editor) -> str:
    lines = editor.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


async def test_a_letter_that_is_no_moment_is_no_command(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("timeline")
        await editor.press("up", "m", "t", "i", "z", "d")
        rows = editor.document.rows(("timeline",))
        assert [row["time"] for row in rows] == [f"10:{minute}" for minute in range(10, 16)]
        assert rows[-1]["moment"] == "detected"


async def test_time_and_event_typed_into_the_time_are_taken_apart(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", START) as editor:
        await editor.go("timeline")
        await editor.press("up", "a")
        await editor.type("1030 rolled back\n")
        row = editor.document.rows(("timeline",))[-1]
        assert (row["time"], row["event"]) == ("10:30", "rolled back")


async def test_keys_behind_a_termination_are_no_commands(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", document()) as editor:
        await editor.press("f6", "6", "a")
        await editor.type("abc")
        editor.app.no_more_keys()  # as when a signal has come
        editor.app.hand_over()  # which leaves the cell: u would undo what was typed
        await editor.press("u", "u", "f8")
        assert editor.document.rows(("costs",))[0]["what"] == "abc"
