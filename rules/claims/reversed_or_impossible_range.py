"""Finds ranges of time that end before they begin, or that contradict their own duration.

"From 1968 to 1965" and "(1985–1979)"; "from 2001 to 2005, ten years" and "a 23-day visit from 3 to
10 May". Both claims are shown; which one is wrong is for the reader to say. It leaves alone what
may be no years of our era (anything with BC, BP, Ma or ago near it or in its section), and what
may be no years at all: votes, scores, clock times, measures, falling figures and codes. Ranges
within one year, and abbreviated ones (1998–02), are not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Block,
    BlockKind,
    Class,
    Context,
    Evidence,
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
from rules.facts.claim_durations import Duration, durations, is_duration_of
from rules.facts.claim_eras import OTHER_ERA, eras
from rules.facts.claim_moments import Precision
from rules.facts.ranges import Joined, TimeRange, day_ranges, year_ranges

NO_YEARS_NEAR = re.compile(
    r"\b(?:(?:vot\w+|ballot|motion|referendum|resolution|amendment|scor\w+|beat(?:en|ing)?|defeat\w*|margin|majority|points?|goals|runs|"
    r"tall(?:y|ies)|aggregate|ratings?|elo|ranks?|ranked|hours?|hrs|UTC|GMT|[ECMP][SD]T|o'clock|"
    r"[ap]\.?m|ISO|RFC|IEEE|ANSI|standard|numbers?|numbered|pages?|lines|verses|"
    r"routes|channels|models|countdown|backwards?|reverse|descending|"
    r"degrees|elevations?|altitudes?|heights?|depths?|wavelengths?|fluctuat\w+|rang(?:e|es|ed|ing)|"
    r"var(?:y|ies|ied|ying))\b|(?:nos?|pp?|ll?|v)\.)",
    re.IGNORECASE,
)
"""Words of votes, clocks, codes and measures, in which four digits are no year."""

FALLING = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|rose|ris(?:e|es|en|ing)|declin\w+|decreas\w+|increas\w+|reduc\w+|"
    r"drop\w*|shr[aiu]nk\w*|gr[eo]w\w*|cuts?|lower\w*|rais\w+|dwindl\w+|down|up|chang\w+|number\w*|"
    r"population|strength|output|capacity|price|cost|went|go(?:es)?|slid|expand\w*|extend\w*|"
    r"upgrad\w+|downgrad\w+|adjust\w+|climb\w*|descend\w*)\b[^\d%.;]{0,40}\Z",
    re.IGNORECASE,
)
"""Words after which "from 2000 to 1500" may tell a figure that changed, unless they have one."""

ERA_REACH = 500
"""Code points either side, within the block, in which another era counts as nearby."""

RECURRENCE = 4
"""A range this many times longer than its adjective may hold several of what that describes."""

CODE_GAP = 200
"""Four digits, a hyphen and four digits that lie further apart are a code, not years."""

CLAUSE_LEFT, NEAR = 70, 30
"""Code points before "from" in which a word that tells of change, or of no years, counts."""

AFTER_YEARS = re.compile(
    r"\s*(?:$|[.,;:)\]\"”'’(–—￼-]|[A-Z]|(?:an?|the|he|she|it|they|we|his|her|their|its|this|that|"
    r"in|on|at|by|with|for|as|to|into|from|and|or|but|nor|when|while|where|who|whom|which|because|"
    r"during|under|after|before|until|over|through|within|without|against|between|among|alongside|"
    r"was|were|is|are|has|have|had|did|would|could|then|there|also|both|only|first|inclusive|"
    r"will|may|can|took|made|became|went|led|won|saw|held|ran|came|began|left|kept|wrote|stood|"
    r"taught|lay|rose|fell|alone|there|here|\w+ed|[a-z]+ly)\b)"
)
"""After a range of years comes punctuation or a function word; after figures, what is counted."""

BRACKET_REACH = 160
OPEN_BRACKET = re.compile(r"[(\[][^()\[\]]*\Z")
CLOSE_BRACKET = re.compile(r"[^()\[\]]*[)\]]")
ITEM_BEFORE = re.compile(
    r"(?:[(\[,;/]|\b(?:b|born|fl|r|reigned|reign|ruled|lived|in office|office|terms?|served|active|"
    r"years?|president|king|queen|mayor|bishop|director|chairman|and)[.:,]?)\s*\Z",
    re.IGNORECASE,
)
ITEM_AFTER = re.compile(r"\s*(?:[)\],;/]|and\b|￼)")
YEARS_PARAMETER = re.compile(
    r"years?\d*\b|years?[_ ]?active|reign\d*|term\d*|tenure", re.IGNORECASE
)


class ReversedOrImpossibleRange(Rule):
    """From 1968 to 1965; from 2001 to 2005, ten years."""

    meta = Meta(
        code="CLM002",
        name="reversed-or-impossible-range",
        summary="A range of time that ends before it begins, or that its own duration contradicts",
        why="A time cannot end before it begins, nor last ten years between 2001 and 2005, so one"
        " of the two figures must be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        status=Status.STABLE,
        confidence=0.92,
        needs=(eras,),
        # A year may be a link of its own, so that a title alone is no reason for silence.
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        triggers=(r"(?:1\d|20)\d\d", r"(?i)\b(?:day|week)s?\b"),
        examples=(
            Example("He served ⟦from 1968 to 1965⟧ as mayor."),
            Example("It was in use ⟦from May 1968 until June 1965⟧, when it closed."),
            Example("She taught there ⟦from 1968 until her death in 1965⟧."),
            Example("The school was rebuilt ⟦between 1911 and 1908⟧."),
            Example("Her uncle John (⟦1985–1979⟧) was a painter."),
            Example("He had two terms (1936–1939, ⟦1985–1979⟧) there."),
            Example("Anna Berg (⟦3 May 1950 – 4 June 1940⟧) was a Swedish painter."),
            Example("{{Infobox person\n| years_active = ⟦1995&ndash;1988⟧\n}}"),
            Example("== Early years (⟦1958–1947⟧) ==\nText."),
            Example("The line ran ⟦from [[1968]] to [[1965]]⟧."),
            Example("He was abroad ⟦from 2001 to 2005, ten years⟧ in all."),
            Example("He ruled for ⟦ten years, from 2001 to 2005⟧."),
            Example("He paid a ⟦23-day visit from 3 to 10 May 1950⟧."),
            Example("The ⟦two-week festival (3–6 May⟧) drew crowds."),
            Example("A ⟦three-year siege (1950–1958⟧) followed."),
            Example("He served from 1965 to 1968 as mayor.", guard="in order"),
            Example("They lived there from 1968 to 1965 BC.", guard="BC"),
            Example("It lay dry between 1850 and 1680 BP.", guard="BP"),
            Example("== Third century BC ==\nHe ruled from 1292 to 1290.", guard="the section"),
            Example("It lived between 1252 and 1201 million years ago.", guard="million years"),
            Example("The motion passed (1968–1965).", guard="a vote"),
            Example("By a vote (1968–1965) it passed.", guard="a vote"),
            Example("Output fell from 2000 to 1965 in a year.", guard="a falling figure"),
            Example("It is lit from 2000 to 1930 hours.", guard="clock times"),
            Example("It grows between 1800 and 1350 m.", guard="a measure"),
            Example("The path drops steeply, from 1950 to 1630 metres.", guard="a measure"),
            Example("It ran in the years 1998–02 (1998–02).", guard="an abbreviated range"),
            Example("See pp. (1985–1979).", guard="pages"),
            Example("Models (2000–1500) were sold.", guard="round figures"),
            Example("He ruled from 1968 to 1968.", guard="one year"),
            Example("Call them (1800-1234) at once.", guard="a telephone number"),
            Example("Its rim lies between 1450 and 1320 metres.", guard="a unit follows"),
            Example("The temple is dated between 1450 and 1320 BCE.", guard="BCE"),
            Example("It was on air five days a week from 3 to 28 May.", guard="a rate"),
            Example("He served one year (1914–1918 war) in France.", guard="a war's years"),
            Example("For most of the two weeks from 3 to 5 May it rained.", guard="a part"),
            Example("Growth was 4% a year between 2003 and 2007.", guard="a rate"),
            Example('The stone reads "from 1968 to 1965".', guard="a quotation"),
            Example("He was abroad from 2001 to 2005, four years.", guard="agrees"),
            Example("He was abroad from 2001 to 2005, ten years after the war.", guard="after"),
            Example("He signed a five-year contract (2001–2003).", guard="a contract"),
            Example("The 29-day period from 8 March to 5 April counts.", guard="inclusive"),
            Example("He was here for ten years (2001–2005 and 2007–2013).", guard="two ranges"),
            Example("In ten years he moved twice and from 2001 to 2005 he taught.", guard="and"),
            Example("It was a five-day week from 3 to 28 May.", guard="a week of five days"),
            Example("For over three years, from 2001 to 2009, it stood.", guard="at least"),
            Example("The three-day festival ran from 1990 to 2001.", guard="it recurred"),
            Example("A two-year course was taught (1980–1999).", guard="it recurred"),
            Example("The 13-day gap between them between 1900 and 2099 is fixed.", guard="a gap"),
            Example("The seven-year-old boy (1990–2001) was lost.", guard="an age"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each reversed range, and each range beside a duration that cannot be its own."""
        if unit.block is None:
            return
        text = unit.text
        ranges = year_ranges(text)
        for found in ranges:
            if found.last.last >= found.first.first or found.first.year == found.last.year:
                continue
            if found.joined is Joined.DASH and not _is_framed(text, unit.block, found):
                continue
            guard = _no_years(text, found) or _other_era(unit, found, context)
            if guard is None:
                yield _reversed(text, found)
            else:
                yield Silenced(found.start, found.end, guard)
        ordered = [found for found in ranges if found.last.first > found.first.first]
        yield from _against_duration(text, ordered, len(ranges))


