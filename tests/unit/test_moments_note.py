"""The line under a timeline about its moments: written, read back, switched off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli_calls import call

from hotwash.formats.markdown import Exporter, export, import_markdown, normalised
from hotwash.formats.markdown.importing import import_own
from hotwash.formats.markdown.moments_note import note_in
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.library import builtin
from hotwash.template.model import MOMENTS, Template

TIMELINE = ("timeline",)
DATE = ("incident_details", "date")


def document(*rows: tuple[str, str], template: Template | None = None) -> Document:
    """A postmortem whose timeline has rows of these times and moments."""
    made = tuple(
        Row({"time": time, "event": f"event {at}", **({"moment": moment} if moment else {})})
        for at, (time, moment) in enumerate(rows)
    )
    return Document(template or builtin("standard"), {TIMELINE: made, DATE: "2026-11-20"})


OUTAGE = (
    ("10:00", ""),
    ("10:10", "started"),
    ("~10:15", "detected"),
    ("11:30", "mitigated"),
    ("2026-11-21 00:10", "resolved"),
)
LINE = (
    "Started 10:10. Time to detect: ~5m (~10:15); to mitigate: 1h 20m (11:30); "
    "to resolve: 14h (2026-11-21 00:10)."
)


def test_the_line_stands_under_the_timeline() -> None:
    text = export(document(*OUTAGE))
    assert f"| 2026-11-21 00:10 | event 4 |\n\n{LINE}\n\n## Root Cause\n" in text


def test_an_import_reads_the_moments_back() -> None:
    text = export(document(*OUTAGE))
    found = import_markdown(text, [builtin("standard")]).document
    assert [row["moment"] for row in found.rows(TIMELINE)] == [moment for _, moment in OUTAGE]
    assert export(found) == text


@pytest.mark.parametrize("to", ["html", "slack", "confluence", "jira"])
def test_every_format_has_it(to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        'template = "standard"\n\n[[timeline]]\ntime = "10:10"\nmoment = "started"\n\n'
        '[[timeline]]\ntime = "10:40"\nmoment = "resolved"\n'
    )
    assert "resolve: 30m (10:40)" in call(capsys, "export", file, "--to", to).out


def test_it_is_left_out_where_there_is_nothing_to_say() -> None:
    for rows in ((), (("10:10", "started"),), (("10:15", "detected"),), (("10:10", ""),)):
        assert "Started" not in export(document(*rows))


def test_a_moment_before_the_start_has_no_length() -> None:
    text = export(document(("10:00", "detected"), ("10:10", "started"), ("10:20", "resolved")))
    assert "Started 10:10. Time to resolve: 10m (10:20)." in text


TEMPLATE = """# Postmortem: [Title]

{fields}

## Timeline

| Time | Event |
|------|-------|
| 10:15 | First alert |

## Notes

[Notes]
"""


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            "- **Severity**: P1",
            "Time to detect: 5m (10:15); to resolve: 10m (10:20). Duration: 10m.",
        ),
        ("- **Duration**: [how long]", "Time to detect: 5m (10:15); to resolve: 10m (10:20)."),
        ("- **Time to detect**: [TTD]", "Time to resolve: 10m (10:20). Duration: 10m."),
        ("- **MTTD**: [x]\n- **MTTR**: [x]", ""),
    ],
)
def test_what_the_template_asks_for_is_not_said_twice(fields: str, line: str) -> None:
    template = read_template(TEMPLATE.format(fields=fields), "t")
    rows = (("10:10", "started"), ("10:15", "detected"), ("10:20", "resolved"))
    text = export(document(*rows, template=template))
    assert ("Started 10:10. " + line in text) if line else ("Started" not in text)


def test_an_imported_document_has_it_once_moments_are_marked() -> None:
    text = "# Outage\n\n## Timeline\n\n- 10:10 a\n- 10:20 b\n\n## Notes\n\nNone.\n"
    found = import_own(text)
    assert export(found) == text
    first, second = found.rows(TIMELINE)
    marked = found.replace(
        TIMELINE, (first.with_cell("moment", "started"), second.with_cell("moment", "resolved"))
    )
    line = "Started 10:10. Time to resolve: 10m (10:20). Duration: 10m.\n"
    assert export(marked) == text.replace("- 10:20 b\n", f"- 10:20 b\n\n{line}")


def test_a_column_of_moments_of_its_own_is_enough() -> None:
    text = (
        "# Outage\n\n## Timeline\n\n| Time | Event | Moment |\n|---|---|---|\n"
        "| 10:10 | a | started |\n| 10:20 | b | resolved |\n"
    )
    assert export(import_own(text)) == text


def test_it_can_be_switched_off() -> None:
    assert "Started" not in export(document(*OUTAGE), moments_line=False)
    assert "Started" not in "".join(
        piece.text for piece in Exporter(moments_line=False).like().pieces(document(*OUTAGE))
    )


TIMES = st.sampled_from(["10:00", "10:10", "10:15:30", "~10:20", "10:25-10:40", "2026-11-21 00:10"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TIMES, st.sampled_from(["", *MOMENTS])), max_size=6))
def test_moments_come_back_from_any_export(rows: list[tuple[str, str]]) -> None:
    typed = document(*rows)
    text = export(typed)
    again = import_markdown(text, [builtin("standard")]).document
    assert again.template is typed.template
    assert dict(again.answers) == dict(normalised(typed).answers)
    assert export(again) == text


def test_words_that_are_no_such_line() -> None:
    for line in (
        "Started 10:10.",
        "Started the server. Time to eat: 5m (now).",
        "Time to detect: 5m",
    ):
        assert note_in(line) == {}


def test_the_setting_holds_for_exports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        'template = "standard"\n\n[[timeline]]\ntime = "10:10"\nmoment = "started"\n\n'
        '[[timeline]]\ntime = "10:40"\nmoment = "resolved"\n'
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "hotwash").mkdir()
    (tmp_path / "hotwash" / "config.toml").write_text("moments_line = false\n")
    assert "Started" not in call(capsys, "export", file).out
    call(capsys, "log", file, "x", "--at", "10:20")
    assert "Started" not in (tmp_path / "a.md").read_text()
