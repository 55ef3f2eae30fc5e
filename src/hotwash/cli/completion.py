"""Shell completion, made from the table of commands: their names, options, choices and files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field

from hotwash.cli.output import show
from hotwash.cli.parser import COMMANDS

_TEMPLATES = "hotwash template list 2>/dev/null | cut -d' ' -f1"
"""What prints the names of the templates."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as completion needs it."""

    names: tuple[str, ...]
    """The spellings of an option; empty for a positional argument."""
    help: str
    choices: tuple[str, ...]
    takes_value: bool

    @property
    def is_template(self) -> bool:
        """Whether its value is the name of a template."""
        return "--template" in self.names


@dataclass(slots=True)
class _Recorder:
    """Takes a command's arguments as a parser does, and only remembers them."""

    taken: list[Argument] = field(default_factory=list)

    def add_argument(self, *names: str, **known: object) -> object:
        """Remember one argument."""
        choices = known.get("choices")
        self.taken.append(
            Argument(
                tuple(name for name in names if name.startswith("-")),
                str(known.get("help", "")),
                tuple(map(str, choices)) if isinstance(choices, Sequence) else (),
                known.get("action") != "store_true",
            )
        )
        return None


def arguments_of(name: str) -> list[Argument]:
    """Return the arguments of a command."""
    recorder = _Recorder()
    COMMANDS[name].arguments(recorder)
    return recorder.taken


def completion(arguments: Namespace) -> int:
    """Print the completion script of a shell."""
    show({"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell]())
    return 0


def _options(name: str) -> list[str]:
    found = [option for one in arguments_of(name) for option in one.names]
    return [*found, "--help"]


def _bash() -> str:
    cases: list[str] = []
    values: list[str] = []
    for name in COMMANDS:
        words = [choice for one in arguments_of(name) if not one.names for choice in one.choices]
        cases.append(
            f'    {name}) options="{" ".join(_options(name))}"; words="{" ".join(words)}" ;;'
        )
        for one in arguments_of(name):
            if one.names and one.choices:
                spelled = "|".join(f"{name}:{option}" for option in one.names)
                values.append(f'    {spelled}) words="{" ".join(one.choices)}"; files= ;;')
            elif one.is_template:
                values.append(f'    {name}:--template) words="$({_TEMPLATES})" ;;')
    return f"""\
# Completion of hotwash for bash: source <(hotwash completion bash)
_hotwash() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local command=${{COMP_WORDS[1]}} options= words= files=yes
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="{" ".join([*COMMANDS, "help"])}" options="--help --version"
  else
    case $command in
{chr(10).join(cases)}
    esac
    case $command:$previous in
{chr(10).join(values)}
    esac
  fi
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *)
      [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))
      if [ -n "$files" ]; then
        local IFS=$'\\n'
        COMPREPLY+=($(compgen -f -- "$current"))
      fi ;;
  esac
}}
complete -o filenames -F _hotwash hotwash
"""


def _zsh_quoted(text: str) -> str:
    for sign in "\\[]:":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("'", "'\\''")


def _zsh_argument(one: Argument) -> str:
    """Return an argument as `_arguments` of zsh wants it."""
    if one.choices:
        action = f"({' '.join(one.choices)})"
    elif one.is_template:
        action = f"($({_TEMPLATES}))".replace("'", "'\\''")
    else:
        action = "_files"
    if not one.names:
        return f"'*:{_zsh_quoted(one.help)}:{action}'"
    value = f":value:{action}" if one.takes_value else ""
    return " ".join(f"'{name}[{_zsh_quoted(one.help)}]{value}'" for name in one.names)


def _zsh() -> str:
    listed = "\n".join(
        f"    '{name}:{_zsh_quoted(command.help)}'" for name, command in COMMANDS.items()
    )
    cases: list[str] = []
    for name in COMMANDS:
        taken = arguments_of(name)
        places = [one for one in taken if not one.names]
        wanted = [_zsh_argument(one) for one in taken if one.names]
        wanted += [_zsh_argument(one) for one in places[:1]]
        wanted.append("'--help[print the help]'")
        cases.append(f"    {name}) _arguments {' '.join(wanted)} ;;")
    return f"""\
#compdef hotwash
# Completion of hotwash for zsh: source <(hotwash completion zsh)
_hotwash() {{
  local -a commands
  commands=(
{listed}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    _files
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{chr(10).join(cases)}
    *) _files ;;
  esac
}}
if [ "$funcstack[1]" = _hotwash ]; then _hotwash "$@"; else compdef _hotwash hotwash; fi
"""


def _fish_quoted(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{quoted}'"


def _fish() -> str:
    lines = ["# Completion of hotwash for fish: ~/.config/fish/completions/hotwash.fish"]
    for name, command in COMMANDS.items():
        said = _fish_quoted(command.help)
        lines.append(f"complete -c hotwash -n __fish_use_subcommand -a {name} -d {said}")
    for name in COMMANDS:
        lines += [_fish_line(name, one) for one in arguments_of(name) if one.names or one.choices]
    return "\n".join(lines) + "\n"


def _fish_line(name: str, one: Argument) -> str:
    line = f"complete -c hotwash -n '__fish_seen_subcommand_from {name}'"
    for option in one.names:
        line += f" -l {option[2:]}" if option.startswith("--") else f" -s {option[1:]}"
    if one.names and one.takes_value:
        line += " -r"
    if one.choices:
        line += f" -f -a {_fish_quoted(' '.join(one.choices))}"
    elif one.is_template:
        line += f' -f -a "({_TEMPLATES})"'
    return f"{line} -d {_fish_quoted(one.help)}"
