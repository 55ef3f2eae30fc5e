"""A due date in words: how far away it is, said for people who plan by the week."""

from __future__ import annotations

from datetime import date, timedelta


def default_due(incident_date: str, days: int | None) -> date | None:
    """The date that a horizon asks for: so many days after the incident; None if unknown."""
    start = read_iso(incident_date)
    return None if start is None or days is None else start + timedelta(days=days)


def read_iso(text: str) -> date | None:
    """Read an ISO date, or return None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def away(due: date, today: date) -> str:
    """How far a date is away: `today`, `in 3 days`, `5 days late`."""
    days = (due - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days == -1:
        return "1 day late"
    far = abs(days)
    if far < 15:
        words = f"{far} days"
    elif far < 61:
        words = f"{round(far / 7)} weeks"
    else:
        words = f"{round(far / 30.44)} months"
    return f"in {words}" if days > 0 else f"{words} late"


def short_date(day: date, today: date) -> str:
    """A date as people write it in a list: `27 Nov`, or `Nov 2027` when it is not this year's."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day:%b %Y}"
