"""The dates that sentences give for the birth, death, foundation, opening or release of a subject.

Only plain wordings count: "Lee was born in Rome on 3 May 1950", "On 3 May 1950 the museum opened",
"is a company founded in 1943", "is a 1954 film". What may be another's, another beginning, a
region's or an opinion is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import PLACEHOLDER, BlockKind, Document, Sentence
from rules.facts.claim_moments import COUNTED, MOMENT, MOMENT_EDGE, Moment, moment, moment_of
from rules.facts.claim_subject import (
    PLAIN_STARTS,
    RELATIVE,
    WORD,
    adverbials_end,
    others_before,
    starts_with_subject,
)
from rules.facts.life_dates import DOUBT, LifeDates
from rules.facts.section_kinds import APPENDIX, PLOT, chain
from rules.facts.sentence_before import with_sentence_before
from rules.facts.told_dates import AGAIN, DATE, Attribute, ToldDate

WORDS = re.compile(
    r"\b(?:[Bb]orn|died|killed|murdered|executed|assassinated|drowned|passed away|founded|"
    r"established|formed|opened|released|published)\b"
)
ATTRIBUTES = {
    "born": Attribute.BIRTH,
    "founded": Attribute.FOUNDATION,
    "established": Attribute.FOUNDATION,
    "formed": Attribute.FOUNDATION,
    "opened": Attribute.OPENING,
    "released": Attribute.RELEASE,
    "published": Attribute.RELEASE,
}
"""What a word tells the date of; the others tell of a death."""

AFTER = re.compile(
    rf"(?P<gap>[^\d;:()]{{0,90}}?(?:,?\s(?:at the age of|at age|aged|at)\s\d{{1,3}},?)?)"
    rf"\s(?:on|in)\s(?:[A-Z][a-z]+day,?\s)?(?P<date>{MOMENT}){MOMENT_EDGE}(?!\s?B\.?C|{COUNTED})"
)
OPENING_DATE = re.compile(rf"\s*(?:In|On)\s(?P<date>{MOMENT}){MOMENT_EDGE},?\s")
CLAUSE = re.compile(
    r"[.;]\s|\b(?:and\s(?!buried)[a-z]|but|who|whom|whose|where|when|which|while|after|before|"
    r"until|"
    r"since|raised|moved|grew|later|then|because|then|although|as part|as the son|during)\b"
)
"""What a date behind it may belong to, instead of to the verb."""

DISPUTED = re.compile(
    r"\b(?:some|other|another|most|many|several|various|earlier|contemporary) (?:sources?|"
    r"accounts?|records?|biograph\w+|scholars|historians)|according to|claim\w*|reported|"
    r"alleged\w*|"
    r"disput\w+|tradition\w*|legend\w*|either|may have|might have|would have|believed|thought to|"
    r"supposed\w*|presum\w+|calendar|said to|baptis\w+|baptiz\w+|christened|not\b|if\b|"
    r"instead|planned|scheduled|expected",
    re.IGNORECASE,
)
DISPUTES = {
    Attribute.BIRTH: r"birth|born",
    Attribute.DEATH: r"death|died",
    Attribute.FOUNDATION: r"founded|founding|foundation|established",
    Attribute.OPENING: r"opened|opening",
    Attribute.RELEASE: r"released?|published",
}
DISAGREE = (
    r"(?:disputed|uncertain|unclear|unknown|conflicting|contradictory|discrepan\w+|debated|"
    r"(?:some|other|various|several|most|many) sources|sources (?:differ|vary|disagree|give|say))"
)
DISPUTE = {
    attribute: re.compile(
        rf"\b(?:{words})\b[^.\n]{{0,120}}\b{DISAGREE}\b|"
        rf"\b{DISAGREE}\b[^.\n]{{0,120}}\b(?:{words})\b",
        re.IGNORECASE,
    )
    for attribute, words in DISPUTES.items()
}
BEFORE_BIRTH = re.compile(r"(?P<who>[^,;:()]{1,60})\s(?:was|is)\s\Z")
BEFORE_DEATH = re.compile(
    r"(?P<who>[^,;:()]{1,60}?)(?:\s(?:was|suddenly|later|himself|herself|peacefully|also|then|"
    r"tragically|had)){0,2}\s\Z"
)
TWO_NAMES = re.compile(r"\b([A-Z][\w’'.-]*)\s(?=([A-Z][\w’-]*))")
KIND = (
    r"company|corporation|firm|band|group|duo|trio|university|college|school|organi[sz]ation|"
    r"association|institute|institution|club|team|newspaper|magazine|journal|museum|society|party|"
    r"airline|label|studio|network|station|church|hospital|library|theatre|theater|hotel|bridge|"
    r"stadium|park|zoo|mall|building|airport|film|album|song|single|novel|book|game|EP|play"
)
THING = re.compile(rf"\s*(?:It|The\s(?:{KIND}))(?:,[^,]{{1,60}},)?\s\Z", re.IGNORECASE)
IS_A = re.compile(r"\b(?:is|was|are|were)\s(?:a|an|the|one of)\s[^.;()]{1,120}\Z")
AUXILIARY = re.compile(r"\b(?:was|were|has been|had been)\s\Z")
PLACES = re.compile(
    r"\b(?:countr\w+|United|Japan\w*|UK|US|USA|U\.S\.?|U\.K\.|Europe\w*|America\w*|Britain|British|"
    r"Australia\w*|Canad\w+|France|Germany|Korea\w*|China|India\w*|region\w*|worldwide|theat\w+|"
    r"premi\w+|festival\w*|DVD|Blu|digital\w*|stream\w*|vinyl|home|video|single|trailer|cinemas?|"
    r"international\w*|edition|translat\w+|version|serial\w*|PlayStation|Xbox|Windows|iOS|Android|"
    r"physical|soundtrack|extended|deluxe)\b"
)
"""A release in one region or form says nothing of another."""

BRANCH = re.compile(
    r"\b(?:station|line|extension|phase|section|wing|branch|store|campus|office|department|faculty|"
    r"public|visitors|partial\w*|second|new|annex\w*|chapter|subsidiary|division)\b",
    re.IGNORECASE,
)
AS_ANOTHER = re.compile(r"\bas (?:an?\b|the\b|[A-Z])")
"""What was founded as something else may be counted from its later self: "founded as a school"."""

YEAR_WORK = re.compile(
    r"\b(?:is|was)\s(?:a|an|the)\s(?P<date>(?:18[89]|19\d|20\d)\d)\s(?=[^.;,]{0,80}?\b"
    r"(?:film|album|novel|video game)\b)"
)
LONGEST_SENTENCE = 1_000
"""Code points beyond which a sentence is a list, or text without full stops."""

PREMIERE = re.compile(r"\b(?:premi[eè]re|festival|preview|screened|seriali)", re.IGNORECASE)
PREMIERE_REACH = 20_000

FIRST_SENTENCE = 300
"""Code points of the lead in which it says what the page is about."""


def sentence_dates(document: Document, title: str, life: LifeDates) -> Iterator[ToldDate]:
    """Every date that running text gives an attribute of the page's subject."""
    text = document.prose.text
    name = title.partition(" (")[0]
    seen = -1
    for match in WORDS.finditer(text):
        block = document.prose.block_at(match.start())
        if block.kind is not BlockKind.PARAGRAPH or match.start() < seen:
            continue
        sentence, before = with_sentence_before(document, match.start())
        if sentence is None:
            continue
        seen = sentence.end
        written = text[sentence.start : sentence.end]
        if len(written) > LONGEST_SENTENCE or any(mark in written for mark in '"“”'):
            continue
        if not DATE.search(written):
            continue
        if any(
            APPENDIX.match(s.title) or PLOT.match(s.title) for s in chain(document, block.section)
        ):
            continue
        yield from _of_sentence(document, sentence, written, before, name, life)
    yield from _year_of_work(document, name)


