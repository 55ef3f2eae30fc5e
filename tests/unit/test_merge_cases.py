"""Merges that a person would notice if they went wrong."""

from __future__ import annotations

from tests.small_template import SMALL, TIMELINE, WHAT, WHY
from tests.work import steps

from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.merge import merge, merge_rows
from hotwash.template.model import Template


def rows(*events: str) -> tuple[Row, ...]:
    return tuple(Row({"time": event[:5], "event": event[6:]}) for event in events)


def events(found: tuple[Row, ...]) -> list[str]:
    return [f"{row['time']} {row['event']}" for row in found]


BASE = ("10:00 quiet", "10:15 first alert", "10:30 rolled back")


def test_both_append_and_both_rows_are_there_ours_first() -> None:
    base = rows(*BASE)
    mine = (*base, *rows("10:40 mine"))
    found = merge_rows(base, mine, rows(*BASE, "10:41 theirs"))
    assert events(found) == [*BASE, "10:40 mine", "10:41 theirs"]
    assert [row.id for row in found[:4]] == [row.id for row in mine]


def test_rows_added_between_the_same_rows_stay_there() -> None:
    base = rows(*BASE)
    mine = (base[0], *rows("10:05 mine"), *base[1:])
    found = merge_rows(base, mine, rows(BASE[0], "10:06 theirs", *BASE[1:]))
    assert events(found) == [BASE[0], "10:05 mine", "10:06 theirs", *BASE[1:]]


def test_a_row_added_alike_on_both_sides_is_one_but_twice_on_one_side_is_two() -> None:
    base = rows(*BASE)
    mine = (*base, *rows("10:40 done", "10:40 done"))
    assert events(merge_rows(base, mine, rows(*BASE, "10:40 done"))).count("10:40 done") == 2
    both = merge_rows(base, (*base, *rows("10:40 done")), rows(*BASE, "10:40 done"))
    assert events(both).count("10:40 done") == 1


def test_different_cells_of_one_row_are_both_taken() -> None:
    base = rows(*BASE)
    mine = (base[0], base[1].with_cell("moment", "detected"), base[2])
    merged = merge(
        Document(SMALL, {TIMELINE: base}),
        Document(SMALL, {TIMELINE: mine}),
        Document(SMALL, {TIMELINE: rows(BASE[0], "10:15 first alert, EU only", BASE[2])}),
    )
    row = merged.document.rows(TIMELINE)[1]
    assert dict(row.cells) == {
        "time": "10:15",
        "event": "first alert, EU only",
        "moment": "detected",
    }
    assert row.id == base[1].id
    assert not merged.conflicts


def test_the_same_cell_is_a_conflict_and_ours_stays() -> None:
    base = rows(*BASE)
    mine = (base[0], base[1].with_cell("event", "first alert, mine"), base[2])
    merged = merge(
        Document(SMALL, {TIMELINE: base}),
        Document(SMALL, {TIMELINE: mine}),
        Document(SMALL, {TIMELINE: rows(BASE[0], "10:15 first alert, theirs", BASE[2])}),
    )
    assert merged.document.rows(TIMELINE) == mine
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.row, conflict.cell) == (TIMELINE, base[1].id, "event")
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "first alert",
        "first alert, mine",
        "first alert, theirs",
    )


def test_an_edit_outlives_a_deletion_on_either_side() -> None:
    base = rows(*BASE)
    edited = base[1].with_cell("owner", "Ana")
    assert edited in merge_rows(base, (base[0], edited, base[2]), rows(BASE[0], BASE[2]))
    theirs = (*rows(BASE[0]), Row({**base[1].cells, "owner": "Ana"}), *rows(BASE[2]))
    found = merge_rows(base, (base[0], base[2]), theirs)
    assert found[1] == edited


def test_a_new_order_on_their_side_is_taken() -> None:
    base = rows(*BASE)
    mine = (*base[:2], base[2].with_cell("owner", "Ana"))
    found = merge_rows(base, mine, rows(BASE[2], BASE[0], BASE[1]))
    assert [row.id for row in found] == [base[2].id, base[0].id, base[1].id]
    assert found[0]["owner"] == "Ana"


def test_a_field_that_became_another_kind_is_a_conflict_and_no_crash() -> None:
    base = rows(*BASE)
    merged = merge(
        Document(SMALL, {TIMELINE: base}),
        Document(SMALL, {TIMELINE: base[:1]}),
        Document(SMALL, {TIMELINE: "see the channel"}),
    )
    assert merged.document.rows(TIMELINE) == base[:1]
    assert merged.conflicts[0].theirs == "see the channel"


def test_a_template_changed_outside_is_taken() -> None:
    other = Template("other", "# Other\n", ())
    base = Document(SMALL, {WHAT: "x"})
    assert merge(base, base, Document(other, {WHAT: "x"})).document.template is other
    assert merge(base, Document(other, {WHAT: "x"}), base).document.template is other


def test_twice_the_rows_are_merged_in_twice_the_steps() -> None:
    def merged(count: int) -> None:
        texts = [f"{n % 24:02}:{n % 60:02} event number {n}" for n in range(count)]
        base = rows(*texts)
        at, other = count * 7 // 10, count // 2
        mine = (*base[:at], base[at].with_cell("event", "mine"), *base[at + 1 :])
        theirs = rows(*texts[:50], "00:00 new", *texts[51:other], "12:34 x", *texts[other + 1 :])
        found = merge_rows(base, mine, theirs)
        assert len(found) == count
        assert found[at]["event"] == "mine"
        assert found[other]["event"] == "x"

    merged(10_000)
    assert steps(merged, 1600) < 5 * steps(merged, 400)


def test_their_text_takes_the_place_of_ours_and_of_nothing_else() -> None:
    base = rows(*BASE)
    mine = (base[0], base[1].with_cell("event", "mine"), base[2])
    theirs = rows(BASE[0], "10:15 theirs", BASE[2])
    (conflict,) = merge(
        Document(SMALL, {TIMELINE: base}),
        Document(SMALL, {TIMELINE: mine}),
        Document(SMALL, {TIMELINE: theirs}),
    ).conflicts
    taken = conflict.resolved((*mine, Row({"event": "typed since"})))
    assert taken is not None
    assert [row["event"] for row in taken if isinstance(row, Row)] == [
        base[0]["event"],
        "theirs",
        base[2]["event"],
        "typed since",
    ]
    (conflict,) = merge(
        Document(SMALL, {WHY: ("a", "the pool was small")}),
        Document(SMALL, {WHY: ("a", "the pool was too small")}),
        Document(SMALL, {WHY: ("a", "the pool was very small")}),
    ).conflicts
    theirs_too = "the pool was very small"
    assert conflict.resolved(("a", "the pool was too small", "c")) == ("a", theirs_too, "c")
    assert conflict.resolved(("a", "gone on")) == ("a", "gone on", theirs_too)
    (conflict,) = merge(
        Document(SMALL, {WHAT: "x"}),
        Document(SMALL, {WHAT: "mine"}),
        Document(SMALL, {WHAT: "theirs"}),
    ).conflicts
    assert conflict.resolved("mine, going on") == "theirs"
