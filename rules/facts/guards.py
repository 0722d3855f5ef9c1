"""Where on a page the prose is not the article's own wording."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from rules.contract import Block, BlockKind, Document, Guard, GuardSpan
from rules.facts.quotations import quotations

SIC = re.compile(r"\[sic!?\]", re.IGNORECASE)
WORDS_EXCUSED = 3
"""Words before the mark that it excuses; never the page."""

LONGEST_EXCUSED = 80
"""Code points before the mark in which those words are sought."""


def block_guards(document: Document, block: Block) -> tuple[GuardSpan, ...]:
    """The guarded intervals that touch a block, in prose offsets, by start."""
    if block.kind is BlockKind.QUOTATION:
        return (GuardSpan(Guard.QUOTATION, block.start, block.end),)
    text = document.prose.text[block.start : block.end]
    spans = [
        GuardSpan(Guard.QUOTATION, block.start + quote.start, block.start + quote.end)
        for quote in quotations(text)
    ]
    first = bisect_left(document.marks, block.start, key=_start)
    last = bisect_left(document.marks, block.end, key=_start)
    spans += document.marks[first:last]
    if "[sic" in text.lower():
        spans += [
            GuardSpan(Guard.SIC, block.start + start, block.start + end)
            for start, end in _excused(text)
        ]
    spans.sort(key=_start)
    return tuple(spans)


def _excused(text: str) -> Iterator[tuple[int, int]]:
    for match in SIC.finditer(text):
        begin = max(match.start() - LONGEST_EXCUSED, 0)
        before = text[begin : match.start()].rstrip()
        words = before.rsplit(None, WORDS_EXCUSED)
        if words:
            skipped = len(words[0]) if len(words) > WORDS_EXCUSED else 0
            excused = before[skipped:].lstrip()
            yield begin + len(before) - len(excused), match.end()


def _start(span: GuardSpan) -> int:
    return span.start
