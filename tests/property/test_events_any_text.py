"""Whatever a source is given, it reads, or it ends in one clear error; no line is lost."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.errors import HotwashError
from hotwash.formats.events.reading import read_events, sources

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "10:15 First alert",
        "Nov 20 10:15:01 web1 nginx[8]: timed out",
        "2026-11-20T10:15:01Z ERROR pool",
        "| Time | Event |",
        "|---|---|",
        "| 10:15 | x |",
        "time,event",
        '10:15,"open quote',
        "Ana [10:15 AM]",
        "commit 0123456789",
        "Date: Fri Nov 20 10:15:01 2026 +0000",
        "LAST SEEN TYPE REASON OBJECT MESSAGE",
        "5m Normal x y z",
        '{"time":"2026-11-20T10:15:01Z","msg":"x"}',
        '{"alerts":[{"startsAt":"x","labels":{}}]}',
        '[{"ts":"1","type":"message"}]',
        '{"log_entries":[{"type":1}',
        '{"__REALTIME_TIMESTAMP":"x"}',
        '{"items":[{"kind":"Event","involvedObject":null}]}',
        "    indented",
        "99:99 0000-00-00",
        "\x00\x1b[31m",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=8).map("\n".join),
)


@given(TEXTS, st.sampled_from([None, *(source.name for source in sources())]))
@settings(max_examples=200)
def test_every_source_ends_well(text: str, source: str | None) -> None:
    try:
        found = read_events(text, format=source, now=NOW, date="2026-11-20")
    except HotwashError as error:
        assert error.what and error.remedy
        return
    known = [event.instant for event in found.events if event.instant is not None]
    assert known == sorted(known)
    assert all("\n" not in event.text for event in found.events)


@given(st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=30)))
@settings(max_examples=100)
def test_no_line_of_notes_is_lost(lines: list[str]) -> None:
    numbered = [f"{line.strip()} mark{index}x" for index, line in enumerate(lines)]
    text = "\n".join(["10:15 first", *numbered])
    found = read_events(text, format="lines", now=NOW)
    kept = " ".join(
        [event.text for event in found.events] + [piece.text for piece in found.left_over]
    )
    assert all(f"mark{index}x" in kept for index in range(len(lines)))
