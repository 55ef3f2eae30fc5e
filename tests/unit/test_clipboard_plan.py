"""The clipboard's decision table, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotwash.clipboard import Environment, Plan, Way, plan
from hotwash.clipboard.observe import read_tmux_version
from hotwash.clipboard.plan import LARGE, MOSH_LIMIT

TMUX = {"TMUX": "/tmp/tmux-1000/default,1,0", "TERM": "tmux-256color"}
SSH = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "TERM": "xterm-256color"}
X = {"DISPLAY": ":0", "TERM": "xterm-256color"}
XCLIP = frozenset({"xclip"})


def environment(variables: dict[str, str], **known: object) -> Environment:
    return replace(Environment(variables), **known)  # type: ignore[arg-type]


def ways(found: Plan) -> list[str]:
    """The plan's steps in short: a way done only when the ones before failed has a mark."""
    return [f"{'else ' if step.otherwise else ''}{step.way}" for step in found.steps]


class TestRow1TheSetting:
    @pytest.mark.parametrize("wanted", ["osc52", "tmux", "screen", "tool"])
    def test_a_way_by_name(self, wanted: str) -> None:
        found = plan(environment(TMUX | X, tmux_version=(3, 3)), 10, wanted)
        assert (found.row, ways(found)) == (1, [wanted])

    def test_a_command(self) -> None:
        found = plan(environment(X), 10, "command: ssh laptop pbcopy")
        assert found.steps[0].way is Way.COMMAND
        assert found.steps[0].command == "ssh laptop pbcopy"

    def test_the_file_only(self) -> None:
        found = plan(environment(X), 10, "file")
        assert found.steps == () and found.reasons

    def test_the_variable_goes_before_the_setting(self) -> None:
        found = plan(environment(X | {"HOTWASH_CLIPBOARD": "osc52"}), 10, "file")
        assert ways(found) == ["osc52"]

    @pytest.mark.parametrize("wanted", ["", "auto", " "])
    def test_auto_is_the_table(self, wanted: str) -> None:
        assert plan(environment(SSH), 10, wanted).row == 4

    def test_an_unknown_one_is_named_and_the_table_goes_on(self) -> None:
        found = plan(environment(SSH), 10, "xclipp")
        assert ways(found) == ["osc52"]
        assert "xclipp" in " ".join(found.hints)

    def test_tmux_by_name_knows_whether_the_terminal_takes_it(self) -> None:
        assert not plan(environment(TMUX), 10, "tmux").reaches_terminal
        features = frozenset({"clipboard"})
        assert plan(environment(TMUX, tmux_features=features), 10, "tmux").reaches_terminal


class TestRow2Tmux:
    def test_local_without_a_display(self) -> None:
        found = plan(environment(TMUX, tmux_version=(3, 3)), 10)
        assert (found.row, ways(found)) == (2, ["tmux"])

    @pytest.mark.parametrize("version", [(3, 2), (3, 5), (4, 0)])
    def test_versions_that_can(self, version: tuple[int, int]) -> None:
        assert plan(environment(TMUX, tmux_version=version), 10).row == 2

    @pytest.mark.parametrize("version", [(3, 1), (2, 9), None])
    def test_versions_that_cannot_and_silence(self, version: tuple[int, int] | None) -> None:
        found = plan(environment(TMUX, tmux_version=version), 10)
        assert (found.row, ways(found)) == (8, ["osc52"])
        assert "set-clipboard on" in " ".join(found.hints)

    def test_a_local_display_gets_it_too(self) -> None:
        found = plan(environment(TMUX | X, tmux_version=(3, 3), tools=XCLIP), 10)
        assert ways(found) == ["tmux", "tool"]

    def test_a_display_without_a_tool_does_not(self) -> None:
        assert ways(plan(environment(TMUX | X, tmux_version=(3, 3)), 10)) == ["tmux"]

    def test_a_display_over_ssh_does_not(self) -> None:
        found = plan(environment(TMUX | X | SSH, tmux_version=(3, 3), tools=XCLIP), 10)
        assert ways(found) == ["tmux"]

    @pytest.mark.parametrize(("features", "reaches"), [({"clipboard"}, True), ({"256"}, False)])
    def test_knows_what_the_terminal_takes(self, features: set[str], reaches: bool) -> None:
        known = environment(TMUX, tmux_version=(3, 3), tmux_features=frozenset(features))
        assert plan(known, 10).reaches_terminal is reaches

    def test_any_size(self) -> None:
        assert ways(plan(environment(TMUX, tmux_version=(3, 3)), 3_000_000)) == ["tmux"]


class TestRow3Screen:
    def test_in_pieces(self) -> None:
        found = plan(environment({"STY": "1.pts", "TERM": "screen"}), 10)
        assert (found.row, ways(found)) == (3, ["screen"])

    def test_before_ssh(self) -> None:
        assert plan(environment(SSH | {"STY": "1.pts"}), 10).row == 3

    def test_up_to_its_limit(self) -> None:
        assert ways(plan(environment({"STY": "1.pts"}), LARGE)) == ["screen"]
        found = plan(environment({"STY": "1.pts"}), LARGE + 1)
        assert found.steps == () and "screen" in found.reasons[0]

    def test_under_mosh_the_smaller_limit(self) -> None:
        known = environment({"STY": "1.pts"}, ancestors=("bash", "mosh-server"))
        assert plan(known, MOSH_LIMIT + 1).steps == ()


