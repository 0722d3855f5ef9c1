"""Where the former value of a changed fact still stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from rules.contract import BlockKind, Document
from rules.facts.claim import Claim, Modality, PlaceKind, Polarity, Quantity, Subject
from rules.facts.claim_attributes import BY_ID
from rules.facts.claim_changes import READ, Replaced, is_replaced, is_same
from rules.facts.claim_moments import Moment, Precision
from rules.facts.claim_wording import days_among
from rules.facts.claims import Claims

MOST_WORDS = 40
"""Content words beyond which a sentence is a list, and words in common say nothing."""

MOST_MENTIONS = 80
"""Places looked at for one old value."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A claim of the new document that still has an old value, and how surely of that fact."""

    claim: Claim
    certainty: float


def stale_mentions(replaced: Replaced, claims: Claims) -> tuple[Mention, ...]:
    """Where the new document still gives the old value for the same fact, surest first.

    Empty if the new value stands elsewhere for it as well: the page was divided before.
    """
    old, new = replaced.old, replaced.new
    if old.modality in (Modality.QUOTED, Modality.HYPOTHETICAL) or not _tells(old):
        return ()
    found = []
    for claim in _bearers(old, claims):
        certainty = _certainty(old, new, claim, claims)
        if certainty:
            found.append(Mention(claim, certainty))
    if not found:
        return ()
    for claim in _bearers(new, claims):
        if claim.place != new.place and _certainty(new, old, claim, claims) >= 0.85:
            return ()
    found.sort(key=_surest)
    return tuple(found)


def _surest(mention: Mention) -> tuple[float, int]:
    return -mention.certainty, mention.claim.place.start


def _tells(claim: Claim) -> bool:
    """Whether a value is told apart by its figures: three digits, or a date."""
    if isinstance(claim.value, Moment):
        return True
    known = claim.attribute in BY_ID and claim.value.digits == 2 and claim.value.low >= 10
    return claim.value.digits >= 3 or known


def _bearers(wanted: Claim, claims: Claims) -> Iterator[Claim]:
    """The unchanged claims with just this value, in running text and in infoboxes."""
    document = claims.document
    prose = document.prose
    seen = {wanted.place.sentence_start}
    for position in _places(wanted, document):
        for sentence in document.sentences_within(position, position + 1):
            if sentence.start in seen or sentence.block.kind not in READ:
                continue
            seen.add(sentence.start)
            for claim in claims.of(sentence):
                if _has_value(claim, wanted) and not claim.added:
                    yield claim
    if any(block.kind is BlockKind.ARGUMENT for block in prose.blocks):
        for claim in claims.infobox:
            if claim.place.start not in seen and _has_value(claim, wanted) and not claim.added:
                yield claim


def _places(wanted: Claim, document: Document) -> Iterator[int]:
    """Prose offsets where the figures of a value are written."""
    prose = document.prose
    if isinstance(wanted.value, Moment):
        pattern = _figures(str(wanted.value.year))
        for match in islice(pattern.finditer(prose.text), MOST_MENTIONS):
            yield match.start()
        return
    figures = re.search(r"\d[\d,]*(?:\.\d+)?", wanted.written)
    if figures is None:
        return
    pattern = _figures(figures[0])
    # In the wikitext, because a template may hold it.
    for match in islice(pattern.finditer(document.wikitext), MOST_MENTIONS):
        position = prose.position(match.start())
        if position is not None:
            yield position


def _figures(written: str) -> re.Pattern[str]:
    """Figures with or without their commas, and no part of longer ones.

    What stands before is looked at after the first figure, so that the search can leap to it.
    """
    digits = written.replace(",", "")
    first, rest = digits[0], digits[1:]
    tail = "".join(r"\." if sign == "." else f",?{sign}" for sign in rest)
    return re.compile(rf"{first}(?<![\d.,].){tail.replace('.,?', '.')}(?!\d|[.,]\d)")


def _certainty(old: Claim, new: Claim, mention: Claim, claims: Claims) -> float:
    """How surely an unchanged claim with the old value is of the fact that changed; 0: not."""
    if mention.polarity is Polarity.NEGATIVE or mention.modality in (
        Modality.QUOTED,
        Modality.HYPOTHETICAL,
    ):
        return 0.0
    if any(not is_replaced(new, other) for other in _alike(claims.in_sentence_of(mention), new)):
        return 0.0
    if isinstance(old.value, Moment):
        return _date_certainty(old, mention, claims.own_names)
    if not _same_scope(old, new, mention):
        return 0.0
    return _amount_certainty(old, old.value, mention, claims.own_names)


