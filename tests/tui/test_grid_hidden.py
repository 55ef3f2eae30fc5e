"""A table that is not on the screen, or not laid out yet, is worked on like any other."""

from __future__ import annotations

from tests.tui.rows_app import TABLE, RowsApp, row, type_text

ROWS = tuple(row(who=f"n{at}") for at in range(3))


async def test_rows_are_deleted_and_added_while_it_is_hidden() -> None:
    app = RowsApp(TABLE, answers={TABLE.path: ROWS})
    async with app.run_test() as pilot:
        grid = app.grid(TABLE)
        grid.go(2)
        grid.display = False
        await pilot.pause()
        grid.commands.delete_row()
        grid.cell.add_row()
        assert grid.cursor == 2
        grid.cell.leave()
        grid.display = True
        grid.render_line(grid.size.height - 1)
        await pilot.pause()
        assert [one["who"] for one in app.rows(TABLE)] == ["n0", "n1"]


async def test_lines_are_counted_while_it_is_hidden() -> None:
    app = RowsApp(TABLE, answers={TABLE.path: ROWS})
    async with app.run_test() as pilot:
        grid = app.grid(TABLE)
        grid.display = False
        await pilot.pause()
        app.session.edit(TABLE.path, ROWS[:1])
        assert grid.table_layout.lines.total == 1
        for y in range(5):
            grid.render_line(y)


async def test_a_row_that_is_emptied_is_no_row_of_the_document() -> None:
    app = RowsApp(TABLE, answers={TABLE.path: (row(who="ab"), row(who="cd"))})
    async with app.run_test() as pilot:
        app.grid(TABLE).go_column(0)
        await pilot.press("enter", "backspace", "backspace")
        assert app.rows(TABLE) == [{"who": "cd"}]
        await type_text(pilot, "new", "escape")
        assert app.rows(TABLE) == [{"who": "new"}, {"who": "cd"}]
        await pilot.press("enter", "ctrl+u", "tab", "escape")
        assert app.rows(TABLE) == [{"who": "cd"}]
        await pilot.press("u")
        assert app.rows(TABLE) == [{"who": "new"}, {"who": "cd"}]
