"""Whether a sentence says whose opinion it tells: a named source, a verb of saying, a reference."""

from __future__ import annotations

import re

from rules.contract import Document
from rules.facts.citations import has_reference

SAYING = (
    r"(?:said|says?|saying|states?|stated|stating|writes?|wrote|written|argu(?:es?|ed|ing)|"
    r"claim(?:s|ed|ing)?|believ(?:es?|ed|ing)|thinks?|thought|feels?|felt|notes?|noted|noting|"
    r"remark(?:s|ed|ing)?|comment(?:s|ed|ing)?|observ(?:es|ed)|suggest(?:s|ed|ing)?|"
    r"recall(?:s|ed|ing)?|assert(?:s|ed|ing)?|contends?|contended|maintain(?:s|ed)|opin(?:es|ed)|"
    r"conclud(?:es|ed)|report(?:s|ed|ing)?|announc(?:es|ed)|declar(?:es|ed|ing)|"
    r"insist(?:s|ed|ing)?|complain(?:s|ed|ing)?|explain(?:s|ed|ing)?|acknowledg(?:es|ed)|"
    r"admit(?:s|ted)|estimat(?:es|ed)|propos(?:es|ed)|speculat(?:es|ed)|alleg(?:es|ing)|"
    r"testif(?:ies|ied)|den(?:ies|ied)|reject(?:s|ed)|accus(?:es|ed|ing)|disput(?:es|ed))"
)
JUDGING = (
    r"(?:call(?:s|ed|ing)?|describ(?:es?|ed|ing)|dubbed|nam(?:es|ed)|label(?:s|l?ed)|"
    r"hail(?:s|ed|ing)|prais(?:es?|ed|ing)|laud(?:s|ed|ing)|commend(?:s|ed|ing)|"
    r"deem(?:s|ed)|consider(?:s|ed)?|regard(?:s|ed)|vot(?:es|ed)|rank(?:s|ed)|rat(?:es|ed)|"
    r"cit(?:es|ed)|recogni[sz](?:es|ed)|honou?r(?:s|ed)|acclaim(?:s|ed) (?:as|by)|"
    r"advertis(?:es|ed|ing)|market(?:s|ed)|promot(?:es|ed|ing)|bill(?:s|ed)|tout(?:s|ed)|"
    r"nicknam(?:es|ed)|perceiv(?:es|ed)|seen as|viewed as|credit(?:s|ed)|criticis(?:es|ed)|"
    r"criticiz(?:es|ed)|compar(?:es|ed)|depict(?:s|ed|ing)|portray(?:s|ed|ing))"
)
NOBODY = (
    r"(?:Some|Many|Most|Several|Various|Numerous|Others?|Few|Critics|Experts|Scholars|Historians|"
    r"Observers|Fans|People|Supporters|Opponents|Commentators|Analysts|Researchers|Scientists|"
    r"Sources|It|They|There|This|That|These|Those|We|You|One|As|And|But|However|Although|While|"
    r"In|On|At|By|For|The|A|An)\b"
)
"""A capital at the beginning of a sentence that names nobody."""

NAME = rf"\b(?!{NOBODY})[A-Z][\w'’.-]{{0,40}}"
NAMED = re.compile(
    r"\b(?i:according to|in the (?:words|view|opinion|judge?ment|eyes|estimation) of)\s"
    rf"|{NAME}(?:\s\([^()]{{1,40}}\))?,?\s(?:(?:also|has|have|had|later|once|himself|herself|first"
    rf"|often|then|famously|explicitly)\s){{0,2}}(?:{SAYING}|{JUDGING})\b"
    rf"|\b(?:{SAYING}|{JUDGING})\s(?:as\s[^,.;\n]{{1,60}}\s)?by\s(?:the\s)?(?:\w{{1,30}}\s){{0,3}}{NAME}"
    rf"|{NAME}['’]s?\s(?:\w{{1,30}}\s)?(?:view|opinion|claim|argument|account|assertion|report)s?\b"
    rf"|\b(?:{SAYING})\s{NAME}"
)
TOLD = re.compile(
    rf"(?<![\w-])(?:{SAYING}|{JUDGING}|according to|critics?|critical|reviews?|"
    r"reviewers?|awards?|prizes?|awarded|guinness|poll|nominat\w+|titled|entitled|slogan|motto|"
    r"self-described|in the (?:words|view|opinion|eyes) of|reputation|"
    r"reputed|perceived|opinions?|claims?|praise)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(rf"\b(?:{SAYING}|according to)\b", re.IGNORECASE)


FAR_BEFORE, FAR_AFTER = 100, 50
"""Code points from a verb of saying to what it tells."""


def names_its_source(sentence: str) -> bool:
    """Whether a sentence says which person, work or body holds what it tells."""
    return NAMED.search(sentence) is not None


def is_told_of_others(sentence: str, start: int, end: int) -> bool:
    """Whether words of a sentence are what was said, thought, voted or awarded, by whomever.

    A verb too far from them, more so behind them, is about something else.
    """
    return TOLD.search(sentence, max(start - FAR_BEFORE, 0), end + FAR_AFTER) is not None


def reported_from(sentence: str) -> int | None:
    """Where the first verb of saying of a sentence ends: what follows is its tale."""
    match = REPORTED.search(sentence)
    return None if match is None else match.end()


def cites_a_source(document: Document, start: int, end: int) -> bool:
    """Whether a reference stands in a sentence or right after it; offsets of the prose text."""
    first = document.prose.wikitext_span(start, start + 1).start
    last = document.prose.wikitext_span(end - 1, end).end
    return has_reference(document, first, last)
