"""The file on disk is current; what others write comes in; nothing is overwritten in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.tui.editor import editing

from hotwash.tui.screens.dialogs import Choose
from hotwash.tui.widgets.title import TitleBar

IMPACT = ("incident_details", "impact")
SEVERITY = ("incident_details", "severity")
START = """\
# kept
template = "standard"
title = "Outage"  # also kept

[incident_details]
impact = "some"
unknown = [1,   2]

[[timeline]]
time = "10:00"
event = "before"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outage.toml"


async def test_a_key_is_on_disk_without_being_asked(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        await editor.type(" more")
        await editor.until(lambda: 'impact = "some more"' in editor.toml)
        await editor.until(lambda: "some more" in editor.markdown)


async def test_only_the_changed_line_changes(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        await editor.until(lambda: "someX" in editor.toml)
        assert editor.toml == START.replace('"some"', '"someX"')


async def test_looking_writes_no_toml(path: Path) -> None:
    async with editing(path, START) as editor:
        before = path.stat()
        for _ in editor.screen.forms.sections:
            await editor.press("f4")
        await editor.press("ctrl+q")
        after = path.stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


async def test_a_change_from_outside_comes_in(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        path.write_text(START + '\n[[timeline]]\ntime = "10:05"\nevent = "logged"\n')
        took = await editor.until(lambda: len(editor.document.rows(("timeline",))) == 2)
        assert took < 1.5
        assert editor.document.text(IMPACT) == "someX"
        await editor.until(lambda: "someX" in editor.toml and "logged" in editor.toml)
        await editor.press("ctrl+z")


async def test_a_conflict_is_asked_and_undo_has_either(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        editor.screen.opened.offer()
        path.write_text(START.replace('"some"', '"theirs"'))
        await editor.type("X")
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("o")
        assert editor.document.text(IMPACT) == "theirs"
        await editor.until(lambda: '"theirs"' in editor.toml)
        await editor.press("ctrl+z")
        assert editor.document.text(IMPACT) == "someX"


async def test_a_broken_file_from_outside_is_left_alone(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        broken = START + "<<<<<<< HEAD\n"
        path.write_text(broken)
        await editor.type("X")
        title = editor.screen.query_one(TitleBar)
        await editor.until(lambda: title.trouble)
        assert editor.toml == broken
        assert editor.screen.opened.flush()  # the draft has it
        path.write_text(START)
        await editor.until(lambda: "someX" in editor.toml)
        await editor.until(lambda: not title.trouble)


async def test_a_deleted_file_is_there_again(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        path.unlink()
        await editor.type("X")
        await editor.until(lambda: "someX" in editor.toml)


async def test_a_foreign_markdown_is_not_overwritten(path: Path) -> None:
    path.with_suffix(".md").write_text("mine, by hand\n")
    async with editing(path, START) as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("n")
        await editor.go(*IMPACT)
        await editor.type("X")
        await editor.until(lambda: "someX" in editor.toml)
        assert editor.markdown == "mine, by hand\n"


async def test_a_markdown_that_says_the_same_is_not_asked_about(path: Path, home: Path) -> None:
    """A colleague's Hotwash wrote both files, and git brought them."""
    async with editing(path, START) as editor:
        await editor.until(lambda: "some" in editor.markdown)
    shutil.rmtree(home / "state")
    async with editing(path) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        await editor.until(lambda: "someX" in editor.markdown)
        assert not isinstance(editor.app.screen, Choose)


async def test_a_foreign_markdown_is_taken_over_with_a_backup(path: Path) -> None:
    path.with_suffix(".md").write_text("mine, by hand\n")
    async with editing(path, START) as editor:
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("y")
        await editor.until(lambda: editor.markdown.startswith("# Postmortem: Outage"))
        backups = list(path.parent.glob("outage.md.bak*"))
        assert [backup.read_text() for backup in backups] == ["mine, by hand\n"]


async def test_keys_meant_for_the_form_are_no_answer(path: Path) -> None:
    path.with_suffix(".md").write_text("mine, by hand\n")
    async with editing(path, START, unread=3600.0) as editor:
        await editor.go(*IMPACT)
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.type("yny")
        assert editor.document.text(IMPACT) == "someyny"
        await editor.until(lambda: "someyny" in editor.toml)
        assert editor.markdown == "mine, by hand\n"
        await editor.until(lambda: isinstance(editor.app.screen, Choose))  # it comes again


async def test_the_template_is_left_alone_unasked(path: Path) -> None:
    template = path.with_suffix(".md")
    template.write_text("# [Title]\n\n## Impact\n\n[What broke?]\n")
    async with editing(path, f'template = "{template}"\n') as editor:
        await editor.until(lambda: "is the template" in editor.screen.status.words)
        await editor.go("impact")
        await editor.type("X")
        await editor.until(lambda: "X" in editor.toml)
        assert "[What broke?]" in template.read_text()
        assert not isinstance(editor.app.screen, Choose)


async def test_no_export_writes_no_markdown(path: Path) -> None:
    async with editing(path, START, export=False) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        await editor.until(lambda: "someX" in editor.toml)
        assert not os.path.exists(path.with_suffix(".md"))


async def test_without_autosave_only_saving_saves(path: Path) -> None:
    async with editing(path, START, automatic=False) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        title = editor.screen.query_one(TitleBar)
        assert editor.screen.opened.flush()
        assert editor.toml == START
        assert "not saved yet" in title.render().plain
        await editor.press("f2")
        await editor.until(lambda: "someX" in editor.toml)
        await editor.until(lambda: " saved " in title.render().plain)
        await editor.press("ctrl+z")
        assert "not saved yet" in title.render().plain


async def test_nothing_is_written_for_a_new_file_that_stays_empty(path: Path) -> None:
    async with editing(path) as editor:
        await editor.press("f4", "f3", "ctrl+q")
    assert list(path.parent.iterdir()) == []


async def test_undo_goes_over_tabs(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go(*IMPACT)
        await editor.type("X")
        await editor.go("timeline")
        await editor.type("1015 alert\n")
        assert len(editor.document.rows(("timeline",))) == 2
        await editor.press("ctrl+z")
        assert len(editor.document.rows(("timeline",))) == 1
        await editor.press("ctrl+z")
        assert editor.document.text(IMPACT) == "some"
        await editor.press("ctrl+y", "ctrl+y")
        assert len(editor.document.rows(("timeline",))) == 2


async def test_a_cell_changed_on_both_sides_is_asked_about_as_a_cell(path: Path) -> None:
    async with editing(path, START) as editor:
        await editor.go("timeline")
        await editor.press("up", "e", "X")
        path.write_text(START.replace('"before"', '"theirs"'))
        await editor.until(lambda: isinstance(editor.app.screen, Choose))
        await editor.press("o")
        (row,) = editor.document.rows(("timeline",))
        assert dict(row.cells) == {"time": "10:00", "event": "theirs"}
        await editor.until(lambda: '"theirs"' in editor.toml)
        await editor.press("ctrl+z")
        assert editor.document.rows(("timeline",))[0]["event"] == "beforeX"
