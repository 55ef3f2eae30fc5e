"""Undo and redo: one history over the whole document, with every branch that was ever taken.

A step remembers what it changed, see `hotwash.editing.splices`. Keys typed one after the other are
one step as long as they belong together, see `hotwash.editing.typing_runs`. Typing after an undo
begins another branch; the steps that were undone stay where they are, and `way_to` leads to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hotwash.editing.splices import Splice, splice
from hotwash.editing.typing_runs import TypedKey, after_key, typed_in
from hotwash.postmortem.document import Answer, Document
from hotwash.template.model import Path

PAUSE = 1.0
"""Seconds without a key after which further typing is a new step."""

LONGEST_RUN = 10.0
"""Seconds of typing after which a new step begins, even within a word."""

LIMIT = 5000
"""Steps that are kept; older ones are forgotten."""

HEAVIEST = 32_000_000
"""About how many bytes the steps may hold beyond the document; older ones are forgotten."""

Answers = Mapping[Path, Answer | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did, as they would name it."""

    changes: Mapping[Path, Splice]
    label: str
    place: tuple[Path, str] | None = None
    """Where the typing went on, if it was typing."""
    sealed: bool = False
    """Whether further typing in that place is a new step."""
    since: float = 0.0
    """Monotonic time of its first key, in seconds."""
    at: float = 0.0
    """The same of its last key."""
    typed: TypedKey | None = None
    """What its last key has typed."""

    @property
    def weight(self) -> int:
        """About how many bytes it holds that the document does not."""
        return sum(change.weight for change in self.changes.values())

    def make(self, answers: Answers) -> Answers:
        """Return the answers that it changes as they are after it, given those before it."""
        return {path: change.make(answers.get(path)) for path, change in self.changes.items()}

    def take_back(self, answers: Answers) -> Answers:
        """Return the answers that it changes as they are before it, given those after it."""
        return {path: change.take_back(answers.get(path)) for path, change in self.changes.items()}


class Node:
    """A step in the tree of all that was done, and the steps that were done after it."""

    __slots__ = ("children", "next", "number", "parent", "step")

    def __init__(self, number: int, step: Step, parent: Node | None) -> None:
        self.number = number
        """Counts up with each step that is new."""
        self.step = step
        self.parent = parent
        """None for the beginning, whose step changes nothing."""
        self.children: list[Node] = []
        self.next: Node | None = None
        """The one of the children that redo leads to."""


