"""Action items: due dates, progress, and the line they are typed as."""

from __future__ import annotations

from datetime import date

import pytest

from hotwash.postmortem.actions import (
    default_due,
    due_words,
    is_overdue,
    progress,
    read_due,
    read_task_line,
    with_done,
)
from hotwash.postmortem.document import Row
from hotwash.times.dates import read_date

TODAY = date(2026, 11, 23)


class TestDue:
    def test_default_counts_from_the_incident(self) -> None:
        assert default_due("2026-11-20", 7) == "2026-11-27"
        assert default_due("2026-11-20", None) == ""
        assert default_due("last week", 7) == ""

    @pytest.mark.parametrize(
        ("due", "words"),
        [
            ("2026-11-23", "today"),
            ("2026-11-24", "tomorrow"),
            ("2026-11-26", "in 3 days"),
            ("2026-11-22", "1 day late"),
            ("2026-11-18", "5 days late"),
            ("2027-02-23", "in 3 months"),
            ("soon", ""),
            ("", ""),
        ],
    )
    def test_words(self, due: str, words: str) -> None:
        assert due_words(due, TODAY) == words

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("2026-11-27", "2026-11-27"),
            ("27 Nov", "2026-11-27"),
            ("Nov 27th, 2026", "2026-11-27"),
            ("27.11.", "2026-11-27"),
            ("11/27/2026", "2026-11-27"),
            ("+7", "2026-11-30"),
            ("+2w", "2026-12-07"),
            ("+1m", "2026-12-23"),
            ("tomorrow", "2026-11-24"),
            ("friday", "2026-11-27"),
            ("Mon", "2026-11-30"),
            ("5 Jan", "2027-01-05"),
            ("20 Nov", "2026-11-20"),
            ("next sprint", "next sprint"),
            ("2026-02-30", "2026-02-30"),
            ("+99999", "+99999"),
        ],
    )
    def test_is_read_or_kept(self, typed: str, stored: str) -> None:
        assert read_due(typed, TODAY) == stored

    def test_overdue_from_the_day_after_and_only_while_open(self) -> None:
        row = Row({"task": "x", "due": "2026-11-22"})
        assert is_overdue(row, TODAY)
        assert not is_overdue(with_done(row, True), TODAY)
        assert not is_overdue(row.with_cell("due", "2026-11-23"), TODAY)

    def test_month_end_is_kept_within_the_month(self) -> None:
        assert read_date("+1m", date(2027, 1, 31)) == "2027-02-28"


def test_progress_counts_ticks() -> None:
    rows = [Row({"task": "a", "done": "true"}), Row({"task": "b"})]
    assert progress(rows) == (1, 2)
    assert with_done(rows[0], False)["done"] == ""


class TestTaskLine:
    @pytest.mark.parametrize(
        ("line", "cells"),
        [
            ("Raise pool size", {"task": "Raise pool size"}),
            (
                "Raise pool size - Owner: Ana - Due: 2026-11-27",
                {"task": "Raise pool size", "owner": "Ana", "due": "2026-11-27"},
            ),
            ("Raise pool size @ana", {"task": "Raise pool size", "owner": "ana"}),
            (
                "- [x] Add alert (Owner: Bob, due: friday)",
                {"task": "Add alert", "owner": "Bob", "due": "2026-11-27", "done": "true"},
            ),
            (
                "Fix it - due: +7 - @bob https://tracker.example/OPS-411",
                {
                    "task": "Fix it",
                    "due": "2026-11-30",
                    "owner": "bob",
                    "link": "https://tracker.example/OPS-411",
                },
            ),
            (
                "Rotate keys — Owner: Ana — Link: https://x.example/1?a=(b)",
                {"task": "Rotate keys", "owner": "Ana", "link": "https://x.example/1?a=(b)"},
            ),
        ],
    )
    def test_is_read_into_cells(self, line: str, cells: dict[str, str]) -> None:
        assert read_task_line(line, TODAY) == cells

    @pytest.mark.parametrize(
        "line",
        [
            "ask @ana about x",
            "Check owner: field handling",
            "Fix the root cause - Owner: [Name]",
            "Tell ana@example.org",
        ],
    )
    def test_words_that_look_like_labels_stay(self, line: str) -> None:
        assert read_task_line(line, TODAY) == {"task": line}

    def test_due_is_kept_as_typed_without_a_today(self) -> None:
        assert read_task_line("Fix - Due: friday") == {"task": "Fix", "due": "friday"}
