"""Random edits of TOML files in many shapes: what was not touched stays, byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_template import (
    ACTIONS,
    CODE,
    COSTS,
    DATE,
    IMPACT,
    NOTES,
    SEVERITY,
    SMALL,
    SUMMED_UP,
    TABLE,
    TIMELINE,
    USERS,
    WHAT,
    WHY,
    find_small,
)

from hotwash.formats import toml
from hotwash.formats.toml import patch, reading, row_runs
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TIMEZONE, TITLE, Path

PLAIN = """\
# Kept comment at the top.
template = "small"   # do not change
schema = 1   # unknown
title = 'Checkout down'

[incident_details]
# who runs it
severity = "P1"   # severity-comment
tags = ["db", "checkout"]   # an unknown list
impact = 31.50
x_unknown = { a = 1, b = [1, 2] }

# ---- timeline ----
[[timeline]]
time = "10:00"   # eol-0
event = "first"

# row-1 line a
# row-1 line b
[[timeline]]   # header-1
time = "10:05"   # eol-1
event = "second"
moment = "detected"
# inside-1

# row-2
[[timeline]]
time = "10:10"   # eol-2
event = \"\"\"
[[timeline]]
# not a comment
\"\"\"

# row-3
[[timeline]]
time = 10:15:00
event = "fourth" # eol-3

# ---- causes ----
[root_cause]
why_it_happened = [
  # the first
  "pool too small", # why-0
  'no "alert"',   # why-1
  # the last
  "no canary"  # why-2
]

# ---- actions ----
[[action_items.immediate]]
task = "fix it"   # act-0
done = false
# act-row-1
[[action_items.immediate]]
task = "test it"   # act-1
due = 2026-01-02
done = true

[custom]
# an unknown table stays
keep = "me"   # kept

[[custom.more]]
n = 1 # more

# the very last comment
"""

SHAPES = {
    "plain": PLAIN,
    "no newline at the end": PLAIN.rstrip("\n"),
    "no comment at the end": PLAIN[: PLAIN.index("\n# the very last")],
    "ends in a row": PLAIN[: PLAIN.index("\n[custom]")].rstrip("\n"),
    "carriage returns": PLAIN.replace("\n", "\r\n"),
    "mixed line ends": PLAIN.replace("[[timeline]]\n", "[[timeline]]\r\n"),
    "byte order mark": "\ufeff" + PLAIN,
    "indented": PLAIN.replace("\ntime", "\n    time").replace("\nevent", "\n    event"),
    "no blank lines": "\n".join(line for line in PLAIN.split("\n") if line) + "\n",
    "tables in rows": PLAIN.replace(
        'event = "second"\n', 'event = "second"\nlinks = [1, { a = 2 }] # beside\n'
    ).replace("# eol-3\n", "# eol-3\n[timeline.meta]\nwho = 'x' # sub\n"),
    "dotted keys in rows": PLAIN.replace(
        'event = "second"\n', 'event = "second"\nmeta.who = "x"\nmeta.why = "y"\n'
    ),
    "a table between the rows": PLAIN.replace("# row-2\n", "[between]\nb = 1\n\n# row-2\n"),
    "inline rows": """\
template = "small"
timeline = [
  # row-0
  { time = "10:00", event = "first", meta = { a = 1 } }, # eol-0
  { time = "10:05", event = "second" }, # eol-1
  "third" # eol-2
]
keep = 1 # kept
action_items = { immediate = [{ task = "a" }, { task = "b", done = true }], other = 2 }
root_cause = { why_it_happened = "one reason", x = 1 } # rc
""",
    "dotted tables": """\
title = "x"
incident_details.severity = "P1" # sev
incident_details.other = 1
root_cause.what_happened = "words"
[impact_analysis]
users_affected.total_number = 18_400 # n
users_affected.more = 1
""",
    "everything misplaced": """\
