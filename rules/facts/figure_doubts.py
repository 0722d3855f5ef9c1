"""How likely it is that a changed figure is no longer the one that its source gives.

Most changes of figures are honest. What tells a slip or worse from an update is the shape of the
change, and whether the date of the figure changed with it.
"""

from __future__ import annotations

import re

from rules.contract import Change, Document
from rules.facts.claim import Claim, Quantity
from rules.facts.claim_changes import Replaced
from rules.facts.claim_moments import Moment
from rules.facts.figure_shapes import Shape, shape_of

CONFIDENCE = {
    Shape.TENFOLD: 0.9,
    Shape.TRANSPOSED: 0.9,
    Shape.LENGTH: 0.8,
    Shape.DIGIT: 0.75,
    Shape.DAY: 0.75,
    Shape.YEAR: 0.75,
    Shape.OTHER: 0.6,
    Shape.COUNTED_ON: 0.5,
}
"""How likely a change of this shape is one that its source does not bear out."""

UNDER_ITS_YEAR = 0.1
"""What a year in the sentence that stays as it was adds: the figure of a past year is no news."""

YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
AS_OF = re.compile(
    r"\b(?:as of|as at|updated|accessed|retrieved)(?:\son)?\s(?:the\s)?(?:end\sof\s)?"
    r"(?:early\s|late\s|mid-)?\Z",
    re.IGNORECASE,
)
"""Before a date that tells up to when something holds, and moves on with every update."""

UP_TO = re.compile(r"(?:\b(?:until|since|through|to|up to|by)\s|–)\Z", re.IGNORECASE)
"""Before a date that does so only if it moved on."""

ESTIMATED = re.compile(r"\s?(?:est\.?|estimates?|census|data|figures)\b", re.IGNORECASE)
GROWTH = 0.1
"""The share by which an amount may have grown between two readings of its source."""

RECENT = 1
"""Years before the revision within which a new date is news."""


def confidence_of(change: Change, replaced: Replaced) -> float:
    """How likely it is that the source of a replaced value does not give the new one, 0–1.

    0 for a plain update: of a figure with its date, or of a date that moves on.
    """
    old, new = replaced.old, replaced.new
    years = _years(old)
    if years != _years(new):
        return 0.0
    shape = shape_of(old, new)
    if isinstance(new.value, Moment):
        if _figures(old) != _figures(new) or _dates_a_figure(change.new, old, new):
            return 0.0
        return 0.0 if _is_news(change, old, new) else CONFIDENCE[shape]
    if years:
        return min(CONFIDENCE[shape] + UNDER_ITS_YEAR, 0.95)
    return CONFIDENCE[Shape.OTHER] if _is_growth(old, new, shape) else CONFIDENCE[shape]


def _years(claim: Claim) -> set[str]:
    return {mark for mark in claim.marks if YEAR.match(mark)}


def _figures(claim: Claim) -> set[str]:
    return {mark for mark in claim.marks if mark[0].isdigit()}


def _dates_a_figure(document: Document, old: Claim, new: Claim) -> bool:
    """Whether a date only says when another figure was taken: as of 2005, (2005 est.)."""
    place = new.place
    text = document.prose.text
    before = text[max(place.start - 40, place.sentence_start) : place.start]
    if AS_OF.search(before) or ESTIMATED.match(text, place.end):
        return True
    in_brackets = before.endswith("(") and any(sign.isdigit() for sign in before)
    return _is_later(old, new) and (in_brackets or UP_TO.search(before) is not None)


def _is_later(old: Claim, new: Claim) -> bool:
    return (
        isinstance(old.value, Moment)
        and isinstance(new.value, Moment)
        and new.value.first > old.value.first
    )


def _is_growth(old: Claim, new: Claim, shape: Shape) -> bool:
    """Whether an amount became a little more, as amounts do in time."""
    return (
        shape in (Shape.DIGIT, Shape.LENGTH)
        and isinstance(old.value, Quantity)
        and isinstance(new.value, Quantity)
        and old.value.high < new.value.high <= old.value.high * (1 + GROWTH)
    )


def _is_news(change: Change, old: Claim, new: Claim) -> bool:
    """Whether a date moved on to the time of the revision."""
    saved = change.info.timestamp
    return (
        saved is not None
        and isinstance(new.value, Moment)
        and _is_later(old, new)
        and new.value.year >= saved.year - RECENT
    )
