"""A document, a template and a folder that came from somebody else name no other files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli_calls import call, program, standard

from hotwash import paths
from hotwash.editing.document_file import DocumentFile, ForeignMarkdown
from hotwash.editing.new import open_any
from hotwash.editing.templates import template_finder
from hotwash.errors import UntrustedTemplate
from hotwash.storage import allowed

SECRET = "# [Title]\n\n## Secret\n\nThe password is hunter2.\n"
PLAIN = "# [Title]\n\n## Summary\n\nWhat was it?\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository that came from somebody else, beside a secret of one's own."""
    (tmp_path / "secret.md").write_text(SECRET)
    folder = tmp_path / "clone"
    (folder / ".git").mkdir(parents=True)
    (folder / ".hotwash" / "templates").mkdir(parents=True)
    return folder


def with_template(folder: Path, name: str) -> Path:
    return standard(folder, "s.toml", f"template = '{name}'\ntitle = 'x'\n")


class TestTemplatesThatADocumentNames:
    """Names, and paths that stay within the repository."""

    def refused(self, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        for command in (("export", "--unanswered", "prompt"), ("check",), ("log",)):
            name, *options = command
            said = call(capsys, name, path, *options, *(["x"] if name == "log" else []))
            assert said.code == 2 and said.out == "", command
            assert said.err.count("\n") == 1 and "s.toml" in said.err
            assert "hunter2" not in said.err
        return said.err

    @pytest.mark.parametrize(
        "name",
        ["{}/secret.md", "../secret.md", "docs/../../secret.md", "/etc/passwd",
         "/proc/self/environ", "/dev/stdin", "/dev/null", "../clone/../secret.md"],
    )  # fmt: skip
    def test_elsewhere(self, clone: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
        (clone / "docs").mkdir()
        path = with_template(clone, name.format(clone.parent))
        said = self.refused(path, capsys)
        assert "was not read" in said and "--template PATH" in said

    @pytest.mark.parametrize("where", ["s-template.md", ".hotwash/templates/team.md"])
    @pytest.mark.parametrize("target", ["{}/secret.md", "/proc/self/environ", "/etc/hostname"])
    def test_links_out(
        self, clone: Path, capsys: pytest.CaptureFixture[str], where: str, target: str
    ) -> None:
        (clone / where).symlink_to(target.format(clone.parent))
        named = "team" if "team" in where else where
        assert "was not read" in self.refused(with_template(clone, named), capsys)

    def test_a_folder_that_is_a_link(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (clone / ".hotwash" / "templates").rmdir()
        (clone / ".hotwash" / "templates").symlink_to(clone.parent)
        assert "was not read" in self.refused(with_template(clone, "secret"), capsys)

    @pytest.mark.parametrize("named", ["pipe.md", "pipe"])
    def test_pipes_are_not_waited_for(
        self, clone: Path, capsys: pytest.CaptureFixture[str], named: str
    ) -> None:
        os.mkfifo(clone / ".hotwash" / "templates" / "pipe.md")
        os.mkfifo(clone / "pipe.md")
        assert "is no plain file" in self.refused(with_template(clone, named), capsys)

    def test_what_git_keeps_for_itself(
        self, clone: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (clone / ".git" / "config").write_text("token = hunter2\n")
        assert "git's own" in self.refused(with_template(clone, ".git/config"), capsys)
        (clone / "x.md").symlink_to(".git/config")
        assert "git's own" in self.refused(with_template(clone, "x.md"), capsys)
        (clone / "env").write_text("token = hunter2\n")
        assert "no Markdown" in self.refused(with_template(clone, "./env"), capsys)

    def test_without_a_repository_the_folder_counts(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "secret.md").write_text(SECRET)
        folder = tmp_path / "downloads"
        folder.mkdir()
        assert "outside" in self.refused(with_template(folder, "../secret.md"), capsys)

    def test_what_stays_is_followed(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (clone / "docs").mkdir()
        (clone / "team.md").write_text(PLAIN)
        (clone / "linked.md").symlink_to("team.md")
        (clone / ".hotwash" / "templates" / "ours.md").symlink_to("../../team.md")
        for name in ("../team.md", "team.md", "../linked.md", "ours"):
            path = with_template(clone / "docs", name)
            said = call(capsys, "export", path, "--unanswered", "prompt")
            assert said.code == 0 and "What was it?" in said.out, name

    def test_odd_names(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for name in (r"\u0000.md", r"a/\u0000", "/", "..", "../..", "~/x.md", "x" * 5000 + ".md"):
            path = standard(clone, "s.toml", f'template = "{name}"\n')
            said = call(capsys, "export", path)
            assert (said.code, said.out) == (2, "") and said.err.count("\n") == 1, name

    def test_importing_reads_no_links_out(
        self, clone: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (clone / ".hotwash" / "templates" / "x.md").symlink_to(clone.parent / "secret.md")
        source = standard(clone, "old.md", "# Old\n\n## Secret\n\nNothing.\n")
        said = call(capsys, "import", source)
        assert said.code == 2 and "was not read" in said.err


class TestTemplatesThatAPersonNames:
    """A path on the command line is followed, and stays allowed to that document."""

    def test_instead_of_the_document_s(
        self, clone: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = with_template(clone, "/nowhere/team.md")
        outside = clone.parent / "team.md"
        outside.write_text(PLAIN)
        said = call(capsys, "export", path, "--template", outside, "--unanswered", "prompt")
        assert said.code == 0 and "What was it?" in said.out
        assert "template = '/nowhere/team.md'" in path.read_text()
        assert call(capsys, "check", path, "--template", outside).code != 2

    def test_on_the_screen(self, clone: Path) -> None:
        path = with_template(clone, "../secret.md")
        with pytest.raises(UntrustedTemplate, match="was not read"):
            open_any(str(path))
        opened = open_any(str(path), instead=str(clone.parent / "secret.md"))
        assert opened.session.document.template.name == "../secret.md"
        assert open_any(str(path)).session.document.template.text == SECRET

    def test_a_new_postmortem_keeps_it(
        self, clone: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        outside = clone.parent / "team.md"
        outside.write_text(PLAIN)
        path = clone / "s.toml"
        assert call(capsys, "new", path, "--template", outside).code == 0
        assert call(capsys, "check", path).code != 2
        assert allowed.templates(str(path)) == (str(outside),)
        copied = standard(clone, "other.toml", path.read_text())
        assert call(capsys, "export", copied).code == 2

    def test_a_new_postmortem_names_it_from_its_own_folder(
        self, clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (clone / "docs").mkdir()
        (clone / "team.md").write_text(PLAIN)
        monkeypatch.chdir(clone)
        assert call(capsys, "new", "docs/s.toml", "--template", "team.md").code == 0
        assert 'template = "../team.md"' in (clone / "docs" / "s.toml").read_text()
        monkeypatch.chdir(clone.parent)
        said = call(capsys, "export", clone / "docs" / "s.toml", "--unanswered", "prompt")
        assert "What was it?" in said.out

    def test_imported_and_converted(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        outside = clone.parent / "team.md"
        outside.write_text(PLAIN)
        source = standard(clone, "old.md", "# Old\n\n## Summary\n\nNothing.\n")
        assert call(capsys, "import", source, "--template", outside).code == 0
        assert call(capsys, "export", clone / "old.toml").code == 0
        said = call(
            capsys, "convert", clone / "old.toml", "--template", outside, "-o", clone / "new.toml"
        )
        assert said.code == 0
        assert "Nothing." in call(capsys, "export", clone / "new.toml").out


class TestFilesThatAreWritten:
    """Links in a folder from elsewhere do not turn a save into a write somewhere else."""

    @pytest.mark.parametrize("target", ["made", "empty", "/dev/null"])
    def test_the_markdown_is_a_link_out(
        self, clone: Path, capsys: pytest.CaptureFixture[str], target: str
    ) -> None:
        path = standard(clone, "s.toml")
        outside = clone.parent / target
        if target == "empty":
            outside.touch()
        (clone / "s.md").symlink_to(outside)
        said = call(capsys, "log", path, "hi")
        assert "a link is there" in said.err
        assert "hi" in path.read_text()
        assert target == "/dev/null" or (outside.read_text() if outside.exists() else "") == ""
        assert outside.exists() == (target != "made")

    def test_a_link_to_nothing_in_the_folder(self, clone: Path) -> None:
        path = standard(clone, "s.toml")
        (clone / "s.md").symlink_to("elsewhere")
        file = DocumentFile(str(path), template_finder(str(path)))
        synced = file.sync(file.read())
        assert isinstance(synced.export_problem, ForeignMarkdown)
        assert not (clone / "elsewhere").exists()

    def test_a_link_to_a_file_of_ours_stays_one(self, clone: Path) -> None:
        path = standard(clone, "s.toml")
        (clone / "page.md").touch()
        (clone / "s.md").symlink_to("page.md")
        file = DocumentFile(str(path), template_finder(str(path)))
        assert file.sync(file.read()).export_problem is None
        assert "Checkout errors" in (clone / "page.md").read_text()
        assert (clone / "s.md").is_symlink()

    def test_a_pipe_is_left_alone(self, clone: Path) -> None:
        path = standard(clone, "s.toml")
        os.mkfifo(clone / "s.md")
        said = program("log", path, "hi", cwd=clone)
        assert said.code == 0 and "left alone" in said.err

    def test_the_file_that_is_named(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(clone, "s.toml")
        victim = clone.parent / "profile"
        victim.write_text("mine\n")
        (clone / "out.md").symlink_to(victim)
        (clone / "nothing.md").symlink_to(clone.parent / "made")
        for name in ("out.md", "nothing.md"):
            said = call(capsys, "export", path, "-o", clone / name)
            assert said.code == 2 and "leads out of its folder" in said.err
        assert victim.read_text() == "mine\n" and not (clone.parent / "made").exists()
        (clone / "near.md").symlink_to("page.md")
        (clone / "page.md").touch()
        assert call(capsys, "export", path, "-o", clone / "near.md").code == 0
        assert "Checkout errors" in (clone / "page.md").read_text()

    def test_a_link_of_the_system_is_no_link_out(self, clone: Path) -> None:
        said = program("export", standard(clone, "s.toml"), "-o", "/dev/stdout", cwd=clone)
        assert said.code == 0 and "Checkout errors" in said.out


class TestPermissions:
    """Nobody may read what was made from a file who may not read that file."""

    def mode(self, path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    @pytest.fixture(autouse=True)
    def usual_umask(self) -> Iterator[None]:
        before = os.umask(0o022)
        yield
        os.umask(before)

    def test_the_markdown(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(clone, "s.toml")
        call(capsys, "log", path, "one")
        assert self.mode(clone / "s.md") == 0o644
        path.chmod(0o600)
        call(capsys, "log", path, "two")
        assert (self.mode(clone / "s.md"), self.mode(path)) == (0o600, 0o600)

    def test_a_new_markdown_and_a_named_one(
        self, clone: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(clone, "s.toml")
        path.chmod(0o640)
        call(capsys, "log", path, "one")
        call(capsys, "export", path, "-o", clone / "out.html", "--to", "html")
        call(capsys, "convert", path, "--template", "one-page", "-o", clone / "new.toml")
        for name in ("s.md", "out.html", "new.toml"):
            assert self.mode(clone / name) == 0o640, name

    def test_what_is_imported(self, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = standard(clone, "old.md", "# Old\n\n## Summary\n\nNothing.\n")
        source.chmod(0o600)
        call(capsys, "import", source, "--in-place")
        assert self.mode(clone / "old.toml") == 0o600
        assert self.mode(clone / "old.md.bak") == 0o600


def test_the_root_of_the_machine_is_no_folder_of_everything() -> None:
    assert paths.refusal("/etc/passwd", "/")
    assert not paths.refusal("/x.md", "/")
    assert "plain" in paths.refusal("/proc/self/environ", "/")