def _reversed(text: str, found: TimeRange) -> Hit:
    first, last = text[slice(*found.first_span)], text[slice(*found.last_span)]
    return Hit(
        start=found.start,
        end=found.end,
        message=f"The range begins with {first} and ends with {last}, which is earlier.",
        evidence=(Evidence(*found.first_span), Evidence(*found.last_span)),
    )


def _no_years(text: str, found: TimeRange) -> str | None:
    """Why the figures may be no years, or not in the order in which they are told."""
    worded = found.joined is not Joined.DASH
    if found.first.precision is not Precision.YEAR or found.last.precision is not Precision.YEAR:
        return None
    if found.first.year % 50 == 0 and found.last.year % 50 == 0:
        return "round figures"
    if worded and not AFTER_YEARS.match(text, found.end):
        return "a counted noun or unit follows"
    if "-" in text[found.start : found.end] and found.first.year - found.last.year > CODE_GAP:
        return "a code or a telephone number"
    before = text[max(found.start - CLAUSE_LEFT, 0) : found.start]
    if found.joined is Joined.FROM and FALLING.search(before):
        return "a figure that changes"
    if NO_YEARS_NEAR.search(before[-NEAR:]):
        return "a vote, a time of day, a code or a measure"
    return None


def _is_framed(text: str, block: Block, found: TimeRange) -> bool:
    """Whether a dashed range stands where years stand: in brackets, a heading, a years field."""
    if block.kind is BlockKind.HEADING:
        return True
    if block.kind is BlockKind.ARGUMENT and YEARS_PARAMETER.match(block.name):
        return True
    before = text[max(found.start - BRACKET_REACH, 0) : found.start]
    after = text[found.end : found.end + BRACKET_REACH]
    opening, closing = OPEN_BRACKET.search(before), CLOSE_BRACKET.match(after)
    if opening is None or closing is None:
        return False
    return bool(ITEM_BEFORE.search(before[opening.start() :]) and ITEM_AFTER.match(after))


