"""Choosing among events: what is ticked at first, what a filter hides, what stays ticked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotwash.errors import UnreadableFile
from hotwash.postmortem.document import Row
from hotwash.postmortem.timeline import Timetable
from hotwash.tui.screens.events_choice import FEW, EventChoice, Filter
from hotwash.tui.screens.events_entries import Found, ImportSource, ReadAs, find
from hotwash.tui.screens.events_source import complete, unquoted
from hotwash.tui.widgets.hidden_characters import is_source

TABLE = Timetable.of([Row({"time": "10:00", "event": "Before"})], "2026-11-20", "Europe/Berlin")
READ_AS = ReadAs(date="2026-11-20", zone="Europe/Berlin")


def found_in(text: str) -> Found:
    return find(ImportSource(text=text), READ_AS, TABLE)


def lines(count: int) -> str:
    return "".join(f"{10 + at // 60}:{at % 60:02} number {at}\n" for at in range(1, count + 1))


class TestFind:
    def test_what_each_time_was_read_as(self) -> None:
        found = found_in(
            "09:30Z one\n~11:00 two\n11:05-11:10 three\n2026-11-21 00:10 four\n?? five"
        )
        assert [entry.row["time"] for entry in found.entries] == [
            "10:30",
            "~11:00",
            "11:05-11:10",
            "00:10 +1d",
            "??",
        ]
        assert [str(entry.day) for entry in found.entries][2:4] == ["2026-11-20", "2026-11-21"]

    def test_seconds_are_shown_for_all_or_none(self) -> None:
        found = found_in("10:15:30 one\n10:16 two\n")
        assert [entry.row["time"] for entry in found.entries] == ["10:15:30", "10:16:00"]

    def test_what_is_left_over_stands_where_it_stood(self) -> None:
        found = found_in("before all\n10:20 late\n10:10 early\nafter early\n10:30 last\n")
        assert [entry.event.text for entry in found.entries] == [
            "before all",
            "early",
            "after early",
            "late",
            "last",
        ]
        assert [bool(entry.left) for entry in found.entries] == [True, False, True, False, False]

    def test_a_device_is_no_source(self) -> None:
        with pytest.raises(UnreadableFile, match="neither a file nor a folder"):
            find(ImportSource(path="/dev/zero"), READ_AS, TABLE)

    def test_a_broken_json_is_not_taken_for_lines(self) -> None:
        with pytest.raises(UnreadableFile, match="JSON"):
            found_in('{"alerts": [\n')


class TestTicks:
    def test_few_are_ticked_but_for_those_that_are_there(self) -> None:
        choice = EventChoice(found_in("10:00 before\n10:05 new\nno time\n"))
        assert [event.text for event in choice.chosen] == ["new"]

    def test_many_are_not(self) -> None:
        assert EventChoice(found_in(lines(FEW))).count == FEW
        assert EventChoice(found_in(lines(FEW + 1))).count == 0

    def test_all_shown_and_none(self) -> None:
        choice = EventChoice(found_in(lines(60)))
        choice.show(Filter(words="number 1"))
        assert choice.tick_shown()
        assert choice.count == 15
        choice.show(Filter())
        assert choice.tick_shown()
        assert choice.count == 60
        assert not choice.tick_shown()
        assert choice.count == 0

    def test_those_not_shown_are_counted_and_stay_out(self) -> None:
        choice = EventChoice(found_in(lines(3)))
        choice.show(Filter(words="2"))
        assert (choice.count, choice.hidden) == (1, 2)
        assert [event.text for event in choice.chosen] == ["number 2"]
        choice.show(Filter())
        assert (choice.count, choice.hidden) == (3, 0)

    def test_ticks_survive_another_reading(self) -> None:
        before = EventChoice(found_in(lines(60)))
        before.tick(3)
        before.tick(50)
        after = EventChoice(found_in(lines(10)))
        after.ticked.clear()
        after.take_over(before)
        assert after.ticked == {3}
        assert [event.text for event in after.chosen] == ["number 4", "number 51"]
        after.show(Filter(words="number"))
        assert [event.text for event in after.chosen] == ["number 4"]
        again = EventChoice(found_in(lines(60)))
        again.take_over(after)
        assert again.ticked == {3, 50}


class TestFilter:
    def test_times(self) -> None:
        choice = EventChoice(found_in(lines(30)))
        since = datetime(2026, 11, 20, 9, 10, tzinfo=UTC)
        until = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
        choice.show(Filter(since=since, until=until))
        shown = [choice.found.entries[at].event.text for at in choice.shown]
        assert shown == ["number 10", "number 11", "number 12"]

    def test_blank_words_are_no_filter(self) -> None:
        assert Filter(words="  ").passes is None
        assert Filter(severity="error").passes is not None

    def test_severities_that_are_there(self) -> None:
        choice = EventChoice(found_in("10:01 ERROR one\n10:02 INFO two\n10:03 three\n"))
        assert choice.severities == ("info", "error")


class TestPaths:
    def test_completion(self, tmp_path: Path) -> None:
        for name in ("api.log", "app.log", ".hidden"):
            (tmp_path / name).touch()
        (tmp_path / "folder").mkdir()
        assert complete(f"{tmp_path}/a") == (f"{tmp_path}/ap", ["api.log", "app.log"])
        assert complete(f"{tmp_path}/api") == (f"{tmp_path}/api.log", [])
        assert complete(f"{tmp_path}/f") == (f"{tmp_path}/folder/", [])
        assert complete(f"{tmp_path}/.h") == (f"{tmp_path}/.hidden", [])
        assert complete(f"{tmp_path}/nothing") == (f"{tmp_path}/nothing", [])
        assert complete(f"{tmp_path}/") == (f"{tmp_path}/", ["api.log", "app.log", "folder/"])
        assert complete("no\x00path/x") == ("no\x00path/x", [])

    def test_home(self, home: Path) -> None:
        (home / "api.log").touch()
        assert complete("~/ap") == ("~/api.log", [])

    @pytest.mark.parametrize(
        ("typed", "path"),
        [("'a b.log'", "a b.log"), ('"a"', "a"), ("a\\ b.log", "a b.log"), ("a.log", "a.log")],
    )
    def test_quotes_of_a_dropped_file(self, typed: str, path: str) -> None:
        assert unquoted(typed) == path


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("", False),
        ("\n \n", False),
        ("10:15 one", False),
        ("\n10:15 one\n", False),
        ("10:15 one\n10:16 two", True),
        ('[{"a": "' + "b" * 300 + '"}]', True),
        ("[" + "b" * 300 + "]", False),
        ('{"a": 1}', False),
    ],
)
def test_what_is_several_lines(text: str, several: bool) -> None:
    assert is_source(text) is several


def test_one_line_out_of_order_is_not_newest_first() -> None:
    assert not any("newest first" in note for note in found_in("10:05 a\n10:06 b\n10:01 c").notes)
    assert any("newest first" in note for note in found_in("10:06 a\n10:05 b\n10:01 c").notes)
