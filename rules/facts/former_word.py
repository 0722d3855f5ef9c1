"""The word that stood before the edit where another one stands now."""

from __future__ import annotations

from rules.contract import Change

LONGEST = 40
"""Code points of a word; what was replaced by more is no slip."""

NEAREST = 3
"""Code points on either side among which one has to be kept: the space beside a changed word may
count as changed with it."""

SIGNS = " \n.,;:!?()[]'\"“”|"


def former_word(change: Change, start: int, end: int) -> str:
    """What the old wikitext had in place of the prose interval ``[start, end)``.

    Only where the text right before and right after it was kept; else empty, and empty for
    anything but letters.
    """
    old = change.old_wikitext
    if old is None:
        return ""
    span = change.new.prose.wikitext_span(start, end)
    length = len(change.new.wikitext)
    low = _kept(change, range(span.start - 1, max(span.start - NEAREST, 0) - 1, -1))
    high = _kept(change, range(span.end, min(span.end + NEAREST, length)))
    low = 0 if low is None and span.start == 0 else low
    high = len(old) if high is None and span.end == length else high
    if low is None or high is None or not 0 < high - low <= LONGEST:
        return ""
    word = old[low:high].strip(SIGNS) if span.start == 0 else old[low + 1 : high].strip(SIGNS)
    return word if word.isalpha() else ""


def _kept(change: Change, places: range) -> int | None:
    """Where the first of these places of the new wikitext that was kept stood in the old one."""
    for place in places:
        offset = change.old_offset(place)
        if offset is not None:
            return offset
    return None
