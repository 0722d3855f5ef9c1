"""Claims read from sentences: amounts and dates with what they are of, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rules.contract import Span
from rules.facts.claim import (
    Modality,
    Modifier,
    Polarity,
    Quantity,
    Subject,
)
from rules.facts.claim_attributes import DATE_WORDS, QUANTITIES, quantity_attribute
from rules.facts.claim_moments import Moment, moment
from rules.facts.claim_units import KnownUnit, unit_after, unit_of
from rules.facts.date_reading import DatePrecision, DateReading, dates_read, ranges_read
from rules.facts.number_reading import HedgeKind, NumberReading, numbers_read
from rules.facts.number_roles import QUANTITIES as QUANTITY_ROLES
from rules.facts.number_roles import Role
from rules.facts.numbers import counted_noun, significant_digits
from rules.facts.quotations import quotations
from rules.facts.year_reading import Era

NEAR = 40
"""Code points either side of a value in which a word narrows it."""

MOST_VALUES = 14
"""A sentence with more numbers and dates is a list, in which nothing tells what they are of."""

REACH = 64
"""Code points either side of a value that are read for what it is of."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One value of a text: half-open offsets of the whole value, and what it is of.

    ``years`` holds the year named nearest to an amount; ``qualifiers`` the words beside the value
    that narrow it to a part; ``marks`` the sentence's other figures, ordinals and number words.
    """

    start: int
    end: int
    value: Quantity | Moment
    modifier: Modifier
    attribute: str
    polarity: Polarity
    modality: Modality
    years: frozenset[int]
    qualifiers: frozenset[str]
    marks: frozenset[str]
    subject: Subject


class SentenceReading(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its values, and what of it tells for when and for whom they hold.

    ``words`` are the stems of its content words, ``names`` its capitalised ones.
    """

    readings: tuple[Reading, ...]
    words: frozenset[str]
    names: frozenset[str]


HAS_VALUE = re.compile(r"\d\d|\d\s?%|\d[ \u00a0][a-z]")
KEYWORDS = re.compile(
    "|".join(
        rf"(?:{pattern})"
        for attribute in QUANTITIES
        for pattern in (
            attribute.before.pattern.removesuffix(r"[^.;:,()\d￼]{0,32}\Z"),
            attribute.after.pattern,
        )
    ),
    re.IGNORECASE,
)
"""Whether a sentence names any of the closed attributes at all."""

SPACE = "[ \n\u00a0\u2009\u202f]"
RANGE_JOINER = re.compile(rf"{SPACE}?[–—-]{SPACE}?|{SPACE}(?:to|and){SPACE}")
BETWEEN = re.compile(rf"\b(?:between|from){SPACE}\Z", re.IGNORECASE)

NEGATION = re.compile(
    r"\b(?:not|never|no longer|without|n't|rather than|instead of)\b", re.IGNORECASE
)
HYPOTHETICAL = re.compile(r"\b(?:would|could|might|may|if|should|hypothetical\w*|suppose\w*)\b")
PLANNED = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|propos\w+|expect\w*|schedul\w+|project(?:ed|ions?)|target\w*|"
    r"intend\w*|goal|aims?|aimed|upcoming|forecast\w*|predict\w*|sought|asked for|due to)\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:claim\w*|alleg\w*|reportedly|rumou?r\w*|disput\w*|(?:some|other|certain) "
    r"(?:sources|accounts|historians|scholars|authors|reports)|according to|traditionally|legend|"
    r"supposedly|believed|thought to|said to|originally|initially|formerly|previously|either|"
    r"contradict\w*|conflicting|variously|var(?:y|ies|ied)|estimates?)\b",
    re.IGNORECASE,
)
"""Signs that a value is another's, a former one, or one of several."""

