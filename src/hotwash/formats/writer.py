"""From Markdown to another markup: reads the export as a tree and writes it node by node.

Raw HTML is not a part of the Markdown here: it is text like any other, but for `<br>`, which ends a
line. A link leads somewhere only when it is http, https or mailto; of any other link, and of an
image that is not shown, the address stands in the text behind the words.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

_SAFE = re.compile(r"(https?://|mailto:)[^\s\x00-\x20\x7f-\x9f]+$", re.IGNORECASE)
_TICK = re.compile(r"\[([ xX])\](?=\s)\s")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:([\w.+/-]*)", re.IGNORECASE)
_LONGEST_ADDRESS = 500
"""Characters of an address that is shown as text; a longer one is cut."""
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Node = SyntaxTreeNode


def without_controls(text: str) -> str:
    """Put a replacement sign in the place of what no document may hold: controls, half pairs."""
    return _NO_CHARACTER.sub("\ufffd", text)


def read(markdown: str) -> Node:
    """Read Markdown into a tree."""
    reader = MarkdownIt("commonmark", {"html": False, "linkify": True})
    reader.enable(["table", "strikethrough", "linkify"])
    if reader.linkify is not None:
        reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    reader.inline.ruler.before("autolink", "break_tag", _break_tag)
    # Every link is read as one, so that the words of one that leads nowhere are not brackets.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return Node(reader.parse(without_controls(markdown)))


def _break_tag(state: StateInline, silent: bool) -> bool:
    """Read `<br>`, in any of its forms, as the end of a line: a rule for markdown-it."""
    match = _BREAK_TAG.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    while state.pos < state.posMax and state.src[state.pos] in " \n":
        state.pos += 1
    return True


def _target(node: Node) -> str:
    """Where a link or an image leads, as it is written."""
    return str(node.attrs.get("href") or node.attrs.get("src") or "")


def safe_link(node: Node) -> str:
    """Where a link or an image leads, or an empty text when it may not."""
    url = _target(node)
    return url if _SAFE.match(url) else ""


def address_in_words(node: Node) -> str:
    """The address of a link or an image that leads nowhere here, as text; for data, their type."""
    url = _target(node)
    embedded = _EMBEDDED.match(url)
    if embedded is not None:
        return f"embedded {embedded[1] or 'data'}"
    return url if len(url) <= _LONGEST_ADDRESS else f"{url[:_LONGEST_ADDRESS]}…"


def plain(node: Node, line_end: str = " ") -> str:
    """The words of a node without any markup.

    Args:
        node: A block or a span.
        line_end: What stands for a line end that is meant.
    """
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type == "hardbreak":
        return line_end
    if node.type == "softbreak":
        return " "
    words = "".join(plain(child, line_end) for child in node.children)
    if node.type == "em" and _is_product(node):
        return f"*{words}*"
    if node.type in ("link", "image"):
        return _with_address(words, node)
    return words


def _with_address(words: str, node: Node) -> str:
    """Words with the address behind them, where no link leads there and they do not say it."""
    address = "" if safe_link(node) and words.strip() else address_in_words(node)
    if not address or words.strip() == address:
        return words
    return f"{words} ({address})" if words.strip() else address


def _images(node: Node) -> list[Node]:
    """The images within a link."""
    return [child for child in node.walk(include_self=False) if child.type == "image"]


def _is_product(node: Node) -> bool:
    """Whether emphasis is no more than two signs between digits: `5*3*2`."""
    before, after = node.previous_sibling, node.next_sibling
    return (
        node.markup == "*"
        and before is not None
        and after is not None
        and before.content[-1:].isdigit()
        and after.content[:1].isdigit()
        and len(node.children) == 1
        and node.children[0].content.isdigit()
    )


def _is_within_word(node: Node) -> bool:
    """Whether a span begins or ends between two letters or digits."""
    before, after = node.previous_sibling, node.next_sibling
    return bool(
        (before is not None and before.type == "text" and before.content[-1:].isalnum())
        or (after is not None and after.type == "text" and after.content[:1].isalnum())
    )


def tick_of(item: Node) -> bool | None:
    """Whether a list item is ticked, or None when it is no task."""
    text = _first_text(item)
    match = _TICK.match(text.content) if text is not None else None
    return match[1] != " " if match else None


def cells(table: Node) -> list[list[Node]]:
    """The inline nodes of a table, row by row, the heading first."""
    rows = [row for part in table.children for row in part.children]
    return [[cell.children[0] for cell in row.children] for row in rows]


class Writer(ABC):
    """Writes a tree in one markup. A subclass says how each kind of block and span is written."""

    between = "\n\n"
    """What stands between two blocks."""

    def write(self, markdown: str) -> str:
        """Return the whole Markdown in the other markup."""
        return self.blocks(read(markdown).children)

    def blocks(self, nodes: Iterable[Node]) -> str:
        """Write blocks one after the other, the empty ones left out."""
        return self.between.join(filter(None, map(self.block, nodes)))

    def block(self, node: Node) -> str:
        """Write one block."""
        match node.type:
            case "heading":
                return self.heading(int(node.tag[1:]), node.children[0])
            case "paragraph":
                return self.paragraph(node.children[0], tight=node.hidden)
            case "bullet_list" | "ordered_list":
                return self.list_of(node)
            case "blockquote":
                return self.quote(node)
            case "fence" | "code_block":
                language = (
                    re.match(r"[\w+#.-]*", node.info.strip(), re.ASCII) if node.info else None
                )
                return self.code(node.content, language[0] if language else "")
            case "table":
                return self.table(node)
            case "hr":
                return self.rule()
            case _:
                return self.paragraph(node, tight=False)

    def spans(self, node: Node) -> str:
        """Write the text of a block, its emphasis and its links."""
        return "".join(map(self.span, node.children))

    def span(self, node: Node) -> str:
        """Write one span."""
        match node.type:
            case "text":
                return self.text(self._without_tick(node))
            case "softbreak":
                return self.soft_break()
            case "hardbreak":
                return self.hard_break()
            case "code_inline":
                return self.code_span(node.content)
            case "em" | "strong" | "s":
                return self._emphasised(node)
            case "link" | "image":
                return self._linked(node)
            case _:
                return self.text(node.content)

    def _emphasised(self, node: Node) -> str:
        inner = self.spans(node)
        if not inner.strip():
            return inner
        if _is_product(node):
            return self.text(plain(node))
        return self.emphasis(node.type, inner, within_word=_is_within_word(node))

    def _linked(self, node: Node) -> str:
        """A link, or the words and the address of one that leads nowhere; images behind it."""
        images = _images(node)
        label = "".join(plain(child) for child in node.children)
        words = self.spans(node) if node.type == "link" and not images else self.text(label)
        url = safe_link(node)
        if url:
            words = self.link(url, words, label)
        elif (shown := _with_address(label, node)) != label:
            words += self.text(shown.removeprefix(label))
        return words + "".join(self._image_behind(image) for image in images)

    def _image_behind(self, image: Node) -> str:
        """The address of an image that is itself a link's text, in brackets behind the link."""
        url = safe_link(image)
        address = self.link(url, self.text("image"), "image") if url else ""
        return f" ({address or self.text(address_in_words(image))})"

    def _without_tick(self, node: Node) -> str:
        """A text, without the box of the task that it begins."""
        item = node
        while item.parent is not None and item.type != "list_item":
            item = item.parent
        if item.type == "list_item" and _first_text(item) is node and self.writes_ticks:
            return _TICK.sub("", node.content, count=1)
        return node.content

    writes_ticks = True
    """Whether the writer has a form of its own for `[ ]` and `[x]`."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Write plain text so that none of it acts as markup."""

    @abstractmethod
    def heading(self, level: int, node: Node) -> str:
        """Write a heading."""

    @abstractmethod
    def paragraph(self, node: Node, *, tight: bool) -> str:
        """Write a paragraph; a tight one is the text of a list item."""

    @abstractmethod
    def list_of(self, node: Node) -> str:
        """Write a list."""

    @abstractmethod
    def quote(self, node: Node) -> str:
        """Write a block quotation."""

    @abstractmethod
    def code(self, content: str, language: str) -> str:
        """Write a block of code."""

    @abstractmethod
    def table(self, node: Node) -> str:
        """Write a table."""

    @abstractmethod
    def rule(self) -> str:
        """Write a horizontal line."""

    @abstractmethod
    def code_span(self, content: str) -> str:
        """Write code within a line."""

    @abstractmethod
    def emphasis(self, kind: str, inner: str, *, within_word: bool) -> str:
        """Write emphasis.

        Args:
            kind: `em`, `strong` or `s`.
            inner: What is emphasised, as this writer writes it.
            within_word: Whether a letter or digit stands right before or behind it.
        """

    @abstractmethod
    def link(self, url: str, words: str, label: str) -> str:
        """Write a link.

        Args:
            url: Where it leads; http, https or mailto.
            words: Its text as this writer writes it.
            label: The same without any markup.
        """

    def soft_break(self) -> str:
        """Write the end of a line within a paragraph."""
        return "\n"

    @abstractmethod
    def hard_break(self) -> str:
        """Write a line end that is meant."""


def _first_text(item: Node) -> Node | None:
    """The text that a list item begins with."""
    node = item
    while node.children and node.type != "text":
        node = node.children[0]
        if node.type in ("bullet_list", "ordered_list", "blockquote", "table"):
            return None
    return node if node.type == "text" else None
