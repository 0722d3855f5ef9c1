"""Times as text: ISO 8601 in UTC to the second, as MediaWiki writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.errors import InputError


def time_text(moment: datetime) -> str:
    """Such as ``2025-02-19T20:37:00Z``; a time without a zone is taken for UTC."""
    # strftime would leave out the zeros of early years.
    return f"{_in_utc(moment).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def time_text_now() -> str:
    """The present as `time_text`."""
    return time_text(datetime.now(UTC))


def utc_time(text: str) -> datetime | None:
    """The time in UTC that an ISO 8601 text names, a bare one taken for UTC; None if it is none."""
    try:
        return _in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def asked_time(text: str) -> datetime:
    """The same of a text that has to be a time.

    Raises:
        InputError: it is none.
    """
    moment = utc_time(text)
    if moment is None:
        raise InputError(f"{text!r} is not a time such as 2025-02-19T20:37:00Z")
    return moment


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
