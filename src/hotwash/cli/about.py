"""Commands about Hotwash itself: its keys, its settings."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields

from hotwash.cli.output import say, show
from hotwash.storage import settings


def keys(arguments: Namespace) -> int:
    """Print every command and its keys, as the settings have them."""
    from hotwash.tui.keymap import apply, keys_table

    show(keys_table(apply(settings.load().keys)))
    return 0


def config(arguments: Namespace) -> int:
    """Print the settings as they are, in a form that is a settings file, and their problems."""
    from hotwash.storage import folders

    path = settings.settings_path()
    loaded = settings.load()
    state = folders.state_folder()
    found = "" if loaded.path else " (not there: all is as it comes)"
    show(f"# Settings: {path}{found}\n# Recovery drafts and the like: {state}\n{_as_toml(loaded)}")
    problems = [*_problems(loaded), *folders.warnings()]
    for problem in problems:
        say(f"hotwash: {loaded.path or state}: {problem}")
    return 1 if problems else 0


def _as_toml(loaded: settings.Settings) -> str:
    meanings = _meanings()
    lines: list[str] = []
    tables: list[str] = []
    for known in fields(loaded):
        if known.name not in settings.names():
            continue
        value = getattr(loaded, known.name)
        note = "".join(f"# {line}\n" for line in meanings.get(known.name, "").splitlines())
        if isinstance(value, dict):
            inner = "".join(f"{_key(key)} = {_value(one)}\n" for key, one in value.items())
            tables.append(f"\n{note}[{known.name}]\n{inner}")
        else:
            lines.append(f"\n{note}{known.name} = {_value(value)}\n")
    return "".join(lines + tables)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").replace("_", "").isalnum() else _value(key)


def _value(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    import json

    # Of JSON's texts only those with signs beyond 16 bits differ from TOML's; they stay as text.
    return json.dumps(str(value), ensure_ascii=False)


def _meanings() -> dict[str, str]:
    """Return what each setting means: the words below it where it is defined."""
    import ast
    import inspect
    from itertools import pairwise

    body = ast.parse(inspect.getsource(settings.Settings)).body[0]
    found: dict[str, str] = {}
    assert isinstance(body, ast.ClassDef)
    for one, below in pairwise(body.body):
        if (
            isinstance(one, ast.AnnAssign)
            and isinstance(one.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            found[one.target.id] = inspect.cleandoc(str(below.value.value))
    return found


def _problems(loaded: settings.Settings) -> list[str]:
    """Return what is wrong with settings that could be read: keys, the zone, the template."""
    import os

    from hotwash.editing.templates import template_folders
    from hotwash.errors import HotwashError
    from hotwash.template import library
    from hotwash.times.zones import zone_problem
    from hotwash.tui.keymap import apply

    problems = list(apply(loaded.keys).problems)
    if wrong := zone_problem(loaded.timezone):
        problems.append(f"timezone: {wrong}")
    try:
        library.find(loaded.template, template_folders(os.getcwd()))
    except HotwashError as error:
        problems.append(f"template: {error}")
    return problems
