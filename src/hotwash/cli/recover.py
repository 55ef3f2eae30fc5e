"""`hotwash recover`: drafts of what was typed and not saved, seen, kept elsewhere or dropped."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from hotwash.cli.output import say, show
from hotwash.errors import CannotSave, HotwashError, UsageError
from hotwash.postmortem.document import Answer, Document
from hotwash.storage import drafts
from hotwash.storage.drafts import RecoveryDraft

_MOST_FIELDS = 5
"""Fields that differ which are named."""


def recover(arguments: Namespace) -> int:
    """List the drafts, or print, write or drop those of one postmortem."""
    found = drafts.drafts()
    acts = [arguments.print, bool(arguments.to), arguments.drop]
    if sum(acts) > 1:
        raise UsageError("one thing at a time", remedy="use one of --print, --to and --drop")
    chosen = _chosen(found, arguments.file) if arguments.file else found
    if not any(acts):
        _list(found, chosen, arguments.file)
    elif not arguments.file:
        raise UsageError("which draft", remedy="name the postmortem, or the draft's number")
    elif arguments.drop:
        _drop(chosen)
    elif arguments.print:
        show(_text(chosen[0]))
    else:
        _write(chosen[0], arguments.to)
    return 0


def _chosen(found: Sequence[RecoveryDraft], name: str) -> list[RecoveryDraft]:
    """Return the drafts of a postmortem, or the one of a file or a number.

    Raises:
        UsageError: There is none.
    """
    here = os.path.realpath(name)
    chosen = [
        draft
        for draft in found
        if here in (os.path.realpath(draft.file), os.path.realpath(draft.path or draft.file))
    ]
    if not chosen and name.isdecimal() and 0 < int(name) <= len(found):
        chosen = [found[int(name) - 1]]
    if not chosen:
        raise UsageError(
            "there is no recovery draft of it", where=name, remedy="hotwash recover lists all"
        )
    return chosen


def _list(found: Sequence[RecoveryDraft], chosen: Sequence[RecoveryDraft], name: str) -> None:
    if not found:
        say("no recovery drafts: nothing that was typed is unsaved")
        return
    now = time.time()
    for number, draft in enumerate(found, 1):
        if draft in chosen:
            size = len(draft.text.encode("utf-8", "replace"))
            show(f"{number}  {draft.path or draft.file}\n")
            show(f"   {_age(now - draft.saved_at)}, {size:,} bytes: {_difference(draft)}\n")
    subject = name or "FILE"
    say(
        f"hotwash {subject} offers its draft; hotwash recover {subject} --print shows it, "
        "--to OTHER.toml writes it elsewhere, --drop moves it to the trash folder"
    )


def _age(seconds: float) -> str:
    """Say how long ago something was."""
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def _difference(draft: RecoveryDraft) -> str:
    """Say in what a draft differs from its file as it is now."""
    if draft.problem:
        return f"cannot be opened: {draft.problem}"
    if draft.running:
        return "open in a running Hotwash, which keeps it"
    parts = list(_fields_that_differ(draft))
    parts += [
        f"typed and not entered: “{' '.join(text.split())[:60]}”" for text in draft.held.values()
    ]
    return "; ".join(parts) or "nothing that is not in the file"


def _fields_that_differ(draft: RecoveryDraft) -> Iterator[str]:
    from hotwash.cli.reading import read_document
    from hotwash.editing.templates import template_finder

    try:
        typed = draft.document(template_finder(draft.path))
    except HotwashError as error:
        yield str(error)
        return
    try:
        saved: Mapping[tuple[str, ...], Answer] = read_document(draft.path).answers
    except HotwashError as error:
        yield f"its file cannot be read ({error.what})"
        saved = {}
    paths = [path for path in {**typed.answers, **saved} if typed.answer(path) != saved.get(path)]
    names = [_named(path, typed, saved.get(path)) for path in paths]
    yield from names[:_MOST_FIELDS]
    if len(names) > _MOST_FIELDS:
        yield f"{len(names) - _MOST_FIELDS} more fields"


def _named(path: tuple[str, ...], typed: Document, saved: Answer | None) -> str:
    """Name a field, and say by how much its draft is longer than what is saved."""
    field = typed.template.by_path.get(path)
    label = field.label if field is not None else ".".join(path)
    new = typed.answer(path) or ""
    old = saved or ""
    if isinstance(new, str) != isinstance(old, str) and old and new:
        return label
    by = len(new) - len(old)
    unit = "character" if isinstance(new or old, str) else "row"
    unit += "" if abs(by) == 1 else "s"
    return f"{label} ({by:+,} {unit})" if by else f"{label} (changed)"


def _text(draft: RecoveryDraft) -> str:
    """Return a draft's TOML, with what was typed and not entered as comments below it.

    Raises:
        UsageError: It cannot be opened.
    """
    if draft.problem:
        raise UsageError(
            f"the draft cannot be opened: {draft.problem}",
            where=draft.file,
            remedy="look at it in a text editor",
        )
    held = [line for text in draft.held.values() for line in text.splitlines()]
    if not held:
        return draft.text
    lines = "".join(f"# {line}\n" for line in held)
    return f"{draft.text.rstrip()}\n\n# Typed and not entered:\n{lines}"


def _write(draft: RecoveryDraft, target: str) -> None:
    """Write a draft to a new file; the draft stays."""
    from hotwash.cli.output import write

    text = _text(draft)
    if target != "-" and os.path.lexists(target):
        raise UsageError("the file exists", where=target, remedy="give another name")
    write(text, target, like=draft.path)
    if target != "-":
        say(f"written to {target}; the draft stays until it is dropped")


def _drop(chosen: Sequence[RecoveryDraft]) -> None:
    """Move drafts to the trash folder, those of a running Hotwash left out."""
    for draft in chosen:
        if draft.running:
            say(f"{draft.path}: open in a running Hotwash; its draft stays")
            continue
        try:
            kept = drafts.discard(draft)
        except OSError as error:
            raise CannotSave(
                f"cannot be moved ({error.strerror or error})",
                where=draft.file,
                remedy="remove it yourself",
            ) from error
        say(f"{draft.path or draft.file}: dropped; for a month it is in {kept}")
