"""The help of the whole program, made from the table of commands."""

from __future__ import annotations

from hotwash.cli.parser import COMMANDS

_BEGIN = """\
Hotwash: write incident postmortems in the terminal.

  hotwash                 the start screen: recent files, a new one, the example
  hotwash FILE.toml       open a postmortem, or begin one there
  hotwash FILE.md         import an existing postmortem and open it
  hotwash COMMAND ...     one of these; hotwash COMMAND --help tells more
"""

_END = """
Examples:
  hotwash new outage.toml --title "Checkout errors" --date today
  kubectl rollout undo deploy/api 2>&1 | hotwash log outage.toml --evidence

A file named - is standard input or output.
Exit codes: 0 done, 1 findings or overdue items, 2 could not read or do it.
"""


def help_text() -> str:
    """Return the help of the whole program, in at most 80 columns of ASCII but the dots."""
    groups: dict[str, list[str]] = {}
    for name, command in COMMANDS.items():
        groups.setdefault(command.group, []).append(f"  {name:<11} {command.help}\n")
    parts = [f"\n{group}:\n{''.join(lines)}" for group, lines in groups.items()]
    return "".join((_BEGIN, *parts, _END))
