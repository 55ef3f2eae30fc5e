"""The yardstick: a Textual app with one input field and nothing else."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, TextArea


class OneField(App[None]):
    """One field: an `Input`, or a `TextArea` with 200 lines."""

    def compose(self) -> ComposeResult:
        if "area" in sys.argv:
            yield TextArea("\n".join(f"Line {number} of the text." for number in range(200)))
        else:
            yield Input(placeholder="Ready to type")


if __name__ == "__main__":
    OneField().run()
