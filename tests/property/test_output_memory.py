"""The bytes of the screen memory make any terminal show what is meant."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pty_driver import Emulator, visible

from hotwash.tui.terminal.cells import cells_of, is_uncertain
from hotwash.tui.terminal.rows import Row
from hotwash.tui.terminal.screen_memory import ScreenMemory
from hotwash.tui.terminal.styles import change

WIDTH, HEIGHT = 54, 9
CODES = ["", "1", "48;5;17", "38;2;1;2;3;48;5;17", "38;5;9", "4;48;5;17", "7", "1;3;9;31;44"]
WORDS = ["a", "ab", "xyz", " ", "              ", "日本", "é", "é", "─│", "10:15", "한", "●"]
WORDS += ["a            b            c", "            a             "]
EMOJI = ["👍", "👨‍👩‍👧", "⚠️", "🇩🇪", "👍🏽", "क्षि", "\ue0b0", "❤️"]


def pieces(words: list[str]) -> st.SearchStrategy[Row]:
    def build(parts: list[tuple[str, str]]) -> Row:
        row = Row([], [])
        for word, code in parts:
            cells, uncertain = cells_of(word)
            row.texts.extend(cells)
            row.codes.extend([code] * len(cells))
            row.uncertain = row.uncertain or uncertain
        # Textual never cuts a wide character at the edge: it puts a blank there.
        if len(row.texts) > WIDTH and row.texts[WIDTH] == "":
            row.texts[WIDTH - 1] = " "
        return row

    part = st.tuples(st.sampled_from(words), st.sampled_from(CODES))
    return st.lists(part, min_size=1, max_size=12).map(build)


def act(words: list[str]) -> st.SearchStrategy[tuple[object, ...]]:
    lines = st.integers(0, HEIGHT - 1)
    mean = st.tuples(st.just("mean"), lines, st.integers(0, WIDTH - 1), pieces(words))
    line = st.tuples(st.just("mean"), lines, st.just(0), pieces(words))
    change = st.tuples(st.just("change"), lines, st.data())
    whole = st.tuples(st.just("scroll"), st.integers(0, 1), st.integers(6, 8), st.integers(-3, 3))
    scroll = st.tuples(st.just("scroll"), lines, lines, st.integers(-4, 4))
    forget = st.tuples(st.just("forget"))
    pen = st.tuples(st.just("pen"))
    return st.one_of(mean, line, change, change, whole, scroll, pen, forget)


def acts(words: list[str]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    """A full screen of different lines, and what is done to it."""
    fill = st.tuples(st.just("fill"), st.lists(pieces(words), min_size=HEIGHT, max_size=HEIGHT))
    return st.tuples(fill, st.lists(act(words), max_size=8)).map(lambda both: [both[0], *both[1]])


def change_some(row: Row, data: st.DataObject) -> Row:
    """The line with a few of its characters replaced by others of the same width."""
    texts, codes = row.texts.copy(), row.codes.copy()
    for x in data.draw(st.lists(st.integers(0, WIDTH - 2), max_size=5)):
        wide = texts[x + 1] == ""
        if texts[x] and not is_uncertain(texts[x]):
            texts[x] = data.draw(st.sampled_from("日本한ｆ" if wide else "ab é●"))
            code = data.draw(st.sampled_from([codes[x], *CODES]))
            codes[x : x + 1 + wide] = [code] * (1 + wide)
    return Row(texts, codes, row.uncertain)


class Narrow(Emulator):
    """A terminal that knows no emoji: each code point of one is a cell, or the whole one is."""

    def draw(self, data: str) -> None:
        for character in data:
            if character == "\u200d" or not is_uncertain(character):
                super().draw(character)
            else:
                super().draw("?")


class Loose(Emulator):
    """A terminal that draws every emoji two cells wide, and one too many."""

    def draw(self, data: str) -> None:
        for character in data:
            super().draw("??" if is_uncertain(character) else character)


def play(screen: Emulator, todo: list[tuple[object, ...]], *, exactly: bool) -> None:
    """Carry the acts out and compare after each."""
    memory = ScreenMemory(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l" + "rubbish " * 80)
    for what, *values in todo:
        if what == "mean":
            y, x, piece = values
            assert isinstance(y, int) and isinstance(x, int) and isinstance(piece, Row)
            memory.mean(y, x, piece)
        elif what == "fill":
            (rows,) = values
            assert isinstance(rows, list)
            for y, row in enumerate(rows):
                memory.mean(y, 0, row)
                memory.mean(y, 0, Row(list(f"{y}{y * 7}"), ["1"] * len(f"{y}{y * 7}")))
        elif what == "change":
            y, data = values
            assert isinstance(y, int) and isinstance(data, st.DataObject)
            memory.mean(y, 0, change_some(memory.meant(y), data))
        elif what == "scroll":
            one, other, shift = values
            assert isinstance(one, int) and isinstance(other, int) and isinstance(shift, int)
            top, bottom = sorted((one, other))
            old = [memory.meant(y) for y in range(HEIGHT)]
            for y in range(top, bottom + 1):
                if top <= y + shift <= bottom:
                    memory.mean(y, 0, old[y + shift])
        elif what == "forget":
            stream.feed("\x1b[m\x1b[H" + "rubbish\r\n" * 8 + "日本\x1b[31m")
            memory.forget()
        else:
            stream.feed("\x1b[5m\x1b[4;4H")
            memory.forget_pen()
        stream.feed(memory.update((3, 4), keep_pen=True))
        assert (screen.cursor.x, screen.cursor.y) == (3, 4)
        compare(screen, memory, exactly=exactly)
    assert memory.update((3, 4), keep_pen=True) == ""


def compare(screen: Emulator, memory: ScreenMemory, *, exactly: bool) -> None:
    meant = Emulator(WIDTH, HEIGHT)
    stream = pyte.Stream(meant)
    for y in range(HEIGHT):
        row = memory.meant(y)
        for x, (text, code) in enumerate(zip(row.texts, row.codes, strict=True)):
            if text and (exactly or not is_uncertain(text)):
                stream.feed(f"\x1b[{y + 1};{x + 1}H{change('', code)}{text}\x1b[m")
                for part in range(2 if row.texts[x + 1 : x + 2] == [""] else 1):
                    have = visible(screen.buffer[y][x + part])
                    want = visible(meant.buffer[y][x + part])
                    assert have == want, f"column {x + part} line {y}"


@settings(max_examples=120, deadline=None)
@given(acts(WORDS))
def test_any_screen_follows_any_other(todo: list[tuple[object, ...]]) -> None:
    play(Emulator(WIDTH, HEIGHT), todo, exactly=True)


@pytest.mark.parametrize("terminal", [Narrow, Loose])
@settings(max_examples=40, deadline=None)
@given(todo=acts(WORDS + EMOJI))
def test_nothing_shifts_where_widths_are_uncertain(
    terminal: type[Emulator], todo: list[tuple[object, ...]]
) -> None:
    play(terminal(WIDTH, HEIGHT), todo, exactly=False)
