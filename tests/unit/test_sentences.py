"""What an export adds to the template is in the template's language, and is read back in any."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from hotwash.formats.markdown import export, import_markdown
from hotwash.formats.markdown.moments_note import note_in
from hotwash.formats.markdown.sentences import moments_said_in, sentences, zone_said_in
from hotwash.formats.markdown.zone_note import said_in, sentence
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import TIMEZONE, Kind, Template

LANGUAGES = tuple(
    tomllib.loads(files("hotwash.formats.markdown").joinpath("sentences.toml").read_text("utf-8"))
)
ROWS = (
    Row({"time": "10:10", "event": "a", "moment": "started"}),
    Row({"time": "10:15", "event": "b", "moment": "detected"}),
    Row({"time": "~12:00", "event": "c", "moment": "resolved"}),
)


def german(directive: str = "") -> Template:
    return read_template(
        f"{directive}# Bericht\n\n## Zeitlicher Ablauf\n\n| Uhrzeit | Ereignis |\n| --- | --- |\n"
        "| | |\n\n## Ursache\n\n[Was ist die Ursache?]\n\n## Auswirkungen\n\n[Wer war betroffen?]\n"
        "\n## Erkenntnisse\n\n- [Was haben wir gelernt?]\n",
        "bericht",
    )


def filled(template: Template) -> Document:
    (timeline,) = (field for field in template.fields if field.kind is Kind.TIMELINE)
    return Document(template, {timeline.path: ROWS, TIMEZONE: "Europe/Berlin"})


def test_a_german_template_gets_german_sentences() -> None:
    text = export(filled(german()))
    assert "\nAlle Zeiten in Europe/Berlin.\n\n| Uhrzeit |" in text
    assert (
        "\n\nBeginn 10:10. Zeit bis zur Erkennung: 5m (10:15); Zeit bis zur Behebung: ~1h 50m"
        " (~12:00). Dauer: ~1h 50m.\n"
    ) in text


def test_the_sentences_come_back_as_zone_and_moments() -> None:
    text = export(filled(german()))
    found = import_markdown(text, [german()]).document
    (path,) = (field.path for field in found.template.fields if field.kind is Kind.TIMELINE)
    assert found.answers[TIMEZONE] == "Europe/Berlin"
    assert [row["moment"] for row in found.rows(path)] == ["started", "detected", "resolved"]
    assert export(found) == text


def test_a_directive_names_the_language() -> None:
    text = export(filled(german("<!-- hotwash: language=en -->\n")))
    assert "Times are in Europe/Berlin." in text
    assert "Time to detect: 5m" in text
    assert "hotwash:" not in text


def test_a_directive_that_names_the_language_may_say_more() -> None:
    form = read_template(
        "# A\n\n## Cause\n\n<!-- hotwash: kind=line language=DE -->\n[Why?]\n"
        "<!-- hotwash: language=fr -->\n"
    )
    assert form.language == "de"
    assert [field.kind for field in form.fields] == [Kind.LINE]
    assert form.warnings == ()


def test_a_document_keeps_its_moments_when_the_template_is_translated() -> None:
    english = export(filled(german("<!-- hotwash: language=en -->\n")))
    found = import_markdown(english, forced=german()).document
    assert found.answers[TIMEZONE] == "Europe/Berlin"
    assert "Alle Zeiten in" in export(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_read_back(language: str) -> None:
    words = sentences(language)
    assert zone_said_in(f"x\n{sentence('Asia/Tokyo', language)}\ny") == "Asia/Tokyo"
    assert said_in(f"{sentence('UTC', language)}\n") == "UTC"
    parts = {moment: (f"{at}m", f"10:0{at}") for at, moment in enumerate(words.lengths, start=1)}
    for duration in ("", "3d 4h"):
        line = words.moments("10:00", parts, duration)
        times = {moment: time for moment, (_, time) in parts.items()}
        assert note_in(f"{line}\n") == moments_said_in(line) == {"started": "10:00", **times}
        assert not moments_said_in(f"{line} And more.")


@pytest.mark.parametrize(
    "line",
    [
        "Beginn 10:10.",
        "Started 10:10. Time to detect: soon (10:15).",
        "Alle Zeiten in Ordnung.",
        "",
    ],
)
def test_other_sentences_say_nothing(line: str) -> None:
    assert not note_in(line)
    assert not said_in(line)
