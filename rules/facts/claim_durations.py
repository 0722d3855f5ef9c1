"""Durations as claims write them: "ten years", "a 23-day visit", "more than two weeks"."""

from __future__ import annotations

import re

import msgspec

from rules.facts.claim_counts import COUNT, count_value
from rules.facts.ranges import Joined, TimeRange

UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}

DURATION = re.compile(
    rf"(?<![\w.,$£€#/–-])(?P<count>{COUNT})(?P<join>[- \u00a0])(?P<unit>day|week|month|year|decade)"
    r"(?P<plural>s)?(?![\w/’'-])",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(?:over|more than|at least|no less than|exceeding)\s\Z", re.IGNORECASE)
AT_MOST = re.compile(r"\b(?:under|less than|at most|up to|within|no more than)\s\Z", re.IGNORECASE)
HEDGE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|circa|c\.|close to|a good|"
    r"just under|just over|well over|or so|perhaps)\s\Z",
    re.IGNORECASE,
)


BEFORE_DURATION = re.compile(
    r"\b(?:after|before|within|following|than|every|each|first|last|next|another|further|"
    r"additional|final|past|these|those|by|age|aged|half|per|once|"
    r"(?:end|most|part|much|half|some|rest|two|three) of)\s(?:the\s)?"
    r"(?:over\s|more than\s|about\s|nearly\s|almost\s)?(?:a\s)?\Z",
    re.IGNORECASE,
)
"""Words that make a duration a distance or a share: "the first ten years", "after two days"."""

AFTER_DURATION = re.compile(
    r"[\s-](?:an?\s(?:day|week|month|year|season)|out of|history)\b|"
    r"[\s-](?:later|earlier|after|before|ago|old|prior|since|apart|hence|thereafter|previously|each|"
    r"apiece|per|anniversary|contracts?|deals?|plans?|agreements?|sentences?|bans?|scholarships?|"
    r"options?|extensions?|leases?|terms?|mandates?|warrant\w*|olds?|flood|visas?|fellowships?|"
    r"appointments?|loans?|into|younger|older|junior|senior|suspen\w+|programm?e?s?|cycles?|"
    r"weeks?|averages?|low|high|streak)\b",
    re.IGNORECASE,
)
"""What is planned, counted otherwise, or a name: a five-year contract may end early."""

GAP_AFTER_RANGE = re.compile(
    r"(?:[,)]|\s[–—]|—)*\s?(?:(?:and|thus|so|or|i\.e\.|that is),?\s)?(?:it |which |this )?"
    r"(?:(?:for|lasting|lasted|spanning|spanned|totall?ing|covering|was|in all|in total|making|"
    r"altogether|a|an|the|of|total|period|span|reign|tenure|stint|stretch|whole|full|entire|"
    r"over|more|than|nearly|almost|about|around|some|just|under|at|least)\s){0,7}\Z",
    re.IGNORECASE,
)
GAP_BEFORE_RANGE = re.compile(
    r"(?:\s(?!(?:and|but|then|which|who|when|where|while|after|before|later|until|since|or)\b)"
    r"[A-Za-z’'-]{1,20}){0,6}(?:,|\s?[(–—]|:)?\s?\Z"
)
CLOSED = re.compile(r"\s?[),;]")
LONGEST_GAP = 70


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
    return Duration(match.start(), match.end(), count, unit, least, most, match["join"] == "-")


def is_duration_of(text: str, duration: Duration, span: TimeRange) -> bool:
    """Whether the wording of a sentence gives the duration as that of the range."""
    if BEFORE_DURATION.search(text[max(duration.start - 40, 0) : duration.start]):
        return False
    if AFTER_DURATION.match(text, duration.end):
        return False
    # In "(1914–1918 war)" the years are those of something else.
    if text[: span.start].rstrip().endswith("(") and not CLOSED.match(text, span.end):
        return False
    if duration.end <= span.start:
        gap = text[duration.end : span.start]
        if span.joined is Joined.DASH and not gap.rstrip().endswith(("(", ",", "–", "—", ":")):
            return False
        return len(gap) <= LONGEST_GAP and GAP_BEFORE_RANGE.fullmatch(gap) is not None
    gap = text[span.end : duration.start]
    if duration.compound:
        return False
    return len(gap) <= LONGEST_GAP and GAP_AFTER_RANGE.fullmatch(gap) is not None
