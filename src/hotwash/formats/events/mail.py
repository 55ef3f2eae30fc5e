"""E-mails, pasted or saved: who wrote when, and what; threads with the older ones quoted below.

Read are the heads that mail programs put over a message (`From:`, `Sent:` or `Date:`, `Subject:`)
and the line over a quotation (`On Fri, Nov 20, 2026 at 10:05 AM Ben wrote:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hotwash.formats.events.model import Item, ReadContext, Sample, left_over, named, row_text
from hotwash.formats.events.timestamps import Stamps, timed
from hotwash.times.values import TimeReading

_FIELD = re.compile(
    r"[>\s*]*(?P<key>From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Von|Gesendet|Datum|An"
    r"|Betreff|De|Envoyé|À|Objet|Return-Path|Received|Message-ID|MIME-Version|X-[\w-]+"
    r"|Content-[\w-]+|In-Reply-To|References|Delivered-To|List-[\w-]+|User-Agent)"
    r"\*{0,2}\s?:\*{0,2}\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"[>\s]*(?:On|Am) (?P<time>[^<>]{4,50}?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?(?:\s[+-][0-9]{4})?),?\s(?P<who>[^<>]{2,60}?)\s*"
    r"(?:<[^<>]*>\s*)?"
    r"(?:wrote|schrieb):?\s*$"
)
_WHO = {"from", "von", "de"}
_WHEN = {"sent", "date", "gesendet", "datum", "envoyé"}
_ABOUT = {"subject", "betreff", "objet"}
_RULE = re.compile(r"[>\s]*(?:[-_]{5,}.*|-----.*-----|Begin forwarded message:)\s*$")
_ADDRESS = re.compile(r"\s*[<\[][^<>\[\]]*@[^<>\[\]]*[>\]]|^\"|\"$")
LONGEST_WORDS = 600
"""Characters of a message that become the words of its row."""


@dataclass(slots=True)
class _Mail:
    """A message as it is being read."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    headed: bool = False
    """Whether its head is over and its words have begun."""

    def begins_next(self, found: re.Match[str] | None) -> bool:
        """Whether a field is the first one of another message's head."""
        if found is None or found["key"].lower() not in (_WHO | _WHEN):
            return False
        return self.headed or _kind(found["key"]) in self.fields

    def add_field(self, found: re.Match[str], number: int) -> None:
        """Take a field of its head."""
        self.line = self.line if self.fields else number
        self.fields.setdefault(_kind(found["key"]), found["value"].strip())

    def add(self, line: str) -> None:
        """Take a line that is no field of its head."""
        if not line.strip(" \t>"):
            self.headed = self.headed or bool(self.fields)
            return
        self.headed = self.headed or not line[:1].isspace()
        if self.headed and not _RULE.match(line):
            self.body.append(line.strip(" \t>"))


class Mail:
    """Reads e-mails."""

    name = "mail"
    title = "e-mails"

    def sniff(self, sample: Sample) -> float:
        """Sure of a sender above a date; fairly sure of quotations that say who wrote when."""
        keys = [match["key"].lower() for line in sample.head if (match := _FIELD.match(line))]
        if _WHO & set(keys) and _WHEN & set(keys) and len(set(keys)) > 2:
            return 0.93
        return 0.9 if any(_WROTE.match(line) for line in sample.head) else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each message."""
        stamps = Stamps(context)
        mail = _Mail(1)
        for number, line in enumerate(sample.text.splitlines(), 1):
            found = _FIELD.match(line[:2000])
            wrote = _WROTE.match(line[:300])
            if wrote or mail.begins_next(found):
                yield from _event(mail, stamps)
                mail = _Mail(number)
            if wrote:
                mail.fields = {"from": wrote["who"], "date": wrote["time"]}
                mail.headed = True
            elif found and not mail.headed:
                mail.add_field(found, number)
            else:
                mail.add(line)
        yield from _event(mail, stamps)


def _kind(key: str) -> str:
    key = key.lower()
    kinds = (("from", _WHO), ("date", _WHEN), ("subject", _ABOUT))
    return next((kind for kind, keys in kinds if key in keys), key)


def _event(mail: _Mail, stamps: Stamps) -> Iterator[Item]:
    said = " / ".join(mail.body)
    time = mail.fields.get("date", "")
    if not time:
        if said:
            yield left_over(mail.line, said, "no head of a message stands above it")
        return
    who = _ADDRESS.sub("", mail.fields.get("from", "")).strip(" <>\"'")
    about = mail.fields.get("subject", "")
    body = said if len(said) <= LONGEST_WORDS else said[: LONGEST_WORDS - 1] + "…"
    words = body or about
    event = timed(time, f"{who}: {words}" if who else words, _reading(time, stamps), mail.line)
    yield replace(event, extra={**event.extra, **named(who=who, subject=row_text(about))})


def _reading(time: str, stamps: Stamps) -> TimeReading:
    return stamps.reading(re.sub(r"\s*\([A-Z]{2,5}\)$", "", time))
