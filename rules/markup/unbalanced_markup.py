"""Finds markup that the edit left without its other half: [[ {{ <ref> <!-- and stray ]] }} </ref>.

What counts is the balance of the page: only where more marks of a kind stand alone than before is
the edit at fault, and the finding is on the mark that the edit left alone. It leaves alone whatever
one page cannot tell: apostrophes, tables and HTML elements, which templates open and close for each
other, text that is no markup (nowiki, math, code), single brackets in each other, pages for
transclusion, and all namespaces but those of articles and drafts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    ElementKind,
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
    local,
)
from rules.facts.edited_text import edit_touches
from rules.facts.markup_balance import LooseMark, Mark, loose_marks

ARTICLE_NAMESPACES = frozenset({0, 118})
"""Articles and drafts: elsewhere templates are built from halves."""

MARKUP = re.compile(r"[\[\]{}<>]")
NEAR = 12
"""Code points beside a change: </ref> becomes <ref> by one of them."""

WORD = re.compile(r"[^\[\]{}|<>\s]{1,60}")
NAME = re.compile(r"[^\[\]{}|<>\n]{1,60}")
"""What follows an opener and tells it from the others on the page: a word, a template's name."""

SWALLOWING = frozenset({Mark.TAG, Mark.COMMENT})
SWALLOWED = frozenset({Mark.LINK, Mark.LINK_END, Mark.BRACES, Mark.BRACES_END})
"""What a tag or comment without its end runs into is no fault of its own."""

MOST_THIEVES = 1
"""Where several templates changed their ends, it is a guess which of them is at fault."""


@local
def may_unbalance(change: Change) -> bool:
    """Whether markup changed, and stands alone in one of the sections where it did."""
    return edit_touches(change, MARKUP, NEAR) and bool(loose_marks(change.new))


