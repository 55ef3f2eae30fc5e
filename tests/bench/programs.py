"""What is measured: the yardstick, Hotwash in several situations, and the editors at hand."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ONE_INPUT = "one Input"
"""The program that all ratios are taken to."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program in a situation."""

    name: str
    argv: Sequence[str]
    ready: str
    """Stands on the screen when the program can be used."""
    keys: Sequence[str] = ()
    """Pressed after that, to get to where the typing is measured."""
    env: Mapping[str, str | None] = field(default_factory=dict)
    down: bool = True
    """Whether Down is measured after the typing."""
    down_keys: Sequence[str] = ()
    """Pressed before Down is measured."""


def programs(folder: Path) -> list[Program]:
    """All of them, each with files of its own made in a folder: typing changes them.

    The yardstick comes last once more: how far its ratio is from 1 is how much the machine drifts.
    """
    small, rows, prose = (6, 20), (10_000, 20), (6, 5_000)
    entry, root = ("f4",), ("f4", "f4")
    situations: Sequence[tuple[str, tuple[int, int], Sequence[str], Sequence[str]]] = (
        ("3 kB, preview", small, (), ()),
        ("3 kB, no preview", small, _OFF, ()),
        ("3 kB, timeline", small, entry, _UP),
        ("3 kB, prose", small, root, ()),
        ("10,000 rows", rows, (), ()),
        ("10,000 rows, timeline", rows, entry, _UP),
        ("5,000 lines, prose", prose, root, ()),
        ("3 kB, prose, plain output", small, root, ()),
    )
    one = [sys.executable, "-m", "tests.bench.one_input"]
    found = [
        Program(ONE_INPUT, one, "Ready to type", down=False),
        Program("TextArea, 200 lines", [*one, "area"], "Line 20 of"),
    ]
    for number, (name, size, keys, down_keys) in enumerate(situations):
        home = folder / str(number)
        home.mkdir()
        path = home / "outage.toml"
        path.write_text(document(rows=size[0], lines=size[1]))
        options = ["--plain-output"] if "plain output" in name else []
        found.append(program_at(name, path, *options, keys=keys, down_keys=down_keys))
    for editor, keys in (("vim", ("i",)), ("nano", ()), ("micro", ())):
        if path_of := shutil.which(editor):
            text = folder / f"{editor}.md"
            text.write_text("".join(f"Line {number} of some notes.\n" for number in range(120)))
            argv = [path_of, *_AS_IT_COMES.get(editor, ()), str(text)]
            found.append(Program(editor, argv, "Line 20 of", keys))
    found.append(Program(f"{ONE_INPUT}, again", one, "Ready to type", down=False))
    return found


def program_at(
    name: str, path: Path, *options: str, keys: Sequence[str] = (), down_keys: Sequence[str] = ()
) -> Program:
    """Hotwash with a file, in a home of its own beside it."""
    argv = [sys.executable, "-m", "hotwash", *options, str(path)]
    env = home_in(path.parent)
    return Program(f"hotwash, {name}", argv, "Detection Method", keys, env, down_keys=down_keys)


def home_in(folder: Path) -> dict[str, str | None]:
    """The variables that make a folder the home; None for those that are not to be there."""
    away = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {"HOME": str(folder), **dict.fromkeys(away)}


_AS_IT_COMES = {"vim": ("-u", "NONE", "-N"), "nano": ("--ignorercfiles",)}
"""Options that keep an editor from the settings of this machine; nano's could lock the file."""

_OFF = ("f7", "f7", "f7")
_UP = ("up", "home")


def document(*, rows: int, lines: int) -> str:
    """A postmortem of so many events and so many lines of prose, as TOML."""
    parts = [
        'template = "standard"\ntitle = "Checkout errors after the 14.2 deploy"\n'
        'timezone = "UTC"\n\n[incident_details]\ndate = 2026-11-20\nduration = "2h 30m"\n'
        'severity = "P1"\nimpact = "31 % of checkouts failed in the EU"\n\n'
    ]
    for number in range(rows):
        time = f"{number // 60 % 24:02}:{number % 60:02}"
        day = f"2026-11-{20 + number // 1440:02} " if number >= 1440 else ""
        parts.append(f'[[timeline]]\ntime = "{day}{time}"\nevent = "Event number {number}"\n\n')
    text = "".join(f"Sentence {number} of what happened that night.\n" for number in range(lines))
    parts.append(f'[root_cause]\nwhat_happened = """\n{text}"""\n')
    return "".join(parts)
