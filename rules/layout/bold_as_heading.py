"""Finds a line of bold words alone, set over running text where a heading belongs.

It leaves alone what bold lines are used for elsewhere: over lists, tables and files, at the foot
of the page, in tables, templates and quotations, in the lead, and lines that end a sentence or name
nothing but a letter or number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
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
from rules.facts.running_text import ARTICLE_NAMESPACES, is_in_appendix

LINE = re.compile(
    r"^[ \t]{0,3}(?:'''|<b>)(?P<words>[^'\n<>{}|]{1,80}(?:'[^'\n<>{}|]{1,60})?)(?:'''|</b>):?"
    r"(?: *<br ?/?>)?[ \t]*$",
    re.MULTILINE,
)
BEFORE = re.compile(r"(?:\A|\n[ \t]*\n|==[^\n]{0,200}\n|-->[ \t]*\n|\}\}[ \t]*\n)\Z")
LONGEST_BEFORE = 240
"""Code points before the line: a blank line, a heading, or what is set above a paragraph."""

AFTER = re.compile(r"(?:[ \t]*\n){1,3}(?![*#:;{|\[<!=\s'])")
LEAST_WORDS_BELOW = 8
"""Words of the paragraph below; fewer are an address, a line of verse, a label."""

SENTENCE_END = re.compile(r"[.!?,;…]\Z")
LETTERS = re.compile(r"[^\W\d_]{3}")


class BoldAsHeading(Rule):
    """'''Early life''' alone on a line → === Early life ===."""

    meta = Meta(
        code="LAY006",
        name="bold-as-heading",
        summary="A line of bold words in place of a heading",
        why="Bold words look like a heading, but are in no table of contents, and a screen reader"
        " passes over them.",
        source=Source.enwiki("MOS:PSEUDOHEAD"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.PREVIEW,
        confidence=0.85,
        guards=frozenset(),
        examples=(
            Example(
                "== Life ==\n⟦'''Early years'''⟧\n\nShe was born in a small town by the sea.\n",
                fix="=== Early years ===",
            ),
            Example(
                "== Life ==\nShe ran.\n\n⟦'''Early years:'''⟧\nShe was born in a small town by"
                " the sea.\n",
                fix="=== Early years ===",
            ),
            Example(
                "== Life ==\n=== Youth ===\nShe ran.\n\n⟦<b>School</b>⟧\n\nShe went to a small"
                " school by the sea in 1901.\n",
                fix="==== School ====",
            ),
            Example(
                "== Life ==\nShe ran.\n\n'''School'''\n\nShe went to a small school by the sea"
                " then.\n",
                old="== Life ==\nAn A.\n\n'''School'''\n\nShe went to a small school by the sea"
                " then.\n",
                guard="it was there",
            ),
            Example("== Cast ==\n'''Guests'''\n* [[Ana Lee]]\n* Bo\n", guard="over a list"),
            Example("== Cast ==\n'''Guests'''\n{|\n| a\n|}\n", guard="over a table"),
            Example("{|\n|\n'''Years'''\n\nA long text of more than eight words is in here.\n|}\n"),
            Example(
                "{{box|\n'''Years'''\n\nA long text of more than eight words is in here.\n}}\n",
                guard="in a template",
            ),
            Example(
                "'''Lee'''\n\nShe was born in a small town by the sea, a long way off.\n",
                guard="the lead",
            ),
            Example(
                "== References ==\n'''Notes'''\n\nLee, A. A very long book of more than eight"
                " words.\n",
                guard="the foot of the page",
            ),
            Example(
                "== Life ==\nHe said:\n\n'''He left.'''\n\nShe was born in a small town by the"
                " sea.\n",
                guard="a sentence",
            ),
            Example("== Life ==\n'''Home'''\n\nBo Street 1\n", guard="a label over a line"),
            Example(
                "== Life ==\nShe ran\n'''quickly'''\nand came to the sea with eight of the"
                " others.\n",
                guard="within a paragraph",
            ),
            Example(
                "== Life ==\n'''Lee''' was born in a small town by the sea long ago.\n",
                guard="not alone",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each such line, bold marks included."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        for match in LINE.finditer(document.wikitext):
            start, end = match.start(), match.end()
            start += len(match[0]) - len(match[0].lstrip())
            end -= len(match[0]) - len(match[0].rstrip())
            section = document.section_at(start)
            guard = _guard(document, match, section)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            bars = "=" * min(section.level + 1, 6)
            words = match["words"].strip().rstrip(":").strip()
            yield Hit(
                start=start,
                end=end,
                message="A line of bold words stands where a heading belongs.",
                suggestions=(f"{bars} {words} {bars}",) if "[" not in words else (),
            )


def _guard(document: Document, match: re.Match[str], section: Section) -> str | None:
    wikitext = document.wikitext
    if section.index == 0:
        return "the lead"
    if not BEFORE.search(wikitext, max(match.start() - LONGEST_BEFORE, 0), match.start()):
        return "within a paragraph"
    after = AFTER.match(wikitext, match.end())
    if after is None or after.end() >= section.content_end:
        return "not over running text"
    if SENTENCE_END.search(match["words"]) or not LETTERS.search(match["words"]):
        return "a sentence, or no words"
    prose = document.prose
    own, below = prose.position(match.start("words")), prose.position(after.end())
    if own is None or below is None:
        return "not the article's own text"
    blocks = prose.block_at(own), prose.block_at(below)
    if any(block.kind is not BlockKind.PARAGRAPH for block in blocks):
        return "not the article's own text"
    text = prose.text[below : blocks[1].end]
    if len(text.split()) < LEAST_WORDS_BELOW:
        return "not over running text"
    if is_in_appendix(document, match.start()):
        return "the foot of the page"
    return None
