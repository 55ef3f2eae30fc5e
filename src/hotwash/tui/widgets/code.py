"""An answer that is code or a log: Tab and Shift+Tab indent, once a person works in it.

Who only passes through with Tab is not held up: the first Tab goes on as in every field. After any
other key Tab indents; Escape, or Escape and Tab at once, leads out again.
"""

from __future__ import annotations

from textual import events
from textual.widgets.text_area import Selection

from hotwash.tui.widgets.hints import Hint, HintsChanged
from hotwash.tui.widgets.text import TextField

INDENT = 4
"""Spaces of an indent, where the text has no tabs."""

_TABS = {"tab": 1, "shift+tab": -1}
_OUT = {"alt+tab": 1, "alt+shift+tab": -1}
"""Escape and Tab, so quickly that the terminal sends them as one key."""


class CodeField(TextField):
    """The widget of a field whose answer is code."""

    _indents = False
    """Whether Tab indents now."""

    @property
    def hints(self) -> tuple[Hint, ...]:  # type: ignore[override]
        """What the footer says while the cursor is here."""
        if self._indents:
            return (("Esc Tab", "Next field"), ("Tab", "Indent"))
        return (("Tab", "Next field"),)

    def on_key(self, event: events.Key) -> None:
        """Indent, or lead out, or go on working in the text."""
        if event.key in _TABS and self._indents:
            event.stop()
            event.prevent_default()
            self.indent(_TABS[event.key])
        elif event.key in _OUT:
            event.stop()
            event.prevent_default()
            by = _OUT[event.key]
            self.screen.focus_next() if by > 0 else self.screen.focus_previous()
        elif event.key not in _TABS:
            self._begin_indenting(event.key != "escape")

    def on_focus(self) -> None:
        """Let Tab go on at first."""
        self._begin_indenting(False)

    def _begin_indenting(self, indents: bool) -> None:
        if indents is not self._indents:
            self._indents = indents
            self.post_message(HintsChanged())

    def indent(self, by: int) -> None:
        """Indent (1) or take an indent off (-1): at the cursor, or all lines that are selected."""
        first, last = sorted(self.selection)
        step = "\t" if any("\t" in line for line in self.document.lines[:200]) else " " * INDENT
        if by > 0 and first[0] == last[0]:
            width = 1 if step == "\t" else INDENT - first[1] % INDENT
            self.type_in(step[:width])
            return
        rows = range(first[0], last[0] + (last[1] > 0 or last == first))
        lines = [self.document.get_line(row) for row in rows]
        changed = [_indented(line, by, step) for line in lines]
        if changed == lines:
            return
        shifts = [len(new) - len(old) for new, old in zip(changed, lines, strict=True)]
        self.replace("\n".join(changed), (rows[0], 0), (rows[-1], len(lines[-1])))
        start = (first[0], max(0, first[1] + shifts[0])) if first[1] else first
        end = (last[0], max(0, last[1] + shifts[-1])) if last[0] in rows else last
        self.selection = Selection(start, end)


def _indented(line: str, by: int, step: str) -> str:
    """A line with an indent more or less; an empty one stays so."""
    if by > 0:
        return step + line if line else line
    if line.startswith("\t"):
        return line[1:]
    return line[min(INDENT, len(line) - len(line.lstrip(" "))) :]
