"""GitHub's events: deployments and their statuses, issues, pull requests, workflow runs, releases.

Read are webhook payloads and the lists of the REST API. The shapes share their field names, so
one reader tells them apart by the fields that are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    named,
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
Found = tuple[str, str, Thing]
"""The kind of a thing (empty for none that is known), what was done to it, and the thing."""


def _things(value: object) -> list[Found]:
    if isinstance(value, dict):
        return _payload(value) or _runs(value) or _alone(value)
    if isinstance(value, list):
        things = [item for item in value if isinstance(item, dict)]
        found: list[Found] = [(_kind(_snake(item)), "", item) for item in things]
        return found if any(kind for kind, *_ in found) else []
    return []


def _payload(value: Thing) -> list[Found]:
    """The thing that a webhook's payload is about."""
    for kind in _PAYLOADS:
        inner = value.get(kind)
        if isinstance(inner, dict) and ("created_at" in inner or "timestamp" in inner):
            return [(kind, str(value.get("action") or ""), inner)]
    return []


def _runs(value: Thing) -> list[Found]:
    runs = value.get("workflow_runs")
    things = runs if isinstance(runs, list) else []
    return [("workflow_run", "", run) for run in things if isinstance(run, dict)]


def _alone(value: Thing) -> list[Found]:
    if isinstance(value.get("workflow_runs"), list):
        return []
    kind = _kind(value)
    return [(kind, "", value)] if kind else []


def _snake(item: Thing) -> Thing:
    """Spell the names of `gh … --json` (`createdAt`) as the API does (`created_at`)."""
    if "createdAt" not in item and "mergedAt" not in item:
        return item
    return {re.sub(r"(?<=[a-z])([A-Z])", r"_\1", key).lower(): part for key, part in item.items()}


_MARKS = (
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
"""The names that an object of each kind has, in the order in which they decide."""


def _kind(item: Thing) -> str:
    """Tell what an object without a payload around it is."""
    return next((kind for kind, names in _MARKS if names <= item.keys()), "")


# The time and the person.

_BEGUN = ("created_at", "timestamp")
_ENDED = ("closed_at", "updated_at", "created_at")
_ENDINGS = ("closed", "reopened", "edited", "completed")
"""Actions that are done to what was there before."""
_TIMES = {
    "workflow_run": _ENDED,
    "pull_request": ("merged_at", *_ENDED),
    "release": ("published_at", "created_at"),
    "head_commit": (*_BEGUN, "committer.date", "commit.committer.date", "commit.author.date"),
}
"""The names of the time of each kind, the best first."""
_WHO = (
    "creator.login",
    "actor.login",
    "user.login",
    "author.login",
    "author.name",
    "user.username",
)


def _text(thing: object, *names: str) -> str:
    """The text under the first of some dotted names that has one; empty when none has."""
    return next((text for name in names if (text := _under(thing, name))), "")


def _under(thing: object, name: str) -> str:
    for part in name.split("."):
        thing = thing.get(part) if isinstance(thing, Mapping) else None
    return "" if thing is None or isinstance(thing, Mapping) else str(thing)


def _event(kind: str, action: str, thing: Thing) -> Event | None:
    time = _text(thing, *_TIMES.get(kind, _ENDED if action in _ENDINGS else _BEGUN))
    instant = iso_instant(time)
    if instant is None:
        return None
    extra = named(who=_text(thing, *_WHO), url=_text(thing, "html_url", "target_url"))
    text, severity = _WORDS[kind](thing, action)
    return Event(time, row_text(text), instant, severity=severity, extra=extra)


# The words: each rule returns them and how bad it is.

Said = tuple[str, str]


def _with_more(words: str, more: str) -> str:
    return f"{words} ({more})" if more else words


def _place(thing: Thing) -> str:
    return _text(thing, "environment", "environment.name") or "unknown"


def _state(thing: Thing) -> str:
    return _text(thing, "state", "status")


def _of_status(thing: Thing, _action: str) -> Said:
    state = _state(thing)
    words = f"Deployment to {_place(thing)}: {state}"
    return _with_more(words, _text(thing, "description")), severity_of(state)


def _of_deployment(thing: Thing, _action: str) -> Said:
    ref, state = _text(thing, "ref") or _text(thing, "sha")[:9], _state(thing)
    words = f"Deployment of {ref} to {_place(thing)}"
    return (f"{words}: {state}", severity_of(state)) if state else (words, "")


def _of_run(thing: Thing, action: str) -> Said:
    outcome = _text(thing, "conclusion", "status") or action
    words = f"Workflow {_text(thing, 'workflow_name', 'name')}: {outcome}"
    return _with_more(words, _text(thing, "display_title")), severity_of(outcome)


def _of_release(thing: Thing, action: str) -> Said:
    return f"Release {_text(thing, 'tag_name')} {action or 'published'}", ""


def _of_commit(thing: Thing, _action: str) -> Said:
    sha, said = _text(thing, "id", "sha"), _text(thing, "message", "commit.message")
    return f"{'Pushed' if 'id' in thing else 'Commit'} {sha[:9]}: {said}", ""


def _of_comment(thing: Thing, _action: str) -> Said:
    return f"Comment: {_text(thing, 'body')}", ""


def _of_issue_event(thing: Thing, action: str) -> Said:
    event = _text(thing, "event")
    if event == "commented" and _text(thing, "body"):
        return _of_comment(thing, action)
    issue = _text(thing, "issue.number")
    about = f"Issue #{issue}" if issue else "Issue"
    return f"{about} {event} {_text(thing, 'label.name')}".strip(), ""


def _of_pull_request(thing: Thing, action: str) -> Said:
    did = "merged" if _text(thing, "merged_at") else action or _state(thing) or "opened"
    return f"Pull request #{_text(thing, 'number')} {did}: {_text(thing, 'title')}", ""


def _of_issue(thing: Thing, action: str) -> Said:
    did = action or _state(thing) or "opened"
    return f"Issue #{_text(thing, 'number')} {did}: {_text(thing, 'title')}", ""


_WORDS: Mapping[str, Callable[[Thing, str], Said]] = {
    "deployment_status": _of_status,
    "deployment": _of_deployment,
    "workflow_run": _of_run,
    "release": _of_release,
    "head_commit": _of_commit,
    "comment": _of_comment,
    "issue_event": _of_issue_event,
    "pull_request": _of_pull_request,
    "issue": _of_issue,
}
