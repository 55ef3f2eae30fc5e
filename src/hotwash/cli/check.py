"""`hotwash check`: what is missing, wrong or late in postmortems, for people and for pipelines."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hotwash.cli.output import show, show_error
from hotwash.errors import HotwashError

if TYPE_CHECKING:
    from hotwash.postmortem.findings import Finding

_COUNTING = ("error", "warning")
"""The severities that make a file not clean; a note is only told."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding, and where it stands."""

    file: str
    line: int
    """From 1; where the answer is missing, the line of the nearest that is there."""
    path: str
    row: int | None
    column: str
    severity: str
    message: str

    def words(self) -> str:
        """Return it in one line."""
        row = f"[{self.row + 1}]" if self.row is not None else ""
        column = f".{self.column}" if self.column and self.row is not None else ""
        subject = f"{self.path}{row}{column}: " if self.path else ""
        return f"{self.file}:{self.line}: {self.severity}: {subject}{self.message}"


def check(arguments: Namespace) -> int:
    """Tell the findings of each file; 0 clean, 1 findings, 2 when one could not be read."""
    found: list[PlacedFinding] = []
    unread: list[tuple[str, HotwashError]] = []
    for path in arguments.files:
        try:
            found += findings_of(path, arguments.template)
        except HotwashError as error:
            unread.append((path, error))
    if arguments.json:
        show(_as_json(found, unread))
    elif arguments.github:
        show("".join(_annotation(place) for place in found))
        show("".join(_unread_annotation(path, error) for path, error in unread))
    else:
        show("".join(f"{place.words()}\n" for place in found))
    for _path, problem in unread:
        show_error(str(problem))
    if unread:
        return 2
    return 1 if any(place.severity in _COUNTING for place in found) else 0


def findings_of(path: str, instead: str = "") -> list[PlacedFinding]:
    """Return what there is to say about one file.

    Args:
        path: The file.
        instead: A template that the person named, in place of the one in the document.

    Raises:
        HotwashError: It cannot be read.
    """
    from hotwash.cli.reading import is_markdown, parse_document, read_text
    from hotwash.formats.toml.line_numbers import Places
    from hotwash.formats.toml.unknown import unknown_keys
    from hotwash.postmortem.findings import findings

    text, where = read_text(path)
    document = parse_document(text, path, where, instead)
    markdown = is_markdown(path)
    if markdown:
        from hotwash.formats.markdown.line_numbers import places_in

        places = Places(*places_in(document, text))
    else:
        places = Places.of(text)
    unknown = (
        []
        if markdown
        else [
            PlacedFinding(where, key.line or 1, "", None, "", "warning", str(key))
            for key in unknown_keys(text, document.template)
        ]
    )
    told = findings(document, today=date.today())
    return unknown + [
        _placed(finding, where, places.line(finding.path, finding.row)) for finding in told
    ]


def _placed(finding: Finding, where: str, line: int) -> PlacedFinding:
    path = ".".join(finding.path)
    return PlacedFinding(
        where, line, path, finding.row, finding.column, finding.severity, finding.message
    )


def _as_json(found: Sequence[PlacedFinding], unread: Sequence[tuple[str, HotwashError]]) -> str:
    import json
    from dataclasses import asdict

    listed: list[dict[str, object]] = [asdict(place) for place in found]
    listed += [
        {"file": path, "line": None, "severity": "unreadable", "message": str(error)}
        for path, error in unread
    ]
    text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "replace").decode()


_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def _annotation(place: PlacedFinding) -> str:
    """Return a finding as an annotation of GitHub's, which reads it from the log of a run."""
    subject = f"{place.path}: " if place.path else ""
    return (
        f"::{_COMMANDS[place.severity]} file={_property(place.file)},line={place.line},"
        f"title=hotwash::{_data(subject + place.message)}\n"
    )


def _unread_annotation(path: str, error: HotwashError) -> str:
    return f"::error file={_property(path)},title=hotwash::{_data(str(error))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
