"""Which dates an age in a sentence stands with: the sentence's own, or the page's subject's."""

from __future__ import annotations

import re

import msgspec

from rules.contract import Block, BlockKind, Evidence, Sentence, Span, TextName
from rules.facts.claim_ages import Age, ages
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE, Moment, moment_of
from rules.facts.claim_subject import (
    RELATIVE,
    WORD,
    adverbials_end,
    ends_with_subject,
    others_before,
    starts_with_subject,
)
from rules.facts.dates import MONTH_NAMES
from rules.facts.life_dates import (
    BORN,
    DEATH_FIELDS,
    DIED,
    DOUBT,
    LIFESPAN,
    LifeDates,
    sharpest,
)

DEATH = re.compile(
    r"\b(?:died|dies|death|dead|killed|murdered|executed|assassinated|drowned|perished|succumbed|"
    r"passed away|suicide|deceased|shot|hanged|beheaded|lost (?:his|her) life)\b",
    re.IGNORECASE,
)
DIED_AT = re.compile(
    r"\b(?:died|dies|passed away)\b[^.;]{0,40}?\b(?P<age>at (?P<years>\d{2}))(?=[,.;)\s])"
)
DATE_THEN_AGE = re.compile(
    rf"\b(?:in|on)\s(?P<date>{MOMENT})(?:,\s|\s\(?|\s?\(|,?\swhen\s[^\W\d_][\w’'-]*\swas\s)\Z",
    re.IGNORECASE,
)
AGE_THEN_DATE = re.compile(
    rf"(?:,?\s|\)\s)(?:in|on)\s(?P<date>{MOMENT}){MOMENT_EDGE}", re.IGNORECASE
)
REACH = 48

WHO_DIED = re.compile(r"\bwho(?=\s(?:died|was killed|drowned))")
AND_ANOTHER = re.compile(r"[^()]{0,40}\),?\s(?:and|or|&|with)\s[A-Z]")

SHARED = re.compile(r"\s(?:and|or)\b|['’]\s")
"""What makes the subject one of two, or only the owner: "Lee and", "Jones' "."""

ATTACHED = re.compile(r"([^\W\d_][\w’'-]*)(,?)\s\(?\Z")

OPENING_DATE = re.compile(rf"\s*(?:In|On)\s(?P<date>{MOMENT}){MOMENT_EDGE}")
ANY_MOMENT = re.compile(r"\b(?:1\d|20)\d\d\b")

DIED_BEFORE = re.compile(
    r"([^\W\d_][\w’'-]*)(?:\s(?:was|were|then|also|suddenly|himself|herself|tragically|later|soon|"
    r"had|peacefully)){0,3}\s\Z"
)
SUBORDINATE = re.compile(r"[^,]\s(?:after|when|while|since|until|because|before|that|and)\s")
"""A new clause may have a subject of its own."""

NAMED_THEN = re.compile(r",?\swhen\s([^\W\d_][\w’'-]*)\swas\s")
CLAUSE_END = re.compile(r"[.;]|\b(?:and|having|but|after|began|when)\b")
DIES_AFTER = re.compile(r",?\s[^\W\d_][\w’'-]*\s(?:was\s)?")
"""What stands between an age and the word of dying after it: "Aged 52, she was"."""

SUBJECT_REACH, DEATH_REACH = 60, 90
"""Code points before a word of dying in which its subject stands, and after it the age."""

DEATH_VERB = re.compile(
    r"\b(?:died|dies|killed|murdered|executed|assassinated|drowned|perished|succumbed|"
    r"passed away)\b",
    re.IGNORECASE,
)


class Dated(msgspec.Struct, frozen=True):
    """What an age is held against: birth and event, and where each is told.

    ``births`` and ``events`` are evidence in the order of the sources.
    """

    pairs: tuple[tuple[Moment, Moment], ...]
    evidence: tuple[Evidence, ...]
    certain: bool


def stated_ages(text: str) -> list[Age]:
    """The exact ages of a sentence, "died at 52" among them."""
    found = ages(text)
    for match in DIED_AT.finditer(text):
        place = match.span("age")
        if not any(age.start < place[1] and place[0] < age.end for age in found):
            found.append(Age(*place, int(match["years"]), Span(*match.span("years"))))
    return found


