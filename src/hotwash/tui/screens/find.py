"""The dialog to find words in the whole document, and to put others in their place.

    asked = await app.push_screen_wait(FindScreen(session, wanted, replacing=False, start=...))

It searches on a thread while one types, shows every hit with its tab and the words around it, and
returns what is to be done: go to a hit, or replace those that are ticked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from hotwash.editing.finding import Search
from hotwash.editing.session import Session
from hotwash.postmortem.document import Document
from hotwash.postmortem.search import (
    MOST_HITS,
    BadExpression,
    Hit,
    Hits,
    Passage,
    Query,
    passages,
)
from hotwash.tui.handlers import command
from hotwash.tui.screens.dialogs import Dialog
from hotwash.tui.widgets.answer_line import AnswerLine
from hotwash.tui.widgets.hit_list import HitList
from hotwash.tui.widgets.tick_box import TickBox
from hotwash.tui.words import visible

NARROW = 34
"""Columns below which two options have no room beside each other."""

PAUSE = 0.12
"""Seconds without a key after which a regular expression is tried."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, to be asked for again."""

    query: Query = field(default_factory=lambda: Query(""))
    new: str = ""
    """What is to take the place of the hits."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the dialog was left."""

    wanted: Wanted
    hits: Sequence[Hit] = ()
    """All hits, or those that are to be replaced."""
    at: int | None = None
    """Which hit to go to; None where they are to be replaced, or nothing is to be done."""


