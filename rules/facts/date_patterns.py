"""The regular expressions that find dates, made from the names of a language."""

from __future__ import annotations

import re

import msgspec

from rules.facts.locale_names import ENGLISH, LocaleNames

SPACE = "[ \n\u00a0\u2009\u202f]"
GAP = f"{SPACE}{{1,3}}"
"""A reader sees one space where the wikitext has several."""

GAP_TRIGGER = r"[\s\x{A0}\x{2009}\x{202F}]{1,3}"
"""The same for a trigger."""

JOIN_WORDS = {"en": "and|or|to|through|until|&", "de": "und|oder|bis", "hi": "और|से|या"}
"""Words between the days of a list or a range."""

DATE_CUE = re.compile(r"\b(?:on|since|until|till|from|by|dated|before|after)\s\Z", re.IGNORECASE)
LOOSE_JOINER = re.compile(r"[a-z&]")
COUNTED_NEXT = re.compile(
    rf"{SPACE}(?!(?:in|at|of|on|by|for|from|to|with|and|or|as|when|while|after|before|during|is|was"
    r"|were|are|the|a|an|they|he|she|it|we|his|her|its|their|this|that|there|had|have|has)\b)"
    r"[a-z]"
)
ISO_DATE = re.compile(r"([12](?<![\w/.+-].)\d{3})-(0[1-9]|1[0-2])-([0-3]\d)(?![\w/-]|\.\d)")
"""The look-behind comes second so that the search can leap to the first digit."""


class DatePatterns(msgspec.Struct, frozen=True):
    """Compiled patterns for the dates of one language.

    ``month`` and ``month_year`` do not look at what stands before: `begins_word` does, and the
    search can leap from one first letter to the next, which is three times as fast.
    ``days_before`` ends where a month begins and ``days_after`` begins where it ends; their first
    group holds the days. The second group of ``year_after`` and the first of ``year_before`` hold
    the year; ``one_day`` splits a list into days and suffixes.
    """

    names: LocaleNames
    month: re.Pattern[str]
    month_year: re.Pattern[str]
    days_before: re.Pattern[str]
    days_after: re.Pattern[str]
    year_after: re.Pattern[str]
    year_before: re.Pattern[str]
    more_digits: re.Pattern[str]
    one_day: re.Pattern[str]
    month_next: re.Pattern[str]


def begins_word(text: str, start: int) -> bool:
    """Whether no letter, digit or hyphen stands right before ``start``."""
    before = text[start - 1 : start]
    return not (before.isalnum() or (before != "" and before in "-_"))


def date_patterns(names: LocaleNames) -> DatePatterns:
    """The patterns of a language, compiled once."""
    found = _COMPILED.get(names.language)
    if found is None:
        found = _COMPILED[names.language] = _compiled(names)
    return found


def _compiled(names: LocaleNames) -> DatePatterns:
    month = names.month_pattern
    suffix = names.day_suffix
    day = rf"\d{{1,2}}(?:{suffix})?" if suffix else r"\d{1,2}"
    # "3rd of May" is a date, "3 of May" is none.
    of = rf"(?:(?<={suffix}){GAP}of)?" if names.language == "en" else ""
    words = JOIN_WORDS.get(names.language, "(?!)")
    joiner = rf"(?:{SPACE}{{0,3}}[–—‒-]{SPACE}{{0,3}}|,?{GAP}(?:{words}){GAP}|,{GAP})"
    return DatePatterns(
        names=names,
        # No \b at the end: a vowel sign that ends a name is no word character.
        month=re.compile(rf"(?:{month})(?!\w)"),
        month_year=re.compile(
            rf"({month})\.?(?:,?{GAP}|{GAP}of{GAP})(1\d{{3}}|20\d\d|2100)(?!\w|[.,:]\d)"
        ),
        # Not part of a time, a decimal, an amount or a numeric date.
        days_before=re.compile(
            rf"(?<![\w.,:/#№§+$£€₹¥°])(?<!\d-)({day}(?:{joiner}{day}){{0,3}}){of}{GAP}\Z"
        ),
        # Not an amount (May 12,000), a decimal or a compound; "May 5,1950" only lacks a space.
        days_after=re.compile(
            rf"\.?{GAP}({day}(?!\w)(?:{joiner}{day}(?!\w)){{0,3}})"
            r"(?![.:/]\d|,\d(?!\d{3}(?!\d))|[%°/]|-\w)"
        ),
        year_after=re.compile(
            rf"(\.?(?:,{SPACE}{{0,3}}|{GAP}))([12]\d{{3}})(?!\w|,\d{{3}}(?!\d)|[.:]\d)"
        ),
        year_before=re.compile(rf"(?<![\w.,/-])([12]\d{{3}}){GAP}\Z"),
        more_digits=re.compile(rf",?{GAP}\d{{1,2}}(?!\d|{SPACE}?(?:BCE?|CE|AD)\b)"),
        one_day=re.compile(rf"(\d{{1,2}})((?:{suffix})?)"),
        month_next=re.compile(rf"\.?{GAP}(?:{month})(?!\w)"),
    )


_COMPILED: dict[str, DatePatterns] = {"en": _compiled(ENGLISH)}
