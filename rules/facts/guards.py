"""Where on a page the prose is not the article's own wording."""

from __future__ import annotations

import re
from bisect import bisect_left

from rules.contract import Block, BlockKind, Document, Guard, GuardSpan
from rules.facts.quotations import quotations

SIC = re.compile(r"((?:\S+\s+){0,2}\S+)\s*\[sic[\]!]", re.IGNORECASE)
"""The few words before a bracketed mark: it excuses them, never the page."""


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
    for mark in document.marks[first:]:
        if mark.start >= block.end:
            break
        spans.append(mark)
    if "[sic" in text.lower():
        spans += [
            GuardSpan(Guard.SIC, block.start + match.start(1), block.start + match.end())
            for match in SIC.finditer(text)
        ]
    spans.sort(key=_start)
    return tuple(spans)


def _start(span: GuardSpan) -> int:
    return span.start
