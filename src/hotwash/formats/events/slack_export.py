"""Slack exports: a folder of channels with a file for each day, or one such file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence

from hotwash.formats.events.json_fields import in_words
from hotwash.formats.events.model import (
    Event,
    Item,
    ReadContext,
    Sample,
    left_over,
    named,
    row_text,
)
from hotwash.formats.events.timestamps import Stamps

_USER = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<name>[^>]*))?>")
_LINK = re.compile(r"<(?P<to>[^>|]+)(?:\|(?P<label>[^>]*))?>")
_COMINGS = (
    "channel_join",
    "channel_leave",
    "group_join",
    "group_leave",
    "channel_purpose",
    "channel_topic",
    "channel_name",
    "pinned_item",
    "bot_add",
    "bot_remove",
)
LARGEST_FILE = 32_000_000


class SlackExport:
    """Reads the messages of an export."""

    name = "slack-export"
    title = "a Slack export"

    def sniff(self, sample: Sample) -> float:
        """Sure of a list of messages with Slack's time stamps."""
        value = _listed(sample.json)
        first = value[0] if isinstance(value, list) and value else None
        return 0.97 if isinstance(first, dict) and "ts" in first and "type" in first else 0.0

    def read(self, sample: Sample, context: ReadContext) -> Iterator[Item]:
        """Yield an event for each message; people are named where `users.json` tells them."""
        root = os.path.dirname(os.path.dirname(os.path.abspath(sample.name)))
        people = _people(os.path.join(root, "users.json")) if _is_day_file(sample.name) else {}
        return _messages(_listed(sample.json), people, "", context)


def _listed(value: object) -> object:
    """The messages of an answer of Slack's `conversations.history`; anything else as it is."""
    return value.get("messages") if isinstance(value, dict) else value


def _is_day_file(name: str) -> bool:
    return _is_day(os.path.basename(name))


def is_export(folder: str) -> bool:
    """Whether a folder is an export, or a channel of one."""
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return "users.json" in names or any(_is_day(name) for name in names)


def read_folder(folder: str, context: ReadContext) -> Iterator[Item]:
    """Read all channels of an export, or one of its channels.

    Args:
        folder: The export's folder, or a channel's in it.
        context: What times are read against.
    """
    root = folder
    if not os.path.exists(os.path.join(root, "users.json")):
        root = os.path.dirname(os.path.abspath(folder))
    people = _people(os.path.join(root, "users.json"))
    inside = (os.path.join(folder, name) for name in sorted(os.listdir(folder)))
    channels = [folder, *(path for path in inside if os.path.isdir(path))]
    for channel in channels:
        for path in _days(channel):
            value = _load(path)
            if isinstance(value, list):
                name = os.path.basename(os.path.abspath(channel))
                yield from _messages(value, people, name, context)
            else:
                place = os.path.relpath(path, folder)
                yield left_over(0, place, "it is not a list of messages")


def _days(channel: str) -> list[str]:
    """The files of a channel's days, in order."""
    return [os.path.join(channel, name) for name in sorted(os.listdir(channel)) if _is_day(name)]


def _is_day(name: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d\.json", name))


def _load(path: str) -> object:
    from hotwash.formats.events.json_text import salvage

    try:
        if os.path.getsize(path) > LARGEST_FILE:
            return None
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        return json.loads(text)
    except OSError:
        return None
    except (ValueError, RecursionError):
        found = salvage(text)
        return None if found is None else found[0]


def _people(path: str) -> dict[str, str]:
    from hotwash.formats.events.schemas import SlackUser, parsed

    value = _load(path)
    users = (parsed(SlackUser, entry) for entry in (value if isinstance(value, list) else []))
    return {user.id: user.real_name or user.name for user in users if user is not None}


def _messages(
    value: object, people: Mapping[str, str], channel: str, context: ReadContext
) -> Iterator[Item]:
    from hotwash.formats.events.schemas import SlackMessage, parsed

    stamps = Stamps(context)
    for entry in value if isinstance(value, list) else []:
        message = parsed(SlackMessage, entry)
        if message is None:
            yield left_over(0, in_words(entry), "it is no message", entry)
            continue
        said = plain_text(message.text or _attached(message.attachments), people)
        who = people.get(message.user or "") or message.username or message.user or ""
        if message.subtype in _COMINGS:
            why = f"a notice of the channel ({message.subtype})"
            yield left_over(0, f"{who}: {said}", why, entry)
            continue
        said = _with_files(said, message.files)
        yield Event(
            message.ts,
            row_text(f"{who}: {said}" if who else said),
            stamps.epoch(message.ts),
            extra=named(who=who, channel=channel),
            thing=entry,
        )


def _with_files(said: str, files: Sequence[Mapping[str, object]]) -> str:
    names = [str(file.get("name") or file.get("title") or "a file") for file in files]
    return f"{said} [{', '.join(names)}]".strip() if names else said


def _attached(attachments: list[dict[str, object]]) -> str:
    for attachment in attachments:
        for key in ("fallback", "text", "title", "pretext"):
            if attachment.get(key):
                return str(attachment[key])
    return ""


def plain_text(text: str, people: Mapping[str, str]) -> str:
    """Return a message's text with people's names, labels of links and no entities."""

    def person(match: re.Match[str]) -> str:
        return "@" + (people.get(match["id"]) or match["name"] or match["id"])

    def link(match: re.Match[str]) -> str:
        to, label = match["to"], match["label"]
        if to[0] in "#!":
            return (to[0] if to[0] == "#" else "@") + (label or to[1:]).lstrip("@#")
        return f"{label} ({to})" if label and label != to else to

    plain = _LINK.sub(link, _USER.sub(person, text))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
