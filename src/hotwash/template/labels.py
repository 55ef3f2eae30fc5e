"""Labelled fields: `- **Label**: prompt`, `**Label:** prompt`, `*Label: prompt*` and their kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hotwash.template.model import Kind
from hotwash.template.shapes.dates import style_of
from hotwash.template.terms import says
from hotwash.template.words import PERSON, names_person, plain
from hotwash.times.reading import is_date_and_time

_BULLET = r"(?P<bullet>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_STRONG = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__|\*|_)(?P<label>[^*_:\n][^*\n:]*?)"
    r"(?:(?P<in>:)(?P=open)|(?P=open)(?P<out>[ \t]?:)|(?P=open)(?P<dash>[ \t]+[-–—](?=[ \t])))"
    r"(?P<rest>.*)$"
)
_WHOLE = re.compile(r"(?P<open>\*\*|__|\*|_)(?P<label>[^*_:\n]+):(?P<rest>[ \t].*)(?P=open)$")
_PLAIN = re.compile(rf"{_BULLET}(?P<label>[A-Z][^:*_`\[\]()<>|/.,;!\n]*?):(?P<rest>(?:[ \t].*)?)$")
_ASKED = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__)(?P<label>[^*_\n]*\?)(?P=open)(?P<rest>(?:[ \t].*)?)$"
)
_BARE = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__)(?P<label>[^*_:\n]*[^*_:.,!\s])(?P=open)(?P<rest>(?:[ \t].*)?)$"
)
_QUESTION = re.compile(rf"{_BULLET}(?P<label>[A-Z][^:*_`\[\]()<>|.;!?\n]*\?)(?P<rest>[ \t].*)$")
_SLOT = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|_{3,}|\.{3,}|…|<[^<>]*>")
_HARD = re.compile(r"(?:  +|\\)$")
_BRACKETED = re.compile(r"^[\[_*(<{]+|[\]_*)>}]+$")
_COMMENTED = re.compile(r"<!--(.*?)-->", re.DOTALL)
_DETAILS = re.compile(r",?\s*(?:and\s+)?(?:with\s+)?details?$", re.I)
_DATE_LABEL = re.compile(r"\bdate\b", re.I)
_DATETIME_LABEL = re.compile(r"\bdate\s?(?:and|&|/|,|\+)\s?time\b", re.I)
_DURATION_LABEL = re.compile(r"\b(?:duration|time to \w+|length of)\b", re.I)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(
    r"(?:\d+(?:[.,]\d+)?\s*(?:d|h|m|s|days?|hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?|weeks?)"
    r"[,\s]*(?:and\s+)?)+",
    re.I,
)
_ONE_OF = re.compile(
    r"[A-Z][\w-]{1,15}(?:,\s*[A-Z][\w-]{1,15})+(?:,?\s+or\s+|,\s*)[A-Z][\w-]{1,15}"
)
"""Three single words with capitals and more, with commas and perhaps an “or” between."""
_YES_OR_NO = re.compile(r"yes\s+or\s+no", re.I)
_MASK = re.compile(r"[dmyhs]{2,4}|n|a", re.I)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line taken apart: the lead with the label, the value, the tail."""

    label: str
    value: str
    lead: str
    tail: str = ""
    strong: bool = True
    """Whether the label is marked, in bold or italics."""
    in_list: bool = False
    raw: str = ""
    """The label as it is written."""


class _LabelForm(NamedTuple):
    """One way in which a line is labelled."""

    pattern: re.Pattern[str]
    """With groups `label` and `rest`."""
    among: bool = False
    """Whether it is a label among others only."""
    whole: bool = False
    """Whether the marks are around the label and all that follows."""
    strong: bool = False


_FORMS = (
    _LabelForm(_WHOLE, whole=True),
    _LabelForm(_STRONG, strong=True),
    _LabelForm(_ASKED, strong=True),
    _LabelForm(_BARE, among=True, strong=True),
    _LabelForm(_PLAIN),
    _LabelForm(_QUESTION, among=True),
)
"""The ways of writing a label, the surest first."""


def take_label(line: str, *, among: bool = False) -> Labelled | None:
    """Return the parts of a labelled line, without its ending; None for any other line.

    Args:
        line: The line.
        among: Whether a question is a label, and bold words without a colon: they are among labels.
    """
    for form in _FORMS:
        match = form.pattern.match(line) if among or not form.among else None
        if match is not None:
            return _taken(form, match) if _is_label(form, match) else None
    return None


def _is_label(form: _LabelForm, match: re.Match[str]) -> bool:
    """Whether the words of a label are few enough, and no beginning of a sentence."""
    label = plain(match["label"])
    if len(label) > 60 or not re.search(r"\w", label):
        return False
    if form.whole:
        return label == label.title() or " " not in " ".join(label.split())
    if form.strong:
        dashed = match.groupdict().get("dash")
        return not (dashed and match["open"] in "*_")
    return len(label) <= 40 and len(label.split()) <= 5


def _taken(form: _LabelForm, match: re.Match[str]) -> Labelled:
    """Return a labelled line taken apart."""
    rest = match["rest"]
    hard = _HARD.search(rest) if rest.strip(" \t") and not form.whole else None
    value = rest[: hard.start()] if hard else rest.rstrip(" \t")
    inner = value.lstrip(" \t")
    tail = match["open"] if form.whole else hard[0] if hard else ""
    return Labelled(
        plain(match["label"]),
        inner,
        match.string[: match.start("rest")] + value[: len(value) - len(inner)],
        tail,
        strong=form.whole or form.strong,
        in_list=not form.whole and match["bullet"] is not None,
        raw=match["label"],
    )


