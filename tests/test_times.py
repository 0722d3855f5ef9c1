"""Times are written in one form, and read in every ISO 8601 form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.errors import InputError
from bot.times import asked_time, time_text, time_text_now, utc_time

INDIA = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2025, 2, 19, 20, 37, tzinfo=UTC), "2025-02-19T20:37:00Z"),
        (datetime(2025, 2, 20, 2, 7, 0, 999_999, tzinfo=INDIA), "2025-02-19T20:37:00Z"),
        (datetime(2025, 2, 19, 20, 37), "2025-02-19T20:37:00Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)
def test_a_time_is_written_in_utc_to_the_second(moment: datetime, text: str) -> None:
    assert time_text(moment) == text
    assert time_text(asked_time(text)) == text


def test_now_is_now() -> None:
    assert abs(datetime.now(UTC) - asked_time(time_text_now())) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "text",
    ["2025-02-19T20:37:00Z", "2025-02-19T20:37", "2025-02-20T02:07+05:30", "20250219T203700Z"],
)
def test_each_form_is_read(text: str) -> None:
    assert utc_time(text) == datetime(2025, 2, 19, 20, 37, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-02-30", "0001-01-01T00:00+14:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert utc_time(text) is None
    with pytest.raises(InputError, match="is not a time such as 2025-02-19T20:37:00Z"):
        asked_time(text)
