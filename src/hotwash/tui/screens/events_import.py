"""Importing events into the timeline: ask for a source, show what is in it, insert what is chosen.

A pasted text stays at hand after the preview is left, so that leaving it loses nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hotwash.formats.events.model import Event
from hotwash.postmortem.marking import timelines
from hotwash.postmortem.timetables import timetable
from hotwash.template.model import Field
from hotwash.tui.screens.events import EventsScreen
from hotwash.tui.screens.events_entries import ImportSource
from hotwash.tui.screens.events_source import AskSource
from hotwash.tui.screens.events_text import counted

if TYPE_CHECKING:
    from hotwash.tui.screens.editor import EditorScreen

AT_ONCE = 1000
"""Events that are inserted before the next picture is drawn."""


async def import_events(screen: EditorScreen, field: Field | None = None, text: str = "") -> None:
    """Let a person choose events and insert them as one step of the history.

    Args:
        screen: The editor.
        field: The timeline they go into; None for the first one of the template.
        text: A pasted text to read; empty to ask for a file or a text.
    """
    field = field or next(timelines(screen.session.document), None)
    if field is None:
        screen.say("This template has no timeline to import events into")
        return
    source = ImportSource(text=text) if text else await _ask(screen, "")
    while source is not None:
        if source.text:
            screen.pasted_text = source.text
        document = screen.session.document
        table = timetable(document, field)
        preview = EventsScreen(source, table, document)
        chosen = await screen.app.push_screen_wait(preview)
        if chosen:
            await _insert(
                screen, field, chosen, hidden=preview.choice.hidden if preview.choice else 0
            )
            return
        if chosen is None:
            if source.text:
                screen.say(f"Nothing inserted; {_way_back(screen)} has the text again", seconds=12)
            return
        source = await _ask(screen, source.path)


async def _ask(screen: EditorScreen, path: str) -> ImportSource | None:
    return await screen.app.push_screen_wait(AskSource(path, screen.pasted_text))


async def _insert(
    screen: EditorScreen, field: Field, chosen: tuple[Event, ...], *, hidden: int
) -> None:
    """Insert events into the timeline as it is now, and show it; many are placed in a thread."""
    from hotwash.formats.events.rows import insert_into

    screen.forms.flush()
    session = screen.session
    if len(chosen) > AT_ONCE:
        screen.say(f"Inserting {counted(len(chosen), 'event')} …")
        before = session.document
        after = await asyncio.to_thread(insert_into, before, field, chosen)
        screen.forms.flush()
    if len(chosen) <= AT_ONCE or session.document is not before:
        after = insert_into(session.document, field, chosen)
    what = counted(len(chosen), "event")
    session.break_undo_group()
    paths = (known.path for known in timelines(after))
    rows = {path: after.rows(path) for path in paths}
    changed = {path: new for path, new in rows.items() if new is not session.document.rows(path)}
    session.edit_many(changed, label=f"import {what}")
    if screen.session.document.template.section_of.get(field.path) is not screen.forms.section:
        screen.forms.show_field(field.path)
    left = f", the {hidden:,} hidden by the filter left out" if hidden else ""
    screen.say(f"{what} inserted{left}; {screen.keymap.hint('undo')} takes them out again")


def _way_back(screen: EditorScreen) -> str:
    """The keys that lead to the text pasted last, from wherever the cursor is."""
    menu = screen.keymap.by_id["import-events"].menu
    return f"{screen.keymap.hint('go-to')} {menu} Enter"
