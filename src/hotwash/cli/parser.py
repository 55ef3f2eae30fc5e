"""The commands of the command line and their arguments, once: parsing, help, completion."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence

from hotwash.errors import UsageError

TYPE_CHECKING = False  # importing `typing` would be a tenth of the time that the help takes
if TYPE_CHECKING:
    from typing import Any, NoReturn, Protocol

    Run = Callable[[argparse.Namespace], int]

    class Taker(Protocol):
        """What takes the arguments of a command: a parser, or what writes the shell completion."""

        def add_argument(self, *names: str, **known: object) -> object:
            """Take one argument, as `argparse` describes it."""
            ...

    Arguments = Callable[[Taker], None]


class CliCommand:
    """One command of the command line.

    Args:
        help: What it does, in a few words.
        group: The heading that it stands under in the help.
        module: The module under `hotwash.cli` that has its function; imported when it runs.
        function: The name of the function.
        arguments: Declares its arguments.
        more: What its own help says besides the arguments.
    """

    # No dataclass: to load what makes one takes longer than all else that the help needs.
    __slots__ = ("arguments", "function", "group", "help", "module", "more")

    def __init__(
        self,
        help: str,  # noqa: A002
        group: str,
        module: str,
        function: str,
        arguments: Arguments,
        more: str = "",
    ) -> None:
        self.help, self.group = help, group
        self.module, self.function = module, function
        self.arguments, self.more = arguments, more

    def load(self) -> Run:
        """Import and return the function that does it."""
        from importlib import import_module

        run: Run = getattr(import_module(f"hotwash.cli.{self.module}"), self.function)
        return run


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line with a way out, and whose help goes where output goes."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UsageError(message, remedy=f"see: {self.prog} --help")

    def print_help(self, file: Any = None) -> None:
        """Print the help, or say why that cannot be done."""
        from hotwash.cli.output import show

        show(self.format_help())


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Return what lays out the help; a width of its own spares the import that finds one."""
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=80)


