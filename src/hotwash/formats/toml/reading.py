"""From the text of a TOML file to a document.

Whatever stands in the file is taken in some way: a value of the wrong kind becomes text, a string
where rows are wanted becomes one row. What the template does not know stays in the file's text and
is not part of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hotwash.errors import UnknownTemplate, UnreadableFile
from hotwash.formats.toml import decoding, guards
from hotwash.patterns import lazy_pattern
from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import TIMEZONE, TIMEZONE_FIELD, TITLE, Field, Kind, Path, Template

FindTemplate = Callable[[str], Template]
"""Finds a template by its name.

Raises:
    UnknownTemplate: There is none of that name.
"""

TEMPLATE: Path = ("template",)
"""The key that names the template, or holds it."""

STANDARD = "standard"
"""The template of a document that names none."""

LONG = 4_000
"""Characters from which a string is taken out of a text before it is parsed."""

_AT = lazy_pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")

_Trie = dict[str, Any]
"""Fields by the parts of their paths: a `Field`, or a further level."""


@dataclass(slots=True)
class FileAnswers:
    """What a file's data are to a template."""

    answers: dict[Path, Answer] = field(default_factory=dict)
    unknown: dict[Path, object] = field(default_factory=dict)
    """The values that no field claims, by path; tables are gone into."""
    misplaced: dict[Path, Path] = field(default_factory=dict)
    """Fields read from a value that stands in the place of their table, and that place."""


class Whole(NamedTuple):
    """What was read from a text, and what the text says to a parser."""

    document: Document
    data: Mapping[str, Any]
    reading: FileAnswers


def read(text: str, find_template: FindTemplate, *, where: str) -> Document:
    """Read a postmortem; see `read_whole`."""
    return read_whole(text, find_template, where=where).document


def read_whole(text: str, find_template: FindTemplate, *, where: str) -> Whole:
    """Read a postmortem.

    Args:
        text: The file's text, as `decode` gives it.
        find_template: Finds the template that the text names.
        where: The file's name, for messages.

    Raises:
        UnreadableFile: It is not TOML, or no postmortem.
        UnknownTemplate: It names a template that is not there.
    """
    data = parse(text, where)
    template = template_of(data, find_template, where)
    reading = read_data(data, template)
    known = {"template", *(path[0] for path in known_fields(template))}
    if data and known.isdisjoint(data):
        names = ", ".join(list(data)[:3])
        raise UnreadableFile(
            f"TOML, but no postmortem: its keys are {names}",
            where=where,
            remedy='a postmortem has a title or template = "standard"',
        )
    return Whole(Document(template, reading.answers), data, reading)


def parse(text: str, where: str) -> dict[str, Any]:
    """Parse a text that comes from anywhere.

    Raises:
        UnreadableFile: It is not TOML; the place has the line and the column.
    """
    import tomllib

    guards.check(text, where)
    if (data := _parse_shortened(text)) is not None:
        return data
    try:
        return tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        from hotwash.formats.toml.parse_errors import conflict_line, in_words

        if line := conflict_line(text):
            raise UnreadableFile(
                f"git conflict markers at line {line}",
                where=f"{where}:{line}",
                remedy="settle the merge first: keep one of the two sides, take the markers out",
            ) from None
        what = str(error)
        if found := _AT.search(what):
            what = what[: found.start()]
            at = (found[1], found[2])
            if not found[1]:
                at = (str(text.count("\n") + 1), str(len(text) - text.rfind("\n")))
            where = f"{where}:{at[0]}:{at[1]}"
        what = in_words(what)
    except RecursionError:
        what = "values nested too deeply"
    except ValueError as error:
        # An integer of thousands of digits, say.
        what = str(error)[:200]
    raise UnreadableFile(what, where=where, remedy="correct it in a text editor") from None


def _has_long(text: str) -> bool:
    """Whether a text may have a long string of several lines: a cheap guess that misses none."""
    return any(len(part) > LONG - 6 for fence in ('"""', "'''") for part in text.split(fence)[1:-1])


