"""Finds sentences that begin with a figure: 12 people died.

Only in running paragraphs, and only before a small word: years, brands (7 Up), numbered lists,
figures that are themselves the subject (42 is even) and the parts of abbreviations that look like
a sentence's end (No. 12) are left alone. Small whole numbers are offered in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Class,
    Context,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.dates import MONTH_NAMES
from rules.facts.units import MEASURE_AFTER

FIGURE = re.compile(
    r"(?:(?<=[.!?\"”)\ufffc])[ \n]{1,2}|\A)"
    r"(\d{1,3}(?:,\d{3}){0,4}|\d{1,7})(\.\d{1,4})?(%|(?=[ \u00a0]))[ \u00a0]([a-z]+\b)(?!/)"
)
"""A figure after what may end a sentence, and the small word after it (no rate: births/1,000)."""

ENDED = re.compile(
    r"(?:(?:[^\W\d_]{3}|\d[%)]|\d{4}|[)\"”+])[.!?]|[^\W_]{2}[.!?]\ufffc|[.!?]\ufffc{2}|\.{3}[\"”])"
    r"[\"”)\ufffc]{0,6}\Z|\A\Z"
)
"""A stop after a whole word, a year or a bracket; after two signs only before a reference."""

ABBREVIATION_BEFORE = re.compile(
    r"\b(?:Nos?|vols?|pp?|ca?|approx|cir|circ|figs?|art|arts|sect?|chap|ch|cf|ed|eds|no|nos|est|"
    r"max|min|avg|Mt|St|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Rev|Hon|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|[Pp]aras?|[Pp]ars|Par|[Rr]eg|[Rr]es|op|cit|vs|par|appr|born|died|Vz|cert|Inc|Ltd|Co|Corp|Bros|Jr|Sr|Ave|Blvd|Rd|Hwy|etc|al|Pat|Reg|Regt|Div|Bn|Sq)\.[\ufffc]{0,3}\Z"
)
YEAR = re.compile(r"1[0-9]\d\d|20\d\d|2100")
SUBJECT_AFTER = frozenset("is was has equals means marks became can may also saw".split())

SENTENCE = re.compile(
    r"(?:[^.!?()|\n]|\((?:[^()|\n]|\([^()|\n]{0,60}\)){0,200}\)|\.(?=\w)){0,400}"
    r"(?:[.!?](?=[\s\"”)\ufffc]|\Z)|:\s{0,2}\Z)"
)
"""The rest of a sentence up to its stop. The stop of "(2005 est.)" ends none."""

LEAST_SPACES = 1
"""A fragment of a list or of a box is no sentence."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
MOST_IN_WORDS = 100


class SentenceStartsWithFigure(Rule):
    """12 people died. → Twelve people died."""

    meta = Meta(
        code="NUM016",
        name="sentence-starts-with-figure",
        summary="A sentence that begins with a figure (12 people died.)",
        why="A figure at the beginning, without a capital, hides where the sentence starts.",
        source=Source.enwiki("MOS:NUMERAL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.85,
        blocks=frozenset({BlockKind.PARAGRAPH}),
        triggers=(r"(?:^|[.!?][\"”)\x{FFFC}]{0,3}\s{1,2})\d",),
        examples=(
            Example("⟦12⟧ people died in it.", fix="Twelve"),
            Example("It burnt down. ⟦62⟧ people died in it.", fix="Sixty-two"),
            Example("It burnt down.<ref>A</ref> ⟦5⟧ people died in it.", fix="Five"),
            Example("It burnt down. ⟦1,250⟧ people died in it."),
            Example("It burnt in 1950. ⟦12⟧ people died in it.", fix="Twelve"),
            Example("It rose. ⟦12%⟧ of them left."),
            Example("It rose to 256.<ref>A</ref> ⟦6⟧ people left.", fix="Six"),
            Example("⟦2⟧ people then said this:\n\n{{quote|Go on.}}", fix="Two"),
            Example('It is "rare". ⟦12⟧ people saw it.', fix="Twelve"),
            Example("It rose (by much). ⟦12⟧ people saw it.", fix="Twelve"),
            Example("It rose. '''⟦12⟧''' of them left."),
            Example("It rose. 1950 was a good year.", guard="a year"),
            Example("It rose. 2000 also saw a win.", guard="a year"),
            Example("He sells drinks. 7 Up is one.", guard="a brand"),
            Example("1. people were asked there.", guard="a list"),
            Example("It rose. 17 may fall is a date.", guard="a date"),
            Example("32.5 births/1,000 population (2005 est.)", guard="no sentence"),
            Example("69.97 years (2005 est.)", guard="no sentence"),
            Example("320 px|thumb|mechanism of it.", guard="no sentence"),
            Example("240 million), by far the most.", guard="no sentence"),
            Example("Highways:\n\n45,550 km", guard="no sentence"),
            Example("See the law, para. 1 above all of them.", guard="an abbreviation"),
            Example("* 12 people died", guard="a list"),
            Example("[[File:A.jpg|thumb|12 people died]]", guard="a caption"),
            Example("It is even. 42 is too.", guard="the figure itself"),
            Example("He was world No. 1 for years.", guard="an abbreviation"),
            Example("It lived ca. 300 years ago.", guard="an abbreviation"),
            Example("It runs until 12 a.m. 365 days a year.", guard="an abbreviation"),
            Example("Later, 12 people died.", guard="inside the sentence"),
            Example('She said "Look. 12 people died" then.', guard="a quotation"),
            Example("A.<ref>12 people died.</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each figure that begins a sentence of a paragraph."""
        text = unit.text
        for match in FIGURE.finditer(text):
            start, end = match.start(1), match.end(3)
            guard = _guard(text, match)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            word = _in_words(match)
            # Of "12 km" the figure stays: symbols need one.
            keeps = match[3] or match[2] or MEASURE_AFTER.match(text, end)
            yield Hit(
                start=start,
                end=end,
                message=f"A sentence should not begin with a figure ({text[start:end]}): write it"
                " in words or put another word first.",
                suggestions=() if keeps or word is None else (word,),
            )


def _guard(text: str, match: re.Match[str]) -> str | None:
    before = text[max(match.start() - 12, 0) : match.start()]
    if ENDED.search(before) is None or ABBREVIATION_BEFORE.search(before):
        return "after an abbreviation or inside the sentence"
    if YEAR.fullmatch(match[1]) and not match[2] and not match[3]:
        return "a year"
    if match[4] in SUBJECT_AFTER:
        return "the figure itself"
    if match[4].capitalize() in MONTH_NAMES:
        return "a date"
    rest = SENTENCE.match(text, match.end())
    if rest is None or rest[0].count(" ") < LEAST_SPACES:
        return "no whole sentence"
    return None


def _in_words(match: re.Match[str]) -> str | None:
    value = int(match[1].replace(",", ""))
    if value > MOST_IN_WORDS:
        return None
    if value == MOST_IN_WORDS:
        return "One hundred"
    if value < len(ONES):
        return ONES[value].capitalize()
    tens, ones = divmod(value, 10)
    return (TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")).capitalize()
