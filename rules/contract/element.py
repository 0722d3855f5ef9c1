"""An element: one piece of wiki markup with its place."""

from __future__ import annotations

import enum

import msgspec


class ElementKind(enum.Enum):
    """The kinds of markup that the scanner tells apart."""

    TEMPLATE = "template"
    PARAMETER = "parameter"
    LINK = "link"
    FILE = "file"
    CATEGORY = "category"
    INTERLANGUAGE = "interlanguage link"
    EXTERNAL_LINK = "external link"
    BARE_URL = "bare address"
    REFERENCE = "reference"
    COMMENT = "comment"
    TAG = "tag"
    TABLE = "table"


class Argument(msgspec.Struct, frozen=True, gc=False):
    """One argument of a template: its name ("1", "2" … where it has none) and its value's span.

    ``start`` and ``end`` are wikitext offsets of the value as written, white space included.
    """

    name: str
    start: int
    end: int


class Element(msgspec.Struct, frozen=True):
    """A piece of markup. All offsets are half-open, in code points of the wikitext.

    ``name`` is the template's name, the link's target, the tag's name, the address or the
    category; for a reference its ``name=`` attribute. ``inner_start`` and ``inner_end`` bound what
    a reader sees of it or may see elsewhere: a link's label, a reference's body, a tag's content.
    ``attributes`` is the raw attribute text of a tag or a reference; ``pipes`` are the offsets of
    the bars that divide a template or a link.
    """

    kind: ElementKind
    start: int
    end: int
    name: str
    inner_start: int
    inner_end: int
    attributes: str = ""
    pipes: tuple[int, ...] = ()

    @property
    def is_piped(self) -> bool:
        """Whether a link shows a label of its own instead of its target."""
        return self.kind is ElementKind.LINK and self.inner_start > self.start + 2