def own_dates(sentence: Sentence, text: str, age: Age) -> Dated | None:
    """The birth and death that the sentence itself gives, if they are one person's."""
    if not DEATH.search(text) and not _is_in_lifespan_bracket(text, age):
        return None
    spans = list(LIFESPAN.finditer(text))
    if len(spans) == 1 and _is_bracketed(text, spans[0].start()):
        born, died = spans[0].span("born"), spans[0].span("died")
        first = spans[0].start()
    elif not spans:
        births, deaths = list(BORN.finditer(text)), list(DIED.finditer(text))
        if len(births) != 1 or len(deaths) != 1 or births[0].end() > deaths[0].start("died"):
            return None
        born, died = births[0].span("born"), deaths[0].span("died")
        first = births[0].start()
    else:
        return None
    if (
        len(stated_ages(text)) != 1
        or RELATIVE.search(WHO_DIED.sub("-", text[first:]))
        or DOUBT.search(text[max(first - 20, 0) : died[1]])
    ):
        return None
    if AND_ANOTHER.match(text, died[1]):
        return None
    if not _is_death_age(text, age, died):
        return None
    birth, death = moment_of(text[slice(*born)]), moment_of(text[slice(*died)])
    if birth is None or death is None or death.last < birth.first:
        return None
    at = sentence.start
    evidence = tuple(Evidence(at + start, at + end) for start, end in (born, died))
    return Dated(((birth, death),), evidence, True)


def _is_bracketed(text: str, position: int) -> bool:
    return text.rfind("(", 0, position) > text.rfind(")", 0, position)


def _is_in_lifespan_bracket(text: str, age: Age) -> bool:
    opening = text.rfind("(", 0, age.start)
    return opening > text.rfind(")", 0, age.start) and bool(
        LIFESPAN.search(text[opening : age.start])
    )


def _is_death_age(text: str, age: Age, died: tuple[int, int]) -> bool:
    """Whether the age is that at death: right after the date of death or after a word of dying."""
    between = text[died[1] : age.start]
    if age.start >= died[1] and re.fullmatch(r"[\s,(;]{1,3}", between):
        return True
    word = _last(DEATH, text[: age.start])
    if word is not None and age.start - word.end() <= 90:
        gap = text[word.end() : age.start]
        return not CLAUSE_END.search(gap)
    word = DEATH.search(text, age.end)
    gap = text[age.end : word.start()] if word is not None else ""
    return word is not None and DIES_AFTER.fullmatch(gap) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def subject_dates(
    sentence: Sentence, text: str, before: str, age: Age, life: LifeDates
) -> Dated | None:
    """The dates of the page's subject that the age is held against, if it is the subject's age."""
    known = sharpest(life.births)
    births = tuple(Evidence(date.start, date.end, TextName.NEW_WIKITEXT) for date in known)
    block = sentence.block
    if block.kind is BlockKind.ARGUMENT:
        if block.name.lower().replace(" ", "_") not in DEATH_FIELDS:
            return None
        return _at_death(life, births)
    dated = _adjacent_date(text, age) or _opening_date(text, age)
    if dated is None:
        return _at_death(life, births) if _is_subjects_death(text, before, age, life) else None
    if not (
        _is_named_then(text, age, dated, life)
        or _is_before_subject(block, text, before, age, life)
        or (
            not RELATIVE.search(text)
            and not _is_anothers_death(text, age, life)
            and _is_of_subject(block, text, before, age, life)
        )
    ):
        return None
    event = moment_of(text[slice(*dated)])
    if event is None:
        return None
    place = Evidence(sentence.start + dated[0], sentence.start + dated[1])
    return Dated(tuple((birth.moment, event) for birth in known), (*births, place), False)


def _at_death(life: LifeDates, births: tuple[Evidence, ...]) -> Dated | None:
    deaths = sharpest(life.deaths)
    if not deaths:
        return None
    pairs = tuple((b.moment, d.moment) for b in sharpest(life.births) for d in deaths)
    places = tuple(Evidence(d.start, d.end, TextName.NEW_WIKITEXT) for d in deaths)
    return Dated(pairs, (*births, *places), True)


def _adjacent_date(text: str, age: Age) -> tuple[int, int] | None:
    """The place of the date that the age is told with: "in 1895, aged 16"; "aged 16 in 1895"."""
    floor = max(age.start - REACH, 0)
    match = DATE_THEN_AGE.search(text[floor : age.start])
    if match is not None:
        return floor + match.start("date"), floor + match.end("date")
    after = AGE_THEN_DATE.match(text, age.end)
    return after.span("date") if after is not None else None


