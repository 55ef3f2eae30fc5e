"""Where the terminal's own cursor belongs: at the caret, or at what is chosen.

Input methods, braille displays and screen readers look there. Tables tell the app the
place themselves (`App.cursor_position`); for other widgets it is worked out here.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, OptionList


def caret_of(focused: Widget | None, told: Offset) -> Offset:
    """Return the place of the cursor on the screen.

    Args:
        focused: The widget that has the focus.
        told: What the widgets have said last.
    """
    if focused is None:
        return told
    region = focused.content_region
    chosen = getattr(focused, "chosen_place", None)
    if isinstance(chosen, Offset):
        return region.offset + chosen
    if isinstance(focused, Input):  # its own answer is a cell further at the end of the text
        before = cell_len(focused.value[: focused.cursor_position])
        return region.offset + Offset(before - round(focused.scroll_x), 0)
    typed = getattr(focused, "cursor_screen_offset", None)
    if isinstance(typed, Offset):
        return typed
    if isinstance(focused, OptionList):
        return region.offset + Offset(0, max(0, min(_line_of(focused), region.height - 1)))
    # A caret outside of the widget with the focus is that of another one, which had it before.
    return told if region.contains_point(told) else region.offset


def _line_of(options: OptionList) -> int:
    """The line of the list on which the chosen option begins, as far as it is scrolled."""
    if options.highlighted is None:
        return 0
    line = options._index_to_line.get(options.highlighted, options.highlighted)
    return line - round(options.scroll_y)
