"""HTML, Confluence, Jira and Slack from the Markdown: each kind of block, and hostile text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from hotwash.errors import UsageError
from hotwash.formats import confluence, html, jira, slack
from hotwash.formats.exporting import from_markdown
from hotwash.formats.html import HtmlWriter

ALL_KINDS = """\
# Checkout errors

## Details

- **Severity**: P1
- Impact: 31 % of *checkouts*

| Time | Event |
|------|-------|
| 10:15 | First alert |
| 10:20 | `db-1` fails \\| over |

- [ ] raise the pool - Owner: Ana
- [x] tell support

1. one
2. two
   - inner

> said
> so

```sql
select 1 < 2;
```

See https://status.example/a_b and [the graph](https://g.example/x) or [this](docs/x.md).

---
"""

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style><script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<b>)",
    "<javascript:alert(1)>",
    "![x](file:///etc/passwd)",
    '[x](https://e.example/"onmouseover="alert(1))',
    "]]><ac:macro/>",
    "&lt;script&gt; &amp; &#60;",
    "\x1b]52;c;aGk=\x07 \x00 \x9b31m \ud800",
    "<!channel> <@U123> <https://e.example|bank>",
    "@channel @here @everyone",
    "{code}x{code} {noformat} {html}x{html}",
    "!http://e.example/x.png!",
    "[~admin] [^file] {{x}}",
    "|| h || |x|",
    "*b* _i_ -s- +u+ ^s^ ~s~ ??c??",
]
WRITERS = {
    "html": html.from_markdown,
    "confluence": confluence.from_markdown,
    "jira": jira.from_markdown,
    "slack": slack.from_markdown,
}


class Page(HTMLParser):
    """The tags of a page, their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def xml(text: str) -> ElementTree.Element:
    """A Confluence page read as the XML that it must be."""
    return ElementTree.fromstring(f'<page xmlns:ac="ac">{text}</page>')


class TestHtml:
    def test_every_kind_of_block(self) -> None:
        body = HtmlWriter().write(ALL_KINDS)
        assert "<h1>Checkout errors</h1>" in body
        assert "<li><strong>Severity</strong>: P1</li>" in body
        assert "<tr><td>10:20</td><td><code>db-1</code> fails | over</td></tr>" in body
        assert '<input type="checkbox" disabled> raise the pool' in body
        assert '<input type="checkbox" disabled checked> tell support' in body
        assert "<ol>\n<li>one</li>" in body
        assert '<code class="language-sql">select 1 &lt; 2;\n</code>' in body
        assert '<a href="https://status.example/a_b" rel="noreferrer">' in body
        assert "or this (docs/x.md).</p>" in body
        assert body.endswith("<hr>")

    def test_the_page_is_one_file_that_loads_and_runs_nothing(self) -> None:
        page = html.from_markdown(ALL_KINDS + "\n![graph](https://g.example/x.png)\n")
        assert "<title>Checkout errors</title>" in page
        assert not {"script", "img", "link", "iframe"} & set(Page(page).tags)
        assert "default-src 'none'" in page

    def test_the_title_can_be_given(self) -> None:
        assert "<title>A &lt;b&gt;</title>" in html.from_markdown("x", title="A <b>")


class TestConfluence:
    def test_every_kind_of_block_is_xml(self) -> None:
        page = xml(confluence.from_markdown(ALL_KINDS))
        statuses = [found.text for found in page.iter("{ac}task-status")]
        assert statuses == ["incomplete", "complete"]
        (code,) = page.iter("{ac}plain-text-body")
        assert code.text == "select 1 < 2;"

    def test_a_fence_that_ends_the_cdata(self) -> None:
        page = xml(confluence.from_markdown("```\na ]]> b <x>\n```"))
        (code,) = page.iter("{ac}plain-text-body")
        assert code.text == "a ]]> b <x>"

    def test_a_task_among_others_is_a_sign(self) -> None:
        assert "<li>☑ done</li>" in confluence.from_markdown("- [x] done\n- other\n")


class TestJira:
    def test_every_kind_of_block(self) -> None:
        assert jira.from_markdown(ALL_KINDS) == (
            "h1. Checkout errors\n\nh2. Details\n\n"
            "* *Severity*: P1\n* Impact: 31 % of _checkouts_\n\n"
            "||Time||Event||\n|10:15|First alert|\n|10:20|{{db-1}} fails &#124; over|\n\n"
            "* ☐ raise the pool - Owner: Ana\n* ☑ tell support\n\n"
            "# one\n# two\n#* inner\n\n"
            "{quote}\nsaid so\n{quote}\n\n"
            "{noformat}\nselect 1 < 2;\n{noformat}\n\n"
            "See [https://status.example/a_b] and [the graph|https://g.example/x] "
            "or this (docs/x.md).\n\n"
            "----\n"
        )

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("a_b_c 2026-11-20 on-call", "a_b_c 2026-11-20 on-call"),
            ("\\*not bold\\*", "\\*not bold*"),
            ("h1\\. no heading", "&#104;1. no heading"),
            ("bq. no quote", "&#98;q. no quote"),
            ("\\- no item", "\\- no item"),
            ("C:\\dir", "C:&#92;dir"),
            ("done (x) :)", "done \\(x) \\:)"),
            ("AT&T &amp;amp;", "AT&amp;T &amp;amp;"),
        ],
    )
    def test_signs_are_tamed(self, text: str, written: str) -> None:
        assert jira.from_markdown(text) == written + "\n"

    def test_an_empty_cell_is_a_cell(self) -> None:
        assert "|a| |\n" in jira.from_markdown("| x | y |\n|--|--|\n| a | |\n")

    def test_no_text_ends_the_code_around_it(self) -> None:
        written = jira.from_markdown("```\n{noformat} {code}\n```")
        assert len(re.findall(r"\{code\}", written)) == 2
        assert written.startswith("{code}\n") and written.endswith("\n{code}\n")


