"""What follows a template's last rule is fixed text, in an export as in the template."""

from __future__ import annotations

from hotwash.formats.markdown import export
from hotwash.postmortem.document import Document
from hotwash.template.infer import read_template


def exported(text: str) -> str:
    return export(Document(read_template(text, "t")))


def test_a_sentence_behind_the_last_rule_stays() -> None:
    text = "# T\n\n## One\n\nhello\n\n---\n\nInternal only.\n"
    assert exported(text).endswith("_TBD_\n\n---\n\nInternal only.\n")


def test_so_it_does_behind_a_checklist() -> None:
    text = "# T\n\n## Tasks\n\n- [ ] do - Owner: [Name]\n\n---\n\nInternal only.\n"
    assert exported(text).endswith("- [ ] _TBD_\n\n---\n\nInternal only.\n")


def test_a_rule_between_questions_ends_none() -> None:
    text = "# T\n\n## One\n\nWhat broke?\n\n---\n\n## Two\n\nWhat helped?\n"
    assert exported(text) == text.replace("# T\n", "# _TBD_\n").replace(
        "What broke?", "_TBD_"
    ).replace("What helped?", "_TBD_")
