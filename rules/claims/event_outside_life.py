"""Finds an act of the page's person that is dated after the death or before the birth.

It speaks only where the sentence begins with the person, or with a date and then the person, and
goes on with what nobody does after death: moved, married, studied, was elected. What others do for
the dead is left alone (awarded, buried, published, inducted), and so is all that may be another
person's: relatives, namesakes, a pronoun after somebody else. Both dates are shown; nothing says
which is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
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
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.acts import ACT_AFTER, ACT_BEFORE
from rules.facts.claim_moments import Moment, moment_of
from rules.facts.claim_subject import WORD, adverbials_end, others_before, starts_with_subject
from rules.facts.figure_additions import adds_figure
from rules.facts.life_dates import LifeDate, LifeDates, life_dates
from rules.facts.main_dates import OPENING, main_date
from rules.facts.section_kinds import APPENDIX, PLOT, chain
from rules.facts.sentence_before import with_sentence_before

NAMES_BETWEEN = re.compile(r"(?:\s[A-Z][\w.’'-]*){0,3}")
POSTHUMOUS = re.compile(
    r"posthum\w*|legac\w+|estate|bequ\w+|biograph\w*|documentar\w+|museum|memorial\w*|remains|"
    r"buried|reburied|tomb|statue|stamp|anniversar\w+|centen\w+|exhibition|exhibit|hall of fame|"
    r"archive\w*|film|novel|named after|in (?:his|her) (?:honou?r|memory)|canoni[sz]\w+|"
    r"beatif\w+|saint|"
    r"charts?|sales|record(?:ing)?s?\b.{0,20}\bsold",
    re.IGNORECASE,
)
"""Signs that the dead are spoken of."""

UNREAL = re.compile(
    r"legend\w*|fiction\w*|character|portray\w*|comic|according to|claim\w*|alleged\w*|"
    r"suppos\w+|rumou?r\w*|vision\b|dream|spirit|ghost|reincarnat\w+|calendar|B\.?C\b|"
    r"story\b|episode|plot\b",
    re.IGNORECASE,
)
"""Signs that no event is told, or not in the article's own voice."""

