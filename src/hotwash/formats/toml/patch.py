"""One change of a file's text, from what it says to what it is to say.

The new text is read again and compared: with the answers that were meant, with the unknown keys and
with the comments of the old text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hotwash.formats.toml import arrays, encoding, inline_tables
from hotwash.formats.toml.reading import (
    STANDARD,
    TEMPLATE,
    FileAnswers,
    Whole,
    known_fields,
    parse,
    read_data,
)
from hotwash.formats.toml.rows import Matches, dropped_comments, put_rows
from hotwash.formats.toml.scanner import TomlBlock, blocks, comments
from hotwash.formats.toml.tables import Blocks
from hotwash.formats.toml.text import FileText
from hotwash.formats.toml.writing import fields_of, ranks, template_value
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.row_matching import match, same_ends
from hotwash.template.model import Field, Path, Template


@dataclass(slots=True)
class State:
    """A text and all that is known of it."""

    text: FileText
    blocks: list[TomlBlock]
    data: Mapping[str, Any]
    template: Template
    fields: dict[Path, Field]
    answers: dict[Path, Answer]
    unknown: dict[Path, object]
    misplaced: dict[Path, Path] = field(default_factory=dict)
    given: Mapping[Path, Answer] = field(default_factory=dict)
    """The answers as the last document had them: what is the same object did not change."""


def load(
    text: FileText,
    document: Document,
    read_as: Mapping[Path, Answer] | None,
    old: State | None,
    whole: Whole | None = None,
) -> State:
    """Take a text apart.

    Args:
        text: The text.
        document: The document that it is to follow; its template says what the text's keys are.
        read_as: The answers that were read from it, whose rows have known identities.
        old: What is known of it under another template.
        whole: What a parser said of it, if one has read it.

    Raises:
        UnreadableFile: It is not TOML.
        Unscannable: It cannot be taken apart.
    """
    fields = known_fields(document.template)
    cut = blocks(text.text) if old is None else old.blocks
    known = old if old is not None else whole
    data = known.data if known is not None else parse(text.text, "")
    if whole is not None and old is None and whole.document.template is document.template:
        reading = whole.reading
    else:
        reading = read_data(data, document.template, fields)
    answers = reading.answers
    if read_as is not None and read_as == answers:
        answers = dict(read_as)
    return State(
        text,
        cut,
        data,
        document.template,
        fields,
        answers,
        reading.unknown,
        reading.misplaced,
    )


def change(state: State, document: Document, named: Template | None) -> State:
    """Bring a text up to a document.

    Args:
        state: The text as it is.
        document: What it is to say.
        named: The template that it is known to name; None to compare the names.

    Returns:
        The new text; the same state when nothing is to change.

    Raises:
        ValueError: The new text would not say what was meant.
        UnreadableFile: It would not be TOML.
        Unscannable: The text cannot be taken apart.
    """
    fields = {**state.fields, **fields_of(document)}
    expected, changed = _compare(state, document, fields)
    known = named is not None and _same(named, document.template)
    template = None if known else _template_to_write(state, document.template)
    if not changed and template is None:
        # The same answers, in rows whose identities the next document will have.
        state.given, state.answers = document.answers, expected
        return state
    making = _Change(state, fields, expected)
    making.apply(changed, template)
    return making.state(document)


def _compare(
    state: State, document: Document, fields: Mapping[Path, Field]
) -> tuple[dict[Path, Answer], list[Path]]:
    """What the text is to say, and the paths at which it says something else now."""
    expected: dict[Path, Answer] = {}
    changed: list[Path] = []
    for path, known in fields.items():
        given = document.answers.get(path)
        if given is not None and given is state.given.get(path):
            wanted: Answer | None = state.answers.get(path)
        else:
            wanted = encoding.normal(given, known)
        if wanted:
            expected[path] = wanted
        if wanted != state.answers.get(path):
            changed.append(path)
    return expected, changed


def _same(one: Template, other: Template) -> bool:
    return one is other or (one.name, one.is_document, one.text) == (
        other.name,
        other.is_document,
        other.text,
    )


def _template_to_write(state: State, template: Template) -> str | None:
    """The template's value, when the text has another one."""
    named = state.data.get("template")
    if template.is_document:
        same = isinstance(named, str) and named.removesuffix("\n") == template.text.removesuffix(
            "\n"
        )
    else:
        same = (named or STANDARD) == (template.name or STANDARD)
    return None if same else template_value(template)