class TestSlack:
    def test_every_kind_of_block(self) -> None:
        assert slack.from_markdown(ALL_KINDS) == (
            "*Checkout errors*\n\n*Details*\n\n"
            "• *Severity*: P1\n• Impact: 31 % of _checkouts_\n\n"
            "*10:15*  First alert\n*10:20*  `db-1` fails | over\n\n"
            "☐ raise the pool - Owner: Ana\n☑ tell support\n\n"
            "1. one\n2. two\n    • inner\n\n"
            "> said\n> so\n\n"
            "```\nselect 1 &lt; 2;\n```\n\n"
            "See <https://status.example/a_b> and <https://g.example/x|the graph> "
            "or this (docs/x.md).\n\n"
            "———\n"
        )

    def test_pasted_by_a_person(self) -> None:
        text = slack.from_markdown("a < b & [the graph](https://g.example/x)", pasted=True)
        assert text == "a < b & the graph (https://g.example/x)\n"

    def test_a_wide_table_is_aligned(self) -> None:
        text = slack.from_markdown("| a | b | c |\n|--|--|--|\n| long | x | y |\n")
        assert text == "```\na     b  c\nlong  x  y\n```\n"

    def test_names_with_underscores_stay_as_they_are(self) -> None:
        assert slack.from_markdown("deploy_api_v2 2*3") == "deploy_api_v2 2*3\n"


@pytest.mark.parametrize("hostile", HOSTILE)
class TestHostileText:
    """In every place of a document, text does what harmless text does."""

    @staticmethod
    def places(text: str) -> str:
        cell = text.replace("|", "\\|")
        return (
            f"# {text}\n\n{text}\n\n- [ ] {text}\n- {text}\n\n"
            f"| a | b |\n|--|--|\n| {cell} | {cell} |\n\n```\n{text}\n```\n\n> {text}\n"
        )

    def test_in_html(self, hostile: str) -> None:
        page = Page(html.from_markdown(self.places(hostile)))
        harmless = Page(html.from_markdown(self.places("word")))
        spans = {"em", "strong", "del", "code", "a"}
        assert [tag for tag in page.tags if tag not in spans] == [
            tag for tag in harmless.tags if tag not in spans
        ]
        names = {name for name, _ in page.attributes}
        assert names <= {name for name, _ in harmless.attributes} | {"href", "rel"}
        links = [value or "" for name, value in page.attributes if name == "href"]
        assert all(link.startswith(("https://", "http://", "mailto:")) for link in links)

    def test_in_confluence(self, hostile: str) -> None:
        text = confluence.from_markdown(self.places(hostile))
        spans = {"em", "strong", "del", "code", "a"}
        kinds = [found.tag for found in xml(text).iter() if found.tag not in spans]
        harmless = xml(confluence.from_markdown(self.places("word")))
        assert kinds == [found.tag for found in harmless.iter() if found.tag not in spans]

    def test_in_slack(self, hostile: str) -> None:
        text = slack.from_markdown(self.places(hostile))
        assert not re.search(r"<(?!https?://|mailto:)", text)
        assert not re.search(r"@(channel|here|everyone)", text.replace("```\n" + hostile, ""))

    def test_in_jira(self, hostile: str) -> None:
        text = jira.from_markdown(self.places(hostile))
        outside = re.sub(r"\{noformat\}.*?\{noformat\}|\{code\}.*?\{code\}", "", text, flags=re.S)
        outside = outside.replace("{quote}", "")
        assert not re.search(r"(?<![\\{])\{(?!\{)", outside.replace("{{", "").replace("}}", ""))
        assert not re.search(r"(?<!\\)\[(?!([^|\]]*\|)?(https?://|mailto:))", outside)
        rows = [line for line in outside.splitlines() if line.startswith("|")]
        bars = [re.sub(r"(?<!\\)\[[^\]]*\]", "", row).count("|") for row in rows]
        assert bars == [6, 3]

    @pytest.mark.parametrize("name", WRITERS)
    def test_no_control_character_leaves(self, hostile: str, name: str) -> None:
        text = WRITERS[name](self.places(hostile))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)
        text.encode("utf-8")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="confluence"):
        from_markdown("x", "docx")


def test_markdown_is_itself() -> None:
    assert from_markdown(ALL_KINDS, "markdown") == ALL_KINDS


@pytest.mark.parametrize("text", ["", "\n", "    code\n", "- \n", "| a |\n|--|\n", "> \n", "[]()"])
def test_little_is_enough(text: str) -> None:
    for write in WRITERS.values():
        assert isinstance(write(text), str)
