"""Labelled fields: `- **Label**: prompt`, `**Label:** prompt`, `*Label: prompt*` and their kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hotwash.patterns import LazyPattern
from hotwash.template import slots
from hotwash.template.model import Kind
from hotwash.template.shapes.dates import style_of
from hotwash.template.terms import says
from hotwash.template.words import PERSON, names_person, plain
from hotwash.times.reading import is_date_and_time

_BULLET = r"(?P<bullet>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_INITIAL = r"(?:[A-Z]|[^\W\d_\x00-\xff])"
"""A capital letter, or one of a script beyond Latin."""
_STRONG = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__|\*|_)(?P<label>[^*_:：\n][^*\n:：]*?)"
    r"(?:(?P<in>[:：])(?P=open)|(?P=open)(?P<out>[ \t]?[:：])"
    r"|(?P=open)(?P<dash>[ \t]+[-–—](?=[ \t])))"
    r"(?P<rest>.*)$"
)
_WHOLE = re.compile(r"(?P<open>\*\*|__|\*|_)(?P<label>[^*_:\n]+):(?P<rest>[ \t].*)(?P=open)$")
_PLAIN = re.compile(
    rf"{_BULLET}(?P<label>{_INITIAL}(?:[^:：*_`\[\]()<>|/.,;!\n]|\(s\)|(?<=\w)/(?=\w))*?)"
    r"(?::(?=[ \t]|$)|：)(?P<rest>.*)$"
)
_ASKED = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__)(?P<label>[^*_\n]*\?)(?P=open)(?P<rest>(?:[ \t].*)?)$"
)
_BARE = re.compile(
    rf"{_BULLET}(?P<open>\*\*|__)(?P<label>[^*_:\n]*[^*_:.,!\s])(?P=open)(?P<rest>(?:[ \t].*)?)$"
)
_QUESTION = re.compile(rf"{_BULLET}(?P<label>[A-Z][^:*_`\[\]()<>|.;!?\n]*\?)(?P<rest>[ \t].*)$")
_PLACE = r"(?P<rest>[ \t]*(?:\[[^\[\]]*\]|\{.*\}|<[^<>]*>|_{3,}|\.{3}|…|#)?[ \t]*)$"
"""What stands behind a label that is sure to be one: nothing, or a place for the answer."""
_QUALIFIED = re.compile(
    rf"{_BULLET}(?P<label>{_INITIAL}[^:：*_`\[\]()（）<>|.,;!?\n]*(?:[(（][^()（）\n]{{1,60}}[)）])?)"
    rf"[ \t]?[:：]{_PLACE}"
)
_CODE = re.compile(rf"{_BULLET}`(?P<label>[^`\n]+)`[ \t]?[:：]{_PLACE}")
_REMARK = re.compile(r"[ \t]*[(（][^()（）]*[)）]")
_HINTS = re.compile(r"[ \t]*[(（][^()（）]*[,/、][^()（）]*[)）]")
"""What a label lists in brackets, of which it is no more than an example: `(owner, due date)`."""
_HARD = re.compile(r"(?:  +|\\|[ \t]*<br[ \t]*/?>[ \t]*)$", re.I)
_COMMENTED = re.compile(r"<!--(.*?)-->", re.DOTALL)
_LONGEST_CHOICE = 32
_MOST_WORDS = 4
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
_NUMBERED = re.compile(r"(?P<name>.*[^\W\d_][ _-]?)\d+")
"""The first of choices that share a name: `SEV-1/2/3`."""
_TELLS = re.compile(
    r"(?:insert|enter|describe|list|add|provide|explain|state|specify|include|give|write|fill)\b",
    re.I,
)
"""What a prompt that tells what to write begins with."""
_YES_OR_NO = re.compile(r"yes\s+or\s+no", re.I)
_MASK = re.compile(r"[dmyhs]{2,4}|n|a", re.I)
_WORDS = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<label>[A-Z][\w /&-]*\w)(?=[ \t]*$)")
"""An item of words without a mark among them."""
_SELECT = re.compile(
    r"(?:please )?(?:select|choose|pick|either|tick|one|any)"
    r"(?: (?:one|any|all|of|from|that apply))*"
    r"[ \t]*:[ \t]*",
    re.I,
)
"""What is said before choices."""
_GENERIC = re.compile(
    r"(?:the |your |full )?(?:numbers?|percent(?:age)?s?|%|counts?|amount|value|names?|handles?"
    r"|teams?|roles?|persons?|people|links?|urls?|ids?|dates?|times?|timestamps?|e-?mails?|phones?"
    r"|descriptions?|titles?|details?|text|tickets?|issues?|prs?|commits?|services?|systems?"
    r"|components?|reasons?|causes?|owners?|authors?)",
    re.I,
)
"""What an answer is, and no answer itself."""
_BOX = r"(?:\[[ xX]?\]|[☐☑□◻⬜◯○])"
_BOXES = re.compile(rf"{_BOX}[ \t]*[^\[\]☐☑□◻⬜◯○]+(?:{_BOX}[ \t]*[^\[\]☐☑□◻⬜◯○]+)+")
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|[dhms])"
_LENGTH = re.compile(
    rf"(?:(?:[XNY#_?]+|\d+|number of)[ \t]*)?{_UNIT}"
    rf"(?:[ \t]*(?:/|\||,|and|or|[ \t])[ \t]*(?:(?:[XNY#_?]+|\d+)[ \t]*)?{_UNIT})*",
    re.I,
)
"""A prompt for a duration: `XX minutes/hours`."""
_DAY_MASK = (
    r"(?:y{4}[-/. ]?m{2}[-/. ]?d{2}|dd?[-/. ]mm?[-/. ]y{2,4}|mm?[-/. ]dd?[-/. ]y{2,4}"
    r"|month[-/. ,]+dd?[-/. ,]+y{4}|dd?[-/. ,]+month[-/. ,]+y{4})"
)
_DAY_PROMPT = re.compile(_DAY_MASK, re.I)
_MOMENT_PROMPT = re.compile(
    rf"{_DAY_MASK}(?:T|,?[ \t]+(?:at[ \t]+)?)h{{2}}[:.]m{{2}}(?:[:.]s{{2}})?"
    r"(?:[ \t]*\(?(?:UTC|GMT|Z|TZ|timezone|time zone)\)?)?",
    re.I,
)
_NAMES = re.compile(r"(?:your |full )?(?:names|name\(s\))", re.I)
"""A label that asks who, by no part they had."""


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
    empty: bool = False
    """Whether it is a template's label only, with a place for the answer behind it."""


