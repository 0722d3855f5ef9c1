"""Finds ordinal suffixes that are raised: 5<sup>th</sup>.

The number is marked with the tag or template, and offered with its suffix on the line. The rule
reads only what the article itself says: no formulas (n<sup>th</sup>), quotations, titles,
references and templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    PROSE_BLOCKS,
    Class,
    Context,
    Document,
    Example,
    Guarded,
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
from rules.facts.guards import block_guards

RAISED = re.compile(
    r"\d<[sS][uU][pP]>[\s']{0,8}(?P<suffix>st|nd|rd|th)[\s']{0,8}</[sS][uU][pP]\s?>(?!\w)|"
    r"\d\{\{\s?(?:[sS]up|[sS]uperscript)\s?\|\s?(?P<argument>st|nd|rd|th)\s?\}\}(?!\w)"
)
"""The suffix, perhaps with marks of italics, in a tag or in a template."""

DIGITS_BEFORE = re.compile(r"[\d,]{1,12}\Z")


BlockGuards = dict[int, Guarded]
"""The guarded intervals of the blocks that were looked at, by where the block starts."""


class OrdinalSuperscript(Rule):
    """5<sup>th</sup> → 5th."""

    meta = Meta(
        code="DAT019",
        name="ordinal-superscript",
        summary="A raised ordinal suffix (5<sup>th</sup>)",
        why="Raised suffixes spread the lines and are hard to read; 5th stands on the line.",
        source=Source.enwiki("MOS:ORDINAL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.97,
        examples=(
            Example("The ⟦5<sup>th</sup>⟧ Battalion moved.", fix="5th"),
            Example("The ⟦2<sup>nd</sup>⟧ and ⟦3<sup>rd</sup>⟧ moved.", fix="2nd"),
            Example("In the ⟦19<sup>th</sup>⟧ century it fell.", fix="19th"),
            Example("The ⟦1<SUP>st</SUP>⟧ [[Army]] moved.", fix="1st"),
            Example("The ⟦21<sup>''st''</sup>⟧ Army moved.", fix="21st"),
            Example("The ⟦5{{sup|th}}⟧ Battalion moved.", fix="5th"),
            Example("It began on ⟦5<sup>th</sup>⟧ May.", fix="5th"),
            Example("* The ⟦5<sup>th</sup>⟧ one", fix="5th"),
            Example("{|\n|-\n| ⟦5<sup>th</sup>⟧ || Rome\n|}", fix="5th"),
            Example("[[File:A.jpg|thumb|The ⟦5<sup>th</sup>⟧ Army]]", fix="5th"),
            Example("{{Infobox film\n| rank = ⟦5<sup>th</sup>⟧\n}}", fix="5th"),
            Example("The [[Army|⟦5<sup>th</sup>⟧ Army]] moved.", fix="5th"),
            Example("The 5th Battalion moved.", guard="on the line"),
            Example("The n<sup>th</sup> term is odd.", guard="a formula"),
            Example("It is 10<sup>6</sup> m<sup>2</sup>.", guard="a power"),
            Example("<math>5^{th}</math>", guard="a formula"),
            Example("The 1<sup>er</sup> régiment moved.", guard="another language"),
            Example('The stone reads "the 5<sup>th</sup> of May".', guard="a quotation"),
            Example("''The 5<sup>th</sup> Day'' is a film.", guard="a title"),
            Example("<ref>The 5<sup>th</sup> Report</ref>", guard="a reference"),
            Example("{{cite book|title=The 5<sup>th</sup> Day}}", guard="a template"),
            Example("<nowiki>5<sup>th</sup></nowiki>", guard="shown as code"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each raised suffix after a number in the article's own prose."""
        text = unit.text
        guards: BlockGuards = {}
        for match in RAISED.finditer(text):
            digits = DIGITS_BEFORE.search(text[max(match.start() - 11, 0) : match.start() + 1])
            assert digits is not None
            number = digits[0].lstrip(",")
            start = match.start() + 1 - len(number)
            guard = _guard(unit.document, match.start(), guards)
            if guard is None:
                mended = number + (match["suffix"] or match["argument"])
                yield Hit(
                    start=start,
                    end=match.end(),
                    message=f"Ordinal suffixes are not raised; write {mended}.",
                    suggestions=(mended,),
                )
            elif guard:
                yield Silenced(start, match.end(), guard)


def _guard(document: Document, offset: int, guards: BlockGuards) -> str | None:
    """Why the place is not the article's own; empty if it is not in its prose at all."""
    prose = document.prose
    place = prose.position(offset)
    if place is None or prose.text[place] == PLACEHOLDER:
        return ""
    block = prose.block_at(place)
    if block.kind not in PROSE_BLOCKS:
        return block.kind.value
    if block.start not in guards:
        guards[block.start] = Guarded(block_guards(document, block))
    kind = guards[block.start].kind_at(place, place + 1)
    return None if kind is None else kind.value
