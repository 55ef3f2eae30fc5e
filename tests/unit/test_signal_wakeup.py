"""A signal that the system hands to another thread wakes a loop that has nothing to do."""

from __future__ import annotations

import asyncio
import signal
import threading

from hotwash.tui.terminal.signal_wakeup import SignalWakeup


async def _acted_on_by_itself() -> bool:
    """Whether a signal was acted on before something else woke the loop."""
    loop, acted, woken = asyncio.get_running_loop(), asyncio.Event(), list[bool]()
    before = signal.signal(signal.SIGUSR1, lambda *_: acted.set())
    rescue = threading.Timer(20, lambda: loop.call_soon_threadsafe(woken.append, True))
    other = threading.Timer(0.2, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGUSR1))
    rescue.start()
    other.start()
    try:
        await acted.wait()
        return not woken
    finally:
        rescue.cancel()
        signal.signal(signal.SIGUSR1, before)


def test_a_signal_to_another_thread_is_acted_on_at_once() -> None:
    async def with_wakeup() -> bool:
        wakeup = SignalWakeup()
        try:
            return await _acted_on_by_itself()
        finally:
            wakeup.close()

    assert asyncio.run(with_wakeup())


def test_it_puts_back_what_was_there() -> None:
    async def open_and_close() -> None:
        for _ in range(3):
            SignalWakeup().close()

    asyncio.run(open_and_close())
    assert signal.set_wakeup_fd(-1) == -1
