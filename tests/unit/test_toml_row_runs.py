"""Runs of plain rows are taken out of a text before it is parsed; nobody can tell."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.errors import UnreadableFile
from hotwash.formats.toml import reading, row_runs

HEADER = "[[timeline]]\n"
CELLS = st.sampled_from(
    ['time = "10:15"\n', 'event = "an event # [[timeline]]"\n', 'event = ""\n', 'moment = "é\t"\n']
)
ODD = st.sampled_from(
    ['event = "with \\" escape"\n', "due = 2026-11-27\n", "done = true\n", "# a remark\n", "\n",
     "event = 'literal'\n", 'time = "09:00" # said\n', "[timeline.more]\n", "[timeline.event]\n",
     "[details]\n", "x = 1\n", 'text = """\n', '"""\n', "list = [\n", "]\n", HEADER,
     "[[other]]\n", "[[timeline.inner]]\n", '"quoted" = "key"\n', "a.b = \"dotted\"\n",
     "no = TOML\n", '\ufdd1 = "sign"\n',
     'event = "bell \x07"\n']
)  # fmt: skip
ROW = st.lists(CELLS, min_size=1, max_size=3).map(lambda cells: HEADER + "".join(cells) + "\n")
TEXT = st.lists(st.one_of(ROW, ROW, ROW, ODD), max_size=24).map("".join)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rows be a run."""
    monkeypatch.setattr(row_runs, "MANY", 2)


@given(TEXT)
def test_a_text_of_any_rows_means_what_it_meant(text: str) -> None:
    row_runs.MANY = 2
    short, runs = row_runs.without_runs(text)
    if not runs:
        assert short == text
        return
    try:
        data = tomllib.loads(short)
    except tomllib.TOMLDecodeError:
        return  # the parser of the whole text has the word
    if row_runs.with_runs(data, runs):
        assert data == tomllib.loads(text)


def rows(count: int, first: int = 0) -> str:
    return "".join(
        f'{HEADER}time = "10:{number % 60:02}"\nevent = "Event {number}"\n\n'
        for number in range(first, first + count)
    )


def test_ten_thousand_rows_leave_one_behind() -> None:
    text = f'title = "x"\n\n{rows(10_000)}[details]\nimpact = "much"\n'
    short, runs = row_runs.without_runs(text)
    assert len(short) < 100
    assert [len(run) for run in runs] == [10_000]
    assert reading.parse(text, "") == tomllib.loads(text)


def test_a_row_with_more_than_plain_strings_keeps_its_place_among_them() -> None:
    odd = f'{HEADER}event = "a \\"quoted\\" word"\ndone = true\n\n'
    text = rows(200) + odd + rows(200, 200)
    assert reading.parse(text, "") == tomllib.loads(text)
    assert [len(run) for run in row_runs.without_runs(text)[1]] == [200, 200]


@pytest.mark.parametrize(
    "text",
    [
        f'text = """\n{rows(200)}"""\n',
        f"text = '''\n{rows(200)}'''\n",
        f'{rows(200)}[timeline.more]\nwords = "of the last row"\n',
        f'{rows(200)}text = """\n{rows(200, 200)}"""\n',
    ],
    ids=["string", "literal", "table-in-the-last-row", "string-in-the-last-row"],
)
def test_what_only_looks_like_rows_is_left_alone(text: str) -> None:
    assert reading.parse(text, "") == tomllib.loads(text)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ('event = "twice"\nevent = "twice"\n', 804),
        ("event = oh\n", 803),
        ("[timeline.event]\n", 801),
    ],
)
def test_what_is_wrong_has_its_place_in_the_whole_text(wrong: str, where: int) -> None:
    last = "" if wrong.startswith("[") else f'{HEADER}time = "11:00"\n'
    with pytest.raises(UnreadableFile) as found:
        reading.parse(rows(200) + last + wrong, "d.toml")
    assert str(found.value).startswith(f"d.toml:{where}:")