AFTERLIFE_SECTION = re.compile(
    r"legac|posthum|\bdeath|afterlife|aftermath|reception|influence|popular culture|honou?r|award|"
    r"descend|memor|commemor|tribute|filmograph|discograph|bibliograph|ancest|parents",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


class EventOutsideLife(Rule):
    """Died in 1990; in 1995 she moved to Rome."""

    meta = Meta(
        code="CLM007",
        name="event-outside-life",
        summary="An act dated after the death or before the birth of the page's person",
        why="Nobody moves, marries or studies after death or before birth, so one of the dates must"
        " be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=adds_figure,
        status=Status.PREVIEW,
        confidence=0.88,
        needs=(life_dates,),
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        examples=(
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer.\n\nIn ⟦1995⟧,"
                " Lee moved to"
                " Rome. On ⟦3 May 1996⟧ she married Tom Orr. She returned to Paris in"
                " ⟦1997⟧.\n[[Category:1990 deaths]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn ⟦1935⟧, she was elected to the"
                " council. Lee joined the army in ⟦1940⟧.",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n| death_date ="
                " {{death date|1990|6|4}}\n}}\n'''Ann Lee''' was a singer. In ⟦March 1995⟧, Ann Lee"
                " later moved to Rome with her brother, born in 1955.",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1980, Lee"
                " moved to Rome."
                " In 1990, Lee left. In 1950, Lee moved to Paris.",
                title="Ann Lee",
                guard="within the life",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1995, she was"
                " awarded a"
                " medal. In 1996, Lee was inducted into the Hall of Fame. In 1997, Lee received an"
                " award. In 1998, Lee appeared on a stamp.",
                title="Ann Lee",
                guard="what others do for the dead",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1995, Lee's"
                " estate moved"
                " to Rome. In 1996, Lee's husband married again. In 1997, her son joined the army.",
                title="Ann Lee",
                guard="an estate or a relative",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. Tom Orr was her"
                " drummer. In"
                " 1995, he moved to Rome. Her sister sang too. In 1996, she left.",
                title="Ann Lee",
                guard="another person",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1995, Tom Lee"
                " moved to"
                " Rome. In 1996, a film about Lee opened. In 1997, Lee and Orr moved to Rome.",
                title="Ann Lee",
                guard="a namesake, a film, two people",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1995, Lee had"
                " moved to"
                " Rome. In 1996, Lee would join them. In 1997, Lee became the first singer there.",
                title="Ann Lee",
                guard="no plain act",
            ),
            Example(
                "'''Ann Lee''' (c. 1950 – 1990) was a singer. In 1940, Lee moved to Rome.",
                title="Ann Lee",
                guard="circa",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer.\n[[Category:1999"
                " deaths]]\n"
                "\n== Life ==\nIn 1995, Lee moved to Rome.",
                title="Ann Lee",
                guard="one of the dates of death allows it",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer.\n\n== Plot"
                " ==\nIn 2050, Lee"
                " moved to Rome.\n\n== Legacy ==\nIn 1995, Lee returned to the charts.",
                title="Ann Lee",
                guard="a plot, a legacy",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. He wrote: \"In"
                " 1995, Lee"
                ' moved to Rome."',
                title="Ann Lee",
                guard="a quotation",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950; died 4 June 1990) was a singer. In 1995, Lee"
                " published her last poems. In 1996, Lee's letters were published. If Lee moved in"
                " 1997, she would return. In 1250 theatres, Lee toured.",
                title="Ann Lee",
                guard="posthumous publication, a condition, a measure",
            ),
            Example(
                "'''Acme''' is a company. In 1895, Acme moved to Rome. It was founded in 1943.",
                title="Acme",
                guard="a company, whose forerunners are told as itself",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each act of the page's person that no life told on the page allows."""
        document = unit.document
        life = context.fact(life_dates)
        if not life.is_person:
            return
        seen = 0
        years = _years(life)
        for match in YEAR.finditer(unit.text):
            if match.start() < seen or int(match[0]) in years:
                continue
            block = document.prose.block_at(match.start())
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            sentence, before = with_sentence_before(document, match.start())
            if sentence is None:
                continue
            seen = sentence.end
            yield from _verdict(document, sentence, before, life)


def _years(life: LifeDates) -> range:
    """The years in which nothing can be outside any life that the page tells."""
    first = min(date.moment.first.year for date in life.births)
    last = max((date.moment.last.year for date in life.deaths), default=9999)
    return range(first, last + 1)


def _verdict(
    document: Document, sentence: Sentence, before: str, life: LifeDates
) -> Iterator[Verdict]:
    text = document.prose.text[sentence.start : sentence.end]
    opening = OPENING.match(text)
    place = opening.span("date") if opening is not None else main_date(text)
    at = moment_of(text[slice(*place)]) if place is not None else None
    if place is None or at is None:
        return
    limit = _crossed(at, life)
    if limit is None:
        return
    is_late = limit in life.deaths
    if not _acts(text, before, life, ACT_AFTER if is_late else ACT_BEFORE):
        return
    start, end = sentence.start + place[0], sentence.start + place[1]
    titles = [section.title for section in chain(document, sentence.block.section)]
    if (
        (is_late and (POSTHUMOUS.search(text) or POSTHUMOUS.search(before)))
        or UNREAL.search(text)
        or UNREAL.search(before)
        or any(
            AFTERLIFE_SECTION.search(title) or APPENDIX.match(title) or PLOT.match(title)
            for title in titles
        )
    ):
        yield Silenced(start, end, "posthumous, or about others")
        return
    event = "after the death" if is_late else "before the birth"
    yield Hit(
        start=start,
        end=end,
        message=f"This act of {at.year} lies {event}, which {limit.source.value} dates"
        f" {limit.moment.year}. One of the two dates must be wrong.",
        evidence=(Evidence(limit.start, limit.end, TextName.NEW_WIKITEXT),),
    )


def _crossed(at: Moment, life: LifeDates) -> LifeDate | None:
    """The date of birth or death that the moment lies beyond, whichever source one trusts."""
    if life.deaths and all(at.first > death.moment.last for death in life.deaths):
        return life.deaths[0]
    if all(at.last < birth.moment.first for birth in life.births):
        return life.births[0]
    return None


def _acts(text: str, before: str, life: LifeDates, act: re.Pattern[str]) -> bool:
    """Whether the sentence's first word behind its dates is the person, and an act follows."""
    at = adverbials_end(text)
    if not starts_with_subject(text[at:], life):
        return False
    word = WORD.search(text, at)
    if word is None or word[0].endswith(("'s", "’s")):
        return False
    names = NAMES_BETWEEN.match(text, word.end())
    end = names.end() if names is not None else word.end()
    if any(name not in life.names for name in text[word.end() : end].split()):
        return False
    if act.match(text, end) is None:
        return False
    return word[0] in life.names or not others_before(before, life)
