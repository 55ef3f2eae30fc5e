"""The output stage: sends the cells that differ from what the terminal shows.

Textual paints every dirty region whole, which costs 14 kB for a letter typed into a text area.
`LeanOutput` stands between the compositor and the driver: it keeps a `ScreenMemory`, gives it
what the compositor painted, and sends the difference. While a slow line is still busy with the
last frame it sends nothing, and then the newest state at once. What goes out is cleaned of
everything a terminal would obey, in the plain output too.

It leans on private parts of Textual. When one is not as expected, the app goes on with Textual's
own output; `plain_output_reason` says why.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hotwash.tui.terminal.cells import cells_of, clean, is_clean
from hotwash.tui.terminal.painting import paint_by_rows
from hotwash.tui.terminal.rows import ScreenLine
from hotwash.tui.terminal.screen_memory import ScreenMemory
from hotwash.tui.terminal.styles import LINK, blank_code

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual._compositor import ChopsUpdate, LayoutUpdate
    from textual.screen import Screen
    from textual.strip import Strip

BUSY = 2048
"""Characters on the way to the terminal from which on a frame waits."""
SMALL = 256
"""Characters that are shown at once without synchronized output."""


class LeanOutput:
    """Mixin for an App, before it in the bases: `class HotwashApp(LeanOutput, App)`."""

    plain_output_reason: str = ""
    """Why Textual's own output is used; empty while this one is."""

    shows_cursor: bool = False
    """Whether the terminal's own cursor is shown where the caret is."""

    _memory: ScreenMemory | None = None
    _writer: object = None
    _codes: dict[Style, str] | None = None

    def configure_output(self, *, plain: bool) -> None:
        """Choose Textual's own output (`--plain-output`). Before the app runs."""
        self.plain_output_reason = "asked for" if plain else ""

    def output_drained(self, lost: bool) -> None:
        """The line has taken what waited; the driver calls it, on the app's thread.

        Args:
            lost: Whether frames were thrown away on the way.
        """
        if lost:
            self.redraw_terminal()
        elif self._memory is not None and not self.plain_output_reason:
            self._send_frame(self._memory)

    def redraw_terminal(self) -> None:
        """Send the whole screen again: something else has drawn on the terminal."""
        if self._memory is not None and not self.plain_output_reason:
            self._memory.forget()
            self._send_frame(self._memory)
        else:
            self.screen.refresh()  # type: ignore[attr-defined]

    def on_resize(self, event: events.Resize) -> None:
        """A terminal may shift or cut its text when it is resized, even back to the old size."""
        if self._memory is not None:
            self._memory.forget()
            if (self._memory.width, self._memory.height) == event.size:
                self.call_later(self.redraw_terminal)  # type: ignore[attr-defined]

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None and not self.plain_output_reason:
            try:
                if self._display_lean(renderable):
                    paint_by_rows(screen)
                    self.post_display_hook()  # type: ignore[attr-defined]
                    return
            except Exception as error:
                self.plain_output_reason = f"{type(error).__name__}: {error}"
                self.log.error("plain output from now on", self.plain_output_reason)  # type: ignore[attr-defined]
                self.call_later(screen.refresh)  # type: ignore[attr-defined]
            self._memory = None
        super()._display(screen, _cleaned(renderable))  # type: ignore[misc]

    def _display_lean(self, renderable: Any) -> bool:
        """Show a paint of the compositor; False leaves it to Textual."""
        from textual._compositor import ChopsUpdate, LayoutUpdate

        driver = self._driver  # type: ignore[attr-defined]
        if not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            return False
        if driver is None or driver.is_headless or driver.is_inline:
            return False
        if self._batch_count or not self._running or self._closed:  # type: ignore[attr-defined]
            return True
        memory = self._memory_for(driver)
        for y, x, strips in _painted(renderable):
            memory.set_target(y, x, self._piece(strips))
        self._send_frame(memory)
        return True

    def _memory_for(self, driver: Any) -> ScreenMemory:
        """The memory of the terminal as it is now; a new one after a resize or a stop."""
        width, height = self.size  # type: ignore[attr-defined]
        memory = self._memory
        if memory is None or (memory.width, memory.height) != (width, height):
            memory = self._memory = ScreenMemory(
                width, height, erases_with_colour(os.environ), moves_cells(os.environ)
            )
        # The driver makes a new thread each time that it takes the terminal.
        writer = getattr(driver, "_writer_thread", None)
        if writer is not self._writer:
            self._writer = writer
            memory.forget()
        return memory

    def _send_frame(self, memory: ScreenMemory) -> None:
        """Write what differs, or later, when the line is busy."""
        driver = self._driver  # type: ignore[attr-defined]
        if driver is None or not self._running or self._closed:  # type: ignore[attr-defined]
            return
        writer = getattr(driver, "writer", None)
        if writer is not None and writer.waiting > BUSY:
            writer.tell_when_drained()
            return
        keep_pen = getattr(driver, "resets_colours", False)
        if not keep_pen:
            memory.forget_pen()
        out = memory.update(self._cursor(memory), keep_pen=keep_pen)
        if not out:
            return
        if len(out) > SMALL and self._sync_available:  # type: ignore[attr-defined]
            out = f"\x1b[?2026h{out}\x1b[?2026l"
        driver.write(out)
        driver.flush()

    def _cursor(self, memory: ScreenMemory) -> tuple[int, int]:
        """Column and line where the terminal's cursor is to be left."""
        x, y = self.cursor_position  # type: ignore[attr-defined]
        if self.shows_cursor:
            from hotwash.tui.terminal.caret import caret_of

            x, y = caret_of(self.focused, self.cursor_position)  # type: ignore[attr-defined]
        return min(max(x, 0), memory.width - 1), min(max(y, 0), memory.height - 1)

    def _piece(self, strips: Iterable[Strip]) -> ScreenLine:
        """The cells of strips that stand side by side."""
        piece = ScreenLine([], [])
        texts, codes = piece.texts, piece.codes
        edge = 0
        for strip in strips:
            edge += strip.cell_length
            for text, style, control in strip:
                if not control and text:
                    _add_text(piece, text, self._code_of(style))
            if len(texts) != edge:  # a widget has counted wrongly: its neighbours stay in place
                texts[edge:] = [" "] * (edge - len(texts))
                codes[edge:] = [""] * (edge - len(codes))
        return piece

    def _code_of(self, style: Style | None) -> str:
        """The code of a style; kept, for there are few of them and it is asked for each segment."""
        if style is None:
            return ""
        if self._codes is None:
            self._codes = {}
        found = self._codes.get(style)
        return found if found is not None else self._new_code(style)

    def _new_code(self, style: Style) -> str:
        """The code of a style in the colours that the terminal has."""
        from rich.color import ColorSystem
        from textual.strip import Strip

        system = self.console._color_system or ColorSystem.TRUECOLOR  # type: ignore[attr-defined]
        code: str = Strip.render_ansi(style, system)
        if style.link:
            code += f"{LINK}id={clean(style.link_id)};{clean(style.link)}"
        assert self._codes is not None
        if len(self._codes) > 8192:
            self._codes.clear()
        self._codes[style] = code
        return code