class UnbalancedMarkup(Rule):
    """[[ without ]]."""

    meta = Meta(
        code="MRK001",
        name="unbalanced-markup",
        summary="Markup that is opened and not closed, or closed and not opened",
        why="The raw signs show on the page, and what follows them may vanish or look wrong.",
        source=Source.enwiki("Help:Wikitext"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=may_unbalance,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("The ⟦[[bridge⟧ is old.", old="The [[bridge]] is old."),
            Example("The ⟦[[bridge⟧] is old.", old="The bridge is old."),
            Example("The bridge⟦]]⟧ is old.", old="The [[bridge]] is old."),
            Example("It is old.⟦{{citation needed⟧} It stands.", old="It is old. It stands."),
            Example("It is old.{citation needed⟦}}⟧ It stands.", old="It is old. It stands."),
            Example("It is old.⟦<ref>⟧A book. It stands.", old="It is old. It stands."),
            Example("Old.⟦<ref>⟧A book<ref> It stands.<ref>B</ref>", old="Old.<ref>B</ref>"),
            Example("It is old.<ref name=a/>A book⟦</ref>⟧", old="It is old."),
            Example("Old.<ref>⟦{{cite book⟧|title=A</ref>", old="Old.<ref>A</ref>"),
            Example("Old. ⟦<!--⟧ a note. It stands.", old="Old. It stands."),
            Example("Old. ⟦<!--⟧ a note. It fell. <!-- b --> C", old="Old. <!-- b --> C"),
            Example(
                "{{Infobox bridge\n| span = ⟦{{convert⟧|20|m\n| opened = 1904\n}}\nOld.",
                old="{{Infobox bridge\n| span = {{convert|20|m}}\n| opened = 1904\n}}\nOld.",
            ),
            Example(
                "{{Infobox bridge\n| span = ⟦{{convert⟧|20|m\n| opened = 1904\n}}\nOld.",
                old="{{Infobox bridge\n| opened = 1904\n}}\nOld.",
            ),
            Example(
                "⟦[[File:A.jpg⟧|thumb|A [[bridge]] of [[stone]]\nOld.",
                old="[[File:A.jpg|thumb|A [[bridge]] of [[stone]]]]\nOld.",
            ),
            Example(
                "{{Infobox|a=b⟦<ref>⟧C|d=e<ref>F</ref>}} {{g}}",
                old="{{Infobox|a=b|d=e<ref>F</ref>}} {{g}}",
            ),
            Example(
                "The [[bridge is old, and new.",
                old="The [[bridge is old.",
                guard="it was open before",
            ),
            Example(
                "The ''[[bridge'' is old.",
                old="The [[bridge is '''old'''.",
                guard="it was open before",
            ),
            Example("L'''Oréal''', rock 'n' roll and '''bold.", guard="apostrophes"),
            Example("{|\n| a || [[b]]\n", guard="a table"),
            Example("{{col-begin}}\n* A\n{{col-2}}\n* B\n", guard="templates close each other"),
            Example("<div><small>A</div>", guard="elements of HTML"),
            Example("[[File:A.jpg|thumb|A [[bridge]] of {{convert|2|m}}]]", guard="balanced"),
            Example("Of {{{1|}}} and {{a|{{{2|{{b}}}}}}}", guard="parameters"),
            Example("From [0,1) to (2,3], or [[1,2],[3,4]].", guard="intervals and matrices"),
            Example('"He [was [at home]] then."', guard="single brackets in each other"),
            Example("The [http://a.example book [[Old]]] is good.", guard="a link in a link"),
            Example("<nowiki>[[</nowiki> and <code>{{</code>", guard="no markup"),
            Example("<math>{{a}</math> and <pre>[[</pre>", guard="no markup"),
            Example("<!-- [[ {{ -->A.", guard="a comment"),
            Example("<syntaxhighlight>a[[1]</syntaxhighlight>", guard="code"),
            Example('<div style="{{a|b}};">A</div>', guard="a template in a tag"),
            Example("<includeonly>{{</includeonly>a}}", guard="parts for other pages"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each mark without its partner, on the mark and the name behind it."""
        document, change = unit.document, context.change
        if change.info.namespace not in ARTICLE_NAMESPACES:
            return
        marks = loose_marks(document)
        if not marks or _is_for_transclusion(document):
            return
        if document is not change.new:
            yield from (_hit(document, mark) for mark in marks)
            return
        before = Counter[Mark]()
        if change.old is not None:
            before = Counter(mark.mark for mark in loose_marks(change.old))
        now = Counter(mark.mark for mark in marks)
        swallows = any(now[mark] > before[mark] for mark in SWALLOWING)
        for mark in marks:
            if swallows and mark.mark in SWALLOWED:
                yield Silenced(mark.start, mark.end, "cut off by a tag that is not closed")
            elif now[mark.mark] <= before[mark.mark]:
                yield Silenced(mark.start, mark.end, "as many stood alone before")
            else:
                yield _hit(document, _at_fault(change, mark))


def _is_for_transclusion(document: Document) -> bool:
    return any(
        element.kind is ElementKind.TAG and element.name == "includeonly"
        for element in document.elements
    )


def _hit(document: Document, mark: LooseMark) -> Hit:
    end = mark.end
    if mark.mark in (Mark.LINK, Mark.BRACES):
        name = (WORD if mark.mark is Mark.LINK else NAME).match(document.wikitext, end)
        end += len(name[0].rstrip()) if name else 0
    return Hit(start=mark.start, end=end, message=_message(mark))


def _message(mark: LooseMark) -> str:
    match mark.mark:
        case Mark.LINK:
            return "This link is opened with “[[” and not closed with “]]”."
        case Mark.LINK_END:
            return "This “]]” closes no link: there is no “[[” before it."
        case Mark.BRACES:
            return "This template is opened with “{{” and not closed with “}}”."
        case Mark.BRACES_END:
            return "This “}}” closes no template: there is no “{{” before it."
        case Mark.COMMENT:
            return (
                "This comment is opened with “<!--” and not closed with “-->” of its own:"
                " the text that follows does not show."
            )
        case Mark.REFERENCE_END:
            return "This “</ref>” closes no reference: there is no “<ref>” before it."
        case Mark.TAG:
            return f"This “<{mark.name}>” is not closed with “</{mark.name}>”."


def _at_fault(change: Change, mark: LooseMark) -> LooseMark:
    """The opener whose closer the edit took or forgot.

    Closers pair from the inside, so that the mark without one may be of an innocent template
    around it.
    """
    if mark.mark not in (Mark.BRACES, Mark.LINK) or change.old is None:
        return mark
    kinds = _kinds(mark)
    robbed = []
    for element in change.old.elements:
        if element.kind in kinds and change.new_offset(element.end - 1) is None:
            start = change.new_offset(element.start)
            if start == mark.start:
                return mark
            if start is not None and start > mark.start:
                robbed.append(start)
    added = change.added
    thieves = [
        element.start
        for element in change.new.elements
        if element.kind in kinds
        and element.start > mark.start
        and added.touches(element.start, element.start + 1)
        and change.old_offset(element.end - 1) is not None
    ]
    found = robbed or thieves
    if len(found) != MOST_THIEVES:
        return mark
    return LooseMark(mark.mark, found[0], found[0] + 2)


def _kinds(mark: LooseMark) -> frozenset[ElementKind]:
    if mark.mark is Mark.BRACES:
        return frozenset({ElementKind.TEMPLATE})
    return frozenset({ElementKind.LINK, ElementKind.FILE})
