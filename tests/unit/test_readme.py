"""What the README says is so: its tables are the program's, its commands and files exist."""

from __future__ import annotations

import re
import shlex

from tests.readme import README, remade

from hotwash.cli.parser import COMMANDS, parse

TEXT = README.read_text()


def test_its_tables_are_the_programs() -> None:
    assert remade(TEXT) == TEXT, "run: python tests/readme.py"


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"\((screenshots/[^)]+)\)", TEXT)
    assert len(pictures) >= 4
    assert [name for name in pictures if not (README.parent / name).exists()] == []


def test_ci_runs_its_test_command() -> None:
    commands = re.findall(r"```sh\n(python3 -m venv .*)\n```", TEXT)
    assert len(commands) == 2
    assert commands[1] in (README.parent / ".ci" / "run").read_text()


def test_its_commands_can_be_parsed() -> None:
    lines = re.findall(r"^(?:.*\| )?hotwash (.+)$", TEXT, re.M)
    assert len(lines) > 6
    for line in lines:
        words = shlex.split(line, comments=True)
        words = words[: words.index(">")] if ">" in words else words
        if words and words[0] in COMMANDS:
            parse(words[0], words[1:])
