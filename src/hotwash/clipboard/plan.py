"""Which way leads to the clipboard from here: the decision table, as a pure function.

| Row | The first that is true | The way |
| --- | --- | --- |
| 1 | the setting or `HOTWASH_CLIPBOARD` says how | that |
| 2 | in tmux 3.2 or later, and it answers | `tmux load-buffer -w`, and a local display's tool too |
| 3 | in GNU screen | OSC 52 in small pieces |
| 4 | over SSH or mosh | OSC 52 |
| 5 | in zellij | OSC 52 |
| 6 | a local display | its tool, read back; if that fails, row 7 or 8 |
| 7 | a terminal known to take nothing | nothing, and the reason |
| 8 | anything else | OSC 52 |

OSC 52 is the escape sequence by which a program gives its terminal a text for the clipboard. The
limits and the terminals that refuse it were measured, not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

LARGE = 74_994
"""Bytes of text above which some terminals cut (100,000 characters of base64); screen's limit."""

MOSH_LIMIT = 12_000
"""Bytes of text that mosh carries whole; it cuts at 12,284 without a word."""

SCREEN_PIECE = 250
"""Characters of the sequence in each envelope that GNU screen passes on."""

WAYS = ("auto", "osc52", "tmux", "screen", "tool", "file", "command:…")
"""What the setting may say."""

VARIABLE = "HOTWASH_CLIPBOARD"
"""The environment variable that goes before the setting."""


class Way(StrEnum):
    """A way to the clipboard."""

    TMUX = "tmux"
    SCREEN = "screen"
    OSC52 = "osc52"
    TOOL = "tool"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that the plan depends on."""

    variables: Mapping[str, str] = field(default_factory=dict)
    """The environment variables; an empty one counts as absent."""
    platform: str = "linux"
    """As `sys.platform` says it: `linux`, `darwin`, `win32`."""
    wsl: bool = False
    """Whether this Linux runs inside Windows."""
    tools: frozenset[str] = frozenset()
    """Which of the display's tools are installed: `xclip`, `xsel`, `wl-copy`."""
    ancestors: tuple[str, ...] = ()
    """Names of the processes above this one, the nearest first."""
    tmux_version: tuple[int, int] | None = None
    """The version of the tmux around us; None when there is none or it did not answer in time."""
    tmux_features: frozenset[str] = frozenset()
    """What that tmux believes the terminal can do."""

    def has(self, *names: str) -> bool:
        """Whether one of the variables is set to something."""
        return any(self.variables.get(name) for name in names)

    @property
    def term(self) -> str:
        """The terminal's name in `TERM`."""
        return self.variables.get("TERM", "")

    @property
    def over_mosh(self) -> bool:
        """Whether a mosh server stands above us."""
        return any(name.startswith("mosh-server") for name in self.ancestors)

    @property
    def over_ssh(self) -> bool:
        """Whether the terminal is on another machine."""
        return self.has("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT") or self.over_mosh

    @property
    def display(self) -> str:
        """The display whose clipboard a tool here can reach, in words; empty when there is none."""
        if self.platform == "darwin":
            return "macOS"
        if self.platform in ("win32", "cygwin") or self.wsl:
            return "Windows"
        if self.has("WAYLAND_DISPLAY"):
            return "Wayland"
        return "X" if self.has("DISPLAY") else ""

    @property
    def has_tool(self) -> bool:
        """Whether there is a tool for the display."""
        if self.display == "Wayland":
            return "wl-copy" in self.tools or (self.has("DISPLAY") and self._has_x_tool)
        return self._has_x_tool if self.display == "X" else bool(self.display)

    @property
    def _has_x_tool(self) -> bool:
        return not self.tools.isdisjoint(("xclip", "xsel"))


