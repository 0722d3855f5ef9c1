"""The date style that an article has chosen, and a date written in the other one."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping

import msgspec

from rules.contract import PROSE_BLOCKS, Change, Document, ElementKind, Guarded, Span
from rules.facts.date_forms import single_spaced
from rules.facts.dates import DateForm, WrittenDate, dates_in
from rules.facts.guards import block_guards

TAG = re.compile(r"(?:use)?(?:dates)?(dmy|mdy)(?:dates?)?")
"""The tag's name and its redirects, in lower case and without spaces."""

LEAST_INSTANCES = 5
LEAST_PERCENT = 80
"""What makes a majority clear: this many dates of the style, and this share of all."""


CLAUSE = re.compile(r"[^,;:()–—.!?\n]*\Z")
COMMA_NEEDLESS = re.compile(
    r",(?=\s(?:in|at|by|from|to|for|with|after|before|during|near|under|until|through|against|"
    r"as|and)\s)"
)
OPENING_WORDS = frozenset(
    "on in at by from since until after before and but or then that when while as of to for only"
    " early late".split()
)
"""Words that may open a clause before its date."""

ATTRIBUTE = re.compile(r"\b(?:the|a|an|his|her|its|their|this|that)\s\Z", re.IGNORECASE)
COMMA_BEFORE_NOUN = re.compile(r",(?=\s[a-z])")
RANGE_OPENS = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
RANGE_GOES_ON = re.compile(r",(?=\s(?:to|until|through|and)\s)")
WEEKDAY_BEFORE = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s\Z")
WORD_FOLLOWS = re.compile(r"\ufffc*\s(?!\()[\w\[]")


class StyleOrigin(enum.Enum):
    """How an article's date style is known."""

    TAG = "tag"
    MAJORITY = "majority"
    NONE = "none"


class DateStyle(msgspec.Struct, frozen=True):
    """An article's date style: ``form`` is DMY, MDY or None.

    ``tag`` is the template's name as written; ``instances`` of ``total`` dates in the old prose
    are of that form where a majority decided. ``contradicted`` says that a tag decided, but the
    clear majority of the dates is of the other form: then nobody can say which is the slip.
    """

    form: DateForm | None
    origin: StyleOrigin
    tag: str = ""
    instances: int = 0
    total: int = 0
    contradicted: bool = False

    @property
    def basis(self) -> str:
        """What the style rests on, as a clause for a message; empty if there is none."""
        if self.origin is StyleOrigin.TAG:
            return f"the article is tagged {{{{{self.tag}}}}}"
        if self.origin is StyleOrigin.MAJORITY:
            return f"{self.instances} of the {self.total} dates in the article are written that way"
        return ""


NO_STYLE = DateStyle(None, StyleOrigin.NONE)


def date_style(change: Change) -> DateStyle:
    """The style that dates in the new text should follow.

    The new document's tag decides; two tags that disagree cancel each other. Without a tag the
    clear majority in the old document's prose does, quotations and titles left out.
    """
    tags = style_tags(change.new)
    if tags:
        forms = set(tags.values())
        if len(forms) > 1:
            return NO_STYLE
        tag, form = next(iter(tags.items()))
        written = _majority(change.old or change.new).form
        return DateStyle(
            form, StyleOrigin.TAG, tag, contradicted=written is not None and written is not form
        )
    old = change.old
    return NO_STYLE if old is None else _majority(old)


def established_style(change: Change) -> DateStyle:
    """The style that the old text had, by its tag or else by its clear majority.

    None for a new page, and where the edit adds a tag, takes one away or changes it: it may choose.
    """
    old = change.old
    if old is None:
        return NO_STYLE
    tags = style_tags(old)
    if set(tags.values()) != set(style_tags(change.new).values()) or len(set(tags.values())) > 1:
        return NO_STYLE
    if tags:
        tag, form = next(iter(tags.items()))
        return DateStyle(form, StyleOrigin.TAG, tag)
    return _majority(old)


