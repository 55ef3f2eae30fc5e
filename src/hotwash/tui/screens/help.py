"""Help: what has the focus in words, then every command with its keys, from the registry."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from hotwash.tui.commands import Command
from hotwash.tui.keymap import Keymap
from hotwash.tui.keys import show_key
from hotwash.tui.screens.dialogs import ReadText


def help_screen(keymap: Keymap, focused: Widget | None) -> ReadText:
    """Return the help for a widget and the whole program."""
    parts: list[Content] = []
    if words := _explain(focused):
        parts += [Content.styled("Here", "bold $text-primary"), Content(words), Content("")]
    group = None
    for command in keymap.commands:
        if command.group is not group:
            if group is not None:
                parts.append(Content(""))
            parts.append(Content.styled(str(command.group), "bold $text-primary"))
            group = command.group
        parts.append(_line(keymap, command))
    return ReadText("Help", Content("\n").join(parts))


def _explain(widget: Widget | None) -> str:
    """The words that a widget, or what is around it, has about itself."""
    for node in widget.ancestors_with_self if widget is not None else ():
        words = getattr(node, "explanation", None)
        if isinstance(words, str) and words.strip():
            return words.strip()
    return ""


def _line(keymap: Keymap, command: Command) -> Content:
    keys = [show_key(key) for key, _ in command.bound()]
    opener = keymap.by_id["go-to"].keys
    if command.menu and opener:
        keys.append(f"{show_key(opener[0])} {command.menu}")
    shown = ", ".join(keys) or "palette"
    return Content.assemble(
        (f"  {shown:<30} ", "bold"), command.title, (f"\n      {command.help}", "$text-muted")
    )
