"""From the bytes of a file to its text and back, exactly, and refusing what would be harmful."""

from __future__ import annotations

from typing import NamedTuple

from hotwash.errors import UnreadableFile

LIMIT = 5_000_000
"""Bytes of the largest file that is read."""

_BOM = b"\xef\xbb\xbf"


class FileText(NamedTuple):
    """A file's text with plain line feeds, and how the file writes its line ends."""

    text: str
    bom: bool = False
    """Whether the file begins with a byte order mark."""
    crlf: bool = False
    """Whether every line ends in carriage return and line feed. Mixed ends stay in the text."""

    def with_text(self, text: str) -> FileText:
        """Return another text for the same file."""
        return self._replace(text=text)

    def data(self) -> bytes:
        """The bytes of the file."""
        text = self.text.replace("\n", "\r\n") if self.crlf else self.text
        return (_BOM if self.bom else b"") + text.encode()


def encode(text: FileText) -> bytes:
    """The bytes of a file with this text."""
    return text.data()


def decode(data: bytes, where: str) -> FileText:
    """Read the text of a file.

    Args:
        data: All its bytes.
        where: The file's name, for messages.

    Raises:
        UnreadableFile: It is too large, binary, or not UTF-8.
    """
    if len(data) > LIMIT:
        raise UnreadableFile(
            f"too large, {len(data) / 1e6:.1f} MB",
            where=where,
            remedy=f"at most {LIMIT // 1_000_000} MB are read",
        )
    nul = data.find(b"\0")
    if nul >= 0:
        raise UnreadableFile(
            f"a binary file, with a zero byte at offset {nul}",
            where=where,
            remedy="a postmortem is a TOML text",
        )
    bom = data.startswith(_BOM)
    try:
        text = data[3 if bom else 0 :].decode()
    except UnicodeDecodeError as error:
        offset = error.start + (3 if bom else 0)
        line = data.count(b"\n", 0, offset) + 1
        raise UnreadableFile(
            f"not UTF-8, byte 0x{data[offset]:02x} at offset {offset}",
            where=f"{where}:{line}",
            remedy="save it as UTF-8 first",
        ) from None
    ends = text.count("\r\n")
    crlf = ends > 0 and ends == text.count("\n") and ends == text.count("\r")
    return FileText(text.replace("\r\n", "\n") if crlf else text, bom, crlf)
