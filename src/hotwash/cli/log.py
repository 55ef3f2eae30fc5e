"""`hotwash log`: events from a script, another pane or a pipe, into a file that may be open.

Lines on standard input are added as they come, so that `tail -f | grep | hotwash log FILE` logs
while it burns; lines that come together are one turn at the file.
"""

from __future__ import annotations

import os
import select
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from hotwash.cli.output import say, show
from hotwash.cli.reading import STANDARD_INPUT, file_to_change, say_export_problem
from hotwash.editing.document_file import DocumentFile
from hotwash.editing.log import (
    Added,
    LogEntry,
    add_entries,
    as_evidence,
    entry_of,
    gap_note,
    plain_output,
)
from hotwash.editing.log import timeline_of as check_timeline
from hotwash.errors import HotwashError, UnreadableFile, UsageError
from hotwash.postmortem.document import Document

_CHUNK = 65536
_PAUSE = 0.05
"""Seconds without input after which what has come is added."""

_MOST_LINES = 2000
"""Lines that are added in one turn."""

_LONGEST_LINE = 1_000_000
"""Bytes after which a line is cut, and the rest is the next."""

_MOST_KEPT = 2_000_000
"""Bytes of output that are held at either end; what is kept of them with the row is less."""


def log(arguments: Namespace) -> int:
    """Add events to a timeline."""
    file = file_to_change(arguments.file)
    check_timeline(file.read())
    text = " ".join(arguments.text).strip()
    if arguments.evidence:
        _add_or_print(file, [_with_evidence(text, arguments)])
    elif text and text != "-":
        entry = entry_of(text, at=arguments.at, moment=arguments.moment)
        if not entry.event and not entry.time:
            raise UsageError("there are no words to add", remedy="say what happened")
        _add(file, [entry])
    else:
        _add_lines(file, arguments)
    return 0


def _add(file: DocumentFile, entries: Sequence[LogEntry], *, quiet: bool = False) -> None:
    """Add entries in one turn, and say what became of them."""
    added: list[Added] = []

    def edit(document: Document) -> Document:
        nonlocal added
        changed, added = add_entries(document, entries, datetime.now(UTC))
        return changed

    synced = file.change(edit)
    for one in added:
        if one.unreadable:
            why = f" ({one.note})" if one.note else ""
            time = one.row["time"]
            say(f"{file.path}: the time “{time}” cannot be read{why}; it is kept as it is")
        elif one.note:
            say(f"{file.path}: {one.row['time']}: {one.note}")
        if not quiet:
            under = f"  (under {one.under})" if one.under else ""
            say(f"{one.row['time']}  {one.row['event'][:200]}{under}")
    say_export_problem(synced)


def _add_or_print(file: DocumentFile, entries: Sequence[LogEntry]) -> None:
    """Add what came on standard input; if that fails print it, for nobody has it elsewhere."""
    try:
        _add(file, entries, quiet=len(entries) > 1)
    except HotwashError:
        for entry in entries:
            show(f"{entry.time} {entry.event}".strip() + "\n")
            show(f"{entry.evidence}\n" if entry.evidence else "")
        raise


def _add_lines(file: DocumentFile, arguments: Namespace) -> None:
    moment, count = arguments.moment, 0
    if sys.stdin is not None and sys.stdin.isatty():
        say("Type what happens, a line for each event; Ctrl+D ends.")
    for lines in _batches():
        entries = []
        for line in lines:
            entries.append(entry_of(plain_output(line), at=arguments.at, moment=moment))
            moment = ""
        _add_or_print(file, entries)
        count += len(lines)
    if count != 1:
        say(f"{count} events added" if count else "there was nothing to add")


def _batches() -> Iterator[list[str]]:
    """Yield the non-blank lines of standard input in groups, as they arrive."""
    rest, waiting, stopped = b"", list[str](), False
    try:
        for data in _chunks():
            if b"\n" in data or len(rest) > _LONGEST_LINE:
                *lines, rest = (rest + data).split(b"\n") if b"\n" in data else (rest, data)
                waiting += _texts(lines)
            else:
                rest += data
            if waiting and (not data or len(waiting) >= _MOST_LINES):
                yield waiting
                waiting = []
    except KeyboardInterrupt:
        stopped = True
    waiting += _texts([rest])
    if waiting:
        yield waiting
    if stopped:
        raise KeyboardInterrupt


def _texts(lines: Sequence[bytes]) -> Iterator[str]:
    for line in lines:
        text = line.decode("utf-8", "replace").strip()
        if text:
            yield text


def _chunks() -> Iterator[bytes]:
    """Yield what comes on standard input, and nothing whenever there is a pause."""
    if sys.stdin is None:
        raise UnreadableFile("closed", where=STANDARD_INPUT, remedy="give the text: log FILE TEXT")
    descriptor = sys.stdin.fileno()
    while True:
        if not select.select([descriptor], [], [], _PAUSE)[0]:
            yield b""
            select.select([descriptor], [], [])
        try:
            data = os.read(descriptor, _CHUNK)
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            raise UnreadableFile(
                what, where=STANDARD_INPUT, remedy="give the text: log FILE TEXT"
            ) from error
        if not data:
            return
        yield data


def _with_evidence(text: str, arguments: Namespace) -> LogEntry:
    """Return the one entry that keeps the whole of standard input.

    Its words are the text, or the first line of the output.
    """
    output = plain_output(_whole_output())
    evidence, left_out = as_evidence(output)
    if left_out:
        say("the output is long: only its beginning and its end are kept")
    first = next((line.strip() for line in output.split("\n") if line.strip()), "")
    if not text and not first:
        raise UsageError("there was no output to keep", remedy="nothing was added")
    entry = entry_of(text or first, at=arguments.at, moment=arguments.moment)
    return LogEntry(entry.event, entry.time, entry.moment, evidence)


def _whole_output() -> str:
    """Return standard input, to its end; of what is very long its beginning and its end."""
    head, tail, left_out = bytearray(), bytearray(), 0
    for chunk in _chunks():
        if len(head) < _MOST_KEPT:
            head += chunk
            continue
        tail += chunk
        if len(tail) > 2 * _MOST_KEPT:
            left_out += len(tail) - _MOST_KEPT
            del tail[:-_MOST_KEPT]
    if left_out:
        head += f"\n{gap_note(left_out)}\n".encode()
    return (head + tail).decode("utf-8", "replace")
