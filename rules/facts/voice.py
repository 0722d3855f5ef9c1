"""Whether words that an article should not use are its own: the guards a table can name.

A guard is asked of one place in a block of running text, and says in a few words why the place is
none of the article's own voice, or None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from rules.contract import PLACEHOLDER, BlockKind, Change, Context, Sentence, Unit, local
from rules.facts.attribution import (
    cites_a_source,
    is_told_of_others,
    names_its_source,
    reported_from,
)
from rules.facts.quotations import quotations
from rules.facts.section_kinds import APPENDIX, PLOT, WORK_TITLE, chain, has_body

ARTICLE_NAMESPACES = frozenset({0, 118})
"""Articles and drafts; on other pages people may write as they like."""

COURT = re.compile(
    r"\b(?:courts?|trials?|police|charge[ds]?|charging|convict\w*|indict\w*|arrest\w*|judges?|"
    r"prosecut\w+|plaintiffs?|defendants?|lawsuits?|sued|suing|victims?|suspects?|perpetrators?|"
    r"crimes?|criminal|murder\w*|rap(?:e|ed|ist)|assault\w*|fraud\w*|abuse\w*|misconduct|"
    r"conspira\w+|corruption|brib\w+|investigat\w+|accus\w+|acquit\w*|tribunal|inquiry|"
    r"violations?|infring\w+|offen[cs]es?|offenders?|attorney|appeals?|appellate|sentenced|jury|"
    r"grand jury|extradit\w+|warrants?|allegations?|complaint|complicity|plagiari\w+|harass\w+|"
    r"espionage|spying|spy|terroris\w+|heresy|treason|collusion|links? to|ties to|"
    r"involvement|agents|scrutiny|raids?)\b",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"\bI (?:am|was|have|had|think|believe|feel|know|can|could|will|would|did|do|just|want|love|"
    r"never|always|saw|went|said|don['’]t)\b|\bI['’](?:m|ve|ll|d)\b|(?<![\w-])[Mm](?:y|e|yself)\b"
    r"|\A\s*[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}: "
)
"""A first person or a name and a colon: someone speaks, if without quotation marks."""

FORMULA = re.compile(r"<math\b|<chem\b|\{\{\s*(?:math|mvar|numblk|equation|tmath)\b", re.IGNORECASE)
REASONING = re.compile(
    r"(?:proof|derivation|definition|theorem|lemma|example|algorithm|formal|mathemat|equation|"
    r"calculation|motivation|formula)",
    re.IGNORECASE,
)
LONGEST_SENTENCE, STEP, REACH = 900, 200, 300
"""Code points: of a longer sentence that many on either side of the words are read for who speaks,
in steps of the second figure."""

STORY_GOES_ON = re.compile(
    r"\Z|[:,(/–—-]| (?:and|synopsis|summary|overview|outline|details?|list)\b|s?\Z"
    r"| ?[(&–—-]"
)
"""What may follow the word for a story in a section's title."""

