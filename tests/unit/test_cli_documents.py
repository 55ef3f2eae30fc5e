"""`new`, `export`, `import`, `convert`, `template`: documents made, moved and printed."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, call, program, standard

from hotwash.template.library import builtin_names, builtin_text

MARKDOWN = """\
# Postmortem: Checkout errors

## Summary

It broke.

## Timeline

- 10:15 First alert
- 10:20 Team called
"""


class TestNew:
    def test_title_and_date(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "new.toml"
        said = call(capsys, "new", path, "--title", "Checkout errors", "--date", "2026-11-20")
        assert (said.code, said.out) == (0, "")
        data = tomllib.loads(path.read_text())
        assert data["title"] == "Checkout errors"
        assert data["incident_details"]["date"].isoformat() == "2026-11-20"

    def test_the_settings_say_which_template_and_zone(
        self, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "config" / "hotwash").mkdir(parents=True)
        (home / "config" / "hotwash" / "config.toml").write_text(
            'template = "one-page"\ntimezone = "Europe/Berlin"\n'
        )
        said = call(capsys, "new", "-")
        data = tomllib.loads(said.out)
        assert (data["template"], data["timezone"]) == ("one-page", "Europe/Berlin")

    @pytest.mark.parametrize(
        ("words", "meant"),
        [(["--date", "someday"], "is no date"), (["--template", "standrd"], "did you mean")],
    )
    def test_nothing_is_made_of_nonsense(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], meant: str
    ) -> None:
        said = call(capsys, "new", tmp_path / "new.toml", *words)
        assert said.code == 2 and meant in said.err
        assert not (tmp_path / "new.toml").exists()


class TestExport:
    def test_standard_input_and_output(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        whole = program("export", path, cwd=tmp_path).out
        assert program("export", "-", cwd=tmp_path, stdin=STANDARD.encode()).out == whole
        program("export", path, "-o", "out.md", cwd=tmp_path)
        assert (tmp_path / "out.md").read_text() == whole
        assert program("export", path, "-o", "-", cwd=tmp_path).out == whole

    @pytest.mark.parametrize("name", ["timeline", "Timeline", "## Timeline"])
    def test_a_section(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
        said = call(capsys, "export", standard(tmp_path), "--section", name)
        assert said.out.startswith("## Timeline\n") and "| 10:15 | First alert |" in said.out
        assert said.out.endswith("|\n") and "## Root Cause" not in said.out

    def test_a_section_that_is_not_there(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = call(capsys, "export", standard(tmp_path), "--section", "root couse")
        assert said.code == 2 and "did you mean “root cause”?" in said.err

    def test_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = json.loads(call(capsys, "export", standard(tmp_path), "--to", "json").out)
        assert found["title"] == "Checkout errors"

    def test_what_is_unanswered(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(tmp_path)
        assert "_TBD_" in call(capsys, "export", path).out
        assert "_TBD_" not in call(capsys, "export", path, "--unanswered", "omit").out


class TestImport:
    def test_beside_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "old.md"
        path.write_text(MARKDOWN)
        said = call(capsys, "import", path)
        assert said.code == 0 and said.out == ""
        assert said.err.startswith(f"{path}: ")
        assert tomllib.loads((tmp_path / "old.toml").read_text())["title"] == "Checkout errors"
        assert path.read_text() == MARKDOWN
        assert call(capsys, "export", tmp_path / "old.toml").out == MARKDOWN

    def test_from_standard_input_to_standard_output(self, tmp_path: Path) -> None:
        said = program("import", "-", "-o", "-", cwd=tmp_path, stdin=MARKDOWN.encode())
        assert said.code == 0 and len(tomllib.loads(said.out)["timeline"]) == 2
        assert said.err.startswith("standard input: ")

    def test_in_place_hotwash_keeps_it_current(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "old.md"
        path.write_text(MARKDOWN)
        (tmp_path / "old.md.bak").write_text("mine")
        said = call(capsys, "import", path, "--in-place")
        assert said.code == 0 and "old.md.bak2" in said.err
        assert (tmp_path / "old.md.bak").read_text() == "mine"
        assert (tmp_path / "old.md.bak2").read_text() == MARKDOWN
        assert path.read_text() == MARKDOWN
        call(capsys, "log", tmp_path / "old.toml", "--at", "10:30", "Fixed")
        assert path.read_text() == MARKDOWN + "- 10:30 Fixed\n"

    @pytest.mark.parametrize(
        ("words", "meant"),
        [
            (["old.md", "-o", "other.toml", "--in-place"], "leave -o away"),
            (["-"], "give one with -o"),
            (["old.toml"], "open it: hotwash old.toml"),
            (["old.md", "-o", "old.md"], "use -o"),
            (["old.md", "--template", "standrd"], "did you mean standard?"),
        ],
    )
    def test_what_cannot_be_meant(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        words: list[str],
        meant: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "old.md").write_text(MARKDOWN)
        said = call(capsys, "import", *words)
        assert said.code == 2 and meant in said.err
        assert [path.name for path in tmp_path.iterdir()] == ["old.md"]


class TestConvert:
    TEXT = STANDARD + '\n[luck]\n[prevention]\nmonitoring_improvements = ["alert on waits"]\n'

    def test_to_a_new_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(tmp_path, text=self.TEXT)
        said = call(capsys, "convert", path, "--template", "one-page", "-o", tmp_path / "b.toml")
        assert said.code == 0 and said.out == ""
        assert "  Timeline " in said.err and "→  Everything else" in said.err
        assert path.read_text() == self.TEXT
        data = tomllib.loads((tmp_path / "b.toml").read_text())
        assert data["template"] == "one-page" and data["timeline"][0]["event"] == "First alert"
        exported = call(capsys, "export", tmp_path / "b.toml").out
        assert "## Everything else" in exported and "- alert on waits" in exported
        assert "unknown key" not in call(capsys, "check", tmp_path / "b.toml").out

    def test_to_standard_output(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = call(capsys, "convert", standard(tmp_path), "--template", "sre-book")
        assert tomllib.loads(said.out)["template"] == "sre-book"

    def test_in_place_keeps_a_backup(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        said = call(capsys, "convert", path, "--template", "one-page", "--in-place")
        assert said.code == 0 and "outage.toml.bak" in said.err
        assert tomllib.loads(path.read_text())["template"] == "one-page"
        assert (tmp_path / "outage.toml.bak").read_text() == STANDARD

    def test_a_template_that_is_not_there(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = call(capsys, "convert", standard(tmp_path), "--template", "one-pag")
        assert said.code == 2 and "did you mean one-page?" in said.err


class TestTemplate:
    def test_every_built_in_one_is_shown_exactly(self, capsys: pytest.CaptureFixture[str]) -> None:
        listed = call(capsys, "template", "list").out
        for name in builtin_names():
            assert f"{name} " in listed
            assert call(capsys, "template", "show", name).out == builtin_text(name)

    def test_check_says_what_the_reader_understood(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "ours.md"
        path.write_text(builtin_text("standard"))
        said = call(capsys, "template", "check", path)
        assert "  Severity: choice of P1, P2, P3  (" in said.out
        standard_input = program(
            "template", "check", "-", cwd=tmp_path, stdin=builtin_text("standard").encode()
        )
        assert standard_input.out == said.out

    def test_one_of_the_folder_is_listed_with_its_place(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / ".hotwash" / "templates"
        folder.mkdir(parents=True)
        (folder / "ours.md").write_text("# [Title]\n\n## Summary\n\nWhat?\n")
        (folder / "latin.md").write_bytes(b"# caf\xe9\n")
        monkeypatch.chdir(tmp_path)
        said = call(capsys, "template", "list")
        assert said.code == 2 and "latin.md" in said.err
        assert any(
            line.startswith("ours ") and line.endswith(str(folder))
            for line in said.out.splitlines()
        )

    @pytest.mark.parametrize("words", [["show"], ["check", "nowhere.md"], ["list", "x"], []])
    def test_what_cannot_be_meant(
        self, capsys: pytest.CaptureFixture[str], words: list[str]
    ) -> None:
        said = call(capsys, "template", *words)
        assert said.code == 2 and said.err.count("\n") == 1


class TestMarkdownAsItIs:
    """An existing postmortem in Markdown can be converted, checked and exported unimported."""

    def test_it_is_converted(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "old.md"
        path.write_text(MARKDOWN)
        made = tmp_path / "new.toml"
        said = call(capsys, "convert", path, "--template", "one-page", "-o", made)
        assert said.code == 0, said.err
        assert tomllib.loads(made.read_text())["summary"].strip() == "It broke."
        assert path.read_text() == MARKDOWN
        said = call(capsys, "convert", path, "--template", "one-page", "--in-place")
        assert said.code == 2 and "-o" in said.err
        assert path.read_text() == MARKDOWN

    def test_it_is_checked_by_its_own_lines(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "old.md"
        path.write_text(MARKDOWN.replace("10:20", "25:99"))
        said = call(capsys, "check", path)
        assert f"{path}:10: error: timeline" in said.out

    def test_it_is_exported(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "old.md"
        path.write_text(MARKDOWN)
        assert call(capsys, "export", path).out == MARKDOWN
