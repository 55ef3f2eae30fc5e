"""Every format a postmortem can leave in, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from hotwash.errors import UsageError

if TYPE_CHECKING:
    from hotwash.postmortem.document import Document

Format = Literal["markdown", "html", "slack", "confluence", "jira", "json"]

FORMATS: tuple[str, ...] = get_args(Format)
"""The names of the formats."""


def export_as(
    document: Document,
    to: str,
    *,
    unanswered: str = "tbd",
    section: str = "",
    moments_line: bool = True,
) -> str:
    """Return a postmortem, or one section of it, in a format.

    Args:
        document: The postmortem.
        to: One of `FORMATS`.
        unanswered: What stands for a field without an answer: `tbd`, `omit` or `prompt`.
        section: The key of the one section to write; empty for the whole. JSON is always whole.
        moments_line: Whether a line under the timeline says what its moments come to.

    Raises:
        UsageError: There is no such format.
    """
    if to == "json":
        from hotwash.formats.json import export_json

        return export_json(document)
    from hotwash.formats import markdown

    if section:
        text = markdown.export_section(document, section, unanswered, moments_line=moments_line)
    else:
        text = markdown.export(document, unanswered, moments_line=moments_line)
    return from_markdown(text, to, title=document.title)


_LIMITS = {
    "slack": (40_000, "Slack cuts a message after"),
    "jira": (32_767, "Jira refuses a text of more than"),
}
"""The most characters of a text, and what its target does with more.

`chat.postMessage` truncates a text at 40,000 characters; Jira's `jira.text.field.character.limit`
is 32,767 unless an administrator has changed it.
"""


def length_problem(text: str, to: str) -> str:
    """Say in words that a text is longer than its target takes; empty when it is not.

    Args:
        text: The exported text.
        to: One of `FORMATS`.
    """
    limit, effect = _LIMITS.get(to, (0, ""))
    if not limit or len(text) <= limit:
        return ""
    return f"the text has {len(text):,} characters; {effect} {limit:,}"


def from_markdown(text: str, to: str, *, title: str = "", pasted: bool = False) -> str:
    """Return exported Markdown in another format that is made from it.

    Args:
        text: The Markdown.
        to: `markdown`, `html`, `slack`, `confluence` or `jira`.
        title: The title of a page.
        pasted: Whether a person will paste it, which makes a difference to Slack.

    Raises:
        UsageError: There is no such format.
    """
    match to:
        case "markdown":
            return text
        case "html":
            from hotwash.formats import html

            return html.from_markdown(text, title=title)
        case "slack":
            from hotwash.formats import slack

            return slack.from_markdown(text, pasted=pasted)
        case "confluence":
            from hotwash.formats import confluence

            return confluence.from_markdown(text)
        case "jira":
            from hotwash.formats import jira

            return jira.from_markdown(text)
        case _:
            raise UsageError(f"there is no format “{to}”", remedy=f"use {', '.join(FORMATS)}")
