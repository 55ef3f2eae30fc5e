"""Templates that are kept: only ever what the reader would make of the same text."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from hotwash.storage import cached_templates
from hotwash.storage.cached_templates import ParsedTemplates
from hotwash.template import library, template_cache
from hotwash.template.infer import read_template
from hotwash.template.model import Template

TEXT = "# [Title]\n\n## What happened\n\n- **Date**: [day]\n- **Owner**: [name]\n"


class Counting(ParsedTemplates):
    """Says how often it knew the answer."""

    known = 0

    def recall(self, text: str, name: str, own: bool) -> Template | None:
        found = super().recall(text, name, own)
        self.known += found is not None
        return found


@pytest.fixture
def kept() -> Iterator[Counting]:
    used = Counting()
    template_cache.use(used)
    yield used
    template_cache.use(None)


def the_file(home: Path) -> Path:
    (found,) = (home / "cache" / "hotwash" / "templates").iterdir()
    return found


def test_a_kept_template_is_what_the_reader_makes_of_the_text(kept: Counting) -> None:
    for name in library.builtin_names():
        text = library.builtin_text(name)
        template_cache.read(text, name)
        assert template_cache.read(text, name) == read_template(text, name)
        assert (
            template_cache.read(text, own=True)
            == template_cache.read(text, own=True)
            != read_template(text)
        )
    assert kept.known == 2 * len(library.builtin_names())


def test_a_kept_template_is_the_users_alone(kept: Counting, home: Path) -> None:
    template_cache.read(TEXT)
    assert the_file(home).stat().st_mode & 0o777 == 0o600
    assert the_file(home).parent.stat().st_mode & 0o777 == 0o700


def test_what_is_worked_out_from_a_template_is_not_kept(kept: Counting) -> None:
    first = template_cache.read(TEXT)
    assert first.by_path
    assert "by_path" not in template_cache.read(TEXT).__dict__


@pytest.mark.parametrize("cut", [0, 3, 4, 40, -1])
def test_a_file_cut_short_is_passed_over(kept: Counting, home: Path, cut: int) -> None:
    template_cache.read(TEXT)
    data = the_file(home).read_bytes()
    the_file(home).write_bytes(data[:cut])
    assert template_cache.read(TEXT) == read_template(TEXT)
    assert kept.known == 0
    assert the_file(home).read_bytes() == data, "it is kept anew"


def test_any_changed_byte_is_noticed(kept: Counting, home: Path) -> None:
    template_cache.read(TEXT)
    data = the_file(home).read_bytes()
    for at in range(0, len(data), 97):
        the_file(home).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert template_cache.read(TEXT) == read_template(TEXT)
        the_file(home).write_bytes(data)
    assert kept.known == 0


def test_another_text_with_the_same_name_of_the_file_is_noticed(kept: Counting, home: Path) -> None:
    template_cache.read(TEXT)
    other = TEXT.replace("day", "dye")
    os.rename(the_file(home), cached_templates._path(other, "", False))
    assert template_cache.read(other) == read_template(other)
    assert kept.known == 0


def test_another_reader_reads_again(
    kept: Counting, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template_cache.read(TEXT)
    older = the_file(home)
    monkeypatch.setattr(cached_templates, "_stamp", lambda: "a newer one")
    assert template_cache.read(TEXT) == read_template(TEXT)
    assert kept.known == 0
    template_cache.read(TEXT)
    assert kept.known == 1
    os.replace(older, cached_templates._path(TEXT, "", False))
    template_cache.read(TEXT)
    assert kept.known == 1


def test_a_file_runs_nothing(kept: Counting, home: Path, tmp_path: Path) -> None:
    template_cache.read(TEXT)

    class Harm:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "harm"),)

    for planted in (
        Harm(),
        (cached_templates._stamp(), Harm()),
        (cached_templates._stamp(), read_template("x")),
    ):
        data = pickle.dumps(planted)
        the_file(home).write_bytes(crc32(data).to_bytes(4, "big") + data)
        assert template_cache.read(TEXT) == read_template(TEXT)
    assert kept.known == 0
    assert not (tmp_path / "harm").exists()


def test_a_file_that_others_may_write_is_passed_over(kept: Counting, home: Path) -> None:
    template_cache.read(TEXT)
    the_file(home).chmod(0o666)
    template_cache.read(TEXT)
    assert kept.known == 0


def test_a_link_and_a_pipe_are_passed_over(kept: Counting, home: Path, tmp_path: Path) -> None:
    template_cache.read(TEXT)
    path = the_file(home)
    os.rename(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    template_cache.read(TEXT)
    path.unlink()
    os.mkfifo(path)
    template_cache.read(TEXT)
    assert kept.known == 0


@pytest.mark.parametrize("blocked", ["cache", "cache/hotwash"])
def test_without_a_cache_folder_the_reader_reads(kept: Counting, home: Path, blocked: str) -> None:
    (home / blocked).parent.mkdir(parents=True, exist_ok=True)
    (home / blocked).write_text("in the way")
    for _ in range(2):
        assert template_cache.read(TEXT) == read_template(TEXT)
    assert kept.known == 0


def test_few_files_are_kept(kept: Counting, home: Path) -> None:
    for number in range(cached_templates.MOST + 5):
        template_cache.read(f"# {number}\n\n## Summary\n")
    folder = home / "cache" / "hotwash" / "templates"
    assert len(list(folder.iterdir())) == cached_templates.MOST


def test_what_is_made_of_a_template_is_made_once_and_is_no_part_of_its_value() -> None:
    template, other = read_template(TEXT, "t"), read_template(TEXT, "t")
    made: list[Template] = []

    def count(of: Template) -> int:
        made.append(of)
        return len(of.fields)

    assert template.derived(count) == template.derived(count) == len(template.fields)
    assert made == [template] and other.derived(count) and made[1] is other
    assert template == other
