"""Finds words that the edit respelt out of the article's variety of English: colour → color.

The variety is that of the old text, by its tag or its clear majority. Only a word that stood at
the same place before in its other spelling is marked, once for each form. An edit that puts another
variety's tag on the page has chosen a variety and is left alone, and so are names, quotations,
titles, respellings towards the page's own variety, and edits that put an older text back.
"""

from __future__ import annotations

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
    Severity,
    Silenced,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.summary_shapes import is_undoing
from rules.facts.variety_flips import Flip, variety_flips
from rules.facts.variety_uses import TRIGGERS

MOST_EVIDENCE = 12

_BRITISH = "The harbour, the labour of a neighbour, honour and rumour."
_IZE = "They realized, recognized, civilized, modernized, criticized it."
_AMERICAN = "The harbor, the labor of a neighbor, honor and rumor."


class VarietyFlipped(Rule):
    """colour rewritten as color."""

    meta = Meta(
        code="ENG002",
        name="variety-flipped",
        summary="A word respelt out of the article's variety of English",
        why="All varieties of English are equal, and an article keeps the one it has.",
        source=Source.enwiki("MOS:RETAIN"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.PREVIEW,
        confidence=0.94,
        needs=(variety_flips,),
        triggers=TRIGGERS,
        reach=30,
        examples=(
            Example(
                f"{_BRITISH} Its ⟦color⟧ is red.",
                old=f"{_BRITISH} Its colour is red.",
                fix="colour",
            ),
            Example(
                f"{_AMERICAN} The ⟦centre⟧ fell.",
                old=f"{_AMERICAN} The center fell.",
                fix="center",
            ),
            Example(
                "{{Use British English}}\nIts ⟦color⟧ is red.",
                old="{{Use British English}}\nIts colour is red.",
                fix="colour",
            ),
            Example(
                "{{Use American English}}\nIt was ⟦realised⟧ there.",
                old="{{Use American English}}\nIt was realized there.",
                fix="realized",
            ),
            Example(
                "{{Use Oxford spelling}}\n* It was ⟦organised⟧ here",
                old="{{Use Oxford spelling}}\n* It was organized here",
                fix="organized",
            ),
            Example(
                "{{Use British English}}\n== ⟦Defense⟧ ==\nIts color, a color.",
                old="{{Use British English}}\n== Defence ==\nIts color, a color.",
                fix="Defence",
            ),
            Example(
                "{{Use British English}}\nIts ⟦color⟧ is one color.",
                old="{{Use British English}}\nIts colour is one colour.",
                fix="colour",
            ),
            Example(
                "{{Use British English}}\n{|\n| red ⟦color⟧ || 5\n|}",
                old="{{Use British English}}\n{|\n| red colour || 5\n|}",
                fix="colour",
            ),
            Example(
                "{{Use British English}}\n[[File:A.jpg|thumb|A red ⟦color⟧]]",
                old="{{Use British English}}\n[[File:A.jpg|thumb|A red colour]]",
                fix="colour",
            ),
            Example(
                f"{_IZE} They ⟦organised⟧ it.", old=f"{_IZE} They organized it.", fix="organized"
            ),
            Example(
                f"{{{{Use American English}}}}\n{_BRITISH} Its color is red.",
                old=f"{_BRITISH} Its colour is red.",
                guard="the edit adds the tag",
            ),
            Example(
                "{{Use American English}}\nIts color is red.",
                old="{{Use British English}}\nIts colour is red.",
                guard="the edit changes the tag",
            ),
            Example(
                "{{Use British English}}\nIts colour is red.",
                old="{{Use British English}}\nIts color is red.",
                guard="towards the page's variety",
            ),
            Example("Its color is red.", old="Its colour is red.", guard="no variety chosen"),
            Example(
                "{{Use British English}}\nIts color is red.",
                old="{{Use British English}}\nIts colour is red.",
                summary="Undid revision 12 by A (talk)",
                guard="an older text put back",
            ),
            Example(
                "{{Use British English}}\nIts colour is red. A big color fell.",
                old="{{Use British English}}\nIts colour is red.",
                guard="a new word, not a respelt one",
            ),
            Example(
                '{{Use British English}}\nIt reads "the color" there.',
                old='{{Use British English}}\nIt reads "the colour" there.',
                guard="a quotation",
            ),
            Example(
                "{{Use British English}}\nThe World Trade Center fell.",
                old="{{Use British English}}\nThe World Trade Centre fell.",
                guard="a name",
            ),
            Example(
                "{{Use British English}}\nThe film ''In color'' ran.",
                old="{{Use British English}}\nThe film ''In colour'' ran.",
                guard="a title",
            ),
            Example(
                "{{Use British English}}\nThey organized it.",
                old="{{Use British English}}\nThey organised it.",
                guard="a British tag leaves the letter open",
            ),
            Example(
                "{{Use British English}}\nSee [[color]] there.",
                old="{{Use British English}}\nSee [[colour]] there.",
                guard="a link's title",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each form that was respelt first in this block."""
        assert unit.block is not None
        undone = "an older text was put back" if is_undoing(context.change.info) else ""
        for flip in context.fact(variety_flips).of(unit.block):
            first, *others = flip.places
            start, end = first.start - unit.start, first.end - unit.start
            reason = "the edit puts another variety's tag on the page" if flip.retagged else undone
            if reason:
                yield Silenced(start, end, reason)
                continue
            evidence = [Evidence(*flip.before[0], TextName.OLD_WIKITEXT)]
            evidence += [Evidence(*place, TextName.NEW_PROSE) for place in others[:MOST_EVIDENCE]]
            yield Hit(
                start=start,
                end=end,
                message=_message(flip, context),
                suggestions=(flip.right,),
                evidence=tuple(evidence),
            )


def _message(flip: Flip, context: Context) -> str:
    was = flip.before[0]
    old = context.change.old_wikitext or ""
    page = flip.page
    if page.tag:
        basis = f"the page is marked {{{{{page.tag}}}}}"
    elif page.spelling is None:
        basis = f"the page was written with -ize ({page.in_z} words against {page.in_s})"
    else:
        basis = f"the page was written in {page.spelling.value} English"
    times = f" in {len(flip.places)} places" if len(flip.places) > 1 else ""
    return f"The edit respelt “{old[was.start : was.end]}”{times}; {basis}."