def _alike(found: Iterable[Claim], wanted: Claim) -> Iterator[Claim]:
    """The claims whose values are of the same kind as another's."""
    for claim in found:
        if isinstance(claim.value, Quantity) and isinstance(wanted.value, Quantity):
            if claim.value.dimension == wanted.value.dimension:
                yield claim
        elif isinstance(claim.value, Moment) and isinstance(wanted.value, Moment):
            yield claim


def _same_scope(old: Claim, new: Claim, mention: Claim) -> bool:
    years = mention.scope.years
    # An update: the figure of a later year, the older one standing elsewhere under its own year.
    if years and old.scope.years != new.scope.years and not years & new.scope.years:
        return False
    if years and new.scope.years and not years & new.scope.years:
        return False
    # Reports of two days may well give one figure.
    days, others = days_among(old.marks), days_among(mention.marks)
    return not (days and others and not days & others)


def _shared(old: Claim, mention: Claim, own: frozenset[str]) -> int:
    """How many content words two sentences have in common, the page's own name left out."""
    shared = old.words & mention.words
    return len(shared) - sum(any(name.startswith(word) for name in own) for word in shared)


def _amount_certainty(old: Claim, value: Quantity, mention: Claim, own: frozenset[str]) -> float:
    digits = value.digits
    in_box = PlaceKind.INFOBOX in (old.place.kind, mention.place.kind)
    shared = _shared(old, mention, own)
    narrowed, narrows = old.scope.qualifiers, mention.scope.qualifiers
    if narrowed and narrows and not narrowed & narrows:
        return 0.0
    if old.attribute and old.attribute == mention.attribute:
        if old.attribute in BY_ID:
            return 0.93 if digits >= 3 else 0.8
        if digits < 3:
            return 0.0
        return 0.9 if shared >= 2 else 0.86
    if BY_ID.get(old.attribute) and BY_ID.get(mention.attribute):
        return 0.0
    if digits >= 5:
        return 0.88 if shared or in_box else 0.7
    if digits == 4:
        return 0.87 if shared >= 2 or in_box else (0.7 if shared else 0.0)
    measured = value.dimension not in ("count", "percent")
    if shared >= (2 if measured else 3):
        return 0.86
    return 0.65 if shared else 0.0


def _date_certainty(old: Claim, mention: Claim, own: frozenset[str]) -> float:
    if not (isinstance(old.value, Moment) and isinstance(mention.value, Moment)):
        return 0.0
    same = bool(old.attribute) and old.attribute == mention.attribute
    if PlaceKind.INFOBOX in (old.place.kind, mention.place.kind):
        closed = same and old.attribute in BY_ID
        return 0.9 if closed and Subject.OTHER not in (old.subject, mention.subject) else 0.0
    if not same and old.attribute in BY_ID and mention.attribute in BY_ID:
        return 0.0
    if not same and old.value.precision is not mention.value.precision:
        return 0.0
    if max(len(old.words), len(mention.words)) > MOST_WORDS:
        return 0.0
    shared = _shared(old, mention, own)
    near = shared * 2 >= min(len(old.words), len(mention.words)) > 0
    if old.value.precision is Precision.DAY:
        if same and shared:
            return 0.92
        return 0.88 if shared >= 2 else (0.7 if shared else 0.0)
    least = 2 if old.value.precision is Precision.MONTH else 3
    others = (old.names & mention.names) - own
    if not (old.attribute or mention.attribute):
        # No verb claims the year: it may be when some other figure held.
        least += 2
    if same and shared >= least and (others or near):
        return 0.88
    if shared >= least + 2 and (near or len(others) >= 2):
        return 0.87
    if shared >= least + 1 and (near or shared * 3 >= len(old.words | mention.words)):
        return 0.86
    return 0.65 if shared >= least and others else 0.0


def _has_value(claim: Claim, wanted: Claim) -> bool:
    """Whether a claim has just this value; a date also if it is the same less or more exactly."""
    if isinstance(claim.value, Moment) and isinstance(wanted.value, Moment):
        return not is_replaced(wanted, claim)
    return is_same(claim, wanted)
