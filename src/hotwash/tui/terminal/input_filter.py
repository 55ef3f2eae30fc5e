"""What comes from the terminal, made safe before it is read as keys.

A terminal sends keys, pastes and answers to questions on one line. Three things on it must not
become keystrokes: what stands inside a paste, even when the pasted text itself holds the mark
that ends a paste; answers that come late (device attributes, colours, clipboard, keyboard
protocol); and the second half of a sequence that a slow line has split. The filter knows nothing
of Textual: it takes decoded text and the time, and gives text for the key parser, pastes, and
single Escapes.
"""

from __future__ import annotations

from hotwash.patterns import lazy_pattern

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

QUARANTINE = 0.05
"""Seconds after the end of a paste in which a second end mark shows that the first was pasted."""
HOLD = 0.5
"""Seconds that the beginning of a sequence is kept for its end to come over a slow line."""
PASTE_SILENCE = 2.0
"""Seconds of silence inside a paste after which a single key ends it: its end mark was lost."""
LONGEST_ANSWER = 1 << 18
"""Characters of an answer (a clipboard may be long) that are waited for before giving up."""

_CSI = lazy_pattern(r"\x1b\[[0-?]*[ -/]*[@-~]")
_CSI_BEGUN = lazy_pattern(r"\x1b\[[0-?]*[ -/]*\Z")
# Never keys: private answers but for mode reports, which the key parser reads; status and window
# reports but for in-band sizes, which it reads too.
_CSI_ANSWER = lazy_pattern(
    r"\x1b\[(?:[?>=][0-?]*(?:[ -#%-/]*[@-~]|\$[@-xz~])|[0-9;]+n|(?!48;)[0-9;]+t)\Z"
)
_STRING = lazy_pattern(
    r"\x1b(?:\][0-9][^\x07\x1b]*(?:\x07|\x1b\\)|P[0-9;>!$+|{=?][^\x1b]*\x1b\\|_G[^\x1b]*\x1b\\)"
)
_STRING_BEGUN = lazy_pattern(
    r"\x1b(?:\](?:[0-9][^\x07\x1b]*\x1b?)?|P(?:[0-9;>!$+|{=?][^\x1b]*\x1b?)?|_(?:G[^\x1b]*\x1b?)?)\Z"
)


class Pasted:
    """A whole paste: line ends are line feeds, NULs are gone, all else is as it came."""

    # No dataclass, here and below: making one costs a millisecond at each start.
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Escape:
    """The Escape key alone: nothing followed it in time."""

    __slots__ = ()


Piece = str | Pasted | Escape


class InputFilter:
    """Sorts what the terminal sends.

    Args:
        escape_delay: Seconds after which an ESC with nothing behind it is the Escape key.
    """

    def __init__(self, escape_delay: float = 0.1) -> None:
        self._escape_delay = escape_delay
        self._rest = ""
        self._paste: list[str] | None = None
        self._ended: str | None = None
        self._ended_at = 0.0
        self._time = 0.0
        self.deadline: float | None = None
        """When `tick` has something to do, in the clock of `feed`; None when nothing waits."""

    def feed(self, data: str, now: float) -> list[Piece]:
        """Take what was read at a time (seconds of any clock) and give what is certain of it."""
        if self._ended is not None and now >= self._ended_at + QUARANTINE:
            return [*self.tick(now), *self.feed(data, now)]
        silence, self._time = now - self._time, now
        lost = self._paste is not None and silence > PASTE_SILENCE
        if lost and (len(data) == 1 or _CSI.fullmatch(data)) and data != PASTE_END:
            done = self._finish_paste()
            return [*done, *self._sort(data)]
        return self._sort(self._take_rest() + data)

    def tick(self, now: float) -> list[Piece]:
        """Give what has waited long enough for its end."""
        if self.deadline is None or now < self.deadline:
            return []
        if self._ended is not None:
            pieces: list[Piece] = [Pasted(self._ended)]
            self._ended, rest = None, self._take_rest()
            return [*pieces, *self._sort(rest)]
        rest = self._take_rest()
        if rest == "\x1b":
            return [Escape()]
        # Alt with [, ] or O; what is longer was not typed by hand.
        return [rest] if len(rest) == 2 else []

    def _take_rest(self) -> str:
        rest, self._rest, self.deadline = self._rest, "", None
        return rest

    def _wait(self, rest: str, seconds: float) -> None:
        self._rest, self.deadline = rest, self._time + seconds

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
                    self._rest, self.deadline = data, self._ended_at + QUARANTINE
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
        """Pass keys on and drop answers, up to the start of a paste or what is unfinished."""
        at = data.find("\x1b")
        if at < 0:
            pieces.append(data)
            return ""
        if at:
            pieces.append(data[:at])
            data = data[at:]
        if data.startswith(PASTE_START):
            self._paste = []
            return data[len(PASTE_START) :]
        if match := _CSI.match(data):
            sequence = match[0]
            if not _CSI_ANSWER.fullmatch(sequence) and sequence != PASTE_END:
                pieces.append(sequence)
            return data[match.end() :]
        if match := _STRING.match(data):
            return data[match.end() :]
        if data == "\x1b":
            self._wait(data, self._escape_delay)
            return ""
        begun = _CSI_BEGUN.match(data) or _STRING_BEGUN.match(data) or data == "\x1bO"
        if begun and len(data) < LONGEST_ANSWER:
            self._wait(data, HOLD)
            return ""
        # ESC and a key is Alt and that key; the parser knows the rest of its names.
        end = 3 if data[1] == "O" else 2
        if data[1] == "\x1b":
            pieces.append(Escape())
            end = 1
        else:
            pieces.append(data[:end])
        return data[end:]

    def _finish_paste(self) -> list[Piece]:
        text = _plain("".join(self._paste or []) + self._take_rest())
        self._paste = None
        return [Pasted(text)] if text else []


def _plain(text: str) -> str:
    """A pasted text with plain line ends: terminals send a carriage return for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _partial(text: str, mark: str) -> int:
    """How many characters at the end of a text may be the beginning of a mark."""
    for size in range(min(len(mark) - 1, len(text)), 0, -1):
        if mark.startswith(text[-size:]):
            return size
    return 0
