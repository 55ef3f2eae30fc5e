"""An edit of an imported document changes its own lines, and those in the author's own style."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.edit_report import edits, wrong

from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.formats.markdown.whitespace import spaced_like
from hotwash.postmortem.document import Document, Row
from hotwash.template.model import Kind

EXAMPLES = sorted(Path(__file__).parents[1].joinpath("examples").glob("*.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_edit_of_every_field_stays_in_its_lines(path: Path, newline: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", newline)
    document = import_own(text)
    assert export(document) == text
    for field in document.template.by_path.values():
        for edit in edits(document, field):
            found, out = wrong(text, document, field, edit)
            assert not found, (field.path, edit.name, found, out)


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) >= 3


def changed(text: str, row: int, **cells: str) -> str:
    """Return a document after one row of its first field of rows was changed."""
    document = import_own(text)
    assert export(document) == text
    field = next(field for field in document.template.fields if field.kind.is_rows)
    rows = list(document.rows(field.path))
    rows[row] = rows[row].with_cells({**rows[row].cells, **cells})
    return export(document.replace(field.path, tuple(rows)))


def added(text: str, **cells: str) -> str:
    """Return a document after a row was put behind the others of its first field of rows."""
    document = import_own(text)
    field = next(field for field in document.template.fields if field.kind.is_rows)
    return export(document.replace(field.path, (*document.rows(field.path), Row(cells))))


WRAPPED = """# T

## Timeline

- 10:15: the pool is full, and
  stays so{blanks}
  for long
- 10:20: rolled back

```
left of the bullet
```

