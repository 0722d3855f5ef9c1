"""The names of a language: English as written here, the others from the locale data."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rules.facts.date_reading import DatePrecision, dates_read
from rules.facts.dates import MONTH_NAMES, DateForm, dates_in
from rules.facts.locale_names import ENGLISH, from_repository, locale_names, with_ascii_digits
from rules.facts.number_reading import numbers_read


def test_english_is_what_the_repository_says() -> None:
    assert from_repository("en") == ENGLISH


def test_the_months_of_dates_are_these() -> None:
    assert MONTH_NAMES is ENGLISH.months
    assert ENGLISH.months["Sept"] == ENGLISH.months["September"] == 9
    assert ENGLISH.weekdays["Tues"] == ENGLISH.weekdays["Tuesday"] == 1


def test_the_rules_load_without_the_locale_data() -> None:
    code = "import sys, rules.facts.number_reading; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_german_names_and_signs() -> None:
    german = locale_names("de")
    assert german.month_names[2] == "März"
    assert german.weekday_names[2] == "Mittwoch"
    assert (german.months["Okt"], german.weekdays["Do"]) == (10, 3)
    assert (german.decimal, german.group, german.month_first) == (",", ".", False)


def test_hindi_names_and_digits() -> None:
    hindi = locale_names("hi")
    assert hindi.month_names[7] == "अगस्त"
    assert hindi.weekday_names[4] == "शुक्रवार"
    assert hindi.digits == "०१२३४५६७८९"
    assert with_ascii_digits("१५ अगस्त", hindi) == "15 अगस्त"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LookupError, match="'xx'"):
        locale_names("xx")


@pytest.mark.parametrize(
    ("language", "text", "written", "parts"),
    [
        ("de", "Am 3. Mai 1950 ging er.", "3. Mai 1950", ((3,), 5, 1950)),
        ("de", "Vom 3.–5. März 1999 war Messe.", "3.–5. März 1999", ((3, 5), 3, 1999)),
        ("de", "Am 4. Dez. 1950 kam er.", "4. Dez. 1950", ((4,), 12, 1950)),
        ("de", "Am 3.  Mai   1950 ging er.", "3.  Mai   1950", ((3,), 5, 1950)),
        ("hi", "१५ अगस्त १९४७ को", "१५ अगस्त १९४७", ((15,), 8, 1947)),
        ("hi", "26 जनवरी 1950 को", "26 जनवरी 1950", ((26,), 1, 1950)),
    ],
)
def test_dates_of_other_languages(
    language: str, text: str, written: str, parts: tuple[tuple[int, ...], int, int]
) -> None:
    (date,) = dates_in(text, locale_names(language))
    assert text[date.start : date.end] == written
    assert (date.days, date.month, date.year) == parts
    assert date.form is DateForm.DMY


@pytest.mark.parametrize(
    ("language", "text", "weekday"),
    [("de", "Mittwoch, 3. Mai 1950", 2), ("hi", "शुक्रवार १५ अगस्त १९४७", 4)],
)
def test_weekdays_of_other_languages(language: str, text: str, weekday: int) -> None:
    (date,) = dates_read(text, locale_names(language))
    assert (date.precision, date.weekday) == (DatePrecision.DAY, weekday)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "1.234.567,5", "1234567.5"),
        ("de", "3,5", "3.5"),
        ("en", "1,234,567.5", "1234567.5"),
        ("hi", "१२,३४,५६७", "1234567"),
    ],
)
def test_numbers_of_other_languages(language: str, text: str, value: str) -> None:
    (number,) = numbers_read(text, locale_names(language))
    assert (number.start, number.end) == (0, len(text))
    assert str(number.value) == value
