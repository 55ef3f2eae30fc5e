"""`git log` in its common forms: whole entries with any `--date`, and one line a commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, row_text
from hotwash.formats.events.timestamps import Stamps, timed

_GRAPH = re.compile(r"[*|\\/_ ]*(?:[*|\\/] |$)")
"""What `--graph` draws before a line."""

_COMMIT = re.compile(r"(?:[*|\\/ ]*[*] )?(?P<word>commit) (?P<sha>[0-9a-f]{7,64})\b")
_FIELD = re.compile(r"(?P<key>[A-Z][A-Za-z]{2,11}):\s*(?P<value>.*)$")
_ONE_LINE = re.compile(
    r"[*|\\/ ]*(?P<sha>[0-9a-f]{7,40})(?:\s+\([^()]+\))?(?:\s+[|-])?(?:\s+|[|,;])(?P<rest>.*)$"
)


class GitLog:
    """Reads commits; the author's date counts where the committer's is not shown."""

    name = "git"
    title = "git log"

    def sniff(self, sample: Sample) -> float:
        """Sure of `commit SHA` with a date under it; fairly sure of lines that begin with one."""
        commits = sum(bool(_COMMIT.match(line)) for line in sample.head)
        dates = sum("Date:" in line[:24] for line in sample.head)
        if commits and dates:
            return 0.95
        lines = sum(_one_line(line) is not None for line in sample.head)
        return 0.9 * sample.share(lines) if lines else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each commit, newest first as git does."""
        stamps = Stamps(context)
        entry: list[tuple[int, str]] = []
        for number, line in enumerate(sample.text.splitlines(), 1):
            if _COMMIT.match(line):
                yield from _entry(entry, stamps)
                entry = [(number, line)]
            elif entry:
                entry.append((number, line[:4000]))
            elif line.strip():
                found = _one_line(line)
                if found is None and _GRAPH.fullmatch(line):
                    continue
                if found is None:
                    yield left_over(number, line, "it is no commit")
                    continue
                sha, time, rest = found
                reading = stamps.reading(time)
                yield _commit(timed(time, rest, reading, number), sha)
        yield from _entry(entry, stamps)


def _one_line(line: str) -> tuple[str, str, str] | None:
    from hotwash.times.entries import split_entry

    match = _ONE_LINE.match(line)
    if match is None:
        return None
    time, rest = split_entry(match["rest"])
    return (match["sha"], time, rest) if time else None


def _entry(lines: list[tuple[int, str]], stamps: Stamps) -> Iterator[Item]:
    if not lines:
        return
    number, first = lines[0]
    commit = _COMMIT.match(first)
    graph = commit.start("word") if commit else 0
    sha = commit["sha"][:9] if commit else ""
    fields, body = _parts([line[graph:] for _number, line in lines[1:]])
    date = next((fields[key] for key in ("CommitDate", "Date", "AuthorDate") if key in fields), "")
    author = re.sub(r"\s*<[^>]*>$", "", fields.get("Author", ""))
    subject = body[0] if body else ""
    if subject.startswith("Merge ") and len(body) > 1:
        subject = f"{subject}: {body[1]}"
    event = _dated(date, number, stamps)
    if event.instant is None:
        yield left_over(number, f"{sha} {subject} ({date})", "its date cannot be read")
        return
    yield _commit(replace(event, text=row_text(f"{subject} ({sha})")), sha, author)


def _parts(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a commit and, without their indents, the lines of its message."""
    fields: dict[str, str] = {}
    body: list[str] = []
    for line in lines:
        field = None if body else _FIELD.match(line)
        if field:
            fields[field["key"]] = field["value"].strip()
        elif line.startswith("    ") and line.strip():
            body.append(line.strip())
    return fields, body


def _dated(date: str, number: int, stamps: Stamps) -> Event:
    """Return an event without words of a date in any form; `--date=raw` has seconds and a zone."""
    first = date.partition(" ")[0]
    if first.isdigit() and len(first) >= 9:
        return Event(date, "", stamps.epoch(first), line=number)
    return timed(date, "", stamps.reading(date), number)


def _commit(event: Event, sha: str, author: str = "") -> Event:
    """Return the event of a commit; `2 hours ago` is not to the minute."""
    extra = {"commit": sha, "who": author} if author else {"commit": sha}
    ago = event.approximate or event.time.endswith("ago")
    return replace(event, approximate=ago, extra={**event.extra, **extra})
