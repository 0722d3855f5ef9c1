"""Claims read from sentences: amounts and dates with what they are of, and how firmly."""

from __future__ import annotations

import re

import msgspec

from rules.contract import Span
from rules.facts.claim import Modality, Modifier, Polarity, Quantity, Subject
from rules.facts.claim_amounts import amounts
from rules.facts.claim_dated import Found, dated_values, nearest_year
from rules.facts.claim_moments import Moment
from rules.facts.claim_wording import (
    MARK,
    MARK_WORDS,
    WORD,
    content_stems,
    names_in,
    qualifiers,
    subject_of,
    subject_of_clause,
)
from rules.facts.date_reading import dates_read
from rules.facts.number_reading import numbers_read
from rules.facts.quotations import quotations

NEAR = 40
"""Code points either side of a value in which a word narrows it."""

MOST_VALUES = 14
"""A sentence with more numbers and dates is a list, in which nothing tells what they are of."""

HAS_VALUE = re.compile(r"\d\d|\d\s?%|\d[ \u00a0][a-z]")
NEGATION = re.compile(
    r"\b(?:not|never|no longer|without|n't|rather than|instead of)\b", re.IGNORECASE
)
HYPOTHETICAL = re.compile(r"\b(?:would|could|might|may|if|should|hypothetical\w*|suppose\w*)\b")
PLANNED = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|propos\w+|expect\w*|schedul\w+|project(?:ed|ions?)|target\w*|"
    r"intend\w*|goal|aims?|aimed|upcoming|forecast\w*|predict\w*|sought|asked for|due to)\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:claim\w*|alleg\w*|reportedly|rumou?r\w*|disput\w*|(?:some|other|certain) "
    r"(?:sources|accounts|historians|scholars|authors|reports)|according to|traditionally|legend|"
    r"supposedly|believed|thought to|said to|originally|initially|formerly|previously|either|"
    r"contradict\w*|conflicting|variously|var(?:y|ies|ied)|estimates?)\b",
    re.IGNORECASE,
)
"""Signs that a value is another's, a former one, or one of several."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One value of a text: half-open offsets of the whole value, and what it is of.

    ``years`` holds the year named nearest to an amount; ``qualifiers`` the words beside the value
    that narrow it to a part; ``marks`` the sentence's other figures, ordinals and number words.
    """

    start: int
    end: int
    value: Quantity | Moment
    modifier: Modifier
    attribute: str
    polarity: Polarity
    modality: Modality
    years: frozenset[int]
    qualifiers: frozenset[str]
    marks: frozenset[str]
    subject: Subject


class SentenceReading(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its values, and what of it tells for when and for whom they hold.

    ``words`` are the stems of its content words, ``names`` its capitalised ones.
    """

    readings: tuple[Reading, ...]
    words: frozenset[str]
    names: frozenset[str]


def sentence_reading(text: str, own_names: frozenset[str]) -> SentenceReading | None:
    """The values of a sentence; None if it holds none, or so many that it is a list.

    ``own_names`` are the words by which the page calls its subject, in lower case.
    """
    if not HAS_VALUE.search(text):
        return None
    dates = dates_read(text)
    numbers = numbers_read(text, dates=dates)
    dated = [*dated_values(text, dates)]
    figures = [*amounts(text, numbers)]
    if not (dated or figures) or len(dated) + len(figures) > MOST_VALUES:
        return None
    quoted = quotations(text) if set("\"“”„«‘'") & set(text) else []
    inside = tuple(Span(q.start, q.end) for q in quoted)
    attributed = ATTRIBUTED.search(text) is not None
    subject = subject_of(text, own_names)
    marked = [(match.start(), match[0].lower()) for match in MARK.finditer(text)]
    marked += [(-1, word) for word in WORD.findall(text.lower()) if word in MARK_WORDS]
    readings = [
        Reading(
            start,
            end,
            value,
            modifier,
            attribute,
            Polarity.NEGATIVE
            if NEGATION.search(text, max(start - 50, 0), start)
            else Polarity.POSITIVE,
            _modality(text, start, end, inside, attributed),
            frozenset() if isinstance(value, Moment) else nearest_year(dates, start, end),
            qualifiers(text[max(start - NEAR, 0) : end + NEAR]),
            frozenset(mark for at, mark in marked if not start <= at < end),
            subject_of_clause(text, start, subject, own_names),
        )
        for start, end, value, modifier, attribute in sorted([*dated, *figures], key=_place)
    ]
    return SentenceReading(
        tuple(readings),
        content_stems(text),
        names_in(text),
    )


def _place(found: Found) -> int:
    return found[0]


def _modality(
    text: str, start: int, end: int, quoted: tuple[Span, ...], attributed: bool
) -> Modality:
    if any(span.start < start and end <= span.end for span in quoted):
        return Modality.QUOTED
    near = text[max(start - 90, 0) : start]
    if HYPOTHETICAL.search(near):
        return Modality.HYPOTHETICAL
    if PLANNED.search(near):
        return Modality.PLANNED
    return Modality.ATTRIBUTED if attributed else Modality.ASSERTED