class History:
    """The steps that were done, as a tree, and the place in it where the document stands."""

    def __init__(self) -> None:
        self._root = Node(0, Step({}, ""), None)
        self._at = self._root
        self._nodes: dict[int, Node] = {}
        self._last = 0
        self._weight = 0

    # --- adding

    def add(
        self,
        before: Answers,
        after: Answers,
        label: str,
        *,
        place: tuple[Path, str] | None = None,
        at: float = 0.0,
        join: bool = False,
    ) -> None:
        """Remember what was done; typing that goes on joins the step before it.

        What redo would do is done again by it, and no other step.

        Args:
            before: The answers that it changed, before it.
            after: The same answers after it.
            label: What it is called.
            place: Where it was typed, if it was.
            at: When, in seconds of a clock that never runs back.
            join: Whether it belongs to the typing before it in its place however long ago that was.
        """
        if self._is_redo(before, after):
            self.redo()
            return
        changes = {path: splice(before[path], after[path]) for path in after}
        typed = typed_in(changes.values()) if place is not None else None
        step = Step(changes, label, place, since=at, at=at, typed=typed)
        last = self._at
        is_same_place = place is not None and last.step.place == place
        if is_same_place and not last.children and (join or _joins(last.step, step)):
            self._merge(last, step, before, after)
        else:
            self._grow(step)

    def _is_redo(self, before: Answers, after: Answers) -> bool:
        following = self._at.next
        if following is None or following.step.changes.keys() != after.keys():
            return False
        return following.step.make(before) == after

    def _merge(self, node: Node, step: Step, before: Answers, after: Answers) -> None:
        """Make a step one with the one before it."""
        changes = dict(node.step.changes)
        for path, change in step.changes.items():
            last = changes.get(path)
            whole = change if last is None else last.then(change)
            first = last.take_back(before[path]) if whole is None and last is not None else None
            changes[path] = whole or splice(first, after[path])
        merged = replace(
            node.step, changes=changes, at=step.at, typed=after_key(node.step.typed, step.typed)
        )
        self._weight += merged.weight - node.step.weight
        node.step = merged
        if all(change.changes_nothing for change in changes.values()):
            self._at = node.parent or self._root
            self._forget(node)

    def _grow(self, step: Step) -> None:
        self._last += 1
        node = Node(self._last, step, self._at)
        self._at.children.append(node)
        self._at.next = self._at = self._nodes[node.number] = node
        self._weight += step.weight
        while len(self._nodes) > LIMIT or (self._weight > HEAVIEST and len(self._nodes) > 1):
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        """Forget the oldest step: with its branch, or as the beginning of the one in hand."""
        oldest = next(iter(self._nodes.values()))
        if oldest not in self._way_back(self._at):
            self._forget(oldest)
            return
        for branch in [child for child in self._root.children if child is not oldest]:
            self._forget(branch)
        self._drop(oldest)
        self._root = oldest
        oldest.step, oldest.parent = Step({}, ""), None

    def _forget(self, branch: Node) -> None:
        """Forget a step and all that was done after it."""
        parent = branch.parent or self._root
        parent.children.remove(branch)
        if parent.next is branch:
            parent.next = parent.children[-1] if parent.children else None
        waiting = [branch]
        while waiting:
            node = waiting.pop()
            self._drop(node)
            waiting += node.children

    def _drop(self, node: Node) -> None:
        del self._nodes[node.number]
        self._weight -= node.step.weight

    def seal(self) -> None:
        """Make the next typing a step of its own."""
        if self._at is not self._root:
            self._at.step = replace(self._at.step, sealed=True)

    # --- going

    def undo(self) -> Step | None:
        """Take back the last step, or return None when there is none."""
        node = self._at
        if node.parent is None:
            return None
        node.parent.next = node
        self._at = node.parent
        return node.step

    def redo(self) -> Step | None:
        """Do the step again that was undone last here, or return None when there is none."""
        node = self._at.next
        if node is None:
            return None
        self._at = node
        # A step that was done again is whole: later typing does not join it.
        node.step = replace(node.step, place=None)
        return node.step

    def go_to(self, number: int) -> Iterator[tuple[Step, bool]]:
        """Go to where a step was just done; 0 is the beginning.

        Yields:
            Each step on the way, and whether it is done again; else it is taken back.
        """
        target = self._nodes.get(number, self._root)
        way = self._way_back(target)
        known = set(way)
        while self._at not in known:
            step = self.undo()
            assert step is not None
            yield step, False
        for node in reversed(way[: way.index(self._at)]):
            self._at.next = node
            step = self.redo()
            assert step is not None
            yield step, True

    def _way_back(self, node: Node | None) -> list[Node]:
        way: list[Node] = []
        while node is not None:
            way.append(node)
            node = node.parent
        return way

    @property
    def steps(self) -> list[Node]:
        """All steps that are known, the oldest first."""
        return list(self._nodes.values())

    @property
    def number(self) -> int:
        """The number of the step that was done last; 0 at the beginning."""
        return 0 if self._at is self._root else self._at.number

    @property
    def in_hand(self) -> set[int]:
        """The numbers of the steps that undo and redo lead to."""
        ahead, node = [], self._at
        while node.next is not None:
            node = node.next
            ahead.append(node)
        return {one.number for one in (*self._way_back(self._at), *ahead)}


def _goes_on(last: Step, step: Step) -> bool:
    """Whether a key is of the same stretch of typing as the last one."""
    if last.sealed or step.at - last.at > PAUSE or step.at - last.since > LONGEST_RUN:
        return False
    return last.typed is not None and step.typed is not None and step.typed.goes_on(last.typed)


def _takes_back(last: Step, step: Step) -> bool:
    """Whether a key takes back by hand, and at once, all that the last step did."""
    if last.sealed or step.at - last.at > PAUSE or last.changes.keys() != step.changes.keys():
        return False
    both = [last.changes[path].then(change) for path, change in step.changes.items()]
    return all(change is not None and change.changes_nothing for change in both)


def _joins(last: Step, step: Step) -> bool:
    """Whether typing is one step with that before it in its place."""
    return _goes_on(last, step) or _takes_back(last, step)


def apply(document: Document, answers: Answers) -> Document:
    """Return the document with these answers in place; None takes one away."""
    changed = dict(document.answers)
    for path, answer in answers.items():
        if answer:
            changed[path] = answer
        else:
            changed.pop(path, None)
    return document.with_answers(changed)
