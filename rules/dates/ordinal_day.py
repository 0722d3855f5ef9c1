"""Finds a day of the month with an ordinal suffix: 15th August 1947, August 15th, the 3rd of May.

The whole date is offered as the guideline writes it, with "of" and the article before it taken out
where the sentence does not need it. It leaves alone days that are names (4th of July, 6th of
October City), ordinals that count something else (In May 3rd Battalion), and titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    ALL_GUARDS,
    Class,
    Context,
    Example,
    Guard,
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
from rules.facts.date_forms import NAMES_EVENT, ON_BEFORE, PLACE_AFTER, form_guard, well_formed
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import MONTH, DateForm, WrittenDate, dates_in

HOLIDAYS = {(4, 7), (5, 11), (1, 4)}
"""Day and month of days that go by their date: July 4th, 5th of November, 1st of April."""

MONTH_ALONE = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Tt]his|[Nn]ext|[Ee]very|[Ee]ach)[\s-]\Z"
)
"""Before a month these part it from an ordinal that follows: "in May 3rd place went to"."""

ORDINAL_NOUN = re.compile(
    r"[\s-](?:place|class|division|round|edition|grade|century|floor|year|quarter|issue|season|"
    r"infantry|cavalry|army|regiment|battalion|brigade|degree|generation|anniversary|time|day|"
    r"and\s\d{1,2}(?:st|nd|rd|th)\s[A-Z])"
)
MARCH_OF_PEOPLE = re.compile(r"\s(?:(?:on|to|through|against|for)\s[A-Za-z]|of\s)")
THE_BEFORE = re.compile(r"\b[Tt]he\s\Z")
PREPOSITION_THE = re.compile(
    r"\b(?:[Oo]n|[Uu]ntil|[Ff]rom|[Ss]ince|[Bb]y|[Bb]efore|[Aa]fter|[Tt]o|[Oo]f|[Dd]ated|[Tt]ill)"
    r"\s[Tt]he\s\Z"
)
NOUN_NEXT = re.compile(
    r"\s(?!(?:in|at|on|by|from|to|and|or|when|while|as|after|before|during|until|for|with|but|is|"
    r"was|were|are|had|has|have|the|an?|he|she|it|they|his|her|its|their|that|which|who|this|"
    r"every|each|because|of|near|under|over|through|into|between|against|without)\b)[a-z]"
)
"""A word that may be a noun, which the article before the date then belongs to."""


class OrdinalDay(Rule):
    """15th August 1947 → 15 August 1947."""

    meta = Meta(
        code="DAT002",
        name="ordinal-day",
        summary="A day of the month with an ordinal suffix (15th August 1947)",
        why="Dates with the month in words are written 15 August or August 15, without a suffix.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.96,
        # The name of a linked day or month is no one's title; a longer title is looked at below.
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"\d(?:st|nd|rd|th){GAP_TRIGGER}(?:of{GAP_TRIGGER})?"
            rf"(?:{MONTH})\b",
            rf"\d(?:st|nd|rd|th).{{1,16}}\d{GAP_TRIGGER}(?:{MONTH})\b",
            rf"(?:{MONTH})\.?{GAP_TRIGGER}.{{0,24}}\d(?:st|nd|rd|th)\b",
        ),
        examples=(
            Example("It began on ⟦15th August 1947⟧.", fix="15 August 1947"),
            Example("It began on ⟦August 15th, 1947⟧, in Delhi.", fix="August 15, 1947"),
            Example("It began on ⟦August 15th⟧ in Delhi.", fix="August 15"),
            Example("It began on ⟦9th August⟧, not on ⟦19th July⟧.", fix="9 August"),
            Example("It began on ⟦the 15th of August 1947⟧.", fix="15 August 1947"),
            Example("It began on ⟦the 15th August 1947⟧.", fix="15 August 1947"),
            Example("⟦The 15th of May⟧ was dry.", fix="15 May"),
            Example("It began on ⟦15th of May⟧ there.", fix="15 May"),
            Example("The ⟦15th August 1947⟧ issue sold out.", fix="15 August 1947"),
            Example("It ran from ⟦5th to 10th August 1947⟧.", fix="5 to 10 August 1947"),
            Example("It ran ⟦5th-10th August⟧ that year.", fix="5–10 August"),
            Example("It ran ⟦August 5th–10th, 1947⟧.", fix="August 5–10, 1947"),
            Example("It fell on ⟦August 5th and 6th, 1947⟧.", fix="August 5 and 6, 1947"),
            Example("It began on ⟦15th August, 1947⟧.", fix="15 August 1947"),
            Example("It began on ⟦15th of  August 1947⟧.", fix="15 August 1947"),
            Example("It began on ⟦15th   August  1947⟧.", fix="15 August 1947"),
            Example("It ran ⟦5th  to  10th August⟧ there.", fix="5 to 10 August"),
            Example("It began on ⟦August 15th 1947⟧.", fix="August 15, 1947"),
            Example("It began on ⟦15th [[August]] 1947⟧.", fix="15 [[August]] 1947"),
            Example("It began on ⟦15th&nbsp;Sept. 1947⟧.", fix="15&nbsp;Sept. 1947"),
            Example("On ⟦4th July 1950⟧ it closed.", fix="4 July 1950"),
            Example("{|\n|-\n| ⟦3rd May 1950⟧ || Rome\n|}", fix="3 May 1950"),
            Example("{{Infobox film\n| released = ⟦3rd May 1950⟧\n}}", fix="3 May 1950"),
            Example("[[File:A.jpg|thumb|Rome, ⟦May 3rd, 1950⟧]]", fix="May 3, 1950"),
            Example("* '''⟦3rd May⟧''': the first game", fix="3 May"),
            Example("It began on 15 August 1947.", guard="no suffix"),
            Example("It was read on the 4th and again on the 9th.", guard="no month"),
            Example("They met for July 4th in Boston.", guard="a holiday"),
            Example("The 4th of July is a holiday.", guard="a holiday"),
            Example("He was raised in 6th of October City.", guard="the name of a place"),
            Example("The 26th of July Movement grew.", guard="the name of a movement"),
            Example("It crosses the 25th of April Bridge.", guard="the name of a bridge"),
            Example("On 9th of June Street it is loud.", guard="the name of a street"),
            Example("It began on 05th May 1950.", guard="a leading zero is the first fault"),
            Example("The 13th May incident shook it.", guard="the name of an event"),
            Example("In May 3rd Battalion moved.", guard="an ordinal of something else"),
            Example("On 27 June 2nd and 3rd Panzer Groups met.", guard="ordinals of groups"),
            Example("In June 2nd place went to Ann.", guard="an ordinal of something else"),
            Example("By June 2nd round voting was over.", guard="an ordinal of something else"),
            Example("The 3rd March on Rome failed.", guard="a march"),
            Example("The 12th May Day parade was held.", guard="the name of a day"),
            Example("''15th August'' is a film.", guard="a title"),
            Example('The stone reads "15th August 1947".', guard="a quotation"),
            Example("<ref>Daily News, 15th August 1947</ref>", guard="a reference"),
            Example("{{cite web|title=A|date=15th August 1947}}", guard="a template parameter"),
            Example("The [[15th August Group]] met.", guard="the title of a page"),
            Example("== Further reading ==\n* A, 15th May 1950", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date with a suffix on a day."""
        for date in dates_in(unit.text):
            if not date.ordinal:
                continue
            guard = _guard(unit, date)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            start = _start(unit.text, date)
            mended = well_formed(unit.text, date)
            yield Hit(
                start=start,
                end=date.end,
                message=f"Days of a date have no suffix; write {mended}.",
                suggestions=() if _is_raised(unit, date) else (mended,),
            )


