"""The line under a timeline that says what its marked moments come to.

`Started 10:10. Time to detect: 5m (10:15); to resolve: 1h 50m (12:00).` A template has no place for
moments unless its timeline has a column of that name; the line carries them to those who read the
export, and an import reads them back from it: each time names the row that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from hotwash.formats.markdown.sentences import moments_said_in, sentences
from hotwash.markdown.blocks import bare
from hotwash.markdown.writing import escape_inline, one_line, unescape_inline
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.marking import is_marked, timelines
from hotwash.template.model import MOMENT_VERBS, MOMENTS, Field, Kind, Path, Template
from hotwash.template.words import plain

if TYPE_CHECKING:
    from hotwash.postmortem.moments import Metrics
    from hotwash.postmortem.timeline import Timetable
    from hotwash.postmortem.timetables import WholeTimeline


def note_in(line: str) -> dict[str, str]:
    """Return the times of the moments that a line of an export names; empty for other lines."""
    found = moments_said_in(bare(line)) if line[:1].isalpha() else {}
    return {moment: unescape_inline(time) for moment, time in found.items()}


def with_moments(rows: Sequence[Row], moments: Mapping[str, str]) -> tuple[Row, ...]:
    """Return rows with moments on those that have their times: on the first one that has none yet.

    Args:
        rows: The rows of a timeline as they were read.
        moments: What `note_in` returned.
    """
    made = list(rows)
    for moment, time in moments.items():
        for at, row in enumerate(made):
            if one_line(row["time"]) == time and "moment" not in row.cells:
                made[at] = row.with_cell("moment", moment)
                break
    return tuple(made)


class MomentsNote:
    """Writes the line for one document again and again, and works it out only where it changed."""

    def __init__(self) -> None:
        self._made_from: tuple[WholeTimeline, frozenset[str]] | None = None
        self._made: tuple[Path | None, str] = None, ""

    def of(self, document: Document, asked: frozenset[str]) -> tuple[Path | None, str]:
        """Return the timeline that the line stands under, and the line.

        It stands under the last list that has a moment which counts. There is none where no length
        is known, where the template asks for all of them elsewhere, and where an imported
        document's timeline says the moments in a column of its own.

        Args:
            document: The postmortem.
            asked: What `lengths_asked` says of its template.
        """
        fields = list(timelines(document))
        if not any(is_marked(document, field) for field in fields):
            return None, ""
        from hotwash.postmortem.timetables import whole_timeline

        whole = whole_timeline(document)
        before = self._made_from
        if before is None or before[0] is not whole or before[1] != asked:
            self._made_from = whole, asked
            self._made = _placed_note(document.template, fields, whole, asked)
        return self._made


def _placed_note(
    template: Template, fields: Sequence[Field], whole: WholeTimeline, asked: frozenset[str]
) -> tuple[Path | None, str]:
    places = {whole.places[index][0] for index in whole.metrics.rows.values()}
    under = [field for field in fields if field.path in places]
    if not under or any(_in_own_column(template, field) for field in under):
        return None, ""
    note = _note(whole, asked, template.language, alone=len(fields) == 1)
    return (under[-1].path, note) if note else (None, "")


def _in_own_column(template: Template, field: Field) -> bool:
    return template.is_document and any(
        column.key == "moment" and column.shown for column in field.columns
    )


def _note(whole: WholeTimeline, asked: frozenset[str], language: str, *, alone: bool) -> str:
    """The line; the times of one list stand as in its rows, those of several with their days."""
    from hotwash.times.durations import write_duration

    table, found = whole.table, whole.metrics
    start = found.at.get("started")
    about = start is not None and start.approximate
    lengths = {
        moment: "~" * (about or found.at[moment].approximate) + write_duration(length)
        for moment, length in _lengths(found)
    }
    parts = {
        moment: (length, _time(table, found.rows[moment], alone))
        for moment, length in lengths.items()
        if MOMENT_VERBS[moment] not in asked
    }
    if not parts:
        return ""
    began = _time(table, found.rows["started"], alone)
    duration = "" if asked & {"duration", "resolve"} else lengths.get("resolved", "")
    note = sentences(language).moments(began, parts, duration)
    return note if not alone or _reads_back(note, table, found, len(parts) + 1) else ""


def _reads_back(note: str, table: Timetable, found: Metrics, count: int) -> bool:
    """Whether reading a line gives its moments again, each at its instant.

    Not where a time holds the line's own signs, nor where two rows have one time on other days.
    """
    from hotwash.postmortem.moments import metrics

    read = note_in(note)
    unmarked = [row.with_cell("moment", "") for row in table.rows]
    again = metrics(with_moments(unmarked, read), table.times)
    return len(read) == count and all(
        moment in again.at and again.at[moment].instant == found.at[moment].instant
        for moment in read
    )


def _lengths(found: Metrics) -> Iterator[tuple[str, timedelta]]:
    """The moments with their distance from the start, those before it left out."""
    for moment in MOMENTS:
        length = found.since_start(moment) if moment in MOMENT_VERBS else None
        if length is not None and length >= timedelta(0):
            yield moment, length


def _time(table: Timetable, index: int, alone: bool) -> str:
    """The time of a row, as it stands there or with its day where that is not the incident's."""
    text, time = table.rows[index]["time"], table.times[index]
    if not alone and time is not None:
        from hotwash.postmortem.timeline import canonical

        text = canonical(text, time, None, table.frame)
    return escape_inline(one_line(text))


_ASKED = re.compile(
    r"\btime to (?P<verb>detect|acknowledge|mitigate|resolve)|\bM?TT(?P<letter>[DAMR])\b", re.I
)
_LETTERS = {"d": "detect", "a": "acknowledge", "m": "mitigate", "r": "resolve"}


def lengths_asked(template: Template) -> frozenset[str]:
    """Return the verbs of the lengths that a template has fields for; `duration` if it has one."""
    found: set[str] = set()
    for field in template.fields:
        asked = list(_ASKED.finditer(plain(field.label)))
        if field.kind is Kind.DURATION and not asked:
            found.add("duration")
        for match in asked:
            found.add((match["verb"] or _LETTERS[match["letter"].lower()]).lower())
    return frozenset(found)