def _other_era(unit: Unit, found: TimeRange, context: Context) -> str | None:
    """Why the years may be counted backwards: BC, BP or the like nearby or in the section."""
    assert unit.block is not None
    start, end = unit.start + found.start, unit.start + found.end
    block = unit.block
    near = max(block.start, start - ERA_REACH), min(block.end, end + ERA_REACH)
    if OTHER_ERA.search(unit.document.prose.text, *near):
        return "another era nearby"
    measured = context.fact(eras)
    if block.section in measured.sections:
        return "another era in the section"
    return "another era on the page" if measured.page else None


def _may_recur(span: TimeRange, duration: Duration) -> bool:
    """Whether the duration may be that of one occasion: a three-day festival from 1990 to 2001."""
    if duration.unit in ("day", "week") and not span.is_exact:
        return True
    return duration.compound and span.least_days > RECURRENCE * duration.most_days


def _against_duration(text: str, ordered: list[TimeRange], ranges: int) -> Iterator[Verdict]:
    """The range of a sentence against its duration, where there is just one of each."""
    stated = durations(text)
    if len(stated) != 1 or ranges > 1:
        return
    found = ordered or day_ranges(text)
    if len(found) != 1:
        return
    span, duration = found[0], stated[0]
    if not is_duration_of(text, duration, span):
        return
    if duration.least_days <= span.most_days and span.least_days <= duration.most_days:
        return
    if _may_recur(span, duration):
        yield Silenced(span.start, span.end, "it may have recurred in that time")
        return
    start, end = min(span.start, duration.start), max(span.end, duration.end)
    yield Hit(
        start=start,
        end=end,
        message=f"“{text[duration.start : duration.end]}” and “{text[span.start : span.end]}”"
        " do not agree about how long it lasted.",
        confidence=0.85,
        evidence=(
            Evidence(duration.start, duration.end),
            Evidence(span.start, span.end),
        ),
    )
