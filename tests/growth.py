"""How the time of every reader grows with the size of hostile texts.

    python -m tests.growth
    python -m tests.growth --shapes comment,columns --readers template

Each shape is doubled a few times and given to each reader. What takes four times as long for twice
the text, and long enough to be felt, is reported: a file that somebody else wrote must not be able
to keep a machine busy. The times are of this process's own, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hotwash.cli.check import findings_of
from hotwash.editing.new import read_markdown
from hotwash.errors import HotwashError
from hotwash.formats import toml
from hotwash.formats.events.reading import read_events
from hotwash.formats.exporting import export_as, from_markdown
from hotwash.formats.markdown import export
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document
from hotwash.template import library
from hotwash.template.infer import read_template
from hotwash.tui.rendering.page import Page

FIRST = 4_000
"""Characters of the smallest text."""

DOUBLINGS = 5
"""How often it is doubled."""

FELT = 0.5
"""Seconds below which nobody cares how the time grew."""

STEEP = 1.6
"""Exponent from which the growth is reported: 1 is linear, 2 the square."""

LONGEST = 8.0
"""Seconds after which a shape is not doubled again."""

HEAD = "# Postmortem: [Title]\n\n## Summary\n\n"


def _repeated(unit: str, head: str = HEAD, tail: str = "\n") -> Callable[[int], str]:
    return lambda size: head + unit * (size // len(unit)) + tail


def _numbered(unit: str, head: str = HEAD, tail: str = "\n") -> Callable[[int], str]:
    """A shape whose parts all differ: `{}` stands for their number."""
    return lambda size: (
        head + "".join(unit.replace("{}", str(at)) for at in range(size // (len(unit) + 2))) + tail
    )


def _columns(unit: str, rows: int = 1) -> Callable[[int], str]:
    def text(size: int) -> str:
        count = size // (len(unit) + 4 + rows * 4)
        named = "|".join(unit.replace("{}", str(at)) for at in range(count))
        row = "|" + " b |" * count + "\n"
        return f"{HEAD}|{named}|\n|{'-|' * count}\n{row * rows}"

    return text


def _ragged(size: int) -> str:
    return f"{HEAD}| a | b |\n|---|---|\n|{' c |' * (size // 4)}\n"


def _backticks(size: int) -> str:
    return HEAD + " ".join("`" * count for count in range(1, math.isqrt(2 * size))) + "\n"


def _nested_list(size: int) -> str:
    depth = min(math.isqrt(size), 400)
    lines = "".join(f"{'  ' * level}- item {level}\n" for level in range(depth))
    return HEAD + lines * (size // len(lines) + 1)


TEXTS: dict[str, Callable[[int], str]] = {
    "comments that do not end": _repeated("<!-- x\n\n"),
    "comments that do not end, in a line": _repeated("x <!-- y "),
    "comments": _repeated("<!-- x -->\n\n"),
    "comments in bullets": _repeated("- <!-- x\n"),
    "asides that do not end": _repeated("<aside "),
    "asides that do not end, by lines": _repeated("<aside \n\n"),
    "details that do not end": _repeated("<details><summary>x\n\n"),
    "summaries that do not end": _repeated("<summary>"),
    "tags that do not end": _repeated("<a href=x "),
    "declarations that do not end": _repeated("<!X "),
    "instructions that do not end": _repeated("<?x "),
    "character data that does not end": _repeated("<![CDATA[ "),
    "opening brackets": _repeated("["),
    "images that do not end": _repeated("![a]("),
    "links that do not end": _repeated("[a](b"),
    "links": _repeated("[a](http://b) "),
    "link definitions": _numbered("[a{}]: http://b\n"),
    "references": _repeated("[a][b] "),
    "footnotes": _numbered("[^{}]: note\n\n"),
    "stars": _repeated("*"),
    "stars and words": _repeated("*a **b "),
    "stars and underscores": _repeated("*a _b "),
    "tildes": _repeated("~~a "),
    "backticks of every length": _backticks,
    "backticks": _repeated("`a "),
    "fences that do not end": _repeated("```\n\n~~~\n\n"),
    "fences": _repeated("```\na\n```\n\n"),
    "backslashes": _repeated("\\"),
    "entities": _repeated("&#x26;&amp;&"),
    "columns of one name": _columns("a"),
    "columns of many names": _columns("a{}"),
    "columns with rows": _columns("a{}", rows=8),
    "columns without names": _columns(""),
    "a ragged table": _ragged,
    "rows": _numbered("| a{} | b |\n", HEAD + "| a | b |\n|---|---|\n"),
    "tables": _repeated("| a | b |\n|---|---|\n| c | d |\n\n"),
    "pipes": _repeated("|"),
    "sections": _numbered("## S{}\n\nText.\n\n"),
    "sections of one name": _repeated("## S\n\nText.\n\n"),
    "groups of one name": _repeated("### S\n\nText.\n\n"),
    "headings underlined": _repeated("S\n---\n\n"),
    "hash signs": _repeated("#"),
    "lenient headings": _repeated("##S\n"),
    "labels": _numbered("- **L{}**: [x]\n"),
    "labels of one name": _repeated("- **L**: [x]\n"),
    "labels in a line": _repeated("**L:** x "),
    "labels that do not end": _repeated("**L"),
    "bullets": _numbered("- item {}\n"),
    "nested bullets": _nested_list,
    "numbers": _numbered("{}. item\n"),
    "quotes": _repeated("> quoted\n"),
    "nested quotes": _repeated("> "),
    "alerts": _repeated("> [!NOTE]\n> x\n\n"),
    "tasks": _numbered("- [ ] task {} - Owner: Bo - Due: 2026-11-20\n"),
    "tasks that do not end": _repeated("- [ ] - Owner: - Due: "),
    "times": _numbered("- 10:15 event {}\n"),
    "times in a line": _repeated("10:15-"),
    "stamps": _numbered("2026-11-20 10:15:00 event {}\n", ""),
    "stamps in a line": _repeated("2026-11-20 10:15:00 ", ""),
    "days": _repeated("20 Nov 2026 ", ""),
    "json that does not end": _repeated('{"a": [', ""),
    "json lines": _numbered('{"time": "2026-11-20T10:15:00Z", "msg": "m{}"}\n', ""),
    "chat": _numbered("Ana  10:15 AM\nsaid {}\n\n", ""),
    "front matter": _numbered("k{}: YYYY-MM-DD\n", "---\n", "---\n# [T]\n"),
    "front matter that does not end": _numbered("k{}: v\n", "---\n"),
    "rules": _repeated("---\n\n"),
    "prompts": _repeated("[What happened?] "),
    "braces": _repeated("{{"),
    "underscores": _repeated("_"),
    "dots": _repeated("."),
    "a long word": _repeated("x"),
    "wide characters": _repeated("日本"),
    "combining marks": _repeated("\u0301"),
    "joiners": _repeated("👩\u200d"),
    "blanks": _repeated(" "),
    "blanks and words": _repeated("x" + " " * 40),
    "lines of blanks": _repeated(" " * 20 + "\n"),
    "tabs": _repeated("\t"),
    "line ends": _repeated("\n"),
    "returns": _repeated("\r"),
    "digits": _repeated("1"),
    "colons": _repeated("a: "),
    "commas": _repeated("a, "),
    "hyphens": _repeated(" - "),
    "directives": _repeated("<!-- hotwash: kind=line -->\n\n"),
    "directives that do not end": _repeated("<!-- hotwash: "),
}
"""Markdown, and lines of logs."""

TOMLS: dict[str, Callable[[int], str]] = {
    "unknown keys": _numbered("k{} = 1\n", ""),
    "unknown keys that look like known ones": _numbered("titel{} = 1\n", ""),
    "unknown keys in a table": _numbered("severty{} = 1\n", "[incident_details]\n"),
    "unknown tables": _numbered("[t{}]\na = 1\n", ""),
    "unknown rows": _numbered("[[t]]\na{} = 1\n", ""),
    "unknown keys with dots": _numbered("t.k{} = 1\n", ""),
    "unknown keys in rows": _numbered("[[timeline]]\nk{} = 1\n", ""),
    "unknown keys of one row": _numbered("k{} = 1\n", "[[timeline]]\n"),
    "rows": _numbered('[[timeline]]\ntime = "10:15"\nevent = "e{}"\n', ""),
    "rows of one text": _repeated('[[timeline]]\ntime = "10:15"\nevent = "e"\n', ""),
    "unreadable times": _numbered('[[timeline]]\ntime = "x{}"\nevent = "e"\n', ""),
    "moments": _repeated('[[timeline]]\ntime = "10:15"\nmoment = "started"\n', ""),
    "tasks": _numbered('[[action_items.immediate]]\ntask = "t{}"\ndue = "x"\n', ""),
    "list items": _numbered('"i{}",\n', "[root_cause]\nwhy_it_happened = [\n", "]\n"),
    "inline rows": _numbered('{time = "10:15", event = "e{}"},\n', "timeline = [\n", "]\n"),
    "a long text": _repeated("word ", '[root_cause]\nwhat_happened = """', '"""\n'),
    "quotes in a text": _repeated('""\\"', '[root_cause]\nwhat_happened = """', ' """\n'),
    "backslashes in a text": _repeated("\\\\", '[root_cause]\nwhat_happened = "', '"\n'),
    "lines of a text": _repeated("a\n", '[root_cause]\nwhat_happened = """', '"""\n'),
    "comments": _repeated("# comment\n", ""),
    "blank lines": _repeated("\n", ""),
    "comments and rows": _repeated('# comment\n[[timeline]]\nevent = "e"\n', ""),
    "a string that does not end": _repeated("x", 'title = "'),
    "strings that do not end": _repeated('a = """\n', ""),
    "brackets": _repeated("[", "a = "),
    "one key again": _repeated("a = 1\n", ""),
}
"""TOML files, of the standard template."""


