"""Finds dates in citations that cannot be: accessed before it was published, or in the future.

Looks inside citation templates and references written by hand. Only full dates are compared:
``access-date`` and ``archive-date`` with the day of publication, more than two days before it,
since time zones and early editions blur the rest; and each of them, and the ``year``, with the day
of the revision. A day that does not exist counts as well. The dates of journals, magazines and
books are those of a cover, which may lie ahead, so they are not compared. By hand a date is one of
access if a word says so; it is compared with the only other date of its reference, and only if
months lie between.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Element,
    ElementKind,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.citation_dates import (
    PUBLICATION,
    PUBLISHED_LABELS,
    CitationDate,
    CitationDates,
    citation_dates,
)
from rules.facts.reference_dates import reference_dates

DATED_AHEAD = re.compile(
    r"\b(?:charts?|singles?|albums|Billboard|Hot 100|Top \d+|weekly|magazine|issue|bulletin|"
    r"gazette|journal|Economist|Newsweek|New Yorker|Spiegel|Spectator|New Statesman|Rolling Stone|"
    r"New Scientist|schedule|listings?|timetable|calendar|programme|fixtures?)\b",
    re.IGNORECASE,
)
LONGEST_AHEAD = 14
"""Charts, weeklies and programmes are out up to so many days before the day they are dated."""

LONGEST_COVER = 100
"""Days by which the cover of a periodical, which no parameter tells by hand, may be dated ahead."""

FIRST_SURE_YEAR = 1924
"""Before it newspapers of some countries went by the Julian calendar."""

TOLERANCE = datetime.timedelta(days=2)
"""A day for the time zone, a day for the edition that is out the evening before."""


class ImpossibleAccessDate(Rule):
    """access-date=3 May 2010 of a page published on 12 June 2010."""

    meta = Meta(
        code="DAT022",
        name="impossible-access-date",
        summary="A citation that was accessed before it was published, or in the future",
        why="Nobody can have read the source on that day, so one of the dates is wrong.",
        source=Source("Help:CS1 errors", "https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.MARKUP,
        status=Status.STABLE,
        confidence=0.93,
        guards=frozenset(),
        examples=(
            Example("<ref>{{cite web|url=//a.b|date=12 June 2010|access-date=⟦3 May 2010⟧}}</ref>"),
            Example("<ref>{{Cite news |date=June 12, 2010 |accessdate= ⟦May 3, 2010⟧ }}</ref>"),
            Example("{{cite web|date=2010-06-12|archive-date=⟦2010-05-03⟧|access-date=}}"),
            Example("{{cite web|date=12 June 2010<!-- ? -->|access-date=⟦3 May 2010⟧ <!-- ! -->}}"),
            Example("{{citation|title=A|date=12 June 2010|access-date=⟦2010-05-03⟧}}"),
            Example(
                "{{cite web|url=http://a.b|access-date=⟦3 May 2031⟧}}",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
            ),
            Example(
                "{{cite news|date=⟦3 May 2031⟧}}",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
            ),
            Example(
                "{{cite book|title=A|year=⟦2201⟧}}",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
            ),
            Example("{{cite web|url=http://a.b|access-date=⟦31 April 2010⟧}}"),
            Example("{{cite web|url=http://a.b|date=⟦29 February 2010⟧}}"),
            Example(
                "{{cite web|date=⟦12 June 2010⟧|access-date=3 May 2010}}",
                old="{{cite web|date=12 April 2010|access-date=3 May 2010}}",
            ),
            Example(
                "{{cite web|date=9 May 2010|archive-date=⟦1 May 2010⟧|access-date=2 May 2010}}"
            ),
            Example("A.<ref>News, 12 June 2010. Retrieved ⟦3 May 2009⟧.</ref>"),
            Example("A.<ref>''News'' (⟦31 June 2010⟧).</ref>"),
            Example(
                "A.<ref>[http://a.b Rome]. Retrieved on ⟦3 May 2031⟧.</ref>",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
            ),
            Example("A.<ref>News, 12 June 2010. Retrieved 3 July 2010.</ref>", guard="in order"),
            Example("A.<ref>News, 12 June 2010. Retrieved 3 May 2010.</ref>", guard="a cover"),
            Example(
                "A.<ref>News, 2 May 2008, and 3 May 2010. Retrieved 4 May 2009.</ref>",
                guard="more than one source",
            ),
            Example("A.<ref>Gazette, 29 February 1900.</ref>", guard="perhaps a Julian date"),
            Example('A.<ref>"The 31 June 2010", News.</ref>', guard="a title"),
            Example(
                "A.<ref>The Rome Times, 3 June 2021.</ref>",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
                guard="a cover ahead of its time",
            ),
            Example("{{cite web|date=3 May 2010|access-date=12 June 2010}}", guard="in order"),
            Example("{{cite web|date=3 May 2010|access-date=2 May 2010}}", guard="one day"),
            Example("{{cite web|date=5 May 2010|access-date=3 May 2010}}", guard="two days"),
            Example("{{cite journal|date=12 June 2010|access-date=3 May 2010}}", guard="a journal"),
            Example("{{cite magazine|date=12 June 2010|access-date=3 May 2010}}", guard="a cover"),
            Example("{{cite book|date=12 June 2010|access-date=3 May 2010}}", guard="a book"),
            Example(
                "{{cite web|journal=A|issue=3|date=12 June 2010|access-date=3 May 2010}}",
                guard="a journal under another template",
            ),
            Example(
                "{{cite web|title=Top 40 singles chart|date=12 June 2010|access-date=8 June 2010}}",
                guard="a chart is dated ahead",
            ),
            Example(
                "{{cite web|title=Top 40|date=12 June 2010|access-date=⟦8 May 2010⟧}}",
            ),
            Example("{{cite web|date=June 2010|access-date=3 May 2010}}", guard="only a month"),
            Example("{{cite web|date=2010|access-date=3 May 2009}}", guard="only a year"),
            Example("{{cite web|date=c. 12 June 2010|access-date=3 May 2010}}", guard="circa"),
            Example("{{cite web|date=12–14 June 2010|access-date=3 May 2010}}", guard="a range"),
            Example("{{cite web|date={{date|2010}}|access-date=3 May 2010}}", guard="a template"),
            Example("{{Infobox film|date=12 June 2010|access-date=3 May 2010}}", guard="no source"),
            Example("{{cite web|access-date=3 May 2031}}", guard="no time of the revision"),
            Example(
                "{{cite web|access-date=4 May 2021}}",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
                guard="tomorrow, in another time zone",
            ),
            Example(
                "{{cite magazine|date=3 June 2021|access-date=3 May 2021}}",
                timestamp=datetime.datetime(2021, 5, 4, tzinfo=datetime.UTC),
                guard="a cover ahead of its time",
            ),
            Example(
                "{{cite book|title=A|year=2022}}",
                timestamp=datetime.datetime(2021, 5, 3, tzinfo=datetime.UTC),
                guard="a book of next year",
            ),
            Example("<!-- {{cite web|access-date=31 April 2010}} -->", guard="a comment"),
            Example("<nowiki>{{cite web|access-date=31 April 2010}}</nowiki>", guard="not markup"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date of a citation that contradicts another, or the day of the revision."""
        if unit.element is None:
            return
        if unit.element.kind is ElementKind.REFERENCE:
            yield from _by_hand(unit, unit.element, context.change)
            return
        citation = citation_dates(unit.text, unit.element)
        if citation is None:
            return
        for field in citation.fields:
            if field.day is None:
                yield Hit(
                    start=field.span.start,
                    end=field.span.end,
                    message=f"The {field.label} {field.written} does not exist; please check it.",
                )
        yield from _future(citation, context.change)
        yield from _before_publication(unit, citation, context.change)


