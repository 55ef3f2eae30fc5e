"""The bytes of the screen memory make any terminal show what is meant."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pty_driver import Emulator, visible

from hotwash.tui.terminal.cells import cells_of, is_uncertain
from hotwash.tui.terminal.rows import ScreenLine
from hotwash.tui.terminal.screen_memory import ScreenMemory
from hotwash.tui.terminal.styles import change

WIDTH, HEIGHT = 54, 9
CODES = ["", "1", "48;5;17", "38;2;1;2;3;48;5;17", "38;5;9", "4;48;5;17", "7", "1;3;9;31;44"]
WORDS = ["a", "ab", "xyz", " ", "              ", "日本", "é", "é", "─│", "10:15", "한", "●"]
WORDS += ["a            b            c", "            a             "]
EMOJI = ["👍", "👨‍👩‍👧", "⚠️", "🇩🇪", "👍🏽", "क्षि", "\ue0b0", "❤️"]


def pieces(words: list[str]) -> st.SearchStrategy[ScreenLine]:
    def build(parts: list[tuple[str, str]]) -> ScreenLine:
        row = ScreenLine([], [])
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
    columns = st.integers(0, WIDTH)
    move = st.tuples(st.just("move"), lines, columns, columns, st.integers(1, 9), pieces(words))
    forget = st.tuples(st.just("forget"))
    pen = st.tuples(st.just("pen"))
    return st.one_of(mean, line, change, change, move, move, whole, scroll, pen, forget)


def acts(words: list[str]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    """A full screen of different lines, and what is done to it."""
    fill = st.tuples(st.just("fill"), st.lists(pieces(words), min_size=HEIGHT, max_size=HEIGHT))
    return st.tuples(fill, st.lists(act(words), max_size=8)).map(lambda both: [both[0], *both[1]])


def change_some(row: ScreenLine, data: st.DataObject) -> ScreenLine:
    """The line with a few of its characters replaced by others of the same width."""
    texts, codes = row.texts.copy(), row.codes.copy()
    for x in data.draw(st.lists(st.integers(0, WIDTH - 2), max_size=5)):
        wide = texts[x + 1] == ""
        if texts[x] and not is_uncertain(texts[x]):
            texts[x] = data.draw(st.sampled_from("日本한ｆ" if wide else "ab é●"))
            code = data.draw(st.sampled_from([codes[x], *CODES]))
            codes[x : x + 1 + wide] = [code] * (1 + wide)
    return ScreenLine(texts, codes, row.uncertain)


def move_some(
    row: ScreenLine, column: int, other: int, cells: int, piece: ScreenLine
) -> ScreenLine:
    """The line with cells taken away at one column and others put in at another."""
    texts, codes = row.texts.copy(), row.codes.copy()
    del texts[column : column + cells], codes[column : column + cells]
    short = WIDTH - len(texts)
    fill = ScreenLine((piece.texts + [" "] * short)[:short], (piece.codes + [""] * short)[:short])
    texts[other:other], codes[other:other] = fill.texts, fill.codes
    for x, text in enumerate(texts):  # no wide character may be left in half
        second = x > 0 and cells_of(texts[x - 1])[0][1:] == ("",)
        first = cells_of(text)[0][1:] == ("",)
        if (text == "" and not second) or (first and texts[x + 1 : x + 2] != [""]):
            texts[x] = " "
    return ScreenLine(texts, codes, row.uncertain or piece.uncertain)


class Filling(Emulator):
    """A terminal with its own mind about what stands where cells were inserted or deleted."""

    def insert_characters(self, count: int | None = None) -> None:
        super().insert_characters(count)
        self._fill(self.cursor.x, count or 1)

    def delete_characters(self, count: int | None = None) -> None:
        super().delete_characters(count)
        self._fill(self.columns - (count or 1), count or 1)

    def _fill(self, x: int, count: int) -> None:
        line = self.buffer[self.cursor.y]
        for column in range(max(0, x), min(x + count, self.columns)):
            line[column] = self.default_char._replace(data="#", bg="red")


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
            assert isinstance(y, int) and isinstance(x, int) and isinstance(piece, ScreenLine)
            memory.set_target(y, x, piece)
        elif what == "fill":
            (rows,) = values
            assert isinstance(rows, list)
            for y, row in enumerate(rows):
                memory.set_target(y, 0, row)
                memory.set_target(y, 0, ScreenLine(list(f"{y}{y * 7}"), ["1"] * len(f"{y}{y * 7}")))
        elif what == "change":
            y, data = values
            assert isinstance(y, int) and isinstance(data, st.DataObject)
            memory.set_target(y, 0, change_some(memory.target(y), data))
        elif what == "move":
            y, column, other, cells, piece = values
            assert isinstance(y, int) and isinstance(column, int) and isinstance(other, int)
            assert isinstance(cells, int) and isinstance(piece, ScreenLine)
            memory.set_target(y, 0, move_some(memory.target(y), column, other, cells, piece))
        elif what == "scroll":
            one, other, shift = values
            assert isinstance(one, int) and isinstance(other, int) and isinstance(shift, int)
            top, bottom = sorted((one, other))
            old = [memory.target(y) for y in range(HEIGHT)]
            for y in range(top, bottom + 1):
                if top <= y + shift <= bottom:
                    memory.set_target(y, 0, old[y + shift])
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
        row = memory.target(y)
        for x, (text, code) in enumerate(zip(row.texts, row.codes, strict=True)):
            if text and (exactly or not is_uncertain(text)):
                stream.feed(f"\x1b[{y + 1};{x + 1}H{change('', code)}{text}\x1b[m")
                for part in range(2 if row.texts[x + 1 : x + 2] == [""] else 1):
                    have = visible(screen.buffer[y][x + part])
                    want = visible(meant.buffer[y][x + part])
                    assert have == want, f"column {x + part} line {y}"


@pytest.mark.parametrize("terminal", [Emulator, Filling])
@settings(max_examples=60, deadline=None)
@given(todo=acts(WORDS))
def test_any_screen_follows_any_other(
    terminal: type[Emulator], todo: list[tuple[object, ...]]
) -> None:
    play(terminal(WIDTH, HEIGHT), todo, exactly=True)


@pytest.mark.parametrize("terminal", [Emulator, Filling])
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 36), min_size=1, max_size=8),
    st.integers(0, 16),
    st.lists(st.sampled_from(CODES), min_size=3, max_size=3),
)
def test_cells_that_move_within_a_line(
    terminal: type[Emulator], places: list[int], edge: int, codes: list[str]
) -> None:
    memory, screen = ScreenMemory(WIDTH, HEIGHT), terminal(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    right = WIDTH - edge
    line = [f"{number * 7919 % 35:x}"[-1] for number in range(right)]
    beside = ScreenLine([*"│preview of what is typed"][:edge], [codes[0]] * min(edge, 24))
    for place in (0, *places):
        deletes = place % 3 == 0
        new = " !"[place % 2]
        line = [*line[:place], *line[place + 1 :], new] if deletes else line
        line = line if deletes else [*line[:place], new, *line[place:]][:right]
        colours = [codes[1]] * right
        colours[place : place + 1] = [codes[2]]
        memory.set_target(3, 0, ScreenLine(line, colours))
        memory.set_target(3, right, beside)
        stream.feed(memory.update((3, 4), keep_pen=True))
        compare(screen, memory, exactly=True)


@pytest.mark.parametrize(
    ("beside", "moves", "expected"),
    [
        ("│ preview", True, "\x1b[42G\x1b[P\x1b[6G\x1b[@!"),
        ("│ preview", False, "!what happened that"),
        ("│ 日本語", True, "!what happened that"),
    ],
)
def test_a_letter_typed_into_a_line_moves_its_rest(beside: str, moves: bool, expected: str) -> None:
    memory = ScreenMemory(WIDTH, HEIGHT, moves_cells=moves)
    for text in (
        "     what happened that night, and then",
        "     !what happened that night, and then",
    ):
        cells, _ = cells_of(text.ljust(42) + beside)
        memory.set_target(2, 0, ScreenLine([*cells], [""] * len(cells)))
        sent = memory.update((0, 2), keep_pen=True)
    assert expected in sent
    assert beside not in sent
