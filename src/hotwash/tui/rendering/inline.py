"""What stands within a line of Markdown: emphasis, code, links, escapes, as spans.

Follows CommonMark (and GitHub's strikethrough and bare links) but for reference links, which are
shown as they are written. Nothing here is ever a link that a terminal would open, and every
character without a shape is made visible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from hotwash.tui.rendering.spans import Mark, Span
from hotwash.tui.words import visible

LONGEST = 20_000
"""Characters of a line that are read for marks; a longer one is shown as it is."""

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&\n]|https?://")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~\u2010-\u2027\u2030-\u205e¡-©«¬®-±´¶-¸»¿×÷]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)|(?:[^\s<>@]+@[^\s<>@]+))>")
_HTML = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--|[!?][^<>]*)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_BARE_LINK = re.compile(r"https?://[^\s<>`]*[^\s<>`.,;:!?'\"*_~)\]]")
_TARGET = re.compile(
    r"\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>(?:[^\s()\\]|\\.|\([^\s()]*\))*))"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)"
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    """A stretch of text, or a run of signs that may turn out to be emphasis."""

    text: str
    mark: Mark = Mark.NONE
    sign: str = ""
    length: int = 0
    opens: bool = False
    closes: bool = False


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may turn out to begin a link."""

    node: int
    active: bool = True


def inline(text: str) -> list[Span]:
    """Read the inline Markdown of a line or paragraph.

    Args:
        text: The text of a block; its lines are joined, hard breaks are kept as line ends.
    """
    if len(text) > LONGEST or not _SPECIAL.search(text):
        return _shown([_Node(text)])
    return _shown(_InlineParser(text).read())


def _shown(nodes: list[_Node]) -> list[Span]:
    """Nodes as spans that can be drawn; neighbours with the same marks become one."""
    spans: list[Span] = []
    for node in nodes:
        text = node.sign * node.length if node.sign else node.text
        if not text:
            continue
        text = "\n".join(visible(line) for line in text.split("\n"))
        mark = node.mark
        if text == "TBD" and mark & Mark.EMPHASIS:
            mark |= Mark.MUTED
        if spans and spans[-1][1] == mark:
            spans[-1] = (spans[-1][0] + text, mark)
        else:
            spans.append((text, mark))
    return spans


