"""Where a page's own prose uses words that tell British from American English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rules.contract import PROSE_BLOCKS, Block, Document, ElementKind, Spans
from rules.facts import lexicon
from rules.facts.guards import block_guards
from rules.facts.section_kinds import APPENDIX
from rules.facts.variety import Spelling, counterpart, ise_or_ize, marked_spelling
from rules.facts.variety_senses import may_tell, sense_at
from rules.facts.words import WORD, begins_sentence, starts_are_names

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

EITHER_SIDE = frozenset({"grey", "greys", "greyish", "artifact", "artifacts", "enroll", "estrogen"})
"""Spellings at home on the other side too, though less so: they count, and are no fault."""

OFFICE_AFTER = re.compile(r"\s(?:Secretar(?:y|ies)|Ministers?|Attach[ée]s?|Advis[eo]rs?)\b")
NATION_BEFORE = re.compile(
    r"\b(?:U\.?S\.?A?\.?|America(?:n)?|United\sStates|Pentagon|Australian?|British|UK|Canadian|"
    r"Indian|Israeli|Philippine)(?:['’]s)?\s(?:[A-Z]\w{2,12}\s){0,2}\Z"
)
OFFICES = frozenset({"defense", "defence"})
"""A title of office is spelt in the page's variety, unless its country spells it so itself."""

ALWAYS_NAMES = frozenset({"labour", "labor", "saviour", "savior"})
"""With a capital these are parties and Jesus, also where a sentence begins."""

FIXED_AFTER = {
    "gray": re.compile(r"\s(?:wol(?:f|ves)|whales?|fox(?:es)?|squirrels?|seals?|partridges?)\b"),
    "rigor": re.compile(r"\smortis\b"),
    "program": re.compile(r"\s(?:code|counter|files?|memory|verification)\b"),
}
"""What makes the word part of a term that is spelt so in every variety."""

PIECE_BEFORE = re.compile(r"[\w.@/\\#$&=<>’'-]\Z")
PIECE_AFTER = re.compile(r"[\w@/\\=(&]|[.:]\w")
"""Signs that make it a piece of an address, of code or of a longer word; a hyphen after it only
joins words."""

WORD_BEFORE = re.compile(r"([^\W\d_]{2,24})\s\Z")
WORD_AFTER = re.compile(r"\s([^\W\d_]{2,24})")

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

    __slots__ = ("_blocks", "_document")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, tuple[Use, ...]] = {}

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
            if _is_name(text, start, end, names) or _is_foreign(text, start, end):
                continue
            if self._is_in_a_title(block.start + start, block.start + end):
                continue
            yield msgspec.structs.replace(use, start=block.start + start, end=block.start + end)

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
    fixed = FIXED_AFTER.get(lower.removesuffix("s"))
    if fixed is not None and fixed.match(text, end):
        return None
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


def _is_name(text: str, start: int, end: int, starts_are_names: bool) -> bool:
    word = text[start:end]
    if PIECE_BEFORE.search(text[max(start - 1, 0) : start]) or PIECE_AFTER.match(text, end):
        # The first part of a compound ("self-organised") may be any word.
        if text[start - 1 : start] != "-" or PIECE_AFTER.match(text, end):
            return True
        return text[max(start - 2, 0) : start - 1].isupper()
    if not word[0].isupper():
        return not word.islower()
    lower = word.lower()
    if lower in ALWAYS_NAMES or not word[1:].islower():
        return True
    if begins_sentence(text, start, end, starts_are_names):
        return False
    return not (
        lower in OFFICES
        and OFFICE_AFTER.match(text, end)
        and not NATION_BEFORE.search(text[max(start - 60, 0) : start])
    )


def _is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a small-letter neighbour is no English word: "centre culturel"."""
    before, after = (
        WORD_BEFORE.search(text[max(start - 24, 0) : start]),
        WORD_AFTER.match(text, end),
    )
    return any(
        match is not None
        and match[1].islower()
        and not lexicon.is_known(match[1])
        and not lexicon.misspelling(match[1])
        for match in (before, after)
    )
