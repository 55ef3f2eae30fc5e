"""Find and replace over a document: texts directly, regular expressions in a child with a limit.

A search knows no screen and may run on a thread of its own; `Search.cancel` ends it from another.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from hotwash.postmortem.search import MOST_HITS, BadExpression, Hits, Passage, Query, find

SECONDS = 2.0
"""Seconds that a regular expression may take."""


class Search:
    r"""One search.

    Args:
        texts: The passages to look at.
        query: What for.
        new: What is to take the place of the hits; None while nothing is. For a regular expression
            `\1` in it stands for the first group.
        seconds: How long a regular expression may take.
    """

    def __init__(
        self,
        texts: Sequence[Passage],
        query: Query,
        new: str | None = None,
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._texts = texts
        self._query = query
        self._new = new
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def run(self) -> Hits:
        """Return the hits, in the order of the passages; nothing where the search was cancelled.

        Raises:
            BadExpression: The expression cannot be used, or takes too long.
        """
        if not self._query.text:
            return Hits()
        if self._query.expression:
            return self._run_apart()
        return find(self._texts, self._query).replaced_by(self._new)

    def cancel(self) -> None:
        """End the search: its hits are no longer wanted. Safe from any thread, and afterwards."""
        self._cancelled = True
        child = self._child
        if child is not None and child.poll() is None:
            child.kill()

    def _run_apart(self) -> Hits:
        asked = {
            "source": self._query.source,
            "flags": self._query.flags,
            "new": self._new,
            "most": MOST_HITS,
            "texts": [passage.text for passage in self._texts],
        }
        output = self._ask(json.dumps(asked).encode())
        if self._cancelled:
            return Hits()
        try:
            found = json.loads(output)
        except ValueError:
            raise BadExpression(
                "this expression takes too much time or memory",
                remedy="make it simpler, without a repeat within a repeat",
            ) from None
        if problem := found.get("problem"):
            raise BadExpression(f"this {found['of']} cannot be used: {problem}")
        hits = Hits(self._texts)
        for at, start, end, _ in found["hits"]:
            hits.add(at, start, end)
        return hits if self._new is None else hits.replaced_by([hit[3] for hit in found["hits"]])

    def _ask(self, question: bytes) -> bytes:
        """What the child says; nothing when it was ended before it said anything."""
        from hotwash.editing import expression_child

        command = [sys.executable, "-I", "-S", expression_child.__file__]
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise BadExpression(
                f"no program can be started to try it ({error.strerror or error})"
            ) from None
        self._child = child
        if self._cancelled:
            child.kill()
        try:
            return child.communicate(question, timeout=self._seconds)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return b""
