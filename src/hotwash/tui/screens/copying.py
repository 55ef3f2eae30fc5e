"""The menu of what can be copied besides the whole Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.tui.screens.dialogs import Choice, Choose

if TYPE_CHECKING:
    from hotwash.tui.screens.editor_view import EditorView

_FORMATS = (
    ("slack", "for Slack", "k"),
    ("confluence", "for Confluence", "f"),
    ("jira", "for Jira", "j"),
    ("html", "as HTML", "h"),
    ("json", "as JSON", "o"),
)


async def choose(screen: EditorView) -> str | None:
    """Ask what to copy and return it as text, or None."""
    from hotwash.formats.exporting import from_markdown, length_problem
    from hotwash.formats.json import export_json
    from hotwash.formats.markdown import export_section
    from hotwash.template.model import Kind

    document = screen.session.document
    timeline = next((f for f in document.template.fields if f.kind is Kind.TIMELINE), None)
    choices = [
        Choice("markdown", "The whole postmortem as Markdown", "a"),
        Choice("section", f"This section as Markdown: {screen.section.title}", "s"),
    ]
    if timeline is not None:
        choices.append(Choice("timeline", "The timeline as Markdown", "t"))
    choices += [Choice(name, f"The whole postmortem {how}", key) for name, how, key in _FORMATS]
    answer = await screen.app.push_screen_wait(Choose("Copy …", choices))
    if answer is None:
        return None
    moments_line = screen.opened.file.moments_line
    if answer == "section":
        return export_section(document, screen.section.key, moments_line=moments_line)
    if answer == "timeline" and timeline is not None:
        key = document.template.section_of[timeline.path].key
        return export_section(document, key, moments_line=moments_line)
    if answer == "json":
        return export_json(document)
    text = from_markdown(screen.markdown(), answer, title=document.title, pasted=True)
    if problem := length_problem(text, answer):
        screen.say(problem, alert=True)
    return text
