"""The column of a timeline's table that says the day, beside one that says the time of day.

Both together are a row's time: `2026-11-20` beside `10:15` is read as `2026-11-20 10:15`, and
written back into the two columns, in the author's own way of writing dates.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.patterns import lazy_pattern
from hotwash.template.shapes.base import Cells
from hotwash.template.shapes.dates import Style, read_day, style_of, write_day
from hotwash.times.dates import scan_day

DAY = "date"
"""The key of the column while its cells stand apart."""

_ISO_FIRST = lazy_pattern(r"(?P<about>~?)(?P<day>\d{4}-\d\d-\d\d)(?: +(?P<clock>.*))?$")


@dataclass(frozen=True, slots=True)
class DayColumn:
    """How a table writes the days of its rows."""

    style: Style = ()
    """How dates are written; see `dated`. Empty for ISO, and for what could be another day."""
    year: str = ""
    """The year that the head of the column says for all of them."""

    @staticmethod
    def like(cells: list[str], year: str) -> DayColumn:
        """Return the column whose cells these are."""
        first = next(filter(None, cells), "")
        return DayColumn(style_of(f"{first} {year}".strip()) or (), year)

    def joined(self, cells: dict[str, str]) -> dict[str, str]:
        """Return a row's cells with the day at the head of its time."""
        day = cells.pop(DAY, "")
        if not day:
            return cells
        words = f"{day} {self.year}".strip()
        read = read_day(words, self.style)
        clock = cells.get("time", "")
        about = "~" if clock.startswith("~") else ""
        text = f"{about}{read} {clock.removeprefix('~')}".strip(" ")
        return {**cells, "time": text}

    def parted(self, cells: Cells) -> Cells:
        """Return a row's cells with the day of its time in its own column."""
        time = cells.get("time", "")
        if DAY in cells or not time:
            return cells
        iso = _ISO_FIRST.match(time)
        if iso is not None:
            return {**cells, DAY: self._written(iso["day"]), "time": _clock(iso)}
        found = scan_day(time)
        if found is None or not found[0].readings:
            return cells
        words = time[: found[1]].removesuffix(self.year).rstrip(" ,")
        return {**cells, DAY: words, "time": time[found[1] :].strip(" ")}

    def _written(self, iso: str) -> str:
        text = write_day(iso, self.style)
        if not self.year:
            return text
        without = text.removesuffix(self.year).rstrip(" ,")
        return without if text != iso and without != text else text


def _clock(match: object) -> str:
    groups = match.groupdict()  # type: ignore[attr-defined]
    return f"{groups['about']}{groups['clock'] or ''}"