def take_labels(lines: Sequence[str], *, own: bool) -> list[Labelled | None]:
    """Return what `take_label` says of the lines of a paragraph or the items of a list.

    Args:
        lines: The lines.
        own: Whether they are an imported document's; a template's question is a label also where it
            is among labels, or where all of them are questions with a place for the answer.
    """
    found = [take_label(line) for line in lines]
    if own:
        return found
    found = [_unless_slot(label) for label in found]
    if all(found):
        return found
    among = [_unless_slot(take_label(line, among=True)) for line in lines]
    asks = any(found) or all(label is not None and is_slot(label.value) for label in among)
    return among if asks else found


def _unless_slot(label: Labelled | None) -> Labelled | None:
    """Return a template's label; one that is to be replaced itself is none."""
    return None if label is None or is_slot(label.raw) else label


def is_slot(value: str) -> bool:
    """Whether what stands behind a template's label is a place for an answer, and no sentence."""
    return bool(_SLOT.fullmatch(value.strip()) or choices_of(value)[0])


@dataclass(frozen=True, slots=True)
class LabelKind:
    """What kind of answer a label asks for, and why."""

    kind: Kind
    reason: str
    choices: tuple[str, ...] = ()
    details: bool = False


def kind_of(label: str, value: str, *, own: bool, language: str = "") -> LabelKind:
    """Return the kind of a labelled field.

    Args:
        label: Its label's words.
        value: What stands behind the label: the template's prompt, or a fact.
        own: Whether it is a fact, which must fit the kind that the label promises.
        language: The language of the text; see `terms.language_of`.
    """
    offered = None if own or names_person(label, language) else _offered(value)
    if offered is not None:
        return offered
    for pattern, meaning, fits, kind in _LABEL_KINDS:
        named = pattern.search(label) or says(meaning, label, language)
        if named and (not own or not value or fits(value)):
            return kind
    return LabelKind(Kind.LINE, "a labelled line")


def _offered(prompt: str) -> LabelKind | None:
    """Return the choice that a prompt offers, if it does."""
    choices, details = choices_of(prompt)
    if not choices:
        return None
    return LabelKind(Kind.CHOICE, f"the prompt offers {'/'.join(choices)}", choices, details)


def _is_date(value: str) -> bool:
    """Whether what stands behind a label is a date."""
    return bool(_ISO.fullmatch(value)) or style_of(value) is not None


_LABEL_KINDS: tuple[tuple[re.Pattern[str], str, Callable[[str], object], LabelKind], ...] = (
    (_DATETIME_LABEL, "date_time", is_date_and_time,
     LabelKind(Kind.DATETIME, "the label says date and time")),
    (_DATE_LABEL, "date", _is_date, LabelKind(Kind.DATE, "the label says date")),
    (_DURATION_LABEL, "duration", _DURATION.fullmatch,
     LabelKind(Kind.DURATION, "the label says duration")),
    (PERSON, "person", bool, LabelKind(Kind.PERSON, "the label names a person's part")),
)  # fmt: skip
"""What labels say, in English and by its meaning in `terms`, and whether a fact fits that kind.

The first match wins.
"""


def choices_of(prompt: str) -> tuple[tuple[str, ...], bool]:
    """Return the choices a prompt offers, and whether details may follow: `[Yes/No, details]`."""
    listed = _ONE_OF.fullmatch(prompt_of(prompt))
    if listed is not None:
        named = [piece for piece in re.split(r",\s*(?:or\s+)?|\s+or\s+", listed[0]) if piece]
        if len({piece.lower() for piece in named}) == len(named) > 2:
            return tuple(named), False
    bracketed = prompt[:1] + prompt[-1:] in ("[]", "{}", "<>")
    text = prompt_of(prompt)
    if _YES_OR_NO.fullmatch(text):
        return tuple(re.split(r"\s+or\s+", text)), False
    shorter = _DETAILS.sub("", text)
    details = shorter != text
    pieces = [piece.strip() for piece in re.split(r"\s*\|\s*|\s*/\s*", shorter)]
    if len(pieces) < 2 or any(not piece or len(piece) > 24 for piece in pieces):
        return (), False
    if any(re.search(r"[\[\]:.?,]", piece) for piece in pieces) or "//" in shorter:
        return (), False
    if all(_MASK.fullmatch(piece) for piece in pieces):
        return (), False
    words = max(len(piece.split()) for piece in pieces)
    sure = bracketed or len(pieces) > 2 or words == 1
    return (tuple(pieces), details) if sure and words <= 3 else ((), False)


def without_comment_marks(text: str) -> str:
    """Return a text with the words of its comments in their places, blanks around them removed."""
    # Beyond the last end every `<!--` would be looked for to the end of the text in vain.
    ended, mark, rest = text.rpartition("-->")
    return _COMMENTED.sub(lambda match: match[1].strip(), ended + mark) + rest


def prompt_of(text: str) -> str:
    """Return a prompt's words without the brackets, italics or comment marks around them."""
    inner = without_comment_marks(text).strip(" \t\n")
    if len(inner) > 1 and inner[0] + inner[-1] in ("[]", "__", "**", "<>", "{}"):
        inner = _BRACKETED.sub("", inner).strip(" \t")
    return inner
