"""What is made of a TOML file, whatever stands in it."""

from __future__ import annotations

import pytest
from tests.small_template import (
    ACTIONS,
    CODE,
    DATE,
    IMPACT,
    SEVERITY,
    SMALL,
    TABLE,
    TIMELINE,
    USERS,
    WHAT,
    WHY,
    find_small,
)

from hotwash.errors import UnknownTemplate, UnreadableFile
from hotwash.formats import toml
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TITLE, Path


def read(text: str) -> Document:
    return toml.read(text, find_small, where="outage.toml")


CASES: list[tuple[str, Path, Answer | None]] = [
    ('title = "x"', TITLE, "x"),
    ("title = 7", TITLE, "7"),
    ("incident_details.date = 2026-11-20", DATE, "2026-11-20"),
    ('incident_details.date = "next Tuesday"', DATE, "next Tuesday"),
    ("incident_details.impact = 3.10", IMPACT, "3.10"),
    ("incident_details.impact = true", IMPACT, "true"),
    ("incident_details.impact = 10:15:00", IMPACT, "10:15:00"),
    ("incident_details.impact = 2026-01-02T03:04:05Z", IMPACT, "2026-01-02 03:04:05Z"),
    ('incident_details.impact = ["a", "b"]', IMPACT, "a, b"),
    ('incident_details.impact = { a = "b", c = [1] }', IMPACT, '{ a = "b", c = [1] }'),
    ('incident_details.impact = ""', IMPACT, None),
    ('root_cause.what_happened = "one line"', WHAT, "one line"),
    ('root_cause.what_happened = """\none\n\ntwo\n"""', WHAT, "one\n\ntwo"),
    ('root_cause.what_happened = ["one", "two"]', WHAT, "one\ntwo"),
    ("root_cause.technical_details = '''\n  x\n'''", CODE, "  x"),
    ('root_cause.why_it_happened = ["a", 2, { b = 1 }]', WHY, ("a", "2", "{ b = 1 }")),
    ('root_cause.why_it_happened = "only one"', WHY, ("only one",)),
    ("root_cause.why_it_happened = []", WHY, None),
    ('timeline = "it broke"', TIMELINE, (Row({"event": "it broke"}),)),
    ('timeline = ["a", "b"]', TIMELINE, (Row({"event": "a"}), Row({"event": "b"}))),
    (
        "[[timeline]]\ntime = 10:15:00\nevent = 1\nextra = true\nempty = ''\nmore = { a = 1 }",
        TIMELINE,
        (Row({"time": "10:15:00", "event": "1", "extra": "true"}),),
    ),
    ("[timeline]\nevent = 'one table'", TIMELINE, (Row({"event": "one table"}),)),
    (
        "[[action_items.immediate]]\ntask = 'x'\ndone = true\ndue = 2026-01-02\n"
        "[[action_items.immediate]]\ntask = 'y'\ndone = false",
        ACTIONS,
        (Row({"task": "x", "done": "true", "due": "2026-01-02"}), Row({"task": "y"})),
    ),
    ('follow_up.reviews = "ana"', TABLE, (Row({"who": "ana"}),)),
    ("impact_analysis.users_affected = 12", USERS, "12"),
    ('root_cause = "all in one"', WHAT, "all in one"),
    ('incident_details = "a bad day"', DATE, "a bad day"),
]


@pytest.mark.parametrize(("text", "path", "answer"), CASES, ids=[case[0][:40] for case in CASES])
def test_every_value_becomes_an_answer(text: str, path: Path, answer: Answer | None) -> None:
    assert read(text).answer(path) == answer


def test_the_template_is_found_by_name_or_is_the_standard_one() -> None:
    asked: list[str] = []

    def find(name: str) -> object:
        asked.append(name)
        return SMALL

    for text in ('template = "mine"', 'title = "x"', "", "# only a comment\n"):
        toml.read(text, find, where="f")  # type: ignore[arg-type]
    assert asked == ["mine", "standard", "standard", "standard"]
    with pytest.raises(UnknownTemplate):
        read('template = "nobody\'s"')


