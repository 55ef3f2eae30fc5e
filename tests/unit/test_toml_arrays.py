"""A written array: items come, go and change places, and comments stay comments."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.formats.toml.arrays import parse_array
from hotwash.formats.toml.scanner import comments

COMMENTED = """["pool size", # since May
    "no alert",
    # nobody was on call
    "luck" # so they say
]"""
ONE_LINE = '["pool size", "no alert", "luck"]'


def read(array: str) -> list[str]:
    found = tomllib.loads(f"why = {array}")["why"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("array", [COMMENTED, ONE_LINE, "[]", "[ ]", '["a",]', "[ # none\n]"])
def test_taken_apart_and_joined_it_is_the_same(array: str) -> None:
    assert parse_array(array).joined() == array


def test_an_item_that_is_moved_below_a_comment_does_not_become_part_of_it() -> None:
    new = parse_array(COMMENTED).changed([(2, '"luck"'), (0, '"pool size"'), (1, '"no alert"')])
    assert read(new.joined()) == ["luck", "pool size", "no alert"]
    assert '"pool size", # since May' in new.joined()
    assert '"luck", # so they say' in new.joined()


@given(
    st.permutations([0, 1, 2]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([COMMENTED, ONE_LINE, COMMENTED.replace("\n", "\r\n")]),
)
def test_any_order_of_some_items_is_read_back_with_their_comments(
    order: list[int], count: int, place: int, new: bool, array: str
) -> None:
    texts = ("pool size", "no alert", "luck")
    wanted: list[tuple[int | None, str]] = [(at, f'"{texts[at]}"') for at in order[:count]]
    if new:
        wanted.insert(place, (None, '"new"'))
    parsed = parse_array(array)
    changed = parsed.changed(wanted).joined()
    assert read(changed) == [text.strip('"') for _, text in wanted]
    of_items = {at: comments("a = [" + parsed.items[at].before + "]") for at in order[:count]}
    kept = [one for found in of_items.values() for one in found]
    assert all(comment in comments(f"why = {changed}") for comment in kept)
