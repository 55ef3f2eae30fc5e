"""The session: an open document, its history, and who wants to know of a change.

Widgets send edits here and nowhere else. The session applies them, remembers them for undo and
says what changed; the preview, the tab states and the autosave listen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from hotwash.editing.history import Answers, History, Step, apply
from hotwash.editing.typing_runs import typed_in
from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import Path, Template

Origin = Literal["edit", "undo", "redo", "outside"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in the document, and how."""

    paths: frozenset[Path]
    label: str
    origin: Origin
    source: object = None
    """The widget that sent the edit, which shows it already; None for everybody's news."""


@dataclass(frozen=True, slots=True)
class Past:
    """A step of the history, as a person is told of it."""

    number: int
    """What `Session.go_to` calls it."""
    label: str
    paths: tuple[Path, ...] = ()
    """The fields that it changed."""
    words: str = ""
    """What was typed or deleted."""
    ago: float = 0.0
    """Seconds since it was done."""
    here: bool = False
    """Whether the document stands there now."""
    aside: bool = False
    """Whether neither undo nor redo leads to it: it is of a branch that was left."""


Listener = Callable[[Change], None]


class Session:
    """An open document. Not thread-safe: all calls come from one thread.

    Args:
        document: The document as it was read.
        clock: Seconds that never run back; typing is coalesced by it.
    """

    def __init__(self, document: Document, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.document = document
        self.held: dict[str, str] = {}
        """Text that was typed and is not in the document yet (entry lines), by place."""
        self.last: Change | None = None
        """The last change, whoever made it."""
        self._clock = clock
        self._history = History()
        self._listeners: list[Listener] = []
        self._holders: list[Callable[[], None]] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change; return the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def on_hold(self, listener: Callable[[], None]) -> None:
        """Call the listener when held text changes."""
        self._holders.append(listener)

    def edit(
        self,
        path: Path,
        answer: Answer | None,
        *,
        label: str = "",
        typing: bool = False,
        key: str = "",
        join: bool = False,
        source: object = None,
    ) -> None:
        """Give an answer, or take it away with None or an empty one.

        Args:
            path: The field.
            answer: Its new answer.
            label: What the person did, for the undo message: "delete row".
            typing: Whether this was a key typed into text, which joins the typing before it.
            key: The place within the field, so that typing in two rows is two steps.
            join: Whether this only settles what was typed in that place before, after any pause.
            source: The widget that shows the new answer already.
        """
        place = (path, key) if typing else None
        self._step({path: answer}, label=label or "typing", place=place, join=join, source=source)

    def edit_many(
        self, answers: Mapping[Path, Answer | None], *, label: str, source: object = None
    ) -> None:
        """Give several answers as one step of the history."""
        self._step(answers, label=label, place=None, source=source)

    def undo(self) -> Change | None:
        """Take the last step back and return what changed, or None when nothing is left."""
        step = self._history.undo()
        if step is None:
            return None
        return self._go(step.take_back(self.document.answers), step.label, "undo")

    def redo(self) -> Change | None:
        """Do the last undone step again and return what changed, or None when there is none."""
        step = self._history.redo()
        if step is None:
            return None
        return self._go(step.make(self.document.answers), step.label, "redo")

    def steps(self) -> list[Past]:
        """Everything that was done and is still known, the newest first, the beginning last."""
        now, here, ahead = self._clock(), self._history.number, self._history.in_hand
        found = [
            Past(
                node.number,
                node.step.label,
                tuple(node.step.changes),
                _words(node.step),
                now - node.step.at,
                here=node.number == here,
                aside=node.number not in ahead,
            )
            for node in reversed(self._history.steps)
        ]
        return [*found, Past(0, "the beginning", here=not here)]

    def go_to(self, number: int) -> Change | None:
        """Take the document to where a step was just done, on whatever branch it is.

        Args:
            number: The step's number as `steps` tells it.

        Returns:
            What changed; None when the document stands there already.
        """
        answers: dict[Path, Answer | None] = {}
        label = ""
        for step, again in self._history.go_to(number):
            known = {**self.document.answers, **answers}
            answers |= step.make(known) if again else step.take_back(known)
            label = step.label
        return self._go(answers, label, "undo") if answers else None

    def merge(self, document: Document, *, label: str = "change from outside") -> Change | None:
        """Take over what another program changed, as a step that can be undone."""
        old = self.document.answers
        new = document.answers
        paths = [path for path in {*old, *new} if old.get(path) != new.get(path)]
        # Rows that are equal keep the identities that the widgets know.
        after = {path: new.get(path) for path in paths}
        if not after:
            return None
        return self._step(after, label=label, place=None, source=None, origin="outside")

    def take_template(self, template: Template) -> None:
        """Answer another template from now on; nobody is told, whoever shows it has asked."""
        self.document = self.document.with_answers(self.document.answers, template)

    def set_pending(self, key: str, text: str) -> None:
        """Keep a text that is typed and not in the document yet, for the recovery draft."""
        if text:
            self.held[key] = text
        else:
            self.held.pop(key, None)
        for listener in self._holders:
            listener()

    def break_undo_group(self) -> None:
        """End the current run of typing: the next key begins a new step."""
        self._history.seal()

    def _step(
        self,
        answers: Mapping[Path, Answer | None],
        *,
        label: str,
        place: tuple[Path, str] | None,
        source: object,
        join: bool = False,
        origin: Origin = "edit",
    ) -> Change | None:
        after = {path: answer or None for path, answer in answers.items()}
        before = {path: self.document.answers.get(path) for path in after}
        if all(before[path] is after[path] or before[path] == after[path] for path in after):
            return None
        self.document = apply(self.document, after)
        self._history.add(before, after, label, place=place, at=self._clock(), join=join)
        return self._tell(Change(frozenset(after), label, origin, source))

    def _go(self, answers: Answers, label: str, origin: Origin) -> Change:
        self.document = apply(self.document, answers)
        return self._tell(Change(frozenset(answers), label, origin))

    def _tell(self, change: Change) -> Change:
        self.last = change
        for listener in tuple(self._listeners):
            listener(change)
        return change


def _words(step: Step) -> str:
    """The words that a step has brought or taken, as far as they are one text."""
    typed = typed_in(step.changes.values())
    if typed is None:
        return ""
    return typed.inserted or typed.removed
