"""Importing events: what is found in a file or a paste is looked at, chosen, and then inserted."""

from __future__ import annotations

import json
import os
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.editor import Editor, editing
from tests.work import steps
from textual import events
from textual.widgets import Static

from hotwash.formats.events import collecting, reading
from hotwash.formats.events.model import Event
from hotwash.tui.screens import events as events_module
from hotwash.tui.screens import events_entries, events_import, events_view
from hotwash.tui.screens.dialogs import Choose
from hotwash.tui.screens.editor import EditorScreen
from hotwash.tui.screens.events import EventsScreen
from hotwash.tui.screens.events_choice import EventChoice
from hotwash.tui.screens.events_list import EventsList
from hotwash.tui.screens.events_source import AskSource
from hotwash.tui.widgets.answer_line import AnswerLine
from hotwash.tui.widgets.status import StatusBar

TIMELINE = ("timeline",)
START = """\
template = "standard"
title = "Outage"

[incident_details]
date = 2026-11-20

[[timeline]]
time = "10:00"
event = "before"
"""
NOTES = "10:05 alert fires\n- **10:10** Ana joins\n  and reads the dashboard\n00:20 quiet\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outage.toml"


def rows(editor: Editor) -> list[tuple[str, str]]:
    found = editor.screen.session.document.rows(TIMELINE)
    return [(row["time"], row["event"]) for row in found]


def preview(editor: Editor) -> EventsScreen:
    screen = editor.app.screen
    assert isinstance(screen, EventsScreen)
    return screen


def choice(editor: Editor) -> EventChoice:
    found = preview(editor).choice
    assert found is not None
    return found


def shown(editor: Editor) -> str:
    """What the whole screen shows."""
    strips = editor.app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip) for strip in strips)


def words_of(editor: Editor, name: str) -> str:
    return str(preview(editor).query_one(f"#{name}", Static).visual)


async def ready(editor: Editor) -> None:
    """Wait until the preview has something to choose from, or says why not."""

    def done() -> bool:
        screen = editor.app.screen
        return isinstance(screen, EventsScreen) and (
            screen.choice is not None or screen.query_one("#notes").has_class("failed")
        )

    await editor.until(done)
    await editor.pilot.pause()


async def told(editor: Editor, name: str, text: str) -> None:
    """Wait until a line of the preview has a text."""
    await editor.until(
        lambda: isinstance(editor.app.screen, EventsScreen) and text in words_of(editor, name)
    )
    await editor.pilot.pause()


async def insert(editor: Editor, *keys: str) -> None:
    """Leave the preview with what is ticked, by Enter, and wait until it is in the document."""
    await editor.press(*keys, "enter")
    await editor.until(lambda: "inserted" in editor.screen.query_one(StatusBar).words)
    assert isinstance(editor.app.screen, EditorScreen)


async def paste(editor: Editor, text: str) -> None:
    """Paste into the entry line of the timeline."""
    await editor.go("timeline")
    assert editor.app.focused is not None
    editor.app.focused.post_message(events.Paste(text))
    await ready(editor)


async def ask(editor: Editor) -> AskSource:
    """Open the question for a file."""
    await editor.go("timeline")
    await editor.press("f6", "i")
    await editor.until(lambda: isinstance(editor.app.screen, AskSource))
    screen = editor.app.screen
    assert isinstance(screen, AskSource)
    return screen


async def read(editor: Editor, file: Path) -> None:
    """Read a file by the command."""
    screen = await ask(editor)
    screen.query_one(AnswerLine).value = str(file)
    await editor.press("enter")
    await ready(editor)


def log_of(count: int, *, every: int = 100) -> str:
    """A log with an error now and then."""
    lines = []
    for at in range(count):
        clock = f"{10 + at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}"
        level = "ERROR pool timeout" if at % every == 0 else "INFO request served"
        lines.append(f"2026-11-20T{clock}Z {level} number {at}\n")
    return "".join(lines)