class _Change:
    """One change of a text, from one state to the next."""

    def __init__(
        self, state: State, fields: Mapping[Path, Field], expected: Mapping[Path, Answer]
    ) -> None:
        self._old = state
        self._fields = fields
        self._expected = expected
        self._text = Blocks(state.blocks, ranks(fields).get)
        self._was: dict[Path, Matches] = {}

    def apply(self, changed: Sequence[Path], template: str | None) -> None:
        """Write the new answers of the changed paths."""
        if template is not None:
            self._text.put(TEMPLATE, template, None)
        # It makes room for its table; what was read from it is written where it belongs.
        moving = {
            path: home
            for path, home in self._old.misplaced.items()
            if any(other == path or other[: len(home)] == home for other in changed)
        }
        for home in moving.values():
            self._text.remove(home)
        moved = [path for path in moving if path in self._expected]
        for path in (*moved, *(path for path in changed if path not in moving)):
            self._write(path, self._fields[path])

    def _write(self, path: Path, field: Field) -> None:
        new = self._expected.get(path)
        if field.kind.is_rows:
            old_rows, rows = _rows(self._old.answers.get(path)), _rows(new)
            self._was[path] = put_rows(self._text, path, old_rows, rows, field)
        elif new is None:
            self._text.remove(path)
        elif field.kind.is_list:
            self._write_list(path, field, [str(item) for item in new])
        else:
            self._text.put(
                path, self._written_text(path, str(new), field), inline_tables.plain(new, field)
            )

    def _written_text(self, path: Path, new: str, field: Field) -> str:
        """Keep to one line what a person wrote on one line, while it is one."""
        if field.kind.is_text and "\n" not in new:
            value = self._text.written(path)
            if value and value[0] in "\"'" and not value.startswith(('"""', "'''")):
                return encoding.line(new)
        return encoding.written(new, field, path[-1])

    def _write_list(self, path: Path, field: Field, new: list[str]) -> None:
        value = self._text.written(path)
        old = self._old.answers.get(path)
        if value is None or not value.startswith("[") or not isinstance(old, tuple):
            answer = tuple(new)
            written = encoding.written(answer, field, path[-1])
            self._text.put(path, written, inline_tables.plain(answer, field))
            return
        array = arrays.parse_array(value)
        items = [str(item) for item in old]
        was = match(_as_rows(items), _as_rows(new))
        changed = array.changed(
            [
                (index, encoding.line(text))
                if index is None or items[index] != text
                else (index, array.items[index].text)
                for text, index in zip(new, was, strict=True)
            ]
        )
        joined = changed.joined()
        if "\n" not in joined and len(path[-1]) + 3 + len(joined) > encoding.WIDTH:
            joined = arrays.one_a_line(changed).joined()
        self._text.dropped.update(dropped_comments(array, was))
        self._text.replace_value(path, joined)

    def state(self, document: Document) -> State:
        """Read the new text again and return what is known of it.

        Raises:
            ValueError: It does not say what was meant.
            UnreadableFile: It is not TOML.
        """
        old = self._old
        text = self._text.text()
        data = parse(text, "")
        reading = read_data(data, document.template, self._fields)
        self._check(reading, data)
        return State(
            old.text.with_text(text),
            self._text.blocks,
            data,
            document.template,
            dict(self._fields),
            dict(self._expected),
            reading.unknown,
            reading.misplaced,
            document.answers,
        )

    def _check(self, reading: FileAnswers, data: Mapping[str, Any]) -> None:
        old = self._old
        if reading.answers != self._expected:
            raise ValueError("the new text has other answers")
        if reading.unknown != old.unknown:
            raise ValueError("an unknown key was lost")
        for path, was in self._was.items():
            beside, now = _beside_cells(old.data, path), _beside_cells(data, path)
            if now != {new: beside[at] for new, at in enumerate(was) if at in beside}:
                raise ValueError("a row lost what the template does not know")
        if self._lost_comments() - self._text.dropped:
            raise ValueError("a comment was lost")

    def _lost_comments(self) -> Counter[str]:
        """The comments of the old text that are not in the new one."""
        old = self._old
        head, tail = same_ends(old.blocks, self._text.blocks)
        before = old.blocks[head : len(old.blocks) - tail]
        after = self._text.blocks[head : len(self._text.blocks) - tail]
        kept, known = set(map(id, after)), set(map(id, before))
        lost = _comments(block for block in before if id(block) not in kept)
        return lost - _comments(block for block in after if id(block) not in known)


def _comments(found: Iterable[TomlBlock]) -> Counter[str]:
    return Counter(said for block in found for said in comments(block.lead + block.text))


def _rows(answer: Answer | None) -> tuple[Row, ...]:
    return tuple(item for item in answer or () if isinstance(item, Row))


def _as_rows(items: Sequence[str]) -> list[Row]:
    return [Row({"item": item}) for item in items]


def _beside_cells(data: Mapping[str, Any], path: Path) -> dict[int, dict[str, object]]:
    """What rows hold that is no cell: lists and tables, by the row's place."""
    level: Any = data
    for key in path:
        level = level.get(key) if isinstance(level, dict) else None
    if isinstance(level, dict):
        level = [level]
    found: dict[int, dict[str, object]] = {}
    for place, row in enumerate(level if isinstance(level, list) else ()):
        if isinstance(row, dict):
            beside: dict[str, object] = {
                key: value for key, value in row.items() if isinstance(value, dict | list)
            }
            if beside:
                found[place] = beside
    return found
