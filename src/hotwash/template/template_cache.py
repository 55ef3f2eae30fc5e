"""Templates read before: reading one again is most of the way to the screen, so it may be kept.

The reader is `hotwash.template.infer` and nothing else. A memory only hands back what the reader
made of the very same text; where there is none, or it has nothing, the reader reads.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from hotwash.template.model import Template


class Memory(Protocol):
    """A place where read templates are kept. It may forget; it never raises."""

    def recall(self, text: str, name: str, own: bool) -> Template | None:
        """Return what the reader made of this text, or None."""

    def keep(self, template: Template) -> None:
        """Keep what the reader made of a text."""


class _Memories:
    used: Memory | None = None


def use(memory: Memory | None) -> None:
    """Use a memory from now on; None for none."""
    _Memories.used = memory


def read(text: str, name: str = "", *, own: bool = False) -> Template:
    """Return the template that a Markdown text is: see `hotwash.template.infer.read_template`."""
    memory = _Memories.used
    if memory is not None and (known := memory.recall(text, name, own)) is not None:
        return known
    from hotwash.template.infer import read_template

    found = read_template(text, name, own=own)
    if memory is not None:
        memory.keep(replace(found))  # a copy, without what others have worked out from it
    return found
