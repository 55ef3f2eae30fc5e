"""Events from chats as they are copied from a window: who, when, and whose words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotwash.formats.events.reading import EventList, read_events

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
"""A Monday."""

DOWN = [("20 22:03:00", "Ana Silva: checkout is down"), ("20 22:07:00", "Ben Ortiz: on it")]


def read(text: str, *, date: str = "") -> EventList:
    found = read_events(text, now=NOW, date=date)
    assert found.source.name == "slack"
    return found


def told(text: str, *, date: str = "") -> list[tuple[str, str]]:
    return [
        (event.instant.strftime("%d %H:%M:%S") if event.instant else "unread", event.text)
        for event in read(text, date=date).events
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{0}\n  10:03 PM\n{2}\n{1}\n  10:07 PM\n{3}\n",
        "{0}\n10:03 PM\n{2}\n{1}\n10:07 PM\n{3}\n",
        "{0}\n\n22:03\n\n{2}\n\n{1}\n\n22:07\n\n{3}\n",
        "{0}\n:palm_tree:\n  10:03 PM\n{2}\n{1}\nAPP\n  10:07 PM\n{3}\n",
        "{0}\n:palm_tree:  [10:03 PM]\n{2}\n{1}\nAPP  10:07 PM\n{3}\n",
        "{0}\n — \n10:03 PM\n{2}\n{1}\n — \n10:07 PM\n{3}\n",
        "{0}\nFriday 10:03 PM\n{2}\n{1}\nFriday 10:07 PM\n{3}\n",
        "{0}, Fri 10:03 PM\n{2}\n{1}, Fri 10:07 PM\n{3}\n",
        "{0}\n  Nov 20th at 10:03 PM\n{2}\n{1}\n  Nov 20th at 10:07 PM\n{3}\n",
        "{0}\nNov 20, 10:03 PM\n{2}\n{1}\nNov 20, 10:07 PM\n{3}\n",
        "{0}\n  22:03 Uhr\n{2}\n{1}\n  22:07 Uhr\n{3}\n",
        "[10:03 PM]{0}: {2}\n[10:07 PM]{1}: {3}\n",
        "[20-Nov-26 10:03 PM] {0}\n{2}\n\n[20-Nov-26 10:07 PM] {1}\n{3}\n",
        "[22:03, 20/11/2026] {0}: {2}\n[22:07, 20/11/2026] {1}: {3}\n",
        "{0}, [20.11.2026 22:03]\n{2}\n\n{1}, [20.11.2026 22:07]\n{3}\n",
        "{0}, [Nov 20, 2026 at 10:03:00 PM]:\n{2}\n{1}, [Nov 20, 2026 at 10:07:00 PM]:\n{3}\n",
        "{0}\n{2}\n22:03\n{1}\n{3}\n22:07\n",
    ],
)
def test_name_and_time_wherever_they_stand(text: str) -> None:
    chat = text.format("Ana Silva", "Ben Ortiz", "checkout is down", "on it")
    assert told(chat, date="2026-11-20") == DOWN


class TestFurtherMessages:
    def test_take_the_half_of_the_day_that_follows(self) -> None:
        text = (
            "Ana Silva\n  11:58 PM\nalarm\n11:59\nsee dashboard\n12:01\nstill\n"
            "Ben Ortiz\n  12:04 AM\non it\n"
        )
        assert told(text, date="2026-11-20") == [
            ("20 23:58:00", "Ana Silva: alarm"),
            ("20 23:59:00", "Ana Silva: see dashboard"),
            ("21 00:01:00", "Ana Silva: still"),
            ("21 00:04:00", "Ben Ortiz: on it"),
        ]

    def test_words_are_not_taken_for_names(self) -> None:
        text = "Ana\n  22:03\nDown since 21:50\n22:04\nok\n22:05\nlooking\n"
        text += "Ben\n  22:06\non it\n22:09\nx\n"
        assert [words for _time, words in told(text)] == [
            "Ana: Down since 21:50",
            "Ana: ok",
            "Ana: looking",
            "Ben: on it",
            "Ben: x",
        ]

    def test_time_that_runs_back_is_words(self) -> None:
        text = "Ana\n  22:03\nalarm at\n10:00\nBen\n  22:06\nyes\n"
        assert [words for _time, words in told(text)] == ["Ana: alarm at / 10:00", "Ben: yes"]

    def test_times_above_words_without_names(self) -> None:
        assert told("10:03 AM\nAlarm\n10:05 AM\nRollback\nof 14.2\n") == [
            ("23 10:03:00", "Alarm"),
            ("23 10:05:00", "Rollback / of 14.2"),
        ]


class TestDays:
    CHAT = "Ana Silva\n  10:03 PM\nalarm\nBen Ortiz\n  12:10 AM\nfixed\n"

    def test_no_message_lies_ahead(self) -> None:
        assert told(self.CHAT) == [
            ("22 22:03:00", "Ana Silva: alarm"),
            ("23 00:10:00", "Ben Ortiz: fixed"),
        ]
        assert any("taken for 2026-11-22" in note for note in read(self.CHAT).notes)

    @pytest.mark.parametrize(
        ("heading", "day"), [("Yesterday", "22"), ("Friday", "20"), ("Tuesday", "17")]
    )
    def test_named_days(self, heading: str, day: str) -> None:
        assert told(f"{heading}\n{self.CHAT}")[0][0] == f"{day} 22:03:00"

    def test_time_that_is_read_by_hand_is_left_alone(self) -> None:
        assert told(self.CHAT, date="2026-11-23")[0][0] == "23 22:03:00"
