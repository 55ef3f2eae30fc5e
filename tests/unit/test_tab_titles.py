"""The short names of tabs: what tells a heading apart, whole words where there is room."""

from __future__ import annotations

import pytest

from hotwash.tui.widgets.tabs import short_title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Incident Details", "Details"),
        ("Action Items", "Actions"),
        ("Timeline (all times PST) 12/01/2022 - 05/07/2023. All times approximations", "Timeline"),
        ("Timeline of events", "Timeline"),
        ("Root cause identification: The Five Whys", "Root cause…"),
        ("Resolution and recovery", "Resolution…"),
        ("Incident Lead:", "Lead"),
        ("1. Summary", "Summary"),
        ("What Didn't Go So Well?", "What Didn't Go…"),
        ("Donaudampfschifffahrt", "Donaudampfschif…"),
        ("2024-03-05 - Outage", "2024-03-05"),
        ("Postmortem", "Postmortem"),
        ("Key events", "Key events"),
        ("Q&A", "Q&A"),
        ("(none)", "(none)"),
    ],
)
def test_short_titles(title: str, short: str) -> None:
    assert short_title(title) == short
