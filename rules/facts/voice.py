"""Whether words that an article should not use are its own: the guards a table can name.

A guard is asked of one place in a block of running text, and says in a few words why the place is
none of the article's own voice, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rules.contract import BlockKind, Change, Sentence, Unit
from rules.facts.attribution import (
    cites_a_source,
    is_reported_speech,
    is_told_of_others,
    names_its_source,
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
STORY_GOES_ON = re.compile(
    r"\Z|[:,(/–—-]| (?:and|synopsis|summary|overview|outline|details?|list)\b|s?\Z"
    r"| ?[(&–—-]"
)
"""What may follow the word for a story in a section's title."""

QUOTES = re.compile(r"(?:\w+ )?(?:quot(?:es|ations)|sayings|mottoe?s?)\Z", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;(￼\n]\s*\Z")
CAPITAL_AFTER = re.compile(r"[ \u00a0][A-Z]")


class Place:
    """Words in a block of running text: half-open offsets in the unit's text."""

    __slots__ = ("_change", "_sentence", "end", "start", "unit")

    def __init__(self, unit: Unit, start: int, end: int, change: Change) -> None:
        self.unit = unit
        self.start = start
        self.end = end
        self._change = change
        self._sentence: Sentence | None = None

    @property
    def change(self) -> Change:
        return self._change

    @property
    def sentence(self) -> Sentence:
        """The sentence the words begin in; offsets in the prose text."""
        if self._sentence is None:
            block, at = self.unit.block, self.unit.start + self.start
            assert block is not None
            whole = Sentence(block.start, block.end, block)
            sentences = self.unit.document.sentences(block)
            self._sentence = next((s for s in sentences if s.start <= at < s.end), whole)
        return self._sentence

    @property
    def at(self) -> int:
        """Where the words begin in their sentence."""
        return self.unit.start + self.start - self.sentence.start

    @property
    def sentence_text(self) -> str:
        start = self.unit.start
        return self.unit.text[self.sentence.start - start : self.sentence.end - start]


def _elsewhere(place: Place) -> str | None:
    if place.change.info.namespace not in ARTICLE_NAMESPACES:
        return "a page that is no article"
    return None


def _name(place: Place) -> str | None:
    text = place.unit.text
    words = text[place.start : place.end]
    opens = not text[: place.start].strip() or SENTENCE_END.search(
        text, max(place.start - 8, 0), place.start
    )
    inside = words[1:] if opens else words
    named_on = opens and words[0].isupper() and CAPITAL_AFTER.match(text, place.end)
    return "part of a name" if named_on or any(c.isupper() for c in inside) else None


def _speech(place: Place) -> str | None:
    if _has_speaker(place.unit.text):
        return "someone speaks"
    block = place.unit.block
    if block is not None and block.kind is BlockKind.PARAGRAPH and block.start:
        before = place.unit.document.prose.text[max(block.start - 4, 0) : block.start]
        if before.rstrip("\n ￼").endswith(":"):
            return "words that a colon announces"
    return None


def _has_speaker(text: str) -> bool:
    """Whether someone speaks outside quotation marks."""
    if SPEAKER.search(text) is None:
        return False
    at, outside = 0, []
    for quotation in quotations(text):
        outside.append(text[at : quotation.start])
        at = quotation.end
    return SPEAKER.search("￼".join([*outside, text[at:]])) is not None


def _court(place: Place) -> str | None:
    return "a legal matter" if COURT.search(place.sentence_text) else None


def _told(place: Place) -> str | None:
    return (
        "told as another's opinion"
        if is_told_of_others(place.sentence_text, place.at, place.at + place.end - place.start)
        else None
    )


def _reported(place: Place) -> str | None:
    return "reported speech" if is_reported_speech(place.sentence_text, place.at) else None


def _named(place: Place) -> str | None:
    return "a named source" if names_its_source(place.sentence_text) else None


def _cited(place: Place) -> str | None:
    sentence = place.sentence
    if cites_a_source(place.unit.document, sentence.start, sentence.end):
        return "a reference in the same sentence"
    return None


def _cited_next(place: Place) -> str | None:
    """One reference often stands for two sentences, after the second."""
    sentence = place.sentence
    sentences = place.unit.document.sentences(sentence.block)
    following = next((s for s in sentences if s.start >= sentence.end), None)
    if following is not None and cites_a_source(
        place.unit.document, following.start, following.end
    ):
        return "a reference after the next sentence"
    return None


def _fiction(place: Place) -> str | None:
    block = place.unit.block
    if WORK_TITLE.search(place.change.info.title):
        return "a page that retells a work"
    if block is not None and any(
        _is_story(section.title) for section in chain(place.unit.document, block.section)
    ):
        return "a story retold"
    return None


def _is_story(title: str) -> bool:
    """Whether a section retells a work: "Plot", "Setting and themes", but not "Setting circles"."""
    match = PLOT.match(title)
    return match is not None and STORY_GOES_ON.match(title, match.end()) is not None


def _appendix(place: Place) -> str | None:
    block = place.unit.block
    document = place.unit.document
    if block is None:
        return None
    title = document.sections[block.section].title
    # A page on a country has prose under Literature.
    if block.kind is not BlockKind.PARAGRAPH and APPENDIX.match(title):
        return "a list of works or sources"
    return "a list of quotations" if QUOTES.match(title) else None


def _lead(place: Place) -> str | None:
    block = place.unit.block
    if block is not None and block.section == 0 and has_body(place.unit.document):
        return "the lead, a summary of what the page gives sources for"
    return None


def _mathematics(place: Place) -> str | None:
    block = place.unit.block
    if FORMULA.search(place.change.page_wikitext):
        return "a page with formulas"
    if block is not None and REASONING.search(place.unit.document.sections[block.section].title):
        return "a derivation or an example"
    return None


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