QUALIFIER = re.compile(
    r"\b(metro(?:politan)?|urban|rural|county|district|municipal\w*|township|parish|region\w*|"
    r"borough|suburb\w*|greater|city proper|land|water|surface|basin|catchment|drainage|male|males|"
    r"female|females|men|women|boys|girls|adult|adults|students|foreign|domestic|overseas|"
    r"international\w*|worldwide|global\w*|average|mean|median|maximum|minimum|max|min|peak|"
    r"record|total|combined|each|every|per|daily|weekly|monthly|annual\w*|yearly|first|second|"
    r"third|fourth|fifth|initial\w*|original\w*|former\w*|new|old|next|previous|another|other|"
    r"standing|seated|concerts?|spire|roof|antenna|main|north\w*|south\w*|east\w*|west\w*|"
    r"opening|weekend|remaining|additional|half|quarter|premiere[ds]?|festival|video|digital\w*|"
    r"vinyl|dvd|blu-ray|soundtrack|single|re-?release\w*|limited|theatrical\w*|television|"
    r"undergraduate\w*|postgraduate\w*|graduate\w*|part-time|full-time|estimate[ds]?|dead|killed|"
    r"wounded|injured|white|black|hispanic|asian)\b",
    re.IGNORECASE,
)
"""Words that narrow a value to a part, an occasion or a way of counting."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STOP = frozenset(
    """the and for with that this from its his her their was were are has had have been being into
    than then which who whom whose what when where while after before during about around over
    under between until since also only just more most less least some any all both each other
    such one two three four five six seven eight nine ten said out off not but nor yet can may
    did does doing within without because through there here they them she him you our your very
    many much few against among upon january february march april june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday approximately
    roughly nearly almost estimated year years day days month months""".split()
)
SUFFIXES = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "edly", "ies", "ied", "ers",
            "ed", "es", "er", "ly", "s")  # fmt: skip
AUXILIARIES = frozenset("is was were are be been being has had have did does do will would".split())
VERB = re.compile(
    r"\b(?:[a-z]+(?:-[a-z]+)?ed|is|was|were|are|be|been|has|had|have|became|began|begun|born|took|"
    r"made|went|led|won|came|left|held|met|lost|rose|fell|broke|gave|got|saw|set|ran|built|bought|"
    r"sold|sent|brought|wrote|written|flew|grew|died|dies|death|birth|completion|founding|"
    r"foundation|coronation|defunct|fought|hit|sank|struck|chosen|drew|beat|spent|taught|sang|"
    r"joins|wins|opens|closes|will|would)\b"
)
YEAR_OF_WORK = re.compile(
    r"\s(?!s\b)(?:[\w-]+\s){0,6}?(?:film|movie|album|novel|book|song|single|EP|comedy|drama|thriller|"
    r"documentary|musical|opera|play|painting|television|TV|video|animated|short|miniseries|game)\b"
)
IS_A = re.compile(r"\b(?:is|was)\s(?:an?|the)\s(?:[a-z]+\s)?\Z")
OPENING = re.compile(r"[\s￼]*(?:In|On|By|Since|During)\s(?:(?:early|late|mid)\s)?\Z")
HEAD_OF = re.compile(
    r"\b([a-z]{3,})(?:\s(?:of|was|were|is|at|to|by|totall?ed|reached|reaching|for))+"
    r"(?:\s(?:about|around|over|nearly|almost|some|only|just|an?|the|approximately|roughly|more|"
    r"less|than|estimated|at|least))*\s?\Z"
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MARK = re.compile(
    rf"\b\d{{1,2}}{SPACE}(?:{MONTHS})\b|\b(?:{MONTHS})(?:{SPACE}\d{{1,2}}\b)?|\d[\d.,]*\d|\d|"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|next|"
    r"previous|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|another|other|"
    r"again|later|then)\b",
    re.IGNORECASE,
)
"""What makes two sentences of the same words tell of two things."""

CLAUSE_SUBJECT = re.compile(
    r"\b([A-Z][\w’'-]+)(?:\s\([^()]{1,40}\))?\s(?:was|were|is|are|has|had|have|became|[a-z]+ed)\b"
)
PRONOUN = re.compile(r"(?:It|He|She|They|Its|His|Her|Their)\b")
LEAD_IN = re.compile(
    r"[\s￼]*(?:(?:In|On|As of|By|During|At|From|Since|According to|After|Following|Before|With|"
    r"Under|Upon|Until|For)\b[^,]{1,70},|However,|Also,|Today,|Currently,|Originally,)\s*"
)
GENERIC = re.compile(
    r"(?:The|This)\s(?:[a-z-]+\s){0,2}?(?:city|town|village|municipality|community|county|country|"
    r"island|river|lake|mountain|park|school|university|college|company|firm|organi[sz]ation|club|"
    r"team|stadium|arena|building|tower|bridge|line|station|airport|ship|aircraft|film|movie|album|"
    r"song|novel|book|series|show|game|painting|band|group|museum|festival|district|province|"
    r"state|region|settlement|hospital|hotel|church|castle|dam|tunnel|road|railway|league|event)\b"
)
PLAIN_START = frozenset(
    """The A An In On At By From Since Until After Before During While When As Although Though With
    Under Upon Following Later Then There This That These Those Its His Her Their But And For Early
    Late About Around Over More Approximately Nearly Only Most Many Some Each Several Both All Total
    Today Currently Originally However Also According Population Area Two Three It He She They
    Them Him""".split()
)


def sentence_reading(text: str, own_names: frozenset[str]) -> SentenceReading | None:
    """The values of a sentence; None if it holds none, or so many that it is a list.

    ``own_names`` are the words by which the page calls its subject, in lower case.
    """
    if not HAS_VALUE.search(text):
        return None
    dates = dates_read(text)
    numbers = numbers_read(text, dates=dates)
    dated = [*_dated(text, dates)]
    amounts = [*_amounts(text, numbers)]
    if not (dated or amounts) or len(dated) + len(amounts) > MOST_VALUES:
        return None
    quoted = quotations(text) if set("\"“”„«‘'") & set(text) else []
    inside = tuple(Span(q.start, q.end) for q in quoted)
    attributed = ATTRIBUTED.search(text) is not None
    subject = _subject(text, own_names)
    marked = [(match.start(), match[0].lower()) for match in MARK.finditer(text)]
    readings = [
        Reading(
            start,
            end,
            value,
            modifier,
            attribute,
            Polarity.NEGATIVE
            if NEGATION.search(text, max(start - 50, 0), start)
            else Polarity.POSITIVE,
            _modality(text, start, end, inside, attributed),
            frozenset() if isinstance(value, Moment) else _nearest_year(dates, start, end),
            frozenset(
                match[1].lower()
                for match in QUALIFIER.finditer(text, max(start - NEAR, 0), end + NEAR)
            ),
            frozenset(mark for at, mark in marked if not start <= at < end),
            _subject_there(text, start, subject, own_names),
        )
        for start, end, value, modifier, attribute in sorted([*dated, *amounts], key=_place)
    ]
    return SentenceReading(
        tuple(readings),
        content_stems(text),
        _names(text),
    )


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(
        stem(word) for word in WORD.findall(text.lower()) if len(word) > 2 and word not in STOP
    )


def marks(text: str) -> list[str]:
    """The figures, ordinals, number words and months of a text, in lower case."""
    return [mark.lower() for mark in MARK.findall(text)]


def days_among(found: frozenset[str]) -> frozenset[str]:
    """Those of a sentence's marks that name a day: "9 may", "may 9"."""
    return frozenset(mark for mark in found if mark[-1].isalpha() != mark[0].isalpha())


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A lower-case word without its commonest endings: enough to know it again."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


