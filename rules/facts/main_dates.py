"""The date of a sentence's main event: the one that opens it, or closes its one plain clause."""

from __future__ import annotations

import re

from rules.facts.claim_moments import COUNTED, MOMENT, MOMENT_EDGE

ANY_YEAR = re.compile(r"(?<![\w.,/#$£€-])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
OPENING = re.compile(
    rf"[\s￼]*(?:(?:Then|Finally|Also|However|But|And),?\s)?(?:In|On|By|During)\s"
    rf"(?:(?:early|late|mid-?|the (?:spring|summer|autumn|fall|winter) of|spring|summer|autumn|"
    rf"fall|winter)\s?)?(?P<date>{MOMENT}){MOMENT_EDGE}(?=[,\s])(?!{COUNTED})",
    re.IGNORECASE,
)
YEAR_SAW = re.compile(
    r"[\s￼]*(?P<date>(?:1\d|20)\d\d)\s(?:also\s)?(?:saw|brought|opened|began|was)\b"
)
CLOSING = re.compile(
    rf"\b(?:in|on)\s(?:(?:early|late|mid-?|spring|summer|autumn|winter)\s)?(?P<date>{MOMENT})"
    rf"{MOMENT_EDGE}(?=\s?[.;,(￼]|\s(?:and|but|by|at|to|with|for|under|on|in|when|after)\b|\s*\Z)"
)
VERB = re.compile(
    r"\b(?:was|were|became|began|took|made|went|led|won|came|left|held|met|lost|rose|fell|broke|"
    r"gave|got|saw|set|ran|built|bought|sold|sent|[a-z]{2,}ed)\b"
)
PARTICIPLE = re.compile(
    r"(?<!was)(?<!were)(?<!been)(?<!and)(?<!ly)\s(?:\w+ed|built|set|made|held|won|known|begun|written)"
    r"\s\Z"
)
"""After another verb, a participle right before the date has the date for itself."""

PERFECT = re.compile(r"\b(?:had|has|have|would|will|is|are)\b")
ASIDE = re.compile(
    r"\b(?:since|until|till|later|afterwards?|subsequent\w*|eventual\w*|prior|previous\w*|earlier|"
    r"already|formerly|ago|still|today|now|currently|born|birth|retrospect\w*|\w*anniversary|"
    r"centen\w+|memoirs?|recall\w*|remember\w*|reveal\w*|declassified|according|wrote|written|"
    r"argu\w+|interview\w*|publish\w*|publication|releas\w+|books?|novels?|films?|albums?|songs?|"
    r"study|studies|surveys?|journals?|magazines?|article|edition|historians?|scholars?|critics?|"
    r"biograph\w+|estimat\w+|census|poll|ranked|ranks|voted|inducted|honou?red|posthumous\w*|"
    r"compar\w+|than|originally|dating|dates back|not until|unlike|legacy|reissued?|remastered|"
    r"apologi[sz]ed|commemorat\w+|memorial|museum|plaque|statue)\b",
    re.IGNORECASE,
)
"""Words that look back or ahead from a section's years, or tell of works and judgements."""

SUBORDINATE = re.compile(
    r"[,;:()\"“”]|\b(?:when|while|where|who|whom|whose|which|that|as|after|before|because|although|"
    r"though|during|from|between|by the time)\b",
    re.IGNORECASE,
)
"""What makes a closing date another clause's, or not plainly the main one's."""

NEAR = 90
"""Code points after an opening date in which its main clause tells what it is about."""


def main_date(text: str) -> tuple[int, int] | None:
    """The place of the date of a sentence's main event, where the sentence has but one year."""
    if len({match[0] for match in ANY_YEAR.finditer(text)}) != 1:
        return None
    opening = OPENING.match(text) or YEAR_SAW.match(text)
    if opening is not None:
        clause = text[opening.end() : opening.end() + NEAR]
        return None if PERFECT.search(clause) or ASIDE.search(clause) else opening.span("date")
    closing = CLOSING.search(text)
    if closing is None:
        return None
    before = text[: closing.start()]
    if SUBORDINATE.search(before) or PERFECT.search(before) or ASIDE.search(text):
        return None
    verb = VERB.search(before)
    participle = PARTICIPLE.search(before)
    if verb is None or (participle is not None and verb.end() <= participle.start() + 1):
        return None
    return closing.span("date")
