"""Finds a word of approximation before a count that is exact to five digits: "around 52,486".

Either the number is exact, and "around" is wrong, or it is an estimate, and the last digits are.
Only counts of people and things are read; measures, money, percentages, conversions in brackets,
ranges and estimates with their bounds are left alone, and so is "about" in the sense of "on the
subject of".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
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
from rules.facts.numbers import (
    CURRENCY_BEFORE,
    INDIAN,
    UNIT,
    counted_noun,
    significant_digits,
)

APPROXIMATE = re.compile(
    r"\b(approximately|approx\.?|about|around|roughly|circa|ca\.|c\.|nearly|almost|some|"
    r"in the (?:region|neighbou?rhood|vicinity) of)[ \n\u00a0]"
    r"([1-9]\d{4,11}|[1-9]\d{0,2}(?:,\d{2,3}){1,4})(?![\w%‰°]|[,.:/]\d)",
    re.IGNORECASE,
)
LEAST_DIGITS = 5
KEPT_DIGITS = 3
"""Significant digits of the rounded number that is offered."""

POPULATION_BEFORE = re.compile(
    r"\b(?:population|attendance|death toll|circulation|electorate|membership|enrol?lment|"
    r"readership|workforce|garrison)s?\s(?:[a-z]+\s){1,3}\Z"
)
SUBJECT_BEFORE = re.compile(
    r"\b(?:books?|films?|movies?|novels?|poems?|songs?|stor(?:y|ies)|documentar(?:y|ies)|plays?|"
    r"articles?|reports?|information|data|details|facts|questions?|news|essays?|studies|study|"
    r"series|episodes?|talk(?:s|ed|ing)?|writes?|wrote|written|speaks?|spoke|learn(?:s|ed|ing)?|"
    r"know[ns]?|knew|complain(?:s|ed|ts?)?|heard|hears?|asked|all|knowledge)\s(?:is\s|was\s)?\Z",
    re.IGNORECASE,
)
"""After these "about" means the subject."""

BOUNDS_AFTER = re.compile(
    r"\s?(?:±|\+/[-−–]|[–—-]\s?\d|(?:to|or|and|plus or minus)\s\d|\(\s?(?:±|\d+\s?%|95|range|CI)|"
    r"(?:or so|give or take|plus or minus)\b)"
)
RANGE_BEFORE = re.compile(r"\b(?:between|from)\s\Z|\d\s?(?:to|and|or|[–—-])\s\Z")
CONVERSION_BEFORE = re.compile(r"\d[\w\s.,%°]{0,30}\((?:or |i\.e\. |that is )?\Z")
LARGE_OR_ERA = re.compile(r"\s(?:million|billion|trillion|lakh|crore|BCE?|CE|AD|BP|ago)\b")

RATE_AFTER = re.compile(r"\s(?:per|an?|each|every)\s(?!cent)|/")
"""A density or a rate is a measure: "18,581 people per square mile"."""


class FalsePrecision(Rule):
    """Around 52,486 people → around 52,500 people, or 52,486 people."""

    meta = Meta(
        code="NUM012",
        name="false-precision",
        summary="An exact count called approximate (around 52,486)",
        why="A count that is exact to the last digit is not approximate: either the word or the"
        " digits mislead.",
        source=Source.enwiki("MOS:UNCERTAINTY"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.9,
        triggers=(
            r"(?i)(?:approx(?:imately|\.)?|about|around|roughly|circa|\bca?\.|nearly|almost|some|"
            r"(?:region|hood|vicinity) of)[\s\x{A0}]\d[\d,]{4}",
        ),
        examples=(
            Example("There ⟦around 52,486⟧ Americans live.", fix="around 52,500"),
            Example("There ⟦around 52,486⟧ Americans live.", fix="52,486"),
            Example("⟦Approximately 5,54,202⟧ individuals are of Pakistani descent."),
            Example("⟦Roughly 123,457⟧ registered voters turned out.", fix="Roughly 123,000"),
            Example("⟦Around 52,486⟧ of the [[Sikh]] population left.", fix="Around 52,500"),
            Example("An ⟦about 52,486⟧-strong army marched.", fix="about 52,500"),
            Example("It cost around 52,486 US dollars.", guard="currency"),
            Example("A crowd of ⟦about 52486⟧ fans came.", fix="about 52,500"),
            Example("It has a population of ⟦approximately 52,486⟧.", fix="approximately 52,500"),
            Example("* [[Fan]]s: ⟦some 12,345⟧ [[people]]", fix="some 12,300"),
            Example("| Total\n{|\n|-\n| ⟦c. 12,345⟧ troops\n|}", fix="c. 12,300"),
            Example("[[File:A.jpg|thumb|⟦About 12,345⟧ people came]]", fix="About 12,300"),
            Example("{{Infobox event\n| participants = ⟦nearly 12,345⟧ people\n}}"),
            Example("It sold ⟦about '''12,345⟧''' copies.", fix="about '''12,300"),
            Example("It sold ⟦about&nbsp;12,345⟧ copies.", fix="about&nbsp;12,300"),
            Example("There are about 48,000 people.", guard="a round number"),
            Example("There are about 12,500 people.", guard="a round number"),
            Example("The Moon is about 384,399 km away.", guard="a unit"),
            Example("The Moon is about 384,399 kilometres away.", guard="a unit"),
            Example("It covers around 12,345 square miles.", guard="a unit"),
            Example("It has about 12,345 people per square mile.", guard="a rate"),
            Example("It cost about $12,345 to make.", guard="currency"),
            Example("It cost about 12,345 rupees to make.", guard="currency"),
            Example("The constant is about 299,792.", guard="a constant"),
            Example("Some 12,345 years ago ice came.", guard="years"),
            Example("Of all, 12% (about 52,486 people) left.", guard="a conversion in brackets"),
            Example("There were about 52,486 ± 300 birds.", guard="bounds"),
            Example("Between about 52,486 and 60,000 birds came.", guard="bounds"),
            Example("It is a book about 52,486 orphans.", guard="about as a subject"),
            Example('She said "around 52,486 people" came.', guard="a quotation"),
            Example("<ref>around 52,486 people</ref>", guard="a reference"),
            Example("There are exactly 52,486 people.", guard="nothing approximate"),
            Example("More than 52,486 people came.", guard="a bound"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each exact count after a word of approximation."""
        for match in APPROXIMATE.finditer(unit.text):
            start, end = match.span()
            number = match[2]
            digits = significant_digits(number)
            if digits < LEAST_DIGITS:
                continue
            guard = _guard(unit.text, match)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            rounded = _rounded(number)
            head = unit.text[start : match.start(2)]
            yield Hit(
                start=start,
                end=end,
                message=f"{number} is given to {digits} digits, yet called approximate: either"
                f" leave out “{match[1].lower()}” or round the number ({rounded}).",
                # The grouping of such a number is a finding of its own, with its own suggestion.
                suggestions=() if INDIAN.fullmatch(number) else _suggestions(head, number, rounded),
            )