def has_premiere(document: Document) -> bool:
    """Whether the page tells a showing or printing before the release."""
    return PREMIERE.search(document.prose.text, 0, PREMIERE_REACH) is not None


def disputed(document: Document, attribute: Attribute) -> bool:
    """Whether the page itself says that sources differ about the date."""
    return DISPUTE[attribute].search(document.prose.text) is not None


def _of_sentence(
    document: Document, sentence: Sentence, text: str, before: str, name: str, life: LifeDates
) -> Iterator[ToldDate]:
    if DOUBT.search(text) or DISPUTED.search(text):
        return
    in_lead = sentence.block.section == 0
    for word in WORDS.finditer(text):
        attribute = ATTRIBUTES.get(word[0].lower(), Attribute.DEATH)
        if attribute in (Attribute.BIRTH, Attribute.DEATH):
            if not (life.births or life.deaths) or not _is_subjects(text, word, before, name, life):
                continue
        elif life.births or not in_lead or not _is_of_thing(text, word, attribute, name):
            continue
        place = _date_of(text, word)
        at = moment_of(text[slice(*place)]) if place is not None else None
        if place is not None and at is not None:
            yield _told(document, attribute, at, sentence.start, place)


def _told(
    document: Document, attribute: Attribute, at: Moment, offset: int, place: tuple[int, int]
) -> ToldDate:
    span = document.prose.wikitext_span(offset + place[0], offset + place[1])
    where = "the lead" if document.section_at(span.start).index == 0 else "the text"
    return ToldDate(attribute, at, span.start, span.end, where)


