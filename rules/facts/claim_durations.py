"""Durations as claims write them: "ten years", "a 23-day visit", "more than two weeks"."""

from __future__ import annotations

import re

import msgspec

from rules.facts.claim_counts import COUNT, count_value

UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}

DURATION = re.compile(
    rf"(?<![\w.,$£€#/–-])(?P<count>{COUNT})(?P<join>[- \u00a0])(?P<unit>day|week|month|year|decade)"
    r"(?P<plural>s)?(?![\w/-]|’s|'s)",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(?:over|more than|at least|no less than|exceeding)\s\Z", re.IGNORECASE)
AT_MOST = re.compile(
    r"\b(?:under|less than|at most|up to|within|no more than)\s\Z", re.IGNORECASE
)
HEDGE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|circa|c\.|close to|a good|"
    r"just under|just over|well over|or so|perhaps)\s\Z",
    re.IGNORECASE,
)


class Duration(msgspec.Struct, frozen=True, gc=False):
    """A duration in a text: half-open offsets, its unit, and the days it may mean.

    ``compound`` if it is written as one adjective ("23-day"), which needs a noun after it.
    """

    start: int
    end: int
    count: int
    unit: str
    least_days: float
    most_days: float
    compound: bool


def durations(text: str) -> list[Duration]:
    """The durations of a text, in order.

    The days allow for counting both ends or neither (one unit either way for days, weeks, months
    and years), a quarter more for a hedge, and everything beyond a bound ("more than").
    """
    return [
        found for match in DURATION.finditer(text) if (found := _duration(text, match)) is not None
    ]


def _duration(text: str, match: re.Match[str]) -> Duration | None:
    count, unit = count_value(match["count"]), match["unit"].lower()
    if not count or (match["plural"] is None) != (match["join"] == "-" or count == 1):
        return None
    days = UNIT_DAYS[unit]
    slack = 1.0 if unit == "day" else 0.6
    least, most = (count - slack) * days, (count + slack) * days
    before = text[max(match.start() - 24, 0) : match.start()]
    if HEDGE.search(before):
        least, most = least - 0.25 * count * days, most + 0.25 * count * days
    elif AT_LEAST.search(before):
        most = float("inf")
    elif AT_MOST.search(before):
        least = 0.0
    return Duration(
        match.start(), match.end(), count, unit, least, most, match["join"] == "-"
    )