Found = tuple[int, int, "Quantity | Moment", Modifier, str]
"""Start, end, value, modifier and attribute."""


def _place(found: Found) -> int:
    return found[0]


def _dated(text: str, dates: tuple[DateReading, ...]) -> Iterator[Found]:
    ends: dict[int, str] = {}
    for span in ranges_read(text, dates):
        ends[span.first.start] = "start"
        ends[span.last.start] = "end"
    for date in dates:
        at = _moment(date)
        if at is None:
            continue
        modifier = _date_modifier(text, date.start)
        attribute = _date_attribute(text, date)
        if date.start in ends:
            modifier = Modifier.EXACT
            attribute = f"{ends[date.start]} of {attribute.removeprefix('date of ')}".strip()
        yield date.start, date.end, at, modifier, attribute


def _moment(date: DateReading) -> Moment | None:
    if date.year is None or date.era not in (Era.NONE, Era.AD, Era.CE):
        return None
    if date.precision is DatePrecision.YEAR:
        return moment(date.year) if date.year >= 1000 else None
    if date.precision is DatePrecision.MONTH:
        return moment(date.year, date.month)
    if date.precision is DatePrecision.DAY and len(date.days) == 1 and date.year >= 1000:
        return moment(date.year, date.month, date.days[0])
    return None


DATE_HEDGE = re.compile(
    r"(?:\b(?P<about>circa|ca\.|c\.|about|around|approximately|roughly|early|late|mid)|"
    r"\b(?P<least>after)|\b(?P<most>before|until|till|by))[\s-]\Z",
    re.IGNORECASE,
)


DATE_HEDGES = {
    "about": Modifier.ABOUT,
    "least": Modifier.AT_LEAST,
    "most": Modifier.AT_MOST,
}


def _date_modifier(text: str, start: int) -> Modifier:
    match = DATE_HEDGE.search(text[max(start - 16, 0) : start])
    return Modifier.EXACT if match is None else DATE_HEDGES[match.lastgroup or "about"]


