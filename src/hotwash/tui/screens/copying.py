"""Copying: the whole Markdown, a part of it, or another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.tui.handlers import command
from hotwash.tui.screens.live_export import LiveExport

if TYPE_CHECKING:
    from hotwash.tui.screens.dialogs import Choice
    from hotwash.tui.screens.editor import EditorScreen

_FORMATS = (
    ("slack", "for Slack", "k"),
    ("confluence", "for Confluence", "f"),
    ("jira", "for Jira", "j"),
    ("html", "as HTML", "h"),
    ("json", "as JSON", "o"),
)


class Copying:
    """Copies an open document.

    Args:
        screen: The editor.
        export: The export of the document as it is.
        way: The way of copying that the settings force; empty lets it be found out.
    """

    def __init__(self, screen: EditorScreen, export: LiveExport, way: str) -> None:
        self._screen = screen
        self._session = screen.session
        self._export = export
        self._way = way

    @command("copy")
    def copy(self) -> None:
        """Copy the whole postmortem as Markdown."""
        self._screen.forms.flush()
        self.copy_text(self._export.markdown())

    @command("copy-menu")
    async def choose(self) -> None:
        """Copy a part of the postmortem, or all of it in another format."""
        from hotwash.tui.screens.dialogs import Choose

        self._screen.forms.flush()
        answer = await self._screen.app.push_screen_wait(Choose("Copy …", self._choices()))
        if answer is not None:
            self.copy_text(self._text(answer))

    def copy_text(self, text: str) -> None:
        """Copy a text, off the screen's thread, and say what is known of it."""
        self._screen.run_worker(lambda: self._copy(text), group="copy", exclusive=True, thread=True)

    def _copy(self, text: str) -> None:
        from hotwash.clipboard import Certain, copy

        report = copy(
            text,
            file=self._screen.opened.file.export_path,
            override=self._way,
            write_terminal=self._to_terminal,
        )
        failed = report.certain is Certain.NOT_COPIED
        say = self._screen.say
        self._screen.app.call_from_thread(
            say, report.message, alert=failed, seconds=8, topic="copy"
        )

    def _to_terminal(self, sequence: str) -> None:
        """Send a sequence to the terminal between two frames."""
        driver = self._screen.app._driver
        if driver is not None:
            self._screen.app.call_from_thread(driver.write, sequence)

    def _choices(self) -> list[Choice]:
        from hotwash.tui.screens.dialogs import Choice

        choices = [
            Choice("markdown", "The whole postmortem as Markdown", "a"),
            Choice("section", f"This section as Markdown: {self._screen.forms.section.title}", "s"),
        ]
        if self._timeline_section:
            choices.append(Choice("timeline", "The timeline as Markdown", "t"))
        whole = "The whole postmortem"
        return [*choices, *(Choice(name, f"{whole} {how}", key) for name, how, key in _FORMATS)]

    @property
    def _timeline_section(self) -> str:
        """The key of the section with the timeline; empty where the template has none."""
        from hotwash.template.model import Kind

        template = self._session.document.template
        timeline = next((known for known in template.fields if known.kind is Kind.TIMELINE), None)
        return template.section_of[timeline.path].key if timeline is not None else ""

    def _text(self, what: str) -> str:
        """What was chosen from the menu, as text."""
        from hotwash.formats.exporting import from_markdown, length_problem
        from hotwash.formats.json import export_json
        from hotwash.formats.markdown import export_section

        document = self._session.document
        sections = {"section": self._screen.forms.section.key, "timeline": self._timeline_section}
        if what in sections:
            moments_line = self._screen.opened.file.moments_line
            return export_section(document, sections[what], moments_line=moments_line)
        if what == "json":
            return export_json(document)
        text = from_markdown(self._export.markdown(), what, title=document.title, pasted=True)
        if problem := length_problem(text, what):
            self._screen.say(problem, alert=True)
        return text
