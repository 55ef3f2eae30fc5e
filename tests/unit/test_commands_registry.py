"""The registry holds together, and each of its keys arrives where it was measured to."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import combinations

import pytest

from hotwash.tui.commands import BY_ID, COMMANDS, FOOTER, FOOTER_ROWS, Command, KeyScope
from hotwash.tui.keymap import Keymap
from hotwash.tui.keys import belongs_to_text, show_key_short, why_not

EVERYWHERE = {
    *(f"ctrl+{letter}" for letter in "sqzypgorlntw"),
    *(f"f{number}" for number in range(2, 10)),
    "shift+up",
    "shift+down",
}
"""Chords that arrived in all of eleven terminals, in tmux and in screen."""

PALETTE_ONLY = {"suspend"}


def opens_from_a_terminal(command: Command) -> bool:
    """Whether a key that arrives everywhere, or a plain one in its place, leads to the command."""
    safe = any(
        key in EVERYWHERE or (scope is not KeyScope.ANYWHERE and belongs_to_text(key))
        for key, scope in command.bound()
    )
    return safe or bool(command.menu)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
class TestEveryCommand:
    def test_has_words(self, command: Command) -> None:
        assert command.title and command.help.endswith(".")
        assert "[" not in command.title + command.help + command.footer

    def test_is_reached_by_a_key_that_arrives(self, command: Command) -> None:
        assert opens_from_a_terminal(command) is (command.id not in PALETTE_ONLY)

    def test_has_no_key_that_could_not_be_bound(self, command: Command) -> None:
        assert [why_not(key) for key, _ in command.bound() if why_not(key)] == []

    def test_has_no_key_anywhere_that_text_needs(self, command: Command) -> None:
        if command.scope is KeyScope.ANYWHERE:
            assert not any(map(belongs_to_text, command.keys))

    def test_is_in_the_palette(self, command: Command) -> None:
        assert command.in_palette or command.id in ("palette", "leave-cell")


def test_menu_palette_and_help_open_with_keys_of_their_own() -> None:
    for identifier in ("go-to", "palette", "save", "copy"):
        assert EVERYWHERE.intersection(BY_ID[identifier].keys), identifier


def test_ids_and_menu_letters_are_unique_and_leave_the_digits_to_the_tabs() -> None:
    assert len(BY_ID) == len(COMMANDS)
    letters = Counter(command.menu for command in COMMANDS if command.menu)
    assert set(letters.values()) == {1}
    assert not any(letter.isdigit() for letter in letters)


def test_no_key_means_two_things_at_once() -> None:
    bound = [(key, scope, command.id) for command in COMMANDS for key, scope in command.bound()]
    clashes = [
        (one, other)
        for one, other in combinations(bound, 2)
        if one[0] == other[0] and one[1].overlaps(other[1])
    ]
    assert clashes == []


def test_scopes_overlap_both_ways() -> None:
    for one in KeyScope:
        for other in KeyScope:
            assert one.overlaps(other) is other.overlaps(one)
    assert not KeyScope.TIMELINE.overlaps(KeyScope.ACTIONS)


def test_footer_fits_a_narrow_screen() -> None:
    rows = [identifier for ids in FOOTER_ROWS.values() for identifier in ids]
    assert {command.id for command in COMMANDS if command.footer} == {*FOOTER, *rows}
    general = [f"{show_key_short(BY_ID[i].keys[0])} {BY_ID[i].footer}" for i in FOOTER[:-1]]
    assert len("  ".join(general)) < 60
    for scope, ids in FOOTER_ROWS.items():
        keys = [Keymap().hint(identifier, short=True, scope=scope) for identifier in ids]
        names = (BY_ID[identifier].footer for identifier in ids)
        shown = [f"{key} {name}" for key, name in zip(keys, names, strict=True)]
        assert len("  ".join([*shown, "F1 Help", "^P Commands"])) < 79


def test_a_hint_in_a_table_is_the_letter_of_the_table() -> None:
    keymap = Keymap()
    assert keymap.hint("add-row") == "F5"
    assert keymap.hint("add-row", scope=KeyScope.TABLE) == "a"
    assert keymap.hint("add-row", scope=KeyScope.TIMELINE) == "a"
    assert keymap.hint("save", scope=KeyScope.TIMELINE) == "F2"
    assert keymap.hint("tick", scope=KeyScope.ACTIONS) == "Space"


def test_the_registry_knows_no_screen() -> None:
    program = (
        "import sys, hotwash.tui.commands, hotwash.tui.keymap as keymap; keymap.keys_table();"
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=120, check=False).returncode == 0
