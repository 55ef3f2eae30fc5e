r"""Jira's wiki markup, which Confluence's "Insert markup" reads too.

A sign that would begin markup has a backslash before it; the few that a backslash does not tame
(the backslash itself, the bar of a table) are written as entities.
"""

from __future__ import annotations

import re

from hotwash.formats.writer import Node, Writer, tick_of

_ALWAYS = re.compile(r"[{}\[\]]")
_OPENS = re.compile(r"(?<!\w)([*_\-+^~?!])(?=\S)")
_SMILEYS = re.compile(
    r"([:;])(?=-?[)(DPp|])|\((?=(?:[ynix/!+\-?]|\*[rgby]?|on|off|flag(?:off)?)\))"
)
_LINE_START = re.compile(r"^(\s*)([hb])(?=[1-6]\.\s|q\.\s)|^(\s*)([#*\-|])")
_LINE_BREAK = " \\\\ "
"""A line end within a list item or a cell, which a real one would end."""
_SIGNS = {"strong": "*", "em": "_", "s": "-"}


def from_markdown(markdown: str) -> str:
    """Return the text in Jira's markup."""
    return JiraWriter().write(markdown) + "\n"


class JiraWriter(Writer):
    """Writes Jira's markup."""

    def text(self, text: str) -> str:
        """Write text of which nothing is markup."""
        text = text.replace("&", "&amp;").replace("\\", "&#92;").replace("|", "&#124;")
        text = _ALWAYS.sub(r"\\\g<0>", text)
        return _SMILEYS.sub(r"\\\g<0>", _OPENS.sub(r"\\\1", text))

    def heading(self, level: int, node: Node) -> str:
        """Write `h1.` to `h6.`."""
        return f"h{level}. {self._line(node)}"

    def paragraph(self, node: Node, *, tight: bool) -> str:
        """Write the text in one line, its first sign tamed where it would begin a block."""
        return self._line(node)

    def _line(self, node: Node) -> str:
        """The spans, the first text of each line so written that it begins no block."""
        parts: list[str] = []
        first = True
        for child in node.children:
            written = self.span(child)
            tame = first and child.type == "text"
            parts.append(_LINE_START.sub(_tamed, written) if tame else written)
            first = child.type == "hardbreak"
        return "".join(parts)

    def list_of(self, node: Node) -> str:
        """Write `*` and `#`, one more for each level."""
        return "\n".join(self._items(node, ""))

    def _items(self, node: Node, signs: str) -> list[str]:
        signs += "#" if node.type == "ordered_list" else "*"
        lines: list[str] = []
        for item in node.children:
            ticked = tick_of(item)
            lead = "" if ticked is None else "☑ " if ticked else "☐ "
            own = [child for child in item.children if child.type == "paragraph"]
            texts = (_on_one_line(self._line(part.children[0])) for part in own)
            lines.append(f"{signs} {lead}{_LINE_BREAK.join(texts)}")
            for child in item.children:
                if child.type in ("bullet_list", "ordered_list"):
                    lines += self._items(child, signs)
                elif child.type != "paragraph":
                    lines.append(self.block(child))
        return lines

    def quote(self, node: Node) -> str:
        """Write `{quote}`."""
        return f"{{quote}}\n{self.blocks(node.children)}\n{{quote}}"

    def code(self, content: str, language: str) -> str:
        """Write `{noformat}`, or `{code}` when the text holds that word in braces."""
        tag = "code" if "{noformat" in content else "noformat"
        inner = content.rstrip("\n").replace(f"{{{tag}", f"{{\u200b{tag}")
        return f"{{{tag}}}\n{inner}\n{{{tag}}}"

    def table(self, node: Node) -> str:
        """Write a row a line, the heading with two bars."""
        head, *rows = [row for part in node.children for row in part.children]
        lines = [f"||{'||'.join(self._cell(cell) for cell in head.children)}||"]
        lines += [f"|{'|'.join(self._cell(cell) for cell in row.children)}|" for row in rows]
        return "\n".join(lines)

    def _cell(self, cell: Node) -> str:
        return _on_one_line(self._line(cell.children[0])).strip() or " "

    def rule(self) -> str:
        """Write four dashes."""
        return "----"

    def code_span(self, content: str) -> str:
        """Write two braces around it."""
        return f"{{{{{self.text(content)}}}}}"

    def emphasis(self, kind: str, inner: str, *, within_word: bool) -> str:
        """Write `*bold*`, `_italic_` or `-struck-`, the blanks outside; `{*}bold{*}` in a word."""
        words = inner.strip()
        before, after = inner[: inner.index(words)], inner[inner.index(words) + len(words) :]
        sign = f"{{{_SIGNS[kind]}}}" if within_word else _SIGNS[kind]
        return f"{before}{sign}{words}{sign}{after}"

    def link(self, url: str, words: str, label: str) -> str:
        """Write `[words|url]`."""
        safe = url.replace("|", "%7C").replace("]", "%5D").replace("[", "%5B")
        safe = safe.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
        return f"[{words}|{safe}]" if label not in ("", url) else f"[{safe}]"

    def soft_break(self) -> str:
        """Write a blank: Jira ends a line at every line end."""
        return " "

    def hard_break(self) -> str:
        """Write a new line."""
        return "\n"


def _tamed(match: re.Match[str]) -> str:
    """The first sign of a line, so written that the line begins no block."""
    if match[2]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"{match[3]}\\{match[4]}"


def _on_one_line(text: str) -> str:
    """A text with its line ends as marks, for an item or a cell."""
    return text.replace("\n", _LINE_BREAK)
