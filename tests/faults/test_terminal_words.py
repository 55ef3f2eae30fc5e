"""The last words of a crash: said even when saving, naming or writing them down fails too."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from hotwash.tui.terminal.safety import Safety


def boom() -> bool:
    raise OSError("disk full")


def unnamed() -> str:
    raise RuntimeError("no name")


def words(folder: Path | None, *, saved: bool = True, error: Exception | None = None) -> str:
    safety = Safety(App(), lambda: saved, crash_folder=folder, kept_in=lambda: "outage.toml")
    return safety.crashed(error or KeyError("a secret"))


def test_they_name_the_kind_the_file_and_the_report(tmp_path: Path) -> None:
    said = words(tmp_path / "new" / "crashes")
    assert "KeyError" in said and "Everything typed is saved: outage.toml" in said
    (report,) = (tmp_path / "new" / "crashes").iterdir()
    assert str(report) in said and "secret" not in said
    assert "KeyError: 'a secret'" in report.read_text()
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700


def test_they_do_not_promise_what_is_not_so() -> None:
    assert "Not everything could be saved: outage.toml" in words(None, saved=False)


def test_they_are_said_when_all_else_fails(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    safety = Safety(App(), boom, crash_folder=blocked / "crashes", kept_in=unnamed)
    said = safety.crashed(ValueError("x"))
    assert said == (
        "hotwash: stopped by an internal error (ValueError). Not everything could be saved."
    )


def test_a_report_is_not_written_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.strftime", lambda form: "now")
    monkeypatch.setattr("os.getpid", lambda: 7)
    target = tmp_path / "target"
    (tmp_path / "crash-now-7.txt").symlink_to(target)
    words(tmp_path)
    assert not target.exists()
