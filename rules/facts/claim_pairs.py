"""Pairs of claims that contradict each other, with what cancels a contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rules.facts.claim import Claim, Modality, PlaceKind, Polarity, Quantity, Subject
from rules.facts.claim_attributes import BY_ID
from rules.facts.claim_conflict import conflict, values_agree
from rules.facts.claims import Claims

ALIKE = 0.65
"""The share of content words that two sentences need in common to be one told twice."""

LEAST_SHARED = 4
COPIED = 0.85
"""The share from which one sentence is the other's copy, whomever they are about."""

LEAST_COPIED, LEAST_UNCLAIMED = 3, 6
"""Content words that a copied sentence has at least; and one whose date no verb claims."""

SERIES = 2
"""So many further sentences of the same shape make a series, in which every value is another's."""

OTHER_ORDER = 50
"""Amounts of no known attribute so many times apart are of two things, as births and their rate in
a row of figures are; a slip of a digit or of one zero makes less."""

MOST_OF_ONE = 60
"""Claims of one attribute beyond which a page lists them, and nothing is compared."""


SOLE = frozenset(
    """population area elevation height length width depth weight capacity employees students
    budget revenue""".split()
) | {"running time", "box office", "net worth", "endowment"}
"""Attributes of which a subject has one value at a time; of goals and episodes it has many."""


class Contradiction(msgspec.Struct, frozen=True, gc=False):
    """Two claims that exclude each other, why, and how surely, 0–1.

    ``copied`` says that one sentence is the other's copy but for the value.
    """

    first: Claim
    second: Claim
    reason: str
    confidence: float
    copied: bool


def contradictions(
    claims: Claims, left: Sequence[Claim], right: Sequence[Claim]
) -> Iterator[Contradiction]:
    """The contradictions between the claims of two places, one for each claim on the left.

    A value that agrees, in either sentence or in another place on the right, cancels them; so do
    further sentences of the same shape.
    """
    by_attribute: dict[str, list[Claim]] = {}
    for claim in right:
        by_attribute.setdefault(_key(claim), []).append(claim)
    told: set[tuple[int, int]] = set()
    for claim in left:
        others = by_attribute.get(_key(claim), [])
        if not others or len(others) > MOST_OF_ONE:
            continue
        found = _contradicted(claims, claim, others)
        if found is None:
            continue
        a, b = found.first.place.start, found.second.place.start
        if (min(a, b), max(a, b)) not in told:
            told.add((min(a, b), max(a, b)))
            yield found


def _key(claim: Claim) -> str:
    """What two claims must share to be compared: the attribute, or the sentence's longest word."""
    return claim.attribute or "a sentence with " + max(claim.words, key=_length, default="")


def _length(word: str) -> tuple[int, str]:
    return len(word), word


def _contradicted(claims: Claims, claim: Claim, others: Sequence[Claim]) -> Contradiction | None:
    best: Contradiction | None = None
    differing = []
    for other in others:
        if other.place.sentence_start == claim.place.sentence_start:
            continue
        if claim.attribute not in BY_ID and _is_of_other_order(claim, other):
            continue
        copied = _is_copy(claim, other)
        likeness = 1.0 if copied else _likeness(claim, other)
        if not likeness:
            continue
        if _is_asserted(other) and values_agree(claim, other):
            # The page gives the value elsewhere too: the odd one out may be of another thing.
            return None
        found = conflict(claim, other, same_subject=copied)
        if found is None:
            continue
        differing.append(other)
        confidence = round(found.confidence * likeness, 3)
        if not _is_cancelled(claims, claim, other) and (
            best is None or confidence > best.confidence
        ):
            best = Contradiction(claim, other, found.reason, confidence, copied)
    sentences = {other.place.sentence_start for other in differing}
    return None if len(sentences) >= SERIES else best


def _is_of_other_order(a: Claim, b: Claim) -> bool:
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return False
    least, most = sorted((abs(a.value.high), abs(b.value.high)))
    return most > least * OTHER_ORDER


def _is_asserted(claim: Claim) -> bool:
    return claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ASSERTED


def _is_cancelled(claims: Claims, a: Claim, b: Claim) -> bool:
    """Whether another value of either sentence agrees with the other's."""
    return any(
        values_agree(a, other) for other in claims.in_sentence_of(b) if other is not b
    ) or any(values_agree(b, other) for other in claims.in_sentence_of(a) if other is not a)


def _likeness(a: Claim, b: Claim) -> float:
    """How surely two claims of one attribute are of one fact; 0 if they need not be.

    A sole attribute of the page's subject is one fact wherever it stands, if the subject is sure.
    Otherwise the sentences have to tell the same thing in much the same words, with the same
    names, and to differ in no other figure, ordinal or date.
    """
    if PlaceKind.INFOBOX in (a.place.kind, b.place.kind):
        return 1.0 if a.attribute in BY_ID else 0.0
    if a.attribute and _is_retold(a, b, LEAST_SHARED, ALIKE):
        return 1.0 if _is_sure(a) or _is_sure(b) or a.names & b.names else 0.0
    if a.attribute and _are_near(a, b) and _is_shortened(a, b):
        return 0.9
    if a.attribute in SOLE and _is_sure(a) and _is_sure(b):
        return 0.95 if a.names <= b.names or b.names <= a.names else 0.0
    return 0.0


def _is_copy(a: Claim, b: Claim) -> bool:
    """Whether one sentence is the other's copy but for this value, whomever they are about."""
    # A date that no verb claims may be a label, or the time of something else.
    if not a.attribute and not isinstance(a.value, Quantity) and len(a.words) < LEAST_UNCLAIMED:
        return False
    return _are_near(a, b) and _is_retold(a, b, LEAST_COPIED, COPIED)


def _is_retold(a: Claim, b: Claim, least: int, share: float) -> bool:
    shared = len(a.words & b.words)
    return (
        shared >= least
        and shared >= share * len(a.words | b.words)
        and (a.names <= b.names or b.names <= a.names)
        and (a.marks <= b.marks or b.marks <= a.marks)
    )


def _is_shortened(a: Claim, b: Claim) -> bool:
    """Whether the shorter sentence says nothing that the longer one does not, in other words."""
    short, long = sorted((a, b), key=_words)
    return (
        len(short.words) >= LEAST_COPIED
        and short.words <= long.words
        and short.names <= long.names
        and short.marks <= long.marks
    )


def _words(claim: Claim) -> int:
    return len(claim.words)


def _are_near(a: Claim, b: Claim) -> bool:
    """Whether two like sentences are no parallel ones, told of the things of two sections."""
    in_lead = PlaceKind.LEAD in (a.place.kind, b.place.kind)
    return in_lead or a.place.section == b.place.section


def _is_sure(claim: Claim) -> bool:
    """Whether a claim is plainly of the page's subject."""
    return claim.subject is Subject.PAGE or (
        claim.subject is Subject.MEANT and claim.place.kind is PlaceKind.LEAD
    )


def tells_enough(claim: Claim) -> bool:
    """Whether a value is a date, or has three significant digits."""
    return not isinstance(claim.value, Quantity) or claim.value.digits >= 3


def of_lead(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those claims that stand in the lead's paragraphs."""
    return tuple(claim for claim in found if claim.place.kind is PlaceKind.LEAD)
