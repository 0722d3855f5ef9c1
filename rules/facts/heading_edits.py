"""Whether an edit may have changed the headings of a page: their words, levels or order."""

from __future__ import annotations

import re

from rules.contract import Change, Document, local

HEADING_LINE = re.compile(r"\n=[^\n]*+")
HIDES_OR_SHOWS = re.compile(r"<!--|-->|\{\{|\}\}|<(?!/?(?:ref|br|small|su[bp])\b)")
"""Markup that makes a line with equals signs a heading or none."""


@local
def edits_headings(change: Change) -> bool:
    """Whether the headings before and after may differ; true for a new page."""
    if change.old_wikitext is None:
        return True
    if _lines(change.old_wikitext) != _lines(change.new_wikitext):
        return True
    edited = [change.new_wikitext[start:end] for start, end in change.added]
    edited += [change.old_wikitext[start:end] for start, end in change.deleted]
    if not any(HIDES_OR_SHOWS.search(text) for text in edited):
        return False
    old = change.old
    return old is None or _headings(old) != _headings(change.new)


def _lines(wikitext: str) -> list[str]:
    return HEADING_LINE.findall("\n" + wikitext)


def _headings(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in document.sections]
