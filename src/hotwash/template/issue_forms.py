"""GitHub issue forms (`.github/ISSUE_TEMPLATE/*.yml`) as templates.

A form is turned into the Markdown of a template with the same questions, and read as that. Inputs
and drop-down lists become labelled lines, text areas and check boxes sections of their own; what
GitHub shows beside the questions is guidance. The format:
https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema

YAML is read by PyYAML, an optional part of Hotwash that is imported when a form is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hotwash.errors import UnreadableFile

_DETAILS = "Details"


def to_markdown(text: str, *, where: str) -> str:
    """Return the Markdown of a template that asks what an issue form asks.

    Args:
        text: The YAML.
        where: The file, for messages.

    Raises:
        UnreadableFile: It is no YAML, no issue form, or the package that reads YAML is missing.
    """
    form = _load(text, where)
    questions = [item for item in form["body"] if isinstance(item, dict)]
    lines = [f"# {_title(form)}", ""]
    in_details = False
    for question in questions:
        kind, said = _text(question, "type"), question.get("attributes")
        words = said if isinstance(said, dict) else {}
        write = _WRITERS.get(kind)
        if write is None:
            continue
        short = kind == "input" or (kind == "dropdown" and not _is_true(words, "multiple"))
        if kind != "markdown" and not (short and in_details):
            taken = f"## {_DETAILS}" in lines
            lines += [f"## {_DETAILS if short and not taken else _label(words)}", ""]
            in_details = short
        lines += write(words, required=_is_required(question))
    return "\n".join(lines)


def _load(text: str, where: str) -> Mapping[str, Any]:
    try:
        import yaml
    except ImportError as error:
        raise UnreadableFile(
            "reading an issue form needs the package PyYAML",
            where=where,
            remedy="pip install 'hotwash[forms]'",
        ) from error
    try:
        form = yaml.load(text, yaml.BaseLoader)  # all values as they are written
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark is not None else where
        what = str(getattr(error, "problem", "") or "it is no YAML")
        raise UnreadableFile(what, where=place, remedy="correct it in a text editor") from None
    if not isinstance(form, dict) or not isinstance(form.get("body"), list):
        raise UnreadableFile(
            "it is no issue form: it has no list called body",
            where=where,
            remedy="name a Markdown file, or a form of .github/ISSUE_TEMPLATE",
        )
    return form


def _title(form: Mapping[str, Any]) -> str:
    """The heading: what issues are called at the beginning, and a slot for the rest."""
    start = re.sub(r"[\[\]<>{}_]", "", _flat(_text(form, "title"))).strip(" :-")
    start = start or _flat(_text(form, "name")) or "Incident"
    return f"{start}: [Title]"


def _text(words: Mapping[str, Any], key: str) -> str:
    value = words.get(key)
    return value if isinstance(value, str) else ""


def _is_true(words: Mapping[str, Any], key: str) -> bool:
    return _text(words, key).lower() in ("true", "yes", "on")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _label(words: Mapping[str, Any]) -> str:
    return _flat(_text(words, "label")).rstrip(":") or "Question"


def _prompt(words: Mapping[str, Any]) -> str:
    """What is shown where the answer will be: the description, else the placeholder."""
    text = _text(words, "description") or _text(words, "placeholder")
    return re.sub(r"[\[\]]", "", _flat(text))


def _is_required(question: Mapping[str, Any]) -> bool:
    rules = question.get("validations")
    return isinstance(rules, dict) and _is_true(rules, "required")


def _options(words: Mapping[str, Any]) -> Iterator[str]:
    options = words.get("options")
    for option in options if isinstance(options, list) else []:
        text = _text(option, "label") if isinstance(option, dict) else option
        if text and isinstance(text, str):
            yield _flat(text)


def _directive(*words: str, required: bool) -> list[str]:
    said = [*filter(None, words), *(["required"] if required else [])]
    return [f"<!-- hotwash: {' '.join(said)} -->"] if said else []


def _quoted(text: str) -> str:
    """A value of a directive in quotes, as `shlex` takes it apart."""
    return '"' + re.sub(r'["\\]', "", text).replace("-->", "→") + '"'


def _markdown(words: Mapping[str, Any], *, required: bool) -> list[str]:
    del required  # it asks for nothing
    text = _text(words, "value").strip().replace("-->", "→")
    return [f"<!-- {text} -->", ""] if text else []


def _input(words: Mapping[str, Any], *, required: bool) -> list[str]:
    prompt = _prompt(words)
    line = f"**{_label(words)}**:" + (f" [{prompt}]" if prompt else "")
    return [*_directive(required=required), line, ""]


def _dropdown(words: Mapping[str, Any], *, required: bool) -> list[str]:
    options = list(_options(words))
    if _is_true(words, "multiple"):
        return _checkboxes(words, required=required)
    choices = "|".join(option.replace("|", "/") for option in options)
    directive = _directive(f"choices={_quoted(choices)}", required=required)
    return [*directive, f"**{_label(words)}**:", ""]


def _textarea(words: Mapping[str, Any], *, required: bool) -> list[str]:
    if language := _flat(_text(words, "render")):
        value = (_text(words, "value") or _text(words, "placeholder")).rstrip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", value)), default=0))
        kind = _directive("kind=code", required=required)
        return [*kind, f"{fence}{language}", *value.split("\n"), fence, ""]
    if value := _text(words, "value").strip("\n"):
        about = _markdown({"value": _text(words, "description")}, required=False)
        return [*about, *_directive(required=required), *value.split("\n"), ""]
    prompt = _prompt(words)
    kind = _directive("kind=prose", required=required)
    return [*kind, f"[{prompt}]" if prompt else "[Answer]", ""]


def _checkboxes(words: Mapping[str, Any], *, required: bool) -> list[str]:
    kept = _directive("kind=actions", "rows=keep", required=required)
    about = _markdown({"value": _text(words, "description")}, required=False)
    return [*about, *kept, *(f"- [ ] {option}" for option in _options(words)), ""]


_WRITERS = {
    "markdown": _markdown,
    "input": _input,
    "dropdown": _dropdown,
    "textarea": _textarea,
    "checkboxes": _checkboxes,
}
