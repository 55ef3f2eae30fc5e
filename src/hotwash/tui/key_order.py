"""Keys in a burst, in their order: each finds the screen as the one before it has left it.

Over a slow line keys come many at a time: a tab's key, and the words that belong on that tab.
Textual hands a key on and takes the next one before the first has had its effect, so that words
go into the field that was left, or nowhere. Here the next key waits until the one before has gone
its whole way: through the widget with the focus and all around it, until a dialog that it opened
is up and a tab that it shows is built. Text typed into a field waits for nobody. What a key stands
for (see `unbound_keys`) is asked when its turn comes, for that depends on where it acts.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

from hotwash.tui.protocols import Arrives, GivesWay, TakesLines, UsesKeys
from hotwash.tui.terminal.unmarked import UnmarkedPaste
from hotwash.tui.typed import typed
from hotwash.tui.unbound_keys import character_of, meaning

if TYPE_CHECKING:
    _Base = App[None]
else:
    _Base = object

_Typed = events.Key | events.Paste | UnmarkedPaste

LONGEST = 5.0
"""Seconds that a key waits at most for the one before it.

A busy machine may need more than one for a dialog that closes and a tab that is built; a key that
does not wait for them goes into the field that is being left.
"""

PAUSE = 1.0
"""Seconds without a key after which a dialog may come unasked."""

_READING = 0.03
"""Seconds that the thread that reads keys needs to hand over what the terminal has sent."""

_ROUNDS = 2
"""How often the way of a key is gone: once for the key, once for what it made widgets say."""


class KeysInOrder(_Base):
    """Mixin for an App, before it in the bases.

    What it asks of screens and widgets is in `hotwash.tui.protocols`: `Arrives`, `GivesWay`,
    `UsesKeys`, `TakesLines`. Besides, a widget says in `escape_leaves` whether Escape leaves
    something in it, and in `letters_lead_on` whether a letter that it takes may lead elsewhere.
    """

    _settling: asyncio.Task[None] | None = None
    """Waits for the end of a key's way; None when every key has had its effect."""
    _last_key = 0.0
    """When the last key came, in seconds of the monotonic clock."""
    _typed = False
    """Whether text was passed on since all was known to be done."""
    _deaf = False
    """Whether keys do nothing any more."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keys_waiting: deque[_Typed] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Take a key now, or when the keys before it have had their effect.

        That the terminal's window loses or gets the focus changes nothing: Textual would take the
        focus from the field, which closes an open cell.
        """
        if isinstance(event, events.AppBlur | events.AppFocus):
            return
        if not isinstance(event, events.Key | events.Paste | UnmarkedPaste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._deaf:
            return
        self._last_key = time.monotonic()
        if self._settling is not None or self._keys_waiting:
            self._keys_waiting.append(event)
        else:
            await self._take(event)

    async def _take(self, event: _Typed) -> None:
        """Pass a key on; one that is no text only when the text before it is in."""
        if isinstance(self.screen, GivesWay):
            self.screen.give_way()
        if isinstance(event, UnmarkedPaste):
            await self._take_unmarked(event)
        elif isinstance(event, events.Key) and (others := self._stands_for(event)) is not None:
            self._keys_waiting.extendleft(reversed(others))
            await self._go_on()
        else:
            await self._pass_on(event)

    async def _take_unmarked(self, event: UnmarkedPaste) -> None:
        """Give lines that came at once to a widget that takes them as typed, else as a paste."""
        target: DOMNode = self.focused or self.screen
        if not isinstance(self.focused, TakesLines):
            await self._pass_on(events.Paste(event.text))
        elif self._typed:
            self._keys_waiting.appendleft(event)
            self._settle(target)
        elif self.focused.take_lines(event.text):
            self._settle(target)
        else:
            await self._pass_on(events.Paste(event.text))

    async def _pass_on(self, event: events.Key | events.Paste) -> None:
        """Pass a key or a paste to Textual."""
        target: DOMNode = self.focused or self.screen
        if self._is_text(event):
            self._typed = True
            await super().on_event(event)
        elif self._typed:
            self._keys_waiting.appendleft(event)
            self._settle(target)
        else:
            await super().on_event(event)
            self._settle(target)

    def _stands_for(self, event: events.Key) -> list[events.Key] | None:
        """The keys that a key stands for here; None when it is itself."""
        if "+" not in event.key:
            return None
        leaves = isinstance(self.screen, ModalScreen) or bool(
            getattr(self.focused, "escape_leaves", False)
        )
        keys = meaning(event.key, self._is_bound, escape_leaves=leaves)
        if keys == (event.key,):
            return None
        return [events.Key(*character_of(key)) for key in keys]

    def _is_bound(self, key: str) -> bool:
        """Whether a key is bound here, or used by the widget with the focus."""
        used = isinstance(self.focused, UsesKeys) and self.focused.uses_key(key)
        return used or key in self.screen.active_bindings

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        """Whether a key is typed into the widget with the focus and does nothing else."""
        if isinstance(event, events.Paste) or typed(event) is None or self.focused is None:
            return False
        if getattr(self.focused, "letters_lead_on", False):
            return False
        return self.focused.check_consume_key(event.key, event.character)

    def _settle(self, target: DOMNode) -> None:
        self._settling = asyncio.create_task(self._wait_for(target))

    async def _wait_for(self, target: DOMNode) -> None:
        """Wait until what was passed to a widget has had its effect, then take what waits."""
        try:
            async with asyncio.timeout(LONGEST):
                await _gone_through(target)
                await self._arrived()
        except (TimeoutError, ScreenStackError):
            pass  # it takes long, or the app is being closed
        self._typed = False
        self._settling = None
        if self._keys_waiting:
            self.call_next(self._go_on)

    async def _arrived(self) -> None:
        """Wait until the screen on top is up and shows what it is to show."""
        screen = None
        while screen is not self.screen:
            screen = self.screen
            await _reached(screen)
            if isinstance(screen, Arrives):
                await screen.arrived()
            await _reached(self)

    async def _go_on(self) -> None:
        while self._keys_waiting and self._settling is None and self._screen_stack:
            await self._take(self._keys_waiting.popleft())

    def ignore_keys(self) -> None:
        """Take no more keys: what was typed is handed over, and a letter is a command then."""
        self._deaf = True
        self._keys_waiting.clear()

    async def pause_in_typing(self) -> None:
        """Wait until nothing is typed for a second: what comes unasked would take the next keys."""
        while (left := self._last_key + PAUSE - time.monotonic()) > 0:
            await asyncio.sleep(left)

    async def keys_done(self) -> None:
        """Wait until every key that was read has had its effect. On no widget's own task."""
        await asyncio.sleep(_READING)
        await _reached(self)
        while self._settling is not None or self._keys_waiting:
            await (self._settling or asyncio.sleep(0))
            await _reached(self)
        if self._screen_stack:
            await _gone_through(self.focused or self.screen)


async def _gone_through(target: DOMNode) -> None:
    """Wait until all that waits for a widget and those around it has been handled."""
    for _ in range(_ROUNDS):
        for node in target.ancestors_with_self:
            await _reached(node)


async def _reached(node: MessagePump) -> None:
    """Wait until a widget has handled all the messages that wait for it now."""
    passed = asyncio.get_running_loop().create_future()
    if node.is_running and node.call_later(_set, passed):
        await passed


def _set(passed: asyncio.Future[None]) -> None:
    if not passed.done():
        passed.set_result(None)
