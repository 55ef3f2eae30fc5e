"""The command line: arguments to calls. The screen is imported only to open it.

Exit codes: 0 done; 1 findings (`check`) or overdue items (`actions --overdue`); 2 could not read
or do what was asked; 130 interrupted; 128 + n ended by signal n.
"""

from __future__ import annotations

import sys

from hotwash.cli.parser import COMMANDS, build_parser
from hotwash.errors import HotwashError


def main(argv: list[str] | None = None) -> int:
    """Run Hotwash with the arguments of the command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not _names_a_command(arguments):
        arguments.insert(0, "open")
    try:
        parsed = build_parser().parse_args(arguments)
        return COMMANDS[parsed.command].load()(parsed)
    except HotwashError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _close_output()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}", 2)


def _names_a_command(arguments: list[str]) -> bool:
    """Whether the first argument is a command, or an option of the program itself."""
    if not arguments:
        return False
    return arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")


def _fail(words: str, code: int) -> int:
    from hotwash.cli.output import show_error

    show_error(words)
    return code


def _close_output() -> None:
    """Keep the interpreter from complaining about a reader that has gone."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        pass
