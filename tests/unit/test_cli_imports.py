"""Headless calls never import Textual; help and version import next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli_calls import standard

TELL = """
import sys
from hotwash.cli import main
code = main(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
print("LOADED", code, *sorted(loaded & {"textual", "rich", "tomlkit", "pydantic", "markdown_it"}))
"""


def loaded(folder: Path, *arguments: str) -> list[str]:
    """The exit code of a call and what of the heavy packages it imported."""
    done = subprocess.run(
        [sys.executable, "-c", TELL, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.rpartition("LOADED")[2].split()


@pytest.mark.parametrize("words", ["--help", "--version", "help", "completion bash", "log --help"])
def test_help_needs_nothing(tmp_path: Path, words: str) -> None:
    assert loaded(tmp_path, *words.split()) == ["0"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("new fresh.toml --title X", "0"),
        ("export outage.toml", "0"),
        ("export outage.toml --to json", "0"),
        ("export outage.toml --to html", "0"),
        ("import old.md", "0"),
        ("log outage.toml rolled back", "0"),
        ("events events.txt --into outage.toml", "0"),
        ("check outage.toml", "1"),
        ("actions", "0"),
        ("list", "0"),
        ("convert outage.toml --template one-page -o other.toml", "0"),
        ("template list", "0"),
        ("template check standard", "0"),
        ("recover", "0"),
        ("keys", "0"),
        ("config", "0"),
        ("outage.toml", "2"),
        ("demo", "2"),
        ("export missing.toml", "2"),
    ],
)
def test_no_screen_is_imported(tmp_path: Path, words: str, code: str) -> None:
    standard(tmp_path)
    (tmp_path / "old.md").write_text("# Old\n\n## Summary\n\nIt broke.\n")
    (tmp_path / "events.txt").write_text("10:15 First alert\n10:20 Team called\n")
    found = loaded(tmp_path, *words.split())
    assert found[0] == code
    assert not {"textual", "rich"} & set(found)


def test_an_export_needs_no_tomlkit_and_no_pydantic(tmp_path: Path) -> None:
    standard(tmp_path)
    assert not {"tomlkit", "pydantic"} & set(loaded(tmp_path, "export", "outage.toml"))
