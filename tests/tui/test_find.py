"""Find and replace on the screen: hits while one types, the way to each, one step to undo."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing

from hotwash.editing import new
from hotwash.editing.finding import Search
from hotwash.postmortem.search import Hits
from hotwash.tui.screens.dialogs import Choose
from hotwash.tui.screens.find import FindScreen
from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.choice import ChoiceField
from hotwash.tui.widgets.list_field import ListField
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.text import TextField
from hotwash.tui.widgets.tick_box import TickBox

WHAT = ("root_cause", "what_happened")
WHY = ("root_cause", "why_it_happened")
DATA_LOSS = ("impact_analysis", "technical_impact", "data_loss")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the worked example."""
    path = tmp_path / "outage.toml"
    path.write_bytes(Path(new.example()).read_bytes())
    return path


def dialog(editor: Editor) -> FindScreen:
    """The dialog that is open."""
    screen = editor.app.screen
    assert isinstance(screen, FindScreen)
    return screen


async def find(editor: Editor, text: str) -> FindScreen:
    """Open the dialog and type what to find."""
    await editor.press("ctrl+f")
    await editor.until(lambda: isinstance(editor.app.screen, FindScreen))
    await editor.type(text)
    await shown(editor)
    return dialog(editor)


async def shown(editor: Editor) -> None:
    """Wait until the list shows what is asked for."""
    await editor.until(lambda: dialog(editor)._shown.is_set())


async def menu(editor: Editor, letter: str) -> None:
    """F6 and a letter."""
    await editor.press("f6")
    await editor.until(lambda: isinstance(editor.app.screen, Choose))
    await editor.press(letter)
    await editor.until(lambda: not isinstance(editor.app.screen, Choose))


async def until_in(editor: Editor, path: tuple[str, ...]) -> None:
    """Wait until a field has the cursor."""
    await editor.until(
        lambda: (
            editor.screen.forms.following == path and not isinstance(editor.app.screen, FindScreen)
        )
    )
    await editor.screen.arrived()
    await editor.pilot.pause()


def said(editor: Editor) -> str:
    return editor.screen.query_one(StatusBar).words


def lines(screen: FindScreen) -> list[str]:
    """What the list shows."""
    listing = screen.listing
    return [listing.render_line(y).text.rstrip() for y in range(len(listing.hits))]


async def test_hits_come_as_one_types_with_their_tab_and_the_words_around(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "retri")
        places = ("Timeline 10", "Root Cause › What Happened", "Root Cause › Why It")
        for place, words in zip(
            places, ("Retries of the mobile", "**retried by the", "mobile app retries"), strict=True
        ):
            assert any(line[2:].startswith(place) and words in line for line in lines(screen))
        first = len(screen.listing.hits)
        await editor.type("es")
        await shown(editor)
        assert 0 < len(screen.listing.hits) < first


async def test_enter_goes_to_a_word_in_a_text_and_selects_it(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "without")
        while screen.listing.hit and screen.listing.hit.passage.path != WHAT:
            await editor.press("down")
        await editor.press("enter")
        await until_in(editor, WHAT)
        field = editor.app.focused
        assert isinstance(field, TextField)
        assert field.selected_text == "without"
        assert "Match " in said(editor)
        await editor.type("x")
        await editor.until(lambda: "three times x backoff" in editor.document.text(WHAT))


async def test_enter_goes_to_a_row_and_its_cell(example: Path) -> None:
    async with editing(example) as editor:
        await find(editor, "rollback stuck")
        await editor.press("enter")
        await until_in(editor, ("timeline",))
        table = editor.app.focused
        assert isinstance(table, Grid)
        assert table.model.rows[table.current or 0]["event"].startswith("Rollback stuck")
        assert table.model.columns[table.column].key == "event"


