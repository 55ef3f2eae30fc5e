"""Slack and other chats, copied from the window: a name and a time, then the lines of the message.

The window shows twelve-hour times without a date or a zone, further messages of a person without
AM or PM; days stand on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hotwash.formats.events.chat_heads import Head, find_heads
from hotwash.formats.events.model import Event, Item, ReadContext, Sample, Used, left_over, row_text
from hotwash.formats.events.plain_lines import day_heading
from hotwash.formats.events.timestamps import Stamps

_NOISE = re.compile(
    r"(?:\d+ (?:repl(?:y|ies)|new messages?)|new messages?|new|view thread|last reply .*|edited"
    r"|joined #.*|pinned a message.*|added an integration.*|\(edited\)|:[a-z0-9_+-]+:\s*\d*)$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<hour>1[0-2]|0?[1-9]):(?P<minute>[0-9]{2})$")
_TWELVE = re.compile(r"[0-9]\s?[AaPp]\.?[Mm]\b")
_SOON = 120
"""Minutes after which a lonely time under a name is words, not a further message."""


class SlackWindow:
    """Reads messages copied from a window of Slack, Teams, Discord or WhatsApp."""

    name = "slack"
    title = "messages copied from Slack or another chat"

    def sniff(self, sample: Sample) -> float:
        """Sure when lines with a name and a time stand above lines with words."""
        heads = find_heads([line[:200] for line in sample.head])
        share = sample.share(len(heads))
        places = {head.start for head in heads}
        worded = sum(bool(head.text) or head.stop not in places for head in heads)
        if share <= 0.08 or worded * 2 <= len(heads) or _is_a_log(heads):
            return 0.0
        return min(0.95, 0.5 + share)

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each message, its lines joined."""
        lines = [line[:8000] for line in sample.text.splitlines()]
        heads = {head.start: head for head in find_heads(lines)}
        reader = _Messages(context, twelve=any(_TWELVE.search(h.time) for h in heads.values()))
        place = 0
        while place < len(lines):
            head = heads.get(place)
            if head is not None and reader.begins(head):
                yield from reader.begin(head)
                place = head.stop
                continue
            yield from reader.line(lines[place], place + 1)
            place += 1
        yield from reader.message()


def _is_a_log(heads: Sequence[Head]) -> bool:
    """Whether there is nobody's name, and each message is on the line of its time."""
    if any(head.who for head in heads):
        return False
    return all(head.text and head.stop == head.start + 1 for head in heads)


class _Messages:
    """Puts messages together, line by line."""

    def __init__(self, context: ReadContext, *, twelve: bool) -> None:
        self.context = context
        self.stamps = Stamps(context)
        self.twelve = twelve
        self.who = ""
        self.named = False
        self.event: Event | None = None
        self.body: list[str] = []

    def begins(self, head: Head) -> bool:
        """Whether a message begins here: a lonely time long after the last one is words."""
        if head.who or head.text or not self.named or self.stamps.previous is None:
            return True
        clock = _minutes(self._whole(head.time))
        return clock is None or (clock - self._last()) % 1440 <= _SOON

    def begin(self, head: Head) -> Iterator[Item]:
        """Begin a message; yield the one before."""
        yield from self.message()
        self.who = head.who or self.who
        self.named = self.named or bool(head.who)
        instant = self.stamps.reading(self._whole(head.time)).instant
        extra = {"who": self.who} if self.who else {}
        self.event = Event(head.time, "", instant, line=head.start + 1, extra=extra)
        self.body = [head.text] if head.text else []

    def line(self, line: str, number: int) -> Iterator[Item]:
        """Read a line that begins no message."""
        if not line.strip():
            return
        day = day_heading(line, self.stamps)
        if day is not None:
            yield from self.message()
            yield Used(number, line)
            self.stamps = Stamps(replace(self.context, date=day))
        elif self.event is None:
            yield left_over(number, line, "it stands before the first message")
        elif not _NOISE.match(line.strip()):
            self.body.append(line.strip())

    def message(self) -> Iterator[Item]:
        """Yield the message that has been read, if there is one."""
        event, self.event = self.event, None
        if event is not None:
            said = row_text("\n".join(re.sub(r"\s*\(edited\)$", "", line) for line in self.body))
            who = event.extra.get("who", "")
            yield replace(event, text=f"{who}: {said}" if who and said else said or who)
        self.body = []

    def _last(self) -> int:
        """Minutes of the day of the last message, on the clocks of the source."""
        if self.stamps.previous is None:
            return 0
        wall = self.stamps.previous.instant.astimezone(self.stamps.frame.zone)
        return wall.hour * 60 + wall.minute

    def _whole(self, time: str) -> str:
        """Give a time of a twelve-hour chat that lacks its half of the day the one that follows."""
        match = _BARE.match(time) if self.twelve and self.stamps.previous else None
        if match is None:
            return time
        early = int(match["hour"]) % 12 * 60 + int(match["minute"])
        last = self._last()
        return f"{time} {'AM' if (early - last) % 1440 <= (early + 720 - last) % 1440 else 'PM'}"


def _minutes(time: str) -> int | None:
    """Minutes of the day of a time of day without a day; None for any other."""
    from hotwash.times.grammar import spell

    found = spell(time)
    if found is None or found.clock is None or found.day is not None:
        return None
    return found.clock.hour * 60 + found.clock.minute