def _opening_date(text: str, age: Age) -> tuple[int, int] | None:
    """The only date of a sentence, at its start: "In May 1940 she left Paris at the age of 20"."""
    opening = OPENING_DATE.match(text)
    if opening is None or len(stated_ages(text)) > 1 or DEATH.search(text):
        return None
    if ANY_MOMENT.search(text, opening.end()) or text[age.start : age.start + 2].lower() != "at":
        return None
    return opening.span("date")


def _is_of_subject(block: Block, text: str, before: str, age: Age, life: LifeDates) -> bool:
    """Whether the sentence is about the page's subject, as far as its words tell."""
    if block.kind is BlockKind.IMAGE_CAPTION:
        return any(
            word in life.names for word in re.findall(r"[^\W\d_][\w’'-]*", text[: age.end + 40])
        )
    at = adverbials_end(text)
    if not starts_with_subject(text[at:], life):
        return False
    if at < age.start and not _is_loose(text, age, life):
        return False
    word = WORD.search(text, at)
    if SUBORDINATE.search(text, at, max(age.start, at)):
        return False
    return word is None or word[0] in life.names or not others_before(before, life)


def _is_before_subject(block: Block, text: str, before: str, age: Age, life: LifeDates) -> bool:
    """Whether the age opens a sentence right before its subject: "In 1965, aged 12, Lee met …".

    It is then nobody else's, whoever else the sentence goes on to name.
    """
    at = adverbials_end(text)
    if block.kind is BlockKind.IMAGE_CAPTION or at < age.end:
        return False
    word = WORD.search(text, at)
    if word is None or not starts_with_subject(text[at:], life):
        return False
    if SHARED.match(text, word.end()) or word[0].endswith(("'s", "’s")):
        return False
    return word[0] in life.names or not others_before(before, life)


def _is_loose(text: str, age: Age, life: LifeDates) -> bool:
    """Whether the age stands free and not with a noun: not "students aged 12", "Orr, aged 50"."""
    attached = ATTACHED.search(text[max(age.start - 40, 0) : age.start])
    if attached is None:
        return True
    word, comma = attached.groups()
    if text[age.start : age.start + 2].lower() == "at":
        return True
    if comma:
        return not word[0].isupper() or word in life.names or word in MONTH_NAMES
    return word in life.names


def _is_anothers_death(text: str, age: Age, life: LifeDates) -> bool:
    return any(not _dies(text, match, life) for match in DEATH_VERB.finditer(text, 0, age.start))


def _dies(text: str, verb: re.Match[str], life: LifeDates) -> bool:
    """Whether the word right before a word of dying names the page's subject."""
    subject = DIED_BEFORE.search(text[max(verb.start() - SUBJECT_REACH, 0) : verb.start()])
    return subject is not None and _names_subject(text, verb, subject, life)


def _names_subject(text: str, verb: re.Match[str], subject: re.Match[str], life: LifeDates) -> bool:
    start = max(verb.start() - SUBJECT_REACH, 0) + subject.start(1)
    return ends_with_subject(text, start, subject[1], life)


def _is_named_then(text: str, age: Age, dated: tuple[int, int], life: LifeDates) -> bool:
    """Whether the words between name the subject: "in 1979, when Berg was 9 years old"."""
    named = NAMED_THEN.fullmatch(text[dated[1] : age.start])
    return named is not None and named[1] in life.names


def _is_subjects_death(text: str, before: str, age: Age, life: LifeDates) -> bool:
    """Whether the age is that at which the page's subject died, by the wording."""
    for match in DEATH_VERB.finditer(text):
        if match.end() <= age.start:
            gap = text[match.end() : age.start]
            if len(gap) > DEATH_REACH or CLAUSE_END.search(gap):
                continue
        elif not DIES_AFTER.fullmatch(text[age.end : match.start()]):
            continue
        subject = DIED_BEFORE.search(text[max(match.start() - SUBJECT_REACH, 0) : match.start()])
        if subject is None or not _names_subject(text, match, subject, life):
            continue
        died = DIED.match(text, match.start())
        event = moment_of(died["died"]) if died else None
        if event is not None and not any(
            event.first <= date.moment.last and date.moment.first <= event.last
            for date in life.deaths
        ):
            continue
        if subject[1] in life.names:
            return True
        if RELATIVE.search(text):
            continue
        at_start = match.start() <= SUBJECT_REACH and age.end <= match.start()
        if at_start or starts_with_subject(text, life):
            return subject[1].islower() or not others_before(before, life)
    return False
