"""The claims of a page, read once and only where they are asked for.

``context.fact(claims)`` gives those of the new document, ``context.fact(old_claims)`` those of the
old one or None. ``claims.of(sentence)`` reads one sentence, ``of_block`` a block, ``infobox`` and
``lead`` those places, ``everywhere`` the whole page. Compare two with
`rules.facts.claim_conflict.conflict`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import Block, BlockKind, Change, Document, ElementKind, Sentence
from rules.facts.claim import (
    Claim,
    ClaimPlace,
    PlaceKind,
    Quantity,
    Scope,
    Subject,
)
from rules.facts.claim_attributes import Attribute, attributes_of_field
from rules.facts.claim_headings import HeadingYears, heading_years
from rules.facts.claim_moments import Moment
from rules.facts.claim_sentences import Reading, SentenceReading, sentence_reading
from rules.facts.claim_templates import Rendered, rendered

PLACES = {
    BlockKind.PARAGRAPH: PlaceKind.PROSE,
    BlockKind.LIST_ITEM: PlaceKind.LIST,
    BlockKind.TABLE_CELL: PlaceKind.TABLE,
    BlockKind.TABLE_CAPTION: PlaceKind.TABLE,
    BlockKind.IMAGE_CAPTION: PlaceKind.CAPTION,
    BlockKind.ARGUMENT: PlaceKind.INFOBOX,
    BlockKind.HEADING: PlaceKind.HEADING,
}
NAME_WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = frozenset("the and for with list from into".split())
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
YEAR_FIELD = re.compile(r"(?P<of>[a-z_]+?)_?(?:as_of|year|date|census|blank1?_title|footnotes)\Z")
PLAIN_NUMBER = re.compile(r"\s*[-−]?\d[\d,]*(?:\.\d+)?\s*\Z")
LONGEST_FIELD = 600
"""Code points of an infobox value; a longer one is prose, or a list of many things."""


class Claims:
    """The claims of one document; each sentence is read at most once."""

    def __init__(self, document: Document, title: str, change: Change | None) -> None:
        self.document = document
        self._change = change
        self._title = title
        self._sentences: dict[int, tuple[Claim, ...]] = {}
        self._names: frozenset[str] | None = None
        self._headings: dict[int, HeadingYears] | None = None
        self._field_years: dict[str, frozenset[int]] | None = None

    @property
    def own_names(self) -> frozenset[str]:
        """The words of the title, in lower case: how the page calls its subject."""
        if self._names is None:
            words = NAME_WORD.findall(self._title.partition("(")[0].lower())
            self._names = frozenset(words) - COMMON
        return self._names

    def of(self, sentence: Sentence) -> tuple[Claim, ...]:
        """The claims of a sentence, in order."""
        found = self._sentences.get(sentence.start)
        if found is None:
            found = tuple(self._read(sentence.start, sentence.end, sentence.block))
            self._sentences[sentence.start] = found
        return found

    def of_block(self, block: Block) -> tuple[Claim, ...]:
        """The claims of a block, in order; an infobox value is read as a whole."""
        if block.kind is BlockKind.ARGUMENT:
            found = self._sentences.get(block.start)
            if found is None:
                found = self._sentences[block.start] = tuple(self._field(block))
            return found
        return tuple(claim for s in self.document.sentences(block) for claim in self.of(s))

    @property
    def infobox(self) -> tuple[Claim, ...]:
        """The claims of all infoboxes."""
        blocks = self.document.prose.blocks
        return tuple(
            claim
            for block in blocks
            if block.kind is BlockKind.ARGUMENT
            for claim in self.of_block(block)
        )

    @property
    def lead(self) -> tuple[Claim, ...]:
        """The claims of the lead's paragraphs."""
        found: list[Claim] = []
        for block in self.document.prose.blocks:
            if block.kind is BlockKind.PARAGRAPH and block.section == 0:
                found += self.of_block(block)
        return tuple(found)

    def everywhere(self) -> tuple[Claim, ...]:
        """Every claim of the page, in order of place."""
        return tuple(
            claim for block in self.document.prose.blocks for claim in self.of_block(block)
        )

    def added(self) -> tuple[Claim, ...]:
        """The claims whose value the revision added or changed."""
        if self._change is None:
            return ()
        return tuple(
            claim
            for block in self._change.changed_blocks()
            for claim in self.of_block(block)
            if claim.added
        )

    def in_sentence_of(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims of the sentence that a claim stands in, itself among them."""
        return self._sentences.get(claim.place.sentence_start, ())

    def _read(self, start: int, end: int, block: Block) -> Iterator[Claim]:
        text = rendered(self.document, start, end)
        reading = sentence_reading(text.text, self.own_names)
        if reading is None:
            return
        kind = PLACES.get(block.kind, PlaceKind.PROSE)
        if block.section == 0 and kind is PlaceKind.PROSE:
            kind = PlaceKind.LEAD
        for item in reading.readings:
            yield self._claim(text, reading, item, item.attribute, block, kind, (start, end))

    def _field(self, block: Block) -> Iterator[Claim]:
        """The claims of one infobox value.

        The attribute is that of the parameter's name; of an unknown parameter, that of its words.
        """
        attributes, unit = attributes_of_field(block.name)
        if block.end - block.start > LONGEST_FIELD:
            return
        text = rendered(self.document, block.start, block.end)
        shown = text.text
        if unit and PLAIN_NUMBER.match(shown):
            shown = f"{shown.rstrip()} {unit}"
        # A lone figure reads as an amount once something follows that it can count.
        reading = sentence_reading(f"{shown} ", self.own_names)
        if reading is None:
            return
        written = Rendered(text.text, text.start, text.pieces)
        for item in reading.readings:
            if item.start >= len(text.text):
                continue
            found = _of_field(attributes, item)
            attribute = found.id if found is not None else item.attribute
            if attribute and (found is not None or not attributes):
                yield self._claim(
                    written,
                    reading,
                    item,
                    attribute,
                    block,
                    PlaceKind.INFOBOX,
                    (block.start, block.end),
                )

    def _claim(
        self,
        text: Rendered,
        reading: SentenceReading,
        item: Reading,
        attribute: str,
        block: Block,
        kind: PlaceKind,
        around: tuple[int, int],
    ) -> Claim:
        end = min(item.end, len(text.text.rstrip()))
        span = text.prose_span(item.start, end)
        in_box = kind is PlaceKind.INFOBOX
        years = item.years
        if in_box and not years and isinstance(item.value, Quantity):
            years = self._years_of_field(block.name)
        change = self._change
        return Claim(
            attribute=attribute,
            subject=Subject.PAGE if in_box else item.subject,
            value=item.value,
            written=text.text[item.start : end],
            modifier=item.modifier,
            scope=Scope(years, self._around(block.section), item.qualifiers),
            polarity=item.polarity,
            modality=item.modality,
            place=ClaimPlace(span.start, span.end, around[0], around[1], block.section, kind),
            words=reading.words,
            names=reading.names,
            marks=item.marks,
            added=change is not None and change.adds_to(span.start, span.end),
        )

    def _around(self, section: int) -> tuple[int, int] | None:
        if self._headings is None:
            self._headings = heading_years(self.document)
        found = self._headings.get(section)
        return (found.first, found.last) if found else None

    def _years_of_field(self, name: str) -> frozenset[int]:
        if self._field_years is None:
            self._field_years = {}
            for box in self.document.elements:
                if box.kind is ElementKind.TEMPLATE and "infobox" in box.name.lower():
                    for field, value in self.document.parameters(box).items():
                        match = YEAR_FIELD.fullmatch(field.strip().lower())
                        if match and (years := YEAR.findall(value)):
                            self._field_years[match["of"]] = frozenset(map(int, years))
        plain = name.strip().lower()
        for key, found in self._field_years.items():
            if key and plain.removeprefix("num_").startswith(key.removeprefix("num_")):
                return found
        return frozenset()


def claims(change: Change) -> Claims:
    """The claims of the new document."""
    return Claims(change.new, change.info.title, change)


def old_claims(change: Change) -> Claims | None:
    """The claims of the old document; None for a new page."""
    return None if change.old is None else Claims(change.old, change.info.title, None)


def _of_field(attributes: tuple[Attribute, ...], item: Reading) -> Attribute | None:
    """Which of a parameter's attributes a value is of; None for another thing beside it."""
    for attribute in attributes:
        if isinstance(item.value, Moment):
            if attribute.dimension == "date":
                return attribute
        elif isinstance(item.value, Quantity) and (
            attribute.dimension == item.value.dimension
            or (attribute.dimension == "money" and item.value.dimension.startswith("money"))
        ):
            return attribute
    return None
