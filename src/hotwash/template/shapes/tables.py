"""Shape of tables: plain ones, timelines and action items alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hotwash.markdown.blocks import bare, is_blank, trim
from hotwash.markdown.tables import PLAIN, TableStyle, is_delimiter, read_cells, write_cells
from hotwash.markdown.writing import TBD, one_line
from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import Cells, Chunk, NotThisShape, Value, items_of, row_spans
from hotwash.template.shapes.day_column import DayColumn
from hotwash.template.shapes.task_text import TaskText

_TICK = lazy_pattern(r"\[(?P<tick>[ xX])\](?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table: its heading is the template's, its rows are the answer."""

    keys: tuple[str, ...]
    """The column keys, in the order drawn."""
    heading: tuple[str, ...] = ()
    """The heading's lines and the line under it, as the template writes them."""
    drawn: TableStyle = PLAIN
    """How the template draws it."""
    text: TaskText | None = None
    """Action items: how what has no column is put behind the task."""

    day: DayColumn | None = None
    """A timeline: the column of days beside that of the times of day."""
    given: tuple[tuple[str, ...], ...] = ()
    """The template's rows, when they are labels to write beside and no examples."""

    gap: str = field(default="", init=False)

    @property
    def _rows_at(self) -> int:
        """How many lines the heading takes: some authors write it below an empty one."""
        return max(2, len(self.heading))

    def chunks(self, lines: Sequence[str]) -> list[Chunk]:
        """See `RowShape.chunks`."""
        first, end = trim(lines, 0, len(lines))
        if first + 1 >= end or not is_delimiter(lines[first + 1]):
            row_spans(lines, ())
            return []
        if self.heading and bare(lines[first]).rstrip() != self.heading[0].rstrip():
            raise NotThisShape
        numbers = range(first + self._rows_at, end)
        if any(is_blank(lines[number]) for number in numbers):
            raise NotThisShape
        return [Chunk(self._read_row(lines[at]), at, at + 1) for at in numbers]

    def _read_row(self, line: str) -> dict[str, str]:
        texts = read_cells(line, len(self.keys))
        cells = {key: text for key, text in zip(self.keys, texts, strict=True) if text}
        return self._read_task(self.day.joined(cells) if self.day is not None else cells)

    def _read_task(self, cells: dict[str, str]) -> dict[str, str]:
        task = cells.pop("task", "") if self.text else ""
        if self.text is None or not task:
            return cells
        tick = _TICK.match(task)
        inner = self.text.read(task[tick.end() :] if tick else task)
        if tick and tick["tick"] != " ":
            inner["done"] = "true"
        return {**inner, **cells}

    def read(self, lines: Sequence[str]) -> Value:
        """See `Shape.read`."""
        return tuple(
            chunk.value
            for chunk in self.chunks(lines)
            if not isinstance(chunk.value, str) and chunk.value
        )

    def head(self, lines: Sequence[str] | None = None) -> str:
        """See `RowShape.head`."""
        heading = self.heading
        if lines is not None:
            first = next((at for at, line in enumerate(lines) if not is_blank(line)), 0)
            heading = tuple(bare(line) for line in lines[: first + self._rows_at])
        return "".join(f"{line}\n" for line in heading)

    def write_row(self, value: str | Cells, number: int, like: Sequence[str] = ()) -> str:
        """See `RowShape.write_row`."""
        cells = {self.keys[-1]: value} if isinstance(value, str) else value
        cells = self.day.parted(cells) if self.day is not None else cells
        texts = {key: one_line(cells.get(key, "")) for key in self.keys}
        if self.text is not None and "task" in texts:
            texts["task"] = self._write_task(self.text, texts["task"], cells)
        drawn = self.drawn
        if like and bool(drawn.lead) is not like[0].lstrip(" \t").startswith("|"):
            drawn = TableStyle(drawn.widths, drawn.right)
        return f"{write_cells(list(texts.values()), drawn)}\n"

    def _write_task(self, writer: TaskText, task: str, cells: Cells) -> str:
        missing = {name: cells[name] for name in cells if name not in self.keys}
        text = writer.write({**missing, "task": task})
        return f"[x] {text}".rstrip(" ") if cells.get("done") == "true" else text

    def write(self, value: Value) -> str:
        """See `Shape.write`."""
        rows = items_of(value)
        return self.head() + "".join(self.write_row(row, at) for at, row in enumerate(rows))

    def blank(self) -> str:
        """See `Shape.blank`."""
        rows = self.given or (("",) * len(self.keys),)
        written = (self.drawn.line([text or TBD for text in row]) for row in rows)
        return self.head() + "".join(f"{line}\n" for line in written)

    def key(self, value: str | Cells) -> object:
        """See `RowShape.key`."""
        if isinstance(value, str):
            return value
        if self.text is None:
            return tuple(value.get(key, "") for key in self.keys)
        return tuple(sorted(value.items()))
