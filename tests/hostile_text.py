"""Texts that try to break Markdown, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

BITS = (
    "\\", "|", "<br>", "\n", "# ", "## x", "## Timeline\n", "\n### Why It Happened\n", "_TBD_",
    "-", "- ", "1. ", "1", ".", " ", "a", "```", "~~~", "<!--", "-->", "<pre>", "</pre>", "===",
    "---", "> ", "[ ] ", "[x]", "[a]: b", "\r", "\t", "\x0b", "\x1b[31m", "\u2028", "*",
    " - Owner: ", " - Due: ", "- https://x.y/z", " - Link: ", "<div>", "#", "    ", "é", "🔥",
    "\u202e", "مرحبا", "`", "10:15", "10:15 UTC - ", "**", "** - ", "&#49;", "\n\n", "\n  - x",
    "??", "\n---\n", "| a | b |\n|--|--|", "<!-- hotwash: kind=line -->", "[", "]", "–",
)  # fmt: skip

hostile = st.lists(st.sampled_from(BITS) | st.text(max_size=3), max_size=12).map("".join)