async def test_a_filter_that_hides_the_row_ends(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("up", "/")
        await editor.type("ana")
        await editor.press("enter")
        await find(editor, "rollback stuck")
        await editor.press("enter")
        await editor.until(lambda: not isinstance(editor.app.screen, FindScreen))
        await editor.pilot.pause()
        table = editor.app.focused
        assert isinstance(table, Grid)
        assert table.filter is None
        assert table.model.rows[table.current or 0]["event"].startswith("Rollback stuck")


async def test_enter_goes_to_an_item_of_a_list(example: Path) -> None:
    async with editing(example) as editor:
        await find(editor, "no alert watched")
        await editor.press("enter")
        await until_in(editor, WHY)
        field = editor.app.focused
        assert isinstance(field, ListField)
        assert field.selected_text == "No alert watched"
        assert field.spot.at == 2


async def test_enter_goes_to_the_details_of_a_choice(example: Path) -> None:
    async with editing(example) as editor:
        await find(editor, "41 orders were")
        await editor.press("enter")
        await until_in(editor, DATA_LOSS)
        field = editor.screen.forms.form
        assert field is not None
        widget = next(w for w in field.query(ChoiceField) if w.field.path == DATA_LOSS)
        assert widget.line.selected_text == "41 orders were"


async def test_next_and_previous_go_on_over_the_ends(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "rollback")
        hits = [(hit.passage.path, hit.passage.at, hit.start) for hit in screen.listing.hits]
        await editor.press("enter")
        await editor.until(lambda: not isinstance(editor.app.screen, FindScreen))
        seen = []
        for letter in "j" * (len(hits) + 1) + "k":
            await menu(editor, letter)
            await editor.app.workers.wait_for_complete()
            await editor.screen.arrived()
            await editor.pilot.pause()
            hit = editor.screen.finding._last
            assert hit is not None
            seen.append((hit.passage.path, hit.passage.at, hit.start))
        assert seen == [*hits[1:], *hits[:2], hits[0]]


async def test_the_dialog_comes_back_with_what_was_asked_for(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "rollback")
        hits = [hit.passage for hit in screen.listing.hits]
        await editor.press("enter")
        await editor.until(lambda: not isinstance(editor.app.screen, FindScreen))
        await editor.pilot.pause()
        screen = await find(editor, "")
        assert screen.wanted.query.text == "rollback"
        await editor.until(lambda: bool(screen.listing.hits))
        assert screen.listing.hit is not None
        assert screen.listing.hit.passage == hits[1]
        await editor.press("shift+enter")
        await editor.until(lambda: not isinstance(editor.app.screen, FindScreen))
        last = editor.screen.finding._last
        assert last is not None
        assert last.passage == hits[0]


async def test_what_was_asked_for_stays_when_the_dialog_is_left(example: Path) -> None:
    async with editing(example) as editor:
        await find(editor, "rollback")
        await editor.press("escape")
        assert (await find(editor, "")).wanted.query.text == "rollback"


async def test_replace_is_seen_first_and_is_one_step(example: Path) -> None:
    async with editing(example) as editor:
        before = editor.document
        screen = await find(editor, "pool")
        await editor.press("ctrl+f")
        await editor.type("pond")
        await shown(editor)
        assert any("pool→pond" in line for line in lines(screen))
        assert all("[x]" in line for line in lines(screen))
        await editor.press("enter", "down", "space")
        count = len(screen.listing.hits)
        assert sum("[ ]" in line for line in lines(screen)) == 1
        left = next(iter(screen.listing.left_out))
        kept = screen.listing.hits[left].passage
        await editor.press("enter")
        await editor.until(lambda: editor.document is not before)
        await editor.pilot.pause()
        assert f"{count - 1} places replaced in Title" in said(editor)
        assert "pond" in editor.document.title
        texts = [*map(str, editor.document.answers.values())]
        assert sum("pool" in text.lower() for text in texts) == 1
        assert editor.document.answers[kept.path] == before.answers[kept.path] or kept.column
        await editor.press("ctrl+z")
        assert editor.document.answers == before.answers
        await editor.press("ctrl+y")
        assert "pond" in editor.document.title


async def test_what_is_on_the_screen_shows_what_was_replaced(example: Path) -> None:
    async with editing(example) as editor:
        await editor.go("timeline")
        await editor.press("up")
        await menu(editor, "R")
        await editor.until(lambda: isinstance(editor.app.screen, FindScreen))
        await editor.type("rollback")
        await editor.press("enter")
        await editor.type("return")
        await shown(editor)
        await editor.press("enter", "enter")
        await editor.until(lambda: not isinstance(editor.app.screen, FindScreen))
        await editor.pilot.pause()
        table = editor.app.focused
        assert isinstance(table, Grid)
        assert any(row["event"].startswith("return stuck") for row in table.model.rows)
        assert "return stuck" in editor.document.rows(("timeline",))[12]["event"]


async def test_replace_by_an_expression(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "")
        await editor.press("tab", "tab", "tab", "space")
        assert screen.wanted.query.expression
        await editor.press("shift+tab", "shift+tab", "shift+tab")
        for char in r"(no alert) (\w+)":
            screen._line.type_in(char)
        await editor.press("ctrl+f")
        for char in r"\2 had \1":
            screen._new.type_in(char)
        await shown(editor)
        await editor.press("enter", "enter")
        await editor.until(
            lambda: any("watched had No alert" in item for item in editor.document.items(WHY))
        )


@pytest.mark.parametrize(("text", "words"), [("(", "cannot be used"), ("(a+)+$", "too much time")])
async def test_a_bad_or_endless_expression_is_said_and_typing_goes_on(
    example: Path, text: str, words: str
) -> None:
    long = example.read_text().replace('impact = "31', 'impact = "' + "a" * 60 + "! 31")
    async with editing(example, long) as editor:
        screen = await find(editor, "")
        screen._boxes["expression"].action_tick()
        for char in text:
            screen._line.type_in(char)
        await editor.pilot.pause()
        assert screen._line.value == text
        await editor.until(lambda: words in str(screen.query_one("#problem").render()))
        await editor.press("enter", "escape")
        assert not isinstance(editor.app.screen, FindScreen)


async def test_typing_does_not_wait_for_ten_thousand_rows(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    real = Search.run

    def noted(search: Search) -> Hits:
        threads.append(threading.current_thread())
        return real(search)

    monkeypatch.setattr(Search, "run", noted)
    head = example.read_text().partition("[[timeline]]")[0]
    rows = "".join(
        f'[[timeline]]\ntime = "10:15"\nevent = "event {at}: the pool is full"\n\n'
        for at in range(10_000)
    )
    async with editing(example, head + rows) as editor:
        screen = await find(editor, "")
        await editor.type("pool is full")
        await shown(editor)
        assert threads and threading.main_thread() not in threads
        assert len(screen.listing.hits) == 10_000
        await editor.press("pagedown", "enter")
        await until_in(editor, ("timeline",))
        table = editor.app.focused
        assert isinstance(table, Grid)
        assert (table.current or 0) > 5


async def test_nothing_found_is_said_and_enter_stays(example: Path) -> None:
    async with editing(example) as editor:
        screen = await find(editor, "zzzz")
        assert str(screen.query_one("#found").render()) == "nothing"
        await editor.press("enter")
        assert isinstance(editor.app.screen, FindScreen)
        await editor.press("ctrl+u", "escape")
        await menu(editor, "j")
        await editor.until(lambda: "No search to repeat" in said(editor))


async def test_a_rebound_key_is_the_one_that_is_named(example: Path) -> None:
    from hotwash.tui import keymap

    async with editing(example) as editor:
        editor.screen.keymap = keymap.apply({"find": "ctrl+t"})
        screen = await find(editor, "a")
        assert "Ctrl+T: replace" in str(screen.query_one(".box").border_subtitle)


@pytest.mark.parametrize("size", [(20, 5), (33, 12), (40, 10), (60, 15), (80, 24)])
async def test_an_option_that_has_the_cursor_is_read_whole(
    example: Path, size: tuple[int, int]
) -> None:
    async with editing(example, size=size) as editor:
        screen = await find(editor, "pool")
        for box in screen.query(TickBox):
            box.focus()
            await editor.pilot.pause()
            await editor.pilot.pause()
            region, words = screen.find_widget(box).visible_region, str(box.render())
            assert region.width >= len(words)
            assert region.height == 1
        told = f"{screen.query_one('.box').border_title} {screen.query_one('#found').render()}"
        assert "of 8" in told
