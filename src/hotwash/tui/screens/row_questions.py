"""What is asked before something is done to rows: to which list, whose, sorted by what.

The table that the commands are for is the one in hand; what is done is in
`hotwash.tui.table.row_commands`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hotwash.tui.screens.dialogs import AskLine, Choice, Choose

if TYPE_CHECKING:
    from hotwash.template.model import Field, Template
    from hotwash.tui.screens.editor_view import EditorView
    from hotwash.tui.table.row_commands import RowCommands


async def ask_rows(screen: EditorView, identifier: str, rows: RowCommands) -> None:
    """Ask what a command needs to know, and do it.

    Args:
        screen: The editor.
        identifier: The command, one of `QUESTIONS`.
        rows: The commands of the table in hand.
    """
    rows.table.leave_cell()
    if not rows.chosen:
        screen.say("There are no rows here yet")
        return
    await QUESTIONS[identifier](screen, rows)


async def _move(screen: EditorView, rows: RowCommands) -> None:
    targets = rows.takers
    if not targets:
        screen.say("There is no other list or table with the same columns to move rows to")
        return
    template = screen.session.document.template
    choices = [
        Choice(str(at), _place_of(template, target), str(at + 1) if at < 9 else "")
        for at, target in enumerate(targets)
    ]
    title = f"Move {_counted(rows)} to …"
    answer = await screen.app.push_screen_wait(Choose(title, choices))
    if answer is not None:
        rows.give_to(targets[int(answer)])


async def _set_owner(screen: EditorView, rows: RowCommands) -> None:
    if not rows.owner_column:
        screen.say("No column of this table holds people's names")
        return
    answer = await screen.app.push_screen_wait(
        AskLine(f"Owner of {_counted(rows)}", rows.owner, "a name; empty for nobody")
    )
    if answer is not None:
        rows.give_owner(answer)


async def _sort(screen: EditorView, rows: RowCommands) -> None:
    ways = rows.model.sorts()
    at = 0
    if len(ways) > 1:
        taken: set[str] = set()
        choices = []
        for number, way in enumerate(ways):
            letters = (sign for sign in way.title.lower() if sign.isalpha())
            key = next((sign for sign in letters if sign not in taken), "")
            taken.add(key)
            choices.append(Choice(str(number), way.title, key))
        answer = await screen.app.push_screen_wait(Choose("Sort by …", choices))
        if answer is None:
            return
        at = int(answer)
    rows.sort_by(ways[at])


QUESTIONS: dict[str, Callable[[EditorView, RowCommands], Awaitable[None]]] = {
    "move-rows": _move,
    "set-owner": _set_owner,
    "sort-rows": _sort,
}
"""What asks first, by the command's id."""


def _counted(rows: RowCommands) -> str:
    count = len(rows.chosen)
    return "this row" if count == 1 else f"{count} rows"


def _place_of(template: Template, field: Field) -> str:
    """A field's name, with that of its tab where another field has the same name."""
    same = [known for known in template.fields if known.label == field.label]
    section = template.section_of[field.path].title
    return field.label if len(same) == 1 else f"{section}: {field.label}"
