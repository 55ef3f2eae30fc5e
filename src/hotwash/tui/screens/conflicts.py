"""Asking about texts that two hands changed at once. Undo has either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.editing.recovery import changed_parts
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.merge import Conflict
from hotwash.tui.screens.deferred_prompt import ask_unasked
from hotwash.tui.screens.dialogs import Choice

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen


async def ask(screen: EditorScreen, conflicts: tuple[Conflict, ...]) -> None:
    """Show both texts of every conflict and take the one that is chosen.

    Leaving the dialog keeps the text of this editor; the other one is in the history.
    """
    session = screen.session
    for conflict in conflicts:
        await screen.hotwash.pause_in_typing()
        screen.forms.flush()
        path, label = conflict.path, _label(conflict, session.document)
        mine = session.document.answer(path)
        # Their text goes through the history, so that undo has it whatever is chosen.
        session.edit(path, conflict.resolved(mine), label=f"the file's version of {label}")
        session.edit(path, mine, label=f"your version of {label}")
        ours, theirs = changed_parts(_shown(conflict.mine), _shown(conflict.theirs))
        texts = f"Yours:  {ours}\n\nIn the file:  {theirs}"
        answer = await ask_unasked(
            screen,
            f"{label}: changed here and in the file",
            [
                Choice("mine", "Keep your version", "y"),
                Choice("theirs", "Use the file's version", "o"),
            ],
            text=texts,
            leaving="Esc: keep yours (undo brings back the other)",
        )
        if answer == "theirs":
            taken = conflict.resolved(session.document.answer(path))
            session.edit(path, taken, label=f"the file's version of {label}")


def _label(conflict: Conflict, document: Document) -> str:
    """What the conflict is about: a field, or a cell of one of its rows."""
    known = document.template.by_path.get(conflict.path)
    label = known.label if known is not None else ".".join(conflict.path)
    if not conflict.cell:
        return label
    columns = known.columns if known is not None else ()
    cell = next((one.title for one in columns if one.key == conflict.cell), conflict.cell)
    rows = document.rows(conflict.path)
    number = next((at for at, row in enumerate(rows, 1) if row.id == conflict.row), 0)
    return f"{label}, row {number}, {cell}"


def _shown(answer: Answer | None) -> str:
    """An answer as text that can be read in a dialog."""
    if not answer:
        return "(empty)"
    if isinstance(answer, str):
        return answer
    return "\n".join(
        "  ".join(item.cells.values()) if isinstance(item, Row) else f"• {item}" for item in answer
    )
