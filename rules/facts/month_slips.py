"""The English month that a word was meant as: february, FEBRUARY, Feburary."""

from __future__ import annotations

from rules.facts.locale_names import ENGLISH

MONTHS = ENGLISH.month_names
FOREIGN_NAMES = frozenset(
    "januar januari janvier janeiro enero gennaio februar februari fevereiro febrero febbraio"
    " marts mars maart marzo april aprile avril abril maj mai mayo maio maggio juni juin junio"
    " junho giugno juli juillet julio julho luglio augustus augusti aout agosto augusto augusta"
    " auguste septembre septiembre setiembre setembro settembre octobre octubre outubro ottobre"
    " oktober oktobar novembre noviembre novembro decembre diciembre dezembro dicembre dezember"
    " desember desembre janner feber sausio juny juliol".split()
)
"""Months of other languages, and words that are one letter from an English one."""

WRITTEN_SMALL = frozenset({"Septembre", "Octobre", "Novembre", "Decembre"})
"""In their own language these have a small letter, so with a capital they are meant as English."""

PLURALS = frozenset(f"{month.lower()}s" for month in MONTHS)
MISSPELT_LENGTH = 5
"""Shorter words are one letter from too many others."""


def month_meant(word: str, is_dated: bool) -> str | None:
    """The month name that was meant by a word that is not written as one, or None.

    ``is_dated``: a day and a year stand beside it, without which "DEC" is no month.
    """
    if word in ENGLISH.months:
        return None
    lower = word.lower()
    capital = lower.capitalize()
    if capital in MONTHS:
        return capital
    if capital in ENGLISH.months:
        # "dec", "sep" and "mar" are much else: only capitals beside a day and a year are a month.
        return capital if is_dated and word.isupper() else None
    if len(word) < MISSPELT_LENGTH or lower in PLURALS:
        return None
    if lower in FOREIGN_NAMES and capital not in WRITTEN_SMALL:
        return None
    if word in FOREIGN_NAMES:
        return None
    near = [month for month in MONTHS if _is_slip(lower, month.lower())]
    return near[0] if len(near) == 1 else None


def _is_slip(word: str, month: str) -> bool:
    """Whether a word is a long month name with one slip of the hand, or two in a very long one."""
    if len(month) < MISSPELT_LENGTH or word[0] != month[0] or abs(len(word) - len(month)) > 2:
        return False
    if sorted(word) == sorted(month):
        return True
    if len(month) < 6:
        return False
    return _distance(word, month) <= (2 if len(month) > 7 and len(word) > 6 else 1)


def _distance(left: str, right: str) -> int:
    """The number of letters to add, drop, change or swap with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, sign in enumerate(left, start=1):
        last, row, older = row, [i], before
        for j, other in enumerate(right, start=1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
