"""The text of an action item: `task - Owner: name - Due: date - https://link`.

What has no place of its own in the template is put behind the task, and read back from there. The
same words within a task are told apart by a backslash before the dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotwash.markdown.writing import (
    TBD,
    escape_inline,
    escape_start,
    one_line,
    unescape_inline,
    unescape_start,
)
from hotwash.patterns import lazy_pattern

_URL = lazy_pattern(r"https?://[^\s<>]+")


@dataclass(frozen=True, slots=True)
class TaskText:
    """What stands behind a task, and how it is called."""

    owner: str = "Owner"
    """The template's word for it; empty when owners have a place of their own (a column)."""
    due: str = "Due"
    link: str = "Link"
    priority: str = "Priority"
    asks_owner: bool = False
    """Whether the template writes the owner's label, so that a missing owner is `missing`."""
    missing: str = TBD
    """What stands for a value that the template asks for; empty to leave the value out."""

    def _names(self) -> dict[str, str]:
        names = {
            "owner": self.owner, "due": self.due, "priority": self.priority, "link": self.link,
        }  # fmt: skip
        return {key: name for key, name in names.items() if name}

    def _mark(self) -> re.Pattern[str]:
        words = "|".join(re.escape(name) for name in self._names().values()) or "(?!)"
        link = r"|(?=https?://)" if self.link else ""
        other = r"|(?P<other>[A-Z][\w ]{1,20}):(?=\s)"
        return re.compile(
            rf"(?:(?<=\s)|^)(?P<slashes>\\*)-\s(?:(?P<word>{words}):(?=\s|$){link}{other})"
        )

    def read(self, text: str) -> dict[str, str]:
        """Return the cells of an item's text; absent where there is nothing or `_TBD_`."""
        parts = [("task", 0, 0), *self._values(text)]
        cells: dict[str, str] = {}
        task: list[str] = []
        ends = [start for _, start, _ in parts[1:]] + [len(text)]
        for (key, _, after), end in zip(parts, ends, strict=True):
            raw = text[after:end].strip(" \t")
            if key == "task":
                task.append(self._unstuff(raw, of_task=True))
            elif value := unescape_inline(_read_tbd(self._unstuff(raw))):
                cells[key] = value
        words = unescape_start(" ".join(filter(None, task)))
        return {"task": words, **cells} if words else cells

    def _values(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the cells that a text has labels for, and where each label begins and ends.

        What has another label behind a value is no part of that value, but of the task.
        """
        keys = {name.lower(): key for key, name in self._names().items()}
        found: set[str] = set()
        for match in self._mark().finditer(text):
            key = keys.get((match["word"] or "link").lower(), "link")
            if match["slashes"]:
                continue
            if match["other"] is not None:
                if found:
                    yield "task", match.start(), match.start()
            elif key not in found and (match["word"] or _is_url(text[match.end() :])):
                found.add(key)
                yield key, match.start(), match.end()

    def write(self, cells: Mapping[str, str]) -> str:
        """Return the text of an item; what its cells lack is left out."""
        parts = [self._stuff(escape_start(one_line(cells.get("task", ""))), of_task=True)]
        for key, name in self._names().items():
            text = one_line(cells.get(key, ""))
            if key == "link" and _URL.fullmatch(text):
                parts.append(f"- {text}")
            elif text:
                parts.append(f"- {name}: {self._stuff(_write_tbd(escape_inline(text)))}")
            elif key == "owner" and self.asks_owner and self.missing:
                parts.append(f"- {name}: {self.missing}")
        return " ".join(part for part in parts if part)

    def _stuff(self, text: str, *, of_task: bool = False) -> str:
        """A text of which nothing is taken for a label; other labels may stand in a task."""

        def stuffed(match: re.Match[str]) -> str:
            return match[0] if of_task and match["other"] else f"\\{match[0]}"

        return self._mark().sub(stuffed, text)

    def _unstuff(self, text: str, *, of_task: bool = False) -> str:
        """The text that `_stuff` was given."""

        def unstuffed(match: re.Match[str]) -> str:
            keeps = not match["slashes"] or (of_task and match["other"])
            return match[0] if keeps else match[0][1:]

        return self._mark().sub(unstuffed, text)


def _is_url(text: str) -> bool:
    return _URL.fullmatch(text.strip(" \t")) is not None


def _read_tbd(text: str) -> str:
    if text == TBD:
        return ""
    return text[1:] if re.fullmatch(r"\\+_TBD_", text) else text


def _write_tbd(text: str) -> str:
    return f"\\{text}" if re.fullmatch(r"\\*_TBD_", text) else text
