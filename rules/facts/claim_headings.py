"""The years that a section's heading claims: "1947–1958: Relations", "Ministry (1901–12)"."""

from __future__ import annotations

import re

import msgspec

from rules.contract import Document, Section, Span
from rules.facts.claim_moments import LATEST_YEAR

YEARS = re.compile(
    r"(?<![\w.,/#№–-])(?P<first>1\d{3}|20\d{2})\s?(?:[–—-]|&ndash;|\bto\b)\s?"
    r"(?:(?P<last>1\d{3}|20\d{2})|(?P<short>\d{2})|(?P<open>present|now|today))(?![\w/–-])"
)
ANY_YEARS = re.compile(r"\d{2}")
OTHER_ERA = re.compile(
    r"\b(?:BCE?|B\.C\.|BP|AH|Ma|mya|season|series|plate|standard|model)\b", re.IGNORECASE
)


class HeadingYears(msgspec.Struct, frozen=True, gc=False):
    """The first and the last year of a heading, and its place in the wikitext.

    ``last`` is beyond every year for a heading that runs to the present.
    """

    first: int
    last: int
    place: Span


def heading_years(document: Document) -> dict[int, HeadingYears]:
    """The years that govern each section, by its index; sections without such years are absent.

    A section without figures in its heading takes those of the section around it.
    """
    found: dict[int, HeadingYears] = {}
    for section in document.sections:
        years = _own(document, section)
        if years is None and not ANY_YEARS.search(section.title):
            years = found.get(section.parent)
        if years is not None:
            found[section.index] = years
    return found


def _own(document: Document, section: Section) -> HeadingYears | None:
    matches = list(YEARS.finditer(section.title))
    if len(matches) != 1 or OTHER_ERA.search(section.title):
        return None
    match = matches[0]
    rest = section.title[: match.start()] + section.title[match.end() :]
    if ANY_YEARS.search(rest):
        return None
    first = int(match["first"])
    if match["open"]:
        last = LATEST_YEAR
    elif match["short"]:
        last = first // 100 * 100 + int(match["short"])
    else:
        last = int(match["last"])
    if last <= first:
        return None
    at = document.wikitext.find(match[0], section.start, section.heading_end)
    return None if at == -1 else HeadingYears(first, last, Span(at, at + len(match[0])))
