"""What is asked before something is done to rows: to which list, whose, sorted by what.

The table that the commands are for is the one in hand; what is done is in
`hotwash.tui.table.row_commands`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.tui.handlers import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.template.model import Field, Template
    from hotwash.tui.screens.editor import EditorScreen
    from hotwash.tui.table.field_rows import Sorting
    from hotwash.tui.table.row_commands import RowCommands


class RowQuestions:
    """The commands on the rows of a table that ask something first.

    Args:
        screen: The editor.
        rows: The commands of the table.
    """

    def __init__(self, screen: EditorScreen, rows: RowCommands) -> None:
        self._screen = screen
        self._rows = rows

    def _has_rows(self) -> bool:
        """Leave the cell that is typed into; whether there are rows then, or say that not."""
        self._rows.table.cell.leave()
        if not self._rows.chosen:
            self._screen.say("There are no rows here yet.")
        return bool(self._rows.chosen)

    @command("move-rows")
    async def move(self) -> None:
        """Ask for another list or table and move the rows there."""
        from hotwash.tui.screens.dialogs import Choice, Choose

        if not self._has_rows():
            return
        targets = self._rows.takers
        if not targets:
            self._screen.say("No other list or table has the same columns.")
            return
        template = self._screen.session.document.template
        choices = [
            Choice(str(at), _place_of(template, target), str(at + 1) if at < 9 else "")
            for at, target in enumerate(targets)
        ]
        title = f"Move {_counted(self._rows)} to …"
        answer = await self._screen.app.push_screen_wait(Choose(title, choices))
        if answer is not None:
            self._rows.give_to(targets[int(answer)])

    @command("set-owner")
    async def set_owner(self) -> None:
        """Ask for a name and make the rows that person's."""
        from hotwash.tui.screens.dialogs import AskLine

        rows = self._rows
        if not self._has_rows():
            return
        if not rows.owner_column:
            self._screen.say("This table has no column for people.")
            return
        answer = await self._screen.app.push_screen_wait(
            AskLine(f"Owner of {_counted(rows)}", rows.owner, "a name, or empty for nobody")
        )
        if answer is not None:
            rows.give_owner(answer)

    @command("sort-rows")
    async def sort(self) -> None:
        """Ask by what, where there is a choice, and sort the rows."""
        if not self._has_rows():
            return
        ways = self._rows.model.sorts()
        way = ways[0] if len(ways) == 1 else await self._ask_way(ways)
        if way is not None:
            self._rows.sort_by(way)

    async def _ask_way(self, ways: Sequence[Sorting]) -> Sorting | None:
        from hotwash.tui.screens.dialogs import Choice, Choose

        taken: set[str] = set()
        choices = []
        for number, way in enumerate(ways):
            letters = (sign for sign in way.title.lower() if sign.isalpha())
            key = next((sign for sign in letters if sign not in taken), "")
            taken.add(key)
            choices.append(Choice(str(number), way.title, key))
        answer = await self._screen.app.push_screen_wait(Choose("Sort by …", choices))
        return None if answer is None else ways[int(answer)]


def _counted(rows: RowCommands) -> str:
    count = len(rows.chosen)
    return "this row" if count == 1 else f"{count} rows"


def _place_of(template: Template, field: Field) -> str:
    """A field's name, with that of its tab where another field has the same name."""
    same = [known for known in template.fields if known.label == field.label]
    section = template.section_of[field.path].title
    return field.label if len(same) == 1 else f"{section}: {field.label}"