def _start(text: str, date: WrittenDate) -> int:
    """Where the date begins, the article before it included if it goes with the suffix."""
    the = THE_BEFORE.search(text[max(date.start - 4, 0) : date.start])
    if the is None or date.form is not DateForm.DMY or NOUN_NEXT.match(text, date.end):
        return date.start
    of_inside = " of " in text[date.start : date.month_span.start]
    if of_inside or PREPOSITION_THE.search(text[max(date.start - 12, 0) : date.start]):
        return date.start - len(the[0])
    return date.start


def _is_raised(unit: Unit, date: WrittenDate) -> bool:
    """Whether a suffix is set apart by markup, which no text in its place can mend."""
    return not all(
        unit.document.prose.is_unbroken(unit.start + span.start, unit.start + span.end + 2)
        for span in date.day_spans
        if unit.text[span.end : span.end + 2].isalpha()
    )


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    text = unit.text
    before = text[max(date.start - 24, 0) : date.start]
    if date.year is None:
        if len(date.days) == 1 and (date.days[0], date.month) in HOLIDAYS:
            return "a day that goes by its date"
        follows = NAMES_EVENT.match(text, date.end)
        if follows and (date.form is DateForm.MDY or not ON_BEFORE.search(before)):
            return "a name that holds a date"
        if PLACE_AFTER.match(text, date.end):
            return "a name that holds a date"
        if date.form is DateForm.MDY and (
            MONTH_ALONE.search(before) or ORDINAL_NOUN.match(text, date.end)
        ):
            return "an ordinal of something else"
        marches = date.month_name == "March" and MARCH_OF_PEOPLE.match(text, date.end)
        if marches and not ON_BEFORE.search(before):
            return "a march of people"
    of_inside = " of " in text[date.start : date.month_span.start]
    if not of_inside and any(text[span.start] == "0" for span in date.day_spans):
        return "mended with the leading zero of its day"
    return form_guard(unit, date)
