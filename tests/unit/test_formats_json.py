"""The JSON export: a shape that other programs can count on."""

from __future__ import annotations

import json
from typing import Any

from hotwash.formats.json import export_json
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TITLE, Field, Group, Kind, Path, Section, Template

DATE = Field(("details", "date"), Kind.DATE, "Date")
WHY = Field(("cause", "why"), Kind.LIST, "Why It Happened")
TIMELINE = Field(("timeline",), Kind.TIMELINE, "Timeline")
IMMEDIATE = Field(("actions", "immediate"), Kind.ACTIONS, "Immediate")
TEMPLATE = Template(
    "small",
    "",
    (
        Section("details", "Details", (DATE,)),
        Section("timeline", "Timeline", (TIMELINE,)),
        Section("cause", "Cause", (Group("why", "Why It Happened", 3, (WHY,)),)),
        Section("actions", "Actions", (IMMEDIATE,)),
    ),
)


def exported(answers: dict[Path, Answer]) -> Any:
    return json.loads(export_json(Document(TEMPLATE, answers)))


def test_the_whole_shape() -> None:
    found = exported(
        {
            TITLE: "Checkout “errors”\n",
            DATE.path: "2026-11-20",
            WHY.path: ("one", "two"),
            TIMELINE.path: (
                Row({"time": "23:50", "event": "errors rise", "moment": "started"}),
                Row({"time": "00:10", "event": "alert", "moment": "detected"}),
                Row({"time": "some time", "event": "a call"}),
            ),
            IMMEDIATE.path: (Row({"task": "raise", "done": "true"}), Row({"task": "tell"})),
        }
    )
    assert (found["hotwash"], found["template"], found["timezone"]) == (1, "small", None)
    assert (found["title"], found["date"]) == ("Checkout “errors”\n", "2026-11-20")
    assert [section["key"] for section in found["sections"]] == [
        "details",
        "timeline",
        "cause",
        "actions",
    ]
    assert found["sections"][2]["fields"] == [
        {
            "key": "cause.why",
            "label": "Why It Happened",
            "kind": "list",
            "group": "Why It Happened",
            "answer": ["one", "two"],
        }
    ]
    assert [entry["at"] for entry in found["timeline"]] == [
        "2026-11-20T23:50:00",
        "2026-11-21T00:10:00",
        None,
    ]
    assert found["timeline"][2]["time"] == "some time"
    assert found["moments"]["detected"] == "2026-11-21T00:10:00"
    assert found["seconds_to"] == {
        "detect": 1200,
        "acknowledge": None,
        "mitigate": None,
        "resolve": None,
    }
    assert [(item["task"], item["done"]) for item in found["actions"]] == [
        ("raise", True),
        ("tell", False),
    ]
    assert found["actions"][0]["horizon"] == "Immediate"


def test_nothing_answered_is_null() -> None:
    found = exported({})
    answers = [field["answer"] for section in found["sections"] for field in section["fields"]]
    assert answers == [None] * 4
    assert found["timeline"] == [] and found["actions"] == []


def test_hostile_text_is_text() -> None:
    hostile = '"},{"\\ \x1b \x00 \u2028 \ud800'
    found = exported({TITLE: hostile, WHY.path: (hostile,)})
    assert found["title"] == hostile.replace("\ud800", "?")


def test_a_text_in_the_place_of_rows_is_kept() -> None:
    found = exported({TIMELINE.path: "no rows", IMMEDIATE.path: "none"})
    assert found["sections"][1]["fields"][0]["answer"] == "no rows"
    assert found["timeline"] == []
