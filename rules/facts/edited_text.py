"""What an edit changed, place by place, and whether something stands in or near it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import Change, EqualRun


def edited_places(change: Change) -> Iterator[tuple[int, int, int, int]]:
    """Where the two wikitexts do not run alike: the half-open places in the old and in the new one.

    Text that moved is part of them. Of a new page, all of it.
    """
    old, new = change.old_wikitext or "", change.new_wikitext
    old_at = new_at = 0
    for run in (*change.equal, EqualRun(len(old), len(new), 0)):
        if run.old_start > old_at or run.new_start > new_at:
            yield old_at, run.old_start, new_at, run.new_start
        old_at, new_at = run.old_start + run.length, run.new_start + run.length


def edit_touches(change: Change, pattern: re.Pattern[str], reach: int) -> bool:
    """Whether a pattern occurs in the wikitext that was put in or taken out.

    ``reach`` is how many code points on either side are read as well. Asked of the sections that
    an edit lies in, the answer is the same as on the page, unless the match leaves them.
    """
    old, new = change.old_wikitext or "", change.new_wikitext
    for old_start, old_end, new_start, new_end in edited_places(change):
        if pattern.search(new[max(new_start - reach, 0) : new_end + reach]):
            return True
        if pattern.search(old[max(old_start - reach, 0) : old_end + reach]):
            return True
    return False
