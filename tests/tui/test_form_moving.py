"""How the cursor goes through a form, and how it is seen where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing
from textual.widget import Widget

from hotwash.tui.widgets.fields import FieldFrame
from hotwash.tui.widgets.label import FieldLabel
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.tabs import TabBar

IMPACT = ("impact_analysis", "users_affected", "total_number")


def frame_of(widget: Widget | None) -> FieldFrame | None:
    """The field that has the cursor."""
    nodes = widget.ancestors_with_self if widget is not None else []
    return next((node for node in nodes if isinstance(node, FieldFrame)), None)


def marked(editor: Editor) -> list[str]:
    """The names that are marked."""
    return [label.text for label in editor.screen.query(FieldLabel) if label.marked]


def in_view(editor: Editor) -> bool:
    """Whether the row of the cursor's field can be seen."""
    form, focused = editor.screen.forms.form, editor.app.focused
    assert form is not None and focused is not None
    return form.content_region.overlaps(focused.region)


async def test_the_field_in_hand_is_marked_by_a_sign(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        assert marked(editor) == ["Title"]
        label = next(label for label in editor.screen.query(FieldLabel) if label.marked)
        assert label.render_line(0).text.startswith("▸Title")
        await editor.press("down")
        assert marked(editor) == ["Date"]
        assert label.render_line(0).text.startswith(" Title")


async def test_a_click_on_a_name_puts_the_cursor_into_its_field(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        label = next(label for label in editor.screen.query(FieldLabel) if label.text == "Impact")
        await editor.pilot.click(label)
        await editor.pilot.pause()
        assert marked(editor) == ["Impact"]


async def test_up_from_the_first_field_is_the_bar_and_enter_on_the_last_the_next_tab(
    tmp_path: Path,
) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        bar = editor.screen.query_one(TabBar)
        await editor.press("up")
        assert editor.app.focused is bar
        await editor.press("down", "ctrl+end", "down")
        assert marked(editor) == ["Time zone"]
        await editor.press("enter")
        assert editor.screen.forms.tab_index == 1
        await editor.press("f3")
        assert marked(editor) == ["Time zone"]


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_the_cursor_is_in_view_wherever_paging_and_tab_lead(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with editing(tmp_path / "pm.toml", size=size) as editor:
        await editor.go(*IMPACT)
        seen = set()
        for key in [*["pagedown"] * 6, *["pageup"] * 6, *["tab"] * 14, "ctrl+end", "ctrl+home"]:
            await editor.press(key)
            if editor.app.focused is not editor.screen.query_one(TabBar):
                assert in_view(editor), key
                found = frame_of(editor.app.focused)
                assert found is not None
                seen.add(found.field.label)
        assert len(seen) >= 9


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_tab_goes_on_to_the_next_tab_and_never_into_a_preview_on_the_way(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with editing(tmp_path / "pm.toml", size=size) as editor:
        await editor.press("ctrl+end", "tab")
        assert editor.screen.forms.tab_index == 1
        assert frame_of(editor.app.focused) is not None
        await editor.press("f3", "ctrl+home", "ctrl+home", "shift+tab")
        assert editor.app.focused is editor.screen.query_one(TabBar)
        await editor.press("tab")
        assert marked(editor) == ["Title"]


async def test_a_name_that_is_too_long_wraps(tmp_path: Path) -> None:
    template = (
        "# [Title]\n\n## Facts\n\n- **Customers of the eastern region**: [Words]\n"
        "- **Others**: [Words]\n"
    )
    async with editing(tmp_path / "pm.toml", f"template = '''\n{template}'''\n") as editor:
        label = next(one for one in editor.screen.query(FieldLabel) if "region" in one.text)
        assert label.size.height >= 2
        rows = [label.render_line(y).text for y in range(label.size.height)]
        assert " ".join(" ".join(rows).split()) == label.text


async def test_the_footer_shows_the_keys_of_the_place_in_hand(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        bar = editor.screen.query_one(StatusBar)

        def shown() -> str:
            return " · ".join(" ".join(pair) for pair in bar.keys)

        assert shown().startswith("F1 Help · F4 Next tab")
        await editor.press("f4")
        assert shown().startswith("Enter Add the row · Up Table")
        await editor.type("1015 First alert\n")
        await editor.press("up")
        assert shown().startswith("a Add · Enter Edit · Del Delete · m Moment")
        await editor.press("e")
        assert shown().startswith("Esc Done")
        await editor.press("escape")
        assert shown().startswith("a Add")
        await editor.go("action_items", "immediate")
        assert shown().startswith("Space Tick · a Add")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_the_active_tab_and_its_state_are_always_read_whole(
    tmp_path: Path, width: int
) -> None:
    async with editing(tmp_path / "pm.toml", size=(width, 24)) as editor:
        bar = editor.screen.query_one(TabBar)
        for index in range(len(bar.tabs)):
            bar.active = index
            line = bar.render().plain
            assert len(line) <= width
            assert f" {index + 1} " in line
            assert bar.tabs[index].mark in line.split(f" {index + 1} ")[1]
        bar.focus()
        await editor.pilot.pause()
        assert "[" in bar.render().plain


async def test_the_cursor_stays_in_view_when_the_terminal_shrinks(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml", size=(120, 40)) as editor:
        await editor.go("impact_analysis", "technical_impact", "security_implications")
        assert in_view(editor)
        for size in ((80, 24), (60, 16), (100, 18)):
            await editor.pilot.resize_terminal(*size)
            await editor.pilot.pause()
            await editor.pilot.pause()
            assert in_view(editor), size


async def test_a_form_that_is_gone_scrolls_nowhere(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        form = editor.screen.forms.form
        assert form is not None
        await form.remove()
        form.show_cursor()  # asked for after a change of size
        form._bring_cursor(1)
