"""Slack's mrkdwn: for a message sent by a program, or pasted by a person.

Slack knows no headings, no tables and no way to escape a sign that would begin bold text; a space
without width after the sign keeps it a sign. Mentions of everybody are kept from ringing.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from hotwash.characters import width_of
from hotwash.formats.writer import Node, Writer, cells, plain, tick_of

NO_WIDTH = "\u200b"
_OPENS = re.compile(r"(?<!\w)([*_~`])(?=\S)")
_EVERYBODY = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
_SIGNS = {"strong": "*", "em": "_", "s": "~"}


def from_markdown(markdown: str, *, pasted: bool = False) -> str:
    """Return a message.

    Args:
        markdown: The export.
        pasted: Whether a person pastes it into Slack, which shows entities and `<url|words>` as
            they are, rather than a program sending it.
    """
    return SlackWriter(pasted=pasted).write(markdown) + "\n"


class SlackWriter(Writer):
    """Writes mrkdwn."""

    def __init__(self, *, pasted: bool) -> None:
        self._pasted = pasted

    def _entities(self, text: str) -> str:
        if self._pasted:
            return text
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def text(self, text: str) -> str:
        """Write text of which nothing is bold, a mention or a link by accident."""
        quiet = _EVERYBODY.sub(f"@{NO_WIDTH}", _OPENS.sub(rf"\1{NO_WIDTH}", text))
        return self._entities(quiet)

    def heading(self, level: int, node: Node) -> str:
        """Write a bold line."""
        words = self.text(plain(node)).strip()
        return f"*{words}*" if words else ""

    def paragraph(self, node: Node, *, tight: bool) -> str:
        """Write the text."""
        return self.spans(node)

    def list_of(self, node: Node) -> str:
        """Write signs and numbers as text."""
        start = int(node.attrs.get("start", 1))
        lines = []
        for index, item in enumerate(node.children):
            ticked = tick_of(item)
            sign = f"{start + index}." if node.type == "ordered_list" else "•"
            if ticked is not None:
                sign = "☑" if ticked else "☐"
            inner = "\n".join(filter(None, map(self.block, item.children)))
            lines.append(f"{sign} {inner}".replace("\n", "\n    "))
        return "\n".join(lines)

    def quote(self, node: Node) -> str:
        """Write `>` before each line."""
        return "\n".join(f"> {line}" for line in self.blocks(node.children).split("\n"))

    def code(self, content: str, language: str) -> str:
        """Write three backticks around it, those within it parted."""
        inner = self._entities(content.rstrip("\n")).replace("```", f"``{NO_WIDTH}`")
        return f"```\n{inner}\n```"

    def table(self, node: Node) -> str:
        """Write two columns as lines with a bold beginning, more as aligned text."""
        rows = cells(node)
        if len(rows[0]) == 2:
            return "\n".join(self._pair(*row) for row in rows[1:])
        table = [line for row in rows for line in _lines_of(row)]
        widths = [max(map(width_of, column)) for column in zip(*table, strict=True)]
        lines = ["  ".join(map(_padded, row, widths)).rstrip() for row in table]
        return self.code("\n".join(lines), "")

    def _pair(self, first: Node, second: Node) -> str:
        lead = self.text(plain(first)).strip()
        return f"*{lead}*  {self.spans(second)}" if lead else self.spans(second)

    def rule(self) -> str:
        """Write a line of dashes."""
        return "———"

    def code_span(self, content: str) -> str:
        """Write backticks around it, or plain text when it holds some."""
        return f"`{self._entities(content)}`" if "`" not in content else self.text(content)

    def emphasis(self, kind: str, inner: str, *, within_word: bool) -> str:
        """Write `*bold*`, `_italic_` or `~struck~`, the blanks outside; within a word, nothing."""
        if within_word:
            return inner
        words = inner.strip()
        before, after = inner[: inner.index(words)], inner[inner.index(words) + len(words) :]
        return f"{before}{_SIGNS[kind]}{words}{_SIGNS[kind]}{after}"

    def link(self, url: str, words: str, label: str) -> str:
        """Write `<url|words>`, or the words and the address for a person's paste."""
        if self._pasted:
            return url if label in ("", url) else f"{words} ({url})"
        safe = self._entities(url.replace("|", "%7C"))
        return f"<{safe}|{self._entities(label)}>" if label not in ("", url) else f"<{safe}>"

    def hard_break(self) -> str:
        """Write a new line."""
        return "\n"


def _lines_of(row: list[Node]) -> list[list[str]]:
    """The lines of a table's row; a cell without a line end takes the first."""
    parts = [plain(cell, "\n").split("\n") for cell in row]
    return [list(line) for line in zip_longest(*parts, fillvalue="")]


def _padded(text: str, width: int) -> str:
    """A text with blanks behind it up to a width in cells of a terminal."""
    return text + " " * (width - width_of(text))
