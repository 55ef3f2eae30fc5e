"""Text is data: hostile values in every field, drawn on every screen, do nothing and are shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.output_replay import Replay
from tests.tui.editor import Editor
from textual.pilot import Pilot

from hotwash.editing import new
from hotwash.formats.toml import write_new
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.merge import Conflict
from hotwash.storage.drafts import DraftFile
from hotwash.template import library
from hotwash.template.model import TIMEZONE, TITLE, Field, Kind
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens import deferred_prompt
from hotwash.tui.screens.dialogs import Choose
from hotwash.tui.screens.editor import EditorScreen

ESCAPES = (
    "\x1b]52;c;aGFja2Vk\x07", "\x1b]0;owned\x07", "\x9d0;owned\x9c", "\x9b31m", "\x1b[?1049l",
    "\x1b[6n", "\x1bP+q544e\x1b\\", "\x1bc", "\x07", "\x08\x08", "\x00", "\x7f", "\x0e", "\x85",
)  # fmt: skip
MARKUP = ("[/x]", "[b]bold[/b]", "[@click=app.exit]here[/]", "[link='x']y[/link]", "[", "]]", "\\[")
SHAPES = (
    "\u202eright to left\u202c", "\u200b", "\ufeff", "\U000e0041", "\u2028", "e\u0301", "👨‍👩‍👧",
    "<script>alert(1)</script>", "<!-- hotwash: kind=line -->", "{{x}}", "%s %n", "$(touch x)",
    "`touch x`", "| a | b |", "--- ", "'; --", '"""', "'''",
)  # fmt: skip
EVERYTHING = "begin " + " ".join((*ESCAPES, *MARKUP, *SHAPES)) + " end"

NEVER_SENT = (
    "\x1b]52", "\x1b]0;", "\x1bP", "\x1bc", "\x1b[6n", "\x1b[?1049l", "\x07", "\x00",
    "\x7f", "\x0e", "\x9b", "\x9c", "\x9d", "\x85", "\u202e", "\u2028", "\ufeff", "\U000e0041",
)  # fmt: skip

POINTER = re.compile("\x1b]22;[a-z-]*\x07")
"""Textual's own words about the shape of the mouse pointer."""


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is no sequence to the terminal: what is seen of one comes from a value."""
    monkeypatch.setenv("HOTWASH_CLIPBOARD", "file")


def answer_for(field: Field, text: str) -> Answer:
    """An answer of the field's shape, all of whose texts are hostile."""
    if field.kind.is_rows:
        columns = [column.key for column in field.columns] + ["evidence"]
        texts = Row({key: text for key in columns if key not in ("moment", "done")})
        timed = Row({**texts.cells, "time": "10:15"})
        return (timed, texts) if field.kind is Kind.TIMELINE else (texts,)
    if field.kind.is_list:
        return (text, "plain", text)
    return f"{text}\nsecond line {text}" if field.kind in (Kind.PROSE, Kind.CODE) else text


def hostile_document(text: str) -> Document:
    """The standard template, all of it answered with a hostile text."""
    document = Document(library.find("standard")).replace(TITLE, text).replace(TIMEZONE, text)
    for field in document.template.fields:
        document = document.replace(field.path, answer_for(field, text))
    return document


async def look_at_everything(pilot: Pilot[None], screen: EditorScreen, replay: Replay) -> None:
    """Draw every screen there is, with the mouse over it, and check what was sent each time."""
    app = pilot.app

    async def drawn() -> None:
        await pilot.pause()
        sent = POINTER.sub("", replay.take())
        found = [
            sent[max(0, at - 40) : at + 40] for mark in NEVER_SENT if (at := sent.find(mark)) >= 0
        ]
        assert not found, f"sent by {app.screen}: {found}"
        assert app.return_code is None

    for _ in screen.forms.sections:
        await pilot.press("f4")
        await drawn()
        await pilot.press("tab", "down", "x", "ctrl+z")
        for at in ((30, 5), (90, 8)):
            await pilot.hover(offset=at)
        await drawn()
    for _ in range(4):
        await pilot.press("f7", "pagedown")
        await drawn()
    for keys in (("f1",), ("ctrl+g",), ("ctrl+g", "r"), ("ctrl+g", "c"), ("ctrl+p", "u"), ("f9",)):
        await pilot.press(*keys)
        await drawn()
        await pilot.press("escape")
        await drawn()
    field = screen.session.document.template.fields[0]
    text = screen.session.document.text(field.path) or EVERYTHING
    screen.saver.ask_conflicts((Conflict(field.path, text, text, text + " theirs"),))
    await pilot.pause(1.2)
    await drawn()
    await pilot.press("escape")


