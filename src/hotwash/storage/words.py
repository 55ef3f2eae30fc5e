"""A person's own words, which no dictionary has: one a line in `words.txt` beside the settings."""

from __future__ import annotations

import os

from hotwash.errors import CannotSave
from hotwash.storage import files, folders

MOST = 1_000_000
"""Bytes of the list that are read."""


def words_path() -> str:
    """The list; it need not exist."""
    return os.path.join(folders.config_folder(), "words.txt")


def own_words() -> frozenset[str]:
    """The words as they were added; none where the list is missing or cannot be read."""
    try:
        with open(words_path(), "rb") as file:
            text = file.read(MOST).decode("utf-8", "replace")
    except OSError:
        return frozenset()
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def add_word(word: str) -> None:
    """Add a word at the end of the list; the other lines stay as they are.

    Raises:
        CannotSave: The list could not be written; it is as it was.
    """
    path = words_path()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise CannotSave(error.strerror or str(error), where=path) from error
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise CannotSave(error.strerror or str(error), where=path) from error
    gap = b"" if not data or data.endswith(b"\n") else b"\n"
    files.write(path, data + gap + word.encode("utf-8", "replace") + b"\n")
