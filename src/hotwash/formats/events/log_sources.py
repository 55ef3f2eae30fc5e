"""Logs as sources of events: of systems, and of web servers and applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from hotwash.formats.events.applog import application_line
from hotwash.formats.events.log_lines import led_line, read_log
from hotwash.formats.events.model import Item, ReadContext, Sample
from hotwash.formats.events.syslog import VERBOSE, sureness, system_line
from hotwash.formats.events.timestamps import Stamps

_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_LED = re.compile(r"[^{]{1,80}[|:\]]\s*(?:\{|(?:time|ts|level|t)=)")
"""A line of JSON or of pairs behind the name of where it comes from."""
_LOGGED_TIME = re.compile(r'"(?:@?timestamp|time|ts|t|datetime|date|asctime|eventTime)":')
_LOGGED_WORDS = re.compile(r'"(?:msg|message|event|body|level|severity|lvl|levelname|log.level)":')


class ApplicationLog:
    """Reads the logs of Apache, nginx and applications."""

    name = "log"
    title = "an Apache or application log"

    def sniff(self, sample: Sample) -> float:
        """Sure when lines begin with a machine's time, or are objects or pairs with one."""
        stamps = Stamps(ReadContext(_ANY_TIME))
        own = [line for line in sample.head if _is_own(line)]
        led = [line for line in sample.head if _LED.match(line)]
        found = sum(application_line(line, 0, stamps) is not None for line in own)
        found += sum(led_line(line, 0, stamps) is not None for line in led)
        deeper = sum(line[:1] in " \t" for line in sample.head)
        lines = max(found, len(sample.head) - deeper)
        return 0.8 * found / lines + 0.02 if found else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line with a time; the lines below it are its evidence."""
        return read_log(sample, context, application_line)


def _is_own(line: str) -> bool:
    """Whether a line is no JSON, or such as loggers write."""
    if line[:1] != "{":
        return True
    return _LOGGED_TIME.search(line) is not None and _LOGGED_WORDS.search(line) is not None


class Syslog:
    """Reads syslog files and journalctl's short and ISO output."""

    name = "syslog"
    title = "syslog or journalctl"

    def sniff(self, sample: Sample) -> float:
        """Sure when lines have a time and then a tag."""
        if any(VERBOSE.match(line) for line in sample.head[:5]):
            return 0.9
        tagged = sum(sureness(line) for line in sample.head)
        if tagged:
            tagged += 0.5 * sum(line.startswith(("-- ", "# ")) for line in sample.head)
        return min(0.85, 0.9 * sample.share(1) * tagged)

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each line; the journal's own remarks are left over."""
        return read_log(sample, context, system_line)
