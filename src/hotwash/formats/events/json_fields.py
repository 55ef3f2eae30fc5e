"""The values of a thing in JSON by their dotted names: which one says what happened, who, how bad.

Lists that are words in parts (a rich text, the changes of a ticket) become one value.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

Fields = dict[str, str]
"""The values of a thing by their dotted names, the shallow ones first."""

_MOST_FIELDS = 200
_TEXTS = (
    "title",
    "summary",
    "message",
    "msg",
    "text",
    "subject",
    "textpayload",
    "displaytitle",
    "fulldisplayname",
    "historysummary",
    "log",
    "event",
    "note",
    "description",
    "body",
    "what",
    "action",
    "details",
    "detail",
    "stringvalue",
    "eventname",
    "fullname",
    "operationname.localizedvalue",
    "methodname",
    "action_name",
    "logicalresourceid",
    "reason",
    "content",
    "line",
    "_raw",
    "raw",
    "name",
    "alertname",
    "displayname",
    "revision",
    "error",
    "err",
    "exception",
)
_LEVELS = (
    "level",
    "severity",
    "severitytext",
    "alert_type",
    "lvl",
    "levelname",
    "loglevel",
    "priority",
    "s",
    "status",
)
_SPOKEN = frozenset({"error", "warning", "warn", "critical", "info", "debug", "failed", "failure"})
"""What a status says of how bad it is; `resolved` says what became of it later."""
_STATES = ("conclusion", "newstate", "new_state", "state", "result", "resourcestatus")
_BEGINNING = re.compile(r"(?:creat|start|open)[^.]*$", re.IGNORECASE)
_BESIDE = (
    "message",
    "description",
    "text",
    "body",
    "target_title",
    "commit_title",
    "newstatereason",
    "title",
)
_SHORT = 16
"""Characters of words that say too little alone: `pushed to`, `Deploy`."""
_ONE_ROW = 200
"""Characters up to which a title and the words below it are one row together."""
_WHO = r"(?:displayName|login|owner|caller|userName|username|actor|author|user|who|from)"
_PEOPLE = re.compile(
    rf"(?:.*\.)?{_WHO}(?:\.(?:name|summary|displayName|username|email))?"
    r"|.*(?:user|agent|author|creator|by)\.(?:name|summary|email|full_name)|.*sender_full_name",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def fields_of(value: object) -> Fields:
    """Return the values of a thing by their dotted names, the shallow ones first."""
    found: Fields = {}
    waiting = [("", value)]
    for name, packed in waiting:
        part = within_text(packed)
        if len(found) >= _MOST_FIELDS or len(waiting) > 2000:
            break
        if isinstance(part, dict) and not _is_rich_text(part):
            lead = f"{name}." if name else ""
            waiting += [(f"{lead}{key}", inner) for key, inner in part.items()]
        else:
            found.update(_said(name, part))
    return found


def _is_rich_text(value: Mapping[str, object]) -> bool:
    return value.get("type") == "doc" and bool(_words_within(value))


def _said(name: str, part: object) -> Fields:
    """What a value says that has no names of its own: a rich text, a short list, a plain value."""
    if isinstance(part, dict):
        return {name: _words_within(part)}
    if isinstance(part, list):
        return _listed(name, part) if 0 < len(part) < 20 else {}
    return {} if part is None else {name: str(part)}


def leaves(
    value: object, name: str = "", skip: Collection[int] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Yield every value of a thing by its dotted name, in order; members of lists by their numbers.

    Args:
        value: The thing.
        name: Its own name.
        skip: The identities of things that are passed over.
    """
    waiting: list[tuple[str, object]] = [(name, value)]
    while waiting:
        name, value = waiting.pop()
        if id(value) in skip:
            continue
        if isinstance(value, str) and value[:1] != "{":
            if value:
                yield name, value
            continue
        value = _opened(value)
        lead = f"{name}." if name else ""
        if isinstance(value, dict):
            waiting += [(f"{lead}{key}", part) for key, part in reversed(list(value.items()))]
        elif isinstance(value, list) and not (name and _is_plain(value)):
            waiting += [(f"{lead}{at + 1}", value[at]) for at in reversed(range(len(value)))]
        elif isinstance(value, list):
            yield name, ", ".join(str(part) for part in value if part is not None)
        elif value is not None:
            yield name, str(value)


def _opened(value: object) -> object:
    """Return a value as one with names, where it is written as a text or a list of them."""
    value = within_text(value)
    named = named_values(value)
    return value if named is None else named


def in_words(value: object) -> str:
    """Return all that a thing says, by the names of its values."""
    return "; ".join(f"{name}: {text}" if name else text for name, text in leaves(value))


def _is_plain(value: Sequence[object]) -> bool:
    return not any(isinstance(part, (dict, list)) for part in value)


def within_text(value: object) -> object:
    """Return the object that a text of JSON is, as queues and notifications pack theirs."""
    if not isinstance(value, str) or value[:1] != "{" or value.rstrip()[-1:] != "}":
        return value
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return found if isinstance(found, dict) else value