class TestPaste:
    async def test_enter_is_enough_for_a_few_lines_and_undo_takes_them_back(
        self, path: Path
    ) -> None:
        async with editing(path, START) as editor:
            await paste(editor, NOTES)
            assert "Enter inserts 3 rows" in shown(editor)
            await insert(editor)
            after = [
                ("00:20", "quiet"),
                ("10:00", "before"),
                ("10:05", "alert fires"),
                ("10:10", "Ana joins / and reads the dashboard"),
            ]
            assert rows(editor) == after
            assert "3 events inserted" in editor.screen.query_one(StatusBar).words
            await editor.press("ctrl+z")
            assert rows(editor) == [("10:00", "before")]
            await editor.press("ctrl+y")
            assert rows(editor) == after

    async def test_leaving_keeps_the_text_at_hand(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, NOTES)
            await editor.press("escape")
            assert rows(editor) == [("10:00", "before")]
            assert "F6 i Enter has the text again" in editor.screen.query_one(StatusBar).words
            await editor.press("f6", "i", "enter")
            await ready(editor)
            await insert(editor)
            assert len(rows(editor)) == 4

    async def test_into_the_table(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await editor.go("timeline")
            await editor.press("up")
            assert editor.app.focused is not None
            editor.app.focused.post_message(events.Paste("10:05 one\n10:06 two\n"))
            await ready(editor)
            assert choice(editor).count == 2

    async def test_one_line_is_typed_and_asks_nothing(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await editor.go("timeline")
            assert editor.app.focused is not None
            editor.app.focused.post_message(events.Paste("10:05 one\n"))
            await editor.press("enter")
            assert rows(editor) == [("10:00", "before"), ("10:05", "one")]

    async def test_rows_that_are_there_are_not_ticked(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:00 Before\n10:05 new\n")
            assert "there already" in shown(editor)
            assert [event.text for event in choice(editor).chosen] == ["new"]
            await editor.press("a")
            assert choice(editor).count == 0
            await editor.press("enter")
            assert "Nothing is ticked" in words_of(editor, "detail")
            await insert(editor, "a")
            assert rows(editor) == [("10:00", "before"), ("10:05", "new")]

    async def test_lines_without_a_time_become_rows_without_one(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "we met\nnobody knew why\n")
            await insert(editor)
            assert rows(editor)[1:] == [("", "we met"), ("", "nobody knew why")]

    async def test_what_is_left_over_is_shown_and_can_be_ticked(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:05 one\n" + "no time " * 40 + "end\n10:06 two\n")
            assert "1 line left over" in words_of(editor, "notes")
            assert choice(editor).count == 2
            await insert(editor, "down", "space")
            assert rows(editor)[1:] == [
                ("10:05", "one"),
                ("", "no time " * 40 + "end"),
                ("10:06", "two"),
            ]

    async def test_json_on_one_line(self, path: Path) -> None:
        alerts = [
            {
                "labels": {"alertname": f"Burn{at}", "severity": "page"},
                "annotations": {"summary": "errors rise"},
                "startsAt": f"2026-11-20T10:1{at}:00Z",
                "endsAt": "0001-01-01T00:00:00Z",
                "status": "firing",
            }
            for at in range(3)
        ]
        async with editing(path, START) as editor:
            await paste(editor, json.dumps({"alerts": alerts}))
            await insert(editor)
            assert [time for time, _ in rows(editor)] == ["10:00", "10:10", "10:11", "10:12"]

    async def test_the_rows_go_into_the_document_as_it_is_by_then(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:05 one\n10:06 two\n")
            session = editor.screen.session
            session.edit(TIMELINE, session.document.rows(TIMELINE)[:0], label="elsewhere")
            await insert(editor)
            assert rows(editor) == [("10:05", "one"), ("10:06", "two")]


class TestLongLog:
    async def test_a_thousand_lines_become_a_choice(self, path: Path, tmp_path: Path) -> None:
        log = tmp_path / "api.log"
        log.write_text(log_of(1000))
        async with editing(path, START) as editor:
            await read(editor, log)
            assert choice(editor).count == 0
            assert len(choice(editor).shown) == 1000
            await editor.press("slash")
            await editor.type("pool -500")
            assert len(choice(editor).shown) == 9
            assert "pool -500" in words_of(editor, "filter")
            await editor.press("enter", "down", "down", "f", "enter")
            assert len(choice(editor).shown) == 7
            await editor.press("t")
            await editor.type("10:10\n")
            assert [event.line for event in _shown(editor)] == [201, 301, 401, 601]
            await insert(editor, "a", "space")
            assert [event for _, event in rows(editor)[1:]] == [
                f"ERROR pool timeout number {at}" for at in (300, 400, 600)
            ]
            await editor.press("ctrl+z")
            assert rows(editor) == [("10:00", "before")]

    async def test_severity_and_the_way_back(self, path: Path, tmp_path: Path) -> None:
        log = tmp_path / "api.log"
        log.write_text(log_of(200))
        async with editing(path, START) as editor:
            await read(editor, log)
            await editor.press("s", "s")
            assert len(choice(editor).shown) == 2
            assert "at least error" in words_of(editor, "filter")
            await editor.press("a", "escape")
            assert len(choice(editor).shown) == 200
            assert choice(editor).count == 2
            await editor.press("escape")
            assert isinstance(editor.app.screen, EditorScreen)

    async def test_hidden_ticks_are_told(self, path: Path, tmp_path: Path) -> None:
        log = tmp_path / "api.log"
        log.write_text(log_of(200))
        async with editing(path, START) as editor:
            await read(editor, log)
            await editor.press("space", "slash")
            await editor.type("number 7\n")
            assert "nothing ticked here (1 hidden)" in shown(editor)
            await editor.press("enter")
            assert "The 1 ticked are hidden: Esc ends the filter" in shown(editor)
            await editor.press("space")
            assert "Enter inserts 1 row (1 hidden stay out)" in shown(editor)
            await editor.press("enter")
            await editor.until(lambda: isinstance(editor.app.screen, EditorScreen))
            assert [event for _, event in rows(editor)[1:]] == ["INFO request served number 7"]

    async def test_a_filter_reaches_what_was_not_taken_in(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(collecting, "MOST_EVENTS", 100)
        monkeypatch.setattr(events_entries, "MOST_EVENTS", 100)
        monkeypatch.setattr(events_module, "REREAD_DELAY", 0.01)
        log = tmp_path / "api.log"
        log.write_text(log_of(1000))
        async with editing(path, START) as editor:
            await read(editor, log)
            assert "only the first 100 events" in words_of(editor, "notes")
            await editor.press("space", "slash")
            await editor.type("timeout\n")
            await editor.until(lambda: len(choice(editor).shown) == 10)
            assert choice(editor).count == 1
            await editor.press("a")
            assert choice(editor).count == 10
            await editor.press("escape")
            await editor.until(lambda: len(choice(editor).found.entries) == 100)
            await insert(editor)
            assert len(rows(editor)) == 11

    @pytest.mark.parametrize("at_once", [10, 1000])
    async def test_very_many_rows_want_a_second_enter(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
    ) -> None:
        monkeypatch.setattr(events_import, "AT_ONCE", at_once)
        log = tmp_path / "api.log"
        log.write_text(log_of(600))
        async with editing(path, START) as editor:
            await read(editor, log)
            await editor.press("a", "enter")
            assert "600 rows are many" in words_of(editor, "detail")
            await insert(editor)
            assert len(rows(editor)) == 601

    async def test_ten_thousand_rows_move_at_once(self, path: Path, tmp_path: Path) -> None:
        log = tmp_path / "api.log"
        log.write_text(log_of(10_000))
        async with editing(path, START) as editor:
            await read(editor, log)
            listing = preview(editor).query_one(EventsList)
            listing.action_edge(1)
            assert sum(steps(listing.action_step, -1) for _ in range(20)) / 20 < 2_000
            await editor.pilot.pause()
            assert "number 9979" in shown(editor)


def _shown(editor: Editor) -> list[Event]:
    found = choice(editor)
    return [found.found.entries[at].event for at in found.shown]


class TestHowItIsRead:
    async def test_another_zone(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "11:05 one\n11:06 two\n")
            assert "say no zone" in words_of(editor, "notes")
            await editor.press("z")
            editor.app.screen.query_one(AnswerLine).value = "Europe/Berlin"
            await editor.press("enter")
            await told(editor, "detail", "read as 2026-11-20 10:05:00 UTC")
            await insert(editor)
            assert rows(editor)[1:] == [("10:05", "one"), ("10:06", "two")]

    async def test_a_zone_that_is_none(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "11:05 one\n11:06 two\n")
            await editor.press("z")
            editor.app.screen.query_one(AnswerLine).value = "Middle/Earth"
            await editor.press("enter")
            await told(editor, "detail", "not known")
            assert choice(editor).count == 2

    async def test_another_day(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "11:05 one\n11:06 two\n")
            await editor.press("d")
            editor.app.screen.query_one(AnswerLine).value = "2026-11-21"
            await editor.press("enter")
            await told(editor, "detail", "2026-11-21 11:05:00")
            assert "Saturday 2026-11-21" in shown(editor)
            assert "11:05 +1d" in shown(editor)
            await insert(editor)
            assert rows(editor)[1:] == [
                ("2026-11-21 11:05", "one"),
                ("2026-11-21 11:06", "two"),
            ]

    async def test_another_kind_of_source(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:05 one\n10:06 two\n")
            await editor.press("r")
            await editor.until(lambda: isinstance(editor.app.screen, Choose))
            await editor.type("c")
            await told(editor, "notes", "0 events")
            assert "r reads it as something else" in shown(editor)
            await editor.press("r")
            await editor.until(lambda: isinstance(editor.app.screen, Choose))
            await editor.press("0")
            await told(editor, "notes", "2 events")
            assert choice(editor).count == 2


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("dump.bin", bytes(range(256)) * 40, "this is not text"),
            ("empty.log", b" \n", "there is nothing in it"),
            ("cut.json", b'{"alerts": [\n  {"labels":', "cannot be read"),
            ("log.gz", b"\x1f\x8b\x08" + bytes(90), "zcat"),
        ],
    )
    async def test_a_clear_message(
        self, path: Path, tmp_path: Path, name: str, data: bytes, told: str
    ) -> None:
        (tmp_path / name).write_bytes(data)
        async with editing(path, START) as editor:
            await read(editor, tmp_path / name)
            assert told in words_of(editor, "notes")
            assert "another file" in words_of(editor, "keys")
            await editor.press("space", "a", "enter", "slash", "s", "l", "f")
            assert preview(editor).choice is None
            await editor.press("o")
            assert isinstance(editor.app.screen, AskSource)
            assert editor.app.screen.query_one(AnswerLine).value == str(tmp_path / name)
            await editor.press("escape")
            assert rows(editor) == [("10:00", "before")]

    async def test_no_such_file_and_no_file_at_all(self, path: Path, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        async with editing(path, START) as editor:
            await read(editor, tmp_path / "nothing.log")
            assert "No such file" in words_of(editor, "notes")
            await editor.press("o")
            editor.app.screen.query_one(AnswerLine).value = str(tmp_path / "pipe")
            await editor.press("enter")
            await ready(editor)
            assert "neither a file nor a folder" in words_of(editor, "notes")

    async def test_a_log_that_is_too_long_is_read_in_part(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "MOST_BYTES", 2_000_000)
        log = tmp_path / "big.log"
        log.write_text(log_of(10) + "2026-11-20T10:00:59Z INFO " + "x" * 5_000_000)
        async with editing(path, START) as editor:
            await read(editor, log)
            assert "only the first 2 MB" in words_of(editor, "notes")
            assert len(choice(editor).shown) == 10

    async def test_leaving_does_not_wait_for_a_slow_reader(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on = threading.Event()

        def slow(*arguments: object) -> events_entries.Found:
            go_on.wait(10)
            raise AssertionError

        monkeypatch.setattr(events_view, "find", slow)
        async with editing(path, START) as editor:
            await editor.go("timeline")
            assert editor.app.focused is not None
            editor.app.focused.post_message(events.Paste(NOTES))
            await editor.until(lambda: isinstance(editor.app.screen, EventsScreen))
            assert "Reading the pasted text" in words_of(editor, "notes")
            await editor.press("space", "down", "enter", "escape")
            assert isinstance(editor.app.screen, EditorScreen)
            go_on.set()

    async def test_hostile_text_is_only_text(self, path: Path, tmp_path: Path) -> None:
        evil = "\x1b]0;pwned\x07 \x1b[31m [bold red]x[/] [@click=app.quit]y[/] \u202eabc \x9b2J"
        log = tmp_path / "evil [b]name[b] \x1b[31m.log"
        log.write_text("".join(f"2026-11-20T10:0{at}:00Z ERROR {evil}{at}\n" for at in range(5)))
        async with editing(path, START) as editor:
            screen = await ask(editor)
            line = screen.query_one(AnswerLine)
            line.value = f"{tmp_path}/evil"
            await editor.press("tab")
            assert "\x1b" not in shown(editor)
            await editor.press("enter")
            await ready(editor)
            assert "[bold red]x[/]" in shown(editor)
            for keys in (("down",), ("slash", "x"), ("enter", "r"), ("escape", "f")):
                await editor.press(*keys)
                text = shown(editor)
                odd = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf")}
                assert odd <= {"\n"}
            await insert(editor, "escape", "escape")
            assert len(rows(editor)) == 6
            assert all("[bold red]x[/]" in event for _, event in rows(editor)[1:])


class TestAskingForAFile:
    async def test_tab_completes(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "api-one.log").write_text(log_of(3))
        (tmp_path / "api-two.log").write_text(log_of(3))
        async with editing(path, START) as editor:
            screen = await ask(editor)
            line = screen.query_one(AnswerLine)
            line.value = f"{tmp_path}/ap"
            await editor.press("tab")
            assert line.value == f"{tmp_path}/api-"
            assert "api-one.log  api-two.log" in shown(editor)
            await editor.type("t")
            await editor.press("tab", "enter")
            await ready(editor)
            assert choice(editor).count == 3

    async def test_lines_pasted_into_the_question(self, path: Path) -> None:
        async with editing(path, START) as editor:
            screen = await ask(editor)
            screen.query_one(AnswerLine).post_message(events.Paste(NOTES))
            await ready(editor)
            assert choice(editor).count == 3

    async def test_home_and_quotes(self, path: Path, home: Path) -> None:
        (home / "my api.log").write_text(log_of(3))
        async with editing(path, START) as editor:
            screen = await ask(editor)
            screen.query_one(AnswerLine).post_message(events.Paste("'~/my api.log' "))
            await editor.press("enter")
            await ready(editor)
            assert choice(editor).count == 3

    async def test_an_empty_line_is_no_file(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await ask(editor)
            await editor.press("enter")
            assert isinstance(editor.app.screen, AskSource)


class TestMouse:
    async def test_a_click_on_the_box_ticks(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:05 one\n10:06 two\n")
            listing = preview(editor).query_one(EventsList)
            line = _line_with(listing, "two")
            await editor.pilot.click(EventsList, offset=(3, line))
            assert [event.text for event in choice(editor).chosen] == ["one"]
            await editor.pilot.click(EventsList, offset=(30, line))
            assert choice(editor).count == 1
            assert listing.cursor == 1


def _line_with(listing: EventsList, text: str) -> int:
    lines: Callable[[int], str] = lambda y: listing.render_line(y).text  # noqa: E731
    return next(y for y in range(listing.size.height) if text in lines(y))


class TestRepeats:
    """Repeats are one row, and can be unfolded before they are inserted."""

    NOTES = "".join(f"10:1{at} pool is empty\n" for at in range(4)) + "10:20 restarted\n"

    async def test_folded_and_inserted(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, self.NOTES)
            assert "4 repeats are folded into 1 row" in words_of(editor, "notes")
            assert "u unfold repeats" in words_of(editor, "keys")
            await insert(editor)
            assert rows(editor)[1:] == [
                ("10:10", "pool is empty (4 times, until 10:13)"),
                ("10:20", "restarted"),
            ]
            row = editor.screen.session.document.rows(TIMELINE)[1]
            assert len(row["evidence"].splitlines()) == 4

    async def test_unfolded_keeps_the_ticks(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, self.NOTES)
            await editor.press("down", "space", "u")
            await told(editor, "keys", "fold repeats")
            await editor.until(lambda: len(choice(editor).found.entries) == 5)
            assert choice(editor).count == 4
            await editor.press("u")
            await editor.until(lambda: len(choice(editor).found.entries) == 2)
            assert choice(editor).count == 1
            await editor.press("u")
            await editor.until(lambda: len(choice(editor).found.entries) == 5)
            await insert(editor)
            assert [words for _time, words in rows(editor)[1:]] == ["pool is empty"] * 4

    async def test_nothing_to_unfold(self, path: Path) -> None:
        async with editing(path, START) as editor:
            await paste(editor, "10:10 a\n10:20 b\n")
            assert "unfold" not in words_of(editor, "keys")
            await editor.press("u")
            assert not preview(editor).read_as.unfolded
