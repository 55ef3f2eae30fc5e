"""Keys of a file that its template does not know, and what they were perhaps meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotwash.formats.toml.reading import known_fields, parse, read_data
from hotwash.formats.toml.scanner import Unscannable, blocks, statements
from hotwash.template.model import Path, Template

_CLOSE = 0.75

MOST_MEANT = 200
"""Unknown keys for which a known one is looked for that looks like them: it takes its time."""


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that no field claims. It stays in the file, and shows nowhere else."""

    path: Path
    line: int
    """Its line in the file, from 1; 0 when it stands within a value."""
    meant: str = ""
    """The known key that it looks like, with its table; empty where none was found."""

    def __str__(self) -> str:
        said = f"unknown key `{'.'.join(self.path)}`"
        return f"{said}, did you mean `{self.meant}`?" if self.meant else said


def unknown_keys(text: str, template: Template) -> tuple[UnknownKey, ...]:
    """Find the keys that a template does not know.

    Args:
        text: The text of a file that `read` has read.
        template: Its template.

    Raises:
        UnreadableFile: The text is not TOML.
    """
    unknown = read_data(parse(text, ""), template).unknown
    if not unknown:
        return ()
    lines = _lines(text)
    known = list(known_fields(template))
    tables = {path[:length] for path in known for length in range(1, len(path))}
    names = {*known, *tables}
    return tuple(
        UnknownKey(path, _line_of(path, lines), _meant(path, names) if at < MOST_MEANT else "")
        for at, path in enumerate(unknown)
    )


def _lines(text: str) -> dict[Path, int]:
    found: dict[Path, int] = {}
    line = 1
    try:
        for block in blocks(text):
            line += block.lead.count("\n")
            found.setdefault(block.path, line)
            if block.kind != "filler":
                at, counted = line, 0
                for statement in statements(block.text):
                    at += block.text.count("\n", counted, statement.start)
                    counted = statement.start
                    found.setdefault(block.path + statement.key, at)
            line += block.text.count("\n")
    except Unscannable:
        return found
    return found


def _line_of(path: Path, lines: dict[Path, int]) -> int:
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


def _meant(path: Path, names: Iterable[Path]) -> str:
    """The known key that the first unknown part of a path looks like, at its own level."""
    from difflib import get_close_matches

    for length in range(1, len(path) + 1):
        if path[:length] in names:
            continue
        beside = [name[-1] for name in names if name[:-1] == path[: length - 1]]
        close = get_close_matches(path[length - 1], beside, n=1, cutoff=_CLOSE)
        return ".".join((*path[: length - 1], close[0])) if close else ""
    return ""
