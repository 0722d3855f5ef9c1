"""Finds a heading that stands twice under the same heading, or twice among the page's main ones.

A link to the section leads to the first of them only, and so does an edit summary. It leaves alone
equal headings in different sections, which articles about several like things have by plan, letters
and years of lists, and pages that are no articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Evidence,
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
from rules.facts.heading_edits import edits_headings
from rules.facts.heading_text import heading_words
from rules.facts.running_text import ARTICLE_NAMESPACES
from rules.facts.section_kinds import is_disambiguation

LETTER = re.compile(r"[^\W\d_]")


class DuplicateHeading(Rule):
    """== Career == … == Career ==."""

    meta = Meta(
        code="LAY005",
        name="duplicate-heading",
        summary="The same heading twice in the same section or on the page's first level",
        why="A link to the second section leads to the first, and a reader cannot tell them apart"
        " in the table of contents.",
        source=Source.enwiki("MOS:HEAD"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        only_if=edits_headings,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("== Career ==\nA.\n== Death ==\nB.\n== ⟦Career⟧ ==\nC.\n"),
            Example("== Life ==\n=== Youth ===\nA.\n=== ⟦youth⟧ ===\nB.\n"),
            Example(
                "== Career ==\nA.\n== Death ==\nB.\n== ⟦Career⟧ ==\nC.\n",
                old="== Career ==\nA.\n== Death ==\nB.\n",
            ),
            Example(
                "== Career ==\nAn A.\n== Death ==\nB.\n== Career ==\nC.\n",
                old="== Career ==\nA.\n== Death ==\nB.\n== Career ==\nC.\n",
                guard="it stood twice before",
            ),
            Example(
                "== Film ==\n=== Plot ===\nA.\n== Book ==\n=== Plot ===\nB.\n",
                guard="different parents",
            ),
            Example("== Plot ==\n=== Plot ===\nB.\n", guard="different levels"),
            Example("== A ==\nB.\n== A ==\nC.\n", guard="a letter of a list"),
            Example(
                "{{Disambiguation}}\n== People ==\n* A\n== People ==\n* B\n",
                guard="a disambiguation page",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each heading that stood before under the same parent, on its words."""
        document = unit.document
        first: dict[tuple[int, int, str], Section] = {}
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        tells_apart: bool | None = None
        for section in document.sections[1:]:
            words = " ".join(section.title.split()).casefold()
            key = (section.parent, section.level, words)
            before = first.setdefault(key, section)
            if before is section or not words:
                continue
            start, end = heading_words(document, section)
            if start == end:
                continue
            if len(LETTER.findall(section.title)) < 2:
                yield Silenced(start, end, "a letter or figure of a list")
                continue
            if tells_apart is None:
                tells_apart = is_disambiguation(document)
            if tells_apart:
                yield Silenced(start, end, "a disambiguation page")
            else:
                yield Hit(
                    start=start,
                    end=end,
                    message="The same heading stands before on this level: join the two sections"
                    " or name one of them more closely.",
                    evidence=(Evidence(*heading_words(document, before)),),
                )
