"""Every word of a source is in an event, in its evidence, or among what is left over."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.errors import HotwashError
from hotwash.formats.events.json_fields import leaves
from hotwash.formats.events.reading import EventList, read_events, sources

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WORD = re.compile(r"\w+")

LINES = [
    "10:15 First alert",
    "- **10:20 UTC** - Rolled back by Ana",
    "  a deeper line",
    "Nov 20 10:15:01 web1 nginx[812]: timed out",
    "<11>1 2026-11-20T10:15:01.5Z web1 app 812 ID47 [a b] pool is empty",
    "2026-11-20T10:15:01Z ERROR pool",
    "2026-11-20 10:15:00.123 ERROR 7 --- [main] o.s.Shop : pay failed",
    "java.lang.IllegalStateException: no pool",
    "\tat a.b.Pool.get(Pool.java:10)",
    "2026/11/20 10:16:00 [error] other style",
    '10.0.0.5 - ana [20/Nov/2026:10:15:00 +0100] "GET /pay HTTP/1.1" 502 150 "-" "curl/8"',
    'time=2026-11-20T10:15:00.123Z level=ERROR msg="pay failed" err="no pool" host=web1',
    '{"time":"2026-11-20T10:16:00Z","level":"INFO","msg":"up again","host":{"name":"web1"}}',
    'api-1  | {"level":"error","ts":1795169760.5,"msg":"pool is empty"}',
    "I1120 10:15:00.123456    1 server.go:10] started",
    "10000 1795169700.000001 open(/x) = 3",
    "@400000006b00000a3b6e1a8c tcpserver: status: 5/30",
    "MainThread::INFO::2026-11-20 10:15:00,123::vdsm::71::(run) one",
    "[Nest] 77  - 11/20/2026, 10:15:00 AM     LOG [NestFactory] Starting",
    "Ana Lima  10:15 AM",
    "[20/11/2026 10:15] Ben: looking",
    ":eyes: 2",
    "3 replies",
    "2026-11-20 10:15:00 - Ana Ruiz (Work notes)",
    "T+5m on-call acknowledges",
    "[+00:05:10] errors rise",
    "commit 0123456789abcdef",
    "Author: Ana Lund <ana@example.org>",
    "Date:   Fri Nov 20 10:15:01 2026 +0000",
    "    Raise the pool",
    "0123456 2026-11-20 10:15:01 +0000 Raise it",
    "# Time: 2026-11-20T10:15:00Z",
    "# User@Host: shop[shop] @ web1 [10.0.0.5]  Id: 8",
    "# Query_time: 3.2  Lock_time: 0.1",
    "SELECT 1 FROM carts",
    "From: Ana <ana@example.org>",
    "Sent: Friday, 20 November 2026 10:15",
    "Subject: Shop is down",
    "On Fri, Nov 20, 2026 at 10:05 AM Ben <b@x.org> wrote:",
    "> all red",
    "Event[0]:",
    "  Log Name: System",
    "  Date: 2026-11-20T10:15:00.123",
    "  Level: Error",
    "  Description:",
    "The service ended.",
    "LAST SEEN   TYPE      REASON   OBJECT    MESSAGE",
    "5m          Warning   BackOff  pod/api   Back-off restarting",
    "Time,Event,Owner,Notes",
    "2026-11-20 10:15,Alert fired,Ines,pager was silent",
    '2026-11-20 10:20,"two',
    'lines",Ravi',
    "| Time | Event | Who |",
    "|---|---|---|",
    "| 10:15 | First alert | Ana |",
    "**21 Nov**",
    "## Timeline",
    "-- Boot 1 --",
    "Some prose that tells of nothing.",
    "Posted Nov 20, 2026 - 10:15 UTC",
]


def kept(found: EventList) -> set[str]:
    """The words of all that was found."""
    texts = [piece.text for piece in found.left_over] + [line.text for line in found.used]
    for event in found.events:
        texts += [event.time, event.text, event.source_line]
        texts += [f"{name} {text}" for name, text in event.extra.items()]
    return set(WORD.findall(" ".join(texts)))


def lost(text: str, source: str | None = None) -> set[str]:
    """The words of a text that are nowhere."""
    try:
        found = read_events(text, format=source, now=NOW, date="2026-11-20")
    except HotwashError:
        return set()
    if not found.events and not found.left_over:
        return set()  # It is said that there is no event in it.
    return set(WORD.findall(text)) - kept(found)


MARKED = st.lists(st.sampled_from(LINES), min_size=1, max_size=12).map(
    lambda lines: "\n".join(f"{line} mark{at}" for at, line in enumerate(lines))
)
NAMES = sorted(source.name for source in sources())


@given(MARKED, st.sampled_from([None, *NAMES]))
@settings(max_examples=100)
def test_no_word_of_lines_is_lost(text: str, source: str | None) -> None:
    # The names of values say which of them is the time and which the words; they are no words.
    names = {"time", "ts", "msg", "level", "host", "name", "err"}
    for named in re.findall(r"^\s*(\w[\w ]*):", text, re.MULTILINE):
        names.update(WORD.findall(named))
    assert lost(text, source) - names == set()


VALUES = st.recursive(
    st.one_of(st.integers(0, 99), st.sampled_from(["red", "ana", "2026-11-20T10:15:00Z"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["time", "title", "message", "status", "who", "data", "note"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
SHAPES = st.sampled_from(
    [
        lambda things: things,
        lambda things: {"events": things, "page": "first"},
        lambda things: {"log_entries": things, "more": False},
        lambda things: {"alerts": things, "receiver": "hook"},
        lambda things: {"incidents": [{"name": "Shop", "incident_updates": things}], "page": 1},
        lambda things: {"data": {"result": [{"stream": {"app": "cart"}, "values": things}]}},
        lambda things: {"messages": things, "ok": True},
        lambda things: {"kind": "List", "items": things},
    ]
)
BASES = st.sampled_from(
    [
        {"time": "2026-11-20T10:15:00Z", "title": "Down"},
        {"created_at": "2026-11-20T10:15:00Z", "type": "trigger_log_entry", "summary": "Set off"},
        {"startsAt": "2026-11-20T10:15:00Z", "labels": {"alertname": "Full", "pod": "api"}},
        {"created_at": "2026-11-20T10:15:00Z", "body": "We look", "status": "investigating"},
        {"ts": "1795169700.0001", "type": "message", "text": "looking"},
        {"kind": "Event", "lastTimestamp": "2026-11-20T10:15:00Z", "involvedObject": {"name": "a"}},
        {"number": 4, "title": "Fix", "created_at": "2026-11-20T10:15:00Z", "url": "github"},
    ]
)


@given(st.lists(st.tuples(BASES, VALUES), min_size=1, max_size=4), SHAPES)
@settings(max_examples=100)
def test_no_value_of_json_is_lost(
    things: list[tuple[dict[str, object], object]], shape: object
) -> None:
    value = shape([{**base, f"mark{at}": more} for at, (base, more) in enumerate(things)])  # type: ignore[operator]
    try:
        found = read_events(json.dumps(value), now=NOW, date="2026-11-20")
    except HotwashError:
        return
    words = {word for _name, text in leaves(value) for word in WORD.findall(text)}
    assert words - kept(found) == set()


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nTime;Event;Note\n2026-11-20 10:15;Alarm;pager was silent\n",
        " created_at | message | host\n---+---+---\n 2026-11-20 10:15 | Alarm | web1\n(1 row)\n",
        '{"time":"2026-11-20T10:15:00Z","msg":"one","sql":"' + "x" * 9000 + '"}\n',
        "Nov 20 10:15:01 web1 app[8]: " + " ".join(f"w{at}" for at in range(4000)) + "\n",
        "2026-11-20T10:15:01Z ERROR x\n" + "".join(f"\tat line{at}\n" for at in range(3000)),
    ],
)
def test_nothing_long_is_cut_without_a_word(text: str) -> None:
    assert lost(text) - {"time", "msg", "sql"} == set()
