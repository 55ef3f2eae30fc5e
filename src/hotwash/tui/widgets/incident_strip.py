"""Lines under the timeline: the incident drawn to scale, and what its moments say.

The strip is read by its shape, so it needs no colour: `▁` quiet, `▇` impact, `▅▂` recovery, with
the first letters of the moments under it.
"""

from __future__ import annotations

from datetime import tzinfo

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip as Line
from textual.widget import Widget

from hotwash.postmortem.moments import Metrics, strip
from hotwash.postmortem.timeline import Timetable
from hotwash.times.display import display_time
from hotwash.tui.widgets.cells import crop, visible, width


class IncidentStrip(Widget):
    """Two lines: the bars between the first and the last time, and the moments under them."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"strip--impact", "strip--recovery", "strip--quiet", "strip--moment"}
    DEFAULT_CSS = """
    IncidentStrip {
        height: 2;
        & > .strip--impact { color: $text-error; }
        & > .strip--recovery { color: $text-warning; }
        & > .strip--quiet { color: $text-muted; }
        & > .strip--moment { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.table: Timetable | None = None
        self.found: Metrics | None = None
        self._zone: tzinfo | None = None
        self._painted: tuple[object, int, list[list[Segment]]] | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines."""
        return 2

    def draw(self, table: Timetable, found: Metrics, zone: tzinfo | None = None) -> None:
        """Draw another timeline; without a moment at which it began there is nothing to see.

        Args:
            table: The rows and their times.
            found: What its moments say.
            zone: The clocks that the times are shown by; None for the document's.
        """
        self.table, self.found, self._zone = table, found, zone
        begun = "started" in found.at or "detected" in found.at
        self.display = begun and sum(time is not None for time in table.times) > 1
        self._painted = None
        self.refresh()

    def render_line(self, y: int) -> Line:
        """The bars, or the moments."""
        total = self.size.width
        if self._painted is None or self._painted[:2] != (self.table, total):
            self._painted = (self.table, total, self._lines(total))
        lines = self._painted[2]
        return Line(lines[y]) if y < len(lines) else Line.blank(total, self.rich_style)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"strip--{name}")

    def _lines(self, total: int) -> list[list[Segment]]:
        if self.table is None or self.found is None:
            return []
        known = [at for at, time in enumerate(self.table.times) if time is not None]
        if len(known) < 2:
            return []
        first, last = (self._time(at) for at in (known[0], known[-1]))
        room = total - width(first) - width(last) - 4
        drawn = strip(self.table.times, self.found, min(room, 160))
        if drawn is None:
            return []
        base, quiet = self.rich_style, self._look("quiet")
        bars = [Segment(f" {first} ", quiet)]
        bars += [Segment(cell.bar, self._look(cell.phase)) for cell in drawn.cells]
        bars.append(Segment(f" {last} ", quiet))
        letters = " " * (width(first) + 2) + drawn.letters
        pad = max(0, total - sum(width(part.text) for part in bars))
        return [
            [*bars, Segment(" " * pad, base)],
            [Segment(crop(letters, total), self._look("moment"))],
        ]

    def _time(self, index: int) -> str:
        assert self.table is not None
        text = self.table.rows[index]["time"]
        time = self.table.times[index]
        return visible(
            display_time(text, time, self.table.frame, self._zone or self.table.frame.zone)
        )


class NoteLine(Widget):
    """One greyed line of words."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "NoteLine { height: 1; color: $text-muted; &.-strong { color: $foreground; } }"

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def tell(self, text: str, *, strong: bool = False) -> None:
        """Show other words."""
        if text != self._text:
            self._text = text
            self.set_class(strong, "-strong")
            self.refresh()

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._text

    def render_line(self, y: int) -> Line:
        """The words."""
        return Line([Segment(crop(" " + visible(self._text), self.size.width), self.rich_style)])
