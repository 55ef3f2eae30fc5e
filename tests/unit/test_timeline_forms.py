"""Ways of writing a timeline that are no list and no table of the plain kind."""

from __future__ import annotations

import pytest

from hotwash.formats.markdown import export, import_markdown
from hotwash.formats.markdown.importing import import_own
from hotwash.postmortem.document import Document, Row
from hotwash.template.infer import read_template
from hotwash.template.model import Kind, Path, Template

PATH: Path = ("timeline",)
ROWS = (Row({"time": "10:15", "event": "Alert"}), Row({"time": "10:20", "event": "Fixed"}))


def document(body: str) -> Document:
    text = f"# Outage\n\n## Timeline\n\n{body}"
    made = import_own(text)
    assert export(made) == text
    return made


def rows(made: Document) -> list[tuple[str, str]]:
    assert made.template.by_path[PATH].kind is Kind.TIMELINE
    return [(row["time"], row["event"]) for row in made.rows(PATH)]


def body(made: Document) -> str:
    return export(made).partition("## Timeline\n\n")[2]


def template(lines: str) -> Template:
    return read_template(f"# [Title]\n\n## Timeline\n\n{lines}", "t")


# --- documents


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("10:15\n\n- seen\n- told\n\n10:20\n\n- fixed\n", ["- seen\n- told", "- fixed"]),
        ("**10:15 UTC**\n\nSeen.\n\n**10:20 UTC**\n\nFixed.\n", ["Seen.", "Fixed."]),
        ("**10:15**\n- seen\n\n**10:20**\n- fixed\n", ["- seen", "- fixed"]),
    ],
)
def test_a_time_alone_is_the_time_of_what_stands_below(lines: str, found: list[str]) -> None:
    made = document(lines)
    assert [event for _, event in rows(made)] == found
    longer = made.replace(PATH, (*made.rows(PATH), Row({"time": "10:30", "event": "Over"})))
    first = lines.partition("\n")[0].replace("10:15 UTC", "10:30").replace("10:15", "10:30")
    gap = "\n\n" if "\n\n-" in lines or "\n\nS" in lines else "\n"
    assert body(longer).endswith(f"{first}{gap}Over\n")
    assert rows(import_own(export(longer)))[-1] == ("10:30", "Over")


def test_a_day_alone_is_over_the_rows_below_it() -> None:
    made = document("**20 November 2026**\n\n- 10:15 seen\n- 10:20 fixed\n")
    assert made.template.fields[0].day == "20 November 2026"


def test_a_numbered_timeline_may_have_rows_without_a_time() -> None:
    made = document("1. 10:15 seen\n2. 10:20 told\n3. asked the vendor\n4. 10:30 fixed\n")
    assert rows(made)[2] == ("", "asked the vendor")
    shorter = made.replace(PATH, made.rows(PATH)[1:])
    assert body(shorter).splitlines()[:2] == ["1. 10:20 told", "2. asked the vendor"]
    plain = import_own("# Outage\n\n## Causes\n\n1. 10:15 seen\n2. a deploy\n3. 10:30 fixed\n")
    assert [field.kind for field in plain.template.fields] == [Kind.NUMBERED]


@pytest.mark.parametrize(
    "lines",
    [
        "> | Time | Event |\n> |---|---|\n> | 10:15 | Alert |\n> | 10:20 | Fixed |\n",
        "> - 10:15 Alert\n> - 10:20 Fixed\n",
        "> 1. 10:15 Alert\n> 2. 10:20 Fixed\n",
        "> 10:15 Alert\n> 10:20 Fixed\n",
        "<table>\n<tr><th>Time</th><th>Event</th></tr>\n"
        "<tr><td>10:15</td><td>Alert</td></tr>\n<tr><td>10:20</td><td>Fixed</td></tr>\n</table>\n",
        '<table class="x">\n  <tr>\n    <th>Time</th>\n    <th>Event</th>\n  </tr>\n'
        "  <tr>\n    <td>10:15</td>\n    <td>Alert</td>\n  </tr>\n"
        "  <tr>\n    <td>10:20</td>\n    <td>Fixed</td>\n  </tr>\n</table>\n",
    ],
)
def test_rows_in_a_quote_or_in_html(lines: str) -> None:
    made = document(lines)
    assert rows(made) == [("10:15", "Alert"), ("10:20", "Fixed")]
    first, last = made.rows(PATH)
    edited = made.replace(PATH, (first, last.with_cell("event", "Fixed <by> hand & eye")))
    assert rows(import_own(export(edited)))[1] == ("10:20", "Fixed <by> hand & eye")
    kept = lines.partition("10:20")[0]
    assert body(edited).startswith(kept.rpartition("<tr>")[0] or kept)
    longer = made.replace(PATH, (first, last, Row({"time": "10:30", "event": "Over\nand out"})))
    assert rows(import_own(export(longer)))[2][0] == "10:30"
    assert body(longer).startswith(lines.removesuffix("</table>\n"))


