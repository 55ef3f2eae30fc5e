"""Where one stretch of typing ends and the next begins, so that undo takes back what one means.

A stretch is a word with the blanks after it, or as many line ends as follow each other, or what a
run of Backspace or Delete took of a word. Moving the caret ends it, and so does changing from
typing to deleting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hotwash.editing.splices import Splice, splice
from hotwash.postmortem.document import Row

_ENDS = "。、，．！？：；"
"""Signs after which a new stretch begins in scripts that write no blanks."""


@dataclass(frozen=True, slots=True)
class TypedKey:
    """What one key has changed in the text of a line, an item or a cell."""

    at: tuple[int, int]
    """The item or row, and the character before which it was."""
    removed: str
    inserted: str
    bare: bool = False
    """Whether the stretch that it ends is nothing but spaces, which a word may follow."""

    def goes_on(self, last: TypedKey) -> bool:
        """Whether this key is of the same stretch as the one before it."""
        if self.inserted:
            return not self.removed and bool(last.inserted) and self._is_typed_on(last)
        return bool(self.removed and last.removed) and not last.inserted and self._deletes_on(last)

    def _is_typed_on(self, last: TypedKey) -> bool:
        item, at = last.at
        follows = self.at == (item, at + len(last.inserted))
        return follows and (last.bare or not _begins(last.inserted, self.inserted))

    def _deletes_on(self, last: TypedKey) -> bool:
        item, at = self.at
        if (item, at + len(self.removed)) == last.at:  # Backspace
            return not _begins(last.removed[0], self.removed[::-1])
        return self.at == last.at and not _begins(last.removed, self.removed)


def typed_in(splices: Iterable[Splice]) -> TypedKey | None:
    """What a key has typed, given what it changed; None for more than a change of one text."""
    found = _typed_in(splices)
    if found is None or found.removed or found.inserted.strip(" "):
        return found
    return replace(found, bare=True)


def after_key(last: TypedKey | None, typed: TypedKey | None) -> TypedKey | None:
    """What a key has typed, as the end of a stretch that another one has begun."""
    if typed is None or last is None:
        return typed
    return replace(typed, bare=typed.bare and last.bare)


def _typed_in(splices: Iterable[Splice]) -> TypedKey | None:
    changes = list(splices)
    if len(changes) != 1:
        return None
    change = changes[0]
    old, new = change.old or "", change.new or ""
    if isinstance(old, str) and isinstance(new, str):
        return TypedKey((0, change.at), old, new)
    if len(old) > 1 or len(new) != 1:
        return None
    pair = (old[0] if old else "", new[0])
    inner = _within(*pair)
    return None if inner is None else TypedKey((change.at, inner.at), *_texts(inner))


def _within(old: object, new: object) -> Splice | None:
    """What has changed in an item, or in the only cell of a row that is another one."""
    if isinstance(new, str) and isinstance(old, str):
        return splice(old, new)
    if not isinstance(new, Row):
        return None
    cells = old.cells if isinstance(old, Row) else {}
    keys = [key for key in {**cells, **new.cells} if cells.get(key) != new.cells.get(key)]
    return splice(cells.get(keys[0], ""), new[keys[0]]) if len(keys) == 1 else None


def _texts(change: Splice) -> tuple[str, str]:
    return str(change.old or ""), str(change.new or "")


def _begins(before: str, after: str) -> bool:
    """Whether a new stretch begins between two characters that follow each other."""
    return _is_end(before[-1]) and not _is_end(after[0])


def _is_end(char: str) -> bool:
    return char.isspace() or char in _ENDS
