"""The field in hand in the person's own editor, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.errors import HotwashError
from hotwash.template.model import Kind

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen


def edit_field(screen: EditorScreen) -> None:
    """Open the field in hand in `$VISUAL`; what comes back is one step of the history."""
    from hotwash import external_editor
    from hotwash.storage.folders import state_folder

    path = screen.forms.following
    known = screen.session.document.template.by_path.get(path) if path else None
    if path is None or known is None or known.kind.is_rows:
        screen.say("Go into a text field first; tables are edited here")
        return
    screen.forms.flush()
    items = screen.session.document.items(path)
    text = "\n".join(items) if known.kind.is_list else screen.session.document.text(path)
    suffix = ".txt" if known.kind is Kind.CODE else ".md"
    screen.opened.flush()
    try:
        edited = external_editor.edit(
            text, suffix, folder=state_folder(), suspend=screen.app.suspend()
        )
    except HotwashError as error:
        screen.say(str(error), alert=True, topic="editor")
        return
    finally:
        screen.refresh(layout=True)
    if edited is None or edited == text:
        screen.say("Nothing changed")
        return
    lines = tuple(line.strip() for line in edited.split("\n") if line.strip())
    answer = lines if known.kind.is_list else edited.rstrip("\n")
    if known.kind.is_line:
        answer = " ".join(lines)
    screen.session.edit(path, answer, label=f"editing {known.label} outside")
