"""Finds dates of the form 1950-05-03 in running text.

They belong in tables, infoboxes and references, where room is short. It leaves those alone, and
lists that begin with a date, access dates, text about date formats or file names, and titles. The
date is offered in the article's style; where it has none, in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Class,
    Context,
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
from rules.facts.date_forms import is_in_source_list
from rules.facts.date_style import date_style
from rules.facts.dates import DateForm, WrittenDate, dates_in, month_days
from rules.facts.locale_names import ENGLISH
from rules.facts.numbers import LIST_NOUN

ACCESSED = re.compile(
    r"\b(?:access(?:ed)?(?:[ -]date)?|retrieved|archived|viewed|updated|checked|visited|consulted|"
    r"as at|stand)\b[\s:=(on]{0,5}\Z",
    re.IGNORECASE,
)
CITATION_END = re.compile(r"\)\.\s?\w")
"""After a date in brackets: a source was put into the text, its title follows."""

ABOUT_FORMATS = re.compile(
    r"\b(?:ISO[ -]?8601|date formats?|formatted|format|timestamps?|file ?names?|YYYY|"
    r"yyyy-mm-dd|SQL)\b"
)
ABOUT_FILES = re.compile(
    r"\b(?:database|versions?|snapshots?|builds?|releases? numbers?|code|parsed?|syntax|strings?|"
    r"designat\w+|provisional)\b"
)
"""Words of texts in which such digits may name a thing, unless "on" or "until" says otherwise."""

DAY_CUE = re.compile(r"\b(?:on|since|until|till|before|after|born|died)\s\Z", re.IGNORECASE)
SENTENCE_CUE = re.compile(
    r"\b(?:on|since|until|till|from|by|before|after|dated|born|died|to|of|between|and|the)\s\Z",
    re.IGNORECASE,
)
"""Words that show, in a list item, that the date is part of a sentence."""

WORD_FOLLOWS = re.compile(r"\ufffc*\s(?!\()[\w\[]")


class IsoDateInProse(Rule):
    """1950-05-03 → 3 May 1950."""

    meta = Meta(
        code="DAT008",
        name="iso-date-in-prose",
        summary="A date in digits within running text (1950-05-03)",
        why="In a sentence a date is read aloud, so it is written with its month in words.",
        source=Source.enwiki("MOS:DATEFORMAT"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.93,
        needs=(date_style,),
        blocks=frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION}),
        triggers=(r"[12]\d\d\d-[01]\d-[0-3]\d",),
        examples=(
            Example("It opened on ⟦1950-05-03⟧.", fix="3 May 1950"),
            Example("It opened on ⟦1950-05-03⟧ in Rome.", fix="May 3, 1950,"),
            Example("{{Use dmy dates}}\nIt opened on ⟦1950-05-03⟧.", fix="3 May 1950"),
            Example("{{Use mdy dates}}\nIt opened on ⟦1950-05-03⟧.", fix="May 3, 1950"),
            Example("It ran from ⟦1950-05-03⟧ to ⟦1950-06-04⟧.", fix="3 May 1950"),
            Example("Ann Lee (born ⟦1950-05-03⟧) is a poet.", fix="3 May 1950"),
            Example("* It opened on ⟦1950-05-03⟧ to a full house.", fix="3 May 1950"),
            Example("[[File:A.jpg|thumb|Rome on ⟦1950-05-03⟧]]", fix="3 May 1950"),
            Example("It '''opened''' on '''⟦1950-05-03⟧'''.", fix="3 May 1950"),
            Example("On ⟦1950-05-03⟧ the designated host won.", fix="3 May 1950"),
            Example("The version 1950-05-03 is the latest.", guard="a version"),
            Example("It opened on [[1950-05-03]].", guard="the title of a page"),
            Example("It opened on 3 May 1950.", guard="a month in words"),
            Example("{|\n|-\n| 1950-05-03 || Rome\n|}", guard="a table"),
            Example("{{Infobox film\n| released = 1950-05-03\n}}", guard="an infobox"),
            Example("Yes.<ref>Daily News, 1950-05-03</ref>", guard="a reference"),
            Example("{{cite web|title=A|date=1950-05-03}}", guard="a template parameter"),
            Example("Ann Lee, Daily News (1950-05-03). A day in Rome.", guard="a source"),
            Example("* 1950-05-03: it opened", guard="a list of dates"),
            Example("* Date started: 1950-05-03", guard="a list of dates"),
            Example("Rome: a guide, accessed 2010-05-03.", guard="an access date"),
            Example("Retrieved on 2010-05-03.", guard="an access date"),
            Example("A date such as 1950-05-03 has the format of ISO 8601.", guard="a format"),
            Example("The file name 1950-05-03 is taken.", guard="a file name"),
            Example("Object 2010-05-031 was lost.", guard="a code"),
            Example("Log 1950-05-03-B was lost.", guard="a code"),
            Example("It opened on 1950-02-31.", guard="a date that does not exist"),
            Example("''1950-05-03'' is a play.", guard="a title"),
            Example('The stone reads "1950-05-03".', guard="a quotation"),
            Example("== Notes ==\n* Lee, Ann, on 1950-05-03.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each ISO date of a sentence."""
        for date in dates_in(unit.text):
            if date.form is not DateForm.ISO:
                continue
            guard = _guard(unit, date)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            form = context.fact(date_style).form
            mended = tuple(
                _written(unit.text, date, wanted)
                for wanted in (DateForm.DMY, DateForm.MDY)
                if form in (None, wanted)
            )
            yield Hit(
                start=date.start,
                end=date.end,
                message="In running text a date has its month in words:"
                f" {' or '.join(form.rstrip(',') for form in mended)}.",
                suggestions=mended,
            )


def _written(text: str, date: WrittenDate, form: DateForm) -> str:
    """The date in words; a month-day-year one has its second comma within a sentence."""
    month, day = ENGLISH.month_names[date.month - 1], date.days[0]
    if form is DateForm.DMY:
        return f"{day} {month} {date.year}"
    return f"{month} {day}, {date.year}" + "," * bool(WORD_FOLLOWS.match(text, date.end))


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    text = unit.text
    before = text[max(date.start - 32, 0) : date.start]
    if date.days[0] > month_days(date.month, date.year):
        return "a date that does not exist"
    if ACCESSED.search(before):
        return "an access date"
    if before.endswith("(") and CITATION_END.match(text, date.end):
        return "a source in brackets"
    if LIST_NOUN.search(before):
        return "a number of something"
    in_list = unit.block is not None and unit.block.kind is BlockKind.LIST_ITEM
    if in_list and not SENTENCE_CUE.search(before):
        return "a list of dates"
    near = text[max(date.start - 200, 0) : date.end + 200]
    if ABOUT_FORMATS.search(near) or (ABOUT_FILES.search(near) and not DAY_CUE.search(before)):
        return "text about formats or files"
    if is_in_source_list(unit.document, unit.start + date.start):
        return "a list of sources"
    return None
