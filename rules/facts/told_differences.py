"""Whether two dates of one event can both be true."""

from __future__ import annotations

from rules.facts.claim_moments import Moment, is_day

CALENDARS_APART = range(9, 14)
"""Days between the same day in the Julian and in the Gregorian calendar, 1500 to 2100."""

LAST_JULIAN, LAST_LADY_DAY = 1927, 1752
"""The last years in which a country used the Julian calendar, or began the year in March."""


def differ(one: Moment, other: Moment) -> bool:
    """Whether no day fits both, in one calendar."""
    first, last = sorted((one, other), key=_first)
    if first.last >= last.first:
        return False
    apart = (last.first - first.first).days if is_day(first) and is_day(last) else 0
    if last.year <= LAST_JULIAN and apart in CALENDARS_APART:
        return False
    # "14 February 1701" is "14 February 1702" where the year began on 25 March.
    return not (
        last.year <= LAST_LADY_DAY and last.year - first.year == 1 and last.first.month <= 3
    )


def _first(at: Moment) -> tuple[int, int]:
    return at.first.toordinal(), at.last.toordinal()
