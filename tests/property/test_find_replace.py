"""Find and replace on random documents: what `str.find` finds is found; undo gives all back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.small_template import ACTIONS, IMPACT, NOTES, SMALL, TIMELINE, WHAT, WHY

from hotwash.editing.finding import Search
from hotwash.editing.session import Session
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.postmortem.replace import replace_hits
from hotwash.postmortem.search import Query, find, passages
from hotwash.template.model import TITLE, Path

TEXTS = st.text("abAB .\n\té漢👍🏽\u200b", min_size=1, max_size=24)
LINES = st.text("abAB .1:0é漢", min_size=1, max_size=12).map(str.strip).filter(bool)
WORDS = st.text("abAB .é漢", min_size=1, max_size=3)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["time", "event", "owner", "evidence"]), LINES, min_size=1),
    min_size=1,
    max_size=6,
).map(lambda found: tuple(Row(cells) for cells in found))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with answers of many kinds."""
    kinds: dict[Path, st.SearchStrategy[Answer]] = {
        TITLE: LINES,
        IMPACT: LINES,
        WHAT: TEXTS.filter(lambda text: not text.isspace()),
        WHY: st.lists(LINES, min_size=1, max_size=4).map(tuple),
        TIMELINE: ROWS,
        ACTIONS: ROWS,
        NOTES: TEXTS.filter(lambda text: not text.isspace()),
    }
    chosen = draw(st.sets(st.sampled_from(list(kinds)), min_size=1))
    return Document(SMALL, {path: draw(kinds[path]) for path in chosen})


def starts(text: str, words: str) -> list[int]:
    """Where `str.find` finds words that do not overlap."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


@given(documents(), WORDS)
def test_what_find_finds_is_found(document: Document, words: str) -> None:
    hits = find(passages(document), Query(words, case=True))
    for passage in passages(document):
        here = [hit for hit in hits if hit.passage is passage or hit.passage == passage]
        assert [hit.start for hit in here] == starts(passage.text, words)
        assert all(passage.text[hit.start : hit.end] == words for hit in here)


@given(documents())
def test_every_text_is_a_passage_once(document: Document) -> None:
    texts: list[str] = []
    for answer in document.answers.values():
        parts = (answer,) if isinstance(answer, str) else answer
        for part in parts:
            texts += [part] if isinstance(part, str) else part.cells.values()
    assert sorted(passage.text for passage in passages(document)) == sorted(texts)


@given(documents(), WORDS, st.text("xyé ", max_size=3), st.booleans())
def test_replace_and_undo_gives_all_back(
    document: Document, words: str, new: str, case: bool
) -> None:
    hits = Search(passages(document), Query(words, case=case), new).run()
    done = replace_hits(document, hits)
    assert (done.done, done.missed) == (len(hits), 0)
    session = Session(document)
    session.edit_many(done.answers, label="replace")
    changed = session.document
    if case and (text := document.text(WHAT)):
        wanted = text.replace(words, new)
        assert changed.text(WHAT) == ("" if not wanted.strip() else wanted)
    session.undo()
    assert session.document.answers == document.answers
    session.redo()
    assert session.document.answers == changed.answers


@given(documents(), WORDS)
def test_nothing_is_left_to_find_of_what_was_replaced(document: Document, words: str) -> None:
    hits = Search(passages(document), Query(words, case=True), "x").run()
    now = document
    for path, answer in replace_hits(document, hits).answers.items():
        now = now.replace(path, answer)
    assert not find(passages(now), Query(words, case=True))
