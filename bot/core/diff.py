"""The differ: which tokens of the new wikitext the revision added, and which old ones it deleted.

Equal ends are trimmed first, so that cost follows the edit; then lines are aligned, and words
inside the lines that differ; what stood elsewhere in the old text is set aside as moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from patiencediff import PatienceSequenceMatcher
from rapidfuzz.distance import Indel

from bot.core.common_ends import common_head, common_tail, common_words
from bot.core.moves import KnownText
from bot.core.pieces import Pieces, lines, stretches, words
from rules.contract import EqualRun, Spans

MOST_CELLS = 100_000_000
"""Largest product of two lengths that is aligned exactly: memory is one bit a cell. Beyond it
patience diff, near linear, finds the anchors."""


Block = tuple[bool, int, int, int, int]
"""A step of an alignment: ``(matched, old_from, old_to, new_from, new_to)``."""

Match = tuple[int, int, int]
"""Equal pieces: ``(old_start, new_start, length)``."""

FARTHEST_SLIDE = 60
"""Words by which the place of an insertion is moved, among equal ones, to a sentence's start."""


class Difference(msgspec.Struct, frozen=True):
    """What changed: added spans of the new text, deleted ones of the old, and the equal runs.

    All offsets are half-open, in code points; ``equal`` is ordered on both sides and exact:
    ``old[r.old_start : r.old_start + r.length] == new[r.new_start : r.new_start + r.length]``.
    """

    added: Spans
    deleted: Spans
    equal: tuple[EqualRun, ...]


def difference(old: str, new: str) -> Difference:
    """How ``new`` grew out of ``old``.

    Whole tokens count: a changed digit adds its number, a changed letter its word. Text that
    stood elsewhere in ``old`` adds nothing; nor does white space, unless it joins or parts tokens.
    """
    if old == new:
        return Difference(Spans(), Spans(), (EqualRun(0, 0, len(new)),) if new else ())
    head = common_head(old, new)
    tail = common_tail(old, new, head)
    old_end, new_end = len(old) - tail, len(new) - tail
    added: list[tuple[int, int]] = []
    deleted: list[tuple[int, int]] = []
    equal = [EqualRun(0, 0, head)] if head else []

    old_lines, new_lines = lines(old, head, old_end), lines(new, head, new_end)
    matches = _matches(old_lines.keys, new_lines.keys)
    blocks = _without_blank_anchors(list(_blocks(matches, old_lines, new_lines)), old_lines)
    old_moved, new_moved = _moved(old_lines, new_lines, blocks)
    for matched, old_from, old_to, new_from, new_to in blocks:
        if matched:
            start, begin = old_lines.starts[old_from], new_lines.starts[new_from]
            equal.append(EqualRun(start, begin, old_lines.ends[old_to - 1] - start))
        else:
            _compare_words(
                old,
                stretches(old_lines, old_from, old_to, old_moved),
                new,
                stretches(new_lines, new_from, new_to, new_moved),
                added,
                deleted,
                equal,
            )
    if tail:
        equal.append(EqualRun(old_end, new_end, tail))
    return Difference(
        Spans.merged(KnownText(old).strange(new, added)),
        Spans.merged(KnownText(new).strange(old, deleted)),
        tuple(equal),
    )


def _moved(old: Pieces, new: Pieces, blocks: Sequence[Block]) -> tuple[set[int], set[int]]:
    """The lines, by index, that left one place of the old text for another of the new one.

    However short a line is, and however many are equal, as many as came are taken to have moved.
    """
    left: dict[str, list[int]] = {}
    for matched, old_from, old_to, _, _ in blocks:
        for index in () if matched else range(old_to - 1, old_from - 1, -1):
            key = old.keys[index].removesuffix("\n")
            if key and not key.isspace():
                left.setdefault(key, []).append(index)
    old_moved: set[int] = set()
    new_moved: set[int] = set()
    for matched, _, _, new_from, new_to in blocks:
        for index in () if matched else range(new_from, new_to):
            places = left.get(new.keys[index].removesuffix("\n"))
            if places:
                old_moved.add(places.pop())
                new_moved.add(index)
    return old_moved, new_moved


def _compare_words(
    old: str,
    old_stretches: list[tuple[int, int]],
    new: str,
    new_stretches: list[tuple[int, int]],
    added: list[tuple[int, int]],
    deleted: list[tuple[int, int]],
    equal: list[EqualRun],
) -> None:
    tail_run = None
    if len(old_stretches) == len(new_stretches) == 1:
        # The common case, one changed stretch: what its ends share needs no alignment.
        (old_start, old_end), (new_start, new_end) = old_stretches[0], new_stretches[0]
        head, tail = common_words(old, old_stretches[0], new, new_stretches[0])
        if head:
            equal.append(EqualRun(old_start, new_start, head))
        if tail:
            tail_run = EqualRun(old_end - tail, new_end - tail, tail)
        old_stretches = [(old_start + head, old_end - tail)]
        new_stretches = [(new_start + head, new_end - tail)]
    old_words, new_words = words(old, old_stretches), words(new, new_stretches)
    matches = _slid(_matches(old_words.keys, new_words.keys), old_words, new_words, old, new)
    for matched, old_from, old_to, new_from, new_to in _blocks(matches, old_words, new_words):
        if not matched:
            added += _joined(new_words, new_from, new_to, new_stretches)
            deleted += _joined(old_words, old_from, old_to, old_stretches)
            continue
        start, begin = old_words.starts[old_from], new_words.starts[new_from]
        length = old_words.ends[old_to - 1] - start
        if length == new_words.ends[new_to - 1] - begin and (
            old[start : start + length] == new[begin : begin + length]
        ):
            equal.append(EqualRun(start, begin, length))
            continue
        # The white space between the tokens differs, so each token is a run of its own.
        for offset in range(old_to - old_from):
            start, begin = old_words.starts[old_from + offset], new_words.starts[new_from + offset]
            equal.append(EqualRun(start, begin, old_words.ends[old_from + offset] - start))
    if tail_run is not None:
        equal.append(tail_run)