def _is_subjects(text: str, word: re.Match[str], before: str, name: str, life: LifeDates) -> bool:
    """Whether the page's person is the one who was born or died."""
    at = adverbials_end(text)
    if word[0] == "Born":
        # "Born on 3 May 1950 in Rome, Lee …".
        comma = text.find(",", word.end() + 20)
        while comma > 0 and re.match(r",\s(?:\d{4}|[A-Z][\w. ]{1,30}),", text[comma : comma + 40]):
            comma = text.find(",", comma + 1)
        return comma > 0 and starts_with_subject(text[comma + 1 :].lstrip(), life)
    pattern = BEFORE_BIRTH if word[0] == "born" else BEFORE_DEATH
    match = pattern.fullmatch(text, at, word.start())
    if match is None or RELATIVE.search(match["who"]) or not starts_with_subject(text[at:], life):
        return False
    first = WORD.search(text, at)
    if (
        first is None
        or first[0].endswith(("'s", "’s"))
        or re.search(r"\b(?:and|of|or)\b", match["who"])
    ):
        return False
    if first[0] in life.names and " " not in match["who"]:
        # A name before the last is often shared with somebody close: "Breland died".
        return first[0] == name.split()[-1] and not _is_namesake(before, first[0], life)
    return first[0] in life.names or not others_before(before, life)


def _is_namesake(text: str, surname: str, life: LifeDates) -> bool:
    """Whether a text names somebody else with the subject's surname: "Tom Lee"."""
    return any(
        match[2] == surname and match[1] not in life.names and match[1] not in PLAIN_STARTS
        for match in TWO_NAMES.finditer(text)
    )


def _is_of_thing(text: str, word: re.Match[str], attribute: Attribute, name: str) -> bool:
    """Whether what was founded, opened or released is what the page is about."""
    if AGAIN.search(text) or (attribute is Attribute.OPENING and BRANCH.search(text)):
        return False
    if attribute is Attribute.FOUNDATION and AS_ANOTHER.search(text, word.end()):
        return False
    if attribute is Attribute.RELEASE and PLACES.search(text):
        return False
    before = text[adverbials_end(text) : word.start()]
    named = _plain(before).startswith(_plain(name))
    if attribute is Attribute.FOUNDATION and named and IS_A.search(before):
        return "," not in before[len(name) + 4 :]
    verb = AUXILIARY.search(before)
    if verb is not None:
        before = before[: verb.start()]
    elif attribute is not Attribute.OPENING and word[0] != "formed":
        return False
    rest = _plain(before).removeprefix(_plain(name))
    return (named and not rest.strip()) or THING.fullmatch(before) is not None


def _plain(name: str) -> str:
    return name.lower().lstrip(f" \n\"'“”{PLACEHOLDER}").removeprefix("the ")


def _date_of(text: str, word: re.Match[str]) -> tuple[int, int] | None:
    """The place of the date that a verb has: behind it, or at the sentence's start."""
    after = AFTER.match(text, word.end())
    if after is not None:
        return None if CLAUSE.search(after["gap"]) else after.span("date")
    opening = OPENING_DATE.match(text)
    if opening is None or DATE.search(text, opening.end()):
        return None
    return None if CLAUSE.search(text, opening.end(), word.start()) else opening.span("date")


def _year_of_work(document: Document, name: str) -> Iterator[ToldDate]:
    """The year in "is a 1954 American film", where the lead begins with the work."""
    prose = document.prose
    for block in prose.blocks:
        if block.section:
            return
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = prose.text[block.start : block.end]
        if not _plain(text):
            continue
        match = YEAR_WORK.search(text, 0, FIRST_SENTENCE)
        at = moment(int(match["date"])) if match is not None else None
        if match is not None and at is not None and _plain(text).startswith(_plain(name)):
            yield _told(document, Attribute.RELEASE, at, block.start, match.span("date"))
        return
