"""What is odd about the state folder is said on the screen, not only known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.editor import editing

from hotwash.storage import folders


async def test_a_state_folder_of_last_resort_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "/home/ana/.local/state/hotwash is read-only; recovery drafts are kept in /tmp/[b]x"
    monkeypatch.setattr(folders, "_warnings", [said])
    async with editing(tmp_path / "outage.toml") as editor:
        assert editor.screen.status.words == f"state folder: {said}"
