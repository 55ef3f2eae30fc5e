"""Confluence's storage format: XHTML with macros, for its REST interface and source editor."""

from __future__ import annotations

from html import escape

from hotwash.formats.html import HtmlWriter
from hotwash.formats.writer import Node, tick_of


def from_markdown(markdown: str) -> str:
    """Return the body of a page in the storage format; well-formed XML whatever the text holds."""
    return ConfluenceWriter().write(markdown) + "\n"


class ConfluenceWriter(HtmlWriter):
    """HTML, but for code, tasks and the tags that XML wants closed."""

    def code(self, content: str, language: str) -> str:
        """Write the code macro, its text in CDATA."""
        named = f'<ac:parameter ac:name="language">{escape(language)}</ac:parameter>'
        safe = content.removesuffix("\n").replace("]]>", "]]]]><![CDATA[>")
        return (
            f'<ac:structured-macro ac:name="code">{named if language else ""}'
            f"<ac:plain-text-body><![CDATA[{safe}]]></ac:plain-text-body></ac:structured-macro>"
        )

    def list_of(self, node: Node) -> str:
        """Write a task list when every item is a task, else a plain one."""
        ticks = [tick_of(item) for item in node.children]
        if None in ticks or node.type == "ordered_list":
            return super().list_of(node)
        tasks = "\n".join(
            f"<ac:task><ac:task-status>{'complete' if ticked else 'incomplete'}</ac:task-status>"
            f"<ac:task-body>{self.blocks(item.children)}</ac:task-body></ac:task>"
            for item, ticked in zip(node.children, ticks, strict=True)
        )
        return f"<ac:task-list>\n{tasks}\n</ac:task-list>"

    def item(self, node: Node) -> str:
        """Write one item; a task among others has a sign before it."""
        ticked = tick_of(node)
        sign = "" if ticked is None else "☑ " if ticked else "☐ "
        return f"<li>{sign}{self.blocks(node.children)}</li>"

    def rule(self) -> str:
        """Write `<hr />`."""
        return "<hr />"

    def hard_break(self) -> str:
        """Write `<br />`."""
        return "<br />"

    def link(self, url: str, words: str, label: str) -> str:
        """Write `<a>`."""
        return f'<a href="{escape(url)}">{words or escape(url)}</a>'