def _date_attribute(text: str, date: DateReading) -> str:
    before = text[max(date.start - REACH, 0) : date.start]
    after = text[date.end : date.end + 2 * REACH]
    if date.precision is DatePrecision.YEAR and IS_A.search(before) and YEAR_OF_WORK.match(after):
        return "released"
    clause = before[max(before.rfind(";"), before.rfind(":")) + 1 :]
    verbs = VERB.findall(clause)
    if not verbs and date.start < 20 and OPENING.fullmatch(text[: date.start]):
        verbs = [verb for verb in VERB.findall(after.partition(";")[0]) if verb not in AUXILIARIES][
            :1
        ]
    if not verbs or verbs[-1] in AUXILIARIES:
        return ""
    return DATE_WORDS.get(verbs[-1]) or f"date of {stem(verbs[-1])}"


def _nearest_year(dates: tuple[DateReading, ...], start: int, end: int) -> frozenset[int]:
    near = [
        (max(date.start - end, start - date.end), date.year)
        for date in dates
        if date.year is not None
    ]
    return frozenset({min(near)[1]}) if near else frozenset()


def _amounts(text: str, numbers: tuple[NumberReading, ...]) -> Iterator[Found]:
    known = KEYWORDS.search(text) is not None
    skip = False
    for index, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        last = number
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following is not None and _is_range(text, number, following):
            last, skip = following, True
        found = _amount(text, number, last, known)
        if found is not None:
            yield found


def _is_range(text: str, first: NumberReading, last: NumberReading) -> bool:
    end = first.scale_span.end if first.scale_span else first.end
    match = RANGE_JOINER.fullmatch(text, end, last.start)
    if match is None or first.role not in QUANTITY_ROLES or last.role not in QUANTITY_ROLES:
        return False
    return (
        "and" not in match[0]
        or BETWEEN.search(text[max(first.start - 10, 0) : first.start]) is not None
    )


def _amount(text: str, first: NumberReading, last: NumberReading, known: bool) -> Found | None:
    if last.role not in QUANTITY_ROLES or first.value is None or last.value is None:
        return None
    end = max(last.end, last.scale_span.end if last.scale_span else 0)
    unit: KnownUnit | None = None
    written = ""
    if last.role is Role.MONEY and last.currency_span is not None:
        dimension = f"money {_currency(last.currency or first.currency)}"
        end = max(end, last.currency_span.end)
    elif first.currency:
        dimension = f"money {_currency(first.currency)}"
    elif last.role is Role.PERCENT and last.unit_span is not None:
        dimension, end, written = "percent", last.unit_span.end, "%"
    else:
        place = unit_after(text, end)
        if place is not None and _is_unit(text, place, last):
            written = text[place.start : place.end]
            unit = unit_of(written)
        if unit is not None and place is not None:
            dimension, end = unit.dimension.value, place.end
        elif last.unit in SPANS:
            # A span of years has no exact length in seconds, and needs none.
            dimension, written = SPANS[last.unit], last.unit
        elif last.role is Role.MEASURE:
            return None
        else:
            dimension = "count"
    start = first.start
    if first.currency_span is not None:
        start = min(start, first.currency_span.start)
    value = _quantity(text, first, last, dimension, unit, written)
    if value is None:
        return None
    hedge = first.hedge
    modifier = Modifier.EXACT
    if hedge is not None:
        modifier = HEDGES[hedge.kind]
    before = text[max(start - REACH, 0) : (hedge.span.start if hedge else start)]
    after = text[end : end + REACH]
    attribute = quantity_attribute(before, after, dimension) if known else ""
    return start, end, value, modifier, attribute or _head(text, before, after, end, dimension)


HEDGES = {
    HedgeKind.ABOUT: Modifier.ABOUT,
    HedgeKind.NEARLY: Modifier.ABOUT,
    HedgeKind.AT_LEAST: Modifier.AT_LEAST,
    HedgeKind.AT_MOST: Modifier.AT_MOST,
}


SPANS = {word + ending: f"{word}s" for word in ("year", "month", "decade") for ending in ("", "s")}
"""Units of time that vary, each a dimension of its own."""


def _is_unit(text: str, place: Span, number: NumberReading) -> bool:
    """Whether letters after a number are its unit and no word: "in", "h", "a"."""
    written = text[place.start : place.end]
    if written in ("in", "st", "ct", "li", "A", "V", "d", "PS", "MT", "ST", "LT"):
        return text[place.end : place.end + 1] in (")", ",", ";", "") and place.start > number.end
    return bool(number.unit) or len(written) > 2 or any(c in written for c in "²³2/°")


