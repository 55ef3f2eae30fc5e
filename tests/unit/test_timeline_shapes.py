"""The ways in which authors write timelines that are no tables: read, kept, and edited in place."""

from __future__ import annotations

import pytest

from hotwash.formats.json import as_json
from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import timelines
from hotwash.template.infer import read_template
from hotwash.template.model import Kind

HEAD = "# Queue stalls\n\nDate: 2026-11-20\n\n## Timeline\n\n"
TEN, LATER = "2026-11-20T10:15:00", "2026-11-20T10:18:00"

SHAPES = {
    "numbered": ("1. 10:15 Errors\n2. 10:18 Rolled back\n", ["Errors", "Rolled back"]),
    "zone in brackets": (
        "- **November 20, 2026 at 10:15 (UTC)** Errors\n"
        "- **November 20, 2026 at 10:18 (UTC)** Rolled back\n",
        ["Errors", "Rolled back"],
    ),
    "bold time behind its date": (
        "- Nov 20th **10:15** Errors\n- Nov 20th **10:18** Rolled back\n",
        ["Errors", "Rolled back"],
    ),
    "bold that goes on": (
        "- **10:15 UTC — Errors** (disk 1)\n- **10:18 UTC — Rolled back** (disk 2)\n",
        ["**Errors** (disk 1)", "**Rolled back** (disk 2)"],
    ),
    "linked times": (
        "[10.15](https://x.example/1) Errors\n\n[10:18](https://x.example/2) Rolled back\n",
        ["Errors", "Rolled back"],
    ),
    "another indent": (
        " - **10:15** Errors\n\n![graph](a.png)\n\n- **10:18** Rolled back\n",
        ["Errors\n\n![graph](a.png)", "Rolled back"],
    ),
    "over their words": (
        "10:15\n- ana sees errors\n- bo looks\n\n10:18\n- rolled back\n",
        ["- ana sees errors\n- bo looks", "- rolled back"],
    ),
    "line breaks": (
        "#alerts: <br>\n10.15 Errors <br>\n10.18 Rolled back <br>\n",
        ["Errors", "Rolled back"],
    ),
}


def rows(document: Document) -> list[tuple[str | None, str]]:
    """The instants and words of all rows."""
    entries = as_json(document)["timeline"]
    assert isinstance(entries, list)
    found: list[tuple[str | None, str]] = []
    for entry in entries:
        assert isinstance(entry, dict)
        at = entry["at"]
        assert at is None or isinstance(at, str)
        at = at.removesuffix("+00:00") if at else None
        found.append((at, str(entry.get("event", ""))))
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_read_and_comes_back_as_it_was(shape: str) -> None:
    body, words = SHAPES[shape]
    text = HEAD + body
    document = import_own(text)
    assert rows(document) == list(zip((TEN, LATER), words, strict=True))
    assert export(document) == text


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_that_is_edited_changes_its_own_lines(shape: str) -> None:
    body, _ = SHAPES[shape]
    text = HEAD + body
    document = import_own(text)
    field = next(timelines(document))
    first, second = document.rows(field.path)
    changed = second.with_cell("event", f"{second['event']} again")
    out = export(document.replace(field.path, (first, changed)))
    before, after = text.splitlines(), out.splitlines()
    assert len(before) == len(after)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        next(line for line in after if "again" in line)
    ]
    assert rows(import_own(out))[1] == (LATER, changed["event"])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_row_is_read_back(shape: str) -> None:
    body, words = SHAPES[shape]
    document = import_own(HEAD + body)
    field = next(timelines(document))
    old = document.rows(field.path)
    new = Row({"time": "10:30", "event": "All is well"})
    out = export(document.replace(field.path, (*old, new)))
    assert out.startswith((HEAD + body).rstrip("\n"))
    again = import_own(out)
    assert rows(again)[-1] == ("2026-11-20T10:30:00", "All is well")
    assert [event for _, event in rows(again)[:-1]] == words
    # What is one row's own, its address, is no other's.
    assert out.count("x.example") == body.count("x.example")


def test_days_in_bold_are_rows_and_no_labels() -> None:
    document = import_own("# O\n\n## Timeline\n\n- **Nov 20, 2026:** Errors\n- **Nov 21:** Gone\n")
    assert rows(document) == [
        ("2026-11-20T00:00:00", "Errors"),
        ("2026-11-21T00:00:00", "Gone"),
    ]


def test_a_month_between_dashes_is_a_day() -> None:
    document = import_own("# O\n\n## Timeline\n\n- Nov-20-2026 Errors\n- Nov-21-2026 Gone\n")
    assert [at for at, _ in rows(document)] == [
        "2026-11-20T00:00:00",
        "2026-11-21T00:00:00",
    ]


def test_a_footnote_behind_a_date_is_no_part_of_the_words() -> None:
    text = (
        "# O\n\n## Timeline\n\n- 2026-MM-DD[^1]:\n    A token was made.\n"
        "- 2026-03-03[^2]:\n    It was pushed.\n\n[^1]: x\n[^2]: y\n"
    )
    document = import_own(text)
    assert rows(document) == [
        (None, "A token was made."),
        ("2026-03-03T00:00:00", "It was pushed."),
    ]
    assert export(document) == text


def test_a_table_of_dates_is_a_timeline_where_the_heading_says_so() -> None:
    table = "| Date of change | What |\n|---|---|\n| 2026-11-20 | a |\n| 2026-11-21 | b |\n"
    kinds = {
        heading: import_own(f"# O\n\n## {heading}\n\n{table}").template.fields[0].kind
        for heading in ("Timeline", "Releases")
    }
    assert kinds == {"Timeline": Kind.TIMELINE, "Releases": Kind.TABLE}


def test_a_date_at_the_head_of_a_heading_dates_the_headings_below() -> None:
    text = (
        "---\ndate: 2026-02-01\n---\n\n## Timeline\n\n### 2026-03-05 First outage\n\nIt began.\n\n"
        "### 15:12:00\n\nIt went on.\n\n### 16:00:00\n\nIt ended.\n"
    )
    days = [str(at)[:10] for at, _ in rows(import_own(text))]
    assert days == ["2026-03-05"] * 3


@pytest.mark.parametrize(
    "template",
    [
        "## Linha do tempo\n\n| Horário | Evento |\n|---|---|\n| | Detecção |\n",
        "## Zaman Çizelgesi\n\n| Zaman | Olay |\n|---|---|\n| | |\n",
        "## 时间线\n\n| UTC 时间 | 组件 | 事件 |\n|---|---|---|\n| HH:MM | web | 发现 |\n",
        "## Timeline\n\n### YYYY-MM-D1\n\n* `HH:MM` - Seen\n",
        "## Timeline\n\n### {{ hh:mm }}\n\nIt began.\n\n### {{ hh:mm }}\n\nIt ended.\n",
    ],
)
def test_templates_ask_for_a_timeline_in_many_ways(template: str) -> None:
    fields = read_template(f"# Report\n\n{template}").fields
    assert [field.kind for field in fields] == [Kind.TIMELINE]