class _InlineParser:
    """Reads one text from left to right, as CommonMark's appendix tells."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.nodes: list[_Node] = []
        self.brackets: list[_Bracket] = []
        self.without_end: set[int] = set()

    def read(self) -> list[_Node]:
        """Read it all."""
        text = self.text
        while self.at < len(text):
            found = _SPECIAL.search(text, self.at)
            if found is None:
                self._add(text[self.at :])
                break
            if found.start() > self.at:
                self._add(text[self.at : found.start()])
            self.at = found.start()
            self._special(found[0])
        _emphasis(self.nodes, 0)
        return self.nodes

    def _add(self, text: str, mark: Mark = Mark.NONE) -> None:
        self.nodes.append(_Node(text, mark))

    def _take(self, match: re.Match[str] | None, text: str, mark: Mark) -> bool:
        if match is None:
            return False
        self._add(text, mark)
        self.at = match.end()
        return True

    def _special(self, sign: str) -> None:
        text, at = self.text, self.at
        if sign == "\n":
            self._line_end()
        elif sign == "\\":
            escape = _ESCAPE.match(text, at)
            if text.startswith("\\\n", at):
                self._add("\n")
                self.at += 2
            elif not self._take(escape, escape[1] if escape else "", Mark.NONE):
                self._plain(1)
        elif sign == "`":
            self._code()
        elif sign in "*_~":
            self._run(sign)
        elif sign == "[" or text.startswith("![", at):
            self.nodes.append(_Node("[" if sign == "[" else "!["))
            self.brackets.append(_Bracket(len(self.nodes) - 1))
            self.at += len(self.nodes[-1].text)
        elif sign == "]":
            self._close_bracket()
        elif sign == "<":
            self._angle()
        elif sign == "&":
            entity = _ENTITY.match(text, at)
            if not self._take(entity, unescape(entity[0]) if entity else "", Mark.NONE):
                self._plain(1)
        elif sign.startswith("http"):
            link = _BARE_LINK.match(text, at)
            if not self._take(link, link[0] if link else "", Mark.LINK):
                self._plain(len(sign))
        else:
            self._plain(1)

    def _plain(self, length: int) -> None:
        self._add(self.text[self.at : self.at + length])
        self.at += length

    def _line_end(self) -> None:
        """A line end is a space, or a hard break after two spaces."""
        before = self.nodes[-1].text if self.nodes else ""
        hard = before.endswith("  ")
        if self.nodes and not self.nodes[-1].sign:
            self.nodes[-1].text = before.rstrip(" ")
        self._add("\n" if hard else " ")
        self.at += 1
        while self.text.startswith(" ", self.at):
            self.at += 1

    def _code(self) -> None:
        """A code span, or the backticks themselves where nothing closes them."""
        ticks = _TICKS.match(self.text, self.at)
        size = len(ticks[0]) if ticks else 1
        if size not in self.without_end:
            for closing in _TICKS.finditer(self.text, self.at + size):
                if len(closing[0]) == size:
                    inner = self.text[self.at + size : closing.start()].replace("\n", " ")
                    if inner.startswith(" ") and inner.endswith(" ") and inner.strip():
                        inner = inner[1:-1]
                    self._add(inner, Mark.CODE)
                    self.at = closing.end()
                    return
            self.without_end.add(size)
        self._plain(size)

    def _run(self, sign: str) -> None:
        """A run of signs that may open or close emphasis, by what stands on its sides."""
        text, start = self.text, self.at
        end = start
        while end < len(text) and text[end] == sign:
            end += 1
        self.at = end
        if sign == "~" and end - start > 2:
            self._add(text[start:end])
            return
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        left, right = _flanks(before, after)
        opens, closes = left, right
        if sign == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        self.nodes.append(_Node("", sign=sign, length=end - start, opens=opens, closes=closes))

    def _close_bracket(self) -> None:
        """A link, if the bracket has a partner and a target follows."""
        if not self.brackets:
            self._plain(1)
            return
        bracket = self.brackets.pop()
        target = _TARGET.match(self.text, self.at + 1) if bracket.active else None
        if target is None:
            self._plain(1)
            return
        opening = self.nodes[bracket.node]
        inner = self.nodes[bracket.node + 1 :]
        _emphasis(inner, 0)
        for node in inner:
            node.mark |= Mark.LINK
        if not any(node.text or node.length for node in inner):
            where = target["pointed"] or target["bare"] or ""
            inner = [_Node(where, Mark.LINK)]
        # What is read is text for good: its signs take no part in emphasis further out.
        for node in inner:
            if node.sign:
                node.text, node.sign = node.sign * node.length, ""
        if opening.text == "[":
            for outer in self.brackets:
                outer.active = self.nodes[outer.node].text == "!["
        self.nodes[bracket.node :] = inner
        self.at = target.end()

    def _angle(self) -> None:
        """A link in angle brackets, or HTML, which is shown as it is written."""
        text, at = self.text, self.at
        link = _AUTOLINK.match(text, at)
        if self._take(link, link[1] if link else "", Mark.LINK):
            return
        html = _HTML.match(text, at)
        if html is None:
            self._plain(1)
        elif _BREAK.fullmatch(html[0]):
            self._take(html, "\n", Mark.NONE)
        else:
            self._take(html, html[0].replace("\n", " "), Mark.MUTED)


def _is_punctuation(char: str) -> bool:
    return _PUNCTUATION.match(char) is not None


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of signs leans on the text to its right, and on the text to its left."""
    space_before, space_after = before.isspace(), after.isspace()
    point_before, point_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not point_after or space_before or point_before)
    right = not space_before and (not point_before or space_after or point_after)
    return left, right


def _emphasis(nodes: list[_Node], bottom: int) -> None:
    """Match runs of signs with each other and mark what stands between them."""
    runs = [index for index in range(bottom, len(nodes)) if nodes[index].sign]
    floors: dict[tuple[str, bool, int], int] = {}
    place = 0
    while place < len(runs):
        closer = nodes[runs[place]]
        if not closer.closes or not closer.length:
            place += 1
            continue
        floor_key = (closer.sign, closer.opens, closer.length % 3)
        other = place - 1
        while other >= floors.get(floor_key, 0):
            if _match(nodes[runs[other]], closer):
                break
            other -= 1
        else:
            floors[floor_key] = place
            place += 1
            continue
        opener = nodes[runs[other]]
        size = 2 if min(opener.length, closer.length) >= 2 else 1
        mark = Mark.STRONG if size == 2 else Mark.EMPHASIS
        if closer.sign == "~":
            mark = Mark.STRIKE
        for node in nodes[runs[other] + 1 : runs[place]]:
            node.mark |= mark
        opener.length -= size
        closer.length -= size
        # Runs in between that found no partner stay as they are written.
        del runs[other + 1 : place]
        place = other + 1
        floors = {key: min(floor, place) for key, floor in floors.items()}
        if not opener.length:
            del runs[other]
            place -= 1


def _match(opener: _Node, closer: _Node) -> bool:
    """Whether two runs make a pair, by CommonMark's rule of three."""
    if opener.sign != closer.sign or not opener.opens or not opener.length:
        return False
    if closer.sign == "~":
        return opener.length == closer.length
    both = opener.closes or closer.opens
    odd = (opener.length + closer.length) % 3 == 0
    return not (both and odd and (opener.length % 3 or closer.length % 3))
