"""Offering what a recovery draft has, as changes that undo takes back; nothing goes unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.editing.recovery import Recoverable, age_of, compare
from hotwash.storage import drafts
from hotwash.tui.screens.deferred_prompt import ask_unasked
from hotwash.tui.screens.dialogs import Choice

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen

_SHOWN = 12
"""Differences that are shown one by one."""


async def offer(screen: EditorScreen) -> None:
    """Ask about every draft of the document that was left behind, the newest first."""
    path = screen.opened.path
    for draft in drafts.find(path):
        found = compare(draft, screen.session.document, screen.opened.file.find_template)
        if found.empty:
            drafts.discard(draft)
            continue
        answer = await ask_unasked(
            screen,
            f"Recovery draft, {age_of(draft)}",
            [
                Choice("recover", "Recover it (can be undone)", "r"),
                Choice("later", "Keep it for later", "k"),
                Choice("discard", "Discard it (kept in the trash for a month)", "d"),
            ],
            text=_words(found),
            leaving="Esc: keep it for later",
        )
        if answer == "discard":
            drafts.discard(draft)
        elif answer == "recover":
            _take(screen, found)


def _take(screen: EditorScreen, found: Recoverable) -> None:
    """Put the draft's answers in as one step, and its held text where it was typed."""
    if found.problem:
        screen.say(found.problem, alert=True, topic="recovery")
        return
    screen.session.edit_many(found.answers, label="recovery")
    for key, text in found.draft.held.items():
        screen.session.set_pending(key, text)
    screen.opened.offer()
    drafts.discard(found.draft)
    screen.say("Recovered. Ctrl+Z to undo.")


def _words(found: Recoverable) -> str:
    lines = [found.problem] if found.problem else list(found.lines[:_SHOWN])
    if len(found.lines) > _SHOWN:
        lines.append(f"and {len(found.lines) - _SHOWN} more")
    return "\n".join(["In the draft, but not in the file:", *lines])
