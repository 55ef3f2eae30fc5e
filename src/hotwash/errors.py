"""The one family of errors that people see.

Every error says what was wrong, where, and what to do. The command line prints it as one line on
standard error and leaves with its exit code; the screen shows the same words in a dialog.
"""

from __future__ import annotations


class HotwashError(Exception):
    """Something a person can understand and act on.

    Args:
        what: What was wrong, in words, without a full stop.
        where: The file, and the line or key in it, where known (`outage.toml:12:5`).
        remedy: What to do about it.
    """

    exit_code = 2
    """Exit code of the command line: 2, could not read or do what was asked."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return self._said(self.where)

    @property
    def brief(self) -> str:
        """The same for a single line on the screen: the file without its folders."""
        return self._said(self.where.rpartition("/")[2])

    def _said(self, where: str) -> str:
        text = f"{where}: {self.what}" if where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text


class UsageError(HotwashError):
    """The command was called in a way that cannot work."""


class UnreadableFile(HotwashError):
    """A file could not be read, or is not what it was taken for. It was not touched."""


class CannotSave(HotwashError):
    """A file could not be written. The old file is whole and the text is not lost."""


class UnknownTemplate(HotwashError):
    """No template has that name."""


class UntrustedTemplate(UnknownTemplate):
    """A document or a cloned folder names a file as a template that it may not name."""
