"""Events from the JSON of services, and from Slack exports."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotwash.errors import UnreadableFile
from hotwash.formats.events.reading import EventList, read_events, read_path

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def read(value: object, source: str) -> EventList:
    found = read_events(json.dumps(value, indent=1), now=NOW)
    assert found.source.name == source
    return found


def told(found: EventList) -> list[tuple[str, str]]:
    return [
        (event.instant.strftime("%m-%d %H:%M") if event.instant else "", event.text)
        for event in found.events
    ]


def entry(kind: str, time: str, summary: str) -> dict[str, object]:
    return {
        "id": "Q1",
        "type": f"{kind}_log_entry",
        "summary": summary,
        "created_at": time,
        "agent": {"type": "user_reference", "summary": "Ana Lund"},
        "channel": {"type": "api"},
        "incident": {"id": "P1", "summary": "[#7] Checkout errors"},
    }


class TestPagerDuty:
    ENTRIES = (
        entry("resolve", "2026-11-20T12:00:00Z", "Resolved by Ana Lund"),
        entry("trigger", "2026-11-20T10:15:00Z", "Triggered through the API"),
    )

    def test_entries(self) -> None:
        found = read({"log_entries": self.ENTRIES}, "pagerduty")
        assert told(found) == [
            ("11-20 10:15", "Triggered through the API ([#7] Checkout errors)"),
            ("11-20 12:00", "Resolved by Ana Lund ([#7] Checkout errors)"),
        ]
        assert [event.severity for event in found.events] == ["error", "info"]
        assert found.events[0].extra["who"] == "Ana Lund"

    def test_broken_entry_is_left_over_and_the_rest_read(self) -> None:
        found = read({"log_entries": [*self.ENTRIES, {"type": "x_log_entry"}]}, "pagerduty")
        assert len(found.events) == 2
        assert [piece.why for piece in found.left_over] == ["it is no log entry"]

    def test_truncated_json_gives_what_is_whole_and_the_line(self) -> None:
        text = json.dumps({"log_entries": self.ENTRIES}, indent=1)
        cut = text[: text.rindex("created_at")]
        found = read_events(cut, now=NOW)
        assert [event.text for event in found.events][:1] == [
            "Resolved by Ana Lund ([#7] Checkout errors)"
        ]
        line = cut.count("\n") + 1
        assert any(note.startswith(f"line {line}: it ends too early") for note in found.notes)

    def test_json_of_which_nothing_is_whole_is_one_error(self) -> None:
        with pytest.raises(UnreadableFile) as error:
            read_events('{"log_entries": [\n {"id": "Q1",', name="pd.json")
        assert error.value.where == "pd.json:2"


class TestAlertmanager:
    def alert(self, status: str, end: str) -> dict[str, object]:
        return {
            "status": status,
            "labels": {"alertname": "PoolEmpty", "severity": "warning"},
            "annotations": {"summary": "no connections left"},
            "startsAt": "2026-11-20T10:15:00.326Z",
            "endsAt": end,
        }

    def test_year_one_means_that_it_still_fires(self) -> None:
        alerts = [self.alert("firing", "0001-01-01T00:00:00Z")]
        found = read({"version": "4", "alerts": alerts}, "alertmanager")
        assert told(found) == [("11-20 10:15", "Alert fires: PoolEmpty: no connections left")]
        assert found.events[0].severity == "warning"

    def test_resolved_alert_has_an_end(self) -> None:
        alerts = [self.alert("resolved", "2026-11-20T13:00:00+01:00")]
        found = read({"alerts": alerts}, "alertmanager")
        assert told(found)[1] == ("11-20 12:00", "Alert ends: PoolEmpty: no connections left")


class TestStatuspage:
    def test_updates_are_turned_oldest_first(self) -> None:
        updates = [
            {"status": "resolved", "body": "All is well.", "display_at": "2026-11-20T14:00+02:00"},
            {
                "status": "investigating",
                "body": "We are looking.",
                "created_at": "2026-11-20T12:30:00.256+02:00",
            },
        ]
        incident = {"name": "Checkout errors", "impact": "major", "incident_updates": updates}
        for value in (incident, {"incidents": [incident]}, {"incident": incident}):
            assert told(read(value, "statuspage")) == [
                ("11-20 10:30", "Status page, Investigating: We are looking."),
                ("11-20 12:00", "Status page, Resolved: All is well."),
            ]


class TestGitHub:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (
                {
                    "deployment_status": {
                        "state": "failure",
                        "environment": "production",
                        "created_at": "2026-11-20T10:15:00Z",
                        "creator": {"login": "ana"},
                    },
                    "deployment": {"created_at": "2026-11-20T10:00:00Z"},
                },
                "Deployment to production: failure",
            ),
            (
                [
                    {
                        "sha": "0123456789ab",
                        "ref": "v14.2",
                        "environment": "production",
                        "created_at": "2026-11-20T10:15:00Z",
                    }
                ],
                "Deployment of v14.2 to production",
            ),
            (
                {
                    "action": "closed",
                    "issue": {
                        "number": 7,
                        "title": "Pool empty",
                        "created_at": "2026-11-20T09:00:00Z",
                        "closed_at": "2026-11-20T10:15:00Z",
                    },
                },
                "Issue #7 closed: Pool empty",
            ),
            (
                [
                    {
                        "event": "labeled",
                        "created_at": "2026-11-20T10:15:00Z",
                        "label": {"name": "incident"},
                        "issue": {"number": 7},
                    }
                ],
                "Issue #7 labeled incident",
            ),
            (
                {
                    "action": "closed",
                    "pull_request": {
                        "number": 8,
                        "title": "Raise pool",
                        "created_at": "2026-11-20T09:00:00Z",
                        "merged_at": "2026-11-20T10:15:00Z",
                    },
                },
                "Pull request #8 merged: Raise pool",
            ),
        ],
    )
    def test_kinds(self, value: object, text: str) -> None:
        assert told(read(value, "github")) == [("11-20 10:15", text)]


class TestSlackExport:
    MESSAGES = (
        {"type": "message", "subtype": "channel_join", "user": "U1", "ts": "1795169000.000001"},
        {
            "type": "message",
            "user": "U1",
            "text": "<@U2> see <https://status.example|status> &amp; logs",
            "ts": "1795169700.000002",
        },
        {
            "type": "message",
            "bot_id": "B1",
            "username": "pager",
            "text": "",
            "attachments": [{"fallback": "Pool empty"}],
            "ts": "1795169760.000003",
        },
    )

    def export(self, folder: Path) -> Path:
        (folder / "incident-7").mkdir()
        people = [{"id": "U1", "name": "ana", "real_name": "Ana Lund"}, {"id": "U2", "name": "bo"}]
        (folder / "users.json").write_text(json.dumps(people))
        (folder / "incident-7" / "2026-11-20.json").write_text(json.dumps(self.MESSAGES))
        return folder

    def test_folder_names_people_and_channels(self, tmp_path: Path) -> None:
        folder = self.export(tmp_path)
        for place in (folder, folder / "incident-7"):
            found = read_path(str(place), now=NOW)
            assert found.source.name == "slack-export"
            assert told(found) == [
                ("11-20 10:15", "Ana Lund: @bo see status (https://status.example) & logs"),
                ("11-20 10:16", "pager: Pool empty"),
            ]
            assert found.events[0].extra["channel"] == "incident-7"
            assert "channel_join" in found.left_over[0].why

    def test_broken_day_is_left_over(self, tmp_path: Path) -> None:
        folder = self.export(tmp_path)
        (folder / "incident-7" / "2026-11-21.json").write_text("nothing")
        found = read_path(str(folder), now=NOW)
        assert len(found.events) == 2
        assert "2026-11-21.json" in found.left_over[-1].text

    def test_one_day_alone(self) -> None:
        assert told(read(self.MESSAGES, "slack-export"))[0][1].startswith("U1: @U2 see")

    def test_other_folders_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="no Slack export"):
            read_path(str(tmp_path))


def test_a_line_out_of_kubectls_columns_is_left_over_whole() -> None:
    row = "5m          Warning   BackOff  pod/api   Back-off restarting"
    stray = '{"time":"2026-11-20T10:16:00Z","level":"INFO","msg":"up again"}'
    header = "LAST SEEN   TYPE      REASON   OBJECT    MESSAGE"
    found = read_events(f"{header}\n{row}\n{stray}\n", now=NOW)
    assert [event.text for event in found.events] == ["BackOff, pod/api: Back-off restarting"]
    assert [(piece.line, piece.text) for piece in found.left_over] == [(3, stray)]
