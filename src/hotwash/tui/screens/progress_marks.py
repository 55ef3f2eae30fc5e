"""How far the document is: the mark of each tab, what is wrong, what is left to fill in.

What is wrong is counted once the keys have come to rest; thousands of rows on a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from hotwash.editing.session import Session
from hotwash.postmortem.document import Document
from hotwash.postmortem.progress import count_text, left_to_fill, state
from hotwash.template.model import TIMEZONE, TITLE, Path, Section
from hotwash.tui.widgets.status import StatusBar
from hotwash.tui.widgets.tabs import TabBar, TabState

if TYPE_CHECKING:
    from hotwash.postmortem.problem_counter import Problems

MARKS = {"empty": "○", "partly": "◐", "complete": "●"}

WRONG = "!"
"""The mark of a tab on which something cannot be read or does not fit."""

SETTLED = 0.8
"""Seconds after the last change in which what is wrong is counted."""


class ProgressMarks:
    """Shows on the bar of tabs and in the last line how far a document is.

    Args:
        session: The open document.
        bar: The bar of tabs.
        status: The last line.
        node: The screen, whose timers and workers it uses.
    """

    def __init__(self, session: Session, bar: TabBar, status: StatusBar, node: Widget) -> None:
        self.marks: list[str] = []
        """The state of each tab, as its mark."""
        self._session = session
        self._bar = bar
        self._status = status
        self._node = node
        self._wrong: dict[Path, int] = {}
        """How many answers of each field are wrong, as they were counted last."""
        self._counting: Timer | None = None

    def show(self) -> None:
        """Show the marks of all tabs anew, and what is left."""
        self.marks = [self._mark(section) for section in self._sections]
        self._show_tabs()
        self.show_left()

    def show_tabs(self, tabs: Iterable[int]) -> None:
        """Show the marks of some tabs, where they are others."""
        changed = False
        for index in tabs:
            mark = self._mark(self._sections[index])
            changed |= mark != self.marks[index]
            self.marks[index] = mark
        if changed:
            self._show_tabs()

    def show_left(self) -> None:
        """Say what is left to fill in, and how much is wrong."""
        left = left_to_fill(self._session.document)
        self._status.state = _standing(left, sum(self._wrong.values()))

    def count_soon(self) -> None:
        """Count what is wrong once the keys have come to rest."""
        if self._counting is None:
            self._counting = self._node.set_timer(SETTLED, self.count)
        else:
            self._counting.reset()

    def count(self) -> None:
        """Count what is wrong, and show it; thousands of rows on a thread, to hold up no key."""
        self._counting = None
        document, today = self._session.document, date.today()
        if self._problems.is_quick(document, today):
            self._take(self._problems.count(document, today))
        else:
            self._node.run_worker(self._count_apart(document, today), group="count", exclusive=True)

    async def _count_apart(self, document: Document, today: date) -> None:
        self._take(await asyncio.to_thread(self._problems.count, document, today))

    def _take(self, wrong: dict[Path, int]) -> None:
        if wrong != self._wrong:
            self._wrong = wrong
            self.show_tabs(range(len(self._sections)))
            self.show_left()

    @property
    def _sections(self) -> tuple[Section, ...]:
        return self._session.document.template.sections

    @cached_property
    def _problems(self) -> Problems:
        from hotwash.postmortem.problem_counter import Problems

        return Problems()

    def _mark(self, section: Section) -> str:
        """The state of a section: what it counts or how full it is, and whether all is well."""
        document = self._session.document
        mark = count_text(document, section)
        if any(path in self._wrong for path in self._paths(section)):
            return f"{mark}{WRONG}"
        return mark or MARKS[state(document, section)]

    def _paths(self, section: Section) -> Iterator[Path]:
        """The fields on the tab of a section."""
        yield from (field.path for field in section.fields())
        if section is self._sections[0]:
            yield from (TITLE, TIMEZONE)

    def _show_tabs(self) -> None:
        self._bar.tabs = tuple(
            TabState(section.title, mark)
            for section, mark in zip(self._sections, self.marks, strict=True)
        )


def _standing(left: int, wrong: int) -> str:
    """What is left to do, in words: `1 problem · 3 left to fill in`."""
    if not wrong:
        return f"{left} thing{'s' if left != 1 else ''} left to fill in" if left else ""
    problems = f"{wrong} problem{'s' if wrong != 1 else ''}"
    return f"{problems} · {left} left to fill in" if left else problems
