"""Random keys, pastes, clicks and sizes: the document stays whole, the files say it, undo works."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz import fuzz


@pytest.mark.parametrize(
    ("seed", "keys"), [(1, 250), pytest.param(3, 5000, marks=pytest.mark.machine)]
)
async def test_random_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, keys: int
) -> None:
    monkeypatch.chdir(tmp_path)
    assert await fuzz(keys, seed, tmp_path) >= keys