_FORMS = (
    _LabelForm(_WHOLE, whole=True),
    _LabelForm(_STRONG, strong=True),
    _LabelForm(_ASKED, strong=True),
    _LabelForm(_BARE, among=True, strong=True),
    _LabelForm(_PLAIN),
    _LabelForm(_QUESTION, among=True),
    _LabelForm(_QUALIFIED, empty=True),
    _LabelForm(_CODE, empty=True),
)
"""The ways of writing a label, the surest first."""


def take_label(line: str, *, among: bool = False, template: bool = False) -> Labelled | None:
    """Return the parts of a labelled line, without its ending; None for any other line.

    Args:
        line: The line.
        among: Whether a question is a label, and bold words without a colon: they are among labels.
        template: Whether it is a template's: then a label may have any words, as long as a place
            for an answer is all that follows.
    """
    for form in _FORMS:
        fits = (among or not form.among) and (template or not form.empty)
        match = form.pattern.match(line) if fits else None
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
    words = _REMARK.sub("", label) if form.empty else label
    return len(words) <= 40 and len(words.split()) <= (7 if form.empty else 5)


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
    if own:
        return [take_label(line) for line in lines]
    found = [_unless_slot(take_label(line, template=True)) for line in lines]
    if all(found):
        return found
    among = [_unless_slot(take_label(line, among=True, template=True)) for line in lines]
    asks = any(found) or all(label is not None and is_slot(label.value) for label in among)
    return _with_bare_words(lines, among) if asks else found


def _with_bare_words(
    lines: Sequence[str], found: Sequence[Labelled | None]
) -> list[Labelled | None]:
    """Return labels, and the few items among them that are the words of one with no colon."""
    if sum(label is not None for label in found) * 2 <= len(found):
        return list(found)
    return [label or _bare_words(line) for line, label in zip(lines, found, strict=True)]


def _bare_words(line: str) -> Labelled | None:
    """Return an item that is a few words and nothing else as a label with nothing behind it."""
    match = _WORDS.match(line)
    if match is None or len(match["label"].split()) > 3:
        return None
    return Labelled(match["label"], "", match[0], strong=False, in_list=True, raw=match["label"])


def _unless_slot(label: Labelled | None) -> Labelled | None:
    """Return a template's label; one that is to be replaced itself is none."""
    return None if label is None or slots.is_alone(label.raw) else label


def is_slot(value: str) -> bool:
    """Whether what stands behind a template's label is a place for an answer, and no sentence."""
    return slots.is_alone(value) or bool(choices_of(value)[0])


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
    asked = None if own else _asked_by_prompt(label, value, language)
    if asked is not None:
        return asked
    for fits, kind in _kinds_said(_HINTS.sub("", label) or label, language):
        if not own or not value or fits(value):
            return kind
    return LabelKind(Kind.LINE, "a labelled line") if own else _by_mask(prompt_of(value))


def _kinds_said(label: str, language: str) -> Iterator[tuple[Callable[[str], object], LabelKind]]:
    """Yield the kinds that a label says, the surest first, with what tells whether a fact fits."""
    for pattern, meaning, fits, kind in _LABEL_KINDS:
        if pattern.search(label) or says(meaning, label, language):
            yield fits, kind


def _asked_by_prompt(label: str, prompt: str, language: str) -> LabelKind | None:
    """Return what a prompt says more surely than its label: choices, or a day with a time."""
    if _MOMENT_PROMPT.fullmatch(prompt_of(prompt)):
        return LabelKind(Kind.DATETIME, "the prompt is a date and time")
    offered = None if names_person(label, language) else _offered(prompt)
    if offered is not None and _may_be_parts(offered.choices, prompt):
        timed = any(kind.kind in _TIMED for _, kind in _kinds_said(label, language))
        return None if timed else offered
    return offered


