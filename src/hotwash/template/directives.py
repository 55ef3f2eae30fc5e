"""Directives: `<!-- hotwash: kind=line choices=P1,P2 -->` corrects what the reader would infer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hotwash.markdown.blocks import bare
from hotwash.patterns import lazy_pattern
from hotwash.template.model import Kind

_DIRECTIVE = lazy_pattern(r"[ \t]*<!--\s*hotwash:(?P<body>.*?)-->[ \t]*$")
KNOWN = (
    "kind", "key", "label", "choices", "details", "due", "prompt", "columns", "language", "rows",
    "required",
)  # fmt: skip
"""What a directive may say."""
_FLAGS = ("details", "required")
"""What it may say without a value."""


def is_directive(line: str) -> bool:
    """Whether a line is a directive, which never reaches an export."""
    return _DIRECTIVE.match(bare(line)) is not None


def read_directive(line: str, number: int) -> tuple[Mapping[str, str], list[str]]:
    """Return what a directive says, and what in it could not be understood.

    Args:
        line: The line.
        number: Its index, for the warnings.
    """
    import shlex

    match = _DIRECTIVE.match(bare(line))
    warnings: list[str] = []
    said: dict[str, str] = {}
    body = match["body"] if match else ""
    try:
        words: Sequence[str] = shlex.split(body)
    except ValueError:
        words = body.split()
        warnings.append(f"line {number + 1}: a quote is never closed in the directive")
    for word in words:
        key, equals, text = word.partition("=")
        wrong = _mistake(key, text, has_value=bool(equals))
        if wrong:
            warnings.append(f"line {number + 1}: {wrong}")
        else:
            said[key] = text or "true"
    return said, warnings


def _mistake(key: str, text: str, *, has_value: bool) -> str:
    """Return what is wrong with one word of a directive; empty for nothing."""
    if key not in KNOWN or (not has_value and key not in _FLAGS):
        return f"unknown directive `{key}{'=' * has_value}{text}`{_hint(key, KNOWN)}"
    if key == "kind" and text not in list(Kind):
        return f"unknown kind `{text}`{_hint(text, list(Kind))}"
    if key == "rows" and text != "keep":
        return f"`rows` may be `keep`, not `{text}`"
    if key == "due" and not text.isdigit():
        return f"`due` is a number of days, not `{text}`"
    return ""


def _hint(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f", did you mean `{close[0]}`?" if close else f"; known are {', '.join(known)}"
