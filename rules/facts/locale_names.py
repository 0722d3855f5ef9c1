"""How a language names months and weekdays, and with which signs it writes numbers and dates.

The data is that of Unicode's Common Locale Data Repository, read through Babel; a further language
is a row of two small tables here and nothing else. English is written out: reading the repository
takes some 50 ms, which every start would pay. A test compares it with the repository.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec


class LocaleNames(msgspec.Struct, frozen=True):
    """The names and signs of one language.

    ``months`` gives 1–12 for each full name and each abbreviation as written, without its stop;
    ``weekdays`` 0–6 from Monday. ``month_names`` and ``weekday_names`` are the full names in
    order. ``decimal`` and ``group`` divide the digits of numbers. ``day_suffix`` is a regular
    expression of one length for what may stand at a day ("3rd", "3."), empty if nothing may;
    ``month_first`` whether the usual date has the month before the day, ``digits`` the ten digits
    of the language's own script.
    """

    language: str
    months: dict[str, int]
    weekdays: dict[str, int]
    month_names: tuple[str, ...]
    weekday_names: tuple[str, ...]
    decimal: str
    group: str
    day_suffix: str
    month_first: bool
    digits: str

    @property
    def month_pattern(self) -> str:
        """An alternation of all month names for a regular expression, longest first."""
        return alternation(self.months)

    @property
    def weekday_pattern(self) -> str:
        """An alternation of all weekday names for a regular expression, longest first."""
        return alternation(self.weekdays)


FURTHER_MONTHS = {"en": {"Sept": 9}}
FURTHER_WEEKDAYS = {"en": {"Tues": 1, "Thur": 3, "Thurs": 3}}
"""Abbreviations in use that the repository does not list."""

DAY_SUFFIXES = {"en": "(?:st|nd|rd|th)"}
"""What may follow a day where the date patterns of the repository do not show it."""

DIGIT_SCRIPTS = {
    "latn": "DIGIT",
    "arab": "ARABIC-INDIC DIGIT",
    "arabext": "EXTENDED ARABIC-INDIC DIGIT",
    "beng": "BENGALI DIGIT",
    "deva": "DEVANAGARI DIGIT",
    "gujr": "GUJARATI DIGIT",
    "guru": "GURMUKHI DIGIT",
    "knda": "KANNADA DIGIT",
    "khmr": "KHMER DIGIT",
    "laoo": "LAO DIGIT",
    "mlym": "MALAYALAM DIGIT",
    "mymr": "MYANMAR DIGIT",
    "orya": "ORIYA DIGIT",
    "tamldec": "TAMIL DIGIT",
    "telu": "TELUGU DIGIT",
    "thai": "THAI DIGIT",
}
"""How Unicode begins the names of the digits of the repository's numbering systems."""

DIGIT_WORDS = "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split()

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

ENGLISH = LocaleNames(
    language="en",
    months={
        **{name: number for number, name in enumerate(_MONTHS, start=1)},
        **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
        **FURTHER_MONTHS["en"],
    },
    weekdays={
        **{name: number for number, name in enumerate(_WEEKDAYS)},
        **{name[:3]: number for number, name in enumerate(_WEEKDAYS)},
        **FURTHER_WEEKDAYS["en"],
    },
    month_names=tuple(_MONTHS),
    weekday_names=tuple(_WEEKDAYS),
    decimal=".",
    group=",",
    day_suffix=DAY_SUFFIXES["en"],
    month_first=True,
    digits="0123456789",
)
"""The names of English, the default everywhere."""


def locale_names(language: str) -> LocaleNames:
    """The names of a language by its code: "en", "de", "hi".

    Raises:
        LookupError: the repository does not know the language.
    """
    return ENGLISH if language == "en" else from_repository(language)


@cache
def from_repository(language: str) -> LocaleNames:
    """The names of a language as Babel has them, English included.

    Raises:
        LookupError: the repository does not know the language.
    """
    # Here and not above: the import alone is dearer than a lint.
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise LookupError(f"no names for language {language!r} in the locale data") from error
    months, weekdays = locale.months, locale.days
    symbols = locale.number_symbols["latn"]
    pattern = str(locale.date_formats["long"].pattern)
    suffix = re.search(r"d([^\w\s]+)\s", pattern)
    return LocaleNames(
        language=language,
        months=_names(months, range(1, 13)) | FURTHER_MONTHS.get(language, {}),
        weekdays=_names(weekdays, range(7)) | FURTHER_WEEKDAYS.get(language, {}),
        month_names=tuple(str(months["format"]["wide"][number]) for number in range(1, 13)),
        weekday_names=tuple(str(weekdays["format"]["wide"][number]) for number in range(7)),
        decimal=str(symbols["decimal"]),
        group=str(symbols["group"]),
        day_suffix=DAY_SUFFIXES.get(language)
        or (re.escape(suffix[1]) if suffix and suffix[1] != "," else ""),
        month_first=pattern.index("M") < pattern.index("d"),
        digits=_script_digits(locale.other_numbering_systems.get("native", "latn")),
    )


def with_ascii_digits(text: str, names: LocaleNames) -> str:
    """The text with every decimal digit as 0–9, each at its place.

    Only a language with digits of its own needs it; the look-up costs as much as finding the dates.
    """
    if names.digits.isascii() or text.isascii():
        return text
    return text.translate(_digit_table())


def alternation(names: dict[str, int]) -> str:
    """The keys of a table of names for a regular expression, longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=_longest_first))


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _names(table: Mapping[str, Any], numbers: range) -> dict[str, int]:
    """All the names of months or weekdays; the stop of an abbreviation is left to the reader."""
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for use in ("format", "stand-alone"):
            for number in numbers:
                name = str(table[use][width][number])
                found.setdefault(name.removesuffix("."), number)
    return found


def _script_digits(system: str) -> str:
    script = DIGIT_SCRIPTS.get(system, "DIGIT")
    return "".join(unicodedata.lookup(f"{script} {word}") for word in DIGIT_WORDS)


@cache
def _digit_table() -> dict[int, str]:
    return {
        ord(digit): str(value)
        for script in DIGIT_SCRIPTS
        if script != "latn"
        for value, digit in enumerate(_script_digits(script))
    }