QUOTES = re.compile(r"(?:\w+ )?(?:quot(?:es|ations)|sayings|mottoe?s?)\Z", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;(￼\n]\s*\Z")
CAPITAL_AFTER = re.compile(r"[ \u00a0][A-Z]")


@local
def has_formulas(change: Change) -> bool:
    """Whether the page holds a formula; measured on a part, it is the whole page all the same."""
    return FORMULA.search(change.page_wikitext) is not None


class Surroundings:
    """What one block of running text tells of every place in it, each thing looked up once."""

    def __init__(self, unit: Unit, context: Context) -> None:
        self.unit = unit
        self.change = context.change
        self._context = context
        self._cited: dict[int, bool] = {}
        self._names: dict[tuple[int, int], bool] = {}
        self._legal: dict[tuple[int, int], bool] = {}
        self._told_from: dict[tuple[int, int], int | None] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        block = self.unit.block
        assert block is not None
        found = self.unit.document.sentences(block)
        return tuple(found) or (Sentence(block.start, block.end, block),)

    @cached_property
    def is_spoken(self) -> bool:
        return _has_speaker(self.unit.text)

    @property
    def has_formulas(self) -> bool:
        return self._context.fact(has_formulas)

    @cached_property
    def is_story(self) -> bool:
        block = self.unit.block
        return block is not None and any(
            _is_story(section.title) for section in chain(self.unit.document, block.section)
        )

    @cached_property
    def is_summed_up(self) -> bool:
        """Whether it is the lead of a page that has a body."""
        block = self.unit.block
        return block is not None and block.section == 0 and has_body(self.unit.document)

    def names_source(self, start: int, end: int) -> bool:
        """Whether a stretch of the unit's text says who holds what it tells."""
        if (start, end) not in self._names:
            self._names[start, end] = names_its_source(self.unit.text[start:end])
        return self._names[start, end]

    def is_reported(self, stretch: tuple[int, int], start: int) -> bool:
        """Whether a verb of saying comes before an offset in a stretch of the unit's text."""
        if stretch not in self._told_from:
            told = reported_from(self.unit.text[slice(*stretch)])
            self._told_from[stretch] = None if told is None else stretch[0] + told
        told_from = self._told_from[stretch]
        return told_from is not None and told_from <= start

    def is_legal(self, start: int, end: int) -> bool:
        """Whether a stretch of the unit's text is about a crime, a charge or a court."""
        if (start, end) not in self._legal:
            self._legal[start, end] = COURT.search(self.unit.text[start:end]) is not None
        return self._legal[start, end]

    def is_cited(self, index: int) -> bool:
        """Whether the sentence of this index carries a reference; no if there is no such one."""
        if index >= len(self.sentences):
            return False
        if index not in self._cited:
            start, end = self.sentences[index].start, self.sentences[index].end
            self._cited[index] = cites_a_source(self.unit.document, start, end)
        return self._cited[index]


class Place:
    """Words in a block of running text: half-open offsets in the unit's text."""

    __slots__ = ("_index", "around", "end", "start")

    def __init__(self, around: Surroundings, start: int, end: int) -> None:
        self.around = around
        self.start = start
        self.end = end
        self._index: int | None = None

    @property
    def index(self) -> int:
        """Which sentence of the block the words begin in."""
        if self._index is None:
            at = self.around.unit.start + self.start
            index = bisect_right(self.around.sentences, at, key=_start) - 1
            self._index = max(index, 0)
        return self._index

    def stretch(self) -> tuple[int, int]:
        """The sentence the words stand in, or what of a very long one is near them.

        Many places of a long sentence share one stretch, so that each is read once.
        """
        whole, origin = self.around.sentences[self.index], self.around.unit.start
        first, last = whole.start - origin, max(whole.end - origin, self.end)
        if last - first > LONGEST_SENTENCE:
            middle = self.start // STEP * STEP
            first = max(first, middle - REACH)
            last = max(min(last, middle + STEP + REACH), self.end)
        return first, last

    def sentence(self) -> tuple[str, int, int]:
        """The text of the stretch, and where the words are in it."""
        first, last = self.stretch()
        return self.around.unit.text[first:last], self.start - first, self.end - first


def _elsewhere(place: Place) -> str | None:
    if place.around.change.info.namespace not in ARTICLE_NAMESPACES:
        return "a page that is no article"
    return None


def _name(place: Place) -> str | None:
    text = place.around.unit.text
    words = text[place.start : place.end]
    before = text[max(place.start - 8, 0) : place.start]
    opens = SENTENCE_END.search(before) or (place.start < 8 and not before.strip())
    inside = words[1:] if opens else words
    named_on = opens and words[0].isupper() and CAPITAL_AFTER.match(text, place.end)
    return "part of a name" if named_on or any(c.isupper() for c in inside) else None


def _speech(place: Place) -> str | None:
    if place.around.is_spoken:
        return "someone speaks"
    unit = place.around.unit
    block = unit.block
    if block is not None and block.kind is BlockKind.PARAGRAPH and block.start:
        before = unit.document.prose.text[max(block.start - 4, 0) : block.start]
        if before.rstrip(f"\n {PLACEHOLDER}").endswith(":"):
            return "words that a colon announces"
    return None


def _court(place: Place) -> str | None:
    return "a legal matter" if place.around.is_legal(*place.stretch()) else None


def _told(place: Place) -> str | None:
    if is_told_of_others(*place.sentence()) or place.around.names_source(*place.stretch()):
        return "told as another's opinion"
    return None


def _reported(place: Place) -> str | None:
    if place.around.is_reported(place.stretch(), place.start) or place.around.names_source(
        *place.stretch()
    ):
        return "reported speech"
    return None


def _named(place: Place) -> str | None:
    return "a named source" if place.around.names_source(*place.stretch()) else None


def _cited(place: Place) -> str | None:
    return "a reference in the same sentence" if place.around.is_cited(place.index) else None


def _cited_next(place: Place) -> str | None:
    """One reference often stands for two sentences, after the second."""
    return "a reference after the next sentence" if place.around.is_cited(place.index + 1) else None


def _fiction(place: Place) -> str | None:
    if WORK_TITLE.search(place.around.change.info.title):
        return "a page that retells a work"
    return "a story retold" if place.around.is_story else None


def _appendix(place: Place) -> str | None:
    unit = place.around.unit
    if unit.block is None:
        return None
    title = unit.document.sections[unit.block.section].title
    # A page on a country has prose under Literature.
    if unit.block.kind is not BlockKind.PARAGRAPH and APPENDIX.match(title):
        return "a list of works or sources"
    return "a list of quotations" if QUOTES.match(title) else None


def _lead(place: Place) -> str | None:
    if place.around.is_summed_up:
        return "the lead, a summary of what the page gives sources for"
    return None


def _mathematics(place: Place) -> str | None:
    unit = place.around.unit
    if place.around.has_formulas:
        return "a page with formulas"
    if unit.block is None:
        return None
    title = unit.document.sections[unit.block.section].title
    return "a derivation or an example" if REASONING.search(title) else None


def _has_speaker(text: str) -> bool:
    """Whether someone speaks outside quotation marks."""
    if SPEAKER.search(text) is None:
        return False
    at, outside = 0, []
    for quotation in quotations(text):
        outside.append(text[at : quotation.start])
        at = quotation.end
    return SPEAKER.search(PLACEHOLDER.join([*outside, text[at:]])) is not None


def _is_story(title: str) -> bool:
    """Whether a section retells a work: "Plot", "Setting and themes", but not "Setting circles"."""
    match = PLOT.match(title)
    return match is not None and STORY_GOES_ON.match(title, match.end()) is not None


def _start(sentence: Sentence) -> int:
    return sentence.start


VoiceGuard = Callable[[Place], str | None]

VOICE_GUARDS: dict[str, VoiceGuard] = {
    "elsewhere": _elsewhere,
    "name": _name,
    "speech": _speech,
    "court": _court,
    "told": _told,
    "reported": _reported,
    "named": _named,
    "cited": _cited,
    "cited next": _cited_next,
    "fiction": _fiction,
    "appendix": _appendix,
    "lead": _lead,
    "mathematics": _mathematics,
}
"""The guards by the names under which tables list them; the cheap ones come first."""
