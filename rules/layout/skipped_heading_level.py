"""Finds headings two levels or more below the heading before them: == then ====.

It speaks at the heading that skips, once: what follows on the same level skips nothing. It leaves
alone every way back up, and pages on which no heading is of the second level, which are parts of
other pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rules.contract import (
    Class,
    Context,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.heading_edits import edits_headings
from rules.facts.heading_text import heading_line
from rules.facts.running_text import ARTICLE_NAMESPACES

HIGHEST = 2
"""The level of a page's first heading; the first belongs to its title."""


class SkippedHeadingLevel(Rule):
    """== A ==, ==== B ==== → === B ===."""

    meta = Meta(
        code="LAY003",
        name="skipped-heading-level",
        summary="A heading two levels below the one before it",
        why="Readers who move by headings, as with a screen reader, look for a section that is"
        " missing.",
        source=Source.enwiki("MOS:HEAD"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        only_if=edits_headings,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example(
                "== Life ==\nA.\n⟦==== Youth ====⟧\nB.\n",
                fix="=== Youth ===",
            ),
            Example("A.\n⟦=== Youth ===⟧\nB.\n== Career ==\nC.\n", fix="== Youth =="),
            Example(
                "== Life ==\n=== Youth ===\nA.\n⟦=====School=====⟧\nB.\n",
                fix="====School====",
            ),
            Example(
                "== Life ==\nA.\n⟦==== Youth ====⟧\nB.\n==== School ====\nC.\n",
            ),
            Example(
                "== Life ==\nA.\n⟦==== School ====⟧\nC.\n",
                old="== Life ==\nA.\n=== Youth ===\nB.\n==== School ====\nC.\n",
            ),
            Example(
                "== Life ==\nA, too.\n==== School ====\nC.\n",
                old="== Life ==\nA.\n==== School ====\nC.\n",
                guard="it was skipped before",
            ),
            Example(
                "== Life ==\n=== Youth ===\n==== School ====\nA.\n== Death ==\nB.\n",
                guard="one level down, any number up",
            ),
            Example("A.\n=== Youth ===\nB.\n=== Age ===\nC.\n", guard="a part of a page"),
            Example("= Life =\nA.\n== Youth ==\nB.\n", guard="a page with a first level"),
            Example("== Life ==\n<!--\n==== Youth ====\n-->\n=== Age ===\nB.\n"),
            Example("== Life ==\n<nowiki>\n==== Youth ====\n</nowiki>\nB.\n"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each heading that skips a level, with its equals signs."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        headings = document.sections[1:]
        if not any(section.level <= HIGHEST for section in headings):
            return
        for before, section in pairwise(document.sections):
            above = max(before.level, HIGHEST - 1)
            if section.level <= above + 1:
                continue
            start, end = heading_line(document, section)
            if start == end:
                continue
            bars = "=" * (above + 1)
            words = document.wikitext[start + section.level : end - section.level]
            yield Hit(
                start=start,
                end=end,
                message=f"This heading of level {section.level} follows one of level {above}:"
                f" level {above + 1} is left out."
                if before.index
                else f"The page's first heading is of level {section.level}, not of level 2.",
                suggestions=(bars + words + bars,),
                evidence=(Evidence(*heading_line(document, before)),) if before.index else (),
            )
