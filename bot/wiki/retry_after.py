"""What a server's ``Retry-After`` asks for: RFC 9110, section 10.2.3, and what else is seen."""

from __future__ import annotations

import math
import time
from email.utils import parsedate_to_datetime


def retry_after_s(value: str | None, date: str | None = None) -> float | None:
    """The seconds to wait; None if the header is missing or makes no sense.

    ``value`` is a number of seconds or an HTTP date, which is compared with the server's own
    ``date`` where there is one: our clock may be wrong.
    """
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until, now = _seconds(value), _seconds(date)
        if until is None:
            return None
        return max(0.0, until - (time.time() if now is None else now))
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _seconds(date: str | None) -> float | None:
    if not date:
        return None
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