def _listed(name: str, part: Sequence[object]) -> Fields:
    """What a short list says: changes, or words in parts; nothing for a list of other things."""
    things = [inner for inner in part if isinstance(inner, dict)]
    changes = [_change(inner) for inner in things]
    if changes and all(changes):
        return {"summary": "; ".join(changes)}
    if not 0 < len(things) < len(part):
        return {}
    words = (inner.get("text", "") if isinstance(inner, dict) else inner for inner in part)
    return {name: "".join(map(str, words))}


def named_values(value: object) -> Fields | None:
    """Return a row that is a list of `{"field": …, "value": …}` as its values; None for others."""
    if not isinstance(value, list) or not value:
        return None
    if not all(isinstance(one, dict) and {"field", "value"} <= one.keys() for one in value):
        return None
    return {str(one["field"]): str(one["value"]) for one in value}


def _change(value: Mapping[str, object]) -> str:
    """A change of a field in words, as Jira's history has them; empty for anything else."""
    if not {"field", "fromString", "toString"} <= value.keys():
        return ""
    return f"{value['field']}: {value['fromString'] or 'none'} → {value['toString'] or 'none'}"


def _words_within(value: object, depth: int = 0) -> str:
    """The words of a rich text, its parts one after the other."""
    if isinstance(value, dict):
        own = value.get("text")
        if isinstance(own, str):
            return own
        value = value.get("content")
    if not isinstance(value, list) or depth > 20:
        return ""
    sign = "" if any(isinstance(one, dict) and "text" in one for one in value) else "\n"
    return sign.join(filter(None, (_words_within(one, depth + 1) for one in value)))


def words_of(fields: Fields, time_key: str) -> str:
    """Return what happened, with the state that it came to."""
    said = {name: text for name, text in fields.items() if not _is_person(name)}
    key = _first(said, _TEXTS)
    beside = (fields[name] for name in _all_of(_names(said), _BESIDE))
    text = _with_more(fields.get(key, ""), beside)
    if _TAG.search(text):
        text = html.unescape(_TAG.sub(" ", text)).strip()
    state = _state_of(fields, time_key)
    if text and state and state.lower() not in text.lower():
        return f"{text} ({state})"
    return text or _all_words(fields, but=(time_key, key))


def _all_words(fields: Fields, but: Sequence[str]) -> str:
    """Return the first values of a thing that are no ids, by their names."""
    rest = [(name, part) for name, part in fields.items() if name not in but and part]
    words = [f"{name} {part}" for name, part in rest if not name.lower().endswith("id")]
    return ", ".join(words[:8])


def _with_more(text: str, beside: Iterable[str]) -> str:
    """Return words with those that stand beside them, where both together are short."""
    more = next((part for part in beside if part and part not in text), "")
    if not text or not more:
        return text
    little = len(text) < _SHORT or " " not in text.strip()
    if text in more:
        return more if little else text
    return f"{text}: {more}" if little or len(text) + len(more) < _ONE_ROW else text


def _state_of(fields: Fields, time_key: str) -> str:
    """The state that a thing came to at its time; a status is no state of its beginning."""
    state = fields.get(_first(fields, _STATES), "")
    if not state and not _BEGINNING.search(time_key):
        status = fields.get(_first(fields, ("status",)), "")
        state = "" if status.lower() in _SPOKEN else status
    return "" if state.isdigit() else state


def level_of(fields: Fields) -> str:
    """Return a logger's word or number for how bad it is, else the state."""
    key = _first(fields, _LEVELS)
    level = fields.get(key, "")
    if key.lower().endswith("status") and level.lower() not in _SPOKEN:
        level = ""
    return level or fields.get(_first(fields, _STATES), "")


def who_of(fields: Fields, *but: str) -> str:
    """Return who did it; empty when nobody is named."""
    return next((fields[name] for name in fields if name not in but and _is_person(name)), "")


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    return _PEOPLE.fullmatch(name) is not None


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    """The key of a thing that has the first of some names, in small letters, and is not empty."""
    return _first_of(_names(fields), names)


def _names(fields: Fields) -> tuple[str, ...]:
    """The names of the values that are not empty."""
    return tuple([name for name, text in fields.items() if text])


# The lines of a log have the same names, over and over: they are looked up once.


@lru_cache(maxsize=1024)
def _first_of(keys: tuple[str, ...], names: tuple[str, ...]) -> str:
    """Return the key that has the first of some names: whole, or as its last part."""
    whole = {key.lower(): key for key in reversed(keys)}
    lasts = {key.rpartition(".")[2].lstrip("@"): name for key, name in whole.items()}
    return next((known[name] for known in (whole, lasts) for name in names if name in known), "")


@lru_cache(maxsize=1024)
def _all_of(keys: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that have some names, in the order of the names."""
    return tuple(key for name in names if (key := _first_of(keys, (name,))))
