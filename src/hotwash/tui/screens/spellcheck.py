"""Checking the spelling: the next misspelt word, what is suggested for it, a person's own words."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from typing import TYPE_CHECKING

from hotwash.editing.speller import NoSpeller, Speller, load_speller
from hotwash.errors import CannotSave
from hotwash.postmortem.document import Document
from hotwash.postmortem.replace import replace_hits
from hotwash.postmortem.search import Hit, passages
from hotwash.template.model import ColumnKind, Kind
from hotwash.tui.screens.dialogs import Choice, Choose
from hotwash.tui.screens.finding import go_to, order_of
from hotwash.tui.widgets.plain_text import PlainText
from hotwash.tui.widgets.text import JUDGED

if TYPE_CHECKING:
    from hotwash.tui.app import HotwashApp
    from hotwash.tui.screens.editor import EditorScreen

DEFAULT = "en"
"""The language where the settings name none and a person asks for the check."""

_ROWS = (Kind.TIMELINE, Kind.ACTIONS, Kind.TABLE)


async def use_speller(app: HotwashApp, language: str) -> None:
    """Load a speller on a thread, and mark what is misspelt from then on; or say why not."""
    try:
        app.speller = await asyncio.to_thread(load_speller, language)
    except NoSpeller as error:
        app.notify(str(error), title="spelling", severity="warning", timeout=10)
        return
    for screen in app.screen_stack:
        for field in screen.query(PlainText):
            field.refresh()


async def check_spelling(screen: EditorScreen) -> None:
    """Go to the next misspelt word from the cursor and ask what to do, until nothing is to be."""
    app = screen.hotwash
    if app.speller is None:
        screen.say("Reading the dictionary …", topic="spelling")
        await use_speller(app, app.settings.spelling or DEFAULT)
        screen.say("", topic="spelling")
    speller = app.speller
    if speller is None:
        return
    passed: Hit | None = None
    while True:
        screen.forms.flush()
        document = screen.session.document
        hits = await asyncio.to_thread(misspelt_words, document, speller)
        hit = _next(screen, hits, passed)
        if hit is None:
            screen.say("No misspelt words found." if not hits else "No more misspelt words.")
            return
        go_to(screen, hit)
        await screen.arrived()
        answer = await _ask(screen, speller, hit, len(hits))
        if answer is None:
            return
        passed = hit
        _do(screen, speller, hit, answer)


def misspelt_words(document: Document, speller: Speller) -> list[Hit]:
    """The misspelt words of a document's prose, in the order of its form; cells of text too."""
    known = document.template.by_path
    hits: list[Hit] = []
    for passage in passages(document):
        field = known.get(passage.path)
        if field is None or field.kind not in (*JUDGED, *_ROWS):
            continue
        columns = {one.key: one.kind for one in field.columns}
        kind = columns.get(passage.column, ColumnKind.TEXT)
        if kind is not ColumnKind.TEXT or passage.column in ("owner", "due", "link", "evidence"):
            continue
        hits += [Hit(passage, *span) for span in speller.misspelt(passage.text)]
    return hits


def _next(screen: EditorScreen, hits: list[Hit], passed: Hit | None) -> Hit | None:
    """The next word: from the cursor at first, then after the one that was asked about."""
    order = order_of(screen.session.document)
    keys = [order(hit.passage.path, hit.passage.at, hit.passage.column, hit.start) for hit in hits]
    if not hits:
        return None
    if passed is not None:
        place = passed.passage
        here = order(place.path, place.at, place.column, passed.start + 1)
        at = bisect_left(keys, here)
        return hits[at] if at < len(hits) else None
    place_in_hand = screen.forms.place_in_hand()
    if place_in_hand is None:
        return hits[0]
    path, spot = place_in_hand
    # The word at the caret is meant too.
    here = order(path, spot.at, spot.column, min(spot.start, spot.end))
    at = bisect_left(keys, here)
    if at and hits[at - 1].passage.path == path and hits[at - 1].passage.at == spot.at:
        before = hits[at - 1]
        if not spot.column and before.start <= spot.end <= before.end:
            at -= 1
    return hits[at % len(hits)]


async def _ask(screen: EditorScreen, speller: Speller, hit: Hit, count: int) -> str | None:
    word = hit.passage.text[hit.start : hit.end]
    found = await asyncio.to_thread(speller.suggestions, word)
    choices = [Choice(f"= {other}", other, str(at)) for at, other in enumerate(found, 1)]
    choices += [
        Choice("next", "Skip it", "n"),
        Choice("accept", "Accept it for this session", "i"),
        Choice("learn", "Add it to my words", "a"),
    ]
    title = f"“{word}” ({count} left)"
    answer: str | None = await screen.app.push_screen_wait(Choose(title, choices))
    return answer


def _do(screen: EditorScreen, speller: Speller, hit: Hit, answer: str) -> None:
    word = hit.passage.text[hit.start : hit.end]
    if answer.startswith("= "):
        new = Hit(hit.passage, hit.start, hit.end, answer[2:])
        found = replace_hits(screen.session.document, [new])
        screen.session.edit_many(found.answers, label=f"spell {answer[2:]}")
    elif answer == "accept":
        speller.accept(word)
    elif answer == "learn":
        try:
            speller.learn(word)
        except CannotSave as error:
            screen.say(error.brief, alert=True)
