"""Labels of a template without a colon: questions, and bold words among other labels."""

from __future__ import annotations

import pytest

from hotwash.editing.new import blank
from hotwash.formats.markdown import export, import_markdown
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind


def kinds(body: str) -> list[tuple[str, Kind]]:
    """The labels of a section of a template with this body, and the kinds."""
    template = read_template(f"# [title]\n\n## Details\n\n{body}", "t")
    return [(field.label, field.kind) for field in template.fields]


@pytest.mark.parametrize("mark", ["", "- ", "* "])
def test_a_question_between_labels_is_one(mark: str) -> None:
    lines = ["**Severity:** P1/P2/P3", "**Customer facing?** yes/no", "**Services**"]
    body = "".join(f"{mark}{line}\n" for line in lines)
    assert kinds(body) == [
        ("Severity", Kind.CHOICE),
        ("Customer facing?", Kind.CHOICE),
        ("Services", Kind.LINE),
    ]
    template = read_template(f"# [title]\n\n## Details\n\n{body}", "t")
    document = blank(template).replace(TIMEZONE, None)
    for field, answer in zip(template.fields, ("P2", "yes", "API, web"), strict=True):
        document = document.replace(field.path, answer)
    text = export(document)
    assert f"{mark}**Severity:** P2\n{mark}**Customer facing?** yes\n" in text
    assert f"{mark}**Services** API, web\n" in text
    assert import_markdown(text, [template]).document == document


def test_questions_with_a_place_for_the_answer_are_labels() -> None:
    body = "Customer facing? [yes/no]\nData lost? ____\n"
    assert kinds(body) == [("Customer facing?", Kind.CHOICE), ("Data lost?", Kind.LINE)]
    assert kinds("What happened? Tell it in order.\nWho saw it? And when?\n") == [
        ("Details", Kind.PROSE)
    ]


def test_a_bold_line_with_nothing_below_it_is_a_label() -> None:
    body = "**Services**\n\n**Impact**\n\nwhat broke\n"
    assert kinds(body) == [("Services", Kind.LINE), ("Impact", Kind.PROSE)]
    assert kinds("**This page is for learning, not for blame.**\n")[0][1] is Kind.PROSE


def test_words_below_a_label_are_its_prompt() -> None:
    template = read_template("# [title]\n\n## Impact\n\n**Data lost?**\nSay which.\n", "t")
    assert [(field.label, field.prompt) for field in template.fields] == [
        ("Data lost?", "Say which.")
    ]


def test_bold_words_in_a_document_are_no_labels() -> None:
    text = "# Late mail\n\n## Details\n\n**Severity:** P1\n**Mail** was late.\n"
    document = import_markdown(text).document
    assert [field.label for field in document.template.fields] == ["Severity"]
    assert export(document) == text
