"""Whether an ISBN, ISSN, DOI or ORCID can be one: its length, its form, its check digit.

A check digit tells that something in the number is wrong, not what; so none is proposed, except
where the way it went wrong shows: an ISBN-10 with 978 put in front and its old check digit kept.
"""

from __future__ import annotations

import re

import msgspec
from stdnum import isbn, isni, issn

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
WIDE_DASHES = re.compile(rf"\s*[{DASHES[1:]}]\s*")
SEPARATORS = re.compile(rf"[{DASHES}\s]+")
LOOSE_ENDS = re.compile(r"[.,;:]+\Z")
LABEL = re.compile(r"(?:e?ISBN|e?ISSN)(?:[- ]?1[03](?!\d))?[:\s]{0,3}", re.IGNORECASE)
DOI_LABEL = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi\s?[:=]?\s{0,3}(?=10\.)", re.IGNORECASE
)
DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,3}/\S+\Z")
DOI_WITHOUT_TEN = re.compile(r"\d{1,3}\.\d{4,9}/\S+\Z")
ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dXx])\Z")

FEWEST_DIGITS, MOST_DIGITS = 7, 16
"""Digits of what was meant for an ISBN; less is a blank, more is two numbers."""

SAME_DIGITS = 6
"""Equal digits in a row that show a number to be a blank."""

COUNTING = "01234567890123456789"


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with an identifier, as the end of a sentence, and what to write if known."""

    problem: str
    fix: str = ""


def isbn_fault(value: str, *, in_parameter: bool = True) -> Fault | None:
    """The fault of an ISBN; None for what is right, blank, or no number at all.

    Nine digits are an SBN of old and pass. ``in_parameter`` says that the software reads the value
    alone, so that a label or a stop in it is a fault too.
    """
    bare = LOOSE_ENDS.sub("", LABEL.sub("", value, count=1)).strip()
    digits = SEPARATORS.sub("", bare).upper()
    if not re.fullmatch(r"\d+X?", digits) or (is_blank(digits) and not isbn.is_valid(digits)):
        return None
    count = len(digits)
    if not FEWEST_DIGITS <= count <= MOST_DIGITS or count == 9 or digits.startswith("9790"):
        return None
    if count not in (10, 13) or (count == 13 and digits.endswith("X")):
        return Fault(f"has {count} digits; an ISBN has 10 or 13")
    if count == 13 and not digits.startswith(("978", "979")):
        return Fault("has 13 digits and begins with neither 978 nor 979")
    if not isbn.is_valid(digits):
        if count == 13 and digits.startswith("978") and isbn.is_valid(digits[3:]):
            right = isbn.to_isbn13(digits[3:])
            return Fault(
                "is an ISBN-10 with 978 put in front and its old check digit kept;"
                f" as 13 digits it ends in {right[-1]}",
                bare[:-1] + right[-1],
            )
        return Fault(
            "does not fit its check digit: at least one digit is wrong, or two are swapped"
        )
    return _form_fault(value, bare) if in_parameter else None


def issn_fault(value: str, *, in_parameter: bool = True) -> Fault | None:
    """The fault of an ISSN; None for what is right, blank, or no number at all."""
    bare = LOOSE_ENDS.sub("", LABEL.sub("", value, count=1)).strip()
    digits = SEPARATORS.sub("", bare).upper()
    if not re.fullmatch(r"\d{5,12}X?", digits) or is_blank(digits):
        return None
    if len(digits) != 8:
        return Fault(f"has {len(digits)} digits; an ISSN has 8") if len(digits) <= 10 else None
    if not issn.is_valid(digits):
        return Fault(
            "does not fit its check digit: at least one digit is wrong, or two are swapped"
        )
    return _form_fault(value, bare) if in_parameter else None


def _form_fault(value: str, bare: str) -> Fault | None:
    plain = WIDE_DASHES.sub("-", bare)
    if plain == value:
        return None
    return Fault("holds more than digits and hyphens, which the template cannot read", plain)


def doi_fault(value: str) -> Fault | None:
    """The fault in the form of a DOI, which has no check digit; None for what may be one."""
    label = DOI_LABEL.match(value)
    if label is not None:
        bare = LOOSE_ENDS.sub("", value[label.end() :])
        if DOI.match(bare):
            return Fault("is more than the DOI, which begins with 10; the link fails", bare)
        return None
    if DOI.match(value):
        bare = LOOSE_ENDS.sub("", value)
        return None if bare == value else Fault("ends in a stop; the link fails", bare)
    if DOI_WITHOUT_TEN.match(value):
        return Fault("cannot be one: a DOI begins with 10. and has a slash after its first number")
    return None


def orcid_fault(value: str) -> Fault | None:
    """The fault of an ORCID; None for what is right or no such number."""
    match = ORCID.match(value)
    if match is None or len(set(match[1])) == 2 or isni.is_valid(match[1]):
        return None
    return Fault("does not fit its check digit: at least one digit is wrong, or two are swapped")


def is_blank(digits: str) -> bool:
    """Whether digits only hold the place of a number: 0-000-00000-0, 1234567890."""
    bare = digits.removeprefix("978").rstrip("X")
    if bare in COUNTING or bare[:-1] in COUNTING:
        return True
    return any(digit * SAME_DIGITS in digits for digit in set(digits))
