"""The date style that an article has chosen, by its tag or by its clear majority."""

from __future__ import annotations

import enum
import re

import msgspec

from rules.contract import PROSE_BLOCKS, Change, Document, ElementKind, GuardSpan
from rules.facts.dates import DateForm, dates_in
from rules.facts.guards import block_guards

TAG = re.compile(r"(?:use)?(?:dates)?(dmy|mdy)(?:dates?)?")
"""The tag's name and its redirects, in lower case and without spaces."""

LEAST_INSTANCES = 5
LEAST_PERCENT = 80
"""What makes a majority clear: this many dates of the style, and this share of all."""


class StyleOrigin(enum.Enum):
    """How an article's date style is known."""

    TAG = "tag"
    MAJORITY = "majority"
    NONE = "none"


class DateStyle(msgspec.Struct, frozen=True):
    """An article's date style: ``form`` is DMY, MDY or None.

    ``tag`` is the template's name as written; ``instances`` of ``total`` dates in the old prose
    are of that form where a majority decided.
    """

    form: DateForm | None
    origin: StyleOrigin
    tag: str = ""
    instances: int = 0
    total: int = 0

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
    tags = _tags(change.new)
    if tags:
        forms = set(tags.values())
        if len(forms) > 1:
            return NO_STYLE
        tag, form = next(iter(tags.items()))
        return DateStyle(form, StyleOrigin.TAG, tag)
    old = change.old
    return NO_STYLE if old is None else _majority(old)


def _tags(document: Document) -> dict[str, DateForm]:
    found = {}
    for element in document.elements:
        if element.kind is ElementKind.TEMPLATE and len(element.name) <= 20:
            match = TAG.fullmatch(re.sub(r"[\s_]+", "", element.name).lower())
            if match is not None:
                found[element.name] = DateForm.DMY if match[1] == "dmy" else DateForm.MDY
    return found


def _majority(document: Document) -> DateStyle:
    counts = {DateForm.DMY: 0, DateForm.MDY: 0}
    prose = document.prose
    guarded: dict[int, tuple[GuardSpan, ...]] = {}
    dates = [date for date in dates_in(prose.text) if date.form in counts]
    for date in dates:
        block = prose.block_at(date.start)
        if block.kind not in PROSE_BLOCKS:
            continue
        if block.start not in guarded:
            guarded[block.start] = block_guards(document, block)
        guards = guarded[block.start]
        if not any(guard.start < date.end and date.start < guard.end for guard in guards):
            counts[date.form] += 1
    total = sum(counts.values())
    form = max(counts, key=counts.__getitem__)
    if counts[form] < LEAST_INSTANCES or counts[form] * 100 < total * LEAST_PERCENT:
        return NO_STYLE
    return DateStyle(form, StyleOrigin.MAJORITY, "", counts[form], total)
