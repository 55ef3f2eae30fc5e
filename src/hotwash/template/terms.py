"""The words of postmortems in other languages than English, from `terms.toml`.

The rules for English stand where they are used; what a heading, a label or the head of a column
means in German or Japanese is looked up here. A word that means something else in English (`Data`
is a date in Portuguese) counts only in a text that is known to be in its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice

ENGLISH = "en"
ANY = "*"
"""For the language of a text: any, where what stands around the words tells enough."""
_WORDS_OF_ENGLISH = (
    "the of and to in is was what we it that for an on with how did at by be were not action"
    " actions causes date deadline description impact links participants severity status ticket"
    " trigger"
)
"""Small words, and those of postmortems that other languages have too."""
_LINES_READ = 400
"""Lines of a text that its language is told by."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
"""Letters that a text in a language has, the first that is found: Japanese has Chinese ones too."""
_SHARE = 0.05
"""How many of a text's letters are of a script, at least, where the text is in its language."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a language that puts no space or mark between a word and the next."""
_ENGLISH_WITHOUT_ACCENTS = frozenset({"resume"})


def says(meaning: str, words: str, language: str = "") -> bool:
    """Whether the words of a heading mean something, alone or among others.

    Args:
        meaning: A key of `terms.toml`.
        words: The words.
        language: The language of the text around them, where it is known (see `language_of`), or
            `ANY`.
    """
    return _pattern(meaning, _known(language)).search(words) is not None


def begins(meaning: str, words: str, language: str = "") -> bool:
    """Whether a label, or the head of a column, begins with a word that means something.

    The arguments are those of `says`.
    """
    return _pattern(meaning, _known(language)).match(words.lstrip()) is not None


def is_named(meaning: str, words: str, language: str = "") -> bool:
    """Whether the words are one that means something, and no others; else as `says`."""
    return _pattern(meaning, _known(language)).fullmatch(words.strip()) is not None


def meaning_of(words: str, meanings: Iterable[str], language: str = "") -> str:
    """Return the first of some meanings that words have in another language; empty for none."""
    return next((name for name in meanings if says(name, words, language)), "")


def language_of(lines: Iterable[str]) -> str:
    """Return the language that a text is in, by its script, its small words and its terms.

    Returns:
        A key of `terms.toml`, `en`, or nothing where it cannot be told.
    """
    text = "\n".join(islice(lines, _LINES_READ))
    if not text.isascii():
        for language, letters in _SCRIPTS:
            if len(letters.findall(text)) > _SHARE * len(text):
                return language
    found = Counter(
        language
        for word in _WORD.findall(text.lower())
        for language in _known_words().get(word, ())
    )
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return ""
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return "" if tied else ranked[0][0]


def _known(language: str) -> str:
    """The language, if words count in it that count nowhere else; one pattern serves the others."""
    return language if language == ANY or language in _terms() else ""


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    import tomllib

    return tomllib.loads(files(__package__).joinpath("terms.toml").read_text("utf-8"))


@cache
def _known_words() -> Mapping[str, frozenset[str]]:
    """The languages that each word speaks for."""
    found: dict[str, set[str]] = {word: {ENGLISH} for word in _WORDS_OF_ENGLISH.split()}
    for language, terms in _terms().items():
        common = set(_WORD.findall(terms.get("common", "").lower()))
        longer = {
            word for word in _WORD.findall(", ".join(terms.values()).lower()) if len(word) > 3
        }
        for word in common | longer:
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _pattern(meaning: str, language: str) -> re.Pattern[str]:
    spaced, unspaced = set[str](), set[str]()
    for term in _written(meaning, language):
        (unspaced if _UNSPACED.search(term) else spaced).update(_spellings(term))
    parts = sorted(map(_as_pattern, unspaced), key=len, reverse=True)
    if spaced:
        longest_first = sorted(map(_as_pattern, spaced), key=len, reverse=True)
        parts.append(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _written(meaning: str, language: str) -> Iterator[str]:
    """The terms for a meaning that count where the text is in a language."""
    for name, terms in _terms().items():
        for term in filter(None, terms.get(meaning, "").split(", ")):
            if not term.endswith("?") or language in (name, ANY):
                yield term.removesuffix("?")


def _spellings(term: str) -> Iterator[str]:
    """A term as it is written, with its accents in either form, and without them."""
    yield from (unicodedata.normalize("NFC", term), unicodedata.normalize("NFD", term))
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", term) if not unicodedata.combining(letter)
    )
    if bare.lower() not in _ENGLISH_WITHOUT_ACCENTS and bare.isascii():
        yield bare


def _as_pattern(term: str) -> str:
    return r"\w*".join(re.escape(part) for part in term.split("*"))
