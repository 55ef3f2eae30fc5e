"""Find and replace in the open document: the dialog, the way to a hit, the step of the history."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hotwash.editing.places import Spot
from hotwash.postmortem.document import Document
from hotwash.template.model import Path
from hotwash.tui.handlers import command
from hotwash.tui.widgets.undo_messages import fields_named

if TYPE_CHECKING:
    from hotwash.postmortem.search import Hit
    from hotwash.tui.screens.editor import EditorScreen
    from hotwash.tui.screens.find import Wanted

Order = tuple[int, int, int, float]
"""Where something stands in the document: its field, row or item, column, character."""


class DocumentSearch:
    """What was searched for last in an open document, and the ways to its hits.

    Args:
        screen: The editor.
    """

    def __init__(self, screen: EditorScreen) -> None:
        self._screen = screen
        self._wanted: Wanted | None = None
        self._last: Hit | None = None
        """The hit that was gone to last."""

    @command("find", False)
    @command("replace", True)
    async def ask(self, replacing: bool) -> None:
        """Open the dialog and do what it is left with."""
        from hotwash.tui.screens.find import FindScreen, Wanted

        screen = self._screen
        screen.forms.flush()
        here = self._here(screen.session.document, 1)
        dialog = FindScreen(
            screen.session,
            self._wanted or Wanted(),
            replacing=replacing,
            key=screen.keymap.hint("find"),
            first=lambda hits: self._next(hits, here, 1),
        )
        asked = await screen.app.push_screen_wait(dialog)
        if asked is None:
            return
        self._wanted = asked.wanted
        if asked.at is not None:
            self._go(asked.hits, asked.at)
        elif asked.hits:
            self._replace(asked.hits)

    @command("next-hit", 1, group="find")
    @command("previous-hit", -1, group="find")
    async def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1) from where the cursor is."""
        from hotwash.editing.finding import Search
        from hotwash.postmortem.search import BadExpression, passages

        screen = self._screen
        query = self._wanted.query if self._wanted is not None else None
        if query is None or not query.text:
            screen.say(f"No search to repeat. {screen.keymap.hint('find')} starts one.")
            return
        screen.forms.flush()
        document = screen.session.document
        try:
            hits = await asyncio.to_thread(lambda: Search(passages(document), query).run())
        except BadExpression as error:
            screen.say(str(error), alert=True)
            return
        if not hits:
            screen.say(f"“{query.text}” was not found.")
        else:
            self._go(hits, self._next(hits, self._here(document, by), by))

    def _go(self, hits: Sequence[Hit], at: int) -> None:
        """Take the cursor to a hit."""
        screen, hit = self._screen, hits[at]
        self._last = hit
        go_to(screen, hit)
        ways = [screen.keymap.hint(name) for name in ("next-hit", "previous-hit")]
        screen.say(f"Match {at + 1:,} of {len(hits):,}. Next: {ways[0]} · previous: {ways[1]}")

    def _replace(self, hits: Sequence[Hit]) -> None:
        """Replace hits as one step of the history, and say so."""
        from hotwash.postmortem.replace import replace_hits

        screen = self._screen
        screen.forms.flush()
        found = replace_hits(screen.session.document, hits)
        if found.answers:
            screen.session.edit_many(found.answers, label=f"replace {_places(found.done)}")
        where = fields_named(screen.session.document, found.answers)
        words = f"{_places(found.done)} replaced in {where}. Ctrl+Z to undo."
        if not found.answers:
            words = "Nothing was replaced."
        if found.missed:
            words += f" {_places(found.missed)} skipped: the text changed meanwhile."
        screen.say(words)

    # --- where the cursor is among the hits

    def _here(self, document: Document, by: int) -> Order | None:
        """Where the cursor is; from the far end of what is selected or gone to already."""
        place = self._screen.forms.place_in_hand()
        if place is None:
            return None
        path, spot = place
        start, end = sorted((spot.start, spot.end))
        character: float = end if by > 0 else start
        last = self._last.passage if self._last is not None else None
        if spot.column and by > 0 and last is not None:
            gone_to = (last.path, last.at, last.column) == (path, spot.at, spot.column)
            character = float("inf") if gone_to else 0
        return order_of(document)(path, spot.at, spot.column, character)

    def _next(self, hits: Sequence[Hit], here: Order | None, by: int) -> int:
        """The hit after or before a place; over the ends of the document."""
        if here is None:
            return 0
        order = order_of(self._screen.session.document)

        def of(hit: Hit) -> Order:
            passage = hit.passage
            return order(passage.path, passage.at, passage.column, hit.start)

        at = bisect_left(hits, here, key=of)
        return (at if by > 0 else at - 1) % len(hits)


def go_to(screen: EditorScreen, hit: Hit) -> None:
    """Take the cursor to a hit and select it, whatever is in the place of the form."""
    passage = hit.passage
    if not screen.forms.display:
        screen.panes.set_mode("beside")
    screen.forms.show_field(passage.path, Spot(passage.at, passage.column, hit.start, hit.end))


def order_of(document: Document) -> Callable[[Path, int, str, float], Order]:
    """Return what says where something stands in the document, in the order of the passages."""
    from hotwash.postmortem.search import paths

    fields = {path: at for at, path in enumerate(paths(document))}
    columns = {
        known.path: {column.key: at for at, column in enumerate(known.columns)}
        for known in document.template.fields
    }

    def order(path: Path, at: int, column: str, character: float) -> Order:
        known = columns.get(path, {})
        return fields.get(path, len(fields)), at, known.get(column, len(known)), character

    return order


def _places(count: int) -> str:
    return f"{count:,} place{'s' if count != 1 else ''}"
