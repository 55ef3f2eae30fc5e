"""The field in hand in the person's own editor, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.errors import HotwashError
from hotwash.postmortem.document import Document
from hotwash.template.model import Field, Kind

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen


def edit_field(screen: EditorScreen) -> None:
    """Open the field in hand in `$VISUAL`; what comes back is one step of the history."""
    from hotwash import external_editor
    from hotwash.storage.folders import state_folder

    path = screen.forms.following
    known = screen.session.document.template.by_path.get(path) if path else None
    if known is None or known.kind.is_rows:
        screen.say("Put the cursor in a text field first; tables are edited here.")
        return
    screen.forms.flush()
    text = _as_text(screen.session.document, known)
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
    screen.session.edit(
        known.path,
        _as_answer(edited, known.kind),
        label=f"edit {known.label} in another editor",
    )


def _as_text(document: Document, field: Field) -> str:
    """An answer as a text; a list one item a line."""
    if field.kind.is_list:
        return "\n".join(document.items(field.path))
    return document.text(field.path)


def _as_answer(text: str, kind: Kind) -> str | tuple[str, ...]:
    """What came back, as an answer of a kind."""
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    if kind.is_list:
        return lines
    return " ".join(lines) if kind.is_line else text.rstrip("\n")
