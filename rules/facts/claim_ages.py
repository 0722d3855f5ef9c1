"""Ages as claims write them, and the ages that two dates allow."""

from __future__ import annotations

import datetime
import re

import msgspec

from rules.contract import Span
from rules.facts.claim_counts import COUNT, count_value
from rules.facts.claim_moments import Moment, is_day

AGE = re.compile(
    rf"(?<![\w-])(?:at (?:the )?(?:\w+ )?age (?:of )?|(?:when )?aged |age |\(aged? )(?P<at>{COUNT})"
    rf"(?: years(?: old)?)?(?P<edge>(?!\w))"
    rf"|(?<![\w,.$£€–-])(?P<old>{COUNT})[- ]years?[- ]old(?!\w)",
    re.IGNORECASE,
)
INEXACT_BEFORE = re.compile(
    r"\b(?:under|over|by|before|until|till|to|from|since|above|below|about|around|nearly|almost|"
    r"approximately|between|than|past|beyond|circa|c\.|at least|roughly|after|minimum|maximum|"
    r"average|mean|median|legal|those|people|persons|women|men|children|adults|reach\w*|lowest|"
    r"youngest|oldest)(?:\s(?:the|an|a))?\s\Z",
    re.IGNORECASE,
)
INEXACT_AFTER = re.compile(
    r"\s?[–—/+-]\s?\d|\s(?:and|or|to)\s(?:\d|over|above|older|under|younger|up\b|"
    rf"{COUNT}\b)|\s(?:months?|weeks?|days?|hours?|minutes?|or so|group|and a half)\b|"
    r"[.,]\d|%|th\b|\s(?:million|billion|hundred|thousand)\b",
    re.IGNORECASE,
)
OLDEST = 120


class Age(msgspec.Struct, frozen=True, gc=False):
    """An exact age in a text, in completed years: half-open offsets of the whole expression."""

    start: int
    end: int
    years: int
    number_span: Span


def ages(text: str) -> list[Age]:
    """The exact ages of persons in a text, in order; bounds, spans and averages are left out."""
    found = []
    for match in AGE.finditer(text):
        group = "at" if match["at"] else "old"
        if INEXACT_BEFORE.search(text[max(match.start() - 24, 0) : match.start()]):
            continue
        years = count_value(match[group])
        if INEXACT_AFTER.match(text, match.end()) or not 0 < years <= OLDEST:
            continue
        start = match.start() + (1 if text[match.start()] == "(" else 0)
        found.append(Age(start, match.end(), years, Span(*match.span(group))))
    return found


def allowed_ages(birth: Moment, event: Moment) -> tuple[int, int]:
    """The least and the greatest age that a person can have had, in completed years.

    Exact where both days are known. Otherwise one year either way of the difference of the years:
    careful writers round too.
    """
    if is_day(birth) and is_day(event):
        exact = _completed(birth.first, event.first)
        return exact, exact
    years = event.year - birth.year
    return years - 1, years + 1


def _completed(birth: datetime.date, day: datetime.date) -> int:
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)