def _suggestions(head: str, number: str, rounded: str) -> tuple[str, ...]:
    # A sentence should not begin with a figure.
    return (head + rounded,) if head[0].isupper() else (head + rounded, number)


def _rounded(number: str) -> str:
    value = int(number.replace(",", ""))
    return f"{round(value, KEPT_DIGITS - len(str(value))):,}"


def _guard(text: str, match: re.Match[str]) -> str | None:
    start, end = match.span()
    before = text[max(start - 60, 0) : start]
    if BOUNDS_AFTER.match(text, end) or RANGE_BEFORE.search(before):
        return "an estimate with its bounds"
    if CONVERSION_BEFORE.search(before):
        return "a conversion in brackets"
    if CURRENCY_BEFORE.search(text[max(match.start(2) - 6, 0) : match.start(2)]):
        return "an amount of money"
    if UNIT.match(text, end) or LARGE_OR_ERA.match(text, end):
        return "a measure, a year or an amount of money"
    if match[1].lower() == "about" and SUBJECT_BEFORE.search(before):
        return "about as in “on the subject of”"
    if text.startswith("-strong", end):
        return None
    noun = counted_noun(text, end)
    if noun is None and not POPULATION_BEFORE.search(before):
        return "no count of people or things"
    if noun is not None and RATE_AFTER.match(text, text.index(noun, end) + len(noun)):
        return "a measure, a year or an amount of money"
    return None
