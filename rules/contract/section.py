"""A section of a page."""

from __future__ import annotations

import msgspec


class Section(msgspec.Struct, frozen=True):
    """A section: the heading's place and text, and the range it governs, in wikitext offsets.

    The lead is section 0, with ``level`` 0, an empty ``title`` and an empty heading span.
    ``content_end`` is where the next heading of any level begins; ``end`` where the section ends,
    subsections included. ``parent`` is the index of the enclosing section, -1 for none.
    """

    index: int
    level: int
    title: str
    start: int
    heading_end: int
    content_end: int
    end: int
    parent: int
