"""A move to another template keeps what words mean, and says what is not certain."""

from __future__ import annotations

from hotwash.formats.markdown import convert
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document
from hotwash.template.library import builtin
from hotwash.template.model import Kind

LESSONS = """# Cart

## Action items

We meet on Friday.

- [ ] Fix it

## Lessons learned

### What went well

- Paging

### What went wrong

- Docs

## Key takeaways

- Test backups

## Review date

2026-12-20
"""


def converted(name: str) -> Document:
    return convert(import_own(LESSONS), builtin(name)).document


def test_a_sentence_under_action_items_is_no_date_and_no_task() -> None:
    found = converted("standard")
    assert found.text(("follow_up", "review_date")) == "2026-12-20"
    assert not found.text(("follow_up", "owner"))
    assert [row["task"] for row in found.rows(("action_items", "immediate"))] == ["Fix it"]
    assert "We meet on Friday." in found.text(("everything_else",))


def test_what_went_well_and_what_went_wrong_stay_apart() -> None:
    path = next(field.path for field in builtin("atlassian").fields if "lessons" in field.path[0])
    assert converted("atlassian").items(path) == (
        "What went well: Paging",
        "What went wrong: Docs",
        "Test backups",
    )


def test_takeaways_are_not_what_went_well() -> None:
    found = converted("sre-book")
    lists = [field for field in found.template.fields if field.kind is Kind.LIST]
    assert all("Test backups" not in found.items(field.path) for field in lists)


def test_a_conversion_says_what_is_not_certain() -> None:
    moves = convert(import_own(LESSONS), builtin("atlassian")).moves
    words = {move.source: move.words for move in moves}
    assert "please check" in words["Lessons learned › What went well"]
    assert "please check" not in words["Key takeaways"]
