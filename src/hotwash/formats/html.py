"""HTML: one file that needs nothing else, loads nothing and runs nothing."""

from __future__ import annotations

from html import escape

from hotwash.formats.writer import Node, Writer, plain, read, tick_of, without_controls

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .5em; }
h2 { border-bottom: 1px solid #8886; padding-bottom: .2em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .25em .7em; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { overflow-x: auto; padding: .7em 1em; background: #8882; border-radius: 4px; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
li.task { list-style: none; margin-left: -1.4em; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid #8886; }
""".strip()

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""

_TAGS = {"em": "em", "strong": "strong", "s": "del"}


def from_markdown(markdown: str, *, title: str = "") -> str:
    """Return a whole page.

    Args:
        markdown: The export.
        title: The page's title; the first heading unless given.
    """
    if not title:
        headings = (node for node in read(markdown).children if node.type == "heading")
        first = next(headings, None)
        title = plain(first) if first is not None else ""
    body = HtmlWriter().write(markdown)
    return _PAGE.format(
        title=escape(without_controls(title) or "Postmortem"), style=_STYLE, body=body
    )


class HtmlWriter(Writer):
    """Writes the body of a page."""

    between = "\n"

    def text(self, text: str) -> str:
        """Write text with `&`, `<`, `>` and quotation marks as entities."""
        return escape(text)

    def heading(self, level: int, node: Node) -> str:
        """Write `<h1>` to `<h6>`."""
        return f"<h{level}>{self.spans(node)}</h{level}>"

    def paragraph(self, node: Node, *, tight: bool) -> str:
        """Write `<p>`, or the bare text of a list item."""
        return self.spans(node) if tight else f"<p>{self.spans(node)}</p>"

    def list_of(self, node: Node) -> str:
        """Write `<ul>` or `<ol>`, tasks with a box that cannot be clicked."""
        start = node.attrs.get("start")
        tag = "ol" if node.type == "ordered_list" else "ul"
        begin = f' start="{int(start)}"' if start is not None else ""
        items = "\n".join(self.item(item) for item in node.children)
        return f"<{tag}{begin}>\n{items}\n</{tag}>"

    def item(self, node: Node) -> str:
        """Write one item of a list."""
        ticked = tick_of(node)
        if ticked is None:
            return f"<li>{self.blocks(node.children)}</li>"
        box = f'<input type="checkbox" disabled{" checked" if ticked else ""}> '
        return f'<li class="task">{box}{self.blocks(node.children)}</li>'

    def quote(self, node: Node) -> str:
        """Write `<blockquote>`."""
        return f"<blockquote>\n{self.blocks(node.children)}\n</blockquote>"

    def code(self, content: str, language: str) -> str:
        """Write `<pre>`."""
        named = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{named}>{escape(content)}</code></pre>"

    def table(self, node: Node) -> str:
        """Write `<table>`."""
        head, *rows = [row for part in node.children for row in part.children]
        lines = ["<table>", "<thead>", self._row(head, "th"), "</thead>", "<tbody>"]
        lines += [self._row(row, "td") for row in rows]
        return "\n".join([*lines, "</tbody>", "</table>"])

    def _row(self, row: Node, tag: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag) for cell in row.children)}</tr>"

    def _cell(self, cell: Node, tag: str) -> str:
        return f"<{tag}>{self.spans(cell.children[0])}</{tag}>"

    def rule(self) -> str:
        """Write `<hr>`."""
        return "<hr>"

    def code_span(self, content: str) -> str:
        """Write `<code>`."""
        return f"<code>{escape(content)}</code>"

    def emphasis(self, kind: str, inner: str, *, within_word: bool) -> str:
        """Write `<em>`, `<strong>` or `<del>`."""
        return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>"

    def link(self, url: str, words: str, label: str) -> str:
        """Write `<a>`; a picture becomes a link to it, for the page loads nothing."""
        return f'<a href="{escape(url)}" rel="noreferrer">{words or escape(url)}</a>'

    def hard_break(self) -> str:
        """Write `<br>`."""
        return "<br>\n"