def _template(text: str) -> None:
    read_template(text)


def _known(text: str) -> None:
    read_markdown(text, "old.md")


def _own(text: str) -> None:
    document = import_own(text)
    assert export(document) == text
    for to in ("html", "slack", "jira", "confluence", "json"):
        export_as(document, to)


def _answer(text: str) -> None:
    """An answer with the text in it, exported and read back from TOML."""
    document = Document(library.find("standard"))
    path = ("root_cause", "what_happened")
    written = toml.write_new(document.replace(path, text))
    again = toml.read(written, library.find, where="x")
    export(again)
    again.replace(path, "")


def _clipboard(text: str) -> None:
    for to in ("html", "slack", "jira", "confluence"):
        from_markdown(text, to)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    path: tuple[str, ...] | None = None
    row: int | None = None


def _preview(text: str) -> None:
    page = Page(80)
    page.update([_Piece(text)])  # type: ignore[list-item]
    page.update([_Piece(text + "\nmore\n")])  # type: ignore[list-item]


def _events(text: str) -> None:
    read_events(text, date="2026-11-20")


def _check(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.md"
        path.write_text(text, encoding="utf-8", newline="")
        findings_of(str(path))


def _check_toml(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.toml"
        path.write_text(text, encoding="utf-8", newline="")
        findings_of(str(path))


def _edit_toml(text: str) -> None:
    """Read a file, change its title, and write it."""
    decoded = toml.decode(text.encode(), "s.toml")
    document, kept = toml.TomlText.read(decoded, library.find, where="s.toml")
    kept.updated(replace(document).replace(("title",), "changed"))


def _export_toml(text: str) -> None:
    document = toml.read(text, library.find, where="s.toml")
    for to in ("markdown", "html", "slack", "jira", "confluence", "json"):
        export_as(document, to)


READERS: dict[str, tuple[Callable[[str], None], dict[str, Callable[[int], str]]]] = {
    "template": (_template, TEXTS),
    "import": (_own, TEXTS),
    "import by a known template": (_known, TEXTS),
    "answer": (_answer, TEXTS),
    "copy": (_clipboard, TEXTS),
    "preview": (_preview, TEXTS),
    "events": (_events, TEXTS),
    "check": (_check, TEXTS),
    "toml check": (_check_toml, TOMLS),
    "toml edit": (_edit_toml, TOMLS),
    "toml export": (_export_toml, TOMLS),
}
"""What reads texts, and the shapes it is tried with."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How long a reader took for a shape at each size."""

    reader: str
    shape: str
    sizes: list[int]
    seconds: list[float]

    @property
    def exponent(self) -> float:
        """How the time grew over the last two doublings: 1 with the size, 2 with its square."""
        if len(self.sizes) < 3:
            return 0.0
        grown = self.seconds[-1] / max(self.seconds[-3], 0.001)
        return math.log(grown) / math.log(self.sizes[-1] / self.sizes[-3])

    @property
    def steep(self) -> bool:
        """Whether it is to be reported."""
        return self.seconds[-1] > FELT and self.exponent > STEEP

    def __str__(self) -> str:
        times = "  ".join(f"{seconds:.2f}" for seconds in self.seconds)
        return (
            f"{self.exponent:4.1f}  {self.reader}: {self.shape}: "
            f"{self.sizes[-1]:,} characters: {times}"
        )


def grow(reader: str, shape: str, doublings: int = DOUBLINGS) -> Growth:
    """Time a reader with a shape that is doubled."""
    read, shapes = READERS[reader]
    found = Growth(reader, shape, [], [])
    for doubling in range(doublings + 1):
        text = shapes[shape](FIRST << doubling)
        begun = time.process_time()
        try:
            read(text)
        except HotwashError:
            pass
        found.sizes.append(len(text))
        found.seconds.append(time.process_time() - begun)
        if found.seconds[-1] > LONGEST:
            break
    return found


def chosen(shapes: str, readers: str) -> Iterator[tuple[str, str]]:
    """Yield the readers and shapes with one of the words in their names."""
    for reader, (_read, known) in READERS.items():
        for shape in known:
            if any(word in reader for word in readers.split(",")) and any(
                word in shape for word in shapes.split(",")
            ):
                yield reader, shape


def main() -> int:
    """Print what grows too fast, and with --all everything; 1 when something does."""
    parser = argparse.ArgumentParser(description="How the time of every reader grows.")
    parser.add_argument("--shapes", default="", help="words of the shapes to try")
    parser.add_argument("--readers", default="", help="words of the readers to try")
    parser.add_argument("--doublings", type=int, default=DOUBLINGS)
    parser.add_argument("--all", action="store_true", help="print every measurement")
    arguments = parser.parse_args()
    steep = tried = 0
    for reader, shape in chosen(arguments.shapes, arguments.readers):
        tried += 1
        found = grow(reader, shape, arguments.doublings)
        steep += found.steep
        if found.steep or arguments.all:
            print(found, flush=True)
    print(f"{tried} tried, {steep} grow too fast")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
