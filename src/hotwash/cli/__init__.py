"""The command line: arguments to calls. The screen is imported only to open it.

Exit codes: 0 done; 1 findings (`check`) or overdue items (`actions --overdue`); 2 could not read
or do what was asked; 130 interrupted; 128 + n ended by signal n.
"""

from __future__ import annotations

import sys

from hotwash.errors import HotwashError, UsageError


def main(argv: list[str] | None = None) -> int:
    """Run Hotwash with the arguments of the command line and return its exit code."""
    _keep_streams_apart()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except HotwashError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except OSError as error:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return _fail(f"{where}{error.strerror or error}; see what the system says of it", 2)
    finally:
        _end_output()


def _run(arguments: list[str]) -> int:
    from hotwash.cli.output import show

    first = arguments[0] if arguments else ""
    if first in ("-h", "--help") or arguments == ["help"]:
        from hotwash.cli.help import help_text

        show(help_text())
        return 0
    if first == "--version":
        from hotwash import __version__

        show(f"hotwash {__version__}\n")
        return 0

    from hotwash.cli.parser import COMMANDS, parse

    if first == "help":
        arguments = [arguments[1], "--help"]
    elif first not in COMMANDS:
        _refuse_near_miss(first)
        arguments.insert(0, "open")
    name = arguments[0]
    if name not in COMMANDS:
        raise UsageError(f"there is no command {name}", remedy="see: hotwash --help")
    try:
        parsed = parse(name, arguments[1:])
    except SystemExit:
        return 0
    return COMMANDS[name].load()(parsed)


def _refuse_near_miss(word: str) -> None:
    """Refuse a command with a slip in it, which would be taken for the name of a file.

    Raises:
        UsageError: It is one.
    """
    import os

    from hotwash.cli.parser import COMMANDS

    if not word or not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    if near:
        raise UsageError(
            f"there is no command {word} and no such file",
            remedy=f"did you mean: hotwash {near[0]}",
        )


def _fail(words: str, code: int) -> int:
    from hotwash.cli.output import show_error

    show_error(words)
    return code


def _keep_streams_apart() -> None:
    """Fill closed standard streams with nothing, or the next file opened would take their place."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        import os

        while (descriptor := os.open(os.devnull, os.O_RDWR)) < 3:
            pass
        os.close(descriptor)


def _end_output() -> None:
    """Keep the interpreter from complaining at its end about output that nobody takes."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            import os

            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            except (OSError, ValueError):
                pass
