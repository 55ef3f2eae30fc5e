"""Slack and other chats, copied from the window: a name and a time, then the lines of the message.

The window shows twelve-hour times without a date or a zone; days stand on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hotwash.formats.events.model import Event, Item, ReadContext, Sample, left_over, one_line
from hotwash.formats.events.plain import day_heading
from hotwash.formats.events.stamps import Stamps

_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?:\s?[AaPp]\.?[Mm]\.?)?"
_HEADER = re.compile(
    rf"(?P<who>\S.{{0,78}}?)(?:\s+APP)?\s*(?:\[(?P<a>{_CLOCK})\]|\s{{2,}}(?P<b>{_CLOCK}))\s*$"
)
_DATE = r"[0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?"
_WHEN = rf"(?:(?:{_DATE},?|Today at|Yesterday at) )?{_CLOCK}"
_LONELY = re.compile(rf"\s*(?P<time>{_WHEN})\s*$")
_DASHED = re.compile(rf"(?P<who>\S.{{0,60}}?) [—–] (?P<time>{_WHEN})\s*$")
_DATED = re.compile(
    rf"(?:\[(?P<a>{_DATE},? [0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\s?[AaPp][Mm])?)\]"
    rf"|(?P<b>{_DATE},? {_CLOCK}) -)\s+(?P<who>[^\W\d][^:/\[\]=]{{0,60}})(?::\s(?P<text>.*))?$"
)
"""The head of a message in Teams and WhatsApp: `[20/11/2026 10:20] Ben Ortiz`, then words."""
_NEXT = re.compile(rf"\[(?P<time>{_CLOCK})\]\s*(?P<text>\S.*)$")
_NOISE = re.compile(
    r"(?:\d+ (?:repl(?:y|ies)|new messages?)|new messages?|view thread|last reply .*|edited"
    r"|joined #.*|pinned a message.*|added an integration.*|\(edited\)|:[a-z0-9_+-]+:\s*\d*)$",
    re.IGNORECASE,
)


class SlackWindow:
    """Reads messages copied from a window of Slack, Teams, Discord or WhatsApp."""

    name = "slack"
    title = "messages copied from Slack or another chat"

    def sniff(self, sample: Sample) -> float:
        """Sure when lines with a name and a time stand above lines with words."""
        lines = sample.head
        headers = sum(_head(line) is not None for line in lines)
        pairs = sum(
            bool(_LONELY.match(after)) and not _LONELY.match(line) and len(line) < 60
            for line, after in pairwise(lines)
        )
        share = sample.share(headers + pairs)
        return min(0.95, 0.5 + share) if headers + pairs and share > 0.08 else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each message, its lines joined."""
        stamps = Stamps(context)
        who, event, body = "", None, list[str]()
        lines = sample.text.splitlines()
        place = 0
        while place < len(lines):
            line = lines[place][:8000]
            place += 1
            if not line.strip():
                continue
            head = self._head(line, lines[place] if place < len(lines) else "", who)
            day = None if head else day_heading(line, stamps)
            if head is None and day is None:
                if event is None:
                    yield left_over(place, line, "it stands before the first message")
                elif not _NOISE.match(line.strip()):
                    body.append(line.strip())
                continue
            yield from _message(event, body)
            event, body = None, []
            if day is not None:
                stamps = Stamps(replace(context, date=day))
            elif head is not None:
                who, time, text, taken = head
                reading = stamps.reading(time)
                event = Event(time, "", reading.instant, line=place, extra={"who": who})
                body = [text] if text else []
                place += taken
        yield from _message(event, body)

    def _head(self, line: str, after: str, who: str) -> tuple[str, str, str, int] | None:
        """Read the head of a message: who, when, its first words, and how many more lines."""
        follows = _NEXT.match(line)
        if follows:
            return who, follows["time"], follows["text"], 0
        head = _head(line)
        if head is not None:
            return *head, 0
        lonely = _LONELY.match(after)
        if lonely and len(line) < 60 and not line.rstrip().endswith((".", "!", "?", ":")):
            name = re.sub(r"(?:\s+APP|\s*:[a-z0-9_+-]+:)+\s*$", "", line.strip())
            return name, lonely["time"], "", 1
        return None


def _head(line: str) -> tuple[str, str, str] | None:
    """Read a line that names who and when, and may have the first words behind."""
    match = _HEADER.match(line) or _DASHED.match(line)
    if match:
        parts = match.groupdict()
        return match["who"].strip(), parts.get("time") or parts["a"] or parts["b"], ""
    match = _DATED.match(line)
    if match is None or match["who"].isupper():
        return None
    return match["who"].strip(), match["a"] or match["b"], match["text"] or ""


def _message(event: Event | None, body: list[str]) -> Iterator[Item]:
    if event is None:
        return
    said = one_line("\n".join(re.sub(r"\s*\(edited\)$", "", line) for line in body))
    who = event.extra.get("who", "")
    yield replace(event, text=f"{who}: {said}" if who else said)
