"""GitHub's events: deployments and their statuses, issues, pull requests, workflow runs, releases.

Read are webhook payloads and the lists of the REST API. The shapes share their field names, so
one reader tells them apart by the fields that are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    row_text,
    severity_of,
)
from hotwash.formats.events.timestamps import iso_instant

_PAYLOADS = (
    "deployment_status",
    "deployment",
    "comment",
    "issue",
    "pull_request",
    "workflow_run",
    "release",
    "head_commit",
)
"""In the order in which they decide: a payload about a status has its deployment beside it."""


class GitHub:
    """Reads GitHub's JSON."""

    name = "github"
    title = "GitHub events"

    def sniff(self, sample: Sample) -> float:
        """Sure of objects with GitHub's addresses and a known kind."""
        found = _things(sample.json)
        return 0.97 if found and "github" in sample.text[:200_000].lower() else 0.5 * bool(found)

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each thing that happened."""
        for kind, action, thing in _things(sample.json):
            event = _event(kind, action, _snake(thing)) if kind else None
            if not kind:
                yield left_over(
                    0, in_words(thing), "it is nothing of GitHub's that is known", thing
                )
            elif event is None:
                yield left_over(0, in_words(thing), f"this {kind} has no time", thing)
            else:
                yield replace(event, thing=thing)


Thing = Mapping[str, object]


def _things(value: object) -> list[tuple[str, str, Thing]]:
    if isinstance(value, dict):
        action = str(value.get("action") or "")
        for kind in _PAYLOADS:
            inner = value.get(kind)
            if isinstance(inner, dict) and ("created_at" in inner or "timestamp" in inner):
                return [(kind, action, inner)]
        runs = value.get("workflow_runs")
        if isinstance(runs, list):
            return [("workflow_run", "", run) for run in runs if isinstance(run, dict)]
        kind = _kind(value)
        return [(kind, "", value)] if kind else []
    if isinstance(value, list):
        things = [item for item in value if isinstance(item, dict)]
        found: list[tuple[str, str, Thing]] = [(_kind(_snake(item)), "", item) for item in things]
        return found if any(kind for kind, *_ in found) else []
    return []


def _snake(item: Thing) -> Thing:
    """Spell the names of `gh … --json` (`createdAt`) as the API does (`created_at`)."""
    if "createdAt" not in item and "mergedAt" not in item:
        return item
    return {re.sub(r"(?<=[a-z])([A-Z])", r"_\1", key).lower(): part for key, part in item.items()}


def _kind(item: Thing) -> str:
    """Tell what an object without a payload around it is."""
    marks = (
        ("deployment_status", {"state", "environment", "created_at"}),
        ("deployment", {"sha", "environment", "created_at"}),
        ("issue_event", {"event", "created_at"}),
        ("head_commit", {"sha", "message", "committer"}),
        ("head_commit", {"sha", "commit"}),
        ("workflow_run", {"head_sha", "run_number", "created_at"}),
        ("workflow_run", {"workflow_name", "created_at"}),
        ("release", {"tag_name", "created_at"}),
        ("comment", {"body", "issue_url", "created_at"}),
        ("pull_request", {"number", "title", "merged_at"}),
        ("issue", {"number", "title", "created_at"}),
    )
    return next((kind for kind, fields in marks if fields <= item.keys()), "")


def _text(thing: object, *names: str) -> str:
    """The text under some names, each inside the last; empty when there is none."""
    for name in names:
        thing = thing.get(name) if isinstance(thing, Mapping) else None
    return "" if thing is None or isinstance(thing, Mapping) else str(thing)


def _event(kind: str, action: str, thing: Thing) -> Event | None:
    times: tuple[str, ...] = ("created_at", "timestamp")
    if action in ("closed", "reopened", "edited", "completed") or kind == "workflow_run":
        times = ("closed_at", "updated_at", "created_at")
    if kind == "pull_request":
        times = ("merged_at", "closed_at", "updated_at", "created_at")
    if kind == "release":
        times = ("published_at", "created_at")
    time = next((_text(thing, name) for name in times if _text(thing, name)), "")
    if kind == "head_commit":
        paths = (
            ("committer", "date"),
            ("commit", "committer", "date"),
            ("commit", "author", "date"),
        )
        time = time or next((_text(thing, *path) for path in paths if _text(thing, *path)), "")
    instant = iso_instant(time)
    if instant is None:
        return None
    who = next(
        (
            _text(thing, *path)
            for path in (
                ("creator", "login"),
                ("actor", "login"),
                ("user", "login"),
                ("author", "login"),
                ("author", "name"),
                ("user", "username"),
            )
            if _text(thing, *path)
        ),
        "",
    )
    url = _text(thing, "html_url") or _text(thing, "target_url")
    extra = {key: part for key, part in {"who": who, "url": url}.items() if part}
    text, severity = _words(kind, action, thing)
    return Event(time, row_text(text), instant, severity=severity, extra=extra)


def _words(kind: str, action: str, thing: Thing) -> tuple[str, str]:
    state = _text(thing, "state") or _text(thing, "status")
    place = _text(thing, "environment") or _text(thing, "environment", "name")
    title, number = _text(thing, "title"), _text(thing, "number")
    if kind == "deployment_status":
        about = _text(thing, "description")
        words = f"Deployment to {place or 'unknown'}: {state}"
        return f"{words} ({about})" if about else words, severity_of(state)
    if kind == "deployment":
        ref = _text(thing, "ref") or _text(thing, "sha")[:9]
        words = f"Deployment of {ref} to {place or 'unknown'}"
        return (f"{words}: {state}", severity_of(state)) if state else (words, "")
    if kind == "workflow_run":
        outcome = _text(thing, "conclusion") or _text(thing, "status") or action
        name = _text(thing, "workflow_name") or _text(thing, "name")
        about = _text(thing, "display_title")
        words = f"Workflow {name}: {outcome}"
        return f"{words} ({about})" if about else words, severity_of(outcome)
    if kind == "release":
        return f"Release {_text(thing, 'tag_name')} {action or 'published'}", ""
    if kind == "head_commit":
        sha = _text(thing, "id") or _text(thing, "sha")
        said = _text(thing, "message") or _text(thing, "commit", "message")
        return f"{'Pushed' if 'id' in thing else 'Commit'} {sha[:9]}: {said}", ""
    if kind == "comment":
        return f"Comment: {_text(thing, 'body')}", ""
    if kind == "issue_event":
        if _text(thing, "event") == "commented" and _text(thing, "body"):
            return f"Comment: {_text(thing, 'body')}", ""
        label = _text(thing, "label", "name")
        issue = _text(thing, "issue", "number")
        about = f"Issue #{issue}" if issue else "Issue"
        return f"{about} {_text(thing, 'event')} {label}".strip(), ""
    noun = "Pull request" if kind == "pull_request" else "Issue"
    merged = kind == "pull_request" and bool(_text(thing, "merged_at"))
    did = "merged" if merged else action or state or "opened"
    return f"{noun} #{number} {did}: {title}", ""
