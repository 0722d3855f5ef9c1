"""Whether a piece of markup stands in the running text of an article, and under which heading."""

from __future__ import annotations

import re

from rules.contract import Block, BlockKind, Document, Element
from rules.facts.section_kinds import APPENDIX, chain

ARTICLE_NAMESPACES = frozenset({0, 118})
"""Articles and drafts; talk and help pages are written otherwise."""

LISTING = re.compile(
    r"(?:(?:external|web|other|useful|related|outside|official) ?(?:links?|sites?|websites?"
    r"|sources?|resources?)|weblinks|links|web ?sites?|(?:\w{1,20} )?resources|on ?line\b.{0,30}"
    r"|media|multimedia|.{0,40}\b(?:reading|bibliography|publications|references|sources|links))\Z",
    re.IGNORECASE,
)
"""Headings of lists of links and of literature, beside the usual appendices."""


def block_of(document: Document, element: Element) -> Block | None:
    """The block in which an element's label, or the sign that stands for it, is read.

    None where it shows nothing, as inside a reference.
    """
    prose = document.prose
    label = prose.spans_within(element.inner_start, element.inner_end)
    if label:
        return prose.block_at(label[0].start)
    position = prose.position(element.start)
    if position is None:
        return None
    # The sign may stand for a reference around the element.
    alone = prose.wikitext_span(position, position + 1) == (element.start, element.end)
    return prose.block_at(position) if alone else None


def is_in_paragraph(document: Document, element: Element) -> bool:
    """Whether an element stands in a paragraph of the article's own text."""
    block = block_of(document, element)
    return block is not None and block.kind is BlockKind.PARAGRAPH


def is_in_appendix(document: Document, wiki_offset: int) -> bool:
    """Whether a place lies in a section of links, literature or references."""
    section = document.section_at(wiki_offset)
    return any(
        APPENDIX.match(around.title) or LISTING.match(around.title)
        for around in chain(document, section.index)
    )
