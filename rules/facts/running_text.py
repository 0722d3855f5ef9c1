"""Whether a piece of markup stands in the running text of an article, and under which heading."""

from __future__ import annotations

import re

from rules.contract import Block, BlockKind, Document, Element, ElementKind
from rules.facts.section_kinds import APPENDIX, chain

ENCLOSING = frozenset(
    {
        ElementKind.REFERENCE,
        ElementKind.TEMPLATE,
        ElementKind.PARAMETER,
        ElementKind.FILE,
        ElementKind.COMMENT,
        ElementKind.TABLE,
    }
)
PLAIN_TAGS = frozenset("p div span center small big b i em strong u s section onlyinclude".split())
"""Tags around text that remains the article's own; a gallery or an image map is another thing."""

LISTING = re.compile(
    r"(?:(?:external|web|other|useful|related|outside|official) ?(?:links?|sites?|websites?"
    r"|sources?|resources?)|weblinks|links|web ?sites?|(?:\w{1,20} )?resources|on ?line\b.{0,30}"
    r"|media|multimedia|.{0,40}\b(?:reading|bibliography|publications|references|sources|links))\Z",
    re.IGNORECASE,
)
"""Headings of lists of links and of literature, beside the usual appendices."""


def block_of(document: Document, element: Element) -> Block | None:
    """The block in which an element's label, or the sign that stands for it, is read.

    None where it shows nothing, or is inside a reference, a template or other markup.
    """
    prose = document.prose
    label = prose.spans_within(element.inner_start, element.inner_end)
    position = label[0].start if label else prose.position(element.start)
    if position is None:
        return None
    block = prose.block_at(position)
    inside = document.elements_within(block.wiki_start, element.start)
    if any(around.end > element.start and _encloses(around) for around in inside):
        return None
    return block


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


def _encloses(element: Element) -> bool:
    if element.kind is ElementKind.TAG:
        return element.name.lower() not in PLAIN_TAGS
    return element.kind in ENCLOSING
