"""Finds figures and dates that the edit changed although their source stayed as it was.

Most such changes are honest: a statistic is brought up to date, a slip is mended. So it is advice,
and its confidence comes from the shape of the change: ten times as much, two digits changed
places, one digit, a digit more or less, or a figure that changed under a year that did not. A
figure that is updated together with its date is left alone, and so are the same value written in
another way or in another unit, a figure that only moved, a sentence whose reference changed too or
got one more, and an edit that puts an older text back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    ElementKind,
    Evidence,
    Example,
    Guard,
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
from rules.facts.cited_sources import (
    Citation,
    CitedSources,
    cited_sources,
    is_explanatory,
    old_cited_sources,
)
from rules.facts.claim import Claim, PlaceKind
from rules.facts.claim_changes import Replaced, may_replace_values, replaced_values
from rules.facts.claims import claims, old_claims
from rules.facts.figure_additions import replaces_figure
from rules.facts.figure_doubts import confidence_of
from rules.facts.summary_shapes import is_undoing

SURE, LEAST = 0.7, 0.6
"""Confidences from which a finding is shown, and shown on trial."""

LONGEST_SOURCE = 60


class FigureChangedSourceKept(Rule):
    """1,234 became 1,324, and the reference behind it is the same."""

    meta = Meta(
        code="CIT003",
        name="figure-changed-source-kept",
        summary="A figure or date was changed and its reference left as it was",
        why="The reference now stands behind a figure that it may not give.",
        source=Source.enwiki("WP:INTEGRITY"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=replaces_figure,
        status=Status.PREVIEW,
        confidence=0.75,
        needs=(claims, old_claims, cited_sources, old_cited_sources),
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "The mill had ⟦1,324⟧ workers in 1904.<ref>A</ref>",
                old="The mill had 1,234 workers in 1904.<ref>A</ref>",
            ),
            Example(
                "The mill cost ⟦$42 million⟧ to build.<ref>A</ref> It burnt down.",
                old="The mill cost $4.2 million to build.<ref>A</ref> It burnt down.",
            ),
            Example(
                "The mill had ⟦1,834⟧ workers.{{sfn|Lee|1990|p=5}}",
                old="The mill had 1,234 workers.{{sfn|Lee|1990|p=5}}",
            ),
            Example(
                "The mill was opened by the king on ⟦4 May 1904⟧.<ref name=A/>",
                old="The mill was opened by the king on 3 May 1904.<ref name=A/>",
            ),
            Example(
                "The bridge was built in ⟦1913⟧ by Ana Lee.<ref>A</ref>",
                old="The bridge was built in 1931 by Ana Lee.<ref>A</ref>",
            ),
            Example(
                "At the census of 2001 the town had ⟦9,871⟧ inhabitants.<ref>A</ref>",
                old="At the census of 2001 the town had 7,305 inhabitants.<ref>A</ref>",
            ),
            Example(
                "The bridge is ⟦{{convert|1334|m}}⟧ long and cost much.<ref>A</ref>",
                old="The bridge is {{convert|1234|m}} long and cost much.<ref>A</ref>",
            ),
            Example(
                "The mill had 1,324 workers.<ref>B</ref>",
                old="The mill had 1,234 workers.<ref>A</ref>",
                guard="another reference",
            ),
            Example(
                "The mill had 1,324 workers.<ref>A</ref><ref>B</ref>",
                old="The mill had 1,234 workers.<ref>A</ref>",
                guard="one reference more",
            ),
            Example(
                "The mill had 1,324 workers.<ref>{{cite web|url=//a.b|title=A|access-date=4 May"
                " 2020}}</ref>",
                old="The mill had 1,234 workers.<ref>{{cite web|url=//a.b|title=A|access-date=3"
                " March 2010}}</ref>",
                guard="the source was read anew",
            ),
            Example(
                "The mill had 1,324 workers.",
                old="The mill had 1,234 workers.",
                guard="no reference",
            ),
            Example(
                "In 2020 the town had 9,124 inhabitants.<ref>A</ref>",
                old="In 2010 the town had 9,214 inhabitants.<ref>A</ref>",
                guard="updated together with its year",
            ),
            Example(
                "The town had 1,234 inhabitants.<ref>A</ref>",
                old="The town had 1234 inhabitants.<ref>A</ref>",
                guard="grouping only",
            ),
            Example(
                "The road is 8 km long and wide.<ref>A</ref>",
                old="The road is 5 miles long and wide.<ref>A</ref>",
                guard="another unit",
            ),
            Example(
                "The mill had twelve workers at first.<ref>A</ref>",
                old="The mill had 12 workers at first.<ref>A</ref>",
                guard="spelt out",
            ),
            Example(
                "He left for the city of Rome on May 3, 1950.<ref>A</ref>",
                old="He left for the city of Rome on 3 May 1950.<ref>A</ref>",
                guard="another form of the date",
            ),
            Example(
                "With 1,234 workers, the mill made 5,678 bricks a day.<ref>A</ref>",
                old="The mill made 5,678 bricks a day with 1,234 workers.<ref>A</ref>",
                guard="a figure that moved",
            ),
            Example(
                "The road is 1.2 km long and wide.<ref>A</ref>",
                old="The road is 1,234 m long and wide.<ref>A</ref>",
                guard="rounded",
            ),
            Example(
                "The mill had ⟦1,244⟧ workers at that time.<ref>A</ref>",
                old="The mill had 1,234 workers at that time.<ref>A</ref>",
            ),
            Example(
                "The mill makes 12 bricks a day (2005 est.).<ref>A</ref>",
                old="The mill makes 12 bricks a day (2003 est.).<ref>A</ref>",
                guard="when another figure was taken",
            ),
            Example(
                "As of 3 May 2020, the mill is for sale to all.<ref>A</ref>",
                old="As of 3 March 2020, the mill is for sale to all.<ref>A</ref>",
                guard="up to when something holds",
            ),
            Example(
                "The mill had 1,324 workers.{{efn|Without children.}}",
                old="The mill had 1,234 workers.{{efn|Without children.}}",
                guard="a note that names no source",
            ),
            Example(
                "The mill had 1,324 workers.<ref>A</ref>",
                old="The mill had 1,234 workers.<ref>A</ref>",
                summary="Reverted vandalism",
                guard="text put back",
            ),
            Example(
                'Lee wrote: "the mill had 1,324 workers then".<ref>A</ref>',
                old='Lee wrote: "the mill had 1,234 workers then".<ref>A</ref>',
                guard="a quotation",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each replaced value whose references are as they were."""
        change = context.change
        if not may_replace_values(change):
            return
        before = context.fact(old_claims)
        old_sources = context.fact(old_cited_sources)
        if before is None or old_sources is None:
            return
        sources = context.fact(cited_sources)
        for replaced in replaced_values(change, context.fact(claims), before):
            new = replaced.new
            kept = _kept_source(replaced, sources, old_sources)
            if kept is None:
                continue
            confidence = confidence_of(change, replaced)
            if confidence < LEAST:
                yield Silenced(new.place.start, new.place.end, "a change such as updates make")
            elif is_undoing(change.info):
                yield Silenced(new.place.start, new.place.end, "text put back")
            else:
                yield _hit(change, replaced, kept, confidence)


