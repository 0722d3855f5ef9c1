"""Finds summaries that name a section in which nothing changed.

"/* Background */ more", while the changes are elsewhere. It leaves alone what has an ordinary
cause: the lead ("top"), a heading that was renamed or is not on the page, a section that was put
inside or right after the named one, several edits' sections named together, undoing and rollback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Section,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.summary_shapes import is_undoing

NAMED = re.compile(r"/\*\s?(.{1,250}?)\s?\*/|\A→\u200e?([^:\n]{1,250}):?")
"""The section part as it is stored, and as a history page shows it."""

MARKUP = re.compile(r"'{2,5}|<[^<>]{0,200}>|\[\[(?:[^\[\]|]{0,200}\|)?|\]\]|[\s_]+|&nbsp;")
LEAD = frozenset({"top", "lead", "introduction"})


class SummarySectionMismatch(Rule):
    """/* Background */ on a change elsewhere."""

    meta = Meta(
        code="SUM002",
        name="summary-section-mismatch",
        summary="The summary names a section in which nothing changed",
        why="Who watches the page for changes of one section is told the wrong one.",
        source=Source.enwiki("H:ES"),
        severity=Severity.ADVICE,
        category=Class.COSMETIC,
        scope=Scope.SUMMARY,
        status=Status.OFF,
        confidence=0.7,
        examples=(
            Example(
                "Lead.\n== Past ==\nOld.\n== Present ==\nNew text.\n",
                old="Lead.\n== Past ==\nOld.\n== Present ==\nNew.\n",
                summary="⟦/* Past */⟧ added text",
            ),
            Example(
                "New lead.\n== Past ==\nOld.\n",
                old="Lead.\n== Past ==\nOld.\n",
                summary="⟦→Past:⟧ more",
            ),
            Example(
                "A.\n== Past ==\nOld text.\n== Now ==\nB.\n",
                old="A.\n== Past ==\nOld.\n== Now ==\nB.\n",
                summary="/* Past */ more",
                guard="the section changed",
            ),
            Example(
                "A.\n== Past ==\nOld.\n=== War ===\nText.\n== Now ==\nB.\n",
                old="A.\n== Past ==\nOld.\n=== War ===\nTexts.\n== Now ==\nB.\n",
                summary="/* Past */ fix",
                guard="a subsection changed",
            ),
            Example(
                "A.\n== Past ==\nOld.\n== Now ==\nB.\n",
                old="A.\n== Past ==\nOld. More.\n== Now ==\nB.\n",
                summary="/* Past */ less",
                guard="text was removed there",
            ),
            Example(
                "A.\n== Past ==\nOld.\n== War ==\nText.\n== Now ==\nB.\n",
                old="A.\n== Past ==\nOld.\n== Now ==\nB.\n",
                summary="/* Past */ added",
                guard="a new section right after",
            ),
            Example(
                "A.\n== History ==\nOld.\n== Now ==\nC.\n",
                old="A.\n== Past ==\nOld.\n== Now ==\nB.\n",
                summary="/* Past */ renamed",
                guard="the heading was renamed",
            ),
            Example(
                "New.\n== Past ==\nOld.\n",
                old="A.\n== Past ==\nOld.\n",
                summary="/* top */ fix",
                guard="the lead",
            ),
            Example(
                "New.\n== Past ==\nOld.\n",
                old="A.\n== Past ==\nOld.\n",
                summary="/* Future */ fix",
                guard="no such section",
            ),
            Example(
                "New.\n== Past ==\nOld.\n",
                old="A.\n== Past ==\nOld.\n",
                summary="/* Past */ Undid revision 12 by A (talk)",
                guard="undone",
            ),
            Example(
                "A.\n== Past ==\nOld.\n== Now ==\nNew.\n",
                old="A.\n== Past ==\nOld.\n== Now ==\nB.\n",
                summary="/* Past */ a, /* Now */ b",
                guard="one of the named changed",
            ),
            Example("A.\n== Past ==\nOld.\n", summary="/* Past */ new", guard="a new page"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The section part, if none of the sections it names was touched."""
        change = context.change
        named = [match for match in NAMED.finditer(unit.text) if _name(match) not in LEAD]
        if not named:
            return
        start, end = named[0].span()
        if is_undoing(change.info):
            yield Silenced(start, end, "undone, rolled back or restored")
            return
        old = change.old
        if old is None or not (change.added or change.deleted):
            return
        for match in named:
            if _may_be_meant(_name(match), change, old):
                yield Silenced(*match.span(), "touched, renamed, or not on the page")
                return
        yield Hit(
            start=start,
            end=end,
            message=f"The summary names the section “{(named[0][1] or named[0][2]).strip()}”, but"
            " nothing changed in it.",
        )


def _name(match: re.Match[str]) -> str:
    return _plain(match[1] or match[2])


def _plain(title: str) -> str:
    """A heading as its anchor has it: no markup, one space for many, no case."""
    return MARKUP.sub(_blank, title).strip().casefold()


def _blank(match: re.Match[str]) -> str:
    return " " if match[0][0] in " _\t\n&" else ""


def _may_be_meant(name: str, change: Change, old: Document) -> bool:
    """Whether a section of this name was touched, or is not on both sides of the change."""
    now, then = _sections(change.new, name), _sections(old, name)
    if not now or len(now) != len(then):
        return True
    before = [old.wikitext[section.start : section.end].rstrip() for section in then]
    after = [change.new.wikitext[section.start : section.end].rstrip() for section in now]
    return before != after or any(_begins_new_section(change, section.end, old) for section in now)


def _sections(document: Document, name: str) -> list[Section]:
    return [section for section in document.sections[1:] if _plain(section.title) == name]


def _begins_new_section(change: Change, offset: int, old: Document) -> bool:
    """Whether the section that begins at the offset was not on the page before."""
    titles = {section.title for section in old.sections}
    return any(
        section.start == offset and section.title not in titles for section in change.new.sections
    )
