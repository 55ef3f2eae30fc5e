"""The review: what is left to fill in and what does not fit, as a list that leads there."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotwash.postmortem.document import Document
from hotwash.postmortem.findings import findings
from hotwash.template.model import Path
from hotwash.tui.screens.dialogs import Dialog
from hotwash.tui.words import words


class Review(Dialog[Path]):
    """Every finding of the document; Enter goes to its field.

    Args:
        document: The document to look at.
    """

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._findings = findings(document, today=date.today())

    def compose(self) -> ComposeResult:
        """Yield the list, or the good news."""
        count = len(self._findings)
        with Vertical(classes="box tall" if count else "box") as box:
            box.border_title = f"Review: {count} finding{'s' if count != 1 else ''}"
            box.border_subtitle = "Enter: go there · Esc: close" if count else "Esc: close"
            if not count:
                yield Static(Content("Every field has an answer, and every answer fits."))
                return
            yield OptionList(*(Option(prompt) for prompt in self._prompts()), compact=True)

    def _prompts(self) -> list[Content]:
        template = self._document.template
        prompts = []
        for finding in self._findings:
            section = template.section_of.get(finding.path)
            known = template.by_path.get(finding.path)
            place = section.title if section else "Document"
            if known is not None and section is not None and known.label != section.title:
                place += f" › {known.label}"
            sign = {"error": "✗", "warning": "!", "note": "·"}[finding.severity]
            prompts.append(
                Content.assemble(f"{sign} ", words(place, "bold"), "  ", words(finding.message))
            )
        return prompts

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the field of the finding."""
        event.stop()
        self.dismiss(self._findings[event.option_index].path)
