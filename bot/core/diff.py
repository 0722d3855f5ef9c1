"""The differ: which tokens of the new wikitext the revision added, and which old ones it deleted.

Equal ends are trimmed first, so that cost follows the edit; then lines are aligned, and words
inside the lines that differ; what stood elsewhere in the old text is set aside as moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from patiencediff import PatienceSequenceMatcher
from rapidfuzz.distance import Indel

from bot.core.moves import KnownText
from rules.contract import EqualRun, Spans

MOST_CELLS = 100_000_000
"""Largest product of two lengths that is aligned exactly: memory is one bit a cell. Beyond it
patience diff, near linear, finds the anchors."""

TOKEN = re.compile(
    r"\s*(?:"
    r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\u200c\u200d]+"
    r"(?:[.,'’·][\w\u0300-\u036f\u0900-\u0eff]+)*|\S)"
)
"""The white space before it and a word or number with its inner points, or one sign. Vowel signs
and joiners of Indic and South-East Asian scripts, which ``\\w`` leaves out, belong to the word."""


class Difference(msgspec.Struct, frozen=True):
    """What changed: added spans of the new text, deleted ones of the old, and the equal runs.

    All offsets are half-open, in code points; ``equal`` is ordered on both sides and exact:
    ``old[r.old_start : r.old_start + r.length] == new[r.new_start : r.new_start + r.length]``.
    """

    added: Spans
    deleted: Spans
    equal: tuple[EqualRun, ...]


class _Pieces(msgspec.Struct):
    """A sequence to align: the compared keys, and each one's half-open place in its text."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def difference(old: str, new: str) -> Difference:
    """How ``new`` grew out of ``old``.

    Whole tokens count: a changed digit adds its number, a changed letter its word. Text that
    stood elsewhere in ``old`` adds nothing; nor does white space, unless it joins or parts tokens.
    """
    if old == new:
        return Difference(Spans(), Spans(), (EqualRun(0, 0, len(new)),) if new else ())
    head = _common_head(old, new)
    tail = _common_tail(old, new, head)
    old_end, new_end = len(old) - tail, len(new) - tail
    added: list[tuple[int, int]] = []
    deleted: list[tuple[int, int]] = []
    equal = [EqualRun(0, 0, head)] if head else []

    old_lines, new_lines = _lines(old, head, old_end), _lines(new, head, new_end)
    for matched, old_from, old_to, new_from, new_to in _blocks(old_lines, new_lines):
        if matched:
            start, begin = old_lines.starts[old_from], new_lines.starts[new_from]
            equal.append(EqualRun(start, begin, old_lines.ends[old_to - 1] - start))
        else:
            _compare_words(
                old,
                _place(old_lines, old_from, old_to, old_end),
                new,
                _place(new_lines, new_from, new_to, new_end),
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


def _common_head(old: str, new: str) -> int:
    """The length of the whole lines that both texts begin with."""
    limit = min(len(old), len(new))
    low = 0
    while low < limit and old[low : low + 4096] == new[low : low + 4096]:
        low += 4096
    high = min(low, limit)
    while high < limit and old[high] == new[high]:
        high += 1
    return new.rfind("\n", 0, high) + 1


def _common_tail(old: str, new: str, head: int) -> int:
    """The length of the whole lines that both texts end with, beyond ``head``."""
    limit = min(len(old), len(new)) - head
    size = 0
    while size + 4096 <= limit and (
        old[len(old) - size - 4096 : len(old) - size]
        == new[len(new) - size - 4096 : len(new) - size]
    ):
        size += 4096
    while size < limit and old[len(old) - size - 1] == new[len(new) - size - 1]:
        size += 1
    line_end = new.find("\n", len(new) - size)
    return 0 if line_end == -1 else len(new) - line_end - 1


def _lines(text: str, start: int, end: int) -> _Pieces:
    pieces = _Pieces([], [], [])
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop == -1 else stop + 1
        pieces.keys.append(text[start:stop])
        pieces.starts.append(start)
        pieces.ends.append(stop)
        start = stop
    return pieces


def _words(text: str, start: int, end: int) -> _Pieces:
    pieces = _Pieces([], [], [])
    for match in TOKEN.finditer(text, start, end):
        token = match[0]
        bare = token.lstrip()
        pieces.keys.append(bare if len(bare) == len(token) else " " + bare)
        pieces.starts.append(match.end() - len(bare))
        pieces.ends.append(match.end())
    return pieces


def _place(lines: _Pieces, first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        return lines.starts[first], lines.ends[last - 1]
    at = lines.starts[first] if first < len(lines.starts) else end
    return at, at


def _compare_words(
    old: str,
    old_place: tuple[int, int],
    new: str,
    new_place: tuple[int, int],
    added: list[tuple[int, int]],
    deleted: list[tuple[int, int]],
    equal: list[EqualRun],
) -> None:
    old_words, new_words = _words(old, *old_place), _words(new, *new_place)
    for matched, old_from, old_to, new_from, new_to in _blocks(old_words, new_words):
        if not matched:
            if new_from < new_to:
                added.append((new_words.starts[new_from], new_words.ends[new_to - 1]))
            if old_from < old_to:
                deleted.append((old_words.starts[old_from], old_words.ends[old_to - 1]))
            continue
        start, begin = old_words.starts[old_from], new_words.starts[new_from]
        length = old_words.ends[old_to - 1] - start
        if old[start : start + length] == new[begin : begin + length]:
            equal.append(EqualRun(start, begin, length))
            continue
        # The white space between the tokens differs, so each token is a run of its own.
        for offset in range(old_to - old_from):
            start, begin = old_words.starts[old_from + offset], new_words.starts[new_from + offset]
            equal.append(EqualRun(start, begin, old_words.ends[old_from + offset] - start))


def _blocks(old: _Pieces, new: _Pieces) -> Iterator[tuple[bool, int, int, int, int]]:
    """The alignment as ``(matched, old_from, old_to, new_from, new_to)``, in order, no gaps."""
    at_old = at_new = 0
    for old_start, new_start, length in _matches(old.keys, new.keys):
        if old_start > at_old or new_start > at_new:
            yield False, at_old, old_start, at_new, new_start
        yield True, old_start, old_start + length, new_start, new_start + length
        at_old, at_new = old_start + length, new_start + length
    if at_old < len(old.keys) or at_new < len(new.keys):
        yield False, at_old, len(old.keys), at_new, len(new.keys)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
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


def _exact(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(old, new)
        if op.tag == "equal"
    ]


def _patience(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
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
) -> Iterator[tuple[int, int, int]]:
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
