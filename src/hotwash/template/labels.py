"""Labelled fields: `- **Label**: prompt`, `**Label:** prompt`, `*Label: prompt*` and their kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.template.model import Kind
from hotwash.template.shapes.dates import style_of
from hotwash.template.terms import says
from hotwash.template.words import names_person, plain
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


def take_label(line: str, *, among: bool = False) -> Labelled | None:
    """Return the parts of a labelled line, without its ending; None for any other line.

    Args:
        line: The line.
        among: Whether a question is a label, and bold words without a colon: they are among labels.
    """
    whole = _WHOLE.match(line)
    strong = None if whole else _STRONG.match(line) or _ASKED.match(line)
    if among and strong is None:
        strong = _BARE.match(line)
    match = whole or strong or _PLAIN.match(line) or (_QUESTION.match(line) if among else None)
    if match is None:
        return None
    label = plain(match["label"])
    if whole is not None and label != label.title() and len(label.split()) > 1:
        return None
    if not label or len(label) > 60 or not re.search(r"\w", label):
        return None
    if match is not whole and match is not strong and _too_long(label):
        return None
    if strong is not None and strong["open"] in "*_" and strong.groupdict().get("dash"):
        return None
    rest = match["rest"]
    hard = _HARD.search(rest) if rest.strip(" \t") and whole is None else None
    value = rest[: hard.start()] if hard else rest.rstrip(" \t")
    inner = value.lstrip(" \t")
    tail = match["open"] if whole else hard[0] if hard else ""
    lead = line[: match.start("rest")] + value[: len(value) - len(inner)]
    bullet = whole is None and match["bullet"] is not None
    marked = whole is not None or strong is not None
    return Labelled(label, inner, lead, tail, marked, bullet, match["label"])


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
    found = [None if label and is_slot(label.raw) else label for label in found]
    if all(found):
        return found
    among = [take_label(line, among=True) for line in lines]
    among = [None if label and is_slot(label.raw) else label for label in among]
    slots = (label is not None and is_slot(label.value) for label in among)
    return among if any(found) or all(slots) else found


def is_slot(value: str) -> bool:
    """Whether what stands behind a template's label is a place for an answer, and no sentence."""
    return bool(_SLOT.fullmatch(value.strip()) or choices_of(value)[0])


def _too_long(label: str) -> bool:
    return len(label) > 40 or len(label.split()) > 5


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
    person = names_person(label, language)
    if not own and not person:
        choices, details = choices_of(value)
        if choices:
            return LabelKind(
                Kind.CHOICE, f"the prompt offers {'/'.join(choices)}", choices, details
            )
    timed = _DATETIME_LABEL.search(label) or says("date_time", label, language)
    if timed and (not own or not value or is_date_and_time(value)):
        return LabelKind(Kind.DATETIME, "the label says date and time")
    dated = _DATE_LABEL.search(label) or says("date", label, language)
    if dated and (not own or _is_date(value)):
        return LabelKind(Kind.DATE, "the label says date")
    lasts = _DURATION_LABEL.search(label) or says("duration", label, language)
    if lasts and (not own or not value or _DURATION.fullmatch(value)):
        return LabelKind(Kind.DURATION, "the label says duration")
    if person:
        return LabelKind(Kind.PERSON, "the label names a person's part")
    return LabelKind(Kind.LINE, "a labelled line")


def _is_date(value: str) -> bool:
    """Whether what stands behind a label is a date, or nothing."""
    return not value or bool(_ISO.fullmatch(value)) or style_of(value) is not None


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