CURRENCY_NAMES = {
    "US$": "$", "USD": "$", "dollar": "$", "euro": "€", "EUR": "€", "pound": "£", "GBP": "£",
    "Rs.": "₹", "Rs": "₹", "INR": "₹", "rupee": "₹", "U.S.$": "$", "USD$": "$",
}  # fmt: skip


def _currency(written: str) -> str:
    word = written.strip()
    return CURRENCY_NAMES.get(word) or CURRENCY_NAMES.get(word.rstrip("s").lower()) or word


ROUND_SHARE = 0.1
"""How far one lone figure may be rounded, as a share of it: 2,000 is not said of 1,500."""


def _quantity(
    text: str,
    first: NumberReading,
    last: NumberReading,
    dimension: str,
    unit: KnownUnit | None,
    written: str,
) -> Quantity | None:
    if first.value is None or last.value is None:
        return None
    low, high = first.value, last.value
    if first is not last and first.scale == 1 and last.scale > 1:
        low *= last.scale
    if low > high:
        return None
    figures = text[last.start : last.end].lstrip("-−")
    digits = significant_digits(figures)
    half = 0.5 * 10.0 ** (-last.decimals) * last.scale
    if last.decimals == 0:
        whole = figures.replace(",", "")
        zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
        half *= 10.0**zeros
    if digits == 1:
        half = min(half, ROUND_SHARE * abs(float(high)))
    if unit is None:
        return Quantity(float(low), float(high), half, digits, dimension, written)
    least, most = unit.in_base(low), unit.in_base(high)
    return Quantity(
        float(min(least, most)),
        float(max(least, most)),
        half * float(unit.factor) if not unit.reciprocal else abs(float(most)) * 0.02,
        digits,
        dimension,
        written,
    )


def _head(text: str, before: str, after: str, end: int, dimension: str) -> str:
    """What an amount is of, where no closed attribute fits: "number of goal", "cost"."""
    if dimension == "count":
        noun = counted_noun(text, end)
        return f"number of {stem(noun.lower())}" if noun else _before(before)
    if dimension == "percent":
        match = re.match(r"\sof\s(?:the\s|its\s|all\s)?([a-z]{3,})", after)
        return f"share of {stem(match[1])}" if match else _before(before)
    return _before(before)


def _before(before: str) -> str:
    match = HEAD_OF.search(before)
    return stem(match[1]) if match and match[1] not in STOP else ""


def _modality(
    text: str, start: int, end: int, quoted: tuple[Span, ...], attributed: bool
) -> Modality:
    if any(span.start < start and end <= span.end for span in quoted):
        return Modality.QUOTED
    near = text[max(start - 90, 0) : start]
    if HYPOTHETICAL.search(near):
        return Modality.HYPOTHETICAL
    if PLANNED.search(near):
        return Modality.PLANNED
    return Modality.ATTRIBUTED if attributed else Modality.ASSERTED


def _names(text: str) -> frozenset[str]:
    words = [match for match in WORD.finditer(text) if match[0][0].isupper()]
    return frozenset(
        word
        for match in words
        if (match.start() > 0 or match[0] not in PLAIN_START)
        and (word := match[0].lower().removesuffix("'s").removesuffix("’s")) not in STOP
    )


def _subject(text: str, own_names: frozenset[str]) -> Subject:
    lead = LEAD_IN.match(text)
    rest = text[lead.end() if lead else 0 :].lstrip("￼ \n(\"“'")
    general = GENERIC.match(rest)
    if general is not None and general[0].rsplit(None, 1)[-1] in own_names:
        return Subject.PAGE
    if general is not None or PRONOUN.match(rest):
        return Subject.MEANT
    first = WORD.findall(rest[:60])
    for index, word in enumerate(first[:4]):
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in own_names:
            return Subject.PAGE
        if word[0].isupper() and (index or word not in PLAIN_START):
            return Subject.OTHER
    return Subject.UNKNOWN


def _subject_there(text: str, start: int, subject: Subject, own_names: frozenset[str]) -> Subject:
    """The subject of a value's own clause: "… until the Shard was completed in 2012"."""
    found = [*CLAUSE_SUBJECT.finditer(text, max(start - 80, 0), start)]
    if not found or found[-1][1] in PLAIN_START:
        return subject
    nearest = found[-1]
    plain = nearest[1].lower().removesuffix("'s").removesuffix("’s")
    if plain in own_names:
        return Subject.PAGE
    return Subject.OTHER if nearest.start() else subject
