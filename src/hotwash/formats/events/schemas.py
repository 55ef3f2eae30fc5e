"""The shapes of other systems' JSON, as far as a timeline needs them.

Only imported when such a file is read: the models cost more to build than most files to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import Event, Item, left_over


class JsonObject(BaseModel):
    """An object of which only some fields matter; null is as good as absent."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


Model = TypeVar("Model", bound=JsonObject)


def parsed(model: type[Model], value: object) -> Model | None:
    """Return a value of JSON as one of these objects; None for a value of another kind."""
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def each_parsed(
    model: type[Model],
    values: Iterable[object],
    otherwise: str,
    events: Callable[[Model, object], Iterable[Event]],
) -> Iterator[Item]:
    """Yield the events of some values of JSON, and what is no such object as left over.

    Args:
        model: What each of them should be.
        values: The values.
        otherwise: Why one that is none is left over: `it is no alert`.
        events: Yields the events of one, with the value as it stands in the source.
    """
    for value in values:
        found = parsed(model, value)
        if found is None:
            yield left_over(0, in_words(value), otherwise, value)
        else:
            yield from events(found, value)


class Named(JsonObject):
    """Something with a summary."""

    summary: str | None = None


class PagerDutyEntry(JsonObject):
    """One entry of `GET /incidents/{id}/log_entries`."""

    type: str
    created_at: str
    summary: str | None = None
    html_url: str | None = None
    agent: Named | None = None
    incident: Named | None = None
    channel: Named | None = None
    note: str | None = None


class Alert(JsonObject):
    """One alert of Alertmanager's webhook or API."""

    startsAt: str = Field(validation_alias=AliasChoices("startsAt", "activeAt"))  # noqa: N815
    endsAt: str | None = None  # noqa: N815
    status: str | dict[str, Any] = ""
    state: str = ""
    """What Prometheus says in place of the status: pending or firing."""
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)
    generatorURL: str | None = None  # noqa: N815


class IncidentUpdate(JsonObject):
    """One update of a Statuspage incident."""

    status: str | None = None
    body: str | None = None
    created_at: str | None = None
    display_at: str | None = None


class StatuspageIncident(JsonObject):
    """An incident of a Statuspage, its updates newest first."""

    name: str
    impact: str | None = None
    shortlink: str | None = None
    incident_updates: list[IncidentUpdate] = Field(default_factory=list)


class SlackMessage(JsonObject):
    """One message of a Slack export's day."""

    ts: str
    type: str = "message"
    subtype: str | None = None
    user: str | None = None
    username: str | None = None
    bot_id: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    attachments: list[dict[str, Any]] = Field(default_factory=list)
    files: list[dict[str, Any]] = Field(default_factory=list)


class SlackUser(JsonObject):
    """One person of a Slack export."""

    id: str
    name: str = ""
    real_name: str | None = None


class JournalEntry(JsonObject):
    """One entry of `journalctl -o json`."""

    stamp: str = Field(alias="__REALTIME_TIMESTAMP")
    message: str = Field(default="", alias="MESSAGE")
    priority: int = Field(default=6, alias="PRIORITY")
    SYSLOG_IDENTIFIER: str | None = None
    COMM: str | None = Field(default=None, alias="_COMM")
    HOSTNAME: str | None = Field(default=None, alias="_HOSTNAME")

    @field_validator("message", mode="before")
    @classmethod
    def _bytes(cls, value: object) -> object:
        """The journal writes what is not text as a list of bytes."""
        if isinstance(value, list):
            return bytes(part % 256 for part in value if isinstance(part, int)).decode(
                errors="replace"
            )
        return value or ""


class Involved(JsonObject):
    """What a Kubernetes event is about."""

    kind: str = ""
    name: str = ""


class Series(JsonObject):
    """How an event went on."""

    lastObservedTime: str | None = None  # noqa: N815


class Metadata(JsonObject):
    """What Kubernetes knows of any object."""

    creationTimestamp: str | None = None  # noqa: N815


class KubernetesEvent(JsonObject):
    """One event of `kubectl get events -o json`."""

    type: str = ""
    reason: str = ""
    message: str = ""
    lastTimestamp: str | None = None  # noqa: N815
    firstTimestamp: str | None = None  # noqa: N815
    eventTime: str | None = None  # noqa: N815
    involvedObject: Involved = Field(default_factory=Involved)  # noqa: N815
    series: Series | None = None
    metadata: Metadata | Any = None

    @property
    def last_seen(self) -> str:
        """When it was seen last, as written; empty when nothing tells."""
        series = self.series.lastObservedTime if self.series else None
        made = self.metadata.creationTimestamp if isinstance(self.metadata, Metadata) else None
        times = (series, self.lastTimestamp, self.eventTime, self.firstTimestamp, made)
        return next((time for time in times if time), "")
