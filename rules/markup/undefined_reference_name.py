"""Finds reference names that the edit left without a definition, or with two different ones.

<ref name="x" /> shows an error if nothing on the page says what x is: mostly because the edit took
out the one reference that did. Where a template may bring the definition in from another page, only
that case is reported, where it stood on the page itself before. Names that differ in case alone are
on trial. It leaves alone names given to templates ({{refn}}, {{efn}}), a text without a list of
references, which is likely a piece of a page, and pages with broken reference tags.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    ElementKind,
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
    Unit,
    Verdict,
    local,
)
from rules.facts.edited_text import edit_touches, edited_places
from rules.facts.markup_balance import Mark, loose_marks
from rules.facts.reference_names import (
    NamedReference,
    ReferenceNames,
    has_reference_list,
    last_reference_list,
    reference_names,
)
from rules.facts.transclusions import may_take_up_references, taken_up

LIST = "\n== References ==\n{{reflist}}\n"
REFERENCE = "<ref"
SIGN = re.compile(r"[<>{}|\[\]=]")
BESIDE = 20
"""Code points on either side of an edit: no name of a tag that matters here is longer."""

HOLDING = frozenset({ElementKind.REFERENCE, ElementKind.TEMPLATE, ElementKind.TAG})
BROKEN = frozenset({Mark.TAG, Mark.REFERENCE_END, Mark.COMMENT})


@local
def changes_reference_names(change: Change) -> bool:
    """Whether the sections that the edit touches name or define other references than before."""
    texts = (change.new_wikitext, change.old_wikitext or "")
    if not any(REFERENCE in text.lower() for text in texts) or _edits_plain_words(change):
        return False
    old = change.old
    return old is None or _told(old) != _told(change.new)


def _edits_plain_words(change: Change) -> bool:
    """Whether no markup and nothing inside a reference or template changed, in either text.

    Then both have the same references, and the old text need not be read to see it.
    """
    if change.old_wikitext is None or edit_touches(change, SIGN, BESIDE):
        return False
    places = [new_start for _, _, new_start, _ in edited_places(change)]
    # What changed holds no markup, so that it lies within an element or without it as a whole.
    return not any(
        element.kind in HOLDING
        and bisect_right(places, element.start) < bisect_left(places, element.end)
        for element in change.new.elements
    )


def _told(document: Document) -> tuple[Counter[tuple[str, str, str]], frozenset[str], list[str]]:
    names = reference_names(document)
    told = Counter((item.key, item.group, item.content) for item in names.references)
    return told, names.given, list(taken_up(document, len(document.wikitext)))


class UndefinedReferenceName(Rule):
    """<ref name="x" /> and no x."""

    meta = Meta(
        code="MRK002",
        name="undefined-reference-name",
        summary="A reference name that is used and not defined, or defined twice",
        why="In place of the source the reader finds an error message.",
        source=Source.enwiki("Help:Footnotes"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=changes_reference_names,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example(
                f'It fell.⟦<ref name="Lee" />⟧{LIST}',
                old=f'It rose.<ref name="Lee">A book</ref> It fell.<ref name="Lee" />{LIST}',
            ),
            Example(f'A.<ref name="b">B</ref> It fell.⟦<ref name="Lee"/>⟧{LIST}', old=f"A.{LIST}"),
            Example(f"It fell.⟦<ref name=Lee></ref>⟧{LIST}", old=f"It fell.{LIST}"),
            Example(
                'It fell.⟦<ref name="Lee" />⟧\n{{Excerpt|Bridge}}' + LIST,
                old='It fell.<ref name="Lee" /><ref name="Lee">B</ref>\n{{Excerpt|Bridge}}' + LIST,
            ),
            Example(
                f'A.<ref name="Lee">One book</ref> B.⟦<ref name="Lee">⟧Another book</ref>{LIST}',
                old=f'A.<ref name="Lee">One book</ref> B.{LIST}',
            ),
            Example(
                f'A.<ref name="lee">A book</ref> B.⟦<ref name="Lee" />⟧{LIST}',
                fix='<ref name="lee" />',
            ),
            Example(
                f"A.<ref name='Lee 1'>B</ref> C.<ref name=\"Lee  1\" />{LIST}",
                guard="the same name in other quotation marks",
            ),
            Example(f"A.<ref name=Lee>B</ref> C.<ref name='Lee' />{LIST}", guard="no quotes"),
            Example(
                'A.<ref name="Lee" />\n{{reflist|refs=\n<ref name="Lee">A book</ref>\n}}',
                guard="defined in the list",
            ),
            Example(
                'A.<ref name="Lee" />\n<references>\n<ref name="Lee">B</ref>\n</references>',
                guard="defined in the list",
            ),
            Example(
                'A.<ref name="Lee" group="n" />\n{{reflist|group=n|refs=<ref name="Lee">B</ref>}}',
                guard="defined in the list of its group",
            ),
            Example(f'A.<ref name="Lee" /> {{{{refn|name=Lee|A note}}}}{LIST}', guard="a template"),
            Example(f'A.<ref name="Lee" /> {{{{efn|name="Lee"|A note}}}}{LIST}', guard="a note"),
            Example(
                f'A.<ref name="Lee" /> {{{{#tag:ref|A note|name="Lee"}}}}{LIST}', guard="a function"
            ),
            Example(
                f'{{{{Infobox language|ref=e18}}}}\nA.<ref name="e18" />{LIST}',
                guard="a box names it",
            ),
            Example(f'{{{{Excerpt|Bridge}}}}\nA.<ref name="Lee" />{LIST}', guard="an excerpt"),
            Example(f'{{{{:Bridge}}}}\nA.<ref name="Lee" />{LIST}', guard="another page"),
            Example(f'{{{{/Table}}}}\nA.<ref name="Lee" />{LIST}', guard="a subpage"),
            Example(f'{{{{#lst:Bridge|a}}}}\nA.<ref name="Lee" />{LIST}', guard="a section"),
            Example(f'{{{{Main page:A}}}}\nA.<ref name="Lee" />{LIST}', guard="another page"),
            Example(f'{{{{Infobox lithium}}}}\nA.<ref name="Lee" />{LIST}', guard="its own box"),
            Example(f'{{{{2010 Cup table}}}}\nA.<ref name="Lee" />{LIST}', guard="a table apart"),
            Example(
                f'{{{{NRISref|2009a}}}} A.<ref name="nris" />{LIST}', guard="a reference's own"
            ),
            Example('A.<ref name="Lee" />', guard="perhaps a piece of a page"),
            Example(
                f'A.<ref name="Lee" group="a">B</ref> C.<ref name="Lee" group="b">D</ref>{LIST}',
                guard="two groups",
            ),
            Example(
                f'A.<ref name="Lee">One  book</ref> B.<ref name="Lee">One book</ref>{LIST}',
                guard="the same content",
            ),
            Example(
                f'It fell far.<ref name="Lee" />{LIST}',
                old=f'It fell.<ref name="Lee" />{LIST}',
                guard="it was undefined before",
            ),
            Example(
                f'It fell.<ref name="Lee" />{LIST}',
                old=f'It rose.<ref name="Lee" /> It fell.<ref name="Lee" />{LIST}',
                guard="it was undefined before",
            ),
            Example(
                f'A.<ref>B C.<ref name="Lee">D</ref> E.<ref name="Lee" />{LIST}',
                old=f'A. C.<ref name="Lee">D</ref> E.<ref name="Lee" />{LIST}',
                guard="a reference that is not closed",
            ),
            Example(f"<nowiki><ref name=x/></nowiki>{LIST}", guard="no reference"),
            Example(f"<!-- <ref name=x/> -->A.{LIST}", guard="a comment"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each name without a definition, where it is used first; each second definition."""
        document = unit.document
        names = reference_names(document)
        if not names.undefined and not names.defined_twice:
            return
        change = context.change
        if document.incomplete:
            return
        broken = _broken_tags(document)
        before = None
        if document is change.new and change.old is not None:
            before = reference_names(change.old)
            if broken > _broken_tags(change.old):
                # What was a definition may be inside another reference now.
                return
        yield from _undefined(document, names, before, change, broken > 0)
        if not broken:
            yield from _defined_twice(names, before)


