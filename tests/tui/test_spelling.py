"""Spelling on the screen: words marked where it is asked for, and what may be done about one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.storage import words
from hotwash.storage.settings import Settings
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens.dialogs import Choose, ReadText
from hotwash.tui.screens.spellcheck import use_speller
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.text import TextField

WHAT = ("root_cause", "what_happened")
DOCUMENT = """template = "standard"
title = "Checkout errors"

[[timeline]]
time = "10:15"
event = "First alret"

[root_cause]
what_happened = "The chekout is broken.\\n```\\nreqeust\\n```\\nIt recieved `teh` load"
why_it_happened = ["No tset of it"]
technical_details = "teh code"
"""


def app(editor: Editor) -> HotwashApp:
    assert isinstance(editor.app, HotwashApp)
    return editor.app


def field(editor: Editor, path: tuple[str, ...] = WHAT) -> TextField:
    assert editor.screen.forms.form is not None
    return next(one for one in editor.screen.forms.form.query(TextField) if one.field.path == path)


def underlined(editor: Editor, path: tuple[str, ...] = WHAT) -> list[str]:
    """The underlined words of a field."""
    text = field(editor, path)
    return [
        segment.text
        for y in range(text.size.height)
        for segment in text.render_line(y)
        if segment.style is not None and segment.style.underline
    ]


async def ask(editor: Editor) -> Choose:
    """F6 v, and the question."""
    await editor.press("f6")
    await editor.until(lambda: isinstance(editor.app.screen, Choose))
    menu = editor.app.screen
    await editor.press("v")
    await editor.until(lambda: isinstance(editor.app.screen, Choose) and editor.app.screen != menu)
    return question(editor)


def question(editor: Editor) -> Choose:
    screen = editor.app.screen
    assert isinstance(screen, Choose)
    return screen


async def take(editor: Editor, key: str) -> None:
    """Answer the question and wait for what comes of it."""
    before = editor.app.screen
    await editor.press(key)
    await editor.until(lambda: editor.app.screen is not before)
    await editor.pilot.pause()


async def test_nothing_is_marked_and_nothing_imported_until_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "spellchecker", raising=False)
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*WHAT)
        assert underlined(editor) == []
        assert "spellchecker" not in sys.modules


async def test_misspelt_words_are_marked_but_code_and_the_word_in_hand(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*WHAT)
        await use_speller(app(editor), "en")
        await editor.pilot.pause()
        assert underlined(editor) == ["chekout", "recieved"]
        assert underlined(editor, ("root_cause", "why_it_happened")) == ["tset"]
        assert underlined(editor, ("root_cause", "technical_details")) == []
        await editor.press("ctrl+home", "home", "end", "space")
        await editor.type("wrnog")
        assert underlined(editor) == ["chekout", "recieved"]
        await editor.type(" x")
        assert underlined(editor) == ["chekout", "wrnog", "recieved"]


async def test_the_setting_turns_it_on(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        app(editor).settings = Settings(spelling="en")
        await app(editor)._load_speller()
        await editor.until(lambda: app(editor).speller is not None)
        await editor.go(*WHAT)
        assert "chekout" in underlined(editor)


async def test_a_word_is_chosen_and_the_next_one_asked_about(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*WHAT)
        asked = await ask(editor)
        assert "chekout" in asked._title
        await take(editor, "1")
        assert editor.document.text(WHAT).startswith("The checkout is broken")
        await editor.until(lambda: "recieved" in question(editor)._title)
        await take(editor, "n")
        await editor.until(lambda: "tset" in question(editor)._title)
        await editor.press("escape")
        await editor.press("ctrl+z")
        assert editor.document.text(WHAT).startswith("The chekout is broken")


async def test_words_of_a_table_are_asked_about_in_their_rows(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        asked = await ask(editor)
        assert "alret" in asked._title
        assert editor.screen.forms.following == ("timeline",)
        await take(editor, "1")
        assert editor.document.rows(("timeline",))[0]["event"] == "First alert"


async def test_a_word_is_added_to_ones_own(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go(*WHAT)
        await ask(editor)
        await take(editor, "a")
        assert words.own_words() == {"chekout"}
        await editor.until(lambda: "recieved" in question(editor)._title)
        await editor.press("escape")
        assert "chekout" not in underlined(editor)


async def test_a_missing_package_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spellchecker", None)
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.press("f6")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("v")
        await editor.until(
            lambda: "needs the package pyspellchecker" in editor.screen.query_one(StatusBar).words
        )


async def test_help_counts_the_words(tmp_path: Path) -> None:
    async with editing(tmp_path / "a.toml", DOCUMENT) as editor:
        await editor.go("root_cause", "why_it_happened")
        await editor.press("f1")
        screen = editor.app.screen
        assert isinstance(screen, ReadText)
        said = "\n".join(part.content.plain for part in screen._paragraphs)
        assert "It has 4 words, the whole document 22." in said