@pytest.mark.parametrize(
    "lines",
    [
        "> Nobody is to blame.\n",
        "> - 10:15 Alert\n> - 10:20 Fixed\n>\n> What a day.\n",
        "<table>\n<tr><th>Time</th><th>Event</th></tr>\n"
        "<tr><td>10:15</td><td><b>Alert</b></td></tr>\n</table>\n",
        "<table>\n<tr><th>Team</th><th>Size</th></tr>\n<tr><td>Web</td><td>4</td></tr>\n</table>\n",
    ],
)
def test_other_quotes_and_tables_stay_text(lines: str) -> None:
    made = document(lines)
    assert [field.kind for field in made.template.fields] == [Kind.PROSE]
    assert made.text(PATH).strip() == lines.strip()


# --- templates


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ("- {{ hh:mm }} - what\n", "- 10:15 - Alert\n- 10:20 - Fixed\n"),
        ("- [Time] - [Event]\n- [Time] - [Event]\n", "- 10:15 - Alert\n- 10:20 - Fixed\n"),
        ("- **[Time]**: [Event]\n", "- **10:15**: Alert\n- **10:20**: Fixed\n"),
        ("* <HH:MM> <event>\n", "* 10:15 Alert\n* 10:20 Fixed\n"),
        ("- `{{ time }}` {{ event }}\n", "- `10:15` Alert\n- `10:20` Fixed\n"),
        ("- [Uhrzeit] – [Ereignis]\n", "- 10:15 – Alert\n- 10:20 – Fixed\n"),
        ("1. HH:MM - what\n2. HH:MM - what\n", "1. 10:15 - Alert\n2. 10:20 - Fixed\n"),
        ("{{ hh:mm }}\n\nWhat happened\n", "10:15\n\nAlert\n\n10:20\n\nFixed\n"),
        (
            "**HH:MM**\n\n- what happened\n\n**HH:MM**\n\n- what happened\n",
            "**10:15**\n\nAlert\n\n**10:20**\n\nFixed\n",
        ),
        (
            "> | Time | Event |\n> |---|---|\n> | HH:MM | what |\n",
            "> | Time | Event |\n> |---|---|\n> | 10:15 | Alert |\n> | 10:20 | Fixed |\n",
        ),
        (
            "<table>\n<tr><th>Time</th><th>Event</th></tr>\n<tr><td></td><td></td></tr>\n</table>\n",
            "<table>\n<tr><th>Time</th><th>Event</th></tr>\n<tr><td>10:15</td><td>Alert</td></tr>\n"
            "<tr><td>10:20</td><td>Fixed</td></tr>\n</table>\n",
        ),
    ],
)
def test_rows_are_written_as_the_template_writes_them(lines: str, written: str) -> None:
    known = template(lines)
    made = Document(known, {PATH: ROWS})
    assert body(made) == written
    back = import_markdown(export(made), [known]).document
    assert back.template is known
    assert rows(back) == [("10:15", "Alert"), ("10:20", "Fixed")]


def test_the_slots_of_a_row_are_the_samples_of_its_columns() -> None:
    (field,) = template("- [Time] - [Event]\n").fields
    assert field.samples == (("Time", "Event", ""),)
    (other,) = template("- [Time to detect] - [Minutes]\n").fields
    assert other.samples[0][0] == ""
