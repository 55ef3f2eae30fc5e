"""The preview as a widget: what it draws, what it follows, and when it does nothing."""

from __future__ import annotations

import pytest
from tests.tui.field_app import text_of
from tests.tui.test_fields_line import HOSTILE
from tests.tui.test_preview_blocks import Stretch
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from hotwash.tui.rendering.page import Page
from hotwash.tui.widgets.preview import Preview

PIECES = [
    Stretch("# Title\n\n", ("title",)),
    *(
        Stretch(f"## Section {n}\n\n" + "words\n\n" * 10, (f"s{n}", "f"), f"s{n}")
        for n in range(20)
    ),
]


class PreviewApp(App[None]):
    """A preview beside something else."""

    CSS = "Static { width: 20; }"

    def compose(self) -> ComposeResult:
        """Yield both."""
        with Horizontal():
            yield Static("form")
            yield Preview()

    @property
    def preview(self) -> Preview:
        """The preview."""
        return self.query_one(Preview)


async def test_it_shows_follows_and_shows_the_source() -> None:
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces(PIECES)
        await pilot.pause()
        assert text_of(app.preview).startswith("Title\n\nSection 0")
        app.preview.follow(("s15", "f"))
        await pilot.pause()
        assert "Section 15" in text_of(app.preview)
        app.preview.source = True
        app.preview.follow(("s15", "f"))
        await pilot.pause()
        assert "## Section 15" in text_of(app.preview)


async def test_following_a_field_in_view_moves_nothing() -> None:
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces(PIECES)
        await pilot.pause()
        app.preview.follow(("s0", "f"))
        await pilot.pause()
        assert app.preview.scroll_offset.y == 0
        app.preview.follow(("nowhere",))
        await pilot.pause()
        assert app.preview.scroll_offset.y == 0


async def test_a_changed_row_of_a_long_table_comes_into_view() -> None:
    rows = [f"| 10:{n % 60:02d} | event {n} |" for n in range(2000)]

    def pieces() -> list[Stretch]:
        return [Stretch("| Time | Event |\n|---|---|\n" + "\n".join(rows) + "\n", ("t",), "t")]

    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces(pieces())
        await pilot.pause()
        rows[1500] = "| 10:00 | changed |"
        app.preview.show_pieces(pieces())
        app.preview.follow(("t",))
        await pilot.pause()
        assert "changed" in text_of(app.preview)


async def test_hidden_it_reads_nothing_and_catches_up_when_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    updates: list[int] = []
    stock = Page.update

    def counted(self: Page, pieces: list[Stretch]) -> int | None:
        updates.append(len(pieces))
        return stock(self, pieces)

    monkeypatch.setattr(Page, "update", counted)
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.display = False
        await pilot.pause()
        updates.clear()
        for n in range(5):
            app.preview.show_pieces([Stretch(f"text {n}")])
            app.preview.follow(("t",))
            await pilot.pause()
        assert updates == []
        app.preview.display = True
        await pilot.pause()
        assert updates and text_of(app.preview).startswith("text 4")


async def test_many_calls_in_a_row_are_one_update(monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[int] = []
    stock = Page.update

    def counted(self: Page, pieces: list[Stretch]) -> int | None:
        updates.append(len(pieces))
        return stock(self, pieces)

    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Page, "update", counted)
        for n in range(50):
            app.preview.show_pieces([Stretch(f"text {n}")])
        await pilot.pause()
        assert len(updates) == 1
        assert text_of(app.preview).startswith("text 49")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "frame", ["{}", "- {}\n", "| a | b |\n|---|---|\n| 1 | {} |\n", "```\n{}\n```\n", "# {}\n"]
)
async def test_no_text_reaches_the_terminal_as_more_than_text(text: str, frame: str) -> None:
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces([Stretch(frame.replace("{}", text))])
        await pilot.pause()
        drawn = text_of(app.preview).replace("\n", "")
        assert drawn.strip()
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in drawn)
        assert not set(drawn) & set("\u202e\u2066\u2028")


async def test_keys_move_it_and_a_new_width_lays_it_out_again() -> None:
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces(PIECES)
        await pilot.pause()
        app.preview.focus()
        await pilot.press("down", "pagedown")
        assert app.preview.scroll_offset.y == 23
        await pilot.press("end")
        assert "words" in text_of(app.preview)
        last = app.preview.scroll_offset.y
        await pilot.press("pagedown")
        assert app.preview.scroll_offset.y == last
        await pilot.press("home")
        assert app.preview.scroll_offset.y == 0
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert text_of(app.preview).startswith("Title")


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
async def test_a_theme_change_is_taken_over(theme: str) -> None:
    app = PreviewApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.preview.show_pieces([Stretch("plain `code`")])
        await pilot.pause()
        before = [segment.style for segment in app.preview.render_line(0)]
        app.theme = theme
        await pilot.pause()
        after = [segment.style for segment in app.preview.render_line(0)]
        assert before != after
