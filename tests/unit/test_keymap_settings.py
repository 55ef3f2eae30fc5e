"""What a person writes under `[keys]`: spelled in any way, checked, and never lost in silence."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from hotwash.tui.bindings import NO_KEY, bindings, overrides
from hotwash.tui.commands import COMMANDS, KeyScope
from hotwash.tui.keymap import Keymap, apply, keys_markdown, keys_table
from hotwash.tui.keys import read_key, show_key, show_key_short, why_not


class TestSpelling:
    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("Ctrl+S", "ctrl+s"),
            ("C-s", "ctrl+s"),
            ("^S", "ctrl+s"),
            ("control-s", "ctrl+s"),
            (" F2 ", "f2"),
            ("PgUp", "pageup"),
            ("Ctrl+Page_Up", "ctrl+pageup"),
            ("shift+k", "K"),
            ("K", "K"),
            ("k", "k"),
            ("question_mark", "?"),
            ("Space", "space"),
            (" ", "space"),
            ("Del", "delete"),
            ("M-Up", "alt+up"),
            ("shift+ctrl+up", "ctrl+shift+up"),
            ("-", "-"),
            ("+", "+"),
        ],
    )
    def test_is_read(self, typed: str, key: str) -> None:
        assert read_key(typed) == key

    @pytest.mark.parametrize(
        ("key", "shown", "short"),
        [
            ("ctrl+s", "Ctrl+S", "^S"),
            ("ctrl+pageup", "Ctrl+PageUp", "^PageUp"),
            ("f10", "F10", "F10"),
            ("K", "K", "K"),
            ("space", "Space", "Space"),
        ],
    )
    def test_is_shown(self, key: str, shown: str, short: str) -> None:
        assert (show_key(key), show_key_short(key)) == (shown, short)
        assert read_key(shown) == key


class TestKeysThatDoNotArrive:
    @pytest.mark.parametrize(
        "key",
        [
            "ctrl+1",
            "alt+1",
            "alt+x",
            "ctrl+tab",
            "ctrl+enter",
            "shift+enter",
            "ctrl+h",
            "ctrl+i",
            "ctrl+j",
            "ctrl+m",
            "ctrl+[",
            "ctrl+space",
            "ctrl+/",
            "ctrl+shift+s",
            "super+s",
            "ctrl+f5",
            "shift+f5",
            "f13",
            "nonsense",
            "nonsense+k",
            "ctrl+",
            "",
            "tab",
            "up",
            "backspace",
        ],
    )
    def test_are_refused_with_a_reason(self, key: str) -> None:
        assert why_not(read_key(key))

    @pytest.mark.parametrize(
        "key", ["f1", "f12", "ctrl+s", "ctrl+]", "shift+up", "alt+down", "ctrl+pageup", "x", "?"]
    )
    def test_others_are_not(self, key: str) -> None:
        assert why_not(read_key(key)) == ""


class TestSettings:
    def test_no_settings_are_the_defaults(self) -> None:
        assert apply({}) == Keymap()
        assert overrides(Keymap()) == {}

    def test_rebind(self) -> None:
        keymap = apply({"save": "F12, Ctrl+W"})
        assert keymap.by_id["save"].keys == ("f12", "ctrl+w")
        assert keymap.problems == ()
        assert keymap.hint("save") == "F12"
        assert overrides(keymap) == {"save": "f12,ctrl+w"}

    def test_a_command_without_a_key_may_get_one(self) -> None:
        keymap = apply({"review": "f12"})
        assert keymap.by_id["review"].keys == ("f12",)
        assert overrides(keymap) == {"review": "f12"}
        bound = [found for found in bindings(KeyScope.ANYWHERE) if isinstance(found, Binding)]
        placeholders = {found.id for found in bound if found.key == NO_KEY}
        assert "review" in placeholders

    def test_an_empty_text_takes_the_keys_away(self) -> None:
        keymap = apply({"copy": "", "tick": " "})
        assert keymap.problems == ()
        assert keymap.by_id["copy"].keys == ()
        assert keymap.by_id["tick"].keys == ()
        assert keymap.hint("copy") == ""
        assert overrides(keymap) == {"copy": NO_KEY, "tick": NO_KEY}

    def test_the_palette_keeps_a_key(self) -> None:
        keymap = apply({"palette": ""})
        assert keymap.by_id["palette"].keys == ("ctrl+p",)
        assert "keys.palette" in keymap.problems[0]

    @pytest.mark.parametrize(
        ("typed", "meant"), [("seve", "save"), ("add_row", "add-row"), ("Delete Row", "delete-row")]
    )
    def test_an_unknown_id_names_the_near_miss(self, typed: str, meant: str) -> None:
        (problem,) = apply({typed: "f12"}).problems
        assert problem.startswith(f"keys.{typed}:")
        assert f"`{meant}`" in problem

    def test_an_id_like_nothing_points_to_the_list(self) -> None:
        assert "hotwash keys" in apply({"zzzzzzz": "f12"}).problems[0]

    def test_a_key_that_never_arrives_leaves_the_old_ones(self) -> None:
        keymap = apply({"save": "ctrl+1"})
        assert keymap.by_id["save"].keys == ("f2", "ctrl+s")
        assert "keys.save" in keymap.problems[0] and "ctrl+1" in keymap.problems[0]

    def test_the_good_keys_of_a_line_are_taken(self) -> None:
        keymap = apply({"save": "ctrl+1, f12"})
        assert keymap.by_id["save"].keys == ("f12",)
        assert len(keymap.problems) == 1

    def test_a_letter_never_takes_the_place_of_text(self) -> None:
        keymap = apply({"save": "s"})
        assert keymap.by_id["save"].keys == ("f2", "ctrl+s")
        assert "text" in keymap.problems[0]

    def test_a_letter_acts_in_tables_only(self) -> None:
        keymap = apply({"add-row": "f5, w"})
        assert keymap.by_id["add-row"].keys == ("f5",)
        assert keymap.by_id["add-row"].plain_keys == ("w",)
        assert overrides(keymap) == {"add-row.plain": "w"}


class TestClashes:
    def test_the_persons_key_wins_and_the_loser_is_named(self) -> None:
        keymap = apply({"save": "f9"})
        assert keymap.by_id["save"].keys == ("f9",)
        assert keymap.by_id["copy"].keys == ("ctrl+o",)
        (problem,) = keymap.problems
        assert "keys.save" in problem and "`copy`" in problem and "Ctrl+O" in problem

    def test_two_lines_for_one_key_keep_the_first(self) -> None:
        keymap = apply({"save": "f12", "copy": "f12"})
        assert keymap.by_id["save"].keys == ("f12",)
        assert keymap.by_id["copy"].keys == ()
        assert len(keymap.problems) == 1

    def test_swapping_is_no_clash(self) -> None:
        keymap = apply({"save": "f9", "copy": "f2"})
        assert keymap.problems == ()
        assert (keymap.hint("save"), keymap.hint("copy")) == ("F9", "F2")

    def test_the_same_letter_in_two_places_is_no_clash(self) -> None:
        assert apply({"moment": "x"}).problems == ()

    def test_a_letter_of_the_table_clashes_with_one_of_the_timeline(self) -> None:
        (problem,) = apply({"moment": "e"}).problems
        assert "`edit-cell`" in problem

    def test_whatever_is_written_no_key_means_two_things(self) -> None:
        keymap = apply({"save": "f5,f6", "help": "ctrl+q,ctrl+p", "tick": "e", "undo": "ctrl+y"})
        bound = [(key, scope) for command in keymap.commands for key, scope in command.bound()]
        assert not [
            key
            for index, (key, scope) in enumerate(bound)
            for other, where in bound[index + 1 :]
            if key == other and scope.overlaps(where)
        ]


class TestTables:
    def test_every_command_is_in_both(self) -> None:
        plain, markdown = keys_table(), keys_markdown()
        for command in COMMANDS:
            assert f" {command.id} " in plain
            assert f"| {command.title} | `{command.id}` |" in markdown
        assert all(line.count("|") == 4 for line in markdown.splitlines())

    def test_the_persons_keys_and_problems_are_shown(self) -> None:
        shown = keys_table(apply({"save": "f12", "seve": "f11"}))
        assert "F12" in shown and "did you mean `save`?" in shown

    def test_fits_eighty_columns(self) -> None:
        assert max(map(len, keys_table().splitlines())) <= 80