_TIMED = (Kind.DATETIME, Kind.DATE, Kind.DURATION)
"""Kinds whose prompts name the parts of one answer: `[Insert date/time]`."""


def _may_be_parts(choices: Sequence[str], prompt: str) -> bool:
    """Whether two choices may be parts of one answer, `[Insert date/time]`, and no yes or no."""
    return len(choices) == 2 and "|" not in prompt and max(map(len, choices)) > 4


def _by_mask(prompt: str) -> LabelKind:
    """Return what a prompt says where its label says nothing."""
    if _DAY_PROMPT.fullmatch(prompt):
        return LabelKind(Kind.DATE, "the prompt is a date")
    if prompt and _LENGTH.fullmatch(prompt):
        return LabelKind(Kind.DURATION, "the prompt is a duration")
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


_Label = re.Pattern[str] | LazyPattern
_LABEL_KINDS: tuple[tuple[_Label, str, Callable[[str], object], LabelKind], ...] = (
    (_DATETIME_LABEL, "date_time", is_date_and_time,
     LabelKind(Kind.DATETIME, "the label says date and time")),
    (_DATE_LABEL, "date", _is_date, LabelKind(Kind.DATE, "the label says date")),
    (_DURATION_LABEL, "duration", _DURATION.fullmatch,
     LabelKind(Kind.DURATION, "the label says duration")),
    (PERSON, "person", bool, LabelKind(Kind.PERSON, "the label names a person's part")),
    (_NAMES, "person", bool, LabelKind(Kind.PERSON, "the label asks for names")),
)  # fmt: skip
"""What labels say, in English and by its meaning in `terms`, and whether a fact fits that kind.

The first match wins.
"""


def choices_of(prompt: str) -> tuple[tuple[str, ...], bool]:
    """Return the choices a prompt offers, and whether details may follow: `[Yes/No, details]`."""
    text = prompt_of(prompt)
    if _BOXES.fullmatch(prompt.strip()):
        return tuple(
            piece.strip(" \t,/|") for piece in re.split(_BOX, prompt) if piece.strip()
        ), False
    if _ONE_OF.fullmatch(text):
        named = tuple(piece for piece in re.split(r",\s*(?:or\s+)?|\s+or\s+", text) if piece)
        if len({piece.lower() for piece in named}) == len(named) > 2:
            return named, False
    if _YES_OR_NO.fullmatch(text):
        return tuple(re.split(r"\s+or\s+", text)), False
    asked = _SELECT.match(text)
    shorter = _DETAILS.sub("", text[asked.end() :] if asked else text)
    pieces = _pieces(shorter)
    fenced = asked is not None or text != prompt.strip()
    if _TELLS.match(text) and "|" not in text:
        return (), False
    if not _are_choices(pieces, sure=fenced or "|" in shorter):
        return (), False
    return pieces, _DETAILS.search(text) is not None


def _pieces(text: str) -> tuple[str, ...]:
    """Return what strokes part in a prompt; a slash beside upright strokes parts nothing."""
    found = re.split(r"\|", text) if "|" in text else [] if "//" in text else text.split("/")
    pieces = tuple(slots.without_fence(piece) for piece in found)
    first = _NUMBERED.fullmatch(pieces[0]) if pieces else None
    if first is not None and all(map(str.isdigit, pieces[1:])):
        return (pieces[0], *(first["name"] + piece for piece in pieces[1:]))
    return pieces


def _are_choices(pieces: Sequence[str], *, sure: bool) -> bool:
    """Whether pieces of a prompt are answers, and no masks of a date or kinds of answers.

    Args:
        pieces: The pieces.
        sure: Whether the prompt is marked as one, so that two choices may have several words.
    """
    if len(pieces) < 2 or not all(map(_may_be_choice, pieces)):
        return False
    if any(all(map(pattern.fullmatch, pieces)) for pattern in (_MASK, _GENERIC, _LENGTH)):
        return False
    return sure or len(pieces) > 2 or all(len(piece.split()) == 1 for piece in pieces)


def _may_be_choice(piece: str) -> bool:
    """Whether a piece of a prompt has a few words, and is no sentence, slot or sign."""
    if len(piece) > _LONGEST_CHOICE or len(piece.split()) > _MOST_WORDS:
        return False
    return re.search(r"\w", piece) is not None and not re.search(r"[\[\]:.?,]", piece)


def without_comment_marks(text: str) -> str:
    """Return a text with the words of its comments in their places, blanks around them removed."""
    # Beyond the last end every `<!--` would be looked for to the end of the text in vain.
    ended, mark, rest = text.rpartition("-->")
    return _COMMENTED.sub(lambda match: match[1].strip(), ended + mark) + rest


def prompt_of(text: str) -> str:
    """Return a prompt's words without the brackets, italics or comment marks around them."""
    return slots.without_fence(without_comment_marks(text))
