"""Key moments of an incident, what follows from them, and the incident drawn to scale.

Every length is counted from the row marked *started*: time to detect, to acknowledge, to mitigate
and to resolve are the distances from *started* to the row of that name, and the duration is the
distance from *started* to *resolved*. Without a *started* row none of them is known; the first and
the last row are never taken for the ends. Where a moment is marked on several rows, the earliest
counts for started, detected and acknowledged, the latest for mitigated and resolved (a fix that
did not hold was not the fix).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotwash.postmortem.document import Row
from hotwash.template.model import MOMENT_VERBS, MOMENTS
from hotwash.times.durations import write_duration
from hotwash.times.values import ResolvedTime

_LATEST = frozenset({"mitigated", "resolved"})


@dataclass(frozen=True, slots=True)
class Metrics:
    """What the marked moments say. Lengths are None when one of their two ends is not marked."""

    at: dict[str, ResolvedTime]
    """The time of each marked moment that has one."""
    rows: dict[str, int]
    """The index of the row that counts for each marked moment, readable or not."""

    def since_start(self, moment: str) -> timedelta | None:
        """The distance from *started* to a moment; negative when it was marked before."""
        start, then = self.at.get("started"), self.at.get(moment)
        return None if start is None or then is None else then.instant - start.instant

    @property
    def time_to_detect(self) -> timedelta | None:
        """From *started* to *detected*."""
        return self.since_start("detected")

    @property
    def time_to_acknowledge(self) -> timedelta | None:
        """From *started* to *acknowledged*."""
        return self.since_start("acknowledged")

    @property
    def time_to_mitigate(self) -> timedelta | None:
        """From *started* to *mitigated*."""
        return self.since_start("mitigated")

    @property
    def time_to_resolve(self) -> timedelta | None:
        """From *started* to *resolved*."""
        return self.since_start("resolved")

    @property
    def duration(self) -> timedelta | None:
        """How long the incident lasted: from *started* to *resolved*."""
        return self.since_start("resolved")

    @property
    def missing(self) -> tuple[str, ...]:
        """The moments that no row is marked with, in their order."""
        return tuple(moment for moment in MOMENTS if moment not in self.rows)

    def words(self) -> tuple[str, ...]:
        """The lengths in words: `to detect 5m`, `to resolve ~1h 50m`; what cannot be, too."""
        found = []
        start = self.at.get("started")
        for moment, verb in MOMENT_VERBS.items():
            length, then = self.since_start(moment), self.at.get(moment)
            if length is not None and length < timedelta(0):
                found.append(f"{moment} is {write_duration(-length)} before started")
            elif length is not None and start is not None and then is not None:
                about = "~" if start.approximate or then.approximate else ""
                found.append(f"to {verb} {about}{write_duration(length)}")
        return tuple(found)


def metrics(rows: Sequence[Row], times: Sequence[ResolvedTime | None]) -> Metrics:
    """Read the marked moments of a timeline.

    Args:
        rows: The rows.
        times: Their resolved times, one for each.
    """
    at: dict[str, ResolvedTime] = {}
    marked: dict[str, int] = {}
    told = [index for index, row in enumerate(rows) if "moment" in row.cells]
    for index in told:
        moment = rows[index].cells["moment"]
        if moment not in MOMENTS:
            continue
        time = times[index]
        marked.setdefault(moment, index)
        if time is None:
            continue
        known = at.get(moment)
        later = known is None or time.instant > known.instant
        if known is None or later == (moment in _LATEST):
            at[moment] = time
            marked[moment] = index
    return Metrics(at, marked)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the strip."""

    bar: str
    """`▁` quiet, `▇` impact, `▅` and `▂` recovery."""
    phase: str
    """`quiet`, `impact` or `recovery`."""
    moment: str = ""
    """The moment that falls on it; the earliest where several do."""
    events: int = 0
    """How many rows fall on it."""

    @property
    def letter(self) -> str:
        """The moment's first letter in capitals, or a space."""
        return self.moment[:1].upper() or " "


@dataclass(frozen=True, slots=True)
class Strip:
    """The incident drawn to scale, from the first known time to the last."""

    cells: tuple[Cell, ...]
    start: datetime
    """Aware, in UTC; the left edge."""
    stop: datetime
    """Aware, in UTC; the right edge."""

    @property
    def bars(self) -> str:
        """The drawing, one sign for each column."""
        return "".join(cell.bar for cell in self.cells)

    @property
    def letters(self) -> str:
        """A line under it: `S`, `D`, `A`, `M`, `R` where the moments are."""
        return "".join(cell.letter for cell in self.cells)


def strip(times: Iterable[ResolvedTime | None], found: Metrics, width: int) -> Strip | None:
    """Draw the incident to scale.

    Impact lasts from *started* (or *detected*) to *mitigated* (or *resolved*), recovery from
    there to *resolved*; all else is quiet.

    Args:
        times: The times of all rows.
        found: The moments.
        width: Columns to fill.

    Returns:
        The strip, or None when fewer than two different times are known or there is no room.
    """
    instants = [time.instant for time in times if time is not None]
    if len(set(instants)) < 2 or width < 2:
        return None
    start, stop = min(instants), max(instants)
    span = (stop - start).total_seconds()

    def column(instant: datetime) -> int:
        return min(int((instant - start).total_seconds() / span * width), width - 1)

    counts = Counter(map(column, instants))
    at = {moment: column(found.at[moment].instant) for moment in MOMENTS if moment in found.at}
    moments = _spread(at, width)
    begin = at.get("started", at.get("detected"))
    end = at.get("resolved")
    turn = at.get("mitigated", end)
    phases = [_phase(place, begin, turn, end, width) for place in range(width)]
    cells = (
        Cell(bar, phase, moments.get(place, ""), counts[place])
        for place, (bar, phase) in enumerate(phases)
    )
    return Strip(tuple(cells), start, stop)


def _spread(at: dict[str, int], width: int) -> dict[int, str]:
    """Place moments in columns of their own, beside their own one where that is taken."""
    found: dict[int, str] = {}
    for moment, place in at.items():
        beside = (spot for spot in (place, place + 1, place - 1) if 0 <= spot < width)
        found.setdefault(next((spot for spot in beside if spot not in found), place), moment)
    return found


def _phase(
    place: int, begin: int | None, turn: int | None, end: int | None, width: int
) -> tuple[str, str]:
    if begin is None or place < begin:
        return "▁", "quiet"
    last = end if end is not None else width
    if turn is None or place < turn or (turn == begin == place):
        return "▇", "impact"
    if place < last:
        return ("▅" if place < turn + (last - turn) * 2 / 3 else "▂"), "recovery"
    return "▁", "quiet"


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the timeline says nothing."""

    above: int
    """The index of the row before it."""
    below: int
    """The index of the row after it."""
    length: timedelta


def gaps(times: Sequence[ResolvedTime | None], minutes: int) -> list[Gap]:
    """Return the gaps longer than some minutes between rows that follow each other in time.

    A range ends where it says; rows without a time are passed over.
    """
    least = timedelta(minutes=minutes)
    found: list[Gap] = []
    above, until = -1, None
    for index, time in enumerate(times):
        if time is None:
            continue
        if until is not None and time.instant - until > least:
            found.append(Gap(above, index, time.instant - until))
        stop = time.end or time.instant
        above, until = index, stop if until is None else max(stop, until)
    return found
