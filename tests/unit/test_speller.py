"""Spelling: which words are judged, which are known, what is suggested, a person's own words."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from tests.small_template import ACTIONS, CODE, NOTES, SMALL, TIMELINE, WHAT, WHY
from tests.work import hang_guard

from hotwash.editing.speller import NoSpeller, Speller, load_speller
from hotwash.errors import CannotSave
from hotwash.postmortem.document import Document, Row
from hotwash.postmortem.prose import count_words, judged_words
from hotwash.storage import words
from hotwash.tui.screens.spellcheck import misspelt_words


@pytest.fixture(scope="module")
def english() -> Speller:
    return load_speller("en")


def judged(text: str, *, nouns: bool = False) -> list[str]:
    return [text[start:end] for start, end in judged_words(text, nouns=nouns)]


def wrong(speller: Speller, text: str) -> list[str]:
    return [text[start:end] for start, end in speller.misspelt(text)]


class TestJudgedWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("the pool was full", ["the", "pool", "was", "full"]),
            ("(the) “pool”, *was* **full**!", ["the", "pool", "was", "full"]),
            ("it's the customers’ fault", ["it's", "the", "customers", "fault"]),
            ("well-known and/or so", ["well", "known", "so"]),
            ("run `kubectl teh` now", ["run", "now"]),
            ("a ``b ` teh`` code", ["code"]),
            ("an open ` tick stays", ["an", "open", "tick", "stays"]),
            ("before\n```sh\nteh code\n```\nafter", ["before", "after"]),
            ("before\n~~~\nteh ``` code", ["before"]),
            ("see https://exmaple.com/teh, www.teh.com or ana@teh.com", ["see", "or"]),
            ("[the link](http://teh.com/teh) and <br> &nbsp; it", ["the", "link", "and", "it"]),
            ("pod_teh teh2 a.teh teh/b --teh @teh #teh teh=1 $teh", []),
            ("the PodSpec uses TLS", ["the", "uses"]),
            ("the Kubernetes cluster", ["the", "cluster"]),
            ("Ended. Begun! Done? Yes", ["Ended", "Begun", "Done", "Yes"]),
            ("one\nTwo Three", ["one", "Two"]),
            ("- Item one\n- Item two", ["Item", "one", "Item", "two"]),
            ("Das Haus ist rot", ["Das", "ist", "rot"]),
            ("I a x", []),
            ("", []),
        ],
    )
    def test_code_links_and_names_are_not_judged(self, text: str, words: list[str]) -> None:
        assert judged(text) == words

    def test_nouns_have_capitals_in_german(self) -> None:
        assert judged("das Haus ist TLS", nouns=True) == ["das", "Haus", "ist"]

    @pytest.mark.parametrize(
        "text",
        [
            "`" * 20_001,
            "`a " * 10_000,
            "<" * 20_000,
            "[" * 9000 + "](" * 9000,
            "a" * 50_000,
            "```\n" * 9999,
            "a.b " * 10_000,
            "~~~ " * 10_000,
            "a'" * 10_000,
            "``a`" * 5000,
        ],
    )
    def test_no_text_takes_long(self, text: str) -> None:
        with hang_guard():
            list(judged_words(text))

    def test_words_are_counted_as_people_do(self) -> None:
        assert count_words("The pool\n\nwas  full.") == 4
        assert count_words("") == 0


class TestSpeller:
    def test_misspelt_words_are_found_where_they_are(self, english: Speller) -> None:
        text = "The chekout was broken becuase it recieved a reqeust."
        assert english.misspelt(text) == ((4, 11), (23, 30), (34, 42), (45, 52))

    @pytest.mark.parametrize(
        "text",
        [
            "the rollback of the misconfigured autoscaler, and the runbook's failover",
            "emphasised behaviour of the colour centre; analysed, cancelled, travelling",
            "emphasized behavior of the color center; analyzed, canceled, traveling",
            "don't, won’t, the outage's, the customers'",
            "ROLLBACK and Rollback",
        ],
    )
    def test_what_is_right_is_not_marked(self, english: Speller, text: str) -> None:
        assert wrong(english, text) == []

    def test_suggestions_have_the_capital_of_the_word(self, english: Speller) -> None:
        assert english.suggestions("recieve")[0] == "receive"
        assert english.suggestions("Recieve")[0] == "Receive"
        assert english.suggestions("x" * 200) == ()
        assert len(english.suggestions("teh")) <= 8

    def test_own_words_are_known_and_kept(self) -> None:
        speller = load_speller("en")
        assert wrong(speller, "the flumox") == ["flumox"]
        speller.learn("Flumox")
        assert wrong(speller, "the flumox") == []
        assert words.own_words() == {"Flumox"}
        assert wrong(load_speller("en"), "a flumox") == []

    def test_accepted_words_are_not_kept(self) -> None:
        speller = load_speller("en")
        speller.accept("flumox")
        assert wrong(speller, "the flumox") == []
        assert words.own_words() == frozenset()

    def test_a_list_written_by_hand_stays_as_it_is(self) -> None:
        path = Path(words.words_path())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"one\r\n\n  two  \nthree")
        words.add_word("four")
        assert path.read_bytes() == b"one\r\n\n  two  \nthree\nfour\n"
        assert words.own_words() == {"one", "two", "three", "four"}

    def test_a_list_that_cannot_be_written_is_said(self) -> None:
        path = Path(words.words_path())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one\n")
        path.chmod(stat.S_IRUSR)
        speller = load_speller("en")
        with pytest.raises(CannotSave, match="read-only"):
            speller.learn("flumox")
        assert speller.knows("flumox")
        assert path.read_text() == "one\n"

    def test_a_language_that_there_is_not_is_said_with_those_that_there_are(self) -> None:
        with pytest.raises(
            NoSpeller, match=r"no dictionary for `xx`; the languages are ar, de, en"
        ):
            load_speller("xx")

    def test_a_missing_package_is_said_with_what_to_do(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "spellchecker", None)
        with pytest.raises(NoSpeller, match=r"pip install 'hotwash\[spelling\]'"):
            load_speller("en")


def test_prose_of_the_document_is_judged_and_nothing_else(english: Speller) -> None:
    document = Document(
        SMALL,
        {
            WHAT: "teh pool",
            WHY: ("no tset",),
            CODE: "teh code",
            NOTES: "`teh` fine",
            TIMELINE: (Row({"time": "10:15", "event": "teh alert", "owner": "Teh"}),),
            ACTIONS: (Row({"task": "mend teh pool", "link": "teh", "owner": "teh"}),),
        },
    )
    found = [(hit.passage.path, hit.passage.column) for hit in misspelt_words(document, english)]
    assert found == [(TIMELINE, "event"), (WHAT, ""), (WHY, ""), (ACTIONS, "task")]
