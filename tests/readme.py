"""Remake the tables of the README from the program: python tests/readme.py"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def times_table() -> str:
    """The spellings of a time, from the cases that the tests hold."""
    from tests.time_spellings import SPELLINGS

    lines = ["| Typed | Stored | Meaning |", "| --- | --- | --- |"]
    lines += [f"| `{case.typed}` | `{case.stored}` | {case.means} |" for case in SPELLINGS]
    intro = (
        "In a postmortem of 20 November 2026 in UTC, under a row of 10:00, typed on the next "
        "morning at 09:00:\n\n"
    )
    return intro + "\n".join(lines) + "\n"


def remade(text: str) -> str:
    """Return the README with its tables as the program has them now."""
    from hotwash.tui.keymap import keys_markdown

    for name, table in (("times", times_table()), ("keys", keys_markdown())):
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- /{name} -->)", re.S)
        text = pattern.sub(lambda m, t=table: f"{m[1]}\n{t}\n{m[2]}", text)  # type: ignore[misc]
    return text


def main() -> int:
    README.write_text(remade(README.read_text()))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(README.parent))  # for the cases, which stand beside the tests
    sys.exit(main())
