"""The table of commands, its parser and its help."""

from __future__ import annotations

import pytest
from tests.cli_calls import call

from hotwash.characters import width_of
from hotwash.cli.completion import arguments_of
from hotwash.cli.help import help_text
from hotwash.cli.parser import COMMANDS, parse
from hotwash.errors import UsageError
from hotwash.formats.events.model import SEVERITIES
from hotwash.formats.exporting import FORMATS
from hotwash.template.model import MOMENTS


def choices_of(command: str, option: str) -> tuple[str, ...]:
    return next(one.choices for one in arguments_of(command) if option in one.names)


def test_what_may_be_chosen_is_what_there_is() -> None:
    assert choices_of("log", "--moment") == tuple(MOMENTS)
    assert choices_of("events", "--severity") == SEVERITIES
    assert choices_of("export", "--to") == FORMATS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_and_is_in_the_help(name: str) -> None:
    assert callable(COMMANDS[name].load())
    assert f"  {name} " in help_text()


def test_the_help_fits_eighty_columns() -> None:
    assert max(width_of(line) for line in help_text().splitlines()) <= 80


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, *words)
    assert (said.code, said.err) == (0, "")
    assert said.out == help_text()


@pytest.mark.parametrize("words", [["log", "--help"], ["help", "log"], ["log", "-h"]])
def test_help_of_a_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, *words)
    assert said.code == 0
    assert said.out.startswith("usage: hotwash log ") and "--evidence" in said.out


def test_a_negative_time_is_no_option() -> None:
    assert parse("log", ["f", "x", "--at", "-5m"]).at == "-5m"
    assert parse("events", ["f", "--from", "-2h", "--to", "now"]).since == "-2h"
    assert " ".join(parse("log", ["f", "-5m", "rolled", "back"]).text).split() == [
        *("-5m", "rolled", "back")
    ]


def test_options_stand_anywhere() -> None:
    parsed = parse("log", ["f", "rolled", "--moment", "mitigated", "back"])
    assert (parsed.file, parsed.text, parsed.moment) == ("f", ["rolled", "back"], "mitigated")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["exprot", "x.toml"], "did you mean: hotwash export"),
        (["lst"], "did you mean: hotwash list"),
        (["help", "exprot"], "see: hotwash --help"),
        (["export"], "see: hotwash export --help"),
        (["export", "x", "--bold"], "see: hotwash export --help"),
        (["log", "x", "--moment", "begun"], "see: hotwash log --help"),
    ],
)
def test_a_slip_is_one_line(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = call(capsys, *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("hotwash: ") and said.err.endswith(f"{meant}\n")
    assert said.err.count("\n") == 1


def test_errors_of_the_parser_are_raised_not_printed() -> None:
    with pytest.raises(UsageError):
        parse("log", [])
