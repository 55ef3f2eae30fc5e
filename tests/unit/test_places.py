"""Where the cursor was: kept in few bytes, and found again in a document that has changed."""

from __future__ import annotations

import json
import os
from pathlib import Path as File

import pytest
from tests.small_template import CODE, DATE, SMALL, TIMELINE, WHAT, WHY

from hotwash.editing.places import CursorPlace, Spot, find_place, keep, kept, place_of
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.storage import folders, places
from hotwash.storage.locks import name_for
from hotwash.template.model import TITLE, Path

TEXT = "first line\nsecond line\nthird line"


def rows(*events: str) -> tuple[Row, ...]:
    return tuple(Row({"time": f"10:{at:02}", "event": text}) for at, text in enumerate(events))


def again(path: Path, spot: Spot, before: Answer, after: Answer | None) -> Spot | None:
    """Where a spot is found in another answer of its field."""
    document = Document(SMALL).replace(path, before)
    place = place_of(document, "section", path, spot)
    found = find_place(document.replace(path, after), place)
    assert found is None or found[0] == path
    return found[1] if found else None


class TestFinding:
    @pytest.mark.parametrize(
        ("path", "answer", "spot"),
        [
            (TITLE, "Pool exhausted", Spot(start=4, end=4)),
            (WHAT, TEXT, Spot(start=18, end=18)),
            (WHAT, TEXT, Spot(start=len(TEXT), end=len(TEXT))),
            (CODE, "\n\nx", Spot(start=1, end=1)),
            (WHY, ("one", "two", "three"), Spot(2, start=3, end=3)),
            (TIMELINE, rows("a", "b", "c"), Spot(1, "event")),
            (TIMELINE, rows("a", "b", "c"), Spot(3)),
        ],
    )
    def test_it_is_the_same_where_nothing_has_changed(
        self, path: Path, answer: Answer, spot: Spot
    ) -> None:
        assert again(path, spot, answer, answer) == spot

    def test_a_line_is_known_again_with_others_before_it(self) -> None:
        found = again(WHAT, Spot(start=13, end=13), TEXT, f"new\nnewer\n{TEXT}")
        assert found is not None
        assert f"new\nnewer\n{TEXT}"[found.end :].startswith("cond line")

    def test_so_is_an_item_and_a_row(self) -> None:
        items = ("one", "two", "three")
        assert again(WHY, Spot(1, start=2, end=2), items, ("new", *items)) == Spot(
            2, start=2, end=2
        )
        old = rows("a", "b", "c")
        assert again(TIMELINE, Spot(1, "event"), old, old[1:]) == Spot(0, "event")

    def test_of_lines_that_are_alike_it_is_the_nearest(self) -> None:
        assert again(WHY, Spot(2), ("x", "a", "x"), ("x", "a", "b", "x")) == Spot(3)

    def test_what_is_gone_is_where_it_was_as_near_as_there_is_one(self) -> None:
        assert again(WHY, Spot(2, start=5, end=5), ("one", "two", "three"), ("one",)) == Spot(
            0, start=3, end=3
        )
        assert again(TIMELINE, Spot(2, "event"), rows("a", "b", "c"), rows("z")) == Spot(0, "event")
        assert again(WHAT, Spot(start=20, end=20), TEXT, None) == Spot()

    def test_the_line_below_the_rows_stays_below_them(self) -> None:
        assert again(TIMELINE, Spot(1), rows("a"), rows("a", "b", "c")) == Spot(3)

    def test_a_field_that_is_gone_has_no_place(self) -> None:
        assert find_place(Document(SMALL), CursorPlace("x", ("no", "such"))) is None
        assert find_place(Document(SMALL), CursorPlace("x")) is None


class TestKeeping:
    def test_what_is_kept_comes_back(self, tmp_path: File) -> None:
        place = CursorPlace("timeline", TIMELINE, 3, "event", 7, 12345)
        keep(str(tmp_path / "a.toml"), place)
        keep(str(tmp_path / "b.toml"), CursorPlace("x", DATE))
        assert kept(str(tmp_path / "a.toml")) == place
        assert kept(str(tmp_path / "c.toml")) is None
        keep(str(tmp_path / "a.toml"), CursorPlace("other"))
        assert kept(str(tmp_path / "a.toml")) == CursorPlace("other")

    def test_no_text_of_the_document_is_in_it(self, tmp_path: File) -> None:
        document = Document(SMALL).replace(WHAT, "a secret")
        keep(str(tmp_path / "a.toml"), place_of(document, "s", WHAT, Spot(start=3, end=3)))
        assert "secret" not in File(places._file()).read_text()

    def test_it_does_not_grow_for_ever(self, tmp_path: File) -> None:
        for number in range(places.MOST + 20):
            keep(str(tmp_path / f"{number}.toml"), CursorPlace("x", DATE))
        found = json.loads(File(places._file()).read_text())
        assert len(found) == places.MOST
        assert kept(str(tmp_path / "0.toml")) is None
        assert kept(str(tmp_path / f"{places.MOST + 19}.toml")) is not None
        keep(str(tmp_path / "long.toml"), CursorPlace("x" * 5000))
        assert kept(str(tmp_path / "long.toml")) is None

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            '"x"',
            "null",
            "[" * 100_000,
            '{"%s": 3}',
            '{"%s": {"section": 3}}',
            '{"%s": {"section": "s", "path": "p"}}',
            '{"%s": {"path": ["a"], "part": "x"}}',
        ],
    )
    def test_what_cannot_be_read_is_no_place(self, tmp_path: File, text: str) -> None:
        file = str(tmp_path / "a.toml")
        name = name_for(file)
        File(places._file()).write_text(text.replace("%s", name))
        assert kept(file) is None
        keep(file, CursorPlace("s"))
        assert kept(file) == CursorPlace("s")

    def test_odd_numbers_do_no_harm(self, tmp_path: File) -> None:
        file = str(tmp_path / "a.toml")
        record = {"section": "s", "path": [*WHAT, 3], "part": -99, "character": -5, "column": 1}
        File(places._file()).write_text(json.dumps({name_for(file): record}))
        place = kept(file)
        assert place is not None
        assert find_place(Document(SMALL).replace(WHAT, TEXT), place) == (WHAT, Spot(3))

    def test_a_folder_that_cannot_be_written_is_no_failure(self, tmp_path: File) -> None:
        os.mkdir(places._file())
        keep(str(tmp_path / "a.toml"), CursorPlace("s"))
        assert kept(str(tmp_path / "a.toml")) is None
        assert folders.state_folder()
