"""What a killed editor leaves behind is offered at the next start, and never deleted unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import editing

from hotwash.editing import new
from hotwash.storage import drafts
from hotwash.storage.drafts import DraftFile
from hotwash.tui.screens.dialogs import Choose

IMPACT = ("incident_details", "impact")
START = 'template = "standard"\ntitle = "Outage"\n\n[incident_details]\nimpact = "some"\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document whose editor was killed: its draft has more than the file."""
    path = tmp_path / "outage.toml"
    path.write_text(START)
    document = new.open_any(str(path)).session.document
    draft = DraftFile(str(path))
    assert draft.write(document.replace(IMPACT, "some more"), {"entry:timeline": "1015 Fir"})
    monkeypatch.setattr(drafts, "is_running", lambda head: False)
    return path


async def test_recovering_is_one_step_that_undo_takes_back(path: Path) -> None:
    async with editing(path) as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("r")
        assert editor.document.text(IMPACT) == "some more"
        await editor.until(lambda: "some more" in editor.toml)
        assert editor.screen.session.held == {"entry:timeline": "1015 Fir"}
        await editor.press("ctrl+z")
        assert editor.document.text(IMPACT) == "some"


async def test_leaving_the_question_keeps_the_draft(path: Path) -> None:
    async with editing(path) as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("escape")
        assert editor.document.text(IMPACT) == "some"
    assert len(drafts.find(str(path))) == 1


async def test_discarding_moves_it_to_the_trash(path: Path, home: Path) -> None:
    async with editing(path) as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("d")
    assert drafts.find(str(path)) == []
    assert [found.name for found in home.rglob("trash/*.draft")]


async def test_a_draft_that_has_nothing_new_is_not_offered(path: Path) -> None:
    for draft in drafts.find(str(path)):
        drafts.discard(draft)
    document = new.open_any(str(path)).session.document
    assert DraftFile(str(path)).write(document, {})
    async with editing(path) as editor:
        await editor.pilot.pause(0.2)
        assert not isinstance(editor.app.screen, Choose)
    assert drafts.find(str(path)) == []
