"""The user's settings: a TOML file that need not exist, read once and checked by name.

Every setting is an attribute of `Settings` with its meaning below it; `hotwash config` prints them
from here. A mistake in the file is told with its key, and a near miss is named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from hotwash.errors import UnreadableFile
from hotwash.storage import folders


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. The values here are those that hold without a file."""

    autosave: bool = True
    """Save edits by themselves, within a second of the last key."""
    export: bool = True
    """Keep the Markdown file beside the document up to date."""
    moments_line: bool = True
    """Name the times to detect and to resolve under the timeline of an export."""
    preview: Literal["beside", "full", "source", "off"] = "beside"
    """What the preview shows at the start; beside the form only when there is room."""
    theme: str = ""
    """The theme of the screen; empty for the one chosen last, else as light as the terminal."""
    terminal_cursor: bool = False
    """Show the terminal's own cursor at the caret: for input methods, braille, screen readers."""
    linear: bool = False
    """Draw no lines around the form, the preview and dialogs: for screen readers and braille."""
    clipboard: str = ""
    """A command that takes the text to copy on its standard input; empty to find a way."""
    gap_minutes: int = 60
    """Minutes between two events of a timeline from which the gap is shown."""
    timezone: str = "UTC"
    """The time zone of new postmortems: an IANA name or an offset."""
    template: str = "standard"
    """The template of new postmortems, by name."""
    spelling: str = ""
    """The language in which the spelling of prose is checked, such as `en`; empty for none."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by command: `save = "f2,ctrl+s"`. `hotwash keys` lists the commands."""
    path: str = field(default="", metadata={"hidden": True})
    """The file that the settings were read from; empty when there is none."""


def settings_path() -> str:
    """The settings file; it need not exist."""
    return os.path.join(folders.config_folder(), "config.toml")


def load(path: str | None = None) -> Settings:
    """Read the settings; without a file all are as they come.

    Raises:
        UnreadableFile: The file is not TOML, or a setting is unknown or of the wrong kind.
    """
    path = settings_path() if path is None else path
    if not os.path.lexists(path):
        return Settings()
    from hotwash.formats.toml import decode
    from hotwash.formats.toml.reading import parse
    from hotwash.storage.files import read_bytes

    found = parse(decode(read_bytes(path)[0], path).text, path)
    _check_names(found, path)
    return _checked(found, path)


def names() -> tuple[str, ...]:
    """The names of all settings."""
    return tuple(known.name for known in fields(Settings) if not known.metadata.get("hidden"))


def _check_names(found: Mapping[str, object], path: str) -> None:
    for key in found:
        if key not in names():
            raise UnreadableFile(
                f"unknown setting `{key}`", where=path, remedy=near_miss(key, names())
            )


def near_miss(word: str, known: Iterable[str]) -> str:
    """Ask whether a known word was meant, or list the known ones."""
    from difflib import get_close_matches

    known = list(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the settings are {', '.join(known)}"


def _checked(found: dict[str, Any], path: str) -> Settings:
    # Pydantic costs more than the start of the program has: it is asked only for a file.
    from typing import get_type_hints

    from pydantic import TypeAdapter, ValidationError

    wanted = get_type_hints(Settings)
    checked: dict[str, Any] = {}
    for key, value in found.items():
        try:
            checked[key] = TypeAdapter(wanted[key]).validate_python(value, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join((key, *(str(part) for part in first["loc"])))
            wrong = str(first["msg"])
            raise UnreadableFile(
                f"the setting `{place}`: {wrong[:1].lower()}{wrong[1:200]}",
                where=path,
                remedy="correct it, or remove the line",
            ) from None
    return Settings(**checked, path=path)
