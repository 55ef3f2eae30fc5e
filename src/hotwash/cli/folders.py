"""Commands about a folder of postmortems: what there is, and which action items are open."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hotwash.cli.output import harmless, say, show, show_error
from hotwash.cli.table import table
from hotwash.errors import HotwashError
from hotwash.storage import catalog

if TYPE_CHECKING:
    from hotwash.postmortem.document import Document, Row


@dataclass(frozen=True, slots=True)
class OpenActionItem:
    """One open action item and the postmortem it is from."""

    file: str
    title: str
    horizon: str
    task: str
    owner: str
    due: str
    late: bool
    link: str


def list_documents(arguments: Namespace) -> int:
    """List the postmortems of some folders, the newest incident first."""
    entries, code = _entries(arguments.paths)
    if arguments.search:
        words = arguments.search.casefold().split()
        entries = [entry for entry in entries if _has_words(entry.path, words)]
    if arguments.json:
        show(_json([_listed(entry) for entry in entries]))
        return code
    if not entries:
        say("no postmortems here" if not arguments.search else "no postmortem has these words")
        return code
    rows = [(one.date, one.severity, one.status, one.title, one.path) for one in entries]
    show(table(rows, head=("DATE", "SEV", "STATUS", "TITLE", "FILE")))
    return code


def actions(arguments: Namespace) -> int:
    """List the open action items of some folders; 1 with `--overdue` when there are some."""
    entries, code = _entries(arguments.paths)
    items, code = _open_items(entries, arguments, code)
    unread = _say_unreadable(items) if arguments.overdue else 0
    if arguments.overdue:
        items = [item for item in items if item.late]
    items.sort(key=lambda item: (not item.due, item.due, item.file))
    if arguments.json:
        show(_json([_as_object(item) for item in items]))
    elif arguments.csv:
        show(_csv(items))
    elif items:
        show(_action_table(items))
    else:
        late = "nothing else is late" if unread else "nothing is late"
        say(late if arguments.overdue else "no open action items")
    if unread:
        return 2
    return code or (1 if arguments.overdue and items else 0)


def _open_items(
    entries: Sequence[catalog.CatalogEntry], arguments: Namespace, code: int
) -> tuple[list[OpenActionItem], int]:
    """Return the open action items of the owner that was asked for, and the exit code."""
    items: list[OpenActionItem] = []
    named = set(map(os.path.normpath, arguments.paths))
    for entry in entries:
        try:
            items += _items(entry.path)
        except HotwashError as error:
            show_error(str(error))
            code = 2 if entry.path in named else code
    owner = arguments.owner
    return [item for item in items if not owner or _is_owner(item.owner, owner)], code


def _say_unreadable(items: Sequence[OpenActionItem]) -> int:
    """Name the items that may be late for all that can be read; return how many there are."""
    from hotwash.postmortem.actions import due_date

    unread = [item for item in items if item.due and due_date(item.due) is None]
    for item in unread:
        show_error(
            f"{item.file}: “{item.task}” is due “{item.due}”, which is no date; "
            "write it as 2026-11-20"
        )
    return len(unread)


def _entries(paths: Sequence[str]) -> tuple[list[catalog.CatalogEntry], int]:
    """Return the postmortems under paths, those that cannot be read told; and the exit code.

    A file that is named has to be readable; one that was only found in a folder need not.
    """
    code = 0
    found: list[catalog.CatalogEntry] = []
    for entry in catalog.scan(paths or ["."]):
        if not entry.problem:
            found.append(replace(entry, path=os.path.normpath(entry.path)))
            continue
        say(f"hotwash: {entry.path}: {entry.problem}; left out")
        code = 2 if entry.path in paths else code
    return found, code


def _listed(entry: catalog.CatalogEntry) -> dict[str, object]:
    from datetime import UTC, datetime

    return {
        "file": entry.path,
        "title": entry.title,
        "date": entry.date,
        "severity": entry.severity,
        "status": entry.status,
        "template": entry.template,
        "modified": datetime.fromtimestamp(entry.modified, UTC).isoformat(timespec="seconds"),
    }


def _has_words(path: str, words: Sequence[str]) -> bool:
    """Whether all the words stand somewhere in a file, its name or its text."""
    from hotwash.storage.files import read_bytes

    try:
        text = read_bytes(path)[0].decode("utf-8", "replace")
    except HotwashError:
        return False
    text = f"{os.path.basename(path)}\n{text}".casefold()
    return all(word in text for word in words)


def _items(path: str) -> Iterator[OpenActionItem]:
    """Yield the open action items of a postmortem.

    Raises:
        HotwashError: It cannot be read.
    """
    from hotwash.cli.reading import read_document
    from hotwash.postmortem.actions import is_done, is_overdue
    from hotwash.template.model import Kind

    document, today = read_document(path), date.today()
    for field in document.template.fields:
        if (
            field.kind is not Kind.ACTIONS or field.default_rows
        ):  # a checklist is no list of actions
            continue
        horizon = _horizon(document, field.path)
        for row in document.rows(field.path):
            if not is_done(row):
                yield _item(path, document, horizon, row, is_overdue(row, today))


def _item(path: str, document: Document, horizon: str, row: Row, late: bool) -> OpenActionItem:
    return OpenActionItem(
        path, document.title, horizon, row["task"], row["owner"], row["due"], late, row["link"]
    )


def _horizon(document: Document, path: tuple[str, ...]) -> str:
    """Return the words over a list of action items: its label."""
    return document.template.by_path[path].label


def _is_owner(owner: str, wanted: str) -> bool:
    """Whether an owner is meant: the same name, or one of its words, without regard to case."""
    names = owner.casefold().replace("@", " ").replace(",", " ")
    name = wanted.casefold().lstrip("@").strip()
    return names.strip() == name or f" {name} " in f" {' '.join(names.split())} "


def _action_table(items: Sequence[OpenActionItem]) -> str:
    from hotwash.postmortem.actions import due_words

    today = date.today()
    rows = [
        (
            due_words(item.due, today) or item.due or "no date",
            item.owner or "nobody",
            item.task,
            item.file,
        )
        for item in items
    ]
    return table(rows, head=("DUE", "OWNER", "TASK", "FILE"))


def _as_object(item: OpenActionItem) -> dict[str, object]:
    return {
        "file": item.file,
        "title": item.title,
        "horizon": item.horizon,
        "task": item.task,
        "owner": item.owner,
        "due": item.due,
        "overdue": item.late,
        "link": item.link,
    }


def _csv(items: Sequence[OpenActionItem]) -> str:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("file", "title", "horizon", "task", "owner", "due", "overdue", "link"))
    for item in items:
        cells = _as_object(item)
        writer.writerow([_csv_cell("yes" if cell is True else cell) for cell in cells.values()])
    return out.getvalue()


def _csv_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like one has a `'` before it.

    The rule is OWASP's against CSV injection. Control characters are made visible.
    """
    text = harmless(str(value)) if value else ""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _json(found: object) -> str:
    import json

    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "replace").decode()
