"""Finds ages that do not fit the dates they stand with: "born 1950 … died 1990, aged 52".

The dates are those of the same sentence, or, on a page about one person, the birth and death that
its infobox, lead and categories give. Two full dates are compared exactly, years alone with one
year either way. It speaks of the page's subject only where the sentence names it or plainly means
it: not where a relative or another person may be meant, and never of animals, whisky, bounds
("under the age of 12") and spans of age. All that differ are shown; none is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rules.contract import (
    Block,
    BlockKind,
    Class,
    Context,
    Document,
    Evidence,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.claim_ages import AGE, Age, ages, allowed_ages
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE, Moment, moment_of
from rules.facts.claim_subject import (
    RELATIVE,
    WORD,
    is_subject_word,
    others_before,
    starts_with_subject,
)
from rules.facts.life_dates import (
    BORN,
    DEATH_FIELDS,
    DIED,
    DOUBT,
    LIFESPAN,
    LifeDates,
    life_dates,
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
AFTERLIFE = re.compile(
    r"\b(?:would have|had (?:he|she) lived|posthum\w*|legally|declared dead|whisk[ey]+|wine|cheese|"
    r"brandy|rum|presumed|according to|claimed|reported(?:ly)?|alleged(?:ly)?|some sources|"
    r"other sources|supposed(?:ly)?)\b",
    re.IGNORECASE,
)
"""What makes an age hypothetical, disputed, or that of a thing."""

DATE_THEN_AGE = re.compile(
    rf"\b(?:in|on)\s(?P<date>{MOMENT})(?:,\s|\s\(?|\s?\(|,?\swhen\s[^\W\d_][\w’'-]*\swas\s)\Z",
    re.IGNORECASE,
)
AGE_THEN_DATE = re.compile(
    rf"(?:,?\s|\)\s)(?:in|on)\s(?P<date>{MOMENT}){MOMENT_EDGE}", re.IGNORECASE
)
REACH = 48

UNNAMED_AGE = re.sub(r"\?P<\w+>", "?:", AGE.pattern)

OPENING = re.compile(
    rf"[\s￼]*(?:(?:later|early|late)\s)?(?:(?:in|on|by)\s(?:(?:early|late|mid)\s)?{MOMENT}{MOMENT_EDGE}"
    rf"|{UNNAMED_AGE})"
    r"(?:,\s|\s)",
    re.IGNORECASE,
)
"""An adverbial that may come before the subject: "In 1895, at the age of 16, …"."""

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


class AgeMismatch(Rule):
    """Born 1950 … died 1990, aged 52."""

    meta = Meta(
        code="CLM005",
        name="age-mismatch",
        summary="An age that does not fit the dates of birth and of the event",
        why="Somebody born in 1950 was not 52 in 1990, so the age or one of the dates must be"
        " wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        status=Status.PREVIEW,
        confidence=0.88,
        needs=(life_dates,),
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        examples=(
            Example("* John Berg (1950–1990), painter, died in Rome ⟦at the age of 52⟧."),
            Example("John Berg (born 1950; died 1990, ⟦aged 52⟧) was a painter."),
            Example("Berg was born in 1950 and died in 1990 ⟦at the age of 52⟧."),
            Example(
                "'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer.\n\nLee died at home ⟦at the"
                " age of 41⟧.\n[[Category:1950 births]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, ⟦at the age of 12⟧, she"
                " moved to Rome.",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date and age|1950|5|3}}\n}}\n"
                "'''Ann Lee''' is a singer.\n\nLee moved to Rome in 1965, ⟦aged 12⟧.",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n| death_date ="
                " 4 June 1990 (⟦aged 52⟧)\n}}\n'''Ann Lee''' was a singer.",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n[[File:A.jpg|thumb|Lee in 1965 (⟦age"
                " 12⟧)]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. In 1965, ⟦12-year-old⟧ Lee won.",
                title="Ann Lee",
            ),
            Example("John Berg (1950–1990) died at the age of 40.", guard="agrees"),
            Example("John Berg (1950–1990) died at the age of 39.", guard="agrees"),
            Example("John Berg (1950–1990) died at the age of 41.", guard="a year either way"),
            Example("John Berg (1950–1990) left home at the age of 12.", guard="no death"),
            Example("John Berg (1950–1990), whose son died aged 12, left.", guard="a relative"),
            Example("John Berg (1950–1990) and Al Orr (1960–1999) died, aged 39.", guard="two men"),
            Example("John Berg (c. 1950 – 1990) died aged 52.", guard="circa"),
            Example("Berg (1950–1990) sold whisky aged 12 years until he died.", guard="whisky"),
            Example("Berg (1950–1990) died; he would have been aged 52.", guard="hypothetical"),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, at the age of 40, her"
                " father moved to Rome.",
                title="Ann Lee",
                guard="a relative",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nTom Orr was her drummer. In 1965,"
                " at the age of 40, he left. She stayed.",
                title="Ann Lee",
                guard="another person",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, at the age of 15, she"
                " moved to Rome, and in 1970, aged 19, she left.",
                title="Ann Lee",
                guard="agrees",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) ran a school for women under the age of 12 in"
                " 1990.",
                title="Ann Lee",
                guard="a bound",
            ),
            Example(
                "{{Infobox horse\n| birth_date = 3 May 1950\n}}\n'''Red Rum''' ran in 1955,"
                " aged 12.",
                title="Red Rum",
                guard="an animal",
            ),
            Example('He said: "Lee (1950–1990) died aged 52".', guard="a quotation"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each exact age that no reading of its dates allows."""
        document = unit.document
        seen = 0
        for match in AGE_TRIGGER.finditer(unit.text):
            if match.start() < seen:
                continue
            sentence, before = _sentence(document, match.start())
            if sentence is None:
                continue
            seen = sentence.end
            if sentence.block.kind is BlockKind.HEADING:
                continue
            text = unit.text[sentence.start : sentence.end]
            for age in _ages(text):
                yield from _verdict(context, sentence, text, before, age)


