"""Random input into the whole program, and what must be true of the document all the time.

    python -m tests.fuzz --keys 100000 --seed 1

The input is keys, pastes with and without marks, clicks, sizes, and what terminals send beside it,
as bytes: focus, mouse reports of every encoding, key reports of every form, answers cut off.

After every change each answer has the shape of its field; now and then the file says what is open,
the Markdown says it too, and at the end of a round undo leads back to the start and redo to the
end. What fails is printed with its seed and its last keys.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.whole_program import document as small
from textual import events
from textual.errors import NoWidget
from textual.message import Message
from textual.pilot import Pilot

from hotwash.editing import new
from hotwash.editing.session import Change, Session
from hotwash.formats.markdown import export, import_markdown, normalised
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import TIMEZONE, TITLE, Field
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens.editor import EditorScreen
from hotwash.tui.terminal.input_events import InputEvents
from hotwash.tui.widgets.form import SectionForm

ROUND = 400
"""Keys to one document, from its opening to undoing it all."""

NAMED = (
    "enter", "tab", "shift+tab", "escape", "backspace", "delete", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown", "shift+up", "shift+down", "alt+up", "alt+down",
    "ctrl+left", "ctrl+right", "shift+left", "shift+right", "ctrl+home", "ctrl+end", "insert",
    "f1", "f2", "f3", "f4", "f4", "f4", "f5", "f6", "f7", "f8", "f9", "ctrl+a", "ctrl+d",
    "ctrl+e", "ctrl+f", "ctrl+g", "ctrl+k", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+r",
    "ctrl+s", "ctrl+t", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x", "ctrl+c", "ctrl+y", "ctrl+z",
    "ctrl+pageup", "ctrl+pagedown", "f10", "f11", "f12", "alt+a", "alt+enter", "ctrl+space",
    "ctrl+underscore",
)  # fmt: skip
TEXTS = (
    *"acejkmnostuvxyzDJKMU?/ .,:;-+#|\\`*_[]<>&~\"'0123456789éß日本🔥",
    "10:15", "1120 ", "now", "+5", "yesterday 23:50", "??", "2026-11-20", "2h 30m", "- [ ] ",
    "```", "---", "<!-- x -->", "[b]x[/b]", "[/x]", "[@click=app.quit]y[/]", "\u202eabc", "e\u0301",
)  # fmt: skip
PASTES = (
    "one\ntwo\nthree", "a\tb\tc\nd\te\tf", "10:15 first\n10:20 second\nno time\n", "x" * 3000,
    "\x1b]52;c;aGk=\x07 \x9b31m \x00 \x7f", "crlf\r\nline\rend", "| a | b |\n|---|---|\n| 1 | 2 |",
    "- [x] done - Owner: Bo\n- [ ] open", "\n\n\n", "   ", "\ufeff\u2028\u2029", "'''\"\"\"\\",
)  # fmt: skip
PLACES_OF_THE_MOUSE = ("1", "40", "12.5", "-3", "NaN", "1e3", "-Infinity", "999999", "")
MOUSE = (
    "\x1b[<{0};{1};{2}M", "\x1b[<{0};{1};{2}m", "\x1b[{0};{1};{2}M", "\x1b[M#!!", "\x1b[M\x20~\x20",
)  # fmt: skip
REPORTS = (
    "\x1b[O", "\x1b[I", "\x1b[O\x1b[I", "\x1b[99;99X", "\x1b[65;30;97;1;0;1_", "\x1b^pm\x1b\\",
    "\x1b_apc\x1b\\", "\x1b]52;c;aGk=", "\x1b]11;rgb:1/1/1\x07", "\x1bP1$r0m\x1b\\", "\x1b[?62;22c",
    "\x1b[48;36;120;0;0t", "\x1b[48;36;120;720;1200t", "\x1b[?2026;2$y", "\x1b[24;80R", "\x1b[",
    "\x1b", "\x1b[1;3A", "\x1b\r", "\x1bO", "\x1b[[A", "\x9b1~",
)  # fmt: skip
KEY_CODES = (
    "97", "97:65", "1089::99", "13", "27", "9", "127", "32", "57414", "57441", "1", "0", "",
    "55296", "1114112", "99999999999", "8364", "57345", "65:97:98:99",
)  # fmt: skip
KEY_STATES = ("", "1", "2", "3", "5", "6", "65", "1:1", "1:2", "1:3", "5:3", "9", "999", "x")
KEY_TEXTS = ("", "97", "65", "101:769", "12288", "27", "1114112", "13")


@dataclass(slots=True)
class Broken(AssertionError):
    """What was not true, with the keys before it."""

    what: str
    keys: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.what}\nlast keys: {self.keys[-40:]}"


def misshapen(document: Document) -> str:
    """What is wrong with the shape of an answer; empty when nothing is."""
    fields = document.template.by_path
    for path, answer in document.answers.items():
        known = fields.get(path)
        if known is None and path not in (TITLE, TIMEZONE):
            return f"{path} is no field"
        wrong = _wrong(known, answer)
        if wrong:
            return f"{path}: {wrong}: {answer!r:.200}"
    return ""


def _wrong(known: Field | None, answer: Answer) -> str:
    if not answer:
        return "an empty answer"
    if isinstance(answer, str):
        return "a text" if known is not None and (known.kind.is_rows or known.kind.is_list) else ""
    if known is None or not (known.kind.is_rows or known.kind.is_list):
        return "rows or items"
    if known.kind.is_list:
        return "" if all(isinstance(item, str) and item for item in answer) else "odd items"
    rows = [row for row in answer if isinstance(row, Row)]
    if len(rows) != len(answer):
        return "items among rows"
    if len({row.id for row in rows}) != len(rows):
        return "one row twice"
    keys = {column.key for column in known.columns} | {"moment", "evidence", "done", "link"}
    for row in rows:
        if any(not isinstance(text, str) or not text for text in row.cells.values()):
            return "an empty cell"
        if not row.cells.keys() <= keys:
            return f"cells of no column: {row.cells.keys() - keys}"
    return ""


class Fuzzer:
    """One round of keys to one document.

    Args:
        path: Where the document is written.
        seed: What the keys are drawn from.
        text: The document at first.
    """

    def __init__(self, path: Path, seed: int, text: str) -> None:
        self.path = path
        self.numbers = random.Random(seed)
        self.keys: list[str] = []
        path.write_text(text, encoding="utf-8")
        self.app = HotwashApp(opened=new.open_any(str(path)))
        self.app.suspend = nullcontext  # type: ignore[assignment,method-assign]
        self.terminal = InputEvents()
        self.clock = 0.0

    @property
    def session(self) -> Session:
        """The session of the document."""
        assert self.app.opened is not None
        return self.app.opened.session

    async def run(self, keys: int = ROUND) -> int:
        """Send keys and check; return how many were sent before the program was left.

        Raises:
            Broken: Something is not true.
        """
        opened = self.app.opened
        start = self.session.document
        self.session.subscribe(self._changed)
        async with self.app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            while len(self.keys) < keys:
                for _ in range(self.numbers.choice((1, 1, 1, 3, 8))):
                    await self._one(pilot)
                await pilot.pause()
                if self.app.return_code is not None or self.app.opened is not opened:
                    break
                if self.numbers.random() < 0.04:
                    await self._check_files(pilot)
            if self.app.return_code is None and self.app.opened is opened:
                self._check_history(start)
                await pilot.pause()
                await self._check_files(pilot)
                self._check_widgets()
            if self.app.opened is not None:
                self.app.opened.close()
        return len(self.keys)

    async def _one(self, pilot: Pilot[Any]) -> None:
        """Send a key, a paste, a click, or another size."""
        kind = self.numbers.random()
        driver = self.app._driver
        assert driver is not None
        if kind < 0.02:
            text = self.numbers.choice(PASTES)
            self.keys.append(f"paste {text[:20]!r}")
            driver.send_message(events.Paste(text))
        elif kind < 0.04:
            width, height = self.app.size
            at = (self.numbers.randrange(max(1, width)), self.numbers.randrange(max(1, height)))
            self.keys.append(f"click {at}")
            with suppress(NoWidget):  # one screen gives way to another
                await pilot.click(offset=at, times=self.numbers.choice((1, 1, 2)))
        elif kind < 0.05:
            size = (self.numbers.randint(1, 160), self.numbers.randint(1, 50))
            size = self.numbers.choice([size, (120, 36), (80, 24)])
            self.keys.append(f"size {size}")
            await pilot.resize_terminal(*size)
        elif kind < 0.1:
            self._send_bytes(self._report())
        elif kind < 0.5:
            for character in self.numbers.choice(TEXTS):
                self._send(character)
        else:
            self._send(self.numbers.choice(NAMED))

    def _report(self) -> str:
        """What a terminal may send beside keys, or a paste without marks."""
        choose = self.numbers.choice
        kind = self.numbers.random()
        if kind < 0.3:
            places = (choose(PLACES_OF_THE_MOUSE) for _ in range(2))
            return choose(MOUSE).format(choose((0, 2, 3, 32, 35, 64, 65, 67, 99, 300)), *places)
        if kind < 0.55:
            fields = (choose(KEY_CODES), choose(KEY_STATES), choose(KEY_TEXTS))
            final = choose("uuuu~ABHPZ")
            return f"\x1b[{';'.join(fields[: choose((1, 2, 3))])}{final}"
        if kind < 0.65:
            return f"\x1b[27;{choose(KEY_STATES)};{choose(KEY_CODES)}~"
        if kind < 0.75:
            return f"\x1b{choose('adefjkmnux1?/ é')}"
        return choose(PASTES).replace("\x1b", "") if kind < 0.85 else choose(REPORTS)

    def _send_bytes(self, data: str) -> None:
        """Send as a terminal does, in one read or in two."""
        self.keys.append(repr(data)[:60])
        sent = data.encode(errors="surrogateescape")
        at = self.numbers.randrange(len(sent) + 1)
        for part in self.numbers.choice(((sent,), (sent[:at], sent[at:]))):
            self.clock += self.numbers.choice((0.001, 0.02, 0.2))
            self._arrived(self.terminal.feed(part, self.clock))
        while self.terminal.deadline is not None:
            self.clock = max(self.clock, self.terminal.deadline)
            self._arrived(self.terminal.tick(self.clock))
        self.clock += 1

    def _arrived(self, messages: list[Message]) -> None:
        driver = self.app._driver
        assert driver is not None
        for message in messages:
            if not isinstance(message, events.Resize):
                driver.process_message(message)

    def _send(self, key: str) -> None:
        self.keys.append(key)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(events.Key(key, key if len(key) == 1 else None))

    def _changed(self, change: Change) -> None:
        wrong = misshapen(self.session.document)
        if wrong:
            raise Broken(wrong, self.keys)

    async def _check_files(self, pilot: Pilot[Any]) -> None:
        """The file says what is open, and so does the Markdown."""
        for screen in self.app.screen_stack:
            if isinstance(screen, EditorScreen):
                screen.hand_over()
        await pilot.pause()
        assert self.app.opened is not None
        if not self.app.opened.flush():
            raise Broken("nothing was saved in time", self.keys)
        for _ in range(200):
            if self.app.opened.clean:
                break
            await asyncio.sleep(0.02)
        open_now = self.session.document
        if not self.app.opened.clean:
            problem = getattr(self.app.screen_stack[-1], "trouble", "")
            raise Broken(f"not saved: {problem}", self.keys)
        on_disk = new.open_any(str(self.path)).session.document
        self._same("the file", on_disk.answers, open_now.answers)
        markdown = export(open_now)
        again = import_markdown(markdown, [open_now.template], forced=open_now.template).document
        self._same("the Markdown", again.answers, normalised(open_now).answers)
        if export(again) != markdown:
            raise Broken("the Markdown of the Markdown is another", self.keys)

    def _same(self, what: str, one: Any, other: Any) -> None:
        for path in {**one, **other}:
            if one.get(path) != other.get(path):
                told = (
                    f"{what} has {path} = {one.get(path)!r:.600}, open is {other.get(path)!r:.600}"
                )
                raise Broken(told, self.keys)

    def _check_history(self, start: Document) -> None:
        """Undo leads back to the start, redo to the end."""
        session = self.session
        while session.redo() is not None:
            pass
        end = session.document
        while session.undo() is not None:
            pass
        self._same("undoing all", session.document.answers, start.answers)
        while session.redo() is not None:
            pass
        self._same("redoing all", session.document.answers, end.answers)

    def _check_widgets(self) -> None:
        """The widgets show the document: handing over what they show changes nothing."""
        before = self.session.document
        for screen in self.app.screen_stack:
            if isinstance(screen, EditorScreen):
                for form in screen.query(SectionForm):
                    form.display = True
                screen.forms.flush()
        if self.session.document != before:
            raise Broken("a widget shows something else", self.keys)


STARTS = (small(), 'template = "standard"\n')


async def fuzz(keys: int, seed: int, folder: Path) -> int:
    """Send at least so many keys in rounds; return how many it were."""
    sent = 0
    os.environ.pop("VISUAL", None)
    os.environ["EDITOR"] = "true"  # edits nothing
    while sent < keys:
        number = seed * 1_000_003 + sent
        path = folder / f"round-{number}.toml"
        fuzzer = Fuzzer(path, number, STARTS[number % len(STARTS)])
        try:
            sent += max(1, await fuzzer.run(min(ROUND, keys - sent)))
        except Exception as error:
            raise Broken(f"round {number}: {type(error).__name__}: {error}", fuzzer.keys) from error
    return sent


def main() -> int:
    """Run it as a command."""
    parser = argparse.ArgumentParser(description="random keys into the whole program")
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hotwash-fuzz-") as folder:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        os.chdir(folder)
        began = time.monotonic()
        print(f"seed {chosen.seed}", flush=True)
        sent = asyncio.run(fuzz(chosen.keys, chosen.seed, Path(folder)))
        print(f"{sent} keys in {time.monotonic() - began:.0f} s, all as it must be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