def in_other_style(text: str, date: WrittenDate) -> tuple[Span, str]:
    """What to replace in ``text``, and the date in the other of the two styles for it.

    The comma that follows a month-day-year date within a sentence is put in with it, or taken out
    where the sentence does not need it, and a weekday before such a date gets its comma.
    """
    days = _days(text, date)
    name = date.month_name
    start, end = date.start, date.end
    # The stop of an abbreviation, unless it ends the sentence.
    if text[date.month_span.end : date.month_span.end + 1] == "." and (
        date.year is not None or date.form is DateForm.MDY
    ):
        name += "."
    if date.form is DateForm.MDY:
        if date.year is None:
            return Span(start, end), f"{days} {name}"
        return Span(start, end + _drops_comma(text, date)), f"{days} {name} {date.year}"
    mended = f"{name} {days}"
    if date.year is not None:
        mended += f", {date.year}" + ("," if WORD_FOLLOWS.match(text, end) else "")
    weekday = WEEKDAY_BEFORE.search(text[max(start - 12, 0) : start])
    if weekday is not None:
        start -= len(weekday[0])
        mended = f"{weekday[1]}, {mended}"
    return Span(start, end), mended


def style_tags(document: Document) -> dict[str, DateForm]:
    """The style of each {{Use dmy dates}} or {{Use mdy dates}} of a page, by its name there."""
    found = {}
    for element in document.elements:
        if element.kind is ElementKind.TEMPLATE and len(element.name) <= 20:
            match = TAG.fullmatch(re.sub(r"[\s_]+", "", element.name).lower())
            if match is not None:
                found[element.name] = DateForm.DMY if match[1] == "dmy" else DateForm.MDY
    return found


def clear_majority(counts: Mapping[DateForm, int]) -> DateForm | None:
    """The form that most of the counted dates have, if they are enough and nearly all."""
    if not counts:
        return None
    form = max(counts, key=counts.__getitem__)
    is_clear = counts[form] >= LEAST_INSTANCES
    return form if is_clear and counts[form] * 100 >= sum(counts.values()) * LEAST_PERCENT else None


def _majority(document: Document) -> DateStyle:
    counts: dict[DateForm, int] = {DateForm.DMY: 0, DateForm.MDY: 0}
    prose = document.prose
    guarded: dict[int, Guarded] = {}
    dates = [date for date in dates_in(prose.text) if date.form in counts]
    for date in dates:
        block = prose.block_at(date.start)
        if block.kind not in PROSE_BLOCKS:
            continue
        if block.start not in guarded:
            guarded[block.start] = Guarded(block_guards(document, block))
        if guarded[block.start].kind_at(date.start, date.end) is None:
            counts[date.form] += 1
    form = clear_majority(counts)
    if form is None:
        return NO_STYLE
    return DateStyle(form, StyleOrigin.MAJORITY, "", counts[form], sum(counts.values()))


def _days(text: str, date: WrittenDate) -> str:
    """The days of a date as written, without ordinal suffixes."""
    parts: list[str] = []
    at = date.day_spans[0].start
    for day, span in zip(date.days, date.day_spans, strict=True):
        joiner = re.sub(r"\A(?:st|nd|rd|th)", "", text[at : span.start])
        parts += single_spaced(joiner), str(day)
        at = span.end
    return "".join(parts)


def _drops_comma(text: str, date: WrittenDate) -> bool:
    """Whether the comma after "May 3, 1950," belongs to that style and not to the sentence."""
    before = text[max(date.start - 120, 0) : date.start]
    if ATTRIBUTE.search(before) and COMMA_BEFORE_NOUN.match(text, date.end):
        return True
    if RANGE_OPENS.search(before) and RANGE_GOES_ON.match(text, date.end):
        return True
    # "On May 3, 1950, in Rome, he" keeps it; "he was born on May 3, 1950, in Rome" does not.
    clause = CLAUSE.search(before)
    words = [] if clause is None else clause[0].lower().split()
    opening = all(word in OPENING_WORDS for word in words)
    return not opening and COMMA_NEEDLESS.match(text, date.end) is not None
