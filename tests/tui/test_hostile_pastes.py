"""Whatever is pasted, wherever: it is cleaned, it is one step to undo, and it runs nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.fuzz import misshapen
from tests.tui.editor import Editor, editing
from tests.whole_program import TABS, document
from textual import events

PASTES = {
    "line ends": "one\r\ntwo\rthree\n",
    "tabs": "a\tb\tc\nd\te\tf",
    "escapes": "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 and on",
    "an end mark": "before \x1b[201~\x11 after",
    "control characters": "a\x00b\x07c\x08d\x7fe\x9bf\x85g",
    "directions": "\u202eabc\u202c \u2066x\u2069",
    "markup": "[/x] [b]y[/b] [@click=app.exit]z[/]",
    "commands": "\x11\x13\x03ZZ:q!\n",
    "blank": " \n\n\t\n",
    "a long line": "word " * 10_000,
    "many lines": "10:15 something happened\n" * 300,
}
LONG = ("a long line", "many lines")
NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


async def place(editor: Editor, name: str) -> None:
    """Put the cursor into a place to paste into."""
    await editor.press("f6", str(TABS.index(name) + 1))
    if name in ("action", "cell"):
        await editor.press("a")
    elif name == "line":
        await editor.press("down")


def texts(editor: Editor) -> str:
    """All that the document holds and all that is held."""
    return repr(editor.document.answers) + repr(editor.screen.session.held)


IN_CI = ("prose", "entry", "cell")


@pytest.mark.parametrize(
    "name",
    [name if name in IN_CI else pytest.param(name, marks=pytest.mark.machine) for name in TABS],
)
async def test_a_paste_is_cleaned_and_one_step(tmp_path: Path, name: str) -> None:
    async with editing(tmp_path / "outage.toml", document(), size=(100, 30)) as editor:
        await place(editor, name)
        kinds = [kind for kind in PASTES if name in ("prose", "entry") or kind not in LONG]
        for kind in kinds:
            before = editor.document.answers
            driver = editor.app._driver
            assert driver is not None
            driver.send_message(events.Paste(PASTES[kind]))
            await editor.pilot.pause()
            await editor.app.keys_done()
            assert editor.app.return_code is None, kind
            for key in ("enter", "enter", "escape"):  # shown before it becomes rows, if it can
                if editor.app.screen is not editor.screen:
                    await editor.press(key)
            assert editor.app.screen is editor.screen, kind
            editor.screen.hand_over()
            assert misshapen(editor.document) == "", kind
            for answer in editor.document.answers.values():
                for one in [answer] if isinstance(answer, str) else map(str, answer):
                    assert not NEVER.search(one), kind
            if editor.document.answers != before:
                await editor.press("escape", "ctrl+z")
                assert editor.document.answers == before, kind
                await place(editor, name)
        await editor.until(lambda: editor.screen.opened.flush())


async def test_a_megabyte_is_taken(tmp_path: Path) -> None:
    async with editing(tmp_path / "outage.toml", document(), size=(100, 30)) as editor:
        await place(editor, "prose")
        text = "a line of some words\n" * 50_000
        driver = editor.app._driver
        assert driver is not None
        driver.send_message(events.Paste(text))
        await editor.press("x")
        editor.screen.hand_over()
        assert editor.document.text(("story",)) == text + "x"
        await editor.until(lambda: editor.screen.opened.clean)
