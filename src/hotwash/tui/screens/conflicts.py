"""Asking about fields that two hands changed at once. Undo has either text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.postmortem.document import Answer, Row
from hotwash.postmortem.merge import Conflict
from hotwash.tui.screens.dialogs import Choice, Choose

if TYPE_CHECKING:
    from hotwash.tui.screens.editor_view import EditorView


async def ask(screen: EditorView, conflicts: tuple[Conflict, ...]) -> None:
    """Show both texts of every conflict and take the one that is chosen.

    Leaving the dialog keeps the text of this editor; the other one is in the history.
    """
    session = screen.session
    for conflict in conflicts:
        known = session.document.template.by_path.get(conflict.path)
        label = known.label if known is not None else ".".join(conflict.path)
        mine = session.document.answer(conflict.path)
        # Their text goes through the history, so that undo has it whatever is chosen.
        session.edit(conflict.path, conflict.theirs, label=f"the other text of {label}")
        session.edit(conflict.path, mine, label=f"your text of {label}")
        answer = await screen.app.push_screen_wait(
            Choose(
                f"{label}: changed here and in the file",
                [
                    Choice("mine", "Keep yours", "y"),
                    Choice("theirs", "Take the other", "o"),
                ],
                text=f"Yours:\n{_shown(mine)}\n\nThe other:\n{_shown(conflict.theirs)}",
            )
        )
        if answer == "theirs":
            session.edit(conflict.path, conflict.theirs, label=f"the other text of {label}")


def _shown(answer: Answer | None) -> str:
    """An answer as text that can be read in a dialog."""
    if not answer:
        return "(empty)"
    if isinstance(answer, str):
        return answer
    return "\n".join(
        "  ".join(item.cells.values()) if isinstance(item, Row) else f"• {item}" for item in answer
    )
