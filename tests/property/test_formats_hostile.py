"""Whatever Markdown is exported, the other formats are whole: XML that parses, tags that close."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.formats import confluence, html, jira, slack

PIECES = (
    *"|`*_~[]()<>!#-+\\&{}:@\n \t\"'",
    *("\n\n", "```", "- [ ] ", "| a |\n|--|\n", "]]>", "<!--", "https://x.example/"),
    *("\x00", "\x1b", "\ud800", "é", "\u202e"),
)
SIGNS = st.sampled_from(PIECES)
MARKDOWN = st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_confluence_is_always_xml(markdown: str) -> None:
    page = ElementTree.fromstring(f'<p xmlns:ac="ac">{confluence.from_markdown(markdown)}</p>')
    links = [found.get("href", "") for found in page.iter("a")]
    assert all(re.match("https?://|mailto:", link, re.IGNORECASE) for link in links)


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_html_has_no_tag_of_the_texts_own(markdown: str) -> None:
    page = html.from_markdown(markdown)
    known = "h[1-6]|p|[uo]l|li|table|thead|tbody|tr|th|td|pre|code|em|strong|del|a|[hb]r|input"
    body = page.partition("<body>")[2].partition("</body>")[0]
    assert re.sub(rf"</?(?:{known}|blockquote)(?: [^<>]*)?>", "", body).count("<") == 0


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_slack_and_jira_end_well(markdown: str) -> None:
    assert not re.search("<(?!https?://|mailto:)", slack.from_markdown(markdown), re.IGNORECASE)
    written = jira.from_markdown(markdown)
    assert len(re.findall(r"^\{noformat\}$", written, re.MULTILINE)) % 2 == 0
    for text in (written, slack.from_markdown(markdown, pasted=True)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)
