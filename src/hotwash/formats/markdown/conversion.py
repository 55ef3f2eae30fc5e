"""The move to another template: by heading and meaning, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hotwash.formats.markdown.answers import fitted, shape_of, to_answer, to_value
from hotwash.formats.markdown.layout import layout_of
from hotwash.markdown.blocks import BlockKind, read, split_lines
from hotwash.postmortem.days import day_of
from hotwash.postmortem.document import Answer, Document
from hotwash.template.drafts import TemplateSource, list_draft
from hotwash.template.library import EVERYTHING_ELSE, with_everything_else
from hotwash.template.model import TIMEZONE, TITLE, Field, Group, Kind, Path, Template
from hotwash.template.shapes.base import Cells, Value, items_of
from hotwash.template.shapes.task_text import TaskText
from hotwash.template.synonyms import is_known, meaning
from hotwash.times.dates import read_date
from hotwash.times.durations import read_duration
from hotwash.times.reading import is_date_and_time
from hotwash.times.values import frame_of


@dataclass(frozen=True, slots=True)
class Move:
    """Where one answer went."""

    source: str
    """The words over it in the document: `Impact Analysis › Users affected`."""
    target: str
    """The words over it in the template; `Everything else` when it has no place."""
    sure: bool = True
    """Whether the two mean the same by their own words, and not only by what stands over them."""

    @property
    def words(self) -> str:
        """Where it went, and that it should be looked at where that is not certain."""
        return self.target if self.sure else f"{self.target} (not certain: please check)"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A document in another template, and what went where."""

    document: Document
    moves: tuple[Move, ...]

    @property
    def summary(self) -> str:
        """One line: how many answers found a place, and how many did not."""
        left = sum(move.target == _REST for move in self.moves)
        kept = f", {left} kept under “{_REST}”" if left else ""
        unsure = sum(not move.sure for move in self.moves)
        check = f", {unsure} to be checked" if unsure else ""
        found = len(self.moves) - left
        return f"{found} of {len(self.moves)} answers found their place{check}{kept}"


_REST = "Everything else"
_MOST_ITEMS = 12
"""Paragraphs and items of a text that a list can take."""
_NEAR = frozenset(
    {
        ("summary", "what_happened"), ("what_happened", "summary"), ("cause", "causes"),
        ("causes", "cause"), ("owner", "authors"), ("authors", "owner"),
    }
)  # fmt: skip
"""What may stand for what when nothing better is there."""
_WITHIN = frozenset({("cause", "what_happened"), ("causes", "what_happened")})
"""A heading's own text, and the heading below one of the same meaning that may take it."""
_ANYWHERE = frozenset({"review_date", "went_well", "went_wrong", "luck"})
"""What means the same under whatever heading it stands."""
_SURE = 40
"""The score from which two fields mean the same by their own words."""
_LONGEST_NAME = 80
"""Characters of a line that may be somebody's name."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A field with the headings over it, and what they mean, the nearest first."""

    field: Field
    words: tuple[str, ...]

    @property
    def meanings(self) -> tuple[str, ...]:
        """What its label and the headings over it mean, the nearest first."""
        return tuple(dict.fromkeys(meaning(words) for words in self.words))

    @property
    def title(self) -> str:
        """Its label and the headings over it, the farthest first."""
        return " › ".join(dict.fromkeys(reversed(self.words)))


def _named(template: Template) -> list[_Named]:
    found: list[_Named] = []
    for section in template.sections:
        for part in section.parts:
            if isinstance(part, Field):
                found.append(_Named(part, (part.label, section.title)))
            elif isinstance(part, Group):
                for inner in part.parts:
                    if isinstance(inner, Field):
                        words = (inner.label, part.title, section.title)
                        found.append(_Named(inner, words))
    return found


def convert(document: Document, template: Template) -> Conversion:
    """Move a document's answers to another template.

    Args:
        document: The postmortem; it is not changed.
        template: The template it is to have.
    """
    move = _Mover(document, _named(template))
    for source in _named(document.template):
        answer = document.answers.get(source.field.path)
        if answer is not None:
            move.take(source, answer)
    rest = [*move.rest, *_loose(document.template)]
    found = {path: answer for path in move.answers if (answer := to_answer(move.answers[path]))}
    for path in (TITLE, TIMEZONE):
        if path in document.answers:
            found[path] = document.answers[path]
    if rest:
        template = with_everything_else(template)
        found[(EVERYTHING_ELSE,)] = "\n\n".join(rest)
    return Conversion(Document(template, found), tuple(move.moves))


