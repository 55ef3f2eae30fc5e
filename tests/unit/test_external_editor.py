"""The external editor: what was typed there comes back, or stays where it is said to be."""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hotwash import external_editor
from hotwash.external_editor import EditorFailed, edit, editor_command


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external_editor, "AT_ONCE", 0.0)


def editor(folder: Path, script: str) -> dict[str, str]:
    """An environment whose editor is a Python program that finds the file in `path`."""
    program = folder / "the editor.py"
    program.write_text(f"import os, sys, time, signal\npath = sys.argv[-1]\n{script}\n")
    return {**os.environ, "VISUAL": f"'{sys.executable}' '{program}' --flag"}


def kept(error: EditorFailed) -> Path:
    """The file that an error says was kept."""
    return Path(str(error).rpartition("the text is in ")[2])


class TestCommand:
    def test_visual_goes_before_editor(self) -> None:
        assert editor_command({"VISUAL": "emacs -nw", "EDITOR": "nano"}) == ["emacs", "-nw"]

    @pytest.mark.parametrize("variables", [{"EDITOR": "nano"}, {"VISUAL": " ", "EDITOR": "nano"}])
    def test_editor_is_next(self, variables: dict[str, str]) -> None:
        assert editor_command(variables) == ["nano"]

    def test_vi_is_last(self) -> None:
        assert editor_command({}) == ["vi"]

    def test_quotes_that_do_not_close(self) -> None:
        with pytest.raises(EditorFailed, match=r"\$EDITOR"):
            editor_command({"EDITOR": "nano 'x"})


class TestEditing:
    def test_the_text_comes_back(self, tmp_path: Path) -> None:
        variables = editor(tmp_path, "open(path, 'a').write('– added\\n')")
        got = edit("naïve\n", ".md", folder=tmp_path / "state", variables=variables)
        assert got == "naïve\n– added\n"
        assert list((tmp_path / "state").iterdir()) == []

    def test_unchanged_is_none(self, tmp_path: Path) -> None:
        assert edit("same", ".md", folder=tmp_path, variables=editor(tmp_path, "")) is None

    def test_the_editors_last_newline_is_no_change(self, tmp_path: Path) -> None:
        variables = editor(tmp_path, "open(path, 'a').write('\\n')")
        assert edit("same", ".md", folder=tmp_path, variables=variables) is None

    def test_line_ends_are_ours(self, tmp_path: Path) -> None:
        variables = editor(tmp_path, "open(path, 'wb').write(b'a\\r\\nb\\r\\n')")
        assert edit("x", ".md", folder=tmp_path, variables=variables) == "a\nb"

    def test_nobody_else_can_read_the_file(self, tmp_path: Path) -> None:
        script = "s = oct(os.stat(path).st_mode)[-3:]; open(path, 'w').write(s + path[-3:])"
        state = tmp_path / "state"
        assert edit("x", ".md", folder=state, variables=editor(tmp_path, script)) == "600.md"
        assert stat.S_IMODE(state.stat().st_mode) == 0o700

    def test_the_terminal_is_given_and_taken_back(self, tmp_path: Path) -> None:
        events: list[str] = []

        @contextmanager
        def suspend() -> Iterator[None]:
            events.append("given")
            yield
            events.append("back")

        variables = editor(tmp_path, "sys.exit(3)")
        with pytest.raises(EditorFailed):
            edit("x", ".md", folder=tmp_path / "s", suspend=suspend(), variables=variables)
        assert events == ["given", "back"]


class TestFailures:
    def test_an_exit_code_keeps_the_file(self, tmp_path: Path) -> None:
        variables = editor(tmp_path, "open(path, 'w').write('typed'); sys.exit(3)")
        with pytest.raises(EditorFailed, match="exit code 3") as caught:
            edit("x", ".md", folder=tmp_path / "s", variables=variables)
        assert kept(caught.value).read_text() == "typed"

    def test_a_signal_keeps_the_file(self, tmp_path: Path) -> None:
        script = "open(path, 'w').write('typed'); os.kill(os.getpid(), signal.SIGKILL)"
        with pytest.raises(EditorFailed, match="signal 9") as caught:
            edit("x", ".md", folder=tmp_path / "s", variables=editor(tmp_path, script))
        assert kept(caught.value).read_text() == "typed"

    def test_no_such_editor(self, tmp_path: Path) -> None:
        with pytest.raises(EditorFailed, match="could not be started") as caught:
            edit("x", ".md", folder=tmp_path / "s", variables={"EDITOR": "/no/such/editor"})
        assert kept(caught.value).read_text() == "x"

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        variables = editor(tmp_path, "open(path, 'wb').write(b'\\xff\\xfe')")
        with pytest.raises(EditorFailed, match="could not be read") as caught:
            edit("x", ".md", folder=tmp_path / "s", variables=variables)
        assert kept(caught.value).read_bytes() == b"\xff\xfe"

    def test_an_editor_that_went_to_the_background(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(external_editor, "AT_ONCE", 30.0)
        with pytest.raises(EditorFailed, match="--wait") as caught:
            edit("x", ".md", folder=tmp_path / "s", variables=editor(tmp_path, ""))
        assert kept(caught.value).exists()

    def test_a_folder_that_cannot_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(EditorFailed, match="nothing was changed"):
            edit("x", ".md", folder=tmp_path / "file" / "s", variables={})

    def test_ctrl_c_belongs_to_the_editor(self, tmp_path: Path) -> None:
        """An interrupt while the editor runs reaches both; only the editor minds."""
        script = (
            "signal.signal(signal.SIGINT, lambda *_: open(path, 'a').write('!'))\n"
            "open(path + '.ready', 'w')\n"
            "time.sleep(1)"
        )
        state = tmp_path / "s"
        state.mkdir()

        def interrupt() -> None:
            while not list(state.glob("*.ready")):
                time.sleep(0.02)
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=interrupt, daemon=True).start()
        assert edit("x", ".md", folder=state, variables=editor(tmp_path, script)) is None
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
