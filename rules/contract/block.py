"""A block: one paragraph, heading, list item, cell, caption or argument of the prose."""

from __future__ import annotations

import enum

import msgspec


class BlockKind(enum.Enum):
    """What kind of place on the page a block of prose stands in."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    TABLE_CAPTION = "table caption"
    IMAGE_CAPTION = "image caption"
    ARGUMENT = "infobox value"
    QUOTATION = "quotation"
    PREFORMATTED = "preformatted"


PROSE_BLOCKS = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE_CELL,
        BlockKind.TABLE_CAPTION,
        BlockKind.IMAGE_CAPTION,
        BlockKind.ARGUMENT,
        BlockKind.HEADING,
    }
)
"""The blocks written in the article's own voice."""


class Block(msgspec.Struct, frozen=True, gc=False):
    """A run of prose that is read on its own.

    ``start`` and ``end`` are half-open offsets in the prose text; ``wiki_start`` and ``wiki_end``
    the smallest wikitext interval that holds all of the block. ``section`` is the index of its
    section. ``name`` is the parameter name of an infobox value, else empty.
    """

    kind: BlockKind
    start: int
    end: int
    wiki_start: int
    wiki_end: int
    section: int
    name: str = ""