def _future(citation: CitationDates, change: Change) -> Iterator[Hit]:
    """The dates after the day of the revision."""
    moment = change.info.timestamp
    if moment is None:
        return
    latest = moment.date() + TOLERANCE
    for field in citation.fields:
        is_cover = citation.has_cover and field.label == PUBLICATION
        if field.day is not None and field.day > latest and not is_cover:
            yield Hit(
                start=field.span.start,
                end=field.span.end,
                message=f"The {field.label} {field.written} lies after the day of the edit,"
                f" {moment.date().isoformat()}; please check it.",
            )
    for span, year in citation.years:
        if year > moment.year + 1:
            yield Hit(
                start=span.start,
                end=span.end,
                message=f"The year {year} lies after that of the edit; please check it.",
            )


def _before_publication(unit: Unit, citation: CitationDates, change: Change) -> Iterator[Verdict]:
    """The day of access or archiving, if it is before the day of publication; one a citation."""
    published = [f for f in citation.fields if f.label in PUBLISHED_LABELS]
    read = [f for f in citation.fields if f.label not in PUBLISHED_LABELS]
    for field in read:
        for source in published:
            days = 0 if source.day is None or field.day is None else (source.day - field.day).days
            if days <= TOLERANCE.days:
                continue
            if citation.has_cover:
                yield Silenced(field.span.start, field.span.end, "the date of a cover")
                continue
            if days <= LONGEST_AHEAD and DATED_AHEAD.search(unit.text):
                yield Silenced(field.span.start, field.span.end, "dated ahead, perhaps")
                continue
            # The date that the edit put in is the one to look at.
            marked, other = field, source
            if not _is_added(unit, change, field) and _is_added(unit, change, source):
                marked, other = source, field
            yield Hit(
                start=marked.span.start,
                end=marked.span.end,
                message=f"The {field.label} {field.written} is {days} days before the"
                f" {source.label} {source.written}; please check both.",
                evidence=(Evidence(*other.span, TextName.UNIT),),
            )
            return


def _is_added(unit: Unit, change: Change, field: CitationDate) -> bool:
    return change.added.touches(unit.start + field.span.start, unit.start + field.span.end)


def _by_hand(unit: Unit, reference: Element, change: Change) -> Iterator[Verdict]:
    """The dates of a reference without a template that cannot be; at most one that contradicts."""
    dates = reference_dates(unit.document, reference)
    moment = change.info.timestamp
    for date in dates:
        start, end = date.written.start, date.written.end
        if date.day is None:
            if (date.written.year or 0) < FIRST_SURE_YEAR:
                yield Silenced(start, end, "perhaps a date of another calendar")
                continue
            yield Hit(
                start=start,
                end=end,
                message=f"The date {unit.text[start:end]} does not exist; please check it.",
            )
        elif date.is_access and moment is not None and date.day > moment.date() + TOLERANCE:
            yield Hit(
                start=start,
                end=end,
                message=f"The access date {unit.text[start:end]} lies after the day of the edit,"
                f" {moment.date().isoformat()}; please check it.",
            )
    if len(dates) != 2 or dates[0].is_access or not dates[1].is_access:
        return
    source, access = dates
    if source.day is None or access.day is None:
        return
    days = (source.day - access.day).days
    start, end = access.written.start, access.written.end
    if days > LONGEST_COVER:
        yield Hit(
            start=start,
            end=end,
            message=f"The access date {unit.text[start:end]} is {days} days before the date"
            f" {unit.text[source.written.start : source.written.end]}; please check both.",
            evidence=(Evidence(source.written.start, source.written.end, TextName.UNIT),),
        )
    elif days > TOLERANCE.days:
        yield Silenced(start, end, "the date of a cover, perhaps")
