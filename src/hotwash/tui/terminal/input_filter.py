"""What comes from the terminal, sorted before it is read as keys.

A terminal sends keys, pastes, reports and answers to questions on one line. What is no key must
not become one: what stands inside a paste, even when the pasted text itself holds the mark that
ends a paste, and also where a paste has no marks (see `bursts`); answers that come late (device
attributes, colours, clipboard, keyboard protocol); reports of any form, known or not (see
`sequences`); and the second half of a sequence that a slow line has split. The filter knows
nothing of Textual: it takes decoded text and the time, and gives characters, keys, pastes, and
reports in a form that is known.
"""

from __future__ import annotations

from hotwash.patterns import lazy_pattern
from hotwash.tui.terminal import key_reports, reports, sequences
from hotwash.tui.terminal.bursts import TEXT_PER_KEY, Burst
from hotwash.tui.terminal.key_reports import Press
from hotwash.tui.terminal.sequences import Form

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

QUARANTINE = 0.05
"""Seconds after the end of a paste in which a second end mark shows that the first was pasted."""
HOLD = 0.5
"""Seconds that the beginning of a sequence is kept for its end to come over a slow line."""
PASTE_SILENCE = 2.0
"""Seconds of silence inside a paste after which a single key ends it: its end mark was lost."""
TYPED = 0.05
"""Seconds before a single character inside an answer which show that it was typed: the rest of the
answer is lost."""

_LONGEST_CONTROL = 256
_LONGEST_KEPT = 4096
_START = lazy_pattern("[\x1b\x80-\x9f]")
_INTRODUCERS = {chr(ord(second) + 0x40): f"\x1b{second}" for second in "OPX[]^_"}
"""The beginnings of sequences as one character, as the standard has them too."""
_STRING_ENDS = "\\\x07\x18\x1a\x1b\x9c"


class Pasted:
    """A whole paste: line ends are line feeds, NULs are gone, all else is as it came.

    Args:
        text: The text.
        marked: Whether the terminal said where it begins and ends.
    """

    # No dataclass, here and below: making one costs a millisecond at each start.
    __slots__ = ("marked", "text")

    def __init__(self, text: str, *, marked: bool = True) -> None:
        self.text = text
        self.marked = marked


class TerminalReport:
    """What the terminal reports besides keys, in a form that is known: see `reports`."""

    __slots__ = ("sequence",)

    def __init__(self, sequence: str) -> None:
        self.sequence = sequence


Piece = str | Press | Pasted | TerminalReport
"""Characters that were typed (never an ESC among them), a key, a paste, or a report."""


