"""Quotations in a block of prose, by their marks."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from rules.contract import PLACEHOLDER

MARK = re.compile(r"[\"“”„«»‘']")
OPENER_BEFORE = re.compile(rf"(?:^|[\s(\[{{—–\-/“‘\"'{PLACEHOLDER}])\Z")
"""What may stand right before an opening mark."""

LONGEST_SINGLE = 240
"""Code points between single marks beyond which the closing one is likelier an apostrophe."""

STRAIGHT = re.compile('"')
CLOSERS = {"“": re.compile("”"), "„": re.compile("[”“]"), "«": re.compile("»")}
SINGLE_CLOSER = re.compile(r"['’](?![^\W_])")
"""A single mark that no letter or digit follows."""

FEET_BEFORE = re.compile(r"['′]\s?\d{1,2}\Z")


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """A quotation: half-open offsets, its marks included; ``closed`` if the end was marked."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of one block, in order, outermost only, in offsets of ``text``.

    A straight double mark opens where nothing is open, and only before a word; after a digit it
    is an inch mark. A single mark opens only after a space or bracket and before a letter, and
    counts only if its pair follows soon: an apostrophe (farmers', '90s) opens nothing. An unclosed
    quotation ends with the block.
    """
    found: list[Quotation] = []
    marks = _Marks(text)
    at = 0
    while (match := MARK.search(text, at)) is not None:
        start = match.start()
        end = _end(marks, start)
        if end is None:
            at = start + 1
            continue
        found.append(Quotation(start, end[0], end[1]))
        at = end[0]
    return found


class _Marks:
    """A text and the places of its marks, each kind listed once, however often it is sought."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[re.Pattern[str], list[int]] = {}

    def next(self, pattern: re.Pattern[str], after: int) -> int:
        """Where the first mark of a kind beyond ``after`` stands; -1 for none."""
        places = self._places.get(pattern)
        if places is None:
            places = [match.start() for match in pattern.finditer(self.text)]
            self._places[pattern] = places
        index = bisect_right(places, after)
        return places[index] if index < len(places) else -1


def _end(marks: _Marks, start: int) -> tuple[int, bool] | None:
    """Where the quotation that opens at ``start`` ends, and whether by a mark; None if none."""
    text = marks.text
    mark = text[start]
    following = text[start + 1 : start + 2]
    if mark == '"':
        if not following or following.isspace():
            return None
        if start and text[start - 1].isdigit():
            return None
        close = marks.next(STRAIGHT, start)
        while close != -1 and text[close - 1].isdigit() and _is_inches(marks, start, close):
            close = marks.next(STRAIGHT, close)
        return (len(text), False) if close == -1 else (close + 1, True)
    if mark in CLOSERS:
        close = marks.next(CLOSERS[mark], start)
        return (len(text), False) if close == -1 else (close + 1, True)
    if mark in "'‘":
        return _single(marks, start, following)
    return None


def _is_inches(marks: _Marks, start: int, close: int) -> bool:
    """Whether the mark after a digit is a unit (5'10", 12" gun) and the quotation's end comes."""
    before = marks.text[max(close - 8, start) : close]
    return marks.next(STRAIGHT, close) != -1 and FEET_BEFORE.search(before) is not None


def _single(marks: _Marks, start: int, following: str) -> tuple[int, bool] | None:
    if not following.isalpha():
        return None
    if start and not OPENER_BEFORE.search(marks.text[start - 1 : start]):
        return None
    close = marks.next(SINGLE_CLOSER, start)
    return None if close == -1 or close >= start + LONGEST_SINGLE else (close + 1, True)
