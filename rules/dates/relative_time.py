"""Finds words of time that go out of date: recently, currently, last year, so far, to date.

It leaves alone what is dated in the same sentence (by a year, {{as of}} or "as of"), what is told
of the past ("had recently left", "at the time"), words that are no time (so far away, hard to
date), plots of fiction, quotations and titles. What a reviewer should write only the source tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    Class,
    Context,
    Document,
    ElementKind,
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
from rules.facts.date_forms import is_prose_block

PHRASE = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<adverb>recently|currently|nowadays|presently|lately|these days|at present|at the moment|"
    r"at this time|as of now|right now|up to now|until now|until recently|to this day)|"
    r"(?P<span>in recent (?:years|decades|months|weeks|times)|"
    r"(?:in|over|during|within) the (?:last|past) (?:few|couple of|several|two|three|\d{1,2}) "
    r"(?:years|decades|months|weeks))|"
    r"(?P<unit>(?:last|this|next) (?:year|month|week|decade|century))|"
    r"(?P<ago>(?:a few|several|some|two|three|many|\d{1,2}) (?:years|months|weeks|decades) ago)|"
    r"(?P<far>so far)|(?P<date>to date)"
    r")(?![\w-])",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\b(?:1[0-9]|20)\d\d(?:s\b|\b)|\bas of\b|\bcentury\b|\b\d{1,4}\s(?:BCE?|CE|AD)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:had|having|at the time|at that time|by then|then-|was|were|who were|would|became|did)\b"
)
"""A tale of the past: "the recently formed union was", "had only recently"."""

DETERMINED = re.compile(
    r"\b(?:the|his|her|its|their|a|an|each|every|that|any|another|of|my|our)\s\Z", re.IGNORECASE
)
FAR_AFTER = re.compile(
    r"\s(?:as|away|apart|from|that|north|south|east|west|back|down|up|out|off|ahead|behind|removed|"
    r"into|beyond|below|above)\b"
)
DATE_BEFORE = re.compile(
    r"\b(?:use[ds]?|using|able|possible|impossible|difficult|hard|easy|easier|harder|try|tried|"
    r"trying|attempts?|attempted|method|methods|techniques?|helps?|helped|wants?|wanted|began|"
    r"begins?|started|starts?|agree[ds]?|asked|allow(?:s|ed)?|seems?|appears?|thought|believed|"
    r"continued?|from|likely|want|men|women|people|girls?|boys?|him|her|them|going|how|due|prior|"
    r"date|season|year|day|months?|week|born)\s\Z",
    re.IGNORECASE,
)
DATE_AFTER = re.compile(
    r"\s(?:the|a|an|back|from|it|them|him|her|his|each other|one|this|these|those|with|to|its|"
    r"their|other|women|men|[A-Z])"
)
CAPITAL_INSIDE = re.compile(r"\s[A-Z]")
STORY = re.compile(
    r"\b(?:plot|synopsis|story|premise|fictional|character|lyrics|episodes?)\b", re.IGNORECASE
)
OF_AFTER = re.compile(r"\s(?:of|in|before|at|['’]s\sof)\b")


class RelativeTime(Rule):
    """Currently; in recent years; last year."""

    meta = Meta(
        code="DAT020",
        name="relative-time",
        summary="A word of time that goes out of date (currently, last year)",
        why="Nobody can tell years later which day the writer of “last year” counted from.",
        source=Source.enwiki("MOS:RELTIME"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        status=Status.OFF,
        confidence=0.75,
        triggers=(
            r"(?i)\b(?:recently|currently|nowadays|presently|lately|these days|at present|"
            r"at the moment|at this time|as of now|right now|up to now|until now|to this day|"
            r"recent (?:years|decades|months|weeks|times)|"
            r"(?:last|past) (?:few|couple|several|two|three|\d)|"
            r"(?:last|this|next) (?:year|month|week|decade|century)|ago|so far|to date)\b",
        ),
        examples=(
            Example("The firm ⟦currently⟧ employs 300 people."),
            Example("She ⟦recently⟧ moved to Rome."),
            Example("The town grew ⟦in recent years⟧."),
            Example("It has grown ⟦over the past few years⟧."),
            Example("The bridge opened ⟦last year⟧."),
            Example("The bridge will open ⟦next month⟧."),
            Example("It opened ⟦two years ago⟧."),
            Example("They have sold ten ships ⟦so far⟧."),
            Example("⟦To date⟧, ten ships have been sold."),
            Example("⟦Nowadays⟧ it is a museum, and ⟦these days⟧ a busy one."),
            Example("* She ⟦currently⟧ lives in Rome."),
            Example("The firm employs 300 people.", guard="no word of time"),
            Example("As of 2020 the firm currently employs 300.", guard="dated"),
            Example("{{As of|2020}}, the firm currently employs 300.", guard="a template dates it"),
            Example("The firm, recently formed, was sold in 1950.", guard="a dated past"),
            Example("He had recently left Rome.", guard="a tale of the past"),
            Example("The recently formed union was weak.", guard="a tale of the past"),
            Example("In the last year of her life she wrote.", guard="a certain year"),
            Example("The last month is the worst.", guard="a certain month"),
            Example("It lies so far away that few go.", guard="a distance"),
            Example("The single Hot Right Now sold well.", guard="a name"),
            Example("The team had so far looked flawless.", guard="a tale of the past"),
            Example("It was her best place to date.", guard="a tale of the past"),
            Example("The pot is hard to date.", guard="to find the age of"),
            Example("They use it to date the layers.", guard="to find the age of"),
            Example("== Plot ==\nShe recently moved to Rome.", guard="fiction"),
            Example('She said "I recently moved".', guard="a quotation"),
            Example("''Last Year'' and ''So Far'' are films.", guard="a title"),
            Example("<ref>Daily News, last year</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each such word of a sentence that no date pins down."""
        if not is_prose_block(unit):
            return
        sentence: _Sentence | None = None
        for match in PHRASE.finditer(unit.text):
            sentence = sentence or _Sentence(unit)
            guard = _guard(unit, match, sentence)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=f"“{match[0]}” goes out of date: name the time, or write “as of” with it.",
            )


