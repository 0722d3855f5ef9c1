"""The checkable facts of a text: figures, dates, quotations and named people."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rules.facts.quotations import quotations

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b(?:,? \d{{4}})?"
    rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|\b{MONTH},? (?:of )?\d{{4}}\b"
    r"|\b(?:1\d|20)\d\d(?:[–/-](?:\d{4}|\d\d))?(?:s|'s)?\b(?![,.]\d|%)",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"(?:[$€£¥₹]\s?|\bRs\.? ?)\d[\d,.]*"
    r"|(?<![\w.,:–/-])\d[\d,.:–/-]{0,30}\d"
    r"|(?<![\w.,])\d(?=\s?(?:%|per ?cent|km|kg|mi|m|ft|million|billion|thousand|lakh|crore)\b|%)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty) "
    r"(?:hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
"""A range, a time or a score is one figure. One digit alone is seldom worth a source; with a unit
it is."""

DATING = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]{0,40}|[\"”’])\s\((?:(?:born|b\.|d\.|c\.|ca\.|published|released|passed|"
    r"enacted|since)\s)?(?=1\d\d\d|20\d\d)[^()]{4,80}\)"
)
"""Years in brackets right behind a name or a title only say which one is meant."""

OF_LAW = re.compile(
    r"\b(?:Acts?|Treaty|Constitution|Convention|Agreement|Code|Law|Order|Ordinance|Regulations?|"
    r"Charter|Directive|Bill|Statute|Protocol|Concordat|Edict)(?:\sof|,)?\s(?=1\d\d\d|20\d\d)\d{4}\b"
)
"""So does the year of a law in its name: the Equality Act 2010."""

CAPITALS = 0.6
"""Share of capitalised words from which what stands between marks is a name."""

LEAST_QUOTED_WORDS = 4

ROLE = (
    r"(?:President|Prime Minister|Minister|Secretary|King|Queen|Prince|Princess|Emperor|Empress"
    r"|Sultan|Sir|Dame|Lord|Lady|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prof(?:essor|\.)|General|Colonel"
    r"|Captain|Major|Lieutenant|Commander|Admiral|Marshal|Senator|Governor|Mayor|Bishop"
    r"|Archbishop|Pope|Cardinal|Judge|Justice|Chancellor|Chief|Ambassador|Congressman"
    r"|Representative|director|producer|actor|actress|singer|author|writer|journalist|historian"
    r"|coach|manager|founder|CEO|chairman|chairwoman|footballer|architect|engineer|critic|poet"
    r"|composer|guitarist|drummer|artist|painter|biographer|brother|sister|wife|husband|son"
    r"|daughter|father|mother)"
)
NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,24}"
PERSON = re.compile(
    rf"\b{ROLE} (?P<titled>{NAME_WORD}(?: {NAME_WORD}){{0,3}})"
    rf"|\b(?P<plain>{NAME_WORD}(?: {NAME_WORD}){{1,3}})(?= (?:became|won|wrote|said|stated"
    r"|argued|played|joined|directed|died|studied|married|worked|was born|was appointed"
    r"|was elected|who|signed|scored|graduated)\b|, (?:who|whose)\b)"
)
"""A role before the name, or after it what only people do: capitals alone name places as well."""

NO_PERSON = re.compile(
    r"\b(?:A|An|The|This|That|These|In|On|At|After|Before|During|While|Since|When|As|North|South|East|West|Northern"
    r"|Southern|Eastern|Western|New|United|University|College|School|River|Lake|Mount|Island"
    r"|Islands|City|County|State|States|Street|Road|Avenue|Party|Army|Navy|Force|War|Battle"
    r"|League|Cup|Club|Union|Republic|Kingdom|Empire|Council|Committee|Department|Ministry"
    r"|Company|Corporation|Association|Museum|Church|Hospital|Airport|Station|Railway|Park|Court"
    r"|Congress|Parliament|Act|Center|Centre|Institute|Society|Times|Records|Series|Award|Awards"
    r"|Games|World|National|International|Air|San|Los|Las|Saint|Great|High|Hong|Sri|Costa|El|Minister|Flyer|Peninsula|Services|Assembly|Staff|Security"
    r"|Motors|Electric|Secretary|Highway|Bowl|Trophy|Prize)\b"
)


class CheckableFact(msgspec.Struct, frozen=True, gc=False):
    """One fact: half-open offsets in the text it was found in, and its normalised words."""

    start: int
    end: int
    words: str


def checkable_facts(text: str) -> list[CheckableFact]:
    """The figures, dates, longer quotations and named people of a text, by place.

    What a quotation holds is part of the quotation, and the years that only date a name, a title or
    a law are part of it. A name that may be a place or a body is left
    out, so the count errs towards too few.
    """
    found = list(_facts(text))
    found.sort(key=_by_place)
    kept: list[CheckableFact] = []
    reach = 0
    for fact in found:
        if fact.start >= reach:
            kept.append(fact)
            reach = fact.end
    return kept


def _facts(text: str) -> Iterator[CheckableFact]:
    for quotation in quotations(text):
        words = text[quotation.start : quotation.end].split()
        if quotation.closed and len(words) >= LEAST_QUOTED_WORDS and not _is_name(words):
            yield _fact(text, quotation.start, quotation.end)
    dating = [match.span() for match in DATING.finditer(text)] if "(" in text else []
    dating += [match.span() for match in OF_LAW.finditer(text)]
    for pattern in (DATE, FIGURE):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in dating):
                yield _fact(text, *match.span())
    for match in PERSON.finditer(text):
        group = "titled" if match["titled"] else "plain"
        if not NO_PERSON.search(match[group]):
            start, end = match.span(group)
            # A stop belongs to the name only after an initial, and then more follows.
            yield _fact(text, start, start + len(text[start:end].rstrip(".")))


def _is_name(words: list[str]) -> bool:
    """Whether nearly all longer words between marks are capitalised, as those of a title are."""
    longer = [word for word in words[1:] if len(word) > 3]
    return sum(word[0].isupper() for word in longer) >= CAPITALS * len(longer) > 0


def _fact(text: str, start: int, end: int) -> CheckableFact:
    return CheckableFact(start, end, " ".join(text[start:end].lower().split()))


def _by_place(fact: CheckableFact) -> tuple[int, int]:
    return fact.start, -fact.end
