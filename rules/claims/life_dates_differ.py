"""Finds a birth, death, foundation, opening or release that the page dates in two ways.

Infobox, lead, sentences further down and categories are held against each other, at the precision
that both have: 1950 and 3 May 1950 agree. A place that doubts its date, tells another calendar or
disputes it silences the whole attribute, and so does a second beginning: refounded, reopened,
premiered here and released there. Foundation, opening and release are never held against each
other. Nothing says which date is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
    local,
)
from rules.facts.claim_moments import Moment, is_day
from rules.facts.life_dates import LifeDates, life_dates, life_of
from rules.facts.told_dates import Attribute, ToldDate, told_dates
from rules.facts.told_differences import differ
from rules.facts.told_sentences import disputed, has_premiere, sentence_dates

YEAR = re.compile(r"\d{4}")
MOST_SHOWN = 3
MOST_MOMENTS = 40
"""A page that dates one event in more ways tells of many."""

READ = ("the lead", "the text")


@local
def changes_year(change: Change) -> bool:
    """Whether anything with a year was added or deleted."""
    old = change.old_wikitext or ""
    return any(YEAR.search(change.new_wikitext, *span) for span in change.added) or any(
        YEAR.search(old, *span) for span in change.deleted
    )


class LifeDatesDiffer(Rule):
    """Born 3 May 1950 in the infobox, 3 May 1951 in the lead."""

    meta = Meta(
        code="CLM006",
        name="life-dates-differ",
        summary="A birth, death, foundation, opening or release dated in two ways on the page",
        why="One of two different dates of the same birth, death or release must be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        only_if=changes_year,
        status=Status.STABLE,
        confidence=0.9,
        needs=(life_dates,),
        examples=(
            Example(
                "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n}}\n'''Ann Lee''' (born"
                " ⟦3 May 1951⟧) is a singer.",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer. Lee was born in Rome on"
                " ⟦3 May 1959⟧. She died in Rome on 4 June 1990.\n[[Category:1950 births]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer. Lee died in ⟦1991⟧ in Rome."
                "\n[[Category:1950 births]]\n[[Category:1990 deaths]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer.\n[[Category:1950 births]]\n"
                "⟦[[Category:1991 deaths]]⟧",
                old="'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer.\n[[Category:1950"
                " births]]",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox company\n| founded = {{start date and age|1943|7|28}}\n}}\nAcme is a"
                " company founded in ⟦1953⟧ in Rome.",
                title="Acme",
            ),
            Example(
                "{{Infobox museum\n| opened = 3 May 1950\n}}\nThe Acme Museum is in Rome. The"
                " museum opened on ⟦3 June 1950⟧.",
                title="Acme Museum",
            ),
            Example(
                "{{Infobox film\n| released = {{film date|1954|2|7}}\n}}\nThe Road is a ⟦1955⟧"
                " American film.\n[[Category:1954 films]]",
                title="The Road",
            ),
            Example(
                "{{Infobox album\n| released = 7 February 1954\n}}\nThe Road was released on"
                " ⟦7 March 1954⟧.",
                title="The Road",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n}}\n'''Ann Lee''' (born"
                " 1950) is a singer. Lee was born in May 1950.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="agrees at the shared precision",
            ),
            Example(
                "{{Infobox person\n| birth_date = c. 1950\n}}\n'''Ann Lee''' (born 3 May 1952) is a"
                " singer.\n[[Category:1951 births]]",
                title="Ann Lee",
                guard="circa",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950 or 1951) is a singer. Lee was born in 1952."
                "\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="two dates with or",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. Lee was born in 1952. Other sources"
                " give"
                " another birth.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="a dispute told on the page",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. According to Orr, Lee was born in"
                " 1952."
                "\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="an opinion",
            ),
            Example(
                "{{Infobox person\n| birth_date = 3 May 1750\n}}\n'''Ann Lee''' (14 May 1750 –"
                " 1 June 1790) was a singer.\n[[Category:1750 births]]",
                title="Ann Lee",
                guard="Old Style and New Style",
            ),
            Example(
                "{{Infobox person\n| birth_date = 3 February 1701\n}}\n'''Ann Lee''' (3 February"
                " 1702 – 1 June 1790) was a singer.",
                title="Ann Lee",
                guard="a year that began in March",
            ),
            Example(
                "'''Ann Lee''' (3 May 1750 – 1 June 1790) was a singer. Lee was baptised on 9 May"
                " 1751.\n[[Category:1750 births]]",
                title="Ann Lee",
                guard="baptised",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. Her son was born in 1975. Tom Lee was"
                " born in 1980. Lee's brother was born in 1952.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="a relative or a namesake",
            ),
            Example(
                "'''Ann Orr Lee''' (born 3 May 1950) is a singer. Tom Orr sang too. Orr died in"
                " 1975."
                "\n[[Category:1950 births]]\n[[Category:2001 deaths]]",
                title="Ann Orr Lee",
                guard="a name shared with somebody close",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. Lee was born in Rome and moved to"
                " Paris"
                " in 1952.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="another clause's date",
            ),
            Example(
                "{{Infobox company\n| founded = 1943\n| opened = 1950\n}}\nAcme was founded in"
                " 1943. The company was re-established in 1955. The company was incorporated in"
                " 1944.",
                title="Acme",
                guard="foundation, incorporation and a second foundation",
            ),
            Example(
                "{{Infobox company\n| founded = 1943 as Bolt, 1955 as Acme\n}}\nAcme was"
                " founded in 1943. The company was founded in 1955.",
                title="Acme",
                guard="two foundations in the infobox",
            ),
            Example(
                "{{Infobox museum\n| opened = 3 May 1950\n| established = 1940\n}}\nThe Acme"
                " Museum was founded in 1940. The museum opened in 1950. The museum opened its new"
                " wing in 1960.",
                title="Acme Museum",
                guard="foundation, opening and a part's opening",
            ),
            Example(
                "'Ann and Tom Lee' (born 1950 and 1952) are singers. Lee was born in Rome in 1950."
                "\n[[Category:1950 births]]\n[[Category:1952 births]]",
                title="Ann and Tom Lee",
                guard="two people",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\n== Family ==\nTom Orr was her"
                " brother. Their aunt sang.\n\nShe was born in 1920.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="a pronoun that may mean somebody of the paragraph before",
            ),
            Example(
                "{{Infobox university\n| established = 1957\n}}\nThe University of Acme is a"
                " university. The university was founded in 1870 as a school.",
                title="University of Acme",
                guard="founded as something else",
            ),
            Example(
                "{{Infobox settlement\n| established_title = Incorporated\n| established_date ="
                " 1890\n}}\nAcme was founded in 1850.",
                title="Acme",
                guard="the infobox dates another event",
            ),
            Example(
                "{{Infobox film\n| released = {{film date|1955|2|7}}\n}}\nThe Road is a 1954"
                " film. It was shown at the Rome festival.",
                title="The Road",
                guard="shown at a festival the year before",
            ),
            Example(
                "{{Infobox film\n| released = {{film date|1954|2|7|Rome|1955|3|1}}\n}}\nThe Road"
                " is a 1955 film. The film was released in Japan on 3 May 1956. The Road premiered"
                " in 1953.",
                title="The Road",
                guard="premiere, regions and several releases",
            ),
            Example(
                "{{Infobox film\n| released = {{film date|1954|2|7}}\n}}\nThe Road is a 1954 film."
                " The film was scheduled to be released on 3 May 1953. The anniversary edition of"
                " the film was released in 1974. The film was re-released in 1984.",
                title="The Road",
                guard="plans, and other events of the same verb",
            ),
            Example(
                "{{Infobox building\n| opened = {{start date|1931|5|1}}\n}}\nThe Acme Tower opened"
                " in 1250 ft of fog. The tower opened to the public in 1932. The Acme Tower"
                " reopened in 1950. If the Acme Tower opened in 1933, it would fall.",
                title="Acme Tower",
                guard="a measure, a public opening, a reopening, a condition",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. Orr wrote: \"Lee was born in 1952.\""
                " In the play, Lee was born in the 1960's.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="a quotation, a decade",
            ),
            Example(
                "'''Ann Lee''' (born {{circa|1950}}; died 1990) was a singer. Lee died in 2000 BC."
                "\n[[Category:1990 deaths]]",
                title="Ann Lee",
                guard="another era",
            ),
            Example(
                "{{Infobox person\n| birth_date = 1950\n}}\n'''Ann Lee''' is a singer. The album"
                " was"
                " released in 1960. The album was released in 1970.",
                title="Ann Lee",
                guard="her works",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1951) is a singer from Rome.\n[[Category:1950 births]]",
                old="'''Ann Lee''' (born 3 May 1951) is a singer.\n[[Category:1950 births]]",
                title="Ann Lee",
                guard="it was there before",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each attribute that two places of the page date differently."""
        change = context.change
        is_new = unit.document is change.new
        if is_new and change.old_wikitext is not None and not changes_year(change):
            return
        title = change.info.title
        life = context.fact(life_dates) if is_new else life_of(unit.document, title)
        for dates in _by_attribute(unit.document, title, life):
            clashing = _clashing(dates)
            if not clashing or _is_excused(unit.document, clashing):
                continue
            if not is_new:
                others = {at: _differing(at, clashing) for at in {date.moment for date in clashing}}
                # Whichever place the new revision is marked at, the fault was there before.
                yield from (_hit(date, others[date.moment]) for date in clashing)
                continue
            added = [date for date in clashing if change.added.touches(date.start, date.end)]
            oddest = _oddest(added or clashing, dates)
            yield _hit(oddest, _differing(oddest.moment, clashing))


