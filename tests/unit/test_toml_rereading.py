"""Thousands of rows are parsed once: after that, only those that changed."""

from __future__ import annotations

import tomllib

import pytest
from tests.small_template import NOTES, TIMELINE, find_small

from hotwash.formats import toml
from hotwash.formats.toml import incremental_parse, reading
from hotwash.postmortem.document import Row

COUNT = 600
ROWS = "".join(
    f'\n[[timeline]]\ntime = "10:{number % 60:02}"\nevent = "event {number}"\n'
    for number in range(COUNT)
)
START = 'template = "small"\n' + ROWS


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed."""
    seen: list[str] = []
    real = reading.parse

    def parse(text: str, where: str) -> dict[str, object]:
        seen.append(text)
        return real(text, where)

    monkeypatch.setattr(incremental_parse, "parse", parse)
    return seen


def test_only_what_changed_is_parsed(parsed: list[str]) -> None:
    document = toml.read(START, find_small, where="")
    file = toml.TomlText(START, document)
    rows = document.rows(TIMELINE)
    changed = (*rows[:300], Row({**rows[300].cells, "event": "other"}, rows[300].id), *rows[302:])
    file.updated(document.replace(TIMELINE, (*changed, Row({"event": "new"}))))
    (text,) = parsed
    assert text.count("[[timeline]]") == 2
    data = tomllib.loads(file.text)
    assert len(data["timeline"]) == COUNT
    assert data["timeline"][300]["event"] == "other"
    assert data["timeline"][301]["event"] == "event 302"
    assert data["timeline"][-1] == {"event": "new"}


def test_all_is_parsed_where_a_row_has_tables_of_its_own(parsed: list[str]) -> None:
    text = START + '[timeline.extra]\nwho = "ana"\n'
    document = toml.read(text, find_small, where="")
    file = toml.TomlText(text, document)
    file.updated(document.replace(NOTES, "A note"))
    assert parsed == [file.text]


def test_a_last_line_without_an_end_is_not_run_into(parsed: list[str]) -> None:
    text = START.removesuffix("\n")
    document = toml.read(text, find_small, where="")
    file = toml.TomlText(text, document)
    file.updated(document.replace(NOTES, "A note\nof two lines"))
    data = tomllib.loads(file.text)
    assert len(data["timeline"]) == COUNT
    assert toml.read(file.text, find_small, where="").text(NOTES) == "A note\nof two lines"
