"""The commands of the command line and their arguments, once: parsing, help, completion."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn, cast

from hotwash import __version__
from hotwash.errors import UsageError

Run = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class CliCommand:
    """One command of the command line."""

    help: str
    module: str
    """The module under `hotwash.cli` that has its function; imported when it runs."""
    function: str
    arguments: Arguments

    def load(self) -> Run:
        """Import and return the function that does it."""
        return cast("Run", getattr(import_module(f"hotwash.cli.{self.module}"), self.function))


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line with a way out."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UsageError(message, remedy=f"see: {self.prog} --help")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="hotwash",
        description="Write incident postmortems in the terminal.",
        epilog="hotwash FILE.toml opens a postmortem; hotwash alone shows the start screen.",
    )
    parser.add_argument("--version", action="version", version=f"hotwash {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, command in COMMANDS.items():
        inner = commands.add_parser(name, help=command.help, description=command.help)
        command.arguments(inner)
    return parser


def _screen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-export", action="store_true", help="do not write NAME.md")
    parser.add_argument(
        "--plain-output", action="store_true", help="let Textual write to the terminal its own way"
    )


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="", help="a postmortem, or Markdown to import")
    _screen(parser)


def _demo(parser: argparse.ArgumentParser) -> None:
    _screen(parser)


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the TOML file to create; never over an existing one")
    parser.add_argument("--template", default="standard", help="a template's name or path")
    parser.add_argument("--title", default="", help="the postmortem's title")
    parser.add_argument("--date", default="", help="the incident's date")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the postmortem; - for standard input")
    parser.add_argument(
        "--to",
        default="markdown",
        choices=("markdown", "html", "slack", "confluence", "jira", "json"),
        help="the format (default: markdown)",
    )
    parser.add_argument("--section", default="", help="only the section with this heading or key")
    parser.add_argument(
        "--unanswered",
        default="tbd",
        choices=("tbd", "omit", "prompt"),
        help="what stands for a field without an answer (default: tbd, written _TBD_)",
    )
    parser.add_argument("-o", "--output", default="", help="the file to write")
    parser.add_argument("--copy", action="store_true", help="copy it to the clipboard")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="an existing postmortem in Markdown; it is not touched")
    parser.add_argument("-o", "--output", default="", help="the TOML file (default: beside it)")
    parser.add_argument("--template", default="", help="read it with this template")
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="let Hotwash keep the Markdown file up to date from now on; a backup is kept",
    )


def _template(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True, parser_class=_Parser)
    acts.add_parser("list", help="the templates that are found from here")
    show = acts.add_parser("show", help="print a template's Markdown")
    show.add_argument("name")
    check = acts.add_parser("check", help="print what the reader understood")
    check.add_argument("name", metavar="FILE.md")


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


COMMANDS: dict[str, CliCommand] = {
    "open": CliCommand("open a postmortem on the screen", "screen", "open_file", _open),
    "demo": CliCommand("open a copy of the worked example", "screen", "demo", _demo),
    "new": CliCommand("create a postmortem without opening it", "documents", "new", _new),
    "export": CliCommand("print a postmortem as Markdown or more", "documents", "export", _export),
    "import": CliCommand("read an existing postmortem", "documents", "import_file", _import),
    "template": CliCommand("list, show or check templates", "templates", "template", _template),
    "keys": CliCommand("print every command and its keys", "about", "keys", _nothing),
}
"""Every command by its name, in the order of the help."""
