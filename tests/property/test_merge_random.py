"""Three-way merges of random edits: what one side changed is kept, and no row is there twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_template import IMPACT, SMALL, TIMELINE, WHAT, WHY

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.merge import adopt, merge
from hotwash.postmortem.row_matching import match

WORDS = ("alert", "deploy rolled out", "pool exhausted", "team paged", "rolled back", "quiet")


@dataclass(frozen=True)
class Edit:
    kind: str
    place: int
    word: int


edits = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["insert", "delete", "event", "owner"]),
        st.integers(0, 9),
        st.integers(0, 999),
    ),
    max_size=5,
)


def begin(count: int) -> tuple[Row, ...]:
    """Rows that nothing takes for one another."""
    return tuple(
        Row({"time": f"{9 + n}:0{n}", "event": f"{WORDS[n % 6]} number {n * 7919}"})
        for n in range(count)
    )


def edited(rows: tuple[Row, ...], script: list[Edit], side: str) -> tuple[Row, ...]:
    changed = list(rows)
    for number, edit in enumerate(script):
        if edit.kind == "insert":
            text = f"{side} {number} saw {edit.word}"
            changed.insert(edit.place % (len(changed) + 1), Row({"time": text[:3], "event": text}))
        elif changed and edit.kind == "delete":
            del changed[edit.place % len(changed)]
        elif changed:
            place = edit.place % len(changed)
            text = changed[place]["event"] + f" ({side}{edit.word})"
            cell = text if edit.kind == "event" else f"{side}{edit.word}"
            changed[place] = changed[place].with_cell(edit.kind, cell)
    return tuple(changed)


def from_file(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows as another program wrote them: with identities of their own."""
    return tuple(Row(row.cells) for row in rows)


@settings(max_examples=200)
@given(count=st.integers(0, 8), left=edits, right=edits)
def test_every_row_becomes_what_its_sides_made_of_it(
    count: int, left: list[Edit], right: list[Edit]
) -> None:
    base = begin(count)
    mine = edited(base, left, "m")
    theirs = edited(base, right, "t")
    merged = merge(
        Document(SMALL, {TIMELINE: base}),
        Document(SMALL, {TIMELINE: mine}),
        Document(SMALL, {TIMELINE: from_file(theirs)}),
    )
    rows = merged.document.rows(TIMELINE)
    by_id = {row.id: row for row in rows}
    assert len(by_id) == len(rows), "a row is there twice"
    ours = {row.id: row for row in mine}
    others = {row.id: row for row in theirs}
    wanted: Counter[str] = Counter()
    for old in base:
        left_row, right_row = ours.get(old.id), others.get(old.id)
        if left_row is not None and right_row is not None:
            found = by_id[old.id]
            for key in ("time", "event", "owner"):
                texts = {left_row[key], right_row[key]}
                if left_row[key] == old[key]:
                    assert found[key] == right_row[key]
                else:
                    assert found[key] == left_row[key]
                conflict = len(texts) == 2 and old[key] not in texts
                told = any(one.row == old.id and one.cell == key for one in merged.conflicts)
                assert told == conflict
            wanted[found["event"]] += 1
        elif left_row is not None and left_row != old:
            wanted[left_row["event"]] += 1
        elif right_row is not None and right_row != old:
            wanted[right_row["event"]] += 1
    added = [row for row in (*mine, *theirs) if row.id not in {old.id for old in base}]
    wanted.update(row["event"] for row in added)
    assert Counter(row["event"] for row in rows) == wanted


@given(count=st.integers(0, 8), left=edits)
def test_one_side_alone_is_taken_whole(count: int, left: list[Edit]) -> None:
    base = begin(count)
    changed = edited(base, left, "m")
    whole = Document(SMALL, {TIMELINE: changed} if changed else {})
    old = Document(SMALL, {TIMELINE: base} if base else {})
    same = Document(SMALL, {TIMELINE: from_file(base)} if base else {})
    assert merge(old, whole, same).document is whole
    taken = merge(old, old, Document(SMALL, {TIMELINE: from_file(changed)} if changed else {}))
    assert taken.document.rows(TIMELINE) == changed
    assert not taken.conflicts
    kept = {row.id for row in base} & {row.id for row in changed}
    assert kept <= {row.id for row in taken.document.rows(TIMELINE)}


@given(count=st.integers(0, 8), left=edits)
def test_the_same_on_both_sides_is_there_once(count: int, left: list[Edit]) -> None:
    base = begin(count)
    changed = edited(base, left, "m")
    mine = Document(SMALL, {TIMELINE: changed} if changed else {})
    theirs = Document(SMALL, {TIMELINE: from_file(changed)} if changed else {})
    merged = merge(Document(SMALL, {TIMELINE: base}), mine, theirs)
    assert merged.document is mine
    assert not merged.conflicts


items = st.lists(st.sampled_from(WORDS), unique=True, max_size=6)


@given(base=items, mine=items, theirs=items)
def test_an_item_that_only_one_side_added_is_there(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merge(
        Document(SMALL).replace(WHY, tuple(base)),
        Document(SMALL).replace(WHY, tuple(mine)),
        Document(SMALL).replace(WHY, tuple(theirs)),
    )
    found = merged.document.items(WHY)
    assert len(set(found)) == len(found)
    told = {one.theirs for one in merged.conflicts}
    for word in WORDS:
        if word in mine and word not in base:
            assert word in found
        if word in theirs and word not in base and word not in mine:
            assert word in found or word in told
        if word in base and word not in mine and word not in theirs:
            assert word not in found
        if word in base and word in mine and word in theirs:
            assert word in found


texts = st.sampled_from(["", "a", "b", "c"])


@given(base=texts, mine=texts, theirs=texts)
def test_a_text_is_merged_whole_and_a_conflict_has_all_three(
    base: str, mine: str, theirs: str
) -> None:
    merged = merge(
        Document(SMALL).replace(WHAT, base).replace(IMPACT, "same"),
        Document(SMALL).replace(WHAT, mine).replace(IMPACT, "same"),
        Document(SMALL).replace(WHAT, theirs).replace(IMPACT, "same"),
    )
    found = merged.document.text(WHAT)
    assert found == (theirs if mine == base else mine)
    assert merged.document.text(IMPACT) == "same"
    clash = base not in (mine, theirs) and mine != theirs
    assert bool(merged.conflicts) == clash
    for conflict in merged.conflicts:
        assert (conflict.base or "", conflict.mine or "", conflict.theirs or "") == (
            base,
            mine,
            theirs,
        )


@given(count=st.integers(0, 8), left=edits)
def test_adopting_gives_every_row_one_identity_and_changes_no_text(
    count: int, left: list[Edit]
) -> None:
    base = begin(count)
    changed = edited(base, left, "m")
    adopted = adopt(base, from_file(changed))
    assert adopted == changed
    assert len({row.id for row in adopted}) == len(adopted)
    for one, other in zip(changed, adopted, strict=True):
        if one in base:
            assert one.id == other.id


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_no_old_row_is_found_twice_and_equal_ones_are_found(old: list[str], new: list[str]) -> None:
    found = match([Row({"e": text}) for text in old], [Row({"e": text}) for text in new])
    taken = [index for index in found if index is not None]
    assert len(set(taken)) == len(taken)
    equal = Counter(old) & Counter(new)
    alike = [old[index] for index, text in zip(found, new, strict=True) if index is not None]
    assert Counter(alike) == equal
