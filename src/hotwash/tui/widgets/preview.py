"""The preview: the export as it is, drawn as it reads, at the place that is being edited.

One widget that draws lines. It is given the export in pieces, reads again only the pieces that
changed, draws only the rows that are seen, and does nothing at all while it is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.template.model import Path
from hotwash.tui.rendering.spans import Mark, Row

if TYPE_CHECKING:
    from hotwash.tui.rendering.page import Page, PagePiece

_NAMES = {
    Mark.RULE: "preview--rule",
    Mark.QUOTE: "preview--quote",
    Mark.HEADING: "preview--heading",
    Mark.TITLE: "preview--title",
    Mark.CODE: "preview--code",
    Mark.LINK: "preview--link",
    Mark.MUTED: "preview--muted",
}
"""Component classes of the marks that have a colour; later ones win."""

_PLAIN = {
    Mark.STRONG: Style(bold=True),
    Mark.EMPHASIS: Style(italic=True),
    Mark.STRIKE: Style(strike=True),
}


class Preview(ScrollView, can_focus=True):
    """Rendered Markdown, or its source."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_NAMES.values())

    DEFAULT_CSS = """
    Preview {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        color: $foreground;
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .preview--title { color: $text-primary; text-style: bold; }
        & > .preview--heading { text-style: bold; }
        & > .preview--code { color: $text-accent; }
        & > .preview--link { color: $text-secondary; text-style: underline; }
        & > .preview--muted { color: $text-muted; }
        & > .preview--quote { color: $text-muted; }
        & > .preview--rule { color: $foreground 40%; }
        &:ansi {
            & > .preview--title { color: ansi_default; text-style: bold; }
            & > .preview--code { color: ansi_cyan; }
            & > .preview--link { color: ansi_default; text-style: underline; }
            & > .preview--muted, & > .preview--quote, & > .preview--rule { color: ansi_default;
                                                                            text-style: dim; }
        }
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """The size of the page. A longer page needs no new layout of the screen."""

    source: reactive[bool] = reactive(False)
    """Whether the Markdown itself is shown."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._pieces: tuple[PagePiece, ...] = ()
        self._page: Page | None = None
        self._stale = False
        self._queued = False
        self._wanted: Path | None = None
        self._in_view: list[Row] = []
        """The rows in view, if nothing but their own change has changed them."""
        self._styles_known: dict[Mark, Style] = {}

    # --- what is shown

    def show_pieces(self, pieces: Sequence[PagePiece]) -> None:
        """Show an export; call it as often as there is a new one.

        Nothing is read or drawn before the screen is next brought up to date, and nothing at all
        while the preview is hidden.
        """
        self._pieces = tuple(pieces)
        self._soon()

    def follow(self, path: Path) -> None:
        """Bring the piece of a field into view, where it is not."""
        self._wanted = path
        self._soon()

    def _soon(self) -> None:
        self._stale = True
        if not self._queued and self._seen:
            self._queued = True
            self.call_later(self._catch_up)

    @property
    def _seen(self) -> bool:
        return self.is_mounted and self.display and self.scrollable_content_region.width > 0

    def _catch_up(self) -> None:
        """Take over the pieces, scroll to what is followed, and draw what changed."""
        self._queued = False
        if not self._stale or not self._seen or not (self._pieces or self._page):
            return
        self._stale = False
        width, height = self.scrollable_content_region.size
        page = self._page
        from hotwash.tui.rendering.page import Page  # when the form stands: it brings a lot

        if page is None or (page.width, page.source) != (width, self.source):
            page = self._page = Page(width, source=self.source)
        page.update(self._pieces)
        top = self._follow(page, height)
        page.settle(top, height)
        self._measure(page)
        self.scroll_to(y=top, animate=False, force=True)
        self._refresh_changed(page, height)

    def _refresh_changed(self, page: Page, height: int) -> None:
        """Draw the rows in view that are not what they were."""
        top = int(self.scroll_offset.y)
        rows = [page.row(y) for y in range(top, top + height)]
        for y, (old, new) in enumerate(zip_longest(self._in_view, rows), top):
            if old != new:
                self.refresh_lines(y)
        self._in_view = rows

    def _follow(self, page: Page, height: int) -> int:
        """The row to scroll to."""
        top = int(self.scroll_offset.y)
        wanted, self._wanted = self._wanted, None
        place = page.place_of(wanted) if wanted is not None else None
        if place is not None:
            start, end = place
            if start < top or (end > top + height and start > top + height // 2):
                top = start - height // 4
        return max(0, min(top, page.height - height))

    def _measure(self, page: Page) -> None:
        """Tell the scroll bar how long the page is."""
        size = Size(page.width, page.height)
        if size == self.virtual_size:
            return
        height = self.scrollable_content_region.height
        fitted = self.virtual_size.height <= height
        self.virtual_size = size
        if fitted != (size.height <= height):
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height

    def watch_source(self) -> None:
        """Show the other view, at the same field."""
        self._page = None
        self._soon()
        self.refresh()

    def on_show(self) -> None:
        """Catch up with what happened while it was hidden."""
        self._soon()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out for the new width."""
        self._soon()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into view."""
        self._in_view = []
        if self._page is not None and self._seen:
            height = self.scrollable_content_region.height
            if self._page.settle(int(new_value), height):
                self._measure(self._page)
        super().watch_scroll_y(old_value, new_value)

    # --- drawing

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        self._styles_known = {}
        super().notify_style_update()

    def _style(self, mark: Mark) -> Style:
        style = self._styles_known.get(mark)
        if style is None:
            style = self.rich_style
            for one, name in _NAMES.items():
                if mark & one:
                    style += self.get_component_rich_style(name)
            for one, plain in _PLAIN.items():
                if mark & one:
                    style += plain
            self._styles_known[mark] = style
        return style

    def render_line(self, y: int) -> Strip:
        """Draw one row of the view."""
        base = self._style(Mark.NONE)
        width = self.scrollable_content_region.width
        if self._page is None:
            return Strip.blank(width, base)
        from hotwash.tui.rendering.drawn import crop_row

        row = crop_row(self._page.row(y + int(self.scroll_offset.y)), width)
        segments = [Segment(text, self._style(mark)) for text, mark in row]
        return Strip(segments).extend_cell_length(width, base)

    # --- moving

    def action_scroll_up(self) -> None:
        """Move up a row."""
        self.scroll_relative(y=-1, animate=False)

    def action_scroll_down(self) -> None:
        """Move down a row."""
        self.scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Move up a page, but for two rows."""
        self.scroll_relative(y=2 - self.size.height, animate=False)

    def action_page_down(self) -> None:
        """Move down a page, but for two rows."""
        self.scroll_relative(y=self.size.height - 2, animate=False)

    def action_scroll_home(self) -> None:
        """Move to the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_scroll_end(self) -> None:
        """Move to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)