def parse(name: str, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of a command.

    Args:
        name: The command.
        arguments: What follows it.

    Raises:
        UsageError: They cannot be read.
        SystemExit: The help was asked for, and printed.
    """
    command = COMMANDS[name]
    parser = _Parser(
        prog=f"hotwash {name}",
        description=f"{command.help[:1].upper()}{command.help[1:]}".rstrip(" …") + ".",
        epilog=command.more or None,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    takes: Any = parser
    command.arguments(takes)
    return parser.parse_intermixed_args(_with_negatives(arguments))


_NEGATIVE = re.compile(r"-[0-9]")
_VALUES = {
    "--at": _NEGATIVE,
    "--from": _NEGATIVE,
    "--to": _NEGATIVE,
    "--search": re.compile("-[^-]"),
}


def _with_negatives(arguments: Sequence[str]) -> list[str]:
    """Let `-5m` be a time and `-word` a word to leave out: both look like options."""
    found: list[str] = []
    for argument in arguments:
        value = _VALUES.get(found[-1]) if found else None
        if "--" in found:
            found.append(argument)
        elif value is not None and value.match(argument):
            found[-1] += f"={argument}"
        elif not _NEGATIVE.match(argument):
            found.append(argument)
        else:
            # With a blank it cannot be an option.
            found.append(f" {argument}")
    return found


def _screen(parser: Taker) -> None:
    parser.add_argument("--no-export", action="store_true", help="do not write NAME.md")
    parser.add_argument(
        "--plain-output", action="store_true", help="let Textual write to the terminal its own way"
    )


def _open(parser: Taker) -> None:
    parser.add_argument("file", nargs="?", default="", help="a postmortem, or Markdown to import")
    _template_instead(parser)
    _screen(parser)


def _template_instead(parser: Taker) -> None:
    parser.add_argument(
        "--template",
        default="",
        metavar="T",
        help="a template's name or path, in place of the one that the document names",
    )


def _new(parser: Taker) -> None:
    parser.add_argument("file", help="the TOML file to create; - for standard output")
    parser.add_argument("--template", default="", help="a template's name or path")
    parser.add_argument("--title", default="", help="the postmortem's title")
    parser.add_argument("--date", default="", help="the incident's date: 2026-11-20, yesterday")


def _export(parser: Taker) -> None:
    parser.add_argument("file", help="the postmortem; - for standard input")
    parser.add_argument(
        "--to",
        default="markdown",
        choices=("markdown", "html", "slack", "confluence", "jira", "json"),
        help="the format (default: markdown)",
    )
    _template_instead(parser)
    parser.add_argument("--section", default="", help="only the section with this heading or key")
    parser.add_argument(
        "--unanswered",
        default="tbd",
        choices=("tbd", "omit", "prompt"),
        help="what stands for a field without an answer (default: tbd, written _TBD_)",
    )
    parser.add_argument("-o", "--output", default="", metavar="OUT", help="the file to write")
    parser.add_argument("--copy", action="store_true", help="copy it to the clipboard")


def _import(parser: Taker) -> None:
    parser.add_argument("file", help="a postmortem in Markdown; - for standard input")
    parser.add_argument(
        "-o", "--output", default="", metavar="OUT", help="the TOML file (default: beside it)"
    )
    parser.add_argument("--template", default="", help="read it with this template")
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="let Hotwash keep the Markdown file up to date from now on; a backup is kept",
    )


def _convert(parser: Taker) -> None:
    parser.add_argument("file", help="the postmortem; - for standard input")
    parser.add_argument("--template", required=True, help="the template to move the answers to")
    parser.add_argument(
        "-o", "--output", default="", metavar="OUT", help="the TOML file to write; - to print it"
    )
    parser.add_argument(
        "--in-place", action="store_true", help="change the file itself; a backup is kept"
    )


def _log(parser: Taker) -> None:
    parser.add_argument("file", help="the postmortem")
    parser.add_argument(
        "text", nargs="*", help="what happened; without it, lines on standard input"
    )
    parser.add_argument("--at", default="", metavar="TIME", help="when: 10:15, -5m (default: now)")
    parser.add_argument(
        "--moment",
        default="",
        choices=("started", "detected", "acknowledged", "mitigated", "resolved"),
        help="mark the row",
    )
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="keep standard input with one row; of more than 400,000 characters both ends",
    )


def _events(parser: Taker) -> None:
    parser.add_argument("source", help="a log, an export, a webhook …; - for standard input")
    parser.add_argument("--into", default="", metavar="FILE", help="insert them into a postmortem")
    parser.add_argument("--format", default="", help="the source's kind, when it is not recognised")
    parser.add_argument("--from", dest="since", default="", metavar="TIME", help="none before")
    parser.add_argument("--to", dest="until", default="", metavar="TIME", help="none after")
    parser.add_argument(
        "--search", default="", metavar="WORDS", help="with these words; -word for without"
    )
    parser.add_argument(
        "--severity",
        default="",
        choices=("debug", "info", "warning", "error"),
        help="only those at least so severe",
    )
    parser.add_argument("--date", default="", help="the day of times that have none")
    parser.add_argument("--zone", default="", help="the time zone of times that have none")
    parser.add_argument("--json", action="store_true", help="print a list of {time, event, …}")
    parser.add_argument(
        "--unfold", action="store_true", help="repeats one by one, not as one event"
    )
    parser.add_argument(
        "--all", action="store_true", help="insert even hundreds of events without a choice"
    )


def _check(parser: Taker) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="postmortems; - standard input")
    _template_instead(parser)
    parser.add_argument("--json", action="store_true", help="print a list of findings")
    parser.add_argument("--github", action="store_true", help="print annotations for GitHub")


def _actions(parser: Taker) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .)")
    parser.add_argument("--owner", default="", help="only those of this owner")
    parser.add_argument("--overdue", action="store_true", help="only those that are late")
    parser.add_argument("--json", action="store_true", help="print a list")
    parser.add_argument("--csv", action="store_true", help="print a table for other programs")


def _list(parser: Taker) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .)")
    parser.add_argument(
        "--search", default="", metavar="WORDS", help="only those with all these words in them"
    )
    parser.add_argument("--json", action="store_true", help="print a list")


def _template(parser: Taker) -> None:
    parser.add_argument("act", choices=("list", "show", "check"), help="what to do")
    parser.add_argument(
        "name", nargs="?", default="", help="a template's name or file; - for standard input"
    )


def _recover(parser: Taker) -> None:
    parser.add_argument(
        "file", nargs="?", default="", help="a postmortem, a draft's file or its number in the list"
    )
    parser.add_argument("--print", action="store_true", help="print the draft's TOML")
    parser.add_argument("--to", default="", metavar="FILE", help="write the draft to a new file")
    parser.add_argument("--drop", action="store_true", help="move the drafts to the trash folder")


def _completion(parser: Taker) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")


def _nothing(parser: Taker) -> None:
    """Take no arguments."""


WRITE, READ, MORE = "Write", "Read", "More"

COMMANDS: dict[str, CliCommand] = {
    "open": CliCommand("open a postmortem on the screen", WRITE, "screen", "open_file", _open),
    "demo": CliCommand("open a copy of the worked example", WRITE, "screen", "demo", _screen),
    "new": CliCommand("create a postmortem without opening it", WRITE, "documents", "new", _new),
    "log": CliCommand(
        "add to the timeline, from a script or another pane",
        WRITE,
        "log",
        "log",
        _log,
        "A text or a line may begin with its time: 10:15, 1015, -5m, 21 Nov 00:10; the others\n"
        "happened now. With --at the text is taken word for word. The file may be open elsewhere.",
    ),
    "events": CliCommand(
        "read events from logs, chats and alerts into a timeline",
        WRITE,
        "events",
        "events",
        _events,
    ),
    "import": CliCommand(
        "read an existing postmortem in Markdown", WRITE, "documents", "import_file", _import
    ),
    "convert": CliCommand(
        "move a postmortem to another template", WRITE, "convert", "convert", _convert
    ),
    "export": CliCommand(
        "print it as Markdown, HTML, JSON …", READ, "documents", "export", _export
    ),
    "check": CliCommand(
        "say what is missing, wrong or late",
        READ,
        "check",
        "check",
        _check,
        "Exit code: 0 clean (or only notes), 1 errors or warnings, 2 a file could not be read.",
    ),
    "list": CliCommand("the postmortems of a folder", READ, "folders", "list_documents", _list),
    "actions": CliCommand(
        "the open action items of a folder",
        READ,
        "folders",
        "actions",
        _actions,
        "Exit code: 1 with --overdue when there are some, 2 when a named file could not be read.",
    ),
    "template": CliCommand(
        "list, show or check templates", MORE, "templates", "template", _template
    ),
    "recover": CliCommand(
        "what was typed and not saved before a crash",
        MORE,
        "recover",
        "recover",
        _recover,
        "Opening the postmortem on the screen offers its draft as well.",
    ),
    "keys": CliCommand("every key of the screen", MORE, "about", "keys", _nothing),
    "config": CliCommand("the settings, and where they are", MORE, "about", "config", _nothing),
    "completion": CliCommand(
        "shell completion",
        MORE,
        "completion",
        "completion",
        _completion,
        "For bash, in ~/.bashrc: source <(hotwash completion bash)\n"
        "For zsh, in ~/.zshrc:   source <(hotwash completion zsh)\n"
        "For fish:               hotwash completion fish > ~/.config/fish/completions/hotwash.fish",
    ),
}
"""Every command by its name, in the order of the help."""