template = "small"
incident_details = "P1, I think" # odd
timeline = "10:00 it broke" # odd-2
[root_cause]
what_happened = ["a", "b"]
[root_cause.why_it_happened]
first = "x"
[action_items.immediate]
task = "only one"
[notes]
a = 1
[[follow_up.reviews]]
who = ["ana", "bob"]
""",
    "empty": "",
    "only a comment": "# todo\n",
}

odd_text = st.text(
    alphabet=st.sampled_from("abc \n\t\"'\\#=[]{},é世😀\u200b\x7f\x00\x1b\r\u2028\ud800"),
    max_size=12,
)
texts = st.one_of(odd_text, st.sampled_from(["2026-02-03", "true", '"""', "'''", "x" * 90, "1\n2"]))
filled = texts.filter(bool)
cells = st.dictionaries(
    st.sampled_from(["time", "event", "owner", "done", "due", "moment", "täsk", "meta2"]),
    filled,
    max_size=4,
)
ROWS = (TIMELINE, ACTIONS, TABLE, COSTS)
TEXTS = (TITLE, TIMEZONE, DATE, SEVERITY, IMPACT, WHAT, CODE, USERS, SUMMED_UP, NOTES)


@pytest.fixture(autouse=True, scope="module")
def both_ways() -> Iterator[None]:
    """Read every new text without its runs of rows, as for thousands of them, and whole as well."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(row_runs, "MANY", 1)
        patched.setattr(reading, "LONG", 1)
        patched.setattr(patch, "parse", _parse_both_ways)
        yield


def _parse_both_ways(text: str, where: str) -> dict[str, Any]:
    data = reading.parse(text, where)
    assert data == tomllib.loads(text, parse_float=str)
    return data


@dataclass(frozen=True)
class Step:
    """One edit, to be carried out on whatever document there is."""

    kind: str
    path: Path
    place: int
    other: int
    text: str
    cells: dict[str, str]

    def apply(self, document: Document) -> Document:
        if self.kind == "text":
            return document.replace(self.path, self.text or None)
        if self.path == WHY:
            items = list(document.items(WHY))
            changed_items: list[str] = _moved(items, self, self.text)
            return document.replace(WHY, tuple(changed_items))
        rows = list(document.rows(self.path))
        if self.kind == "cell" and rows:
            place = self.place % len(rows)
            row = rows[place]
            for key, text in self.cells.items():
                row = row.with_cell(key, text)
            rows[place] = row
            return document.replace(self.path, tuple(rows))
        changed: list[Row] = _moved(rows, self, Row(self.cells))
        return document.replace(self.path, tuple(changed))


def _moved(items: list[Any], step: Step, new: Any) -> list[Any]:
    items = list(items)
    if step.kind == "insert" or not items:
        items.insert(min(step.place, len(items)), new)
    elif step.kind == "delete":
        del items[step.place % len(items)]
    elif step.kind == "move":
        items.insert(step.other % len(items), items.pop(step.place % len(items)))
    elif step.kind == "clear":
        items.clear()
    else:
        items[step.place % len(items)] = new
    return items


steps = st.one_of(
    st.builds(
        Step,
        st.just("text"),
        st.sampled_from(TEXTS),
        st.just(0),
        st.just(0),
        st.one_of(st.just(""), texts),
        st.just({}),
    ),
    st.builds(
        Step,
        st.sampled_from(["insert", "delete", "move", "cell", "cell", "replace", "clear"]),
        st.sampled_from([*ROWS, WHY]),
        st.integers(0, 6),
        st.integers(0, 6),
        texts,
        cells,
    ),
)
scripts = st.lists(st.lists(steps, min_size=1, max_size=4), min_size=1, max_size=3)


def unknown_of(data: bytes) -> dict[Path, object]:
    parsed = tomllib.loads(toml.decode(data, "").text, parse_float=str)
    return reading.read_data(parsed, SMALL).unknown


def canonical(document: Document) -> dict[Path, Answer]:
    """The answers without what no file can hold."""

    def clean(text: str) -> str:
        return text.replace("\ud800", "\ufffd")

    found: dict[Path, Answer] = {}
    for path, answer in document.answers.items():
        if isinstance(answer, str):
            found[path] = clean(answer)
        else:
            found[path] = tuple(  # type: ignore[assignment]
                clean(item)
                if isinstance(item, str)
                else Row({key: clean(text) for key, text in item.cells.items() if text})
                for item in answer
            )
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unchanged_document_changes_no_byte(shape: str) -> None:
    data = SHAPES[shape].encode()
    text = toml.decode(data, "f")
    document = toml.read(text.text, find_small, where="f")
    changing = toml.TomlText(text, document)
    assert changing.updated(document) == data
    assert changing.updated(toml.read(text.text, find_small, where="f")) == data


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40)
@given(script=scripts)
def test_edits_are_in_the_file_and_the_unknown_stays(shape: str, script: list[list[Step]]) -> None:
    data = SHAPES[shape].encode()
    text = toml.decode(data, "f")
    document = toml.read(text.text, find_small, where="f")
    changing = toml.TomlText(text, document)
    for save in script:
        for step in save:
            document = step.apply(document)
        data = changing.updated(document)
        again = toml.read(toml.decode(data, "f").text, find_small, where="f")
        assert again.answers == canonical(document)
        fresh = toml.TomlText(toml.decode(data, "f"), document)
        assert fresh.updated(document) == data
    if shape != "everything misplaced":
        assert unknown_of(data) == unknown_of(SHAPES[shape].encode())
    if "\r\n" in SHAPES[shape] and shape == "carriage returns":
        assert data.count(b"\n") == data.count(b"\r\n")


OWN = {0: ["# eol-0"], 1: ["# row-1 line a", "# row-1 line b"], 2: ["# row-2"], 3: ["# row-3"]}
KEPT = ("# Kept comment", "# ---- timeline", "# ---- actions", "# ---- causes", "# an unknown")
row_steps = st.builds(
    Step,
    st.sampled_from(["insert", "delete", "move", "cell"]),
    st.just(TIMELINE),
    st.integers(0, 6),
    st.integers(0, 6),
    st.just(""),
    st.dictionaries(st.sampled_from(["event", "owner"]), st.sampled_from(["new", "x"]), min_size=1),
)


@settings(max_examples=150)
@given(saves=st.lists(st.lists(row_steps, min_size=1, max_size=4), min_size=1, max_size=3))
def test_comments_stay_with_their_rows_and_untouched_rows_byte_identical(
    saves: list[list[Step]],
) -> None:
    document = toml.read(PLAIN, find_small, where="f")
    first = document.rows(TIMELINE)
    blocks = _row_blocks(PLAIN)
    changing = toml.TomlText(PLAIN)
    changing.updated(document)
    for save in saves:
        for step in save:
            document = step.apply(document)
        out = changing.updated(document).decode()
    lines = out.splitlines()
    for kept in KEPT:
        assert any(line.startswith(kept) for line in lines), kept
    now = _row_blocks(out)
    rows = document.rows(TIMELINE)
    assert len(now) == len(rows)
    for place, row in enumerate(rows):
        was = next((index for index, old in enumerate(first) if old.id == row.id), None)
        if was is None:
            continue
        lead, text = now[place]
        if was:
            assert [line for line in lead if line in OWN[was]] == OWN[was]
        if first[was] == row:
            assert text == blocks[was][1]


def _row_blocks(text: str) -> list[tuple[list[str], str]]:
    """The comment lines directly above each row of the timeline, and its own lines, by hand."""
    lines = text.splitlines()
    heads = [
        index
        for index, line in enumerate(lines)
        if line.startswith("[[timeline]]")
        and (index + 1 == len(lines) or lines[index + 1] != "# not a comment")
    ]
    found: list[tuple[list[str], str]] = []
    for head in heads:
        start = head
        while start and lines[start - 1].startswith("#"):
            start -= 1
        end = head + 1
        while end < len(lines) and lines[end] and not lines[end].startswith("[["):
            end += 1
        if '"""' in lines[head + 2]:
            end = next(i for i in range(head + 3, len(lines)) if lines[i] == '"""') + 1
        found.append((lines[start:head], "\n".join(lines[head:end])))
    return found


@given(
    texts=st.dictionaries(st.sampled_from(TEXTS), filled),
    items=st.lists(texts, max_size=4),
    rows=st.lists(cells, max_size=4),
)
def test_a_new_file_says_the_document(
    texts: dict[Path, str], items: list[str], rows: list[dict[str, str]]
) -> None:
    answers: dict[Path, Answer] = dict(texts)
    document = Document(SMALL, answers)
    document = document.replace(WHY, tuple(items))
    for path in ROWS:
        document = document.replace(path, tuple(Row(row) for row in rows))
    text = toml.write_new(document)
    data = text.encode()
    assert toml.read(text, find_small, where="f").answers == canonical(document)
    assert toml.TomlText(toml.decode(data, "f")).updated(document) == data
    grown = toml.TomlText('template = "small"\n')
    assert grown.updated(document) == data
