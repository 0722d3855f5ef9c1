"""How a sentence with claims is worded: content words, names, ordinals, and whom it is about."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.facts.claim import Subject

SPACE = "[ \n\u00a0\u2009\u202f]"
QUALIFIERS = frozenset(
    """metro metropolitan urban rural county district township parish borough greater proper land
    water surface basin catchment drainage male males female females men women boys girls adult
    adults students foreign domestic overseas worldwide average mean median maximum minimum max min
    peak record total combined each every per daily weekly monthly yearly first second third fourth
    fifth new old next previous another other standing seated concert concerts spire roof antenna
    main opening weekend remaining additional half quarter premiere premiered premieres festival
    video vinyl dvd blu-ray soundtrack single limited theatrical theatrically television part-time
    full-time estimate estimated estimates dead killed wounded injured white black hispanic
    asian""".split()
)
QUALIFYING = (
    "municipal", "region", "suburb", "international", "global", "annual", "initial", "original",
    "former", "north", "south", "east", "west", "digital", "rerelease", "re-release",
    "undergraduate", "postgraduate", "graduate",
)  # fmt: skip
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
    roughly nearly almost estimated year years day days month months
    however overall thus therefore moreover furthermore later then again already still
    even""".split()
)
SUFFIXES = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "edly", "ies", "ied", "ers",
            "ed", "es", "er", "ly", "s")  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MARK = re.compile(
    rf"\d{{1,2}}{SPACE}(?:{MONTHS})\b|\d[\d.,]*\d|\d|\b(?:{MONTHS})(?:{SPACE}\d{{1,2}}\b)?"
)
MARK_WORDS = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth last final next previous
    one two three four five six seven eight nine ten eleven twelve both another other again later
    then""".split()
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


def qualifiers(near: str) -> frozenset[str]:
    return frozenset(
        word
        for word in WORD.findall(near.lower())
        if word in QUALIFIERS or word.startswith(QUALIFYING)
    )


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(
        stem(word) for word in WORD.findall(text.lower()) if len(word) > 2 and word not in STOP
    )


def marks(text: str) -> list[str]:
    """The figures, ordinals, number words and months of a text, in lower case."""
    words = (word for word in WORD.findall(text.lower()) if word in MARK_WORDS)
    return [*(mark.lower() for mark in MARK.findall(text)), *words]


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


def names_in(text: str) -> frozenset[str]:
    words = [match for match in WORD.finditer(text) if match[0][0].isupper()]
    return frozenset(
        word
        for match in words
        if (match.start() > 0 or match[0] not in PLAIN_START)
        and (word := match[0].lower().removesuffix("'s").removesuffix("’s")) not in STOP
    )


def subject_of(text: str, own_names: frozenset[str]) -> Subject:
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


def subject_of_clause(
    text: str, start: int, subject: Subject, own_names: frozenset[str]
) -> Subject:
    """The subject of a value's own clause: "… until the Shard was completed in 2012"."""
    found = [*CLAUSE_SUBJECT.finditer(text, max(start - 80, 0), start)]
    if not found or found[-1][1] in PLAIN_START:
        return subject
    nearest = found[-1]
    plain = nearest[1].lower().removesuffix("'s").removesuffix("’s")
    if plain in own_names:
        return Subject.PAGE
    return Subject.OTHER if nearest.start() else subject