def test_a_documents_own_template_is_read_from_its_text() -> None:
    text = "template = '''\n# My title\n\n## Summary\nWords.\n'''\n[other]\n"
    document = read(text)
    assert document.template.is_document
    assert document.template.text == "# My title\n\n## Summary\nWords.\n"
    assert toml.TomlText(text, document).updated(document) == text.encode()
    new = toml.write_new(document)
    assert read(new).template.text == document.template.text


def test_another_template_is_written_into_the_file() -> None:
    text = 'template = "old" # the team\'s\ntitle = "x"\n'
    document = Document(SMALL, {TITLE: "x"})
    assert toml.TomlText(text).updated(document) == text.replace("old", "small").encode()
    known = toml.TomlText(text, document)
    assert known.updated(document) == text.encode()


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('title = "x"\nbad line\n', "outage.toml:2:5", "neither key = value"),
        ("a = 1\na = 2\n", "outage.toml:2:6", "a key stands here for the second time"),
        ("[incident_details]\ndate = 2026-13-01\n", "outage.toml:2:", ""),
        ('title = "x', "outage.toml:1", "a text has no closing quote"),
        (
            "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x\n",
            "outage.toml:2",
            "git conflict",
        ),
        ("[project]\nname = 'x'\n", "outage.toml", "no postmortem: its keys are project"),
        ("template = 3\n", "outage.toml", "template is not a text"),
        ("title = " + "9" * 5000, "outage.toml", "digits"),
        ("a = " + "[" * 3000, "outage.toml", "nested too deeply"),
        ("a = " + "{a=" * 3000, "outage.toml", "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(text)
    assert caught.value.where.startswith(where)
    assert what.lower() in str(caught.value).lower()
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'title = "a\xff"', "byte 0xff at offset 10"),
        ("title = 'é'".encode("latin-1"), "not UTF-8"),
        (b"\xef\xbb\xbftitle = '\xe9'", "at offset 12"),
        (b"\x7fELF\0\0", "zero byte at offset 4"),
        ("title = 'x'".encode("utf-16"), "zero byte"),
        (b"#" * 5_000_001, "5.0 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_offset(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        toml.decode(data, "outage.toml")


@pytest.mark.parametrize(
    "data",
    [b"a\n", b"a\r\nb\r\n", b"a\r\nb\n", b"\xef\xbb\xbfa\r\n", b"", b"a", b"a\r\n", "é\n".encode()],
)
def test_bytes_are_given_back_as_they_were(data: bytes) -> None:
    text = toml.decode(data, "f")
    assert text.data() == data
    assert toml.encode(text) == data
    assert "\ufeff" not in text.text


def test_an_unknown_key_is_named_with_its_line_and_what_was_meant() -> None:
    text = """\
title = "x"
timezon = "UTC"

[incident_details]
seveirty = "P1"
cost = 12

[root_cuase]
what_happened = "x"

[[timeline]]
anything = "goes"
"""
    said = [(str(key), key.line) for key in toml.unknown_keys(text, SMALL)]
    assert said == [
        ("unknown key `timezon`, did you mean `timezone`?", 2),
        (
            "unknown key `incident_details.seveirty`, did you mean `incident_details.severity`?",
            5,
        ),
        ("unknown key `incident_details.cost`", 6),
        ("unknown key `root_cuase.what_happened`, did you mean `root_cause`?", 9),
    ]
    assert toml.unknown_keys('title = "x"', SMALL) == ()


def test_what_does_not_fit_is_kept_as_it_was_typed() -> None:
    text = "[incident_details]\ndate = 'next Tuesday'\nseverity = 4\n"
    document = read(text)
    changed = document.replace(SEVERITY, "bad").replace(DATE, "2026-02-30")
    new = toml.TomlText(text, document).updated(changed).decode()
    assert new == '[incident_details]\ndate = "2026-02-30"\nseverity = "bad"\n'
