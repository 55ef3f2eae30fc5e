"""The keys of the clipboard in one line of text: a cell of a table, the timeline's entry line."""

from __future__ import annotations

from typing import Any

from textual.app import App

from hotwash.tui.widgets.hidden_characters import clean_paste
from hotwash.tui.widgets.line_editor import LineEditor


def use_clipboard(key: str, line: LineEditor, app: App[Any]) -> bool:
    """Do what a key does with the clipboard; return whether it was one for it.

    Ctrl+C and Ctrl+X copy and cut what is selected. Where nothing is, Ctrl+X does nothing, and
    Ctrl+C is left to who asks: it leaves a cell. Ctrl+V puts in what was copied in the program.
    """
    if key == "ctrl+c" and line.selected:
        app.copy_to_clipboard(line.selected)
    elif key == "ctrl+x":
        if line.selected:
            app.copy_to_clipboard(line.cut())
    elif key == "ctrl+v":
        lines = (part.strip() for part in clean_paste(app.clipboard).split("\n"))
        line.insert(" ".join(part for part in lines if part).replace("\t", " "))
    else:
        return False
    return True
