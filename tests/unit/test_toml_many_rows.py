"""Files of thousands of rows are changed as small ones are."""

from __future__ import annotations

import tomllib

from tests.small_template import NOTES, TIMELINE, find_small

from hotwash.formats import toml
from hotwash.postmortem.document import Row

COUNT = 600
ROWS = "".join(
    f'\n[[timeline]]\ntime = "10:{number % 60:02}"\nevent = "event {number}"\n'
    for number in range(COUNT)
)
START = 'template = "small"\n' + ROWS


def test_rows_that_did_not_change_stay_line_for_line() -> None:
    document = toml.read(START, find_small, where="")
    file = toml.TomlText(START, document)
    rows = document.rows(TIMELINE)
    changed = (*rows[:300], Row({**rows[300].cells, "event": "other"}, rows[300].id), *rows[302:])
    file.updated(document.replace(TIMELINE, (*changed, Row({"event": "new"}))))
    gone, come = (
        '\n[[timeline]]\ntime = "10:01"\nevent = "event 301"\n',
        '\n[[timeline]]\nevent = "new"\n',
    )
    assert file.text == START.replace("event 300", "other").replace(gone, "") + come


def test_what_a_row_has_beside_its_cells_stays() -> None:
    text = START + '[timeline.extra]\nwho = "ana"\n'
    document = toml.read(text, find_small, where="")
    file = toml.TomlText(text, document)
    file.updated(document.replace(TIMELINE, document.rows(TIMELINE)[1:]))
    data = tomllib.loads(file.text)
    assert len(data["timeline"]) == COUNT - 1
    assert data["timeline"][-1]["extra"] == {"who": "ana"}


def test_a_last_line_without_an_end_is_not_run_into() -> None:
    text = START.removesuffix("\n")
    document = toml.read(text, find_small, where="")
    file = toml.TomlText(text, document)
    file.updated(document.replace(NOTES, "A note\nof two lines"))
    data = tomllib.loads(file.text)
    assert len(data["timeline"]) == COUNT
    assert toml.read(file.text, find_small, where="").text(NOTES) == "A note\nof two lines"
