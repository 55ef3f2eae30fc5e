"""A template with a field of every kind, built by hand: tests of the TOML need no Markdown."""

from __future__ import annotations

from hotwash.errors import UnknownTemplate
from hotwash.template.model import (
    Column,
    ColumnKind,
    Field,
    Group,
    Kind,
    Section,
    Template,
)

DATE = ("incident_details", "date")
SEVERITY = ("incident_details", "severity")
IMPACT = ("incident_details", "impact")
TIMELINE = ("timeline",)
WHAT = ("root_cause", "what_happened")
WHY = ("root_cause", "why_it_happened")
CODE = ("root_cause", "technical_details")
USERS = ("impact_analysis", "users_affected", "total_number")
COSTS = ("impact_analysis", "costs")
SUMMED_UP = ("impact_analysis", "summed_up")
ACTIONS = ("action_items", "immediate")
TABLE = ("follow_up", "reviews")
NOTES = ("notes",)


def _section(key: str, *parts: Field | Group) -> Section:
    return Section(key, key.replace("_", " ").title(), parts)


SMALL = Template(
    "small",
    "# Postmortem\n",
    (
        _section(
            "incident_details",
            Field(DATE, Kind.DATE, "Date"),
            Field(SEVERITY, Kind.CHOICE, "Severity", choices=("P1", "P2")),
            Field(IMPACT, Kind.LINE, "Impact"),
        ),
        _section(
            "timeline",
            Field(
                TIMELINE,
                Kind.TIMELINE,
                "Timeline",
                columns=(
                    Column("time", "Time", ColumnKind.TIME),
                    Column("event", "Event"),
                    Column("owner", "Owner", ColumnKind.PERSON),
                ),
            ),
        ),
        _section(
            "root_cause",
            Field(WHAT, Kind.PROSE, "What Happened"),
            Field(WHY, Kind.LIST, "Why It Happened"),
            Field(CODE, Kind.CODE, "Technical Details"),
        ),
        _section(
            "impact_analysis",
            Field(COSTS, Kind.TABLE, "Costs", columns=(Column("what", "What"),)),
            Group("users_affected", "Users", 3, (Field(USERS, Kind.LINE, "Total number"),)),
            Field(SUMMED_UP, Kind.PROSE, "Summed up"),
        ),
        _section(
            "action_items",
            Group("immediate", "Immediate", 3, (Field(ACTIONS, Kind.ACTIONS, "Immediate"),)),
        ),
        _section(
            "follow_up",
            Field(
                TABLE,
                Kind.TABLE,
                "Reviews",
                columns=(Column("who", "Who"), Column("when", "When", ColumnKind.DATE)),
            ),
        ),
        _section("notes", Field(NOTES, Kind.PROSE, "Notes")),
    ),
)


def find_small(name: str) -> Template:
    """Find the one template there is; `standard` is it too."""
    if name in ("small", "standard"):
        return SMALL
    raise UnknownTemplate(f"no template `{name}`")
