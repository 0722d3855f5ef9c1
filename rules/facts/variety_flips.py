"""Words that an edit respelt out of the variety of English that the page was written in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rules.contract import Block, Change, Span
from rules.facts.variety import Variety, majority_variety, tagged_variety
from rules.facts.variety_clashes import is_against
from rules.facts.variety_uses import Use, Uses
from rules.facts.words import WORD

REACH = 80
"""Code points of wikitext either side of a word in which something that was kept must stand."""


class Flip(msgspec.Struct, frozen=True):
    """A word form that the edit respelt: its places in the new prose, and where the old one stood.

    ``before`` are offsets in the old wikitext, one for each of ``places``. ``page`` is the old
    text's variety; ``retagged`` says that the edit put another variety's tag on the page.
    """

    form: str
    right: str
    places: tuple[Span, ...]
    before: tuple[Span, ...]
    page: Variety
    retagged: bool


class Flips:
    """The flips of a change, measured when a block with an added telling word is asked for."""

    __slots__ = ("_change", "_placed", "_uses")

    def __init__(self, change: Change) -> None:
        self._change = change
        self._uses = Uses(change.new)
        self._placed: dict[int, list[Flip]] | None = None

    def of(self, block: Block) -> Sequence[Flip]:
        """Those to be marked in a block: where each form was respelt first."""
        change = self._change
        if change.old_wikitext is None:
            return ()
        if not any(change.adds_to(use.start, use.end) for use in self._uses.of(block)):
            return ()
        if self._placed is None:
            self._placed = {}
            for flip in self._measured():
                marked = change.new.prose.block_at(flip.places[0].start)
                self._placed.setdefault(marked.start, []).append(flip)
        return self._placed.get(block.start, ())

    def _measured(self) -> list[Flip]:
        change = self._change
        respelt: dict[str, list[tuple[Use, Span]]] = {}
        for block in change.changed_blocks():
            for use in self._uses.of(block):
                if change.adds_to(use.start, use.end):
                    was = _former(change, use)
                    if was is not None:
                        respelt.setdefault(use.form, []).append((use, was))
        old = change.old
        if not respelt or old is None:
            return []
        tagged = tagged_variety(old)
        page = tagged or majority_variety(old)
        if page.spelling is None and not page.ize:
            return []
        now = tagged_variety(change.new)
        retagged = now is not None and (tagged is None or now.spelling is not tagged.spelling)
        ise = majority_variety(old).ise if page.tag else page.ise
        return [
            Flip(
                form=form,
                right=pairs[0][0].right,
                places=tuple(Span(use.start, use.end) for use, _ in pairs),
                before=tuple(was for _, was in pairs),
                page=page,
                retagged=retagged,
            )
            for form, pairs in respelt.items()
            if is_against(pairs[0][0], page, ise=ise)
        ]


def variety_flips(change: Change) -> Flips:
    """The words that the edit respelt against the old text's tag or clear majority."""
    return Flips(change)


def _former(change: Change, use: Use) -> Span | None:
    """Where the old wikitext had the word in its other spelling, between the same neighbours."""
    old = change.old_wikitext or ""
    span = change.new.prose.wikitext_span(use.start, use.end)
    size = len(change.new.wikitext)
    before = _kept(change, range(span.start - 1, max(span.start - REACH, 0) - 1, -1))
    after = _kept(change, range(span.end, min(span.end + REACH, size)))
    if before is None and after is None:
        return None
    low = before + 1 if before is not None else max((after or 0) - REACH, 0)
    high = after if after is not None else low + REACH
    if not 0 < high - low <= 2 * REACH:
        return None
    wanted = use.right.lower()
    for match in WORD.finditer(old, low, high):
        word = match[0].lower()
        if word == wanted or word in (wanted + "'s", wanted + "’s"):
            return Span(match.start(), match.start() + len(wanted))
    return None


def _kept(change: Change, places: range) -> int | None:
    """Where the first of these places of the new wikitext that was kept stood in the old one."""
    for place in places:
        offset = change.old_offset(place)
        if offset is not None:
            return offset
    return None
