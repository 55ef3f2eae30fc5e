"""The first line of the editor: what is open, how bad it was, and whether it is saved."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hotwash.tui.words import fit, visible

UNSAVED = "not saved yet"
"""What stands in the place of the last save while another one is due by hand."""


class TitleBar(Widget):
    """The program's name, the title, the facts of the incident, and the state of the file."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    title: reactive[str] = reactive("")
    """The postmortem's title as it is now."""
    facts: reactive[tuple[str, ...]] = reactive(())
    """Severity, date and duration, as far as they are answered; the last ones give way first."""
    saved: reactive[str] = reactive("")
    """What is known of the file: `saved 10:41:07`."""
    trouble: reactive[bool] = reactive(False)
    """Whether the file could not be saved."""
    unsaved: reactive[bool] = reactive(False)
    """Whether there is something that waits for a person to save it."""

    def render(self) -> Content:
        """Draw the line; the title gives way first, then the facts; the state of the file never."""
        width = self.size.width
        name = " hotwash  "
        right = f"  {UNSAVED if self.unsaved and not self.trouble else visible(self.saved)} "
        room = width - len(name) - cell_len(right)
        known = [visible(fact) for fact in self.facts]
        while known and cell_len(" · ".join(known)) + 2 > room // 2:
            known.pop()
        facts = f"  {' · '.join(known)}" if known else ""
        title = fit(visible(self.title) or "Untitled postmortem", room - cell_len(facts))
        gap = " " * max(0, room - cell_len(title) - cell_len(facts))
        return Content.assemble(
            (name, "bold $text-primary"),
            (title, "bold" if self.title else "$foreground-muted italic"),
            gap,
            (facts, "$foreground-muted"),
            (right, self._look),
        )

    @property
    def _look(self) -> str:
        """How the state of the file is written."""
        if self.trouble:
            return "bold $text-error"
        return "bold $text-warning" if self.unsaved else "$text-success"
