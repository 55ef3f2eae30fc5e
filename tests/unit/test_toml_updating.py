"""What a change of the document looks like in the file: its own lines, and no others."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from tests.small_template import (
    ACTIONS,
    CODE,
    DATE,
    IMPACT,
    NOTES,
    SEVERITY,
    SMALL,
    TIMELINE,
    USERS,
    WHAT,
    WHY,
    find_small,
)
from tests.work import steps

from hotwash.formats import toml
from hotwash.formats.toml import encoding
from hotwash.formats.toml.tables import Blocks
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TITLE, Path

FILE = """\
template = "small"
title = "Checkout errors"   # as announced

[incident_details]
date = 2026-11-20
severity = "P1" # ask Ana

# -- what happened when --
[[timeline]]
time = "10:15"
event = "First alert"

# the page was late
[[timeline]]
time = "10:20"
event = "Team paged"   # by hand

[root_cause]
why_it_happened = ["pool size", "no alert"]
"""


def diff(document: Document, path: Path, answer: Answer | None, text: str = FILE) -> list[str]:
    """The lines that a change takes away and adds."""
    new = toml.TomlText(text, document).updated(document.replace(path, answer)).decode()
    lines = unified_diff(text.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]


@pytest.fixture
def document() -> Document:
    return toml.read(FILE, find_small, where="f")


CASES: list[tuple[Path, Answer | None, list[str]]] = [
    (
        TITLE,
        "Pay errors",
        [
            '-title = "Checkout errors"   # as announced',
            '+title = "Pay errors"   # as announced',
        ],
    ),
    (SEVERITY, None, ['-severity = "P1" # ask Ana', "+# ask Ana"]),
    (DATE, "2026-11-21", ["-date = 2026-11-20", "+date = 2026-11-21"]),
    (DATE, "Friday", ["-date = 2026-11-20", '+date = "Friday"']),
    (IMPACT, "31 %", ['+impact = "31 %"']),
    (WHAT, "One.\nTwo.", ['+what_happened = """', "+One.", "+Two.", '+"""']),
    (CODE, 'x = "\\d"', ["+technical_details = '''", '+x = "\\d"', "+'''"]),
    (USERS, "12", ["+[impact_analysis.users_affected]", '+total_number = "12"', "+"]),
    (NOTES, "n", ['+notes = """', "+n", '+"""']),
    (
        WHY,
        ("pool size", "no alert", "luck"),
        [
            '-why_it_happened = ["pool size", "no alert"]',
            '+why_it_happened = ["pool size", "no alert", "luck"]',
        ],
    ),
    (
        WHY,
        ("pool size", "x" * 70),
        [
            '-why_it_happened = ["pool size", "no alert"]',
            "+why_it_happened = [",
            '+    "pool size",',
            f'+    "{"x" * 70}",',
            "+]",
        ],
    ),
    (WHY, None, ["-[root_cause]", '-why_it_happened = ["pool size", "no alert"]', "-"]),
    (
        ACTIONS,
        (Row({"link": "u", "task": "fix", "done": "true", "due": "2026-12-01"}),),
        [
            "+",
            "+[[action_items.immediate]]",
            '+task = "fix"',
            "+due = 2026-12-01",
            "+done = true",
            '+link = "u"',
        ],
    ),
]


@pytest.mark.parametrize(("path", "answer", "lines"), CASES)
def test_a_change_is_a_change_of_its_own_lines(
    document: Document, path: Path, answer: Answer | None, lines: list[str]
) -> None:
    assert sorted(diff(document, path, answer)) == sorted(lines)


def test_an_edited_row_keeps_its_other_lines_and_comments(document: Document) -> None:
    first, second = document.rows(TIMELINE)
    changed = second.with_cell("event", "Paged").with_cell("moment", "acknowledged")
    assert diff(document, TIMELINE, (first, changed)) == [
        '-event = "Team paged"   # by hand',
        '+event = "Paged"   # by hand',
        '+moment = "acknowledged"',
    ]


def test_a_row_between_two_is_one_block(document: Document) -> None:
    first, second = document.rows(TIMELINE)
    new = Row({"event": "Looked at it", "time": "10:17"})
    added = ["+[[timeline]]", '+time = "10:17"', '+event = "Looked at it"', "+"]
    assert sorted(diff(document, TIMELINE, (first, new, second))) == sorted(added)
    assert sorted(diff(document, TIMELINE, (new, first, second))) == sorted(added)


def test_words_above_a_table_outlive_its_rows_and_are_found_again(document: Document) -> None:
    text = toml.TomlText(FILE, document)
    bare = text.updated(document.replace(TIMELINE, None)).decode()
    assert "[[timeline]]" not in bare
    assert "# -- what happened when --" in bare
    assert "the page was late" not in bare
    again = text.updated(document.replace(TIMELINE, (Row({"event": "new"}),))).decode()
    assert '# -- what happened when --\n[[timeline]]\nevent = "new"\n' in again


def test_undo_gives_the_very_bytes_back(document: Document) -> None:
    text = toml.TomlText(FILE, document)
    for path in (TITLE, DATE, WHAT, WHY, USERS, TIMELINE):
        other: Answer = "2026-01-01"
        if path == WHY:
            other = ("pool size", "else")
        elif path == TIMELINE:
            other = (*document.rows(TIMELINE), Row({"event": "x"}))
        assert text.updated(document.replace(path, other)) != FILE.encode()
        assert text.updated(document).decode() == FILE


def test_an_answer_without_a_place_in_the_template_is_kept(document: Document) -> None:
    path = ("everything_else", "weather")
    text = toml.TomlText(FILE, document)
    new = text.updated(document.replace(path, "rain")).decode()
    assert new.endswith('\n[everything_else]\nweather = "rain"\n')
    assert text.updated(document).decode() == FILE


def test_a_text_that_would_not_say_what_is_meant_is_not_taken(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = toml.TomlText(FILE, document)
    text.updated(document)
    monkeypatch.setattr(encoding, "line", lambda text: '"something else"')
    with pytest.raises(toml.UnsafeChange, match="clean copy"):
        text.updated(document.replace(TITLE, "new"))
    assert text.text == FILE
    monkeypatch.undo()
    assert '"new"' in text.updated(document.replace(TITLE, "new")).decode()


@pytest.mark.parametrize("lost", ["# ask Ana", "unknown = 1 "])
def test_a_lost_comment_or_key_is_seen(
    document: Document, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    source = FILE.replace("# ask Ana", "# ask Ana\nunknown = 1 ")
    document = toml.read(source, find_small, where="f")
    text = toml.TomlText(source, document)
    real = Blocks.text

    def losing(self: Blocks) -> str:
        self.blocks = [
            type(block)(block.kind, block.path, block.lead, block.text.replace(lost, ""))
            if lost in block.text
            else block
            for block in self.blocks
        ]
        return real(self)

    monkeypatch.setattr(Blocks, "text", losing)
    with pytest.raises(toml.UnsafeChange):
        text.updated(document.replace(TITLE, "new"))


def test_one_row_among_twice_the_rows_is_saved_in_twice_the_steps() -> None:
    def saved(count: int) -> int:
        rows = tuple(
            Row({"time": f"{n % 24:02}:{n % 60:02}", "event": f"event {n}"}) for n in range(count)
        )
        document = Document(SMALL, {TIMELINE: rows})
        source = toml.write_new(document)
        text = toml.TomlText(source, document)
        text.updated(document)
        at = count // 2
        changed = (*rows[:at], rows[at].with_cell("event", "edited"), *rows[at + 1 :])
        found: list[bytes] = []
        work = steps(lambda: found.append(text.updated(document.replace(TIMELINE, changed))))
        assert found[0].decode() == source.replace(f'"event {at}"', '"edited"')
        return work

    assert saved(4000) < 5 * saved(1000)


class TestTidying:
    """A table that holds nothing any more goes, unless somebody wrote something in it."""

    HEAD = 'template = "small"\ntitle = "T"\n\n'

    def without_users(self, table: str) -> str:
        source = self.HEAD + table
        document = toml.read(source, find_small, where="f")
        assert document.text(USERS) == "12"
        return toml.TomlText(source, document).updated(document.replace(USERS, None)).decode()

    def test_an_empty_table_goes_with_its_last_answer(self) -> None:
        new = self.without_users('[impact_analysis.users_affected]\ntotal_number = "12"\n')
        assert new.rstrip() == self.HEAD.rstrip()

    @pytest.mark.parametrize(
        "table",
        [
            '# counted twice\n[impact_analysis.users_affected]\ntotal_number = "12"\n',
            '[impact_analysis.users_affected]\n# counted twice\ntotal_number = "12"\n',
            '[impact_analysis.users_affected]\ntotal_number = "12" # counted twice\n',
        ],
    )
    def test_a_table_with_a_comment_stays(self, table: str) -> None:
        new = self.without_users(table)
        assert "[impact_analysis.users_affected]" in new
        assert new.count("# counted twice") == 1

    def test_a_table_with_an_unknown_key_stays(self) -> None:
        table = '[impact_analysis.users_affected]\ntotal_number = "12"\nby = "Ana"\n'
        assert self.without_users(table).endswith('[impact_analysis.users_affected]\nby = "Ana"\n')


class TestOtherSpellings:
    """An answer that somebody wrote in another form of TOML is changed where it stands."""

    HEAD = 'template = "small"\ntitle = "T"\n\n'

    def changed(self, table: str, path: Path, answer: Answer) -> str:
        source = self.HEAD + table
        document = toml.read(source, find_small, where="f")
        new = toml.TomlText(source, document).updated(document.replace(path, answer)).decode()
        assert toml.read(new, find_small, where="f").answer(path) == answer
        return new.removeprefix(self.HEAD).strip()

    def test_in_tables_within_tables_on_one_line(self) -> None:
        table = 'impact_analysis = {users_affected = {total_number = "1"}}'
        assert self.changed(f"{table}\n", USERS, "12") == table.replace('"1"', '"12"')

    def test_a_word_in_the_place_of_a_table(self) -> None:
        new = self.changed('impact_analysis = {users_affected = "many"}\n', USERS, "12")
        assert new == '[impact_analysis.users_affected]\ntotal_number = "12"'

    def test_keys_with_dots_in_the_place_of_a_text(self) -> None:
        table = '[root_cause]\nwhat_happened.a = "x" # Ana\nwhat_happened.b = "y"\n'
        assert self.changed(table, WHAT, "all") == (
            '[root_cause]\n# Ana\nwhat_happened = """\nall\n"""'
        )

    def test_tables_in_the_place_of_rows(self) -> None:
        rows = (Row({"time": "10:15", "event": "x"}),)
        new = self.changed("[timeline]\na = 1\n[timeline.b]\nc = 2\n", TIMELINE, rows)
        assert new == '[[timeline]]\ntime = "10:15"\nevent = "x"'


def test_the_cells_of_a_row_are_written_in_the_order_of_the_columns() -> None:
    row = Row({"link": "u", "done": "true", "due": "2026-12-01", "task": "fix", "zzz": "more"})
    document = Document(SMALL).replace(ACTIONS, (row,))
    written = toml.write_new(document)
    keys = [line.partition(" =")[0] for line in written.partition("]]\n")[2].splitlines() if line]
    assert keys == ["task", "due", "done", "link", "zzz"]


def test_one_row_of_ten_thousand_is_a_change_of_its_own_line() -> None:
    rows = tuple(
        Row({"time": f"{n % 24:02}:{n % 60:02}", "event": f"event {n}"}) for n in range(10_000)
    )
    document = Document(SMALL, {TIMELINE: rows})
    source = toml.write_new(document)
    text = toml.TomlText(source, document)
    text.updated(document)
    changed = (*rows[:5000], rows[5000].with_cell("event", "edited"), *rows[5001:])
    new = text.updated(document.replace(TIMELINE, changed)).decode()
    assert new == source.replace('"event 5000"', '"edited"')
