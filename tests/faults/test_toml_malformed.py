"""E3: files that are broken, or made to break a reader, end in one line and soon."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.small_template import SMALL, find_small

from hotwash.errors import UnreadableFile
from hotwash.formats import toml

SIZE = 4_900_000

DRIVER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))  # two are promised; only a hang takes these
from tests.small_template import find_small
from hotwash.errors import HotwashError
from hotwash.formats import toml
from hotwash.storage import files
try:
    data, _ = files.read_bytes(sys.argv[1])
    toml.read(toml.decode(data, "f").text, find_small, where="f")
    print("read")
except HotwashError as problem:
    print(problem)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

BOMBS: dict[str, str] = {
    "open brackets": "a = " + "[" * SIZE,
    "closed brackets": "a = " + "[" * 90_000 + "]" * 90_000,
    "nested with values": "a = " + "[1," * 1_000_000,
    "open braces": "a = " + "{a=" * 1_000_000,
    "one key of many parts": "a" + ".a" * 1_000_000 + " = 1",
    "one header of many parts": "[a" + ".a" * 1_000_000 + "]",
    "blanks in a key of many parts": "a" + " . a" * 500_000 + " = 1",
    "quoted key of many parts": '"a"' + '."a"' * 500_000 + " = 1",
    "a key that never ends": "a" + ".a" * 1_000_000,
    "many keys of many parts": "".join(f"k{n}" + ".a" * 90 + " = 1\n" for n in range(20_000)),
    "hidden behind a text": 'x = """\n.\n"""\n' + "a" + ".a" * 1_000_000 + " = 1",
    "many rows": "[[timeline]]\n" * (SIZE // 13),
    "many keys": "".join(f"a{n}=1\n" for n in range(500_000)),
    "many numbers": "a = [" + "1," * (SIZE // 2) + "]",
    "many empty texts": "a = [" + '"",' * (SIZE // 3) + "]",
    "many escapes": 'a = "' + "\\n" * (SIZE // 2) + '"',
    "many quotes": 'a = """' + 'a"' * (SIZE // 2) + ' """',
    "many tables in one line": "a = [" + "{}," * (SIZE // 3) + "]",
    "a long number": "a = " + "1" * SIZE,
    "a long float": "a = 1." + "1" * SIZE,
    "a long comment": "#" + "x" * SIZE,
    "a long line of dots": "title = '" + "." * SIZE + "'",
    "a text that never ends": 'a = "' + "x" * SIZE,
    "lines that never end": 'a = """' + "x\n" * 290_000,
    "blanks": " " * SIZE,
    "line ends": "\n" * SIZE,
    "blanks before a header": "\n" * 500_000 + "[a",
    "equals signs": "=" * SIZE,
    "backslashes": 'a = "' + "\\" * SIZE,
    "carriage returns": "a = 1\r" * 500_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_or_read_in_300_mb_and_without_a_hang(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.toml"
    path.write_text(BOMBS[name], newline="")
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"ended by {signal.Signals(-done.returncode).name}"
    said, memory = done.stdout.splitlines()
    assert not done.stderr
    assert said == "read" or said.startswith("f"), said[:200]
    assert len(said) < 500
    assert int(memory) < 300_000, f"{int(memory) // 1000} MB"


INVALID = [
    "a",
    "= 1",
    "a = ",
    "a == 1",
    "a = 1 b = 2",
    "[a",
    "[a]]",
    "[[a]",
    "[]",
    "[a.]",
    "[.a]",
    "a. = 1",
    "a = 01",
    "a = 1__0",
    "a = 0x",
    "a = 1.",
    "a = .5",
    "a = +",
    "a = nope",
    "a = True",
    "a = 2026-02-30",
    "a = 25:00:00",
    "a = 2026-01-01T",
    'a = "',
    "a = '",
    'a = "\\q"',
    'a = "\\u12"',
    'a = "\\ud800"',
    'a = "x\ny"',
    'a = """',
    "a = '''",
    'a = """x""""""',
    "a = [1, 2",
    "a = [1 2]",
    "a = [,]",
    "a = {b = 1,}",
    "a = {b = 1\n}",
    "a = {b}",
    "a = 1\na = 2",
    "a = 1\n[a]",
    "[a]\n[a]",
    "[a]\n[[a]]",
    "a = []\n[[a]]",
    "a.b = 1\n[a]\nb = 2",
    "a = {}\na.b = 1",
    "a = 1 # \x01",
    "a = 1\rb = 2",
    "\x0ba = 1",
    "ä = 1",
    '"a\nb" = 1',
    '"""a""" = 1',
    "a = 1 \x00",
    "a = 'x' 'y'",
    "a = 99999999999999999999e",
    "a = inff",
    "a = --1",
    "# \x7f",
]


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_toml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        toml.read(f'title = "x"\n{text}', find_small, where="outage.toml")
    assert caught.value.where.startswith(("outage.toml:2", "outage.toml:3", "outage.toml:1"))
    assert caught.value.remedy


def test_a_large_postmortem_of_many_words_is_no_bomb() -> None:
    words = 'It said: "no", and C:\\temp was full ... of dots, and commas.\n' * 20_000
    text = f"template = 'small'\n[root_cause]\nwhat_happened = '''\n{words}'''\n"
    document = toml.read(text, find_small, where="f")
    assert document.text(("root_cause", "what_happened")) == words.removesuffix("\n")
    assert document.template is SMALL
    rows = "".join(f"\n[[timeline]]\ntime = '10:15'\nevent = 'e {n}'\n" for n in range(40_000))
    assert len(toml.read(rows, find_small, where="f").rows(("timeline",))) == 40_000
