"""Which rows of two versions are the same objects: what a change is narrowed down to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.postmortem.document import Row
from hotwash.postmortem.row_matching import same_ends

POOL = [Row({"event": str(number)}) for number in range(4)]
some_rows = st.lists(st.sampled_from(POOL), max_size=6)


@given(old=some_rows, new=some_rows)
def test_the_same_ends_are_the_longest_that_do_not_overlap(old: list[Row], new: list[Row]) -> None:
    head, tail = same_ends(old, new)
    assert head + tail <= min(len(old), len(new))
    assert all(a is b for a, b in zip(old[:head], new[:head], strict=True))
    assert all(a is b for a, b in zip(old[len(old) - tail :], new[len(new) - tail :], strict=True))
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if left and right:
        assert left[0] is not right[0]
        assert left[-1] is not right[-1]
