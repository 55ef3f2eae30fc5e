"""What a recovery draft has that the file has not, in words and as answers to take over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from hotwash.editing.document_file import FindTemplate
from hotwash.errors import HotwashError
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.storage.drafts import RecoveryDraft
from hotwash.template.model import Path

LONGEST = 160
"""Characters of an answer that are shown of each side."""

AROUND = 24
"""Characters before the first difference that are shown."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A draft, beside the document as the file has it."""

    draft: RecoveryDraft
    answers: dict[Path, Answer | None]
    """What the draft has otherwise; None where it has no answer."""
    lines: tuple[str, ...]
    """The differences in words, one line each."""
    problem: str = ""
    """Why the draft cannot be taken over, in words."""

    @property
    def empty(self) -> bool:
        """Whether the draft has nothing that the file has not."""
        return not self.answers and not self.draft.held and not self.problem


def compare(draft: RecoveryDraft, document: Document, find_template: FindTemplate) -> Recoverable:
    """Say what a draft has that a document has not."""
    try:
        theirs = draft.document(find_template)
    except HotwashError as error:
        return Recoverable(draft, {}, (), str(error))
    paths = sorted(
        path
        for path in {*theirs.answers, *document.answers}
        if theirs.answers.get(path) != document.answers.get(path)
    )
    answers = {path: theirs.answers.get(path) for path in paths}
    lines = [*_lines(document, answers), *_held(draft)]
    return Recoverable(draft, answers, tuple(lines))


def age(seconds: float) -> str:
    """Return how long ago something was, in words.

    Args:
        seconds: Seconds from then to now.
    """
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count != 1 else ''} ago"
    return "just now"


def age_of(draft: RecoveryDraft) -> str:
    """Return how old a draft is, in words."""
    return age(time.time() - draft.saved_at)


def _lines(document: Document, answers: dict[Path, Answer | None]) -> Iterator[str]:
    for path, answer in answers.items():
        known = document.template.by_path.get(path)
        label = known.label if known is not None else " ".join(path)
        before, after = changed_parts(_short(document.answer(path)), _short(answer))
        yield f"{label}: {before}  →  {after}"


def _held(draft: RecoveryDraft) -> Iterator[str]:
    for text in draft.held.values():
        yield f"typed and not entered: {_short(text)}"


def _short(answer: Answer | None) -> str:
    if not answer:
        return "(empty)"
    if isinstance(answer, str):
        text = " ".join(answer.split())
    else:
        items = [item if isinstance(item, str) else _row(item) for item in answer]
        text = f"{len(items)} rows, last: {items[-1]}"
    return text


def changed_parts(before: str, after: str) -> tuple[str, str]:
    """Cut two texts to what differs between them, with a few words around it."""
    same = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, same - AROUND)
    return _window(before, start), _window(after, start)


def _window(text: str, start: int) -> str:
    part = text[start : start + LONGEST]
    return ("…" if start else "") + part + ("…" if start + LONGEST < len(text) else "")


def _row(row: Row) -> str:
    return " ".join(row.cells.values())
