"""Where a page's own prose uses words that tell British from American English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rules.contract import PROSE_BLOCKS, Block, BlockKind, Document, ElementKind, Spans
from rules.facts.guards import block_guards
from rules.facts.section_kinds import APPENDIX
from rules.facts.variety import counterpart, ise_or_ize, marked_spelling
from rules.facts.variety_guards import (
    NAME_INSIDE,
    is_foreign,
    is_name,
    is_office,
    is_piece,
    is_spoken_of,
    is_term,
)
from rules.facts.variety_senses import may_tell, sense_at
from rules.facts.variety_tags import Spelling
from rules.facts.words import WORD, starts_are_names

TRIGGERS = (
    r"(?i)\b(?:a(?:rb|rd|rm)ou?r|behaviou?r|cand[o]u?r|clamou?r|colou?r|demeanou?r|endeavou?r|"
    r"favou?r|fervou?r|flavou?r|harbou?r|honou?r|humou?r|labou?r|misdemeanou?r|neighbou?r|odou?r|"
    r"parlou?r|rancou?r|rigou?r|rumou?r|saviou?r|savou?r|splendou?r|succou?r|tumou?r|valou?r|"
    r"vapou?r|vigou?r|calib|cent(?:er|re)|fib(?:er|re)|(?:kilo|centi|milli)?met(?:er|re)|"
    r"lit(?:er|re)|lust(?:er|re)|man(?:eu|oeu)v|meag|sab(?:er|re)|scept|somb|spect(?:er|re)|"
    r"(?:de|of)fen[cs]e|preten[cs]e|analy[sz]|cataly[sz]|hydroly[sz]|paraly[sz]|appal|counsel|"
    r"distil|enrol|fulfil|instal|jewel|label|level|marvel|model|quarrel|rival|signal|skil|travel|"
    r"tunnel|wil|woo|an(?:a)?e|diarr|o?edema|o?esoph|o?estrog|fa?eces|gyn|ha?em|leuk|orthop|"
    r"pala?eo|pa?edia|toxa?em|a(?:ir|ero)plane|alumin|art[ei]fact|co[sz]y|gr[ae]y|mou?ld|mou?lt|"
    r"mous?tach|p[ay]jamas|plo(?:w|ugh)|s[ck]eptic|program|licen[cs]e|practi[cs]|t[iy]re|kerb|"
    r"cheque|stor(?:e?y))",
    r"(?i)[a-z]{3}i[sz](?:e|es|ed|ing|ations?|ers?)\b",
)
"""RE2 patterns, one of which occurs wherever there is such a word."""

EITHER_SIDE = frozenset(
    {"aluminium", "grey", "greys", "greyish", "artifact", "artifacts", "enroll", "estrogen"}
)
"""Spellings at home on the other side too, though less so: they count, and are no fault.
Chemistry writes aluminium in every variety."""

SPEAKER = re.compile(r"(?:''')?[^'\n]{2,40}(?::'''|''':)\s")
"""How a line of a transcript begins: what follows was said, though no quotation mark says so."""

LONGEST_TITLE = 300


class Use(msgspec.Struct, frozen=True, gc=False):
    """A telling word in the prose: half-open offsets there, its small form, what it tells.

    ``letter`` is s or z in -ise and -ize; ``right`` the counterpart with the capital of the place.
    -ize alone tells nothing: its spelling is given as None.
    """

    start: int
    end: int
    form: str
    spelling: Spelling | None
    right: str
    letter: str = ""


class Uses:
    """The telling words of a document, block by block, each block read once."""

    __slots__ = ("_blocks", "_document", "_names")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, tuple[Use, ...]] = {}
        self._names: frozenset[str] | None = None

    def of(self, block: Block) -> tuple[Use, ...]:
        """Those of a block in its own voice and its own spelling, in order."""
        found = self._blocks.get(block.start)
        if found is None:
            found = tuple(self._read(block)) if block.kind in PROSE_BLOCKS else ()
            self._blocks[block.start] = found
        return found

    def all(self) -> Iterator[Use]:
        """Those of the whole page, in order."""
        text = self._document.prose.text
        # Between spaces: to set aside the blocks without such a word is what takes the time.
        pieces = {piece for piece in set(text.split()) if _holds_telling(piece)}
        for block in self._document.prose.blocks:
            if not pieces.isdisjoint(text[block.start : block.end].split()):
                yield from self.of(block)

    def _read(self, block: Block) -> Iterator[Use]:
        document = self._document
        text = document.prose.text[block.start : block.end]
        telling = {word for word in set(WORD.findall(text)) if _may_tell(word)}
        if not telling or APPENDIX.match(document.section_at(block.wiki_start).title.strip()):
            return
        if SPEAKER.match(document.wikitext, block.wiki_start):
            return
        guarded = Spans.merged((g.start, g.end) for g in block_guards(document, block))
        names = starts_are_names(block)
        for match in WORD.finditer(text):
            if match[0] not in telling:
                continue
            start = match.start()
            end = start + len(_stem(match[0]))
            use = _use(text, start, end)
            if use is None or guarded.touches(block.start + start, block.start + end):
                continue
            if self._is_spelt_so_anyway(block, text, start, end, names, use.right):
                continue
            yield msgspec.structs.replace(use, start=block.start + start, end=block.start + end)

    def _is_spelt_so_anyway(
        self, block: Block, text: str, start: int, end: int, names: bool, right: str
    ) -> bool:
        """Whether the place has a reason of its own for its spelling."""
        if is_piece(text, start, end) or is_name(text, start, end, names):
            return True
        if block.kind is BlockKind.ARGUMENT and text.strip() == text[start:end].lower():
            # A setting of the template: align = center.
            return True
        return (
            is_term(text, start, end)
            or is_foreign(text, start, end)
            or is_spoken_of(text, start, end, right)
            or self._is_in_a_title(block.start + start, block.start + end)
            or (
                text[start].isupper()
                and not is_office(text, start, end)
                and self._is_a_name_elsewhere(text[start:end])
            )
        )

    def _is_a_name_elsewhere(self, word: str) -> bool:
        """Whether the page has the capital where no sentence begins: it may be that name here."""
        if self._names is None:
            self._names = frozenset(NAME_INSIDE.findall(self._document.prose.text))
        return word in self._names

    def _is_in_a_title(self, start: int, end: int) -> bool:
        """Whether the place is in the label of an external link: the title of another page."""
        document = self._document
        wiki = document.prose.wikitext_span(start, end)
        links = document.elements_within(
            max(wiki.start - LONGEST_TITLE, 0), wiki.start, ElementKind.EXTERNAL_LINK
        )
        return any(link.end > wiki.start for link in links)


@lru_cache(maxsize=32768)
def _holds_telling(piece: str) -> bool:
    return any(map(_may_tell, WORD.findall(piece)))


@lru_cache(maxsize=8192)
def _may_tell(word: str) -> bool:
    lower = _stem(word).lower()
    return marked_spelling(lower) is not None or ise_or_ize(lower) is not None or may_tell(lower)


def _stem(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _use(text: str, start: int, end: int) -> Use | None:
    """What the word tells, with offsets in ``text``; None if nothing here."""
    word = text[start:end]
    lower = word.lower()
    letter = ise_or_ize(lower) or ""
    spelling: Spelling | None
    if letter:
        cut = lower.rindex("i" + letter) + 1
        right = lower[:cut] + ("z" if letter == "s" else "s") + lower[cut + 1 :]
        spelling = Spelling.BRITISH if letter == "s" else None
    else:
        spelling = marked_spelling(lower)
        sense = (spelling, counterpart(lower) or "") if spelling else sense_at(text, start, end)
        if sense is None:
            return None
        spelling, right = sense
    if word[0].isupper():
        right = right[0].upper() + right[1:]
    return Use(start, end, lower, spelling, right, letter)