class InputFilter:
    """Sorts what the terminal sends.

    Args:
        escape_delay: Seconds after which an ESC with nothing behind it is the Escape key.
    """

    def __init__(self, escape_delay: float = 0.1) -> None:
        self._escape_delay = escape_delay
        self._rest = ""
        self._rest_until: float | None = None
        self._paste: list[str] | None = None
        self._ended: str | None = None
        self._ended_at = 0.0
        self._time = 0.0
        self._burst: Burst | None = None
        self._behind: list[Piece] = []
        """What came within the burst besides its text, in the order of the whole."""

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, in the clock of `feed`; None when nothing waits."""
        known = [self._rest_until, self._burst.deadline if self._burst is not None else None]
        return min((at for at in known if at is not None), default=None)

    def feed(self, data: str, now: float) -> list[Piece]:
        """Take what was read at a time (seconds of any clock) and give what is certain of it.

        Args:
            data: The text; bytes that are no UTF-8 are lone surrogates in it (`surrogateescape`).
            now: The time.
        """
        due = self.tick(now)
        pieces = self._collect(self._read(data, now), now)
        return [*due, *pieces]

    def tick(self, now: float) -> list[Piece]:
        """Give what has waited long enough for its end."""
        pieces: list[Piece] = []
        if self._burst is not None and now >= self._burst.deadline:
            pieces += self._end_burst()
        if self._rest_until is not None and now >= self._rest_until:
            pieces += self._give_up()
        return pieces

    # --- bursts

    def _collect(self, pieces: list[Piece], now: float) -> list[Piece]:
        """Keep text that may be a paste without marks; pass all else on."""
        if self._burst is None:
            if not _may_be_burst(pieces):
                return _as_keys(pieces)
            self._burst = Burst()
        for piece in pieces:
            if isinstance(piece, str):
                self._burst.add(piece, now)
            elif isinstance(piece, Press):
                self._burst.add_key(now)
            self._behind.append(piece)
        return []

    def _end_burst(self) -> list[Piece]:
        burst, pieces = self._burst, self._behind
        self._burst, self._behind = None, []
        if burst is None or not burst.is_paste:
            return _as_keys(pieces)
        first = next(at for at, piece in enumerate(pieces) if isinstance(piece, str))
        rest = [piece for piece in pieces if isinstance(piece, Pasted | TerminalReport)]
        before = [piece for piece in pieces[:first] if piece in rest]
        return [*before, *_unmarked_paste(_plain(burst.pasted)), *rest[len(before) :]]

    # --- sequences and pastes with marks

    def _read(self, data: str, now: float) -> list[Piece]:
        """Sort what was read into pieces."""
        silence, self._time = now - self._time, now
        lone = len(data) == 1 or (data.startswith("\x1b") and _is_one_key(data))
        if self._paste is not None:
            if silence > PASTE_SILENCE and lone and data != PASTE_END:
                return [*self._finish_paste(), *self._sort(data)]
        elif silence > TYPED and self._is_typed_behind_string(data):
            return [*self._give_up(), *self._sort(data)]
        return self._sort(self._take_rest() + data)

    def _is_typed_behind_string(self, data: str) -> bool:
        """Whether a key comes where the rest of a string that a terminal sends should."""
        rest = self._rest
        if len(rest) < 2 or not sequences.is_string(rest) or rest[-1] == "\x1b":
            return False
        return len(data) == 1 and data not in _STRING_ENDS

    def _take_rest(self) -> str:
        rest, self._rest, self._rest_until = self._rest, "", None
        return rest

    def _wait(self, rest: str, seconds: float) -> None:
        self._rest, self._rest_until = rest, self._time + seconds

    def _give_up(self) -> list[Piece]:
        """What is made of a beginning whose end has not come."""
        rest = self._take_rest()
        if self._ended is not None:
            pieces: list[Piece] = [Pasted(self._ended)]
            self._ended = None
            return [*pieces, *self._sort(rest)]
        if rest == "\x1b":
            return [Press("escape")]
        if len(rest) == 2:
            return [*key_reports.alt(rest[1])]
        if sequences.is_string(rest) and not sequences.is_answer(rest):
            # No terminal answers so: it was Alt and a key, and a text after it.
            return [*key_reports.alt(rest[1]), *self._sort(rest[2:])]
        return []

    def _sort(self, data: str) -> list[Piece]:
        pieces: list[Piece] = []
        while data or self._ended is not None:
            if self._ended is not None:
                before, mark, after = data.partition(PASTE_END)
                if PASTE_START in before:
                    pieces.append(Pasted(self._ended))
                    self._ended = None
                elif mark:
                    self._end_paste(self._ended + _plain(PASTE_END + before))
                    data = after
                else:
                    self._rest, self._rest_until = data, self._ended_at + QUARANTINE
                    return pieces
            elif self._paste is not None:
                data = self._inside_paste(data)
            else:
                data = self._outside_paste(data, pieces)
        return pieces

    def _inside_paste(self, data: str) -> str:
        """Collect up to the end mark; return what stands behind it."""
        assert self._paste is not None
        before, mark, after = data.partition(PASTE_END)
        if mark:
            self._end_paste(_plain("".join([*self._paste, before])))
            return after
        keep = _partial(before, PASTE_END)
        self._paste.append(before[: len(before) - keep])
        self._rest = before[len(before) - keep :]
        return ""

    def _end_paste(self, text: str) -> None:
        self._ended, self._paste, self._ended_at = text, None, self._time

    def _outside_paste(self, data: str, pieces: list[Piece]) -> str:
        """Pass on what is known, up to the start of a paste or what is unfinished."""
        start = _START.search(data)
        at = start.start() if start else len(data)
        if at:
            pieces.append(_mended(data[:at]))
            return data[at:]
        if data[0] != "\x1b":
            return _INTRODUCERS.get(data[0], "") + data[1:]
        if data.startswith(PASTE_START):
            self._paste = []
            return data[len(PASTE_START) :]
        form, size = sequences.measure(data)
        if form is Form.BEGUN:
            self._begin(data)
            return ""
        pieces += _pieces(form, data[:size])
        return data[size:]

    def _begin(self, data: str) -> None:
        """Keep the beginning of a sequence for its end to come."""
        if data == "\x1b":
            self._wait(data, self._escape_delay)
            return
        if not sequences.is_string(data):
            data = data[:_LONGEST_CONTROL]
        elif len(data) > _LONGEST_KEPT and sequences.is_answer(data):
            data = data[:3] + ("\x1b" if data.endswith("\x1b") else "")
        self._wait(data, HOLD)

    def _finish_paste(self) -> list[Piece]:
        text = _plain("".join(self._paste or []) + self._take_rest())
        self._paste = None
        return [Pasted(text)] if text else []


def _pieces(form: Form, sequence: str) -> list[Piece]:
    """What a whole sequence means; nothing when it means nothing."""
    if form is Form.ESCAPE:
        return [Press("escape")]
    if form is Form.ALT:
        return [*key_reports.alt(sequence[1])]
    keys = key_reports.read_report(sequence) if form in (Form.FUNCTION, Form.CONTROL) else ()
    if keys:
        return [*keys]
    if form in (Form.CONTROL, Form.MOUSE) and (report := reports.passed_on(sequence)):
        return [TerminalReport(report)]
    return []


def _is_one_key(data: str) -> bool:
    form, size = sequences.measure(data)
    return form is Form.CONTROL and size == len(data)


def _may_be_burst(pieces: list[Piece]) -> bool:
    """Whether what was read at once may be the beginning of a paste without marks."""
    text = sum(len(piece) for piece in pieces if isinstance(piece, str))
    keys = any(isinstance(piece, Press) for piece in pieces)
    pastes = any(isinstance(piece, Pasted) for piece in pieces)
    return text >= (TEXT_PER_KEY if keys else 2) and not pastes


def _unmarked_paste(text: str) -> list[Piece]:
    """A paste without marks; a line end before or behind a single line is Enter."""
    line = text.strip("\n")
    if "\n" in line:
        return [Pasted(text, marked=False)]
    head, tail = text.split(line)
    parts = (head.replace("\n", "\r"), Pasted(line, marked=False), tail.replace("\n", "\r"))
    return [part for part in parts if part]


def _as_keys(pieces: list[Piece]) -> list[Piece]:
    """Pieces with text as the keys that it was typed with: a line feed is Enter too."""
    return [
        piece.replace("\r\n", "\r").replace("\n", "\r") if isinstance(piece, str) else piece
        for piece in pieces
    ]


def _mended(text: str) -> str:
    """A text in which bytes that were no UTF-8 are U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _plain(text: str) -> str:
    """A pasted text with plain line ends: terminals send a carriage return for each."""
    return _mended(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _partial(text: str, mark: str) -> int:
    """How many characters at the end of a text may be the beginning of a mark."""
    for size in range(min(len(mark) - 1, len(text)), 0, -1):
        if mark.startswith(text[-size:]):
            return size
    return 0
