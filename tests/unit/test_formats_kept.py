"""What a target does not show is kept in words: line ends, addresses, products."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.cli_calls import call

from hotwash.formats import confluence, html, jira, slack
from hotwash.formats.exporting import length_problem
from hotwash.formats.html import HtmlWriter
from hotwash.formats.markdown import export
from hotwash.postmortem.document import Document, Row
from hotwash.template.library import builtin

WRITERS = {
    "html": HtmlWriter().write,
    "confluence": confluence.from_markdown,
    "jira": jira.from_markdown,
    "slack": slack.from_markdown,
}
BREAKS = ["one<br>two", "one<br/>two", "one <BR /> two"]
PLACES = {
    "prose": "{}\n",
    "list item": "- {}\n",
    "cell": "| A | B | C |\n|---|---|---|\n| x | y | {} |\n",
    "cell of two columns": "| A | B |\n|---|---|\n| x | {} |\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_break_tag_ends_a_line_wherever_it_stands(writer: str, text: str, place: str) -> None:
    written = WRITERS[writer](PLACES[place].format(text))
    assert "br" not in written.replace("<br />", "").replace("<br>", "").lower()
    before, after = written.index("one"), written.index("two")
    between = written[before + 3 : after]
    mark = {"html": "<br>", "confluence": "<br />"}.get(writer)
    if mark:
        assert mark in between
    elif writer == "jira" and place != "prose":
        assert "\\\\" in between and "\n" not in between
    else:
        assert "\n" in between


@pytest.mark.parametrize("writer", WRITERS)
def test_a_break_tag_in_code_or_behind_a_backslash_is_text(writer: str) -> None:
    written = WRITERS[writer]("`a<br>b` and c\\<br>d\n")
    assert written.replace("&lt;", "<").replace("&gt;", ">").count("<br>") == 2


ADDRESSES = {
    "[log](logs/cart.txt)": "log (logs/cart.txt)",
    "[run](../runbook.md#step)": "run (../runbook.md#step)",
    "[part](#notes)": "part (#notes)",
    "[page](/wiki/x)": "page (/wiki/x)",
    "[files](ftp://x.example/y)": "files (ftp://x.example/y)",
    "![p99 latency](graphs/p99.png)": "p99 latency (graphs/p99.png)",
    "![](graphs/p99.png)": "graphs/p99.png",
    "![photo](data:image/png;base64,AAAA)": "photo (embedded image/png)",
    "[logs/a.txt](logs/a.txt)": "logs/a.txt",
}


@pytest.mark.parametrize("markdown", ADDRESSES)
@pytest.mark.parametrize("writer", ["html", "confluence", "slack"])
def test_a_link_that_leads_nowhere_says_its_address(writer: str, markdown: str) -> None:
    assert ADDRESSES[markdown] in WRITERS[writer](f"See {markdown} now.\n")


def test_an_address_that_is_far_too_long_is_cut() -> None:
    written = slack.from_markdown(f"[x](files/{'a' * 5_000})\n")
    assert len(written) < 600
    assert "…" in written


def test_a_linked_image_has_both_addresses() -> None:
    linked = "[![p99](https://i.example/p99.png)](https://g.example/d)\n"
    page = HtmlWriter().write(linked)
    assert '<a href="https://g.example/d" rel="noreferrer">p99</a>' in page
    assert '(<a href="https://i.example/p99.png" rel="noreferrer">image</a>)' in page
    assert "<https://g.example/d|p99> (<https://i.example/p99.png|image>)" in slack.from_markdown(
        linked
    )
    near = "[![p99](img/p99.png)](https://g.example/d)\n"
    assert "(img/p99.png)" in jira.from_markdown(near)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("place", PLACES)
def test_a_product_is_no_emphasis(writer: str, place: str) -> None:
    written = WRITERS[writer](PLACES[place].format("5*3*2 = 30"))
    assert written.replace("\\", "").replace(slack.NO_WIDTH, "").count("5*3*2 = 30") == 1


def test_emphasis_within_a_word() -> None:
    assert HtmlWriter().write("un*real*istic\n") == "<p>un<em>real</em>istic</p>"
    assert jira.from_markdown("un*real*istic\n") == "un{_}real{_}istic\n"
    assert slack.from_markdown("un*real*istic\n") == "unrealistic\n"


def test_columns_of_slack_fit_wide_characters_and_lines_of_a_cell() -> None:
    written = slack.from_markdown(
        "| A | B | C |\n|---|---|---|\n| 障害 | a<br>b | x |\n| b | c | d |\n"
    )
    assert written == "```\nA     B  C\n障害  a  x\n      b\nb     c  d\n```\n"


def test_nothing_unanswered_is_left_where_it_is_to_be_left_out() -> None:
    task = Row({"task": "raise the pool"})
    for name in ("standard", "sre-book", "atlassian", "pagerduty", "one-page"):
        template = builtin(name)
        lists = [field.path for field in template.fields if field.kind == "actions"]
        document = Document(template, dict.fromkeys(lists, (task,)))
        assert "raise the pool" in export(document, "omit")
        assert "TBD" not in export(document, "omit")


def test_a_text_that_its_target_would_cut_is_said() -> None:
    assert length_problem("x" * 40_000, "slack") == ""
    assert "40,001 characters" in length_problem("x" * 40_001, "slack")
    assert "32,767" in length_problem("x" * 32_768, "jira")
    assert length_problem("x" * 100_000, "html") == ""


def test_a_cell_of_csv_is_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.toml"
    file.write_text(
        'template = "standard"\ntitle = "=HYPERLINK(1)"\n\n'
        '[[action_items.immediate]]\ntask = "=1+1"\nowner = "@ana"\n'
    )
    result = call(capsys, "actions", file, "--csv")
    row = next(iter(csv.DictReader(io.StringIO(result.out))))
    assert (row["title"], row["task"], row["owner"]) == ("'=HYPERLINK(1)", "'=1+1", "'@ana")


def test_the_title_of_a_page_says_no_markup() -> None:
    assert "<title>Cart 5*3*2</title>" in html.from_markdown("# Cart 5*3*2\n")
