"""What edit summaries are made of besides their author's words: section parts, undoing, jargon."""

from __future__ import annotations

import re

from rules.contract import RevisionInfo

SECTION_PART = re.compile(r"/\*.{0,400}?\*/|\A→\u200e?[^:\n]{1,250}:")
"""The section part as it is stored, and as a history page shows it."""

UNDONE = re.compile(
    r"\b(?:und(?:id|o|oing|one)|re(?:vert(?:ed|ing|s)?|stor(?:e|ed|es|ing)|instat(?:e|ed|es|ing))|"
    r"rvv?|rvt|rollback|rolled back|(?:good|clean) (?:version|revision))\b",
    re.IGNORECASE,
)
UNDONE_TAGS = frozenset({"mw-undo", "mw-rollback", "mw-manual-revert"})
"""Tags of revisions that bring an older text back."""


def is_undoing(info: RevisionInfo) -> bool:
    """Whether a revision says, by its tags or in its summary, that it brings an older text back."""
    return not UNDONE_TAGS.isdisjoint(info.tags) or is_told_undone(info.summary)


def is_told_undone(summary: str) -> bool:
    """Whether a summary speaks of undoing, outside its section part."""
    return UNDONE.search(SECTION_PART.sub(" ", summary)) is not None
