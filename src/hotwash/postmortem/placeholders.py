"""Words that stand for an answer that is still to be written: `TODO`, `TBD`, the prompt itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotwash.patterns import lazy_pattern
from hotwash.postmortem.document import Answer, Row
from hotwash.template.model import Field, Kind

_WORDS = lazy_pattern(r"\b(?:TODO|TBD|TBC|FIXME|XXX)\b|_TBD_")
_CODE = lazy_pattern(r"(`+).*?\1", re.DOTALL)


def placeholders(field: Field, answer: Answer) -> Iterator[tuple[int | None, str, str]]:
    """Yield where an answer is not written yet: the row, the column and the words.

    Args:
        field: The question; what is code may say what it likes.
        answer: The answer.
    """
    if field.kind is Kind.CODE:
        return
    for row, column, text in _texts(answer):
        if field.prompt and text.strip() in (field.prompt.strip(), f"[{field.prompt.strip()}]"):
            yield row, column, "the template's own words"
            continue
        found = _WORDS.search(_CODE.sub("", text).strip())
        if found is not None:
            yield row, column, found[0]


def _texts(answer: Answer) -> Iterator[tuple[int | None, str, str]]:
    if isinstance(answer, str):
        yield None, "", answer
        return
    for index, item in enumerate(answer):
        if isinstance(item, Row):
            yield from ((index, str(column), str(text)) for column, text in item.cells.items())
        else:
            yield index, "", str(item)
