"""Timestamps of revisions, which anybody may have written, as times."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_time(timestamp: str) -> datetime | None:
    """The time in UTC that an ISO 8601 text names, a bare one taken for UTC; None if it is none."""
    try:
        when = datetime.fromisoformat(timestamp)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
