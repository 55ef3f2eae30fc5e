"""Opening a Markdown file imports it beside itself, and leaves it alone until told otherwise."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from tests.tui.editor import Editor

from hotwash.editing import new
from hotwash.tui.app import HotwashApp
from hotwash.tui.screens import deferred_prompt
from hotwash.tui.screens.dialogs import Choose

ORIGINAL = """\
# Mail queue stuck

## Summary

Mail was late.

## Timeline

* 10:15 - Alert
* 10:40 - Queue drained

## Lessons
+ Watch the queue
"""


async def edit_imported(source: Path, answer: str) -> None:
    """Open a Markdown file, answer what is asked about it, change the summary."""
    path = source.with_suffix(".toml")
    app = HotwashApp(opened=new.open_any(str(path if path.exists() else source)))
    with patch.object(deferred_prompt, "UNREAD", 0.0):
        await _edit(app, path, answer)


async def _edit(app: HotwashApp, path: Path, answer: str) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        editor = Editor(app, pilot, path)
        await editor.until(lambda: isinstance(app.screen, Choose))
        await editor.press(answer)
        await editor.go("summary")
        await editor.press("end")
        await editor.type(" Very")
        await editor.until(lambda: "late. Very" in editor.toml)
        await editor.press("ctrl+q")


@pytest.mark.parametrize("headless", [False, True])
async def test_the_original_is_left_alone(tmp_path: Path, headless: bool) -> None:
    source = tmp_path / "mail.md"
    source.write_text(ORIGINAL)
    if headless:
        found = new.imported(str(source))
        new.create(found.opened.path, found.opened.session.document)
    await edit_imported(source, "n")
    assert source.read_text() == ORIGINAL


async def test_taken_over_it_changes_its_own_lines_only(tmp_path: Path) -> None:
    source = tmp_path / "mail.md"
    source.write_text(ORIGINAL)
    await edit_imported(source, "y")
    assert source.read_text() == ORIGINAL.replace("late.", "late. Very")
    assert (tmp_path / "mail.md.bak").read_text() == ORIGINAL
