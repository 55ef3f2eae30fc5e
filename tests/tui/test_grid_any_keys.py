"""Whatever keys come, the table shows what the document has, and nothing is lost between them."""

from __future__ import annotations

import asyncio
import random

import pytest
from rich.cells import cell_len
from tests.tui.rows_app import ACTIONS, TABLE, TIMELINE, RowsApp, event_of, row
from textual.pilot import Pilot

from hotwash.postmortem.document import Row
from hotwash.template.model import Field
from hotwash.tui.table.grid import Grid
from hotwash.tui.widgets.timeline import TimelineGrid

NAMED = """up down pageup pagedown home end left right enter insert delete shift+up alt+down slash
    space tab shift+tab escape ctrl+c ctrl+z ctrl+y backspace ctrl+w ctrl+u ctrl+l""".split()  # noqa: SIM905
KEYS = [*NAMED, *"eaKJuUmsdrtzDx12:+é日Zvyco", "shift+down"]
ROWS: dict[tuple[str, ...], tuple[Row, ...]] = {
    TIMELINE.path: tuple(row(time=f"1{at}:00", event="long " * at + "event") for at in range(5)),
    ACTIONS[0].path: tuple(row(task="long " * at + "task", owner="Ana") for at in range(3)),
    TABLE.path: (row(who="Ana", role="Lead"),),
}


async def laid_out(pilot: Pilot[None], grid: Grid) -> None:
    """Wait until the columns share the width that is there now: that may take some turns."""
    for _ in range(50):
        if grid.table_layout.painter.total == grid.scrollable_content_region.width:
            return
        await pilot.pause(0.01)


def check(grid: Grid, document: tuple[Row, ...]) -> None:
    shown = [one for one in grid.model.rows if one.cells]
    assert [(one.id, dict(one.cells)) for one in shown] == [
        (one.id, dict(one.cells)) for one in document
    ]
    assert len(grid.model.rows) - len(shown) <= (grid.cell.line is not None)
    wide = grid.scrollable_content_region.width  # the scroll bar stands beside it
    for y in range(grid.size.height):
        line = grid.render_line(y)
        assert sum(cell_len(segment.text) for segment in line) == wide
    if isinstance(grid, TimelineGrid) and grid.cell.line is None:
        table = grid.model.times.table
        assert [one.id for one in table.rows] == [one.id for one in grid.model.rows]
        assert table.is_sorted


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("fields", [(TIMELINE,), ACTIONS, (TABLE, TIMELINE)])
async def test_any_keys(seed: int, fields: tuple[Field, ...]) -> None:
    chance = random.Random(seed)
    answers = {known.path: ROWS[known.path] for known in fields if known.path in ROWS}
    app = RowsApp(*fields, answers=answers if seed else {}, alone=fields == (TIMELINE,))
    async with app.run_test(size=chance.choice([(80, 24), (50, 16), (120, 40)])) as pilot:
        pressed: list[str] = []
        for step in range(120):
            pressed.append(chance.choice(KEYS))
            app.post_message(event_of(pressed[-1]))
            await asyncio.sleep(0.003)
            if chance.random() < 0.02:
                known = chance.choice(fields)
                rows = app.session.document.rows(known.path)
                key = {TIMELINE.path: "event", TABLE.path: "who"}.get(known.path, "task")
                new = (*rows[:1], Row({key: "from outside"}), *rows[1:])
                app.session.merge(app.session.document.replace(known.path, new))
            if step % 6 == 0:
                await pilot.pause()
                for known in fields:
                    await laid_out(pilot, app.grid(known))
                    check(app.grid(known), app.session.document.rows(known.path))
        await pilot.pause()
