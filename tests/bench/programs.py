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
    """All of them, with their files made in a folder."""
    small, rows, prose = folder / "small.toml", folder / "rows.toml", folder / "prose.toml"
    small.write_text(_document(rows=6, lines=20))
    rows.write_text(_document(rows=10_000, lines=20))
    prose.write_text(_document(rows=6, lines=5_000))
    text = folder / "notes.md"
    text.write_text("".join(f"Line {number} of some notes.\n" for number in range(120)))
    one = [sys.executable, "-m", "tests.bench.one_input"]
    hotwash = [sys.executable, "-m", "hotwash"]
    env = {"HOME": str(folder), "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None}
    title, entry, root = ("Detection Method",), ("f4",), ("f4", "f4")
    found = [
        Program(ONE_INPUT, one, "Ready to type", down=False),
        Program("TextArea, 200 lines", [*one, "area"], "Line 20 of"),
        Program("hotwash, 3 kB, preview", [*hotwash, str(small)], title[0], env=env),
        Program("hotwash, 3 kB, no preview", [*hotwash, str(small)], title[0], _OFF, env),
        Program("hotwash, 3 kB, timeline", [*hotwash, str(small)], title[0], entry, env, True, _UP),
        Program("hotwash, 3 kB, prose", [*hotwash, str(small)], title[0], root, env),
        Program("hotwash, 10,000 rows", [*hotwash, str(rows)], title[0], (), env),
        Program("hotwash, 10,000 rows, timeline", [*hotwash, str(rows)], title[0], entry, env,
                True, _UP),
        Program("hotwash, 5,000 lines, prose", [*hotwash, str(prose)], title[0], root, env),
        Program("hotwash, 3 kB, prose, plain output", [*hotwash, "--plain-output", str(small)],
                title[0], root, env),
    ]  # fmt: skip
    for editor, keys in (("vim", ("i",)), ("nano", ()), ("micro", ())):
        if path := shutil.which(editor):
            options = ["-u", "NONE", "-N"] if editor == "vim" else []
            found.append(Program(editor, [path, *options, str(text)], "Line 20 of", keys))
    return found


_OFF = ("f7", "f7", "f7")
_UP = ("up", "home")


def _document(*, rows: int, lines: int) -> str:
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
