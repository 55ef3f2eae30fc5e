"""Standard streams that are closed, full or gone, no home, bad files: one line, exit 2, no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, Said, program, standard

HOTWASH = f'"{sys.executable}" -m hotwash'


def shell(folder: Path, line: str) -> Said:
    """Run a line of shell in which HOTWASH is the program."""
    done = subprocess.run(
        ["bash", "-c", line.replace("HOTWASH", HOTWASH)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_one_line(said: Said) -> bool:
    return said.err.startswith("hotwash: ") and said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", ["export outage.toml", "--help", "--version", "log --help", "check outage.toml"]
)
class TestOutputThatGoesNowhere:
    def test_closed(self, tmp_path: Path, words: str) -> None:
        standard(tmp_path)
        said = shell(tmp_path, f"HOTWASH {words} >&-")
        assert said.code == 2 and is_one_line(said) and "standard output" in said.err

    def test_full(self, tmp_path: Path, words: str) -> None:
        standard(tmp_path)
        said = shell(tmp_path, f"HOTWASH {words} > /dev/full")
        assert said.code == 2 and is_one_line(said) and "No space left" in said.err

    def test_its_reader_has_gone(self, tmp_path: Path, words: str) -> None:
        standard(tmp_path)
        said = shell(tmp_path, f"(sleep 0.1; HOTWASH {words}; echo $? >&2) | true")
        assert said.err in ("0\n", "1\n")

    def test_nobody_hears_the_errors(self, tmp_path: Path, words: str) -> None:
        standard(tmp_path)
        assert shell(tmp_path, f"HOTWASH {words} 2>&-").err == ""


def test_a_full_file_given_by_name(tmp_path: Path) -> None:
    standard(tmp_path)
    said = shell(tmp_path, "HOTWASH export outage.toml -o /dev/full")
    assert said.code == 2 and is_one_line(said) and "/dev/full" in said.err


def test_closed_streams_never_become_the_file(tmp_path: Path) -> None:
    path = standard(tmp_path)
    said = shell(tmp_path, 'HOTWASH log outage.toml "10:20 x" <&- >&- 2>&-')
    assert said == Said(0, "", "")
    assert path.read_text() == f'{STANDARD}\n[[timeline]]\ntime = "10:20"\nevent = "x"\n'


@pytest.mark.parametrize(
    "words", ["log outage.toml", "export -", "check -", "import - -o x.toml", "events -"]
)
def test_closed_input(tmp_path: Path, words: str) -> None:
    standard(tmp_path)
    said = shell(tmp_path, f"HOTWASH {words} <&-")
    assert said.code == 2 and is_one_line(said) and "standard input: closed" in said.err


@pytest.mark.parametrize("home", ["-u HOME", "HOME=/proc/nothing", "HOME=relative"])
def test_no_home(tmp_path: Path, home: str) -> None:
    standard(tmp_path)
    state = f"XDG_STATE_HOME={tmp_path}" if home == "-u HOME" else ""
    bare = f"env -u XDG_STATE_HOME -u XDG_CONFIG_HOME {home} TMPDIR={tmp_path} {state}"
    assert shell(tmp_path, f"{bare} HOTWASH export outage.toml").code == 0
    assert shell(tmp_path, f"{bare} HOTWASH log outage.toml '10:20 x'").code == 0
    assert shell(tmp_path, f"{bare} HOTWASH config").code in (0, 1)
    assert 'event = "x"' in (tmp_path / "outage.toml").read_text()


BAD = {
    "malformed.toml": (b'title = "x\n', "malformed.toml:1:11: "),
    "binary.toml": (b"\x7fELF\0\0\1", "a binary file"),
    "latin.toml": (b'title = "caf\xe9"\n', "not UTF-8"),
    "other.toml": (b"[tool.black]\nline = 1\n", "no postmortem"),
    "template.toml": (b'template = "standrd"\n', "did you mean standard?"),
    "deep.toml": (b"a = " + b"[" * 200_000, "nested"),
    "huge.toml": (b"# " + b"x" * 6_000_000, "too large"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize(
    "words", ["export FILE", "check FILE", "log FILE x", "convert FILE --template one-page", "FILE"]
)
def test_a_bad_file(tmp_path: Path, name: str, words: str) -> None:
    data, meant = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    said = program(*words.replace("FILE", name).split(), cwd=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert is_one_line(said) and meant in said.err and name in said.err
    assert path.read_bytes() == data
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("words", ["export", "check", "log", "list", "actions", "events", "import"])
def test_what_is_no_file(tmp_path: Path, words: str) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("missing.md", "folder.md", "pipe.md"):
        if name != "missing.md" and words in ("list", "actions"):
            continue
        if (name, words) == ("pipe.md", "events"):
            continue
        said = program(words, name, *(["x"] if words == "log" else []), cwd=tmp_path)
        assert said.code == 2 and said.out == "", (words, name)
        assert name in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("words", ["", "outage.toml", "demo", "new.toml", "old.md"])
def test_no_terminal(tmp_path: Path, words: str) -> None:
    standard(tmp_path)
    (tmp_path / "old.md").write_text("# Old\n\n## Summary\n\nIt broke.\n")
    before = sorted(os.listdir(tmp_path))
    said = program(*words.split(), cwd=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert is_one_line(said) and "not a terminal" in said.err
    assert sorted(os.listdir(tmp_path)) == before


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = standard(tmp_path)
    (tmp_path / "outage.md").write_text("# Outage\n\n## Summary\n\nIt broke.\n")
    for words in (
        "new outage.toml",
        "import outage.md",
        "convert outage.toml --template one-page -o outage.toml",
    ):
        said = program(*words.split(), cwd=tmp_path)
        assert said.code == 2 and is_one_line(said), words
    assert path.read_text() == STANDARD
