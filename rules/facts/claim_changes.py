"""Values that a revision replaced, and where the old one still stands for the same fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from rules.contract import (
    Block,
    BlockKind,
    Change,
    Document,
    ElementKind,
    Sentence,
    Spans,
)
from rules.facts.claim import Claim, Modality, Modifier, PlaceKind, Polarity, Quantity, Subject
from rules.facts.claim_attributes import BY_ID
from rules.facts.claim_conflict import values_differ
from rules.facts.claim_moments import Moment, Precision
from rules.facts.claim_sentences import days_among, marks
from rules.facts.claims import Claims

DIGIT = re.compile(r"\d")
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})
MOST_CHANGES = 12
"""Replaced values after which an edit is a rewriting, or an update of a whole table."""

MOST_IN_SENTENCE = 3
MOST_MENTIONS = 80
"""Places looked at for one old value."""


class Replaced(msgspec.Struct, frozen=True, gc=False):
    """A value that took another's place: ``old`` in the old prose, ``new`` in the new."""

    old: Claim
    new: Claim


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A claim of the new document that still has an old value, and how surely of that fact."""

    claim: Claim
    certainty: float


def adds_digits(change: Change) -> bool:
    """Whether figures were added: nothing is read for the sake of an edit without."""
    return _has_digits(change.new.wikitext, change.added)


def may_replace_values(change: Change) -> bool:
    """Whether figures were both added and deleted: the old text need not be read otherwise."""
    return (
        change.old_wikitext is not None
        and adds_digits(change)
        and _has_digits(change.old_wikitext, change.deleted)
    )


def replaced_values(change: Change, new: Claims, old: Claims) -> tuple[Replaced, ...]:
    """The amounts and dates that the revision replaced by others, in order of place."""
    found = islice(_replaced(change, new, old), MOST_CHANGES + 1)
    kept = tuple(found)
    return kept if len(kept) <= MOST_CHANGES else ()


def _has_digits(text: str, spans: Spans) -> bool:
    return any(DIGIT.search(text, start, end) for start, end in spans)


def _replaced(change: Change, new: Claims, old: Claims) -> Iterator[Replaced]:
    seen = set()
    for pair in change.sentence_pairs():
        if pair.new.block.kind in READ:
            seen.add(pair.new.start)
            yield from _of_pair(old.of(pair.old), new.of(pair.new))
    for before, after in _templated(change, seen):
        yield from _of_pair(old.of(before), new.of(after))
    fields: dict[str, list[Block]] = {}
    for block in change.changed_blocks():
        if block.kind is BlockKind.ARGUMENT:
            fields.setdefault(block.name, []).append(block)
    if fields:
        before_edit = _fields(old.document)
        now = _fields(new.document)
        for name, blocks in fields.items():
            # Two boxes on a page: nothing tells which field became which.
            if len(before_edit.get(name, ())) == len(now[name]) == 1:
                yield from _of_pair(old.of_block(before_edit[name][0]), new.of_block(blocks[0]))


def _fields(document: Document) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in document.prose.blocks:
        if block.kind is BlockKind.ARGUMENT:
            found.setdefault(block.name, []).append(block)
    return found


def _templated(change: Change, seen: set[int]) -> Iterator[tuple[Sentence, Sentence]]:
    """The sentences whose words are as they were, but for a value inside a template."""
    old, new = change.old, change.new
    if old is None:
        return
    for element in change.changed_elements():
        if element.kind is not ElementKind.TEMPLATE or not DIGIT.search(
            new.wikitext, element.start, element.end
        ):
            continue
        position = new.prose.position(element.start)
        before = change.old_offset(element.start)
        then = old.prose.position(before) if before is not None else None
        if position is None or then is None:
            continue
        now, past = _sentence_at(new, position), _sentence_at(old, then)
        if now is not None and past is not None and now.start not in seen:
            seen.add(now.start)
            yield past, now


def _sentence_at(document: Document, position: int) -> Sentence | None:
    found = document.sentences_within(position, position + 1)
    return found[0] if found and found[0].block.kind in READ else None


def _of_pair(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Replaced]:
    """The values that changed, if each plainly took one other's place."""
    gone = [claim for claim in before if not any(_is_same(claim, other) for other in after)]
    come = [claim for claim in after if not any(_is_same(claim, other) for other in before)]
    if len(gone) != len(come) or len(gone) > MOST_IN_SENTENCE:
        return
    for old, new in zip(gone, come, strict=True):
        # "On 3 May" became "from 3 May to 5 June": the old value is still told.
        if set(marks(old.written)) <= new.marks | set(marks(new.written)):
            continue
        if new.added and _is_replaced(old, new):
            yield Replaced(old, new)


def _is_same(a: Claim, b: Claim) -> bool:
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return (a.value.low, a.value.high, a.value.dimension) == (
            b.value.low,
            b.value.high,
            b.value.dimension,
        )
    return a.value == b.value


def _has_value(claim: Claim, wanted: Claim) -> bool:
    """Whether a claim has just this value; a date also if it is the same less or more exactly."""
    if isinstance(claim.value, Moment) and isinstance(wanted.value, Moment):
        return not _is_replaced(wanted, claim)
    return _is_same(claim, wanted)


def _is_replaced(old: Claim, new: Claim) -> bool:
    """Whether one value excludes the other: not a mere rounding or sharpening of it."""
    plain = msgspec.structs.replace(old, modifier=Modifier.EXACT)
    return values_differ(plain, msgspec.structs.replace(new, modifier=Modifier.EXACT))


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
    if any(not _is_replaced(new, other) for other in _alike(claims.in_sentence_of(mention), new)):
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
    assert isinstance(old.value, Moment)
    shared = _shared(old, mention, own)
    same = bool(old.attribute) and old.attribute == mention.attribute
    boxes = PlaceKind.INFOBOX in (old.place.kind, mention.place.kind)
    closed = same and old.attribute in BY_ID
    if boxes:
        return 0.9 if closed and Subject.OTHER not in (old.subject, mention.subject) else 0.0
    if not same and old.attribute in BY_ID and mention.attribute in BY_ID:
        return 0.0
    union = len(old.words | mention.words)
    near = shared * 2 >= min(len(old.words), len(mention.words)) > 0
    if old.value.precision is Precision.DAY:
        if same and shared:
            return 0.92
        return 0.88 if shared >= 2 else (0.7 if shared else 0.0)
    least = 2 if old.value.precision is Precision.MONTH else 3
    others = (old.names & mention.names) - own
    if len(others) >= 2 and shared >= least + 2:
        return 0.87
    if same and shared >= least and (others or near):
        return 0.88
    if shared >= least + 1 and (near or shared * 3 >= union):
        return 0.86
    return 0.65 if shared >= least and others else 0.0
