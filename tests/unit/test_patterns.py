"""Patterns that are compiled on use are the patterns they stand for."""

from __future__ import annotations

import re

import pytest

from hotwash.patterns import lazy_pattern


def test_it_does_what_the_compiled_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def compile_(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", compile_)
    words = lazy_pattern(r"(?P<word>[a-z]+)\s*", re.IGNORECASE)
    assert compiled == []
    found = words.match("Two words")
    assert found is not None and found["word"] == "Two"
    assert [match["word"] for match in words.finditer("Two words")] == ["Two", "words"]
    assert words.sub("-", "Two words") == "--"
    assert words.findall("Two words") == ["Two", "words"]
    assert lazy_pattern(", ").split("a, b") == ["a", "b"]
    assert words.compiled.groups == 1
    assert set(compiled) == {words.source, ", "}
    before = len(compiled)
    for _ in range(3):
        assert words.match("again")
    assert len(compiled) == before


def test_a_mistake_is_told_when_it_is_used() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.match("")
