"""Ranges of dates whose dash is a hyphen or an em dash, or has the wrong spaces.

An unspaced en dash joins days of one month, months and years (5–7 May, May–June, 1950–present);
a spaced one joins ends that have spaces of their own (3 May 2010 – 4 June 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from rules.facts.date_forms import single_spaced, well_formed
from rules.facts.date_patterns import GAP, SPACE
from rules.facts.dates import MONTH, DateForm, WrittenDate, dates_in

DASH = rf"{SPACE}{{0,3}}(?:--|[-–—‒−]){SPACE}{{0,3}}"
A_DASH = re.compile(DASH)
SPACED = re.compile("[ \u00a0]–[ \u00a0]")

YEAR = r"(?:1\d{3}|20\d{2})"
EDGE = r"(?<![\w./,:#§№$£€-])"
MONTHS = re.compile(
    rf"(?<![\w-])(?P<first>{MONTH})(?P<dash>{DASH})(?P<last>{MONTH})\b(?P<year>,?{SPACE}{YEAR}\b)?"
)
MONTH_YEARS = re.compile(
    rf"(?<![\w-])(?<!\d{SPACE})(?P<first>(?:{MONTH})\.?{GAP}{YEAR})(?P<dash>{DASH})"
    rf"(?P<last>(?:{MONTH})\.?{GAP}{YEAR})(?!\w)"
)
TO_PRESENT = re.compile(
    rf"{EDGE}(?P<first>(?:(?:(?:\d{{1,2}}{GAP})?(?:{MONTH})\.?|(?:{MONTH})\.?{GAP}\d{{1,2}},)"
    rf"{GAP})?{YEAR})(?P<dash>{DASH})(?P<last>[Pp]resent)(?![\w-]|{SPACE}[A-Z])"
)
SHORT_YEARS = re.compile(
    rf"{EDGE}(?P<first>(?:1[5-9]|20)\d\d)(?P<dash>{DASH})(?P<last>\d\d)(?![\w-]|[./:]\d|,\d|['’%°])"
)
TIMES = re.compile(
    rf"{EDGE}(?P<first>\d{{1,2}}(?::\d\d)?{SPACE}?[ap]\.?m\b\.?)(?P<dash>{DASH})"
    rf"(?P<last>\d{{1,2}}(?::\d\d)?{SPACE}?[ap]\.?m\b)",
    re.IGNORECASE,
)

HYPHEN_BEFORE_MONTH = re.compile(rf"(?<=\d)-(?=(?:{MONTH})\b)")
DASH_YEAR = re.compile(rf"(?P<dash>{DASH})(?P<year>{YEAR})(?![\w–-]|[./:]\d|,\d)")

SCORE_BEFORE = re.compile(
    r"\b(?:won|win|wins|lost|lose|loses|beat|beats|beating|defeated|defeating|drew|draw|tied|tie|"
    r"score|scored|by|record|lead|leading|led|loss|victory|\w+-)\s\Z",
    re.IGNORECASE,
)
NAMES = frozenset({"April", "May", "June", "August", "Jan", "March", "Mar", "Jun", "Dec"})
MONTHS_CUE = re.compile(
    r"(?:\b(?:[Ii]n|[Dd]uring|[Ff]rom|[Bb]etween|[Oo]f|[Tt]he|[Ee]very|[Ee]ach|[Ss]eason)\s|[(:,;]"
    r"\s?|\A|\n)\Z"
)

CODE_BEFORE = re.compile(
    r"\b(?:acts?|laws?|public|resolutions?|no|nos|number|iso|cve|ansi|ieee|rfc|directive|orders?|"
    r"code|model|bill|report|decree|decision|regulation|circular|paper|grant|case|docket|file|"
    r"isbn|issn|doi|part|section|sec|type|series|vol|volume|pp?|pages?|contract|license|permit|"
    r"form|rule|standard|din|bs|en)\.?\s\Z",
    re.IGNORECASE,
)
YEARS_CUE = re.compile(
    r"(?:\b(?:[Ii]n|[Dd]uring|[Ff]rom|[Bb]etween|[Oo]f|[Ff]or|[Tt]he|[Ww]inter|[Ss]eason|[Bb]y|"
    r"[Ss]ince|[Uu]ntil|and|[Cc]irca|ca?\.|[Ss]pent|\d{4}[-–]\d\d,)\s|[(,;:]\s?|"
    r"\d[,;]\s|\A|\n)\Z"
)
SEASON_AFTER = re.compile(
    r"\s(?:[A-Za-z]+\s){0,4}?(?:[Ss]easons?|[Cc]ampaigns?|[Ll]eague|[Cc]hampionships?|[Cc]up|"
    r"academic|school|fiscal|financial|winter)\b"
)


class DashedDates(msgspec.Struct, frozen=True, gc=False):
    """A range in a text, half-open offsets of it, and how it is written rightly.

    ``guard`` says why it may be none.
    """

    start: int
    end: int
    mended: str
    guard: str | None = None


def dashed_dates(text: str) -> list[DashedDates]:
    """The ranges of a text whose dash is wrong, in order, none overlapping another."""
    found = [
        *_of_days(text),
        *_of_dates(text),
        *_to_years(text),
        *_of_months(text),
        *_joined(text, MONTH_YEARS, " – "),
        *_to_present(text),
        *_of_years(text),
        *_joined(text, TIMES, " – "),
    ]
    found.sort(key=_place)
    kept: list[DashedDates] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _of_days(text: str) -> Iterator[DashedDates]:
    """5-7 May, May 5 – 7."""
    for date in dates_in(text):
        if len(date.days) != 2 or date.form is DateForm.ISO:
            continue
        first, last = date.day_spans
        joiner = re.sub(r"\A(?:st|nd|rd|th)", "", text[first.end : last.start])
        if A_DASH.fullmatch(joiner) and joiner != "–":
            before = text[max(date.start - 24, 0) : date.start]
            # "By 5-7 May 2017" tells when; "won by 3-1 May" may go on otherwise.
            is_when = date.year is not None and before.endswith("by ")
            guard = "a score" if SCORE_BEFORE.search(before) and not is_when else None
            if date.ordinal or "0" in (text[first.start], text[last.start]):
                guard = "mended with another fault of the days"
            yield DashedDates(date.start, date.end, well_formed(text, date), guard)


def _of_dates(text: str) -> Iterator[DashedDates]:
    """3 May 2010–4 June 2011, and 3 May – 17 May, which names the month twice."""
    # A month after a hyphen might be part of a name elsewhere; here it is the second end.
    loosened = HYPHEN_BEFORE_MONTH.sub("–", text)
    for first, last in pairwise(dates_in(loosened)):
        dash = text[first.end : last.start]
        if first.form is not last.form or first.form is DateForm.ISO or not A_DASH.fullmatch(dash):
            continue
        same = first.month == last.month and first.year in (None, last.year)
        same = same and len(first.days) == len(last.days) == 1 and first.days[0] < last.days[0]
        if SPACED.fullmatch(dash) and not same:
            continue
        yield DashedDates(first.start, last.end, _pair(text, first, last, same))


def _pair(text: str, first: WrittenDate, last: WrittenDate, same: bool) -> str:
    if not same:
        return f"{well_formed(text, first)} – {well_formed(text, last)}"
    days = f"{first.days[0]}–{last.days[0]}"
    if first.form is DateForm.DMY:
        return f"{days} {last.month_name}" + ("" if last.year is None else f" {last.year}")
    return f"{first.month_name} {days}" + ("" if last.year is None else f", {last.year}")


def _to_years(text: str) -> Iterator[DashedDates]:
    """16 May 1872-1940."""
    for date in dates_in(text):
        if date.year is None or date.form is DateForm.ISO:
            continue
        match = DASH_YEAR.match(text, date.end)
        if (
            match is not None
            and not SPACED.fullmatch(match["dash"])
            and int(match["year"]) > date.year
        ):
            yield DashedDates(
                date.start, match.end(), f"{well_formed(text, date)} – {match['year']}"
            )


def _of_months(text: str) -> Iterator[DashedDates]:
    """May-June 2010."""
    for match in MONTHS.finditer(text):
        if match["dash"] == "–":
            continue
        before = text[max(match.start() - 16, 0) : match.start()]
        guard = None
        if re.search(r"\d\s?\Z", before) or re.match(
            r"\.?\s\d{1,2}(?!\d)", text[match.end() :][:5]
        ):
            guard = "days of two months"
        elif (
            {match["first"], match["last"]} & NAMES
            and not match["year"]
            and not MONTHS_CUE.search(before)
        ):
            guard = "a name"
        end = match.end("last")
        yield DashedDates(match.start(), end, f"{match['first']}–{match['last']}", guard)


def _joined(text: str, pattern: re.Pattern[str], dash: str) -> Iterator[DashedDates]:
    for match in pattern.finditer(text):
        if not SPACED.fullmatch(match["dash"]):
            yield DashedDates(
                *match.span(),
                f"{single_spaced(match['first'])}{dash}{single_spaced(match['last'])}",
            )


def _to_present(text: str) -> Iterator[DashedDates]:
    """1990-present, May 1990–present."""
    for match in TO_PRESENT.finditer(text):
        has_spaces = re.search(SPACE, match["first"]) is not None
        wanted = " – " if has_spaces else "–"
        dash = match["dash"]
        if dash == wanted or (has_spaces and SPACED.fullmatch(dash)):
            continue
        guard = None
        if re.search(SPACE, dash) and re.match(r"\s[a-z]", text[match.end() :][:2]):
            before = text[max(match.start() - 8, 0) : match.start()]
            guard = None if re.search(r"(?:from|since|\()\s?\Z", before) else "a clause"
        mended = f"{single_spaced(match['first'])}{wanted}{match['last']}"
        yield DashedDates(*match.span(), mended, guard)


def _of_years(text: str) -> Iterator[DashedDates]:
    """1991-93; 2010-11 only as a season, for it may be a month too."""
    for match in SHORT_YEARS.finditer(text):
        if match["dash"] == "–":
            continue
        first, last = int(match["first"][2:]), int(match["last"])
        is_next = last == (first + 1) % 100
        if last <= first and not is_next:
            continue
        before = text[max(match.start() - 24, 0) : match.start()]
        after = text[match.end() : match.end() + 60]
        guard = None
        if CODE_BEFORE.search(before):
            guard = "a code"
        elif last <= 12 and not (is_next and SEASON_AFTER.match(after)):
            guard = "perhaps a year and a month"
        elif re.search(SPACE, match["dash"]):
            is_closed = re.match(r"[),;.]|\Z", after) and re.search(r"(?:\(|from )\s?\Z", before)
            guard = None if is_closed else "perhaps no range"
        elif not YEARS_CUE.search(before) and not re.match(r"\)|\s?\Z", after):
            guard = "perhaps a code"
        yield DashedDates(*match.span(), f"{match['first']}–{match['last']}", guard)


def _place(item: DashedDates) -> tuple[int, int]:
    return item.start, -item.end
