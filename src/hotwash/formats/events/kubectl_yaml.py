"""The YAML of `kubectl get events -o yaml`, as kubectl writes it: no more of YAML is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_KEY = re.compile(r"(?P<key>[A-Za-z]+):(?: (?P<value>.*))?$")


def is_events_yaml(text: str) -> bool:
    """Whether a text is kubectl's YAML of events."""
    return text.lstrip("-\n ").startswith(("apiVersion: ", "items:")) and bool(
        re.search(r"^[- ]*kind: Event$", text[:20_000], re.MULTILINE)
    )


def yaml_items(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield each event with its line: its own keys, and those of the object it is about."""
    item: list[str] = []
    start = 1
    listed = re.search(r"^items:\s*$", text, re.MULTILINE)
    if listed is None:
        yield 1, _item([f"  {line}" for line in text.splitlines()])
        return
    first = text.count("\n", 0, listed.end()) + 1
    for number, line in enumerate(text[listed.end() :].splitlines(), first):
        if line.startswith("- "):
            if item:
                yield start, _item(item)
            item, start = [f"  {line[2:]}"], number
        elif line.startswith("  "):
            item.append(line)
        elif line.strip():
            break
    if item:
        yield start, _item(item)


def _item(lines: list[str]) -> dict[str, object]:
    """Read the lines of one event, its keys indented by two."""
    about: dict[str, object] = {}
    raw: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        match = _KEY.fullmatch(line.strip())
        if indent == 2 and match:
            key = match["key"]
            raw[key] = [match["value"] or ""]
        elif indent == 4 and match and key == "involvedObject":
            about[match["key"]] = _scalar([match["value"] or ""])
        elif key:
            raw[key].append(line.strip())
    return {**{name: _scalar(parts) for name, parts in raw.items()}, "involvedObject": about}


def _scalar(parts: list[str]) -> str | None:
    """The value of a key, over all its lines."""
    first = parts[0]
    if first[:1] in ("|", ">"):
        return ("\n" if first[0] == "|" else " ").join(parts[1:]).strip()
    text = " ".join(part for part in parts if part).strip()
    if text in ("", "null", "~"):
        return None
    return _unquoted(text, text[0]) if len(text) > 1 and text[0] == text[-1] else text


def _unquoted(text: str, mark: str) -> str:
    if mark == "'":
        return text[1:-1].replace("''", "'")
    if mark != '"':
        return text
    try:
        return str(json.loads(text.replace("\\ ", " ")))
    except ValueError:
        return text[1:-1]
