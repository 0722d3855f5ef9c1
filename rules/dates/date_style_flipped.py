"""Finds dates that the edit rewrote out of the article's style: 3 May 1950 → May 3, 1950.

The style is that of the old text, by its tag or its clear majority. Only a date that stood at the
same place before, between the same neighbours, is marked; a new date is another rule's. An edit
that adds, changes or removes the tag chooses a style and is left alone, and so are names that hold
a date, link labels, quotations, titles and references.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    ElementKind,
    EqualRun,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.date_names import names_event
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.date_style import established_style, in_other_style
from rules.facts.dates import MONTH, DateForm, WrittenDate, dates_in

OTHER = {DateForm.DMY: DateForm.MDY, DateForm.MDY: DateForm.DMY}
REACH = 80
"""Code points of wikitext either side of a date in which something that was kept must stand."""

_FALLS = "1 May 1950, 2 June 1951, 3 July 1952, 4 May 1953 and 5 June 1954"


class DateStyleFlipped(Rule):
    """3 May 1950 rewritten as May 3, 1950."""

    meta = Meta(
        code="DAT013",
        name="date-style-flipped",
        summary="A date rewritten out of the article's date style",
        why="Both ways to write a date are right, and an article keeps the one it has.",
        source=Source.enwiki("MOS:DATERET"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.9,
        needs=(established_style,),
        supersedes=("DAT012",),
        triggers=(
            rf"(?:{MONTH})\.?{GAP_TRIGGER}\d",
            rf"\d(?:st|nd|rd|th)?{GAP_TRIGGER}(?:{MONTH})\b",
        ),
        reach=60,
        examples=(
            Example(
                "{{Use dmy dates}}\nHe left for Rome on ⟦May 3, 1950⟧.",
                old="{{Use dmy dates}}\nHe left for Rome on 3 May 1950.",
                fix="3 May 1950",
            ),
            Example(
                "{{Use mdy dates}}\nOn ⟦3 May 1950⟧ he left for Rome.",
                old="{{Use mdy dates}}\nOn May 3, 1950, he left for Rome.",
                fix="May 3, 1950,",
            ),
            Example(
                "{{Use dmy dates}}\nHe left for Rome on ⟦May 3⟧ and stayed.",
                old="{{Use dmy dates}}\nHe left for Rome on 3 May and stayed.",
                fix="3 May",
            ),
            Example(
                f"It fell on {_FALLS}.\n\nHe left for Rome on ⟦May 3, 1950⟧.",
                old=f"It fell on {_FALLS}.\n\nHe left for Rome on 3 May 1950.",
                fix="3 May 1950",
            ),
            Example(
                "{{Use dmy dates}}\nThe show ran in Rome ⟦May 3–5, 1950⟧.",
                old="{{Use dmy dates}}\nThe show ran in Rome 3–5 May 1950.",
                fix="3–5 May 1950",
            ),
            Example(
                "{{Use dmy dates}}\n{{Infobox film\n| released = ⟦May 3, 1950⟧ (Rome)\n}}",
                old="{{Use dmy dates}}\n{{Infobox film\n| released = 3 May 1950 (Rome)\n}}",
                fix="3 May 1950",
            ),
            Example(
                "{{Use dmy dates}}\n{|\n|-\n| Rome || ⟦May 3, 1950⟧ || 12\n|}",
                old="{{Use dmy dates}}\n{|\n|-\n| Rome || 3 May 1950 || 12\n|}",
                fix="3 May 1950",
            ),
            Example(
                "{{Use dmy dates}}\nHe was ill. On ⟦May 3, 1950⟧ Lee left.",
                old="{{Use dmy dates}}\nHe was ill. On 3 May 1950 Lee left.",
                fix="3 May 1950",
            ),
            Example(
                "{{Use dmy dates}}\n* ⟦May 3⟧",
                old="{{Use dmy dates}}\n* 3 May",
                fix="3 May",
            ),
            Example(
                "{{Use mdy dates}}\nHe left for Rome on May 3, 1950.",
                old="{{Use dmy dates}}\nHe left for Rome on 3 May 1950.",
                guard="the edit changes the tag",
            ),
            Example(
                "{{Use mdy dates}}\nHe left for Rome on May 3, 1950.",
                old="He left for Rome on 3 May 1950.",
                guard="the edit adds a tag",
            ),
            Example(
                "He left for Rome on May 3, 1950.",
                old="He left for Rome on 3 May 1950.",
                guard="no established style",
            ),
            Example(
                "{{Use mdy dates}}\nHe left for Rome on May 3, 1950.",
                old="{{Use mdy dates}}\nHe left for Rome on 3 May 1950.",
                guard="into the article's style",
            ),
            Example(
                "{{Use dmy dates}}\nHe left for the great city of Rome on 4 June 1951.",
                old="{{Use dmy dates}}\nHe left for the great city of Rome on 3 May 1950.",
                guard="another date in the same style",
            ),
            Example(
                "{{Use dmy dates}}\nThe September 11 attacks hit the city in the morning.",
                old="{{Use dmy dates}}\nThe 11 September attacks hit the city in the morning.",
                guard="the name of an event",
            ),
            Example(
                '{{Use dmy dates}}\nThe letter is headed "May 3, 1950" in his hand.',
                old='{{Use dmy dates}}\nThe letter is headed "3 May 1950" in his hand.',
                guard="a quotation",
            ),
            Example(
                "{{Use dmy dates}}\nHe left for Rome.<ref>News, May 3, 1950.</ref>",
                old="{{Use dmy dates}}\nHe left for Rome.<ref>News, 3 May 1950.</ref>",
                guard="a reference",
            ),
            Example(
                "{{Use dmy dates}}\nSee [[Rome|May 3, 1950]] for what happened there.",
                old="{{Use dmy dates}}\nSee [[Rome|3 May 1950]] for what happened there.",
                guard="a link's label",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each added date that stood there before in the established style."""
        change = context.change
        old = change.old_wikitext
        if old is None:
            return
        style = None
        for date in dates_in(unit.text):
            if date.form not in OTHER:
                continue
            start, end = unit.start + date.start, unit.start + date.end
            if not change.adds_to(start, end):
                continue
            if style is None:
                style = context.fact(established_style)
            if style.form is not OTHER[date.form]:
                continue
            span = unit.document.prose.wikitext_span(start, end)
            was = _former(change, old, span, date)
            if was is None:
                continue
            guard = _guard(unit, date, span)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            marked, mended = in_other_style(unit.text, date)
            yield Hit(
                start=marked.start,
                end=marked.end,
                message=f"The edit rewrote {old[was.start : was.end]}; dates here are written"
                f" {style.form.value}: {style.basis}.",
                suggestions=(mended,),
                evidence=(Evidence(was.start, was.end, TextName.OLD_WIKITEXT),),
            )


