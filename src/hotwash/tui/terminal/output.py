"""The output stage: sends the cells that differ from what the terminal shows."""

from __future__ import annotations


class LeanOutput:
    """Mixin for an App, before it in the bases."""

    _plain_output = False

    def configure_output(self, *, plain: bool) -> None:
        """Choose Textual's own output instead. Before the app runs."""
        self._plain_output = plain