def _joined(
    pieces: Pieces, first: int, last: int, places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The place of consecutive words, in one piece for each stretch that they lie in."""
    if first == last:
        return
    start, end = pieces.starts[first], pieces.ends[last - 1]
    at = bisect_right(places, (start, 1 << 62)) - 1
    while at < len(places) and places[at][0] < end:
        yield max(start, places[at][0]), min(end, places[at][1])
        at += 1


def _blocks(matches: Iterable[Match], old: Pieces, new: Pieces) -> Iterator[Block]:
    """The alignment in order, without gaps."""
    at_old = at_new = 0
    for old_start, new_start, length in matches:
        if old_start > at_old or new_start > at_new:
            yield False, at_old, old_start, at_new, new_start
        yield True, old_start, old_start + length, new_start, new_start + length
        at_old, at_new = old_start + length, new_start + length
    if at_old < len(old.keys) or at_new < len(new.keys):
        yield False, at_old, len(old.keys), at_new, len(new.keys)


def _without_blank_anchors(blocks: Sequence[Block], old: Pieces) -> list[Block]:
    """The alignment with differing lines joined across blank ones, which say nothing of place."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        matched, old_from, old_to, _, new_to = block
        joins = (
            bool(found)
            and not found[-1][0]
            and (
                not matched
                or (at + 1 < len(blocks) and all(map(str.isspace, old.keys[old_from:old_to])))
            )
        )
        if joins:
            found[-1] = False, found[-1][1], old_to, found[-1][3], new_to
        else:
            found.append(block)
    return found


def _slid(
    matches: list[Match], old_words: Pieces, new_words: Pieces, old: str, new: str
) -> list[Match]:
    """The matches with each pure insertion or deletion moved to begin a sentence, if it may.

    Where "A. The b. The c." loses a sentence, "The b." and "b. The" are as good for an alignment.
    """
    for at in range(len(matches) - 1):
        old_start, new_start, length = matches[at]
        next_old, next_new, next_length = matches[at + 1]
        if next_old == old_start + length:
            pieces, text, first, last = new_words, new, new_start + length, next_new
        elif next_new == new_start + length:
            pieces, text, first, last = old_words, old, old_start + length, next_old
        else:
            continue
        shift = _shift(pieces, text, first, last, min(length, FARTHEST_SLIDE), next_length)
        if shift and length + shift > 0 and next_length - shift > 0:
            matches[at] = old_start, new_start, length + shift
            matches[at + 1] = next_old + shift, next_new + shift, next_length - shift
    return matches


def _shift(pieces: Pieces, text: str, first: int, last: int, left: int, right: int) -> int:
    """How far to move the stretch of words ``[first, last)`` so that it begins a sentence."""
    keys = pieces.keys
    back = 0
    while not _begins_sentence(pieces, text, first - back):
        if back == left or keys[first - back - 1] != keys[last - back - 1]:
            break
        back += 1
    else:
        return -back
    ahead = 0
    while ahead < min(right, FARTHEST_SLIDE) and keys[first + ahead] == keys[last + ahead]:
        ahead += 1
        if _begins_sentence(pieces, text, first + ahead):
            return ahead
    return 0


def _begins_sentence(pieces: Pieces, text: str, index: int) -> bool:
    if index == 0:
        return True
    before = pieces.keys[index - 1].strip()
    between = text[pieces.ends[index - 1] : pieces.starts[index]]
    return "\n" in between or (bool(between) and before in (".", "!", "?", ">"))


def _matches(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Maximal matching blocks ``(old_start, new_start, length)`` in order."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-tail - 1] == new[-tail - 1]:
        tail += 1
    found = [(0, 0, head)] if head else []
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle_old and middle_new:
        if len(middle_old) * len(middle_new) <= MOST_CELLS:
            inner = _exact(middle_old, middle_new)
        else:
            inner = _patience(middle_old, middle_new)
        found += [(head + a, head + b, length) for a, b, length in inner]
    if tail:
        found.append((len(old) - tail, len(new) - tail, tail))
    return found


def _exact(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(old, new)
        if op.tag == "equal"
    ]


def _patience(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    found: list[Match] = []
    at_old = at_new = 0
    for a, b, length in PatienceSequenceMatcher(None, old, new).get_matching_blocks():
        if a > at_old and b > at_new:
            found += _sliced(old, at_old, a, new, at_new, b)
        if length:
            found.append((a, b, length))
        at_old, at_new = a + length, b + length
    return found


def _sliced(
    old: Sequence[str], old_from: int, old_to: int, new: Sequence[str], new_from: int, new_to: int
) -> Iterator[Match]:
    """Matches in a stretch where nothing is unique: exact within slices at like places."""
    old_size, new_size = old_to - old_from, new_to - new_from
    slices = 1
    while (old_size // slices + 1) * (new_size // slices + 1) > MOST_CELLS // 4:
        slices *= 2
    for number in range(slices):
        old_at = old_from + old_size * number // slices
        old_stop = old_from + old_size * (number + 1) // slices
        new_at = new_from + new_size * number // slices
        new_stop = new_from + new_size * (number + 1) // slices
        for a, b, length in _exact(old[old_at:old_stop], new[new_at:new_stop]):
            yield old_at + a, new_at + b, length
