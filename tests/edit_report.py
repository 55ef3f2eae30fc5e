"""What an edit does to imported postmortems: `python tests/edit_report.py [-v] FOLDER…`.

Every field of every file is edited in the ways a person would: a word more, a row or item more at
either end, one changed, one taken out, a box ticked. After each edit the export may differ from
the file in the lines of that edit only, and reading it again must give the same fields and the
answers of the edited document. What does not hold is printed; with `-v` every edit is, as a diff.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotwash.formats.markdown import export, normalised
from hotwash.formats.markdown.importing import import_own
from hotwash.markdown.blocks import is_blank, split_lines
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import Field, Kind

_NUMBER = re.compile(r"([ \t]*)\d+(?=[.)] )")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a field."""

    name: str
    answer: Answer
    out: int | None
    """Lines that are not blank that may go; None for any number within the field."""
    into: int | None
    """Lines that are not blank that may come."""
    odd: bool = False
    """Whether it may make other blocks, and so other fields when it is read again."""


_NEW = {
    "time": "23:58",
    "event": "Someone looked again",
    "task": "Write it down",
    "owner": "Kim",
    "due": "2031-05-06",
}


def edits(document: Document, field: Field) -> Iterator[Edit]:
    """Yield the edits of a field."""
    answer = document.answers.get(field.path)
    if field.kind.is_rows:
        yield from _row_edits(document.rows(field.path), field)
    elif field.kind.is_list and not isinstance(answer, str):
        items = document.items(field.path)
        yield Edit("item added", (*items, "One more"), int(not items), 1)
        yield Edit("item first", ("One more", *items), None, None)
        for at, item in enumerate(items[:4]):
            yield Edit("item changed", (*items[:at], f"{item} again", *items[at + 1 :]), None, 1)
        if len(items) > 1:
            yield Edit("item gone", items[1:], None, None)
    elif field.kind.is_line:
        yield Edit("line changed", f"{document.text(field.path)} again".strip(), 1, 1)
        yield Edit("line gone", "", 1, 1)
    else:
        text = document.text(field.path)
        first, _, rest = text.partition("\n")
        yield Edit("text added", f"{text}\n\nOne more paragraph.".strip(), None, None, odd=True)
        if text:
            yield Edit("word added", f"{first} again\n{rest}".rstrip("\n"), 1, 1)


def _row_edits(rows: tuple[Row, ...], field: Field) -> Iterator[Edit]:
    keys = [column.key for column in field.columns if column.shown]
    if field.kind is Kind.TABLE:
        new = Row({key: f"new {key}" for key in keys})
    else:
        new = Row({key: _NEW[key] for key in keys if key in _NEW})
    yield Edit("row added", (*rows, new), int(not rows), None)
    yield Edit("row first", (new, *rows), None, None)
    main = next((key for key in ("event", "task") if key in keys), keys[-1])
    for at, row in enumerate(rows[:6]):
        text = row[main]
        first, _, rest = text.partition("\n")
        words = f"{first} again\n{rest}".rstrip("\n")
        changed = row.with_cell(main, words)
        yield Edit("row changed", (*rows[:at], changed, *rows[at + 1 :]), None, None)
        if field.kind is Kind.ACTIONS:
            ticked = row.with_cell("done", "" if row["done"] else "true")
            yield Edit("row ticked", (*rows[:at], ticked, *rows[at + 1 :]), 1, 1)
        if field.kind is Kind.TIMELINE and row["time"]:
            timed = row.with_cell("time", "23:59")
            yield Edit("time changed", (*rows[:at], timed, *rows[at + 1 :]), 1, 1)
    if len(rows) > 1:
        yield Edit("row gone", rows[1:], None, None)
        yield Edit("row within", (rows[0], new, *rows[1:]), 0, None)


def wrong(text: str, document: Document, field: Field, edit: Edit) -> tuple[list[str], str]:
    """Return what is wrong with an edit, in words, and the export."""
    changed = document.replace(field.path, edit.answer or None)
    out = export(changed)
    found: list[str] = []
    lines = split_lines(text)
    before, behind = "".join(lines[: field.span[0]]), "".join(lines[field.span[1] :])
    if not (out.startswith(before) and out.endswith(behind)):
        found.append(f"lines outside of {field.span} changed")
    inner = split_lines(out[len(before) : len(out) - len(behind)])
    old, new = _said(lines[slice(*field.span)]), _said(inner)
    gone, come = 0, 0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        gone += 0 if tag == "equal" else b - a
        come += 0 if tag == "equal" else d - c
    for what, count, limit in (("go", gone, edit.out), ("come", come, edit.into)):
        if limit is not None and count > limit:
            found.append(f"{count} lines {what}, {limit} should")
    if edit.answer and not edit.odd:
        found += misread(changed, out)
    return found, out


def _said(lines: Sequence[str]) -> list[str]:
    """Return the lines that are not blank, without endings and the numbers of a list."""
    return [_NUMBER.sub(r"\1#", line.rstrip("\r\n")) for line in lines if not is_blank(line)]


def misread(changed: Document, out: str) -> list[str]:
    """Return how a document differs from what its export is read as."""
    again, wanted = import_own(out), normalised(changed)
    paths = [set(known.template.by_path) for known in (changed, again)]
    if paths[0] != paths[1]:
        return [f"read as other fields: {sorted(paths[0] ^ paths[1])[:4]}"]
    return [
        f"{path} reads {str(again.answers.get(path))[:300]!r}"
        for path in paths[0]
        if wanted.answers.get(path) != again.answers.get(path)
    ]


def main(arguments: list[str]) -> int:
    """Print what does not hold; 1 if anything."""
    verbose = "-v" in arguments
    count, bad, fields = 0, 0, 0
    for folder in (name for name in arguments if name != "-v"):
        for name in sorted(os.listdir(folder)):
            text = Path(folder, name).read_bytes().decode(errors="surrogateescape")
            document = import_own(text)
            for field in document.template.by_path.values():
                fields += 1
                for edit in edits(document, field):
                    count += 1
                    found, out = wrong(text, document, field, edit)
                    bad += bool(found)
                    if found or verbose:
                        print(f"{name[-50:]} {'.'.join(field.path)} {field.kind}: {edit.name}")
                        print(*(f"    {said}" for said in found), sep="\n")
                        lines = difflib.unified_diff(
                            text.splitlines(), out.splitlines(), lineterm="", n=1
                        )
                        print(*(f"        {line[:160]}" for line in list(lines)[2:14]), sep="\n")
    print(f"{count} edits of {fields} fields, {bad} not as they should be")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
