"""On which line of a file an answer stands, for messages that a pipeline can follow."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotwash.formats.toml.scanner import Unscannable, header_at, skip_trivia, statement_at
from hotwash.template.model import Path


@dataclass(slots=True)
class Places:
    """The lines of a file's keys, tables and rows, from 1."""

    keys: dict[Path, int] = field(default_factory=dict)
    """The first line that has to do with a path."""
    rows: dict[Path, list[int]] = field(default_factory=dict)
    """The lines of the headers of an array of tables."""

    @staticmethod
    def of(text: str) -> Places:
        """Find the lines of a text that has been read as TOML."""
        places = Places()
        pos, line, counted = 0, 1, 0
        table: Path = ()
        while (pos := skip_trivia(text, pos)) < len(text):
            line += text.count("\n", counted, pos)
            counted = pos
            header = header_at(text, pos)
            try:
                if header is not None:
                    table, end = header
                    if text[pos:end].lstrip().startswith("[["):
                        places.rows.setdefault(table, []).append(line)
                    places.keys.setdefault(table, line)
                else:
                    statement = statement_at(text, pos)
                    end = statement.end
                    places.keys.setdefault((*table, *statement.key), line)
            except Unscannable:
                return places
            pos = end
        return places

    def line(self, path: Path, row: int | None = None) -> int:
        """Return the line of an answer or of a row; of its table, or the first, where it is not."""
        rows = self.rows.get(path, [])
        if row is not None and row < len(rows):
            return rows[row]
        for length in range(len(path), 0, -1):
            if path[:length] in self.keys:
                return self.keys[path[:length]]
        return 1
