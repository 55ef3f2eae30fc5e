"""A terminal with room for one field: that field is shown, and everything can be typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.tui.widgets.fields import FieldFrame

START = """\
template = "standard"
title = "Outage"

[incident_details]
date = 2026-11-20
severity = "P1"

[[timeline]]
time = "10:15"
event = "First alert"
"""
SIZES = [(40, 10), (30, 8), (20, 5), (59, 24), (60, 15)]


def shown(editor: Editor) -> list[str]:
    """The lines of the screen."""
    return [
        "".join(segment.text for segment in strip).rstrip()
        for strip in editor.app.screen._compositor.render_strips()
    ]


def seen_frames(editor: Editor) -> list[str]:
    """The labels of the fields of which something is in view."""
    form = editor.screen.forms.form
    assert form is not None
    view = form.scrollable_content_region
    return [
        frame.field.label
        for frame in form.query(FieldFrame)
        if frame.widget.region.intersection(view).area
    ]


def _is_seen(editor: Editor, label: str) -> bool:
    return seen_frames(editor) == [label]


def _has_size(editor: Editor, size: tuple[int, int]) -> bool:
    return editor.screen.size == size


def _is_shown(editor: Editor, text: str) -> bool:
    return any(text in line for line in shown(editor))


@pytest.mark.parametrize("size", SIZES)
async def test_the_field_in_hand_and_nothing_else(tmp_path: Path, size: tuple[int, int]) -> None:
    async with editing(tmp_path / "pm.toml", START, size=size) as editor:
        assert editor.screen.forms.small
        await editor.until(lambda: seen_frames(editor) == ["Title"])
        lines = shown(editor)
        assert "Title" in lines[0] and "Outage" in lines[1]
        await editor.type("s")
        for label in ("Date", "Duration", "Severity", "Impact"):
            await editor.press("tab")
            await editor.until(partial(_is_seen, editor, label))
            assert label in shown(editor)[0]
        await editor.type("Many carts")
        assert "Many carts" in "\n".join(shown(editor))
        assert editor.document.title == "Outages"
        assert editor.document.text(("incident_details", "impact")) == "Many carts"


@pytest.mark.parametrize("size", SIZES)
async def test_rows_are_typed_and_edited(tmp_path: Path, size: tuple[int, int]) -> None:
    async with editing(tmp_path / "pm.toml", START, size=size) as editor:
        await editor.go("timeline")
        await editor.type("1020 go")
        assert any("1020 go" in line for line in shown(editor))
        await editor.press("enter", "up")
        await editor.press("e")
        await editor.type("od")
        assert any("good" in line for line in shown(editor))
        await editor.press("escape")
        rows = editor.document.rows(("timeline",))
        assert [row["event"] for row in rows] == ["First alert", "good"]
        await editor.go("action_items", "immediate")
        await editor.press("a")
        await editor.type("fix")
        assert any("fix" in line for line in shown(editor))
        await editor.press("escape")
        assert editor.document.rows(("action_items", "immediate"))[0]["task"] == "fix"


@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_a_problem_and_what_is_said_are_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    text = START.replace("2026-11-20", '"next Tuesday"')
    async with editing(tmp_path / "pm.toml", text, size=size) as editor:
        await editor.press("tab")
        await editor.until(lambda: seen_frames(editor) == ["Date"])
        await editor.until(lambda: any(line.lstrip().startswith("!") for line in shown(editor)))
        editor.screen.say("It is so")
        await editor.until(lambda: any("It is so" in line for line in shown(editor)))
        assert seen_frames(editor) == ["Date"]


async def test_the_size_changes_while_one_types(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START, size=(80, 24)) as editor:
        await editor.go("incident_details", "impact")
        for number, size in enumerate([(40, 10), (20, 5), (120, 40), (30, 8), (80, 24)]):
            await editor.pilot.resize_terminal(*size)
            await editor.until(partial(_has_size, editor, size))
            await editor.type(f"{number}+")
            await editor.until(partial(_is_shown, editor, f"{number}+"))
            assert editor.screen.forms.following == ("incident_details", "impact")
            assert editor.screen.forms.small == (size[0] < 60)
        assert editor.document.text(("incident_details", "impact")) == "0+1+2+3+4+"


async def test_up_from_the_first_field_goes_to_the_tab_before(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", START, size=(40, 10)) as editor:
        await editor.press("up")
        assert (editor.screen.forms.tab_index, editor.screen.forms.following) == (0, ("title",))
        editor.screen.forms.show_tab(2)
        await editor.screen.arrived()
        await editor.press("up")
        await editor.until(lambda: editor.screen.forms.tab_index == 1)


@pytest.mark.parametrize("key", ["f1", "f6", "ctrl+p"])
@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_dialogs_fill_the_screen(tmp_path: Path, size: tuple[int, int], key: str) -> None:
    async with editing(tmp_path / "pm.toml", START, size=size) as editor:
        await editor.press(key)
        await editor.until(lambda: len(editor.app.screen_stack) == 3)
        await editor.until(lambda: editor.app.screen.has_class("-short"))
        box = next(iter(editor.app.screen.query(".box, #--container")))
        await editor.until(lambda: box.region.width == size[0])
        assert box.region.height <= size[1]
        await editor.press("escape")
        assert editor.app.screen is editor.screen
