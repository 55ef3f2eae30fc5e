"""The sentences that an export adds over and under a timeline, in the language of the template.

They stand in `sentences.toml`. A sentence is read back whatever language it is in, so that a
document keeps its zone and its moments when the template changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from hotwash.template.model import MOMENT_VERBS
from hotwash.template.terms import ENGLISH

_ZONE = r"(?P<zone>[\w+:/−-][\w+:/ ().−-]{0,62})"
_LENGTH = r"~?[\dwdhms. ]+"


@dataclass(frozen=True)
class Sentences:
    """The words of one language; see `sentences.toml`."""

    zone: str
    started: str
    lengths: Mapping[str, str]
    """How each length is named, by its moment."""
    duration: str

    @cached_property
    def zone_pattern(self) -> re.Pattern[str]:
        """Matches the sentence about the zone, which is the group `zone`, alone on its line."""
        before, _, after = map(re.escape, self.zone.partition("{zone}"))
        return re.compile(rf"^{before}{_ZONE}{after}[ \t]*$", re.MULTILINE)

    @property
    def start(self) -> str:
        """The words that the line about the moments begins with."""
        return self.started.partition("{")[0]

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return self.started[-1]

    def moments(self, start: str, parts: Mapping[str, tuple[str, str]], duration: str) -> str:
        """Return the line about the moments.

        Args:
            start: The time at which the incident started, as it is to be written.
            parts: By moment, how long it took and its time.
            duration: How long the incident lasted; empty to leave that out.
        """
        words = "; ".join(
            f"{self._named(moment, first=at == 0)}: {length} ({time})"
            for at, (moment, (length, time)) in enumerate(parts.items())
        )
        line = f"{self.started.format(time=start)} {words}{self.stop}"
        return f"{line} {self.duration}: {duration}{self.stop}" if duration else line

    def _named(self, moment: str, *, first: bool) -> str:
        """A length: in English `Time to detect: …; to resolve: …`."""
        name = self.lengths[moment]
        return name if first else name.removeprefix("Time ")

    def moments_in(self, line: str) -> dict[str, str]:
        """Return the times of the moments, as they are written, that a line about them names."""
        found = self._line.match(line) if line.startswith(self.start) else None
        if found is None:
            return {}
        times = {"started": found["start"]}
        for part in self._part.finditer(found["lengths"]):
            times[self._moments[part["name"]]] = part["time"]
        return times

    @cached_property
    def _moments(self) -> Mapping[str, str]:
        """The moment of each name that a length is written with."""
        return {
            self._named(moment, first=first): moment
            for moment in self.lengths
            for first in (True, False)
        }

    @cached_property
    def _part(self) -> re.Pattern[str]:
        alternatives = "|".join(map(re.escape, sorted(self._moments, key=len, reverse=True)))
        return re.compile(rf"(?P<name>{alternatives}): {_LENGTH} \((?P<time>.+?)\)(?=; |$)")

    @cached_property
    def _line(self) -> re.Pattern[str]:
        part = re.sub(r"\(\?P<\w+>", "(?:", self._part.pattern).removesuffix("(?=; |$)")
        stop = re.escape(self.stop)
        return re.compile(
            rf"{re.escape(self.start)}(?P<start>.+?){stop} (?P<lengths>{part}(?:; {part})*){stop}"
            rf"(?: {re.escape(self.duration)}: {_LENGTH}{stop})?[ \t]*$"
        )


def sentences(language: str) -> Sentences:
    """Return the sentences of a language; English where there are none."""
    known = _all()
    return known.get(language) or known[ENGLISH]


def zone_said_in(text: str) -> str:
    """Return the zone that a line of a text names, in any language; empty for none."""
    for words in _beginning(text):
        if found := words.zone_pattern.search(text):
            return found["zone"]
    return ""


def moments_said_in(line: str) -> dict[str, str]:
    """Return the times of the moments that a line names, in any language; empty for none."""
    for words in _all().values():
        if found := words.moments_in(line):
            return found
    return {}


def _beginning(text: str) -> Iterator[Sentences]:
    """The languages whose sentence about the zone may be in a text."""
    return (words for words in _all().values() if words.zone.partition("{")[0] in text)


@cache
def _all() -> Mapping[str, Sentences]:
    import tomllib

    text = files(__package__).joinpath("sentences.toml").read_text("utf-8")
    return {
        language: Sentences(
            said["zone"],
            said["started"],
            {moment: said[verb] for moment, verb in MOMENT_VERBS.items()},
            said["duration"],
        )
        for language, said in tomllib.loads(text).items()
    }
