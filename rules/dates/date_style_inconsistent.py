"""Finds added dates against the article's date style: May 3, 1950 under {{Use dmy dates}}.

The style is that of the article's tag, or of its clear majority before the edit. Without either,
both forms are right and nothing is said. The date is offered in the article's style, with the
comma after it put in or left out as that style asks. References and their lists, quotations,
titles, link labels, and names that hold a date (September 11 attacks) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    ElementKind,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.date_names import names_event
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.date_style import date_style, in_other_style
from rules.facts.dates import MONTH, DateForm, WrittenDate, dates_in, marks_near
from rules.facts.numbers import numbers_something

NAMED_DAYS = {(9, 11), (7, 4), (1, 6), (10, 7)}
"""Month and day of events that go by their date: September 11, July 4, January 6, October 7."""

LIST_SECTION = re.compile(
    r"\s*(?:references?|notes?|footnotes?|citations?|bibliography|further reading|sources?|"
    r"external links?|works cited|literature|notes and references|publications?)\s*\Z",
    re.IGNORECASE,
)
MONTH_ONLY = re.compile(r"\b(?:in|during|early|late|mid|of)[\s-]\Z", re.IGNORECASE)
COUNT_NEXT = re.compile(r"\s(?:[a-z]+\s){0,2}(?:people|men|women|children|[a-z]{3,20}(?<!s)s)\b")
OF_INSIDE = re.compile(r"\bof\s\Z")
"""After "the 3rd of" another word order would leave "the" behind."""

TITLE_BEFORE = re.compile(r"[\"”’'»]\s?[,(.]{0,2}\s?\Z")
STYLES = frozenset({DateForm.DMY, DateForm.MDY})
DIGITS_NEXT = re.compile(r",?\s?\d(?!\d?:\d\d)")
"""A clock time may follow a date, but no other number."""


class DateStyleInconsistent(Rule):
    """May 3, 1950 → 3 May 1950 in an article with dmy dates."""

    meta = Meta(
        code="DAT012",
        name="date-style-inconsistent",
        summary="A date in another style than the article's",
        why="An article writes all its dates in one style, and this one has chosen the other.",
        source=Source.enwiki("MOS:DATEUNIFY"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.9,
        needs=(date_style,),
        # The date it offers is free of the faults of form that these find in it.
        supersedes=("DAT001", "DAT002", "DAT005", "DAT006"),
        triggers=(
            rf"(?:{MONTH})\.?{GAP_TRIGGER}\d",
            rf"\d(?:st|nd|rd|th)?{GAP_TRIGGER}(?:{MONTH})\b",
        ),
        reach=60,
        examples=(
            Example("{{Use dmy dates}}\nHe left on ⟦May 3, 1950⟧.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nHe left on ⟦May 3⟧ for Rome.", fix="3 May"),
            Example("{{Use dmy dates}}\nHe left on ⟦May   3,  1950⟧.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nOn ⟦May 3, 1950⟧, he left.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nHe was born on ⟦May 3, 1950,⟧ in Rome.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nOn ⟦May 3, 1950⟧, in Rome, he left.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nThe ⟦May 3, 1950,⟧ meeting failed.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nIt ran ⟦May 3–5, 1950⟧.", fix="3–5 May 1950"),
            Example("{{dmy}}\nIt fell on ⟦May 3 and 4, 1950⟧.", fix="3 and 4 May 1950"),
            Example("{{Use DMY dates}}\n* ⟦Sept. 3, 1950⟧: it fell", fix="3 Sept. 1950"),
            Example("{{Use dmy dates}}\n{{Infobox film\n| released = ⟦May 3, 1950⟧\n}}"),
            Example("{{Use dmy dates}}\n{|\n|-\n| ⟦May 3, 1950⟧ || Rome\n|}", fix="3 May 1950"),
            Example("{{Use dmy dates}}\n[[File:A.jpg|thumb|Rome, ⟦May 3, 1950⟧]]"),
            Example("{{use mdy}}\nHe left on ⟦3 May 1950⟧.", fix="May 3, 1950"),
            Example("{{use mdy}}\nOn ⟦3 May 1950⟧ he left.", fix="May 3, 1950,"),
            Example("{{Use mdy dates}}\nOn ⟦Monday 3 May⟧ he left.", fix="Monday, May 3"),
            Example("{{Use mdy dates}}\nOn ⟦3 May 1950⟧, he left.", fix="May 3, 1950"),
            Example("{{mdy}}\nHe left on ⟦3 May⟧ for Rome.", fix="May 3"),
            Example("{{Use mdy dates}}\nIt ran ⟦3–5 May 1950⟧.", fix="May 3–5, 1950"),
            Example("{{Use mdy dates}}\nIt ran from ⟦3 to 5 May 1950⟧.", fix="May 3 to 5, 1950"),
            Example(
                "It fell on 1 May 1950, 2 June 1951, 3 July 1952, 4 May 1953 and 5 June 1954.\n\n"
                "It rose on ⟦May 6, 1955⟧.",
                old="It fell on 1 May 1950, 2 June 1951, 3 July 1952, 4 May 1953 and 5 June 1954."
                "\n",
                fix="6 May 1955",
            ),
            Example(
                "It fell on 1 May 1950, 2 June 1951 and 3 July 1952.\n\nIt rose on May 6, 1955.",
                old="It fell on 1 May 1950, 2 June 1951 and 3 July 1952.\n",
                guard="no clear majority",
            ),
            Example(
                "{{Use dmy dates}}\nIt fell on May 1, 1950, June 2, 1951, July 3, 1952, May 4, 1953"
                " and June 5, 1954.",
                guard="a tag that nearly all dates of the page go against",
            ),
            Example("It rose on May 6, 1955.", guard="no style chosen"),
            Example("{{Use dmy dates}}{{Use mdy dates}}\nIt rose on May 6.", guard="two tags"),
            Example("{{Use dmy dates}}\nIt rose on 6 May 1955.", guard="the article's style"),
            Example("{{Use dmy dates}}\n* Seen: 1955-05-06", guard="an ISO date"),
            Example("{{Use dmy dates}}\nA.<ref>Paper, May 3, 1950.</ref>", guard="a reference"),
            Example('{{Use dmy dates}}\nIt read "May 3, 1950".', guard="a quotation"),
            Example("{{Use dmy dates}}\n''May 3, 1950'' is a play.", guard="a title"),
            Example("{{Use dmy dates}}\n''The Paper'', May 3, 1950.", guard="after a title"),
            Example("{{Use dmy dates}}\nSee [[May 3, 1950]].", guard="a link's title"),
            Example("{{Use dmy dates}}\nSee [[Rome|May 3, 1950]].", guard="a link's label"),
            Example("{{Use dmy dates}}\nThe September 11 attacks.", guard="the name of an event"),
            Example("{{Use dmy dates}}\nOn ⟦May 3⟧ protests broke out.", fix="3 May"),
            Example("{{Use dmy dates}}\nOn ⟦May 3⟧ several riots began.", fix="3 May"),
            Example("{{Use dmy dates}}\nOn ⟦May 3, 1950⟧ Lee rejoined.", fix="3 May 1950"),
            Example("{{Use mdy dates}}\nOn ⟦3 May 1950⟧ Lee rejoined.", fix="May 3, 1950,"),
            Example("{{Use dmy dates}}\nOn ⟦May 3⟧ Lee of Rome left.", fix="3 May"),
            Example("{{Use dmy dates}}\nIt began ⟦May 3, 1950⟧ 00:30:12.", fix="3 May 1950"),
            Example("{{Use dmy dates}}\nThe July 7, 2005 London Bombings.", guard="an event"),
            Example("{{Use dmy dates}}\nA talk on July 7 London bombings.", guard="an event"),
            Example("{{Use mdy dates}}\nIt lies on 3 May Street.", guard="the name of a street"),
            Example("{{Use mdy dates}}\nIt was the 3 May Act.", guard="the name of an act"),
            Example("{{Use dmy dates}}\nThe October 5 terror attacks.", guard="an event's name"),
            Example("{{Use dmy dates}}\nThe May 4 Movement.", guard="the name of an event"),
            Example("{{Use mdy dates}}\nThe 20 July plot.", guard="the name of an event"),
            Example("{{Use mdy dates}}\nThe 26 July Movement.", guard="the name of an event"),
            Example("{{Use dmy dates}}\nThe January 6 committee.", guard="the name of an event"),
            Example("{{Use dmy dates}}\nAfter September 11 it grew.", guard="a day as a name"),
            Example("{{Use mdy dates}}\nThe Windows 10 May 2020 build.", guard="part of a name"),
            Example("{{Use mdy dates}}\nSee no. 3 May 1950 for it.", guard="after a list noun"),
            Example("{{Use dmy dates}}\nIn March 20 people left.", guard="a month and a count"),
            Example(
                "{{Use dmy dates}}\n== Further reading ==\n* Doe, J. (May 3, 1950). Rome.",
                guard="a list of sources",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date in the other style, unless it is part of a name or of a source."""
        dates = [date for date in dates_in(unit.text) if date.form in STYLES]
        if not dates:
            return
        style = context.fact(date_style)
        if style.form is None:
            return
        for date in dates:
            if date.form is style.form:
                continue
            guard = _guard(unit, date)
            if guard is None and style.contradicted:
                guard = "the tag is at odds with the page"
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            span, mended = in_other_style(unit.text, date)
            yield Hit(
                start=span.start,
                end=span.end,
                message=f"Dates here are written {style.form.value}: {style.basis}. Write"
                f" {mended.rstrip(',')}.",
                suggestions=(mended,),
            )


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    text = unit.text
    before = text[max(date.start - 24, 0) : date.start]
    if names_event(text, date):
        return "the name of an event"
    if date.year is None and (date.month, date.days[0]) in NAMED_DAYS:
        return "a day that names an event"
    if DIGITS_NEXT.match(text, date.end):
        return "digits follow"
    if date.form is DateForm.DMY and numbers_something(text, date.start):
        return "a number that belongs to what stands before"
    if date.form is DateForm.MDY:
        if date.year is None and MONTH_ONLY.search(before):
            return "a month and a count"
        if COUNT_NEXT.match(text, date.end) and not before.lower().endswith(("the ", "on ")):
            return "a month and a count"
        if date.year is not None and COUNT_NEXT.match(text, date.end) and date.year % 100 == 0:
            return "a date and a count"
    if OF_INSIDE.search(text[date.start : date.month_span.start]):
        return "the form of the date is a fault of its own"
    if TITLE_BEFORE.search(before):
        return "a date after a title"
    return _place(unit, date)


def _place(unit: Unit, date: WrittenDate) -> str | None:
    """The reason for silence that lies in where the date stands."""
    document = unit.document
    start, end = unit.start + date.start, unit.start + date.end
    wiki_start, wiki_end = document.prose.wikitext_span(start, end)
    if LIST_SECTION.match(document.section_at(wiki_start).title):
        return "a list of sources"
    links = document.elements_within(
        max(wiki_start - 400, 0), wiki_end, ElementKind.LINK, ElementKind.EXTERNAL_LINK
    )
    if any(link.end > wiki_start for link in links):
        return "a link's label"
    for mark in marks_near(document, start - 300, start):
        if mark.kind is Guard.ITALIC and start - 3 <= mark.end <= start:
            return "a date after a title"
    return None
