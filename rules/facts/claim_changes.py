"""The values that a revision replaced by others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from rules.facts.claim import Claim, Modifier, Quantity
from rules.facts.claim_conflict import values_differ
from rules.facts.claim_moments import Moment
from rules.facts.claim_wording import marks
from rules.facts.claims import Claims

DIGIT = re.compile(r"\d")
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})
MOST_CHANGES = 12
"""Replaced values after which an edit is a rewriting, or an update of a whole table."""

MOST_IN_SENTENCE = 3


class Replaced(msgspec.Struct, frozen=True, gc=False):
    """A value that took another's place: ``old`` in the old prose, ``new`` in the new."""

    old: Claim
    new: Claim


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
    gone = [claim for claim in before if not any(is_same(claim, other) for other in after)]
    come = [claim for claim in after if not any(is_same(claim, other) for other in before)]
    if len(gone) != len(come) or not 0 < len(gone) <= MOST_IN_SENTENCE:
        return
    before_words, after_words = gone[0].words, come[0].words
    shared = len(before_words & after_words)
    if shared * 2 < min(len(before_words), len(after_words)):
        # Another sentence stands there now.
        return
    figures_too = any(isinstance(claim.value, Quantity) for claim in come)
    for old, new in zip(gone, come, strict=True):
        if figures_too and isinstance(new.value, Moment) and not new.attribute:
            # The time of a figure that changed with it.
            continue
        # "On 3 May" became "from 3 May to 5 June": the old value is still told.
        if set(marks(old.written)) <= new.marks | set(marks(new.written)):
            continue
        if new.added and is_replaced(old, new):
            yield Replaced(old, new)


def is_same(a: Claim, b: Claim) -> bool:
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return (a.value.low, a.value.high, a.value.dimension) == (
            b.value.low,
            b.value.high,
            b.value.dimension,
        )
    return a.value == b.value


def is_replaced(old: Claim, new: Claim) -> bool:
    """Whether one value excludes the other: not a mere rounding or sharpening of it."""
    plain = msgspec.structs.replace(old, modifier=Modifier.EXACT)
    return values_differ(plain, msgspec.structs.replace(new, modifier=Modifier.EXACT))