class _Mover:
    """Puts the answers of a document into the fields of another template, one after the other.

    Args:
        document: The document.
        targets: The fields.
    """

    def __init__(self, document: Document, targets: Sequence[_Named]) -> None:
        self._document = document
        self._targets = targets
        self._with_tasks = {
            source.words[1:]
            for source in _named(document.template)
            if source.field.kind is Kind.ACTIONS
        }
        self.answers: dict[Path, Value] = {}
        self.moves: list[Move] = []
        self.rest: list[str] = []
        """What has no place, as Markdown."""

    def take(self, source: _Named, answer: Answer) -> None:
        """Move an answer."""
        field = source.field
        if field.path[0] == EVERYTHING_ELSE:
            self.rest.append(str(to_value(answer)))
            return
        value = fitted(field, answer)
        score, target = self._best(source, value)
        if target is None:
            title = source.title.split(" › ")[-1]
            self.rest.append(f"### {title}\n\n{_as_text(field, value)}")
            self.moves.append(Move(source.title, _REST))
            return
        if field.kind is Kind.TIMELINE:
            value = _dated(self._document, field, value)
        path = target.field.path
        self.answers[path] = _joined(target, self.answers.get(path, ""), source, value)
        self.moves.append(Move(source.title, target.title, sure=score >= _SURE))

    def _best(self, source: _Named, value: Value) -> tuple[int, _Named | None]:
        """The field that an answer belongs to and its score; None if none can hold it.

        A list under a heading that has action items of its own is no work to do.
        """
        beside_tasks = source.field.kind.is_list and source.words[1:] in self._with_tasks
        best: tuple[int, _Named | None] = 0, None
        for target in self._targets:
            score = _score(source, target)
            if score <= best[0] or (beside_tasks and target.field.kind is Kind.ACTIONS):
                continue
            if _holds(source, value, target, target.field.path in self.answers):
                best = score, target
        return best


def _loose(template: Template) -> list[str]:
    """Return what stands in an imported document outside its fields and headings."""
    if not template.is_document:
        return []
    layout = layout_of(template)
    blocks = [
        block
        for block in read(layout.lines)
        if block.kind in (BlockKind.FRONT, BlockKind.DEFINITIONS, BlockKind.COMMENT)
    ]
    spans = [field.span for field in template.by_path.values()]
    found: list[str] = []
    for block in blocks:
        if not any(first <= block.start < last for first, last in spans):
            text = layout.text(block.start, block.end).strip("\r\n")
            found.append(f"```\n{text}\n```" if block.kind is BlockKind.FRONT else text)
    return found


def _score(source: _Named, target: _Named) -> int:
    """Return how well two fields go together; 0 when they do not."""
    kinds = source.field.kind, target.field.kind
    if source.field.path == target.field.path:
        return 100
    if kinds == (Kind.TIMELINE, Kind.TIMELINE) or kinds == (Kind.ACTIONS, Kind.ACTIONS):
        return 50 + _shared(source, target)
    if kinds[0] is Kind.TIMELINE or kinds[1] is Kind.TIMELINE:
        return 0
    score = _shared(source, target)
    if kinds[1].is_line and score < _SURE:
        return 0
    return score + 2 * (kinds[0] is kinds[1]) if score else 0


def _shared(source: _Named, target: _Named) -> int:
    """Return how much two fields' words mean the same, the nearest counting most."""
    first, second = source.meanings, target.meanings
    if first[0] == second[0] and first[0] in _ANYWHERE:
        return _SURE + 4 * len(set(first[1:]) & set(second[1:]))
    if ("actions" in first) != ("actions" in second):
        return 0
    if first[0] == second[0]:
        return _SURE + 4 * len(set(first[1:]) & set(second[1:]))
    # A field that is its whole section takes what the other has under a heading of that meaning.
    if second[0] in first[1:] and len(second) == 1:
        return 20
    if first[0] in second[1:] and _may_stand_in(first[0], target):
        return 16
    return 12 if (first[0], second[0]) in _NEAR else 0


def _may_stand_in(means: str, target: _Named) -> bool:
    """Whether a heading's own text may go into a field below one of the same meaning.

    Not where that field has a meaning of its own, which the text has not: lessons are not what went
    well.
    """
    return not is_known(target.words[0]) or (means, target.meanings[0]) in _WITHIN


def _is_of_kind(source: Field, value: Value, kind: Kind) -> bool:
    """Whether an answer may be one of a kind of line: a sentence is no date and no name."""
    if not isinstance(value, str) or source.kind is kind:
        return True
    if kind is Kind.DATE:
        return read_date(value, date.today()) is not None
    if kind is Kind.DATETIME:
        return is_date_and_time(value)
    if kind is Kind.DURATION:
        return read_duration(value) is not None
    if kind is Kind.PERSON:
        is_date = read_date(value, date.today()) is not None
        return not is_date and len(value) <= _LONGEST_NAME
    return True


def _holds(source: _Named, value: Value, target: _Named, filled: bool) -> bool:
    """Whether a field can take an answer as it is, behind what it has."""
    kind, known = target.field.kind, source.field.kind
    if not _is_of_kind(source.field, value, kind):
        return False
    if kind is Kind.PROSE:
        return True
    if kind is Kind.CODE:
        return known is Kind.CODE and not filled
    if kind.is_list:
        return _may_be_items(known, value)
    if kind is Kind.ACTIONS:
        return known is Kind.ACTIONS or known.is_list
    if kind.is_rows:
        return known is kind and _same_columns(source.field, target.field)
    return isinstance(value, str) and "\n" not in value and not filled