class _Sentence:
    """What a sentence says of its time, read once."""

    def __init__(self, unit: Unit) -> None:
        text = unit.text
        self.is_dated = DATED.search(text) is not None or _has_as_of(
            unit.document, unit.start, unit.start + len(text)
        )
        self.is_told = TOLD.search(text) is not None


def _guard(unit: Unit, match: re.Match[str], sentence: _Sentence) -> str | None:
    text = unit.text
    before, after = text[max(match.start() - 24, 0) : match.start()], match.end()
    if sentence.is_dated:
        return "dated in the same sentence"
    if match["unit"] and (DETERMINED.search(before) or OF_AFTER.match(text, after)):
        return "a certain year, month or week"
    if match["far"] and FAR_AFTER.match(text, after):
        return "a distance"
    if match["date"] and (DATE_BEFORE.search(before) or DATE_AFTER.match(text, after)):
        return "to find the age of something"
    if (match["adverb"] or match["far"] or match["date"]) and sentence.is_told:
        return "a tale of the past"
    if CAPITAL_INSIDE.search(match[0]):
        return "a name"
    place = unit.document.prose.wikitext_span(unit.start + match.start(), unit.start + after)
    if STORY.search(unit.document.section_at(place.start).title):
        return "fiction"
    return None


def _has_as_of(document: Document, start: int, end: int) -> bool:
    """Whether a template in the sentence says when it holds."""
    if PLACEHOLDER not in document.prose.text[start:end]:
        return False
    first = document.prose.wikitext_span(start, start + 1).start
    last = document.prose.wikitext_span(end - 1, end).end
    return any(
        element.name.lower().replace("_", " ").strip() in ("as of", "asof", "update after")
        for element in document.elements_within(first, last, ElementKind.TEMPLATE)
    )