- 10:25: over \n""".replace("{blanks}", "  ")


def test_a_changed_time_leaves_the_wrapped_text_below() -> None:
    assert changed(WRAPPED, 0, time="10:16") == WRAPPED.replace("10:15", "10:16")
    assert changed(WRAPPED, 1, time="10:21") == WRAPPED.replace("10:20", "10:21")


def test_a_changed_word_leaves_the_other_lines() -> None:
    event = import_own(WRAPPED).rows(("timeline",))[0]["event"]
    out = changed(WRAPPED, 0, event=event.replace("full, and", "full and empty, and"))
    assert out == WRAPPED.replace("full, and", "full and empty, and")


def test_blanks_of_other_rows_are_left() -> None:
    text = "# T\n\n## Action items\n\n- [ ] a\n- [ ] b\n  - https://x.example \n"
    assert changed(text, 0, done="true") == text.replace("[ ] a", "[x] a")


def test_rows_left_empty_to_fill_in_stay() -> None:
    empty = "|       |       |\n"
    text = f"# T\n\n## Timeline\n\n| Time  | Event |\n|-------|-------|\n{empty}{empty}"
    assert added(text, time="10:15", event="x") == text.replace(empty, "| 10:15 | x     |\n", 1)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Time|Event\n-|-\n10:00|a\n", "10:05|b\n"),
        ("Time | Event\n--- | ---\n10:00 | a\n", "10:05 | b\n"),
        ("|Time|Event|\n|-|-|\n|10:00|a|\n", "|10:05|b|\n"),
        (
            "| Time  | Ereignis     |\n|------:|:-------------|\n| 10:00 | 決済 weg     |\n",
            "| 10:05 | b            |\n",
        ),
    ],
)
def test_a_new_row_of_a_table_is_drawn_like_the_others(table: str, row: str) -> None:
    text = f"# T\n\n## Timeline\n\n{table}"
    assert added(text, time="10:05", event="b") == text + row


def test_a_time_on_its_own_line_has_its_text_below() -> None:
    text = "# T\n\n## Timeline\n\n5:05\nFirst alert\n\n5:10\nPaged\n\n"
    assert added(text, time="5:20", event="Over").rstrip() == text + "5:20\nOver"


def test_bold_around_a_wrapped_row_stays() -> None:
    text = "# T\n\n## Timeline\n\n- **01:38: alerts fired,\n  nobody came**\n- 01:50: over\n"
    assert changed(text, 0, time="01:39") == text.replace("01:38", "01:39")


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("- a b c\n", "-  a\n   b c \n", "-  a\n   b c \n"),
        ("- a x b c\n", "-  a\n   b c\n", "-  a x\n   b c\n"),
        ("- a x c\n", "- a\n  b\n  c\n", "- a\n  x\n  c\n"),
        ("- a c\n", "- a\n  b c\n", "- a\n  c\n"),
        ("- a b c d\n", "- a\n  b c \n", "- a\n  b c d\n"),
        ("x\n", "a  b\n", "x\n"),
    ],
)
def test_spacing_is_taken_over(text: str, source: str, wanted: str) -> None:
    assert spaced_like(text, source) == wanted


def test_an_edit_of_a_label_leaves_the_blanks_around_it() -> None:
    text = "# T\n\n- **Cause**: a long story that\n would not end, and was told\n for hours\n"
    document = import_own(text)
    path = document.template.fields[0].path
    told: Document = document.replace(path, document.text(path).replace("story", "tale"))
    assert export(told) == text.replace("story", "tale")


def test_a_bullet_without_a_box_stays_without_one() -> None:
    text = "# T\n\n## Next\n\n- [ ] a\n- b\n- [x] c\n"
    assert changed(text, 1, task="bb") == text.replace("- b", "- bb")
    assert changed(text, 1, done="true") == text.replace("- b", "- [x] b")
    assert added(text, task="d") == f"{text}- [ ] d\n"


@pytest.mark.parametrize(
    ("written", "iso", "later"),
    [
        ("3 March 2026", "2026-03-03", "14 December 2026"),
        ("Mar 3, 2026", "2026-03-03", "Dec 14, 2026"),
        ("March 3rd, 2026", "2026-03-03", "December 14th, 2026"),
        ("Tuesday, 3 March 2026", "2026-03-03", "Monday, 14 December 2026"),
        ("2026/03/03", "2026-03-03", "2026/12/14"),
        ("03.03.2026", "2026-03-03", "14.12.2026"),
        ("3/14/2026", "2026-03-14", "12/14/2026"),
        ("2026-03-03", "2026-03-03", "2026-12-14"),
    ],
)
def test_dates_are_read_and_written_in_the_authors_way(written: str, iso: str, later: str) -> None:
    text = f"# T\n\n- **Date**: {written}\n- **Severity**: 1\n"
    document = import_own(text)
    field = document.template.fields[0]
    assert (field.kind, document.text(field.path)) == (Kind.DATE, iso)
    assert document.incident_date == iso
    assert export(document.replace(field.path, "2026-12-14")) == text.replace(written, later)
    assert export(document.replace(field.path, "who knows")) == text.replace(written, "who knows")


@pytest.mark.parametrize("written", ["03/04/2026", "Monday, 3 March 2026", "31 Feb 2026", "2026"])
def test_a_date_in_doubt_stays_words(written: str) -> None:
    document = import_own(f"# T\n\n- **Date**: {written}\n- **Severity**: 1\n")
    field = document.template.fields[0]
    assert (field.kind, document.text(field.path)) == (Kind.LINE, written)


def test_a_date_nobody_could_tell_is_written_the_iso_way() -> None:
    text = "# T\n\n- **Date**: 3/14/2026\n- **Severity**: 1\n"
    document = import_own(text)
    path = document.template.fields[0].path
    assert "2026-04-03" in export(document.replace(path, "2026-04-03"))


def test_lines_alone_are_tabs_where_there_are_no_headings() -> None:
    document = import_own((EXAMPLES[0].parent / "cache-keys.md").read_text(encoding="utf-8"))
    titles = [section.title for section in document.template.sections]
    assert titles == [
        "Details", "Summary", "What happened", "Timeline, all times UTC",
        "Why did the tests not see it?", "What we do now",
    ]  # fmt: skip


def test_a_document_in_another_language_has_its_kinds() -> None:
    document = import_own((EXAMPLES[0].parent / "zahlungen.md").read_text(encoding="utf-8"))
    kinds = {field.label: field.kind for field in document.template.fields}
    assert kinds["Datum"] is Kind.DATE
    assert kinds["Verantwortlich"] is Kind.PERSON
    assert kinds["2. Zeitlicher Ablauf"] is Kind.TIMELINE
    assert kinds["4. Maßnahmen"] is Kind.ACTIONS
    rows = next(f for f in document.template.fields if f.kind is Kind.TIMELINE)
    assert document.rows(rows.path)[0]["event"].startswith("Der Zahlungsdienst")


def test_an_item_of_nothing_but_a_break_is_left() -> None:
    assert export(import_own("- \\<br>\n")) == "- \\<br>\n"


def test_a_new_item_takes_the_place_of_none_that_stays() -> None:
    text = "# T\n\n## Causes\n\n- the pool was full\n  all night\n- no alert\n"
    document = import_own(text)
    (field,) = document.template.fields
    items = document.items(field.path)
    new = export(document.replace(field.path, ("the disk was full all night", *items)))
    assert new == text.replace("- the pool", "- the disk was full all night\n- the pool")
    instead = export(document.replace(field.path, ("the disk was full all night", items[1])))
    assert instead == text.replace("pool", "disk")