def _may_be_items(kind: Kind, value: Value) -> bool:
    """Whether an answer of a kind can stand in a list."""
    return kind.is_list or kind.is_line or (kind is Kind.PROSE and bool(_items(value)))


def _same_columns(source: Field, target: Field) -> bool:
    if source.kind is Kind.TIMELINE:
        return True
    keys = {column.key for column in target.columns}
    return all(column.key in keys for column in source.columns)


def _joined(target: _Named, before: Value, source: _Named, value: Value) -> Value:
    """Return an answer behind the one that a field has already.

    An answer whose heading means something else than the field's keeps that heading: what went well
    and what went wrong may share a list of lessons, but each item says which it is.
    """
    kind, field = target.field.kind, source.field
    heading = "" if _means_the_same(source, target) else source.words[0]
    if kind is Kind.PROSE:
        lead = f"**{heading}**\n\n" if heading and not field.kind.is_line else ""
        text = f"{lead}{_as_text(field, value)}"
        return f"{before}\n\n{text}" if before else text
    if kind.is_list:
        items = _items(value) or items_of(value)
        lead = f"{heading}: " if heading else ""
        return (*_texts(before), *(f"{lead}{item}" for item in items))
    if kind.is_rows:
        return (*_rows(before), *(_row(target.field, field, item) for item in value))
    return value


def _means_the_same(source: _Named, target: _Named) -> bool:
    first, second = source.meanings[0], target.meanings[0]
    return (
        first == second
        or (first, second) in _NEAR | _WITHIN
        or source.field.path == target.field.path
        or not (is_known(source.words[0]) and is_known(target.words[0]))
    )


def _items(value: Value) -> tuple[str, ...]:
    """Return prose as items, when it is short paragraphs and lists; empty for other prose."""
    if not isinstance(value, str) or len(value) > _MOST_ITEMS * 200:
        return ()
    lines = split_lines(value)
    found: list[str] = []
    for block in read(lines):
        if block.kind is BlockKind.PARAGRAPH:
            found.append(" ".join(line.strip() for line in lines[block.start : block.end]))
            continue
        draft = list_draft(TemplateSource(lines, is_document=True), block) if block.items else None
        if draft is None or not draft.kind.is_list:
            return ()
        found += _texts(draft.style.read(lines[block.start : block.end]))
    return tuple(found) if len(found) <= _MOST_ITEMS else ()


def _dated(document: Document, field: Field, value: Value) -> Value:
    """Return the rows of a timeline with their day, if it is another than the incident's.

    The other template has no heading over them that says it.
    """
    from hotwash.postmortem.timeline import canonical
    from hotwash.postmortem.timetables import timetable

    if day_of(document, field.path) == document.incident_date:
        return value
    table = timetable(document, field)
    incident = frame_of(document.incident_date, document.timezone)
    known = [time for time in table.times if time is not None and time.dated]
    if all(incident.dated and incident.day_of(time.instant) == 0 for time in known):
        return value
    base = replace(incident, dated=True)
    return tuple(
        row
        if time is None or not time.dated
        else {**row, "time": canonical(row.get("time", ""), time, None, base)}
        for row, time in zip(_rows(value), table.times, strict=True)
    )


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if value else ()


def _rows(value: Value) -> tuple[Cells, ...]:
    return tuple(item for item in value if not isinstance(item, str)) if value else ()


def _row(target: Field, source: Field, item: str | Cells) -> Cells:
    """Return a row with the columns of another field; what it has no column for stays in words."""
    main = "task" if target.kind is Kind.ACTIONS else "event"
    if isinstance(item, str):
        return {main: item}
    titles = {column.key: column.title for column in source.columns}
    keys = {column.key for column in target.columns} | {"moment", "evidence"}
    cells = {key: text for key, text in item.items() if key in keys}
    more = (f"{titles.get(key, key)}: {text}" for key, text in item.items() if key not in keys)
    words = "; ".join(filter(None, [cells.get(main, ""), *more]))
    return {**cells, main: words} if words else cells


_TICKS = {"true": "x", "cancelled": "-"}


def _as_text(source: Field, value: Value) -> str:
    """Return an answer as Markdown prose."""
    if source.kind.is_line and isinstance(value, str):
        return f"**{source.label}:** {value}"
    if isinstance(value, str) and source.kind is not Kind.CODE:
        return value
    if source.kind is Kind.ACTIONS and not isinstance(value, str):
        text = TaskText()
        return "\n".join(
            f"- [{_TICKS.get(row.get('done', ''), ' ')}] {text.write(row)}" for row in _rows(value)
        )
    return shape_of(source).write(value).rstrip("\n")