class FindLine(AnswerLine):
    """A line of the dialog.

    It moves sideways, so that the list keeps its place; Up, Down and the page keys are the list's.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.step(1)", show=False),
        Binding("up", "screen.step(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
    ]

    def __init__(self, value: str, hint: str) -> None:
        super().__init__(value, hint=hint, wraps=False)


class FindScreen(Dialog[Asked]):
    """Find, and replace.

    Args:
        session: The open document.
        wanted: What was asked for last.
        replacing: Whether other words are to take the place of the hits.
        key: The key that changes between the two, as it is shown.
        first: From the hits to the one that the cursor is at first: the next one in the document.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("shift+enter", "before", show=False),
    ]
    DEFAULT_CSS = """
    FindScreen {
        & #options { height: 1; }
        &.-thin #options {
            layout: grid; grid-size: 2; grid-columns: auto 1fr; grid-rows: 1; height: auto;
            grid-gutter: 0 2;
        }
        &.-thin TickBox { margin-right: 0; }
        &.-narrow #options {
            grid-size: 1; grid-columns: 1fr; overflow-y: auto; scrollbar-size: 0 0; height: 1;
        }
        &.-narrow #found { display: none; }
        & #found { width: 1fr; height: 1; text-align: right; color: $text-muted; }
        & .failed { color: $text-error; }
        & #problem { height: auto; color: $text-error; }
    }
    """

    def __init__(
        self,
        session: Session,
        wanted: Wanted,
        *,
        replacing: bool,
        key: str,
        first: Callable[[Sequence[Hit]], int],
    ) -> None:
        super().__init__()
        self._session = session
        self._first = first
        self._key = key
        self.replacing = replacing
        query = wanted.query
        self._line = FindLine(query.text, "find in all tabs")
        self._new = FindLine(wanted.new, "replace with")
        self._boxes = {
            "case": TickBox("Case", query.case),
            "whole_words": TickBox("Whole words", query.whole_words),
            "expression": TickBox("Expression", query.expression),
        }
        self.listing = HitList(self._name_of)
        self._search: Search | None = None
        self._turn = 0
        self._shown = asyncio.Event()
        """Set while the list shows the hits of what is asked for now."""
        self._known: tuple[Document | None, tuple[Passage, ...]] = (None, ())

    def compose(self) -> ComposeResult:
        """Yield the lines to type in over the list."""
        with Vertical(classes="box tall"):
            yield self._line
            yield self._new
            with Horizontal(id="options"):
                yield from self._boxes.values()
                yield Static(id="found")
            yield Static(id="problem")
            yield self.listing

    def on_mount(self) -> None:
        """Show what was asked for last."""
        self._line.select_all()
        self._line.focus()
        self._show_mode()
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Show one option at a time where there is no room for two beside each other."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self._tell()

    def action_leave(self) -> None:
        """Leave with nothing to be done; what was asked for is kept."""
        self.dismiss(Asked(self.wanted))

    # --- what is asked for

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        options = {name: box.ticked for name, box in self._boxes.items()}
        return Wanted(Query(self._line.value, **options), self._new.value)

    @command("find")
    @command("replace")
    def change_mode(self) -> None:
        """The key that opens the dialog changes between finding and replacing."""
        self.replacing = not self.replacing
        self._show_mode()
        (self._new if self.replacing and self._line.value else self._line).focus()
        self._look()

    def _show_mode(self) -> None:
        self._new.display = self.replacing
        self._tell()

    def on_text_area_changed(self) -> None:
        """Search as one types."""
        self._look()

    def on_tick_box_ticked(self) -> None:
        """Search in another way."""
        self._look()

    # --- searching

    def _look(self) -> None:
        """Begin to search for what is asked for now, in the place of what was searched for."""
        if self._search is not None:
            self._search.cancel()
        self._turn += 1
        self._shown.clear()
        self._find(self.wanted, self._turn)

    @work(group="find", exclusive=True)
    async def _find(self, wanted: Wanted, turn: int) -> None:
        if wanted.query.expression:
            await asyncio.sleep(PAUSE)
        new = wanted.new if self.replacing else None
        try:
            hits = await asyncio.to_thread(self._hits, wanted.query, new, turn)
        except BadExpression as error:
            self._show(turn, Hits(), str(error))
        else:
            self._show(turn, hits)

    def _hits(self, query: Query, new: str | None, turn: int) -> Hits:
        """Find the hits. Called on a thread."""
        document = self._session.document
        if self._known[0] is not document:
            self._known = (document, passages(document))
        search = self._search = Search(self._known[1], query, new)
        return search.run() if turn == self._turn else Hits()

    def _show(self, turn: int, hits: Hits, problem: str = "") -> None:
        if not self.is_attached or turn != self._turn:
            return
        self._shown.set()
        line = self.query_one("#problem", Static)
        line.update(Content(visible(problem)))
        line.display = bool(problem)
        at = self._first(hits) if hits else 0
        self.listing.show(hits, at, ticking=self.replacing)
        self._tell()

    def on_unmount(self) -> None:
        """End a search that nobody waits for."""
        if self._search is not None:
            self._search.cancel()

    # --- what is said

    def on_hit_list_moved(self) -> None:
        """Say how many there are."""
        self._tell()

    def _tell(self) -> None:
        hits, at = self.listing.hits, self.listing.cursor
        words = f"{at + 1} of {len(hits):,}" if hits else "nothing" if self._line.value else ""
        if len(hits) >= MOST_HITS:
            words += " and more"
        self.query_one("#found", Static).update(Content(words))
        box = self.query_one(".box")
        title = "Replace" if self.replacing else "Find"
        box.border_title = f"{title} · {words}" if words and self.has_class("-narrow") else title
        box.border_subtitle = Content(self._ways_out())

    def _ways_out(self) -> str:
        if not self.replacing:
            return f"Enter: go there · {self._key}: replace · Esc: close"
        if not self.listing.has_focus:
            return f"Enter: next · {self._key}: find only · Esc: close"
        count = len(self.listing.hits) - len(self.listing.left_out)
        return f"Space: tick · Enter: replace {count:,} · Esc: close"

    def on_descendant_focus(self) -> None:
        """Say what Enter does here."""
        self._tell()

    def _name_of(self, hit: Hit) -> tuple[str, str]:
        """The tab of a hit and its field, and which row or item it is in."""
        passage, template = hit.passage, self._session.document.template
        section = template.section_of.get(passage.path, template.sections[0])
        known = template.by_path.get(passage.path)
        label = known.label if known is not None else "Time zone"
        if passage.path == ("title",):
            label = "Title"
        name = section.title if label == section.title else f"{section.title} › {label}"
        answer = self._session.document.answer(passage.path)
        return name, "" if isinstance(answer, str) else str(passage.at + 1)

    # --- keys

    def action_step(self, by: int) -> None:
        """Go to the hit below or above while the line keeps the cursor."""
        self.listing.go(self.listing.cursor + by)

    def action_page(self, by: int) -> None:
        """Go a page of hits down or up."""
        self.listing.action_page(by)

    def on_answer_line_submitted(self, event: AnswerLine.Submitted) -> None:
        """Go to the hit, or on to what is asked next."""
        event.stop()
        if self.replacing:
            (self._new if event.line is self._line else self.listing).focus()
        else:
            self.action_enter()

    def on_hit_list_hit_picked(self) -> None:
        """Go to a hit that was clicked twice."""
        self.action_enter()

    def action_before(self) -> None:
        """Go to the hit before the one that Enter would go to."""
        if not self.replacing:
            self._leave(-1)

    def action_enter(self) -> None:
        """Go to the hit under the cursor, or replace those that are ticked."""
        if self.replacing and not self.listing.has_focus:
            self.listing.focus()
        else:
            self._leave(0)

    @work(group="leave", exclusive=True)
    async def _leave(self, by: int) -> None:
        """Leave with what is to be done, once all that was typed has been searched for."""
        await self._shown.wait()
        hits = self.listing.hits
        if not hits:
            return
        if not self.replacing:
            self.dismiss(Asked(self.wanted, hits, (self.listing.cursor + by) % len(hits)))
        elif ticked := self.listing.ticked:
            self.dismiss(Asked(self.wanted, ticked))
