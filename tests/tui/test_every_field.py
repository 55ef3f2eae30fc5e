"""Every field of the template, from the template as read, through the real app and the files.

Each is found, filled by keys alone, saved, read in the TOML and the Markdown, and there again when
the file is opened once more; the Markdown, imported, is the same document.
"""

from __future__ import annotations

import tomllib
from pathlib import Path as FilePath
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from hotwash.editing import new
from hotwash.formats.markdown import export, import_markdown
from hotwash.postmortem.document import Answer, Row
from hotwash.template import library
from hotwash.template.model import TITLE, Field, Kind, Path
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens.editor import EditorScreen
from hotwash.tui.widgets import fields
from hotwash.tui.widgets.tabs import TabBar

STANDARD = library.find("standard")
PATHS = [TITLE, *(field.path for field in STANDARD.fields)]
SIZES = [(80, 24), (120, 40)]


def test_every_kind_has_a_widget_and_words_of_help() -> None:
    assert set(fields.MAKERS) == set(Kind)
    assert set(fields._HELP) == set(Kind)


async def type_keys(pilot: Pilot[Any], text: str) -> None:
    """Type a text as fast as a terminal brings it; a newline is Enter."""
    names = {"\n": "enter", " ": "space", ".": "full_stop", ",": "comma", "-": "minus"}
    names |= {":": "colon", "/": "slash", "%": "percent_sign", "+": "plus"}
    app = pilot.app
    assert isinstance(app, HotwashApp)
    for char in text:
        app.post_message(events.Key(names.get(char, char), "\r" if char == "\n" else char))
    await app.type_the_rest()
    await pilot.pause()


def screen_of(pilot: Pilot[Any]) -> EditorScreen:
    """The editor's screen, once it is up."""
    screen = pilot.app.screen
    assert isinstance(screen, EditorScreen)
    return screen


def expected(field: Field) -> Answer:
    """What a field is to hold in the end; texts that tell the fields apart."""
    name = f"{PATHS.index(field.path)}"
    match field.kind:
        case Kind.DATE:
            return "2026-11-20"
        case Kind.DURATION:
            return "2h 30m"
        case Kind.CHOICE:
            return f"{field.choices[0]}, {name}" if field.details else field.choices[0]
        case Kind.PROSE | Kind.CODE:
            return f"first of {name}\n\nsecond of {name}"
        case Kind.LIST | Kind.NUMBERED:
            return (f"one of {name}", f"two of {name}")
        case Kind.TIMELINE:
            return (
                Row({"time": "10:15", "event": "first alert"}),
                Row({"time": "10:20", "event": "team notified"}),
            )
        case Kind.ACTIONS:
            return (Row({"task": f"task of {name}", "owner": "Ana"}),)
        case _:
            return f"answer to {name}"


async def fill(pilot: Pilot[Any], field: Field) -> None:
    """Fill a field by keys alone; the cursor is in it."""
    answer = expected(field)
    match field.kind:
        case Kind.CHOICE:
            await pilot.press("space")
            if field.details:
                await pilot.press("tab")
                await type_keys(pilot, str(answer).split(", ", 1)[1])
        case Kind.LIST | Kind.NUMBERED:
            await type_keys(pilot, "\n".join(str(item) for item in answer))
        case Kind.TIMELINE:
            await type_keys(pilot, "1020 team notified\n1015 first alert\n")
        case Kind.ACTIONS:
            await pilot.press("a")
            assert isinstance(answer[0], Row)
            await type_keys(pilot, answer[0]["task"])
            await pilot.press("tab")
            await type_keys(pilot, answer[0]["owner"])
            await pilot.press("escape")
        case _:
            await type_keys(pilot, str(answer))


def toml_value(path: Path, data: dict[str, Any]) -> Any:
    """What the TOML holds at a path."""
    for key in path:
        data = data[key]
    return data


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_field_by_keyboard(size: tuple[int, int], tmp_path: FilePath) -> None:
    path = tmp_path / "outage.toml"
    app = HotwashApp(opened=new.open_any(str(path)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = screen_of(pilot)
        assert len(screen.forms.sections) == 11
        title = STANDARD.title
        assert title is not None
        for field in (title, *STANDARD.fields):
            screen.forms.show_field(field.path)
            await pilot.pause()
            assert screen.forms.following == field.path, f"{field.path} cannot be reached"
            await fill(pilot, field)
        await pilot.press("ctrl+q")
        for _ in range(100):
            if app.return_code is not None:
                break
            await pilot.pause(0.05)
    written = path.read_text()
    data = tomllib.loads(written)
    markdown = path.with_suffix(".md").read_text()
    assert "_TBD_" not in markdown

    reopened = new.open_any(str(path)).session.document
    for field in (title, *STANDARD.fields):
        assert reopened.answer(field.path) == expected(field), field.path
        assert toml_value(field.path, data), field.path
    assert export(reopened) == markdown

    imported = import_markdown(markdown, [STANDARD]).document
    assert imported.template.name == "standard"
    assert dict(imported.answers) == dict(reopened.answers)


async def test_the_keyboard_alone_reaches_every_field(tmp_path: FilePath) -> None:
    """Tab goes through a form and on to the next tab's; behind the last field is the tab bar."""
    app = HotwashApp(opened=new.open_any(str(tmp_path / "outage.toml")))
    seen: set[Path] = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(pilot)
        for _ in range(2 * len(STANDARD.fields)):
            if screen.forms.following is not None:
                seen.add(screen.forms.following)
            if isinstance(screen.focused, TabBar):
                break
            await pilot.press("tab")
            await pilot.pause()
        assert isinstance(screen.focused, TabBar)
    missing = {field.path for field in STANDARD.fields} | {TITLE}
    assert missing - seen == set()


async def test_the_worked_example_is_whole(tmp_path: FilePath) -> None:
    """The demo document opens, needs nothing, and its export comes back as it is."""
    path = new.example()
    before = FilePath(path).read_bytes()
    app = HotwashApp(opened=new.open_any(path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = screen_of(pilot)
        document = screen.session.document
        assert [field.path for field in STANDARD.fields if not document.answer(field.path)] == []
        assert len(document.rows(("timeline",))) >= 15
        for _ in screen.forms.sections:
            await pilot.press("f4")
            await pilot.pause()
        await pilot.press("ctrl+q")
    assert FilePath(path).read_bytes() == before
    markdown = export(document)
    assert "_TBD_" not in markdown
    assert dict(import_markdown(markdown, [STANDARD]).document.answers).keys() <= set(
        document.answers
    )
