"""Moments and evidence in an export: in the columns that a template has for them."""

from __future__ import annotations

from hotwash.formats.markdown import export, import_markdown
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import ColumnKind

TABLE = (
    "# [T]\n\n## Timeline\n\n| Time | Event | Moment | Evidence |\n|---|---|---|---|\n"
    "| 10:15 | First alert | detected | |\n"
)
ROWS = (
    Row({"time": "10:10", "event": "Errors", "moment": "started"}),
    Row({"time": "10:15", "event": "Alert", "evidence": "line 1\nline 2"}),
)


def test_columns_of_their_name_carry_moments_and_evidence_there_and_back() -> None:
    template = read_template(TABLE)
    document = Document(template, {("timeline",): ROWS})
    text = export(document)
    assert "| 10:10 | Errors | started |  |\n" in text
    assert "| 10:15 | Alert |  | line 1<br>line 2 |\n" in text
    assert dict(import_markdown(text, [template]).document.answers) == dict(document.answers)


def test_an_imported_table_keeps_its_moments_where_they_are_ours() -> None:
    document = import_own(TABLE)
    assert document.rows(("timeline",))[0]["moment"] == "detected"
    assert export(document) == TABLE


def test_a_column_of_other_words_is_the_authors_own() -> None:
    template = read_template(TABLE.replace("detected", "The pager rang"))
    columns = template.by_path[("timeline",)].columns
    moments = [column for column in columns if column.kind is ColumnKind.MOMENT]
    assert [column.shown for column in moments] == [False]
    assert next(column.key for column in columns if column.title == "Moment") == "moment_2"
