"""The words around a finding, for whoever reads of it when the page is no longer at hand."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from bot.core.excerpt import excerpt
from bot.core.model import Surroundings
from bot.core.sentences import sentence_spans
from rules.contract import Change, EqualRun, Finding, Origin

AROUND = 200
"""Most characters of the sentence that are kept on either side of a quote."""
LONGEST_QUOTE = 600
LONGEST_OLD = 600
_LOOKED_AT = 3 * AROUND
"""Characters of the line, on either side, in which the sentence's ends are looked for."""


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """The rest of the sentence around ``text[start:end]``, within its lines.

    It is cut at words where it is long, with ``…`` there; a quote that is cut has nothing after
    it. Offsets outside the text count as its end.
    """
    left, right = _sentence(text, start, end)
    shown = excerpt(
        text[left:right], start - left, end - left, around=AROUND, longest=LONGEST_QUOTE
    )
    return Surroundings(before=shown.before, after=shown.after)


def surroundings_of(change: Change, finding: Finding) -> Surroundings:
    """The words around a finding, those that they replaced, and the number of its section."""
    if finding.origin is Origin.SUMMARY:
        return surroundings(change.info.summary, finding.start, finding.end)
    found = surroundings(change.new_wikitext, finding.start, finding.end)
    section = change.new.section_at(finding.start).index
    if finding.origin is Origin.EXISTING:
        return msgspec.structs.replace(found, section=section)
    old, replaced = _before(change, *_sentence(change.new_wikitext, finding.start, finding.end))
    return msgspec.structs.replace(found, old=old, replaced=replaced, section=section)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the sentences, around an interval begin and end."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    left = max(line_start, start - _LOOKED_AT)
    right = min(len(text) if line_end == -1 else line_end, end + _LOOKED_AT)
    around = [
        (left + first, left + last)
        for first, last in sentence_spans(text[left:right])
        if left + first < max(end, start + 1) and left + last > start
    ]
    if not around:
        return start, end
    return min(around[0][0], start), max(around[-1][1], end)


def _before(change: Change, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What stood in the place of an interval of the new wikitext, if some of it was taken out.

    The old line, cut after `LONGEST_OLD` characters, and the deleted intervals in it; nothing
    where the revision only added, or where no line can be told to be the one.
    """
    old = change.old_wikitext
    if old is None or not change.deleted:
        return "", ()
    first = _old_edge(change, start)
    last = _old_edge(change, end, ends=True)
    if first < last and "\n" in old[first:last]:
        # More than this line was replaced at once: what the line kept tells which one it was.
        kept = next(filter(None, map(change.old_offset, range(start, end))), None)
        if kept is None:
            return "", ()
        line_end = old.find("\n", kept, last)
        first = max(first, old.rfind("\n", 0, kept) + 1)
        last = last if line_end == -1 else line_end
    last = min(last, first + LONGEST_OLD)
    spans = tuple((a - first, b - first) for a, b in change.deleted.within(first, last))
    return (old[first:last], spans) if spans else ("", ())


def _old_edge(change: Change, offset: int, *, ends: bool = False) -> int:
    """Where an interval of the new text that begins (or ends) at ``offset`` does so in the old.

    Where the text there is new, what it replaced belongs to the interval.
    """
    kept = change.old_offset(offset - ends)
    if kept is not None:
        return kept + ends
    after = bisect_right(change.equal, offset - ends, key=_new_start)
    if ends:
        is_last = after == len(change.equal)
        return len(change.old_wikitext or "") if is_last else change.equal[after].old_start
    if not after:
        return 0
    return change.equal[after - 1].old_start + change.equal[after - 1].length


def _new_start(run: EqualRun) -> int:
    return run.new_start
