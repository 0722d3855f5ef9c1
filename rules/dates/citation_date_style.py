"""Finds dates of citations in another style than the article's: |date=3 May 2010 among May 3, 2010.

Looks inside references. Under {{Use dmy dates}} or {{Use mdy dates}} the citation templates show
every date in that style, or in that of the tag's ``cs1-dates``, however it is written; there only
references written by hand are read, and a year-month-day date is left alone. Without a tag the
style is that of nearly all the page's citations before the edit: one for dates of publication, one
for dates of access and archiving, which may differ and may be year-month-day. A date in the style
that the text itself has is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Element,
    ElementKind,
    Example,
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
from rules.facts.citation_dates import citation_dates
from rules.facts.citation_style import citation_style, in_form
from rules.facts.date_style import StyleOrigin, date_style
from rules.facts.dates import MONTH, DateForm
from rules.facts.reference_dates import reference_dates

REFORMATTED = re.compile(r"\|\s{0,20}df\s{0,20}=\s{0,20}[a-z]")
"""A citation that sets the style of its dates itself."""

_FIVE = "".join(f"{{{{cite web|title=A|date={day} May 2010}}}}" for day in range(1, 6))
_PROSE = "It fell on May 1, 1950, June 2, 1951, July 3, 1952, May 4, 1953 and June 5, 1954.\n"
_FIVE_READ = "".join(f"{{{{cite web|title=A|access-date=2010-05-0{day}}}}}" for day in range(1, 6))
_BY_HAND = "".join(f"<ref>News, May {day}, 2010.</ref>" for day in range(1, 6))


class CitationDateStyle(Rule):
    """|date=May 3, 2010 where all other citations write 3 May 2010."""

    meta = Meta(
        code="DAT024",
        name="citation-date-style",
        summary="A date of a citation in another style than the article's",
        why="An article writes the dates of its references in one style.",
        source=Source.enwiki("MOS:DATEUNIFY"),
        severity=Severity.ADVICE,
        category=Class.COSMETIC,
        scope=Scope.MARKUP,
        status=Status.PREVIEW,
        confidence=0.85,
        needs=(citation_style, date_style),
        guards=frozenset(),
        triggers=(rf"(?:{MONTH})\.?[\s,]{{1,3}}\d", rf"\d[\s]{{1,3}}(?:{MONTH})\b", r"\d-\d\d-\d"),
        examples=(
            Example(
                _FIVE + "{{cite web|title=A|date=⟦June 3, 2011⟧}}", old=_FIVE, fix="3 June 2011"
            ),
            Example(_FIVE + "{{cite web|title=A|date=⟦2011-06-03⟧}}", old=_FIVE, fix="3 June 2011"),
            Example(
                _FIVE_READ + "{{cite web|title=A|access-date=⟦3 June 2011⟧}}",
                old=_FIVE_READ,
                fix="2011-06-03",
            ),
            Example(
                _FIVE_READ + "{{cite web|title=A|archive-date=⟦June 3, 2011⟧}}",
                old=_FIVE_READ,
                fix="2011-06-03",
            ),
            Example(
                "{{Use dmy dates}}\nA.<ref>Lee, A. ''Rome''. News, ⟦May 3, 1950⟧.</ref>",
                fix="3 May 1950",
            ),
            Example(
                "{{Use mdy dates}}\nA.<ref>[http://a.b Rome], News. Retrieved ⟦3 May 2010⟧.</ref>",
                fix="May 3, 2010",
            ),
            Example(
                "{{Use dmy dates|cs1-dates=ly}}\nA.<ref>News, ⟦May 3, 2010⟧</ref>",
                fix="3 May 2010",
            ),
            Example(
                _FIVE + "{{cite web|title=A|access-date=June 3, 2011}}",
                old=_FIVE,
                guard="dates of access may have a style of their own",
            ),
            Example(
                "{{Use dmy dates}}" + _FIVE + "{{cite web|title=A|date=June 3, 2011}}",
                old="{{Use dmy dates}}" + _FIVE,
                guard="the tag sets the style of the templates",
            ),
            Example(
                "{{Use dmy dates|cs1-dates=y}}\nA.<ref>News, 2010-05-03.</ref>",
                guard="a year-month-day date",
            ),
            Example("{{Use dmy dates}}\nA.<ref>News, 3 May 2010.</ref>", guard="the tag's style"),
            Example(
                "{{cite web|title=A|date=June 3, 2011}}{{cite web|title=A|date=4 June 2011}}",
                guard="no clear majority",
            ),
            Example("A.<ref>News, May 3, 2010.</ref>", guard="no tag"),
            Example(
                "{{Use dmy dates}}\nA.<ref>''Rome, May 3, 2010'', News.</ref>", guard="a title"
            ),
            Example(
                '{{Use dmy dates}}\nA.<ref>"Rome, May 3, 2010". News.</ref>', guard="a quotation"
            ),
            Example(
                "{{Use dmy dates}}\nA.<ref>[http://a.b Rome, May 3, 2010]</ref>",
                guard="the title of a link",
            ),
            Example(
                "{{Use dmy dates}}\nA.<ref>Report of the May 3, 2010 meeting, p. 4.</ref>",
                guard="part of a title",
            ),
            Example("{{Use dmy dates}}\nA.<ref>News, May 2010.</ref>", guard="no day"),
            Example(
                "{{Use dmy dates}}\n" + _BY_HAND + "<ref>News, May 6, 2010.</ref>",
                old="{{Use dmy dates}}\n" + _BY_HAND,
                guard="nearly all references go against the tag",
            ),
            Example(
                "{{Use dmy dates}}\nIt fell on May 1, 1950, June 2, 1951, July 3, 1952, May 4, 1953"
                " and June 5, 1954.<ref>News, May 3, 2010.</ref>",
                guard="nearly all dates of the page go against the tag",
            ),
            Example(
                _PROSE + _FIVE + "{{cite web|title=A|date=June 3, 2011}}",
                old=_PROSE + _FIVE,
                guard="the style that the text itself has",
            ),
            Example(
                _FIVE + "{{cite web|title=A|date=June 3, 2011|df=dmy-all}}",
                old=_FIVE,
                guard="a citation that is shown in another style than it is written in",
            ),
            Example(
                "{{Use dmy dates}}{{Use mdy dates}}\nA.<ref>News, May 3, 2010.</ref>",
                guard="two tags",
            ),
            Example(_FIVE + "{{Infobox film|date=June 3, 2011}}", old=_FIVE, guard="no citation"),
            Example(_FIVE + "<!-- {{cite web|date=June 3, 2011}} -->", old=_FIVE, guard="hidden"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date of a citation that is not in the style of the others, or of the tag."""
        element = unit.element
        if element is None:
            return
        if element.kind is ElementKind.REFERENCE:
            yield from _by_hand(unit, element, context)
            return
        citation = citation_dates(unit.text, element)
        if citation is None or not citation.fields:
            return
        style = context.fact(citation_style)
        guard = "a style of its own" if REFORMATTED.search(unit.text) else None
        for date in citation.fields:
            form = style.of(date)
            if form is None or date.form is form or date.day is None:
                continue
            if guard is None and context.fact(date_style).form is date.form:
                guard = "the style of the text"
            if guard is not None:
                yield Silenced(date.span.start, date.span.end, guard)
                continue
            mended = in_form(date.day, date.month_name, form)
            yield Hit(
                start=date.span.start,
                end=date.span.end,
                message=f"Nearly all citations here write such a date {form.value}; this"
                f" {date.label} would be {mended}.",
                suggestions=(mended,),
            )


def _by_hand(unit: Unit, reference: Element, context: Context) -> Iterator[Verdict]:
    """The dates of a reference without a template that are not in the style of the tag."""
    dates = reference_dates(unit.document, reference)
    dates = [date for date in dates if date.written.form is not DateForm.ISO]
    style = context.fact(date_style) if dates else None
    if style is None or style.form is None or style.origin is not StyleOrigin.TAG:
        return
    for date in dates:
        written = date.written
        if date.day is None or written.form is style.form:
            continue
        if style.contradicted or context.fact(citation_style).by_hand is written.form:
            yield Silenced(written.start, written.end, "the tag is at odds with the page")
            continue
        mended = in_form(date.day, written.month_name, style.form)
        yield Hit(
            start=written.start,
            end=written.end,
            message=f"Dates here are written {style.form.value}: {style.basis}. Write {mended}.",
            suggestions=(mended,),
        )