def _broken_tags(document: Document) -> int:
    return sum(mark.mark in BROKEN for mark in loose_marks(document))


def _undefined(
    document: Document,
    names: ReferenceNames,
    before: ReferenceNames | None,
    change: Change,
    broken: bool,
) -> Iterator[Verdict]:
    defined = names.defined
    uses: dict[str, list[NamedReference]] = {}
    for item in names.references:
        if item.key not in defined:
            uses.setdefault(item.key, []).append(item)
    if not uses:
        return
    defined_before = frozenset[str]() if before is None else before.defined
    undefined_before = frozenset[str]() if before is None else before.undefined
    by_case = {name.lower(): name for name in sorted(defined)}
    whole = has_reference_list(document)
    elsewhere = may_take_up_references(document, last_reference_list(document))
    for key, places in uses.items():
        first = places[0]
        if key in undefined_before:
            yield Silenced(first.start, first.end, "undefined before")
            continue
        if document is change.new and key not in defined_before:
            if not whole:
                yield Silenced(first.start, first.end, "perhaps a piece of a page")
                continue
            if broken:
                yield Silenced(first.start, first.end, "references that are not closed")
                continue
            if elsewhere:
                yield Silenced(first.start, first.end, "perhaps defined on another page")
                continue
        other = by_case.get(key.lower())
        yield Hit(
            start=first.start,
            end=first.end,
            message=_undefined_message(first.name, key in defined_before, other),
            suggestions=_in_other_case(document, first, other),
            evidence=tuple(Evidence(item.start, item.end) for item in places[1:6]),
            on_trial=other is not None,
        )


def _undefined_message(name: str, was_defined: bool, other: str | None) -> str:
    if other is not None:
        return (
            f"No reference on the page is named “{name}”; there is one named “{other}”,"
            " and the software tells capitals apart."
        )
    if was_defined:
        return (
            f"The reference named “{name}” was taken out with its source, and is still used here:"
            " the page now shows an error instead. Put the source back at the first use."
        )
    return f"No reference on the page is named “{name}”: give its source here, or correct the name."


def _in_other_case(document: Document, use: NamedReference, other: str | None) -> tuple[str, ...]:
    written = document.wikitext[use.start : use.end]
    if other is None or use.name not in written:
        return ()
    return (written.replace(use.name, other, 1),)


def _defined_twice(names: ReferenceNames, before: ReferenceNames | None) -> Iterator[Verdict]:
    twice_before = frozenset[tuple[str, str]]() if before is None else before.defined_twice
    first: dict[tuple[str, str], NamedReference] = {}
    for item in names.references:
        if not item.content:
            continue
        known = first.setdefault((item.key, item.group), item)
        if known.content == item.content:
            continue
        if (item.key, item.group) in twice_before:
            yield Silenced(item.start, item.end, "defined twice before")
        else:
            yield Hit(
                start=item.start,
                end=item.end,
                message=f"Two references with different content are named “{item.name}”:"
                " only the first is shown, with an error. Give this one a name of its own.",
                evidence=(Evidence(known.start, known.end),),
            )