@dataclass(frozen=True, slots=True)
class CopyStep:
    """One thing to do."""

    way: Way
    otherwise: bool = False
    """Whether it is done only when nothing before it worked."""
    command: str = ""
    """The command line of `Way.COMMAND`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, and what to say of it."""

    row: int
    """The row of the table."""
    steps: tuple[CopyStep, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why ways were left out, in words; said when nothing worked."""
    hints: tuple[str, ...] = ()
    """What to say besides when the text was sent."""
    reaches_terminal: bool = True
    """Whether tmux believes that it can hand the text to the terminal."""


def plan(environment: Environment, size: int, override: str = "") -> Plan:
    """Return how to copy a text of this many bytes from here.

    Args:
        environment: Everything known of where the program runs.
        size: Bytes of the text in UTF-8.
        override: The person's setting; see `WAYS`. `HOTWASH_CLIPBOARD` goes before it.
    """
    wanted = (environment.variables.get(VARIABLE) or override).strip()
    if wanted in ("", "auto"):
        return _automatic(environment, size)
    if wanted == "file":
        return Plan(1, reasons=("the clipboard is switched off in the settings",))
    if wanted.startswith("command:"):
        return Plan(1, (CopyStep(Way.COMMAND, command=wanted.removeprefix("command:").strip()),))
    if wanted not in ("osc52", "tmux", "screen", "tool"):
        said = f"clipboard = “{wanted}” is not one of {', '.join(WAYS)}"
        found = _automatic(environment, size)
        return replace(found, hints=(*found.hints, said), reasons=(*found.reasons, said))
    if wanted == "tmux":
        return Plan(1, (CopyStep(Way.TMUX),), reaches_terminal=_reaches_terminal(environment))
    return Plan(1, (CopyStep(Way(wanted)),), hints=() if wanted == "tool" else _large(size))


def _automatic(environment: Environment, size: int) -> Plan:
    if environment.has("TMUX") and (environment.tmux_version or (0, 0)) >= (3, 2):
        return _in_tmux(environment)
    if environment.has("STY"):
        return _in_screen(environment, size)
    if environment.over_ssh:
        return _by_terminal(4, environment, size)
    if environment.has("ZELLIJ"):
        return _by_terminal(5, environment, size)
    if environment.display:
        return _on_display(environment, size)
    return _on_console(environment, size)


def _in_tmux(environment: Environment) -> Plan:
    steps = [CopyStep(Way.TMUX)]
    if not environment.over_ssh and environment.has_tool:
        steps.append(CopyStep(Way.TOOL))
    return Plan(2, tuple(steps), reaches_terminal=_reaches_terminal(environment))


def _reaches_terminal(environment: Environment) -> bool:
    return "clipboard" in environment.tmux_features


def _in_screen(environment: Environment, size: int) -> Plan:
    limit = min(LARGE, MOSH_LIMIT) if environment.over_mosh else LARGE
    if size > limit:
        return Plan(3, reasons=(f"screen carries {limit:,} bytes, and this is {size:,}",))
    return Plan(3, (CopyStep(Way.SCREEN),))


def _on_display(environment: Environment, size: int) -> Plan:
    """Rows 6 to 8: the display's tool, and what is left when it fails."""
    after = _on_console(environment, size)
    if not environment.has_tool:
        tool = "wl-copy" if environment.display == "Wayland" else "xclip or xsel"
        reason = f"{tool} is not installed"
        return replace(after, reasons=(reason, *after.reasons))
    later = tuple(replace(step, otherwise=True) for step in after.steps)
    return replace(after, row=6, steps=(CopyStep(Way.TOOL), *later))


def _on_console(environment: Environment, size: int) -> Plan:
    """Rows 7 and 8: this machine's own terminal, without a tool."""
    deaf = _takes_nothing(environment)
    if deaf:
        return Plan(7, reasons=(f"{deaf} takes no text from programs",))
    return _by_terminal(8, environment, size)


def _takes_nothing(environment: Environment) -> str:
    """The name of this machine's terminal when it is one that ignores OSC 52."""
    if environment.has("VTE_VERSION"):
        return "this terminal (VTE)"
    if environment.variables.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Terminal.app"
    konsole = environment.variables.get("KONSOLE_VERSION", "")
    if konsole.isascii() and konsole.isdigit() and int(konsole) < 241200:
        return "this version of Konsole"
    return ""


_DEAF = re.compile(r"(linux|dumb|vt[a-z0-9]*|rxvt|st|stterm)(-.*)?$")
"""Names in `TERM` of terminals that show OSC 52 as nothing, or as rubbish."""


def _by_terminal(row: int, environment: Environment, size: int) -> Plan:
    """OSC 52 to the terminal, unless it is known to be in vain."""
    if _DEAF.match(environment.term):
        return Plan(row, reasons=(f"a terminal of the kind “{environment.term}” takes no text",))
    if environment.over_mosh and size > MOSH_LIMIT:
        reason = f"mosh cuts a copy at {MOSH_LIMIT:,} bytes, and this is {size:,}"
        return Plan(row, reasons=(reason,))
    hints = _large(size)
    if environment.term.startswith(("tmux", "screen")):
        hints = (*hints, "a tmux around this session needs: set -s set-clipboard on")
    return Plan(row, (CopyStep(Way.OSC52),), hints=hints)


def _large(size: int) -> tuple[str, ...]:
    return ("large: some terminals cut at 75 KB",) if size > LARGE else ()
