"""Help: what has the focus in words, then every command with its keys, from the registry."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from hotwash.tui.commands import Command
from hotwash.tui.keymap import Keymap
from hotwash.tui.keys import show_key
from hotwash.tui.protocols import Explains
from hotwash.tui.screens.dialogs import Paragraph, ReadText


def help_screen(keymap: Keymap, focused: Widget | None) -> ReadText:
    """Return the help for a widget and the whole program."""
    parts: list[Paragraph] = []
    if words := _explain(focused):
        parts += [_heading("Here"), Paragraph(Content(words))]
    group = None
    for command in keymap.commands:
        if command.group is not group:
            if parts:
                parts.append(Paragraph(Content("")))
            parts.append(_heading(str(command.group)))
            group = command.group
        parts += [
            Paragraph(_line(keymap, command), 2),
            Paragraph(Content.styled(command.help, "$text-muted"), 6),
        ]
    return ReadText("Help", parts)


def _heading(words: str) -> Paragraph:
    return Paragraph(Content.styled(words, "bold $text-primary"))


def _explain(widget: Widget | None) -> str:
    """The words that a widget, or what is around it, has about itself."""
    for node in widget.ancestors_with_self if widget is not None else ():
        if isinstance(node, Explains) and (words := node.explanation.strip()):
            return words
    return ""


def _line(keymap: Keymap, command: Command) -> Content:
    keys = [show_key(key) for key, _ in command.bound()]
    opener = keymap.by_id["go-to"].keys
    if command.menu and opener:
        keys.append(f"{show_key(opener[0])} {command.menu}")
    shown = ", ".join(keys) or "palette"
    return Content.assemble((f"{shown:<30} ", "bold"), command.title)