def erases_with_colour(environment: os._Environ[str] | dict[str, str]) -> bool:
    """Whether the terminal fills what it erases with the current background.

    All do but GNU screen, whose TERM tmux uses too.
    """
    term = environment.get("TERM", "")
    if environment.get("STY"):
        return False
    return not term.startswith(("screen", "vt", "ansi")) or bool(environment.get("TMUX"))


def moves_cells(environment: os._Environ[str] | dict[str, str]) -> bool:
    """Whether the terminal can insert and delete cells. All can since the VT220."""
    return not environment.get("TERM", "").startswith(("vt1", "vt5"))


def _add_text(piece: ScreenLine, text: str, code: str) -> None:
    """Add a text of one code to a line, cell by cell."""
    if text.isascii() and text.isprintable():
        piece.texts.extend(text)
        piece.codes.extend([blank_code(code) if text.isspace() else code] * len(text))
        return
    cells, uncertain = cells_of(text)
    if cells and cells[0][:1] == "\0":  # marks that belong to the character before
        if piece.texts:
            piece.texts[-1 if piece.texts[-1] else -2] += cells[0][1:]
        cells = cells[1:]
        uncertain = True
    piece.texts.extend(cells)
    piece.codes.extend([code] * len(cells))
    piece.uncertain = piece.uncertain or uncertain


def _painted(update: ChopsUpdate | LayoutUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """The line and the column of each stretch that was painted, and its strips side by side."""
    from textual._compositor import LayoutUpdate

    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, strips
        return
    for y, x1, x2 in update.spans:
        for x, strips in _stretches(update.chops[y], update.chop_ends[y], x1, x2):
            yield y, x, strips


def _stretches(line: Any, ends: list[int], x1: int, x2: int) -> list[tuple[int, list[Strip]]]:
    """What was painted of a line between two columns: where it begins, and strips side by side."""
    stretches: list[tuple[int, list[Strip]]] = []
    edge = -1
    for end, (x, strip) in zip(ends, line.items(), strict=False):
        if strip is None or x >= x2 or end <= x1:
            continue
        if end > x2:
            strip = strip.crop(0, x2 - x)
        if x == edge:
            stretches[-1][1].append(strip)
        else:
            stretches.append((x, [strip]))
        edge = end
    return stretches


def _cleaned(renderable: Any) -> Any:
    """A paint of the compositor for Textual's own output, with clean text."""
    try:
        from textual._compositor import ChopsUpdate, LayoutUpdate

        if isinstance(renderable, LayoutUpdate):
            lines: list[Iterable[Strip]] = [list(map(_clean, line)) for line in renderable.strips]
            return LayoutUpdate(lines, renderable.region)
        if isinstance(renderable, ChopsUpdate):
            chops = [
                {x: None if strip is None else _clean(strip) for x, strip in line.items()}
                for line in renderable.chops
            ]
            return ChopsUpdate(chops, renderable.spans, renderable.chop_ends)
    except (ImportError, AttributeError, TypeError):
        pass  # another Textual; its output goes out as it is
    return renderable


def _clean(strip: Strip) -> Strip:
    if all(is_clean(segment.text) for segment in strip):
        return strip
    from rich.segment import Segment
    from textual.strip import Strip

    return Strip(
        [Segment(clean(segment.text), segment.style) for segment in strip], strip.cell_length
    )
