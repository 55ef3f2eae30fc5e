"""The form and the preview: side by side where there is room, else one at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from hotwash.tui.handlers import command
from hotwash.tui.screens.forms_pane import FormsPane
from hotwash.tui.widgets.live_preview import LivePreview

WIDE = 110
"""Columns from which the preview stands beside the form."""

MODES_WIDE = ("beside", "full", "source", "off")
MODES_NARROW = ("beside", "full", "source")


class Panes(Horizontal):
    """The two panes.

    Args:
        forms: The pane with the forms.
        preview: The preview.
        mode: How the preview begins: beside, full, source or off.
    """

    def __init__(self, forms: FormsPane, preview: LivePreview, mode: str) -> None:
        super().__init__(id="panes")
        self.mode = mode
        """How the preview is shown."""
        self._forms = forms
        self._preview = preview

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        yield self._forms
        yield self._preview

    @property
    def is_wide(self) -> bool:
        """Whether there is room for form and preview side by side."""
        return self.screen.size.width >= WIDE

    def set_mode(self, mode: str) -> None:
        """Show the preview in another way: beside, full, source or off."""
        self.mode = mode
        self.place()
        if self._forms.display and not self._forms.has_focus_within:
            self._forms.focus_form()

    @command("preview-cycle")
    def cycle(self) -> None:
        """Show the preview beside the form, full, as source, or not at all."""
        modes = MODES_WIDE if self.is_wide else MODES_NARROW
        now = modes.index(self.mode) if self.mode in modes else 0
        self.set_mode(modes[(now + 1) % len(modes)])

    @command("preview-source")
    def toggle_source(self) -> None:
        """Show the Markdown itself in the preview, or rendered again."""
        self.set_mode("beside" if self.mode == "source" else "source")

    def show_forms(self) -> None:
        """Go back to the form from a preview that took its place."""
        if not self._forms.display:
            self.set_mode("beside")

    def place(self) -> None:
        """Show form and preview as the mode and the room allow."""
        over = self._preview.place(self.mode, wide=self.is_wide)
        self._forms.display = not over
        if over:
            self._preview.focus()
        self.preview_soon()

    def preview_soon(self) -> None:
        """Let the preview follow after the key has been echoed, or after the form is shown."""
        if not self._forms.is_arriving:
            self._preview.soon(self._forms.following)
