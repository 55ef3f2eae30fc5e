"""`config`, `keys` and `completion`: what Hotwash says about itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli_calls import call

from hotwash.cli.completion import arguments_of
from hotwash.cli.parser import COMMANDS
from hotwash.storage import settings
from hotwash.storage.settings import Settings


class TestConfig:
    def write(self, home: Path, text: str) -> Path:
        folder = home / "config" / "hotwash"
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text(text)
        return folder / "config.toml"

    def test_what_it_prints_is_a_settings_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = call(capsys, "config")
        assert (said.code, said.err) == (0, "")
        (tmp_path / "printed.toml").write_text(said.out)
        assert settings.load(str(tmp_path / "printed.toml")) == Settings(
            path=str(tmp_path / "printed.toml")
        )

    def test_every_setting_is_explained(self, capsys: pytest.CaptureFixture[str]) -> None:
        lines = call(capsys, "config").out.splitlines()
        for name in settings.names():
            at = next(
                index
                for index, line in enumerate(lines)
                if line.startswith((f"{name} = ", f"[{name}]"))
            )
            assert lines[at - 1].startswith("# ") and len(lines[at - 1]) > 10

    def test_settings_of_ones_own(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = self.write(home, 'autosave = false\ntheme = "a\\"b"\n[keys]\nsave = "f2"\n')
        said = call(capsys, "config")
        assert said.out.startswith(f"# Settings: {path}\n")
        assert "autosave = false" in said.out and 'theme = "a\\"b"' in said.out
        assert 'save = "f2"' in said.out

    def test_problems_are_told_by_name(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.write(
            home,
            'timezone = "Mars/Olympus"\ntemplate = "standrd"\n[keys]\nsvae = "f2"\n',
        )
        said = call(capsys, "config")
        assert said.code == 1 and said.err.count("\n") == 3
        assert "timezone" in said.err and "did you mean standard?" in said.err
        assert "svae" in said.err

    def test_an_unknown_setting(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.write(home, "autosafe = true\n")
        said = call(capsys, "config")
        assert said.code == 2 and said.err.count("\n") == 1
        assert "did you mean `autosave`?" in said.err


def test_keys(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "keys")
    assert said.code == 0 and "F2" in said.out


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_it_knows_every_command_and_option(
        self, shell: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        script = call(capsys, "completion", shell).out
        for name in COMMANDS:
            assert name in script
            for one in arguments_of(name):
                for option in one.names:
                    plain = option.lstrip("-") if shell == "fish" else option
                    assert plain in script

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_it_is_a_script_of_its_shell(
        self, shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        if shutil.which(shell) is None:
            pytest.skip(f"there is no {shell} here")
        script = tmp_path / "script"
        script.write_text(call(capsys, "completion", shell).out)
        done = subprocess.run([shell, "-n", str(script)], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize(
        ("words", "wanted"),
        [
            ("hotwash lo", "log"),
            ("hotwash export x.toml --to ht", "html"),
            ("hotwash log x.toml --moment de", "detected"),
            ("hotwash check --gi", "--github"),
            ("hotwash template sh", "show"),
            ("hotwash --ver", "--version"),
            ("hotwash export out", "outage.toml"),
            ("hotwash out", "outage.toml"),
        ],
    )
    def test_bash_completes(
        self, words: str, wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "script").write_text(call(capsys, "completion", "bash").out)
        (tmp_path / "outage.toml").write_text("")
        line = f"""
            . ./script
            COMP_WORDS=({words}) COMP_CWORD={len(words.split()) - 1}
            _hotwash
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == [wanted]
