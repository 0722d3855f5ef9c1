"""Ranges of time in a text: "from 1968 to 1970", "(1985–1989)", "from 3 to 10 May"."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import msgspec

from rules.contract import Span, Spans
from rules.facts.claim_moments import (
    MOMENT,
    MOMENT_EDGE,
    SPACE,
    Moment,
    is_day,
    moment,
    moment_of,
)
from rules.facts.dates import MONTH, MONTH_NAMES

DASH = rf"{SPACE}?[–—−-]{SPACE}?"
UNTIL = (
    rf"(?:up{SPACE})?(?:to|until|till|through){SPACE}"
    # "until his death in 1965", "until it closed in 1965"
    rf"(?:(?:[a-z’'-]{{1,14}}{SPACE}){{1,5}}(?:in|on){SPACE})?"
)
RANGE_BEFORE = r"(?<![\w/.,#№-])(?<!\d–)"

FROM = re.compile(
    rf"\b[Ff]rom{SPACE}(?P<first>{MOMENT})(?:,?{SPACE}{UNTIL}|{DASH})(?P<last>{MOMENT}){MOMENT_EDGE}"
)
BETWEEN = re.compile(
    rf"\b[Bb]etween{SPACE}(?P<first>{MOMENT})(?:,?{SPACE}and{SPACE}|{DASH})(?P<last>{MOMENT})"
    rf"{MOMENT_EDGE}"
)
DASHED = re.compile(rf"{RANGE_BEFORE}(?P<first>{MOMENT}){DASH}(?P<last>{MOMENT}){MOMENT_EDGE}")

DAY = r"\d{1,2}(?:st|nd|rd|th)?"
TO = rf"(?:,?{SPACE}(?:to|until|till|through|and){SPACE}|{DASH})"
YEAR = rf"(?:,?{SPACE}(?P<year>1\d{{3}}|20\d{{2}}))?"
DAY_RANGES = tuple(
    re.compile(rf"(?<![\w/.,:#№$£€-])(?P<lead>(?:[Ff]rom|[Bb]etween){SPACE})?{body}{MOMENT_EDGE}")
    for body in (
        rf"(?P<d1>{DAY})(?:{SPACE}(?P<m1>{MONTH}))?{TO}(?P<d2>{DAY}){SPACE}(?P<m2>{MONTH})\b{YEAR}",
        rf"(?P<m1>{MONTH}){SPACE}(?P<d1>{DAY}){TO}(?:(?P<m2>{MONTH}){SPACE})?(?P<d2>{DAY}){YEAR}",
    )
)
"""Ranges of days that name the year once or never; the months may be one or two."""

ANY_YEAR = 2001
"""A year without a leap day, for days whose year is not told."""


class Joined(enum.Enum):
    """How the two ends of a range are joined."""

    FROM = "from … to"
    BETWEEN = "between … and"
    DASH = "a dash"


class TimeRange(msgspec.Struct, frozen=True, gc=False):
    """A range in a text, half-open offsets of it, and the two moments with their places."""

    start: int
    end: int
    joined: Joined
    first: Moment
    last: Moment
    first_span: Span
    last_span: Span

    @property
    def least_days(self) -> int:
        """The shortest time it may mean, in days, the last day not counted; may be negative."""
        return (self.last.first - self.first.last).days

    @property
    def most_days(self) -> int:
        """The longest time it may mean, in days, the first and the last day counted."""
        return (self.last.last - self.first.first).days + 1

    @property
    def is_exact(self) -> bool:
        """Whether both ends are days."""
        return is_day(self.first) and is_day(self.last)


def year_ranges(text: str) -> list[TimeRange]:
    """The ranges between two moments that both name a year, in order, none overlapping.

    What "from" or "between" introduces comes before a bare dash.
    """
    found: list[TimeRange] = []
    for pattern, joined in (
        (FROM, Joined.FROM),
        (BETWEEN, Joined.BETWEEN),
        (DASHED, Joined.DASH),
    ):
        taken = _places(found)
        for match in pattern.finditer(text):
            if taken.touches(*match.span()):
                continue
            first, last = moment_of(match["first"]), moment_of(match["last"])
            if first is not None and last is not None:
                found.append(
                    TimeRange(
                        match.start(),
                        match.end(),
                        joined,
                        first,
                        last,
                        Span(*match.span("first")),
                        Span(*match.span("last")),
                    )
                )
    found.sort(key=_start)
    return found


def day_ranges(text: str) -> list[TimeRange]:
    """The ranges of days within a year that is named once or never, in order.

    Those whose ends are not in order are left out: without a year they may cross its end.
    """
    found: list[TimeRange] = []
    for pattern in DAY_RANGES:
        taken = _places(found)
        for match in pattern.finditer(text):
            if not taken.touches(*match.span()):
                found += _days(match)
    found.sort(key=_start)
    return found


def _days(match: re.Match[str]) -> Iterator[TimeRange]:
    year = int(match["year"] or ANY_YEAR)
    months = match["m1"] or match["m2"], match["m2"] or match["m1"]
    first = moment(year, MONTH_NAMES[months[0]], _number(match["d1"]))
    last = moment(year, MONTH_NAMES[months[1]], _number(match["d2"]))
    if first is None or last is None or last.first <= first.first:
        return
    lead = (match["lead"] or "").strip().lower()
    joined = {"from": Joined.FROM, "between": Joined.BETWEEN}.get(lead, Joined.DASH)
    yield TimeRange(
        match.start(),
        match.end(),
        joined,
        first,
        last,
        Span(*match.span("d1")),
        Span(match.start("d2"), match.end()),
    )


def _places(found: list[TimeRange]) -> Spans:
    return Spans.merged((item.start, item.end) for item in found)


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))


def _start(found: TimeRange) -> int:
    return found.start