def _former(change: Change, old: str, span: Span, date: WrittenDate) -> Span | None:
    """Where the old wikitext had this date in the other form, between the same neighbours."""
    before, after = _kept_before(change, span.start), _kept_after(change, span.end)
    low = before
    if low is None:
        low = 0 if after is None else max(after - 2 * REACH, 0)
    high = low + 2 * REACH if after is None else after
    if not 0 < high - low <= 2 * REACH:
        return None
    for former in dates_in(old[low:high]):
        if (former.form, *_day(former)) == (OTHER[date.form], *_day(date)):
            return Span(low + former.start, low + former.end)
    return None


def _kept_before(change: Change, place: int) -> int | None:
    """Where, in the old wikitext, the text ends that was kept shortly before a place."""
    index = bisect_left(change.equal, place, key=_new_start) - 1
    if index < 0:
        return None
    run = change.equal[index]
    end = min(run.new_start + run.length, place)
    return run.old_start + end - run.new_start if place - end < REACH else None


def _kept_after(change: Change, place: int) -> int | None:
    """Where, in the old wikitext, the text begins that was kept shortly after a place."""
    index = max(bisect_right(change.equal, place, key=_new_start) - 1, 0)
    for run in change.equal[index : index + 2]:
        if run.new_start + run.length > place:
            start = max(run.new_start, place)
            return run.old_start + start - run.new_start if start - place < REACH else None
    return None


def _new_start(run: EqualRun) -> int:
    return run.new_start


def _day(date: WrittenDate) -> tuple[tuple[int, ...], int, int | None]:
    """What two writings of one date share."""
    return date.days, date.month, date.year


def _guard(unit: Unit, date: WrittenDate, span: Span) -> str | None:
    if names_event(unit.text, date):
        return "the name of an event"
    links = unit.document.elements_within(
        max(span.start - 400, 0), span.end, ElementKind.LINK, ElementKind.EXTERNAL_LINK
    )
    if any(
        link.end > span.start and (link.is_piped or link.kind is ElementKind.EXTERNAL_LINK)
        for link in links
    ):
        return "a link's label"
    return None
