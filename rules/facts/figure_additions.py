"""Whether an edit touches figures at all. Most do not, and are asked nothing about figures."""

from __future__ import annotations

import re

from rules.contract import Change, local

DIGIT = re.compile(r"\d")
NEAR = 24
"""Code points of wikitext around an addition: a unit or a month that was added has its figure
there, and no value that a rule shows is longer."""


@local
def adds_figure(change: Change) -> bool:
    """Whether a digit was added, or something that stands right beside one."""
    text = change.new_wikitext
    return any(
        DIGIT.search(text, max(start - NEAR, 0), end + NEAR) is not None
        for start, end in change.added
    )


@local
def replaces_figure(change: Change) -> bool:
    """Whether a digit was deleted as well."""
    old = change.old_wikitext or ""
    return adds_figure(change) and any(
        DIGIT.search(old, start, end) is not None for start, end in change.deleted
    )