def _kept_source(
    replaced: Replaced, sources: CitedSources, old_sources: CitedSources
) -> Citation | None:
    """The reference of the sentence, if all its references are as they were."""
    now = _citations(sources, replaced.new)
    then = _citations(old_sources, replaced.old)
    new, old = sources.document, old_sources.document
    if not now or len(now) != len(then):
        return None
    if any(
        _written(new, a) != _written(old, b) or a.keys != b.keys
        for a, b in zip(now, then, strict=True)
    ):
        return None
    if replaced.new.place.kind is PlaceKind.INFOBOX and _box_sources_changed(
        sources, old_sources, replaced
    ):
        return None
    behind = [c for c in now if not is_explanatory(c, new)]
    after = new.prose.wikitext_span(replaced.new.place.start, replaced.new.place.end).start
    return next((c for c in behind if c.element.start >= after), None)


def _citations(sources: CitedSources, claim: Claim) -> tuple[Citation, ...]:
    place = claim.place
    prose = sources.document.prose
    return sources.within(*prose.wikitext_span(place.sentence_start, place.sentence_end))


def _written(document: Document, citation: Citation) -> str:
    return document.wikitext[citation.element.start : citation.element.end]


def _box_sources_changed(
    sources: CitedSources, old_sources: CitedSources, replaced: Replaced
) -> bool:
    """Whether another value of the same infobox has got another reference."""
    return _box_keys(sources, replaced.new) != _box_keys(old_sources, replaced.old)


def _box_keys(sources: CitedSources, claim: Claim) -> frozenset[str]:
    document = sources.document
    at = document.prose.wikitext_span(claim.place.start, claim.place.end).start
    for element in document.elements:
        if element.start > at:
            break
        if element.kind is ElementKind.TEMPLATE and element.end > at:
            return sources.keys_within(element.inner_start, element.inner_end)
    return frozenset()


def _hit(change: Change, replaced: Replaced, kept: Citation, confidence: float) -> Hit:
    old, new = replaced.old, replaced.new
    return Hit(
        start=new.place.start,
        end=new.place.end,
        message=f"“{old.written}” became “{new.written}” here, and the reference behind it"
        f" ({_named(change.new, kept)}) is the same as before. Please check which of them the"
        " source gives.",
        confidence=round(confidence, 2),
        evidence=(
            Evidence(old.place.start, old.place.end, TextName.OLD_PROSE),
            Evidence(kept.element.start, kept.element.end, TextName.NEW_WIKITEXT),
        ),
        on_trial=confidence < SURE,
    )


def _named(document: Document, citation: Citation) -> str:
    """The reference in a few words: its name, its title or how it begins."""
    element = citation.element
    text = document.wikitext[element.start : element.end]
    if element.kind is ElementKind.REFERENCE and not text.endswith("/>"):
        text = document.wikitext[element.inner_start : element.inner_end]
    title = re.search(r"\|\s{0,9}title\s{0,9}=\s{0,9}([^|{}\n]{2,200})", text)
    plain = " ".join((title[1] if title else text).split())
    return plain if len(plain) <= LONGEST_SOURCE else plain[: LONGEST_SOURCE - 2] + " …"
