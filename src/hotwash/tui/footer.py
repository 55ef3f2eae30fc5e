"""What the footer says: the keys of the place in hand first, then those that act everywhere.

A widget says in `hints` what acts in it; see `hotwash.tui.widgets.hints`.
"""

from __future__ import annotations

from textual.widget import Widget

from hotwash.tui.command import KeyScope
from hotwash.tui.commands import ALWAYS, FOOTER, FOOTER_ROWS
from hotwash.tui.keymap import Keymap
from hotwash.tui.protocols import HasHints
from hotwash.tui.widgets.hints import Hint


def footer(keymap: Keymap, focused: Widget | None) -> tuple[tuple[str, str], ...]:
    """Return keys and what they do, the most important first.

    Args:
        keymap: The keys as they are bound.
        focused: What has the cursor.
    """
    pairs: list[tuple[str, str]] = []
    for hint in _hints(focused):
        if isinstance(hint, KeyScope):
            pairs += [
                (keymap.hint(identifier, short=True, scope=hint), keymap.by_id[identifier].footer)
                for identifier in FOOTER_ROWS[hint]
            ]
        else:
            pairs.append(hint)
    pairs += [(keymap.hint(name, short=True), keymap.by_id[name].footer) for name in FOOTER]
    return tuple((key, what) for key, what in pairs if key)


def always(keymap: Keymap) -> tuple[tuple[str, str], ...]:
    """Return the keys that stand in the footer wherever the cursor is."""
    return tuple((keymap.hint(name, short=True), keymap.by_id[name].footer) for name in ALWAYS)


def _hints(focused: Widget | None) -> tuple[Hint, ...]:
    """What the widget with the cursor says, or the nearest one around it that says anything."""
    for node in focused.ancestors_with_self if focused is not None else ():
        if isinstance(node, HasHints):
            return node.hints
    return ()