@pytest.mark.parametrize(
    "text",
    [EVERYTHING, pytest.param("[/x]", marks=pytest.mark.machine)],
    ids=["everything", "markup"],
)
async def test_no_value_reaches_the_terminal_as_more_than_text(tmp_path: Path, text: str) -> None:
    document = hostile_document(text)
    path = tmp_path / "outage.toml"
    path.write_text(write_new(document), encoding="utf-8")
    replay = Replay(120, 36)
    app = HotwashApp(opened=new.open_any(str(path)))
    app.driver_class = replay.driver
    async with app.run_test(headless=False, size=(120, 36), tooltips=True) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        assert screen.session.document.answers == document.answers
        await look_at_everything(pilot, screen, replay)
        assert app.plain_output_reason == ""
        assert app.opened is not None and app.opened.close()
    assert {found.name for found in tmp_path.iterdir()} == {"outage.toml", "outage.md"}


async def test_a_hostile_title_is_shown_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "outage.toml"
    title = "[b]not bold[/b] [/x] \x1b[31mred"
    path.write_text(write_new(Document(library.find("standard")).replace(TITLE, title)))
    replay = Replay(120, 36)
    app = HotwashApp(opened=new.open_any(str(path)))
    app.driver_class = replay.driver
    async with app.run_test(headless=False, size=(120, 36)) as pilot:
        await pilot.pause(0.3)
        assert "[b]not bold[/b] [/x] ␛[31mred" in replay.screen.display[0]


HOSTILE_NAME = "ev\x1b]52;c;aGk=\x07il[b]\x9b31m[@click=app.exit]\u202e"


async def test_hostile_names_of_files_and_templates_are_shown_and_harmless(tmp_path: Path) -> None:
    templates = tmp_path / ".hotwash" / "templates"
    templates.mkdir(parents=True)
    heading = "## [/x] \x1b]0;owned\x07 [b]Section\n\n- **La[b]bel\x9b**: [pro\x1bmpt]\n"
    (templates / f"{HOSTILE_NAME}.md").write_text(f"# Title: [x]\n\n{heading}", encoding="utf-8")
    path = tmp_path / f"{HOSTILE_NAME}.toml"
    path.write_text(f'template = """\n# Title: [x]\n\n{heading}"""\n'.replace("\x1b", "\\u001b")
                    .replace("\x07", "\\u0007").replace("\x9b", "\\u009b"))  # fmt: skip
    replay = Replay(120, 36)
    app = HotwashApp(folder=str(tmp_path))
    app.driver_class = replay.driver
    async with app.run_test(headless=False, size=(120, 36)) as pilot:
        for keys in (
            (), ("n",), ("down", "down"), ("escape",), ("o", "n", "o", "[", "/", "x", "]", "enter"),
            ("o", *"../"), ("enter",), ("escape",), ("escape",),
        ):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause()
            sent = POINTER.sub("", replay.take())
            assert not [mark for mark in NEVER_SENT if mark in sent], keys
        app.open(new.open_any(str(path)))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, EditorScreen)
        await look_at_everything(pilot, screen, replay)
        assert app.opened is not None and app.opened.close()


async def test_a_hostile_draft_is_offered_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hotwash.storage import drafts

    path = tmp_path / "outage.toml"
    path.write_text('template = "standard"\n')
    document = hostile_document(EVERYTHING)
    assert DraftFile(str(path)).write(document, {"entry:timeline": EVERYTHING})
    monkeypatch.setattr(drafts, "is_running", lambda head: False)
    monkeypatch.setattr(deferred_prompt, "UNREAD", 0.0)
    replay = Replay(120, 36)
    app = HotwashApp(opened=new.open_any(str(path)))
    app.driver_class = replay.driver
    async with app.run_test(headless=False, size=(120, 36)) as pilot:
        editor = Editor(app, pilot, path)
        await editor.until(lambda: isinstance(app.screen, Choose))
        await pilot.press("r")
        await editor.until(lambda: isinstance(app.screen, EditorScreen))
        await pilot.pause()
        sent = POINTER.sub("", replay.take())
        assert not [mark for mark in NEVER_SENT if mark in sent]
        assert app.opened is not None
        assert app.opened.session.document.answers == document.answers
        app.opened.close()
