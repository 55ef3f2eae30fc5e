"""B6: the TOML and the Markdown are saved apart: neither one's failure is the other's."""

from __future__ import annotations

from pathlib import Path

from tests.small_template import IMPACT, find_small
from tests.tui.editor import editing

from hotwash.editing.document_file import DocumentFile
from hotwash.tui.screens.dialogs import Choose


def opened(folder: Path) -> DocumentFile:
    """A document's file that was read."""
    (folder / "outage.toml").write_text('template = "small"\ntitle = "Outage"\n')
    file = DocumentFile(str(folder / "outage.toml"), find_small)
    file.read()
    return file


def test_markdown_that_cannot_be_written_hinders_no_save(tmp_path: Path) -> None:
    file = opened(tmp_path)
    (tmp_path / "outage.md").mkdir()
    assert file.base is not None
    synced = file.sync(file.base.replace(IMPACT, "much"))
    assert synced.problem is None and synced.export_problem is not None
    assert 'impact = "much"' in (tmp_path / "outage.toml").read_text()


def test_toml_that_cannot_be_written_hinders_no_export(tmp_path: Path) -> None:
    file = opened(tmp_path)
    (tmp_path / "outage.toml").chmod(0o444)
    assert file.base is not None
    synced = file.sync(file.base.replace(IMPACT, "much"))
    assert synced.problem is not None and synced.export_problem is None
    assert "much" not in (tmp_path / "outage.toml").read_text()
    assert "much" in (tmp_path / "outage.md").read_text()


async def test_the_screen_says_so_and_is_saved(tmp_path: Path) -> None:
    (tmp_path / "outage.md").mkdir()
    async with editing(tmp_path / "outage.toml", 'template = "standard"\n') as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("n")
        await editor.type("Outage")
        await editor.until(lambda: 'title = "Outage"' in editor.toml)
        await editor.until(lambda: "saved" in editor.screen.query_one("TitleBar").saved)  # type: ignore[attr-defined]
        assert not editor.screen.saver.trouble
