"""Settings, exports, recent files, and the postmortems of a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.small_template import DATE, SEVERITY, SMALL

from hotwash.errors import UnreadableFile
from hotwash.formats import toml
from hotwash.postmortem.document import Document
from hotwash.storage import catalog, export_ownership, folders, settings
from hotwash.template.model import TITLE


def config(text: str) -> Path:
    path = Path(settings.settings_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


class TestSettings:
    def test_without_a_file_all_are_as_they_come(self) -> None:
        assert settings.load() == settings.Settings()

    def test_a_file_changes_those_that_it_names(self) -> None:
        path = config('autosave = false\npreview = "source"\n[keys]\nsave = "f2"\n')
        found = settings.load()
        assert (found.autosave, found.preview, found.keys) == (False, "source", {"save": "f2"})
        assert found.export
        assert found.path == str(path)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("autosav = true", "unknown setting `autosav`; did you mean `autosave`?"),
            ("colour = 1", "the settings are autosave, export"),
            ("path = 'x'", "unknown setting `path`"),
            ("autosave = 'yes'", "the setting `autosave`: input should be a valid boolean"),
            ("gap_minutes = true", "the setting `gap_minutes`: input should be a valid integer"),
            ("preview = 'left'", "the setting `preview`: input should be 'beside'"),
            ("[keys]\nsave = 2", "the setting `keys.save`"),
            ("autosave =", "config.toml:1:11"),
        ],
    )
    def test_a_mistake_is_told_with_file_and_key(self, text: str, said: str) -> None:
        path = config(text)
        with pytest.raises(UnreadableFile) as caught:
            settings.load()
        assert said in str(caught.value)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_every_setting_says_what_it_is_for(self) -> None:
        source = Path(settings.__file__).read_text()
        for name in settings.names():
            line = source.index(f"\n    {name}: ")
            assert source[line:].split("\n")[2].strip().startswith('"""'), name


class TestExports:
    def test_only_what_hotwash_wrote_may_be_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "outage.md"
        assert export_ownership.may_overwrite(str(path))
        path.write_text("# mine\n")
        assert not export_ownership.may_overwrite(str(path))
        export_ownership.write(str(path), "# export\n")
        assert export_ownership.may_overwrite(str(path))
        export_ownership.write(str(path), "# export 2\n")
        assert export_ownership.may_overwrite(str(path))
        path.write_text("# export 2\n\nedited by hand\n")
        assert not export_ownership.may_overwrite(str(path))

    def test_an_empty_file_holds_nothing_to_lose(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("")
        assert export_ownership.may_overwrite(str(tmp_path / "a.md"))

    def test_a_damaged_memory_asks(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        export_ownership.write(str(path), "# export\n")
        for record in Path(folders.state_folder("exports")).iterdir():
            record.write_text('{"digests": 7}')
        assert not export_ownership.may_overwrite(str(path))

    def test_a_folder_is_not_overwritten(self, tmp_path: Path) -> None:
        assert not export_ownership.may_overwrite(str(tmp_path))


class TestCatalog:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for number, day in enumerate(("2026-03-01", "2026-05-01", "")):
            document = Document(SMALL, {TITLE: f"Outage {number}", SEVERITY: "P1"})
            deep = tmp_path / f"team-{number}" / "postmortems"
            deep.mkdir(parents=True)
            text = toml.write_new(document.replace(DATE, day))
            (deep / "outage.toml").write_text(text)
        (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
        (tmp_path / "broken.toml").write_text("a = \n")
        (tmp_path / "notes.md").write_text("# x\n")
        for hidden in (".git", "node_modules"):
            (tmp_path / hidden).mkdir()
            (tmp_path / hidden / "a.toml").write_text('template = "small"\n')
        (tmp_path / "team-0" / "loop").symlink_to(tmp_path)
        return tmp_path

    def test_the_newest_incident_is_first(self, folder: Path) -> None:
        found = catalog.scan([str(folder)])
        assert [entry.title for entry in found if not entry.problem] == [
            "Outage 1",
            "Outage 0",
            "Outage 2",
        ]
        assert found[0].date == "2026-05-01"
        assert found[0].severity == "P1"
        assert found[0].template == "small"
        assert [os.path.basename(entry.path) for entry in found if entry.problem] == ["broken.toml"]

    def test_a_file_that_is_named_is_listed_whatever_it_is(self, folder: Path) -> None:
        (entry,) = catalog.scan([str(folder / "pyproject.toml")])
        assert entry.problem == "TOML, but no postmortem"
        (entry,) = catalog.scan([str(folder / "none.toml")])
        assert entry.problem == "no such file"
        assert len(catalog.scan([str(folder / "broken.toml"), str(folder)])) == 4

    def test_looking_is_bounded(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(catalog, "MOST_FILES", 2)
        assert len(list(catalog.find_files([str(folder)]))) == 2

    def test_odd_values_are_text_or_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        path.write_text('template = "x"\ntitle = ["a"]\n[a]\ndate = 2026-01-02\nseverity = 2\n')
        (entry,) = catalog.scan([str(path)])
        assert (entry.title, entry.date, entry.severity) == ("", "2026-01-02", "2")

    def test_recent_files_are_those_that_are_there_still(self, folder: Path) -> None:
        paths = [str(folder / name) for name in ("broken.toml", "pyproject.toml")]
        for path in (*paths, str(folder / "gone.toml"), paths[0]):
            catalog.remember(path)
        assert catalog.recent() == paths
        Path(folders.state_folder(), "recent.json").write_text("{")
        assert catalog.recent() == []
