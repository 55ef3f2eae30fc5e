"""The text of an action item: `task - Owner: name - Due: date - https://link`.

What has no place of its own in the template is put behind the task, and read back from there. The
same words within a task are told apart by a backslash before the dash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    asks_owner: bool = False
    """Whether the template writes the owner's label, so that a missing owner is `missing`."""
    missing: str = TBD
    """What stands for a value that the template asks for; empty to leave the value out."""

    def _names(self) -> dict[str, str]:
        return {
            key: name
            for key, name in (("owner", self.owner), ("due", self.due), ("link", self.link))
            if name
        }

    def _mark(self) -> re.Pattern[str]:
        words = "|".join(re.escape(name) for name in self._names().values()) or "(?!)"
        link = r"|(?=https?://)" if self.link else ""
        return re.compile(rf"(?:(?<=\s)|^)(?P<slashes>\\*)-\s(?:(?P<word>{words}):(?=\s|$){link})")

    def read(self, text: str) -> dict[str, str]:
        """Return the cells of an item's text; absent where there is nothing or `_TBD_`."""
        keys = {name.lower(): key for key, name in self._names().items()}
        found: dict[str, tuple[int, int]] = {}
        parts: list[tuple[str, int, int]] = [("task", 0, 0)]
        for match in self._mark().finditer(text):
            key = keys.get((match["word"] or "link").lower(), "link")
            if match["slashes"] or key in found:
                continue
            if match["word"] is None and not _URL.fullmatch(text[match.end() :].strip(" \t")):
                continue
            found[key] = (match.start(), match.end())
            parts.append((key, match.start(), match.end()))
        cells: dict[str, str] = {}
        ends = [start for _, start, _ in parts[1:]] + [len(text)]
        for (key, _, after), end in zip(parts, ends, strict=True):
            raw = self._unstuff(text[after:end].strip(" \t"))
            value = unescape_start(raw) if key == "task" else unescape_inline(_read_tbd(raw))
            if value:
                cells[key] = value
        return cells

    def write(self, cells: Mapping[str, str]) -> str:
        """Return the text of an item; what its cells lack is left out."""
        parts = [self._stuff(escape_start(one_line(cells.get("task", ""))))]
        for key, name in self._names().items():
            text = one_line(cells.get(key, ""))
            if key == "link" and _URL.fullmatch(text):
                parts.append(f"- {text}")
            elif text:
                parts.append(f"- {name}: {self._stuff(_write_tbd(escape_inline(text)))}")
            elif key == "owner" and self.asks_owner and self.missing:
                parts.append(f"- {name}: {self.missing}")
        return " ".join(part for part in parts if part)

    def _stuff(self, text: str) -> str:
        return self._mark().sub(lambda match: f"\\{match[0]}", text)

    def _unstuff(self, text: str) -> str:
        return self._mark().sub(lambda match: match[0][1:] if match["slashes"] else match[0], text)


def _read_tbd(text: str) -> str:
    if text == TBD:
        return ""
    return text[1:] if re.fullmatch(r"\\+_TBD_", text) else text


def _write_tbd(text: str) -> str:
    return f"\\{text}" if re.fullmatch(r"\\*_TBD_", text) else text