AGE_TRIGGER = re.compile(
    r"\bage[d ]|[- ]years?[- ]old\b|\b(?:died|dies|passed away)\b", re.IGNORECASE
)


def _ages(text: str) -> list[Age]:
    found = ages(text)
    for match in DIED_AT.finditer(text):
        place = match.span("age")
        if not any(age.start < place[1] and place[0] < age.end for age in found):
            found.append(Age(*place, int(match["years"]), Span(*match.span("years"))))
    return found


def _sentence(document: Document, position: int) -> tuple[Sentence | None, str]:
    """The sentence at a prose offset, and the text of the one before it in the block."""
    block = document.prose.block_at(position)
    before = ""
    for sentence in document.sentences(block):
        if sentence.start <= position < sentence.end:
            return sentence, before
        before = document.prose.text[sentence.start : sentence.end]
    return None, before


def _verdict(
    context: Context, sentence: Sentence, text: str, before: str, age: Age
) -> Iterator[Verdict]:
    start, end = sentence.start + age.start, sentence.start + age.end
    dated = _own_dates(sentence, text, age)
    if dated is None:
        life = context.fact(life_dates)
        if not life.is_person:
            return
        dated = _of_subject(sentence, text, before, age, life)
    if dated is None or any(_fits(age.years, birth, event) for birth, event in dated.pairs):
        return
    if AFTERLIFE.search(text, max(age.start - 70, 0), age.end + 40):
        yield Silenced(start, end, "hypothetical, disputed, or the age of a thing")
        return
    birth, event = dated.pairs[0]
    least, most = allowed_ages(birth, event)
    likely = f"{least}" if least == most else f"{least + 1} or {least}"
    yield Hit(
        start=start,
        end=end,
        message=f"The age given is {age.years}; the dates of birth and of the event make it"
        f" {likely}. These differ.",
        confidence=0.9 if dated.certain else 0.85,
        evidence=dated.evidence,
    )


def _fits(years: int, birth: Moment, event: Moment) -> bool:
    least, most = allowed_ages(birth, event)
    return least <= years <= most


def _own_dates(sentence: Sentence, text: str, age: Age) -> Dated | None:
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
        len(_ages(text)) != 1
        or RELATIVE.search(text, first)
        or DOUBT.search(text[max(first - 20, 0) : died[1]])
    ):
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


def _of_subject(
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
    dated = _adjacent_date(text, age)
    if dated is None:
        return _at_death(life, births) if _is_subjects_death(text, before, age, life) else None
    if not (
        _is_named_then(text, age, dated, life)
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


def _is_of_subject(block: Block, text: str, before: str, age: Age, life: LifeDates) -> bool:
    """Whether the sentence is about the page's subject, as far as its words tell."""
    if block.kind is BlockKind.IMAGE_CAPTION:
        return any(
            word in life.names for word in re.findall(r"[^\W\d_][\w’'-]*", text[: age.end + 40])
        )
    at = 0
    while (opening := OPENING.match(text, at)) is not None and opening.end() > at:
        at = opening.end()
    if not starts_with_subject(text[at:], life):
        return False
    word = WORD.search(text, at)
    if SUBORDINATE.search(text, at, max(age.start, at)):
        return False
    return word is None or word[0] in life.names or not others_before(before, life)


def _is_anothers_death(text: str, age: Age, life: LifeDates) -> bool:
    return any(not _dies(text, match, life) for match in DEATH_VERB.finditer(text, 0, age.start))


def _dies(text: str, verb: re.Match[str], life: LifeDates) -> bool:
    """Whether the word right before a word of dying names the page's subject."""
    subject = DIED_BEFORE.search(text[max(verb.start() - SUBJECT_REACH, 0) : verb.start()])
    return subject is not None and is_subject_word(subject[1], life)


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
        if subject is None or not is_subject_word(subject[1], life):
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
