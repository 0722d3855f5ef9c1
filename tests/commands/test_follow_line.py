"""What `revlint follow` shows while it runs and in the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.follow import follow_line, progress_line
from bot.jobs.follow_summary import FollowSummary, LostWindow
from bot.ports import StreamHealth

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_the_last_line_tells_all_that_went_wrong() -> None:
    stream = StreamHealth(
        connections=3, cuts=2, unreadable=4, canary_missing=True, gaps=("2026-01-01T00:00:00Z",)
    )
    summary = FollowSummary(
        wiki="enwiki",
        linted=5,
        incomplete=1,
        findings=2,
        from_list=3,
        purged=1,
        lost=(LostWindow("2025-12-01T00:00:00Z", "2025-12-02T00:00:00Z"),),
        stream=stream,
    )
    line = follow_line(summary)
    assert line.startswith("enwiki: 6 checked, 1 incomplete")
    for part in (
        "; 3 first told by the list of changes, 1 purged",
        "; stream: 3 connections, 2 cuts, 4 unreadable",
        "; the stream no longer had what came after 2026-01-01T00:00:00Z",
        "; LOST: nobody tells what happened from 2025-12-01T00:00:00Z to 2025-12-02T00:00:00Z",
        "; ALARM: the stream brings no canaries",
    ):
        assert part in line


@pytest.mark.parametrize(
    ("until", "connected", "end"),
    [
        ("2026-01-15T11:59:57.500Z", True, ", latest event 2 s ago"),
        ("2026-01-15T12:00:03.000Z", True, ", latest event 0 s ago"),
        (None, False, ", no connection to the stream"),
    ],
)
def test_the_line_while_it_runs(until: str | None, connected: bool, end: str) -> None:
    summary = FollowSummary(
        wiki="enwiki",
        linted=1200,
        findings=7,
        until=until,
        stream=StreamHealth(connected=connected),
    )
    line = progress_line(summary, timedelta(minutes=2), NOW)
    assert line == f"1,200 checked, 7 findings, 10.0/s{end}"
