"""Texts without end are refused in one line, and no text takes more than its length to read."""

from __future__ import annotations

import pytest
from tests.work import hang_guard, steps

from hotwash.errors import UnreadableFile
from hotwash.formats.markdown import export, import_markdown
from hotwash.markdown.blocks import LARGEST, MOST_LINES, MOST_MARKED, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word " * (LARGEST // 5 + 1), "characters"),
        ("words\n" * (MOST_LINES + 1), "lines"),
        ("- item\n" * (MOST_MARKED + 1), "items"),
        ("## Heading\n" * (MOST_MARKED + 1), "headings"),
    ],
)
def test_what_is_too_long_is_said(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read(text)


def read_and_written(text: str) -> None:
    assert export(import_markdown(text).document) == text


@pytest.mark.parametrize(
    "line",
    [
        "### same heading\nwords\n", "## 10:15\nwords\n", "- **Label**: x\n", "10:15 what\n",
        "- [ ] do\n", "[a]: http://x\n\nwords\n\n", "**Caption**\n\nwords\n\n", "| a |\n|--|\n\n",
    ],
)  # fmt: skip
def test_twice_as_long_takes_twice_the_steps(line: str) -> None:
    lead = "# T\n\n## Timeline\n\n"
    read_and_written(lead + line * 3)
    short, long = (steps(read_and_written, lead + line * count) for count in (100, 400))
    assert long < short * 5


@pytest.mark.parametrize(
    "text",
    [
        ">" * 50_000 + " x", "- " * 50_000 + "x", "# T\n\n- x" + " " * 300_000 + "y", "*" * 300_000,
        "# T\n\n## Timeline\n\n- " + "10:15 " * 50_000, "|" * 200_000 + "\n" + "|-" * 100_000,
        "".join("  " * depth + "- x\n" for depth in range(400)),
        "# T\n\n- [ ] " + "- Owner: " * 30_000,
        "# T\n\nx" + " " * 300_000 + "(y", "# T\n\n- **a**: " + "\\" * 300_000, "<" * 300_000,
    ],
)  # fmt: skip
def test_long_lines_and_deep_nesting(text: str) -> None:
    with hang_guard():
        read_and_written(text)
