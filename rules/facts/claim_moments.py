"""Moments as claims write them: a day, a month or a year, and the days each may mean."""

from __future__ import annotations

import datetime
import enum
import re

import msgspec

from rules.facts.dates import MONTH, MONTH_NAMES, month_days

EARLIEST_YEAR, LATEST_YEAR = 1000, 2100
"""Four digits outside these are more often a quantity than a year."""

SPACE = "[ \n\u00a0\u2009\u202f]"

MOMENT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?{SPACE}(?:{MONTH})\.?,?{SPACE}"
    rf"|(?:{MONTH})\.?{SPACE}(?:\d{{1,2}}(?:st|nd|rd|th)?,?{SPACE})?)?"
    r"(?:1\d{3}|20\d{2}|2100)"
)
"""A regular expression for "3 May 1950", "May 3, 1950", "May 1950" and "1950"."""

MOMENT_EDGE = r"(?![\w/%°′″]|[.,:]\d|[-–]\w)"
"""What must not follow a moment: it would be part of a number, a code or a range."""

COUNTED = (
    r"\s(?:ft|feet|foot|m|km|mi|miles?|yards|acres|hectares|metres?|meters?|kg|lbs?|tons|tonnes|"
    r"hours|days|weeks|months|years|people|persons|men|women|cities|towns|countries|colonies|copies|"
    r"theat(?:er|re)s|cinemas|screens|stores|shops|states|locations|games|matches|votes|of)\b"
)
"""What makes four digits a count: "in 1250 theatres", "1500 of them"."""

MONTH_PART = re.compile(rf"\b(?:{MONTH})\b")
NUMBER_PART = re.compile(r"\d+")


class Precision(enum.Enum):
    """How exactly a moment is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Moment(msgspec.Struct, frozen=True, gc=False):
    """The days that a written moment may mean, from ``first`` to ``last``, both included."""

    first: datetime.date
    last: datetime.date
    precision: Precision

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.first.year


def moment_of(written: str) -> Moment | None:
    """What a text that ``MOMENT`` matches means; None if there is no such day."""
    numbers = [int(number) for number in NUMBER_PART.findall(written)]
    year = numbers[-1]
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    month = MONTH_PART.search(written)
    if month is None:
        return moment(year)
    day = numbers[0] if len(numbers) == 2 else None
    return moment(year, MONTH_NAMES[month[0]], day)


def moment(year: int, month: int | None = None, day: int | None = None) -> Moment | None:
    """The moment of a year, a month of it or a day; None if there is no such day."""
    try:
        if month is None:
            return Moment(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR)
        if day is None:
            last = datetime.date(year, month, month_days(month, year))
            return Moment(datetime.date(year, month, 1), last, Precision.MONTH)
        exact = datetime.date(year, month, day)
    except ValueError:
        return None
    return Moment(exact, exact, Precision.DAY)


def is_day(moment: Moment) -> bool:
    """Whether the very day is known."""
    return moment.precision is Precision.DAY