def _by_attribute(document: Document, title: str, life: LifeDates) -> Iterator[list[ToldDate]]:
    found, doubtful = told_dates(document, life)
    found += sentence_dates(document, title, life)
    for attribute in Attribute:
        if attribute not in doubtful:
            yield [date for date in found if date.attribute is attribute]


def _clashing(dates: Sequence[ToldDate]) -> list[ToldDate]:
    """The dates that others differ from; none of a list of many, which are not of one event."""
    moments = {date.moment for date in dates}
    if len(moments) > MOST_MOMENTS:
        return []
    odd = {one for one in moments if any(differ(one, other) for other in moments)}
    return [date for date in dates if date.moment in odd]


def _is_excused(document: Document, clashing: Sequence[ToldDate]) -> bool:
    """Whether the page disputes the date, or a premiere comes in the year before a release."""
    attribute = clashing[0].attribute
    if disputed(document, attribute):
        return True
    years = [date.moment.year for date in clashing]
    return (
        attribute is Attribute.RELEASE and max(years) - min(years) == 1 and has_premiere(document)
    )


def _oddest(candidates: Sequence[ToldDate], dates: Sequence[ToldDate]) -> ToldDate:
    """The one of the candidates that most of the dates differ from, sentences before boxes."""
    told = Counter(date.moment for date in dates)
    oddities = {
        one: sum(count for other, count in told.items() if differ(one, other))
        for one in {date.moment for date in candidates}
    }
    return max(candidates, key=lambda date: (oddities[date.moment], date.where in READ))


def _differing(at: Moment, dates: Sequence[ToldDate]) -> list[ToldDate]:
    return list(islice((date for date in dates if differ(at, date.moment)), MOST_SHOWN))


def _hit(date: ToldDate, others: Sequence[ToldDate]) -> Hit:
    return Hit(
        start=date.start,
        end=date.end,
        message=f"The {date.attribute.value} is dated {_written(date.moment)} here and"
        f" {_written(others[0].moment)} in {others[0].where}. These differ.",
        evidence=tuple(Evidence(o.start, o.end, TextName.NEW_WIKITEXT) for o in others),
    )


def _written(at: Moment) -> str:
    if is_day(at):
        return f"{at.first.day} {at.first:%B} {at.year}"
    return f"{at.first:%B} {at.year}" if at.last.month == at.first.month else f"{at.year}"
