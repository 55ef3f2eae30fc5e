"""The speller: a dictionary of the language, a person's own words, and those of the trade.

The dictionary is the package `pyspellchecker`, an optional part of Hotwash that is imported when a
speller is loaded, which takes up to half a second: on a thread.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.errors import HotwashError
from hotwash.patterns import lazy_pattern
from hotwash.postmortem.prose import judged_words
from hotwash.postmortem.search import Span
from hotwash.storage import words

if TYPE_CHECKING:
    from spellchecker import SpellChecker

LANGUAGES = ("ar", "de", "en", "es", "eu", "fa", "fr", "it", "lv", "nl", "pt", "ru")
"""The languages that there are dictionaries of."""

SUGGESTED = 8
"""Words that are suggested at the most."""

_LONGEST = 40
"""Letters of a word from which nothing is suggested: it would take too long."""

_TRADE = os.path.join(os.path.dirname(__file__), "trade_words.txt")
"""Words of the trade that the English dictionary does not have, one a line."""


_BRITISH = (
    (lazy_pattern(r"is(?=(?:e|ed|es|ing|er|ers|ation|ations|able)$)"), "iz"),
    (lazy_pattern(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (lazy_pattern(r"our(?!$)|(?<=\w\w)our$"), "or"),
    (lazy_pattern(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (lazy_pattern(r"re$"), "er"),
    (lazy_pattern(r"ogue(?=s?$)"), "og"),
    (lazy_pattern(r"ence$"), "ense"),
)
"""What British English writes otherwise than the dictionary, which is American."""


class NoSpeller(HotwashError):
    """The spelling cannot be checked: the package or the language is missing."""


class Speller:
    """Judges words of one language.

    Args:
        dictionary: The language's.
        own: The person's own words.
        language: Which language it is.
    """

    def __init__(self, dictionary: SpellChecker, own: frozenset[str], language: str = "en") -> None:
        self._dictionary = dictionary
        self._language = language
        self._own = {word.casefold() for word in own}
        with open(_TRADE, encoding="utf-8") as file:
            self._trade = frozenset(file.read().split())
        self._misspelt = lru_cache(maxsize=2000)(self._judge)

    def knows(self, word: str) -> bool:
        """Whether a word is spelled as one of the language, or is the person's own."""
        plain = word.replace("’", "'").casefold()
        stem = plain.removesuffix("'s").removesuffix("'")
        forms = [plain, stem]
        if self._language == "en":
            forms += [form for part, other in _BRITISH if (form := part.sub(other, stem)) != stem]
        return any(
            one in self._own or one in self._trade or one in self._dictionary for one in forms
        )

    def misspelt(self, text: str) -> tuple[Span, ...]:
        """The places of the misspelt words of a prose text."""
        return self._misspelt(text)

    def _judge(self, text: str) -> tuple[Span, ...]:
        words_of = judged_words(text, nouns=self._language == "de")
        return tuple(span for span in words_of if not self.knows(text[slice(*span)]))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Known words that are spelled nearly so, the likeliest first. It may take a while."""
        if len(word) > _LONGEST:
            return ()
        found = self._dictionary.candidates(word.casefold()) or set()
        known = [one for one in found if one in self._dictionary]
        known.sort(key=lambda one: (-self._dictionary.word_usage_frequency(one), one))
        return tuple(_like(word, one) for one in known[:SUGGESTED])

    def learn(self, word: str) -> None:
        """Take a word for a known one from now on, and put it into the person's own list.

        Raises:
            CannotSave: The list could not be written; the word is known until the program ends.
        """
        self.accept(word)
        words.add_word(word)

    def accept(self, word: str) -> None:
        """Take a word for a known one until the program ends."""
        self._own.add(word.replace("’", "'").casefold())
        self._misspelt.cache_clear()


def load_speller(language: str) -> Speller:
    """Load the dictionary of a language.

    Raises:
        NoSpeller: The package is not installed, or has no such language.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise NoSpeller(
            f"there is no dictionary for `{language}`", remedy=f"the languages are {known}"
        )
    try:
        from spellchecker import SpellChecker
    except ImportError:
        raise NoSpeller(
            "checking the spelling needs the package pyspellchecker",
            remedy="pip install 'hotwash[spelling]'",
        ) from None
    return Speller(SpellChecker(language=language), words.own_words(), language)


def _like(word: str, other: str) -> str:
    """Another word with the capital that a word has."""
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
