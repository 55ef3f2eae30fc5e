"""`hotwash log`: a text, lines, output as evidence; when it was, and what cannot be added."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli_calls import STANDARD, call, program, standard

from hotwash.editing.log import MOST_EVIDENCE, add_entries, as_evidence, entry_of, plain_output
from hotwash.postmortem.document import Document
from hotwash.template import library

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    found: Rows = tomllib.loads(path.read_text(encoding="utf-8"))["timeline"]
    return found


class TestAText:
    def test_it_happened_now(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(tmp_path)
        before = datetime.now(UTC).replace(second=0, microsecond=0)
        said = call(capsys, "log", path, "rolled", "back", "api")
        assert said.code == 0
        assert rows(path)[-1]["event"] == "rolled back api"
        logged = datetime.fromisoformat(rows(path)[-1]["time"]).replace(tzinfo=UTC)
        assert before <= logged <= datetime.now(UTC)
        assert said.err == f"{rows(path)[-1]['time']}  rolled back api\n"

    def test_it_begins_with_its_time(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        call(capsys, "log", path, "1010 Errors rise")
        assert rows(path)[0] == {"time": "10:10", "event": "Errors rise"}

    def test_at_takes_the_text_word_for_word(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        call(capsys, "log", path, "1000 requests failed", "--at", "10:20", "--moment", "started")
        assert rows(path)[-1] == {
            "time": "10:20",
            "event": "1000 requests failed",
            "moment": "started",
        }

    def test_a_time_that_nobody_can_read_is_kept(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        said = call(capsys, "log", path, "x", "--at", "tea time")
        assert said.code == 0 and "“tea time” cannot be read" in said.err
        assert rows(path)[-1] == {"time": "tea time", "event": "x"}

    def test_only_the_new_row_is_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = f"# ours\n{STANDARD}evidence = 'kept'   # so\n\n[mine]\nkey = 1\n"
        path = standard(tmp_path, text=text)
        call(capsys, "log", path, "10:20 Team called")
        added = '\n[[timeline]]\ntime = "10:20"\nevent = "Team called"\n'
        assert path.read_text().replace(added, "") == text

    def test_the_markdown_follows(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = standard(tmp_path)
        call(capsys, "log", path, "10:20 Team called")
        assert "| 10:20 | Team called |" in (tmp_path / "outage.md").read_text()

    def test_a_strange_markdown_file_is_left_alone(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        (tmp_path / "outage.md").write_text("mine")
        said = call(capsys, "log", path, "10:20 Team called")
        assert said.code == 0 and "did not write" in said.err
        assert (tmp_path / "outage.md").read_text() == "mine"
        assert rows(path)[-1]["event"] == "Team called"

    def test_a_broken_settings_file_stops_nobody(
        self, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = standard(tmp_path)
        (home / "config" / "hotwash").mkdir(parents=True)
        (home / "config" / "hotwash" / "config.toml").write_text("autosafe = true\n")
        said = call(capsys, "log", path, "10:20 Team called")
        assert said.code == 0 and "did you mean `autosave`?" in said.err
        assert len(rows(path)) == 2


class TestWithoutADate:
    def test_now_says_its_day_until_a_day_is_known(self) -> None:
        document = Document(library.builtin("standard"))
        late = datetime(2026, 11, 20, 23, 58, tzinfo=UTC)
        document, _ = add_entries(document, [entry_of("alert")], late)
        early = datetime(2026, 11, 21, 0, 3, tzinfo=UTC)
        document, _ = add_entries(document, [entry_of("fixed")], early)
        assert [(row["time"], row["event"]) for row in document.rows(("timeline",))] == [
            ("2026-11-20 23:58", "alert"),
            ("00:03", "fixed"),
        ]

    def test_a_clock_time_stays_a_clock_time(self) -> None:
        document = Document(library.builtin("standard"))
        document, _ = add_entries(document, [entry_of("10:15 x")], datetime.now(UTC))
        assert document.rows(("timeline",))[0]["time"] == "10:15"


class TestLines:
    def test_each_line_is_a_row(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        lines = b"10:30 Fix deployed\r\n\n- **10:20** - Team called\n1025 a\nno time"
        said = program("log", path, cwd=tmp_path, stdin=lines)
        assert (said.code, said.err) == (0, "4 events added\n")
        assert [row["event"] for row in rows(path)] == [
            "First alert",
            "Team called",
            "a",
            "Fix deployed",
            "no time",
        ]

    def test_a_moment_marks_the_first(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        program("log", path, "--moment", "mitigated", cwd=tmp_path, stdin=b"10:20 a\n10:21 b\n")
        assert [row.get("moment") for row in rows(path)] == ["detected", "mitigated", None]

    def test_a_line_of_a_megabyte_is_kept_whole_beside_the_row(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        long = b"10:20 " + b"word " * 20_000
        program("log", path, cwd=tmp_path, stdin=long + b"\n10:21 b\n")
        row = rows(path)[1]
        assert len(row["event"]) == 1000 and row["event"].endswith("…")
        assert row["evidence"].split() == ["word"] * 20_000

    def test_bytes_that_are_not_utf8(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        assert program("log", path, cwd=tmp_path, stdin=b"10:20 caf\xe9\n").code == 0
        assert rows(path)[-1]["event"] == "caf\ufffd"

    def test_nothing_to_add(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        said = program("log", path, cwd=tmp_path, stdin=b" \n\n")
        assert (said.code, said.err) == (0, "there was nothing to add\n")
        assert path.read_text() == STANDARD

    def test_they_are_added_as_they_come(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        command = [sys.executable, "-m", "hotwash", "log", str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdin is not None
            running.stdin.write(b"10:20 Team called\n10:2")
            running.stdin.flush()
            end = time.monotonic() + 20
            while len(rows(path)) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            assert running.poll() is None
            assert rows(path)[-1]["event"] == "Team called"
            running.stdin.write(b"1 Fixed\n")
            running.stdin.close()
            assert running.wait(20) == 0
        assert rows(path)[-1] == {"time": "10:21", "event": "Fixed"}


class TestEvidence:
    def test_the_output_is_kept_with_one_row(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        output = b'\n\x1b[1mdeployment.apps/api\x1b[0m rolled back\nREV  CHANGE\n3\t"pipe | it"\n'
        said = program("log", path, "--evidence", "--at", "10:20", cwd=tmp_path, stdin=output)
        assert said.code == 0
        assert rows(path)[-1] == {
            "time": "10:20",
            "event": "deployment.apps/api rolled back",
            "evidence": '\ndeployment.apps/api rolled back\nREV  CHANGE\n3\t"pipe | it"',
        }

    def test_with_words_of_ones_own(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        program("log", path, "10:20 rolled back", "--evidence", cwd=tmp_path, stdin=b"a\nb\n")
        assert rows(path)[-1] == {"time": "10:20", "event": "rolled back", "evidence": "a\nb"}

    def test_no_output_and_no_words(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        said = program("log", path, "--evidence", cwd=tmp_path, stdin=b"\n")
        assert said.code == 2 and "no output" in said.err
        assert path.read_text() == STANDARD

    def test_of_long_output_the_ends_are_kept(self) -> None:
        output = "first\n" + "x" * (2 * MOST_EVIDENCE) + "\nlast"
        kept, left_out = as_evidence(output)
        assert kept.startswith("first\n") and kept.endswith("\nlast")
        assert len(kept) < MOST_EVIDENCE + 100
        assert f"{left_out:,} characters left out" in kept

    def test_thirty_megabytes_leave_a_file_that_can_be_read(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        output = b"begin\n" + b'"quoted, and more"\n' * 1_500_000 + b"end\n"
        said = program("log", path, "--evidence", cwd=tmp_path, stdin=output)
        assert said.code == 0 and "only its beginning and its end" in said.err
        assert rows(path)[-1]["evidence"].startswith("begin\n")
        assert rows(path)[-1]["evidence"].endswith("\nend")
        assert program("check", path, cwd=tmp_path).code == 1

    def test_what_cannot_be_saved_is_printed(self, tmp_path: Path) -> None:
        path = standard(tmp_path)
        os.chmod(path, 0o444)
        said = program("log", path, "--evidence", cwd=tmp_path, stdin=b"precious\noutput\n")
        assert said.code == 2 and "read-only" in said.err
        assert "precious\noutput\n" in said.out
        assert path.read_text() == STANDARD


def test_commands_to_a_terminal_are_taken_out_of_output() -> None:
    coloured = "\x1b[31mred\x1b[0m \x1b]8;;http://x\x1b\\link\x1b]8;;\x07 10%\r20%\r\ndone\x1b(B"
    assert plain_output(coloured) == "red link 10%\n20%\ndone"


def test_a_template_without_a_timeline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plain.md").write_text("# [Title]\n\n## Summary\n\nWhat was it?\n")
    path = standard(tmp_path, text='template = "plain.md"\ntitle = "x"\n')
    os.makedirs(tmp_path / ".hotwash" / "templates")
    (tmp_path / ".hotwash" / "templates" / "plain.md").write_text(
        (tmp_path / "plain.md").read_text()
    )
    path.write_text('template = "plain"\ntitle = "x"\n')
    said = call(capsys, "log", path, "x")
    assert said.code == 2 and "the template plain has no timeline" in said.err
    assert path.read_text() == 'template = "plain"\ntitle = "x"\n'


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.toml", "begin it with: hotwash new"), ("outage.md", "name"), ("-", "no such")],
)
def test_not_a_postmortem(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    standard(tmp_path)
    said = call(capsys, "log", name, "x")
    assert (said.code, said.out) == (2, "")
    assert words in said.err and said.err.count("\n") == 1
