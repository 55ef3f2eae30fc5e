"""From the bytes of a source to its text, bounded; what is not text ends in one clear error."""

from __future__ import annotations

import re

from hotwash.errors import UnreadableFile

_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][0-9A-Z])")
"""What programs write to colour a terminal; it is no part of the words."""

_PACKED = {b"\x1f\x8b": "zcat", b"BZh": "bzcat", b"\xfd7zXZ": "xzcat", b"PK\x03\x04": "unzip -p"}


def decoded(data: bytes | str, where: str, size: int | None, most: int) -> tuple[str, list[str]]:
    """Return the text of a source, cut to what can be read, and notes about it.

    Args:
        data: The text or its bytes.
        where: Its name, for errors.
        size: Its whole size in bytes, when `data` is only the first part.
        most: How much of it is read.

    Raises:
        UnreadableFile: It is not text.
    """
    notes: list[str] = []
    if isinstance(data, str):
        whole, data = len(data), data[:most]
    else:
        whole, data = size or len(data), data[:most]
        for magic, command in _PACKED.items():
            if data.startswith(magic):
                raise UnreadableFile(
                    "this file is packed", where=where, remedy=f"unpack it first ({command})"
                )
        data = _as_text(data, where, notes)
    if "\x00" in data[:100_000]:
        raise UnreadableFile("this is not text", where=where, remedy="give a log or an export")
    if "\x1b" in data:
        data = _COLOURS.sub("", data)
    if whole > most:
        data = data[: data.rfind("\n") + 1] or data
        notes.append(
            f"only the first {most // 1_000_000} MB of {-(-whole // 1_000_000)} MB were read; "
            "cut the log to the hours of the incident to read the rest"
        )
    return data.lstrip("\ufeff"), notes


def _as_text(data: bytes, where: str, notes: list[str]) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    head = data[:8192]
    if wide := _wide(head):
        return data.decode(wide, errors="replace")
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    if b"\x00" in head or odd * 20 > len(head):
        raise UnreadableFile("this is not text", where=where, remedy="give a log or an export")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            return data.decode("utf-8-sig", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        notes.append(f"line {line}: not UTF-8; such lines are read as Windows-1252")
        return "".join(map(_line, data.splitlines(keepends=True)))


def _line(line: bytes) -> str:
    """Decode a line that is UTF-8, or what Windows writes in the west."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _wide(head: bytes) -> str:
    """The encoding of a text with two bytes a sign and no mark of it; empty for any other."""
    if len(head) < 8:
        return ""
    zeros = [head[start::2].count(0) * 4 / len(head) for start in (0, 1)]
    if zeros[1] > 1 and zeros[0] < 0.1:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 1 and zeros[1] < 0.1 else ""