class TestRow4Remote:
    @pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
    def test_ssh(self, name: str) -> None:
        found = plan(environment({name: "x", "TERM": "xterm-256color"}), 10)
        assert (found.row, ways(found), found.hints) == (4, ["osc52"], ())

    def test_a_forwarded_display_is_not_asked(self) -> None:
        assert ways(plan(environment(SSH | X, tools=XCLIP), 10)) == ["osc52"]

    def test_mosh_by_its_server(self) -> None:
        known = environment({"TERM": "xterm-256color"}, ancestors=("bash", "mosh-server"))
        assert plan(known, MOSH_LIMIT).row == 4
        assert ways(plan(known, MOSH_LIMIT)) == ["osc52"]

    def test_mosh_would_cut_it(self) -> None:
        known = environment({"TERM": "xterm-256color"}, ancestors=("mosh-server",))
        found = plan(known, MOSH_LIMIT + 1)
        assert found.steps == () and "mosh" in found.reasons[0]

    @pytest.mark.parametrize("term", ["tmux-256color", "screen.xterm-256color"])
    def test_a_tmux_on_the_other_side(self, term: str) -> None:
        found = plan(environment(SSH | {"TERM": term}), 10)
        assert ways(found) == ["osc52"]
        assert "set -s set-clipboard on" in found.hints[0]

    @pytest.mark.parametrize(
        "term", ["linux", "dumb", "vt100", "vt220", "rxvt-unicode-256color", "st-256color", "st"]
    )
    def test_terminals_that_take_nothing(self, term: str) -> None:
        found = plan(environment(SSH | {"TERM": term}), 10)
        assert found.steps == () and term in found.reasons[0]

    @pytest.mark.parametrize("term", ["xterm", "xterm-kitty", "alacritty", "foot", "stream", ""])
    def test_others_are_tried(self, term: str) -> None:
        assert ways(plan(environment(SSH | {"TERM": term}), 10)) == ["osc52"]

    def test_a_large_text_is_sent_and_said_to_be_large(self) -> None:
        assert plan(environment(SSH), LARGE).hints == ()
        found = plan(environment(SSH), LARGE + 1)
        assert ways(found) == ["osc52"] and "75 KB" in found.hints[0]


class TestRow5Zellij:
    def test_zellij(self) -> None:
        found = plan(environment(X | {"ZELLIJ": "0"}, tools=XCLIP), 10)
        assert (found.row, ways(found)) == (5, ["osc52"])


class TestRow6Display:
    @pytest.mark.parametrize(
        ("variables", "known"),
        [
            (X, {"tools": XCLIP}),
            (X, {"tools": frozenset({"xsel"})}),
            ({"WAYLAND_DISPLAY": "wayland-0"}, {"tools": frozenset({"wl-copy"})}),
            ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"tools": XCLIP}),
            ({}, {"platform": "darwin"}),
            ({}, {"platform": "win32"}),
            ({}, {"wsl": True}),
        ],
    )
    def test_its_tool_then_the_terminal(
        self, variables: dict[str, str], known: dict[str, object]
    ) -> None:
        found = plan(environment(variables, **known), 10)
        assert (found.row, ways(found)) == (6, ["tool", "else osc52"])

    def test_a_display_without_a_tool(self) -> None:
        found = plan(environment(X), 10)
        assert (found.row, ways(found)) == (8, ["osc52"])
        assert "xclip" in found.reasons[0]

    def test_an_empty_variable_is_none(self) -> None:
        assert plan(environment({"DISPLAY": "", "TMUX": "", "STY": ""}), 10).row == 8


class TestRow7TerminalsThatTakeNothing:
    DEAF = (
        {"VTE_VERSION": "7600"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"KONSOLE_VERSION": "221200"},
    )

    @pytest.mark.parametrize("variables", DEAF)
    def test_the_tool_or_nothing(self, variables: dict[str, str]) -> None:
        found = plan(environment(X | variables, tools=XCLIP), 10)
        assert (found.row, ways(found)) == (6, ["tool"])
        assert found.reasons

    @pytest.mark.parametrize("variables", DEAF)
    def test_no_tool(self, variables: dict[str, str]) -> None:
        found = plan(environment(variables | {"TERM": "xterm-256color"}), 10)
        assert (found.row, found.steps) == (7, ())
        assert found.reasons

    @pytest.mark.parametrize("version", ["241200", "250400", "?"])
    def test_a_konsole_that_takes_it(self, version: str) -> None:
        known = environment(X | {"KONSOLE_VERSION": version}, tools=XCLIP)
        assert ways(plan(known, 10)) == ["tool", "else osc52"]


class TestRow8AnythingElse:
    def test_the_terminal(self) -> None:
        found = plan(environment({"TERM": "xterm-256color"}), 10)
        assert (found.row, ways(found)) == (8, ["osc52"])

    def test_the_console(self) -> None:
        assert plan(environment({"TERM": "linux"}), 10).steps == ()


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("tmux 3.3a\n", (3, 3)),
        ("tmux next-3.6", (3, 6)),
        ("tmux 2.1", (2, 1)),
        ("tmux master", (99, 0)),
        ("tmux openbsd-7.4", (99, 0)),
        ("", None),
        ("command not found 3.3", None),
    ],
)
def test_tmux_versions(text: str, version: tuple[int, int] | None) -> None:
    assert read_tmux_version(text) == version
