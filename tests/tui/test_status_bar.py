"""What is said in the last lines: whole, over nothing, and only as long as it is so."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import Editor, editing
from textual.widgets._toast import Toast

from hotwash.tui.screens.dialogs import Choose
from hotwash.tui.widgets.status import StatusBar

LONG = "the settings file cannot be read: " + " ".join(f"word{n}" for n in range(20)) + " the end"


def lines(bar: StatusBar) -> list[str]:
    """What stands in the bar."""
    return [bar.render_line(y).text.rstrip() for y in range(bar.size.height)]


async def shown(editor: Editor) -> str:
    """All that stands in the last lines."""
    await editor.pilot.pause()
    return "\n".join(lines(editor.screen.status))


async def test_a_long_message_is_read_whole_and_no_key_gives_way(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        before = lines(editor.screen.status)
        editor.app.notify(LONG, title="settings", severity="warning")
        text = await shown(editor)
        assert " ".join(f"settings: {LONG}".split()) in " ".join(text.split())
        assert text.splitlines()[-1] == before[-1]
        assert "F1 Help" in before[-1] and "^P Commands" in before[-1]
        assert not editor.screen.query(Toast)


async def test_a_message_goes_when_another_step_overtakes_it(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        await editor.type("Outage")
        await editor.press("ctrl+z")
        assert "ndone" in await shown(editor)
        await editor.type("x")
        assert "ndone" not in await shown(editor)


async def test_what_was_said_of_a_save_goes_with_the_next_one_that_succeeds(
    tmp_path: Path,
) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        editor.screen.say("the disk is full", alert=True, topic="save")
        await editor.type("Outage")
        assert "the disk is full" in await shown(editor)
        await editor.until(lambda: "disk" not in editor.screen.status.words)


async def test_messages_wait_behind_a_dialog(tmp_path: Path) -> None:
    async with editing(tmp_path / "pm.toml") as editor:
        await editor.press("f6")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        editor.app.notify(LONG, title="settings", timeout=0.0)
        bar = editor.screen.status
        for _ in range(30):
            bar._pass_time()
        await editor.pilot.pause()
        assert not editor.app.screen.query(Toast)
        await editor.press("escape")
        assert LONG[:30] in await shown(editor)
        for _ in range(30):
            bar._pass_time()
        assert LONG[:30] not in await shown(editor)


async def test_what_is_wrong_is_counted_and_marked_on_its_tab(tmp_path: Path) -> None:
    text = 'template = "standard"\ntimezone = "Mars/Base"\n'
    text += '[[timeline]]\ntime = "noonish"\nevent = "x"\n'
    async with editing(tmp_path / "pm.toml", text, size=(100, 24)) as editor:
        assert "2 problems · " in await shown(editor)
        assert [mark for mark in editor.screen.progress.marks if "!" in mark] == ["!", "1!"]
        await editor.press("f4", "up", "delete")
        await editor.until(lambda: "1 problem · " in editor.screen.status.state)
        assert editor.screen.progress.marks[1] == "○"