def _parse_shortened(text: str) -> dict[str, Any] | None:
    """Parse a text without its long strings and its runs of plain rows.

    None where it has none of these, or something is wrong, which the parser of the whole text tells
    again with its place.
    """
    if len(text) <= LONG:
        return None
    import tomllib

    from hotwash.formats.toml import long_strings, row_runs

    short, runs = row_runs.without_runs(text)
    short, strings = long_strings.shortened(short, LONG) if _has_long(short) else (short, {})
    if not runs and not strings:
        return None
    try:
        data: dict[str, Any] = tomllib.loads(short, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if strings:
        data = long_strings.restored(data, strings)
    return data if row_runs.with_runs(data, runs) else None


def template_of(data: Mapping[str, object], find_template: FindTemplate, where: str) -> Template:
    """The template that a file's data name or hold."""
    named = data.get("template", STANDARD)
    if not isinstance(named, str):
        raise UnreadableFile(
            "template is not a text",
            where=where,
            remedy='name one, as in template = "standard"',
        )
    if "\n" in named:
        from hotwash.template import template_cache

        return template_cache.read(named, own=True)
    try:
        found = find_template(named or STANDARD)
    except UnknownTemplate as error:
        raise type(error)(error.what, where=where, remedy=error.remedy) from None
    if "everything_else" not in data:
        return found
    # A document that was converted keeps there what has no other place.
    from hotwash.template.library import with_everything_else

    return with_everything_else(found)


def known_fields(template: Template, paths: Iterable[Path] = ()) -> dict[Path, Field]:
    """Every field that a file may answer, in the order in which it is written.

    Args:
        template: The template.
        paths: Further paths with answers, which the template does not know: text, as it seems.
    """
    found = {
        TITLE: template.title or Field(TITLE, Kind.LINE, "Title"),
        TIMEZONE: TIMEZONE_FIELD,
    }
    found |= {known.path: known for known in template.fields}
    for path in paths:
        found.setdefault(path, Field(path, Kind.LINE, path[-1]))
    return found


def field_for(path: Path, answer: Answer) -> Field:
    """A field for an answer that the template has no place for, by what the answer looks like."""
    if isinstance(answer, str):
        return Field(path, Kind.PROSE if "\n" in answer else Kind.LINE, path[-1])
    kind = Kind.LIST if isinstance(answer[0], str) else Kind.TABLE
    return Field(path, kind, path[-1])


def read_data(
    data: Mapping[str, object], template: Template, fields: Mapping[Path, Field] | None = None
) -> FileAnswers:
    """Sort a file's data into answers and what no field claims."""
    reading = FileAnswers()
    trie = _trie((fields or known_fields(template)).values())
    _walk(data, trie, (), reading)
    reading.unknown.pop(TEMPLATE, None)
    return reading


def _trie(fields: Iterable[Field]) -> _Trie:
    top: _Trie = {}
    for known in fields:
        level = top
        for part in known.path[:-1]:
            inner = level.setdefault(part, {})
            if isinstance(inner, Field):
                break
            level = inner
        else:
            level[known.path[-1]] = known
    return top


def _walk(data: Mapping[str, object], trie: _Trie, above: Path, reading: FileAnswers) -> None:
    for key, value in data.items():
        path = (*above, key)
        known = trie.get(key)
        if isinstance(known, Field):
            if answer := decoding.answer_from(value, known):
                reading.answers[path] = answer
        elif isinstance(value, dict):
            _walk(value, known or {}, path, reading)
            if not value and known is None:
                reading.unknown[path] = value
        elif known is None:
            reading.unknown[path] = value
        else:
            home = _home_of_text(known)
            if answer := decoding.answer_from(value, home):
                reading.answers[home.path] = answer
            reading.misplaced[home.path] = path


def _home_of_text(level: _Trie) -> Field:
    """The field that takes a value found in the place of its whole table."""
    below = list(_below(level))
    return next((known for known in below if known.kind is Kind.PROSE), below[0])


def _below(level: _Trie) -> Iterator[Field]:
    for inner in level.values():
        if isinstance(inner, Field):
            yield inner
        else:
            yield from _below(inner)
