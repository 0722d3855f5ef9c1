"""Quotations in a block of prose, by their marks."""

from __future__ import annotations

import re

import msgspec

from rules.contract import PLACEHOLDER

MARK = re.compile(r"[\"“”„«»‘']")
OPENER_BEFORE = re.compile(rf"(?:^|[\s(\[{{—–\-/“‘\"'{PLACEHOLDER}])\Z")
"""What may stand right before an opening mark."""

LONGEST_SINGLE = 240
"""Code points between single marks beyond which the closing one is likelier an apostrophe."""

CLOSERS = {"“": "”", "„": "”“", "«": "»"}


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
    at = 0
    while (match := MARK.search(text, at)) is not None:
        start = match.start()
        end = _end(text, start)
        if end is None:
            at = start + 1
            continue
        found.append(Quotation(start, end[0], end[1]))
        at = end[0]
    return found


def _end(text: str, start: int) -> tuple[int, bool] | None:
    """Where the quotation that opens at ``start`` ends, and whether by a mark; None if none."""
    mark = text[start]
    following = text[start + 1 : start + 2]
    if mark == '"':
        if not following or following.isspace():
            return None
        if start and text[start - 1].isdigit():
            return None
        close = text.find('"', start + 1)
        while close != -1 and text[close - 1].isdigit() and _is_inches(text, start, close):
            close = text.find('"', close + 1)
        return (len(text), False) if close == -1 else (close + 1, True)
    if mark in CLOSERS:
        closes = [c for c in (text.find(sign, start + 1) for sign in CLOSERS[mark]) if c != -1]
        return (min(closes) + 1, True) if closes else (len(text), False)
    if mark in "'‘":
        return _single(text, start, following)
    return None


def _is_inches(text: str, start: int, close: int) -> bool:
    """Whether the mark after a digit is a unit (5'10", 12" gun) and the quotation's end comes."""
    before = text[max(close - 8, start) : close]
    rest = text.find('"', close + 1)
    return rest != -1 and re.search(r"['′]\s?\d{1,2}\Z", before) is not None


def _single(text: str, start: int, following: str) -> tuple[int, bool] | None:
    if not following.isalpha():
        return None
    if start and not OPENER_BEFORE.search(text[start - 1 : start]):
        return None
    close = start
    limit = min(start + LONGEST_SINGLE, len(text))
    while True:
        close = min(
            (c for c in (text.find("'", close + 1, limit), text.find("’", close + 1, limit)) if c > 0),
            default=-1,
        )
        if close == -1:
            return None
        after = text[close + 1 : close + 2]
        if not after.isalnum():
            return close + 1, True
