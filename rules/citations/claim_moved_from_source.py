"""Finds sentences put between a claim and its reference, so that the reference speaks for them.

"The mill is old.[1]" became "The mill is old. It has a roof of slate.[1]": the reader now takes
the source for the new sentence, and looks in vain for it behind the old one. Only whole sentences
that were added right behind the claim count, and only if the reference is the very one that stood
there. A new sentence with a reference of its own, and a reference that was moved on purpose to the
end of old sentences, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.citations import asks_for_source, has_reference
from rules.facts.cited_sources import cited_sources, old_cited_sources
from rules.facts.summary_shapes import is_undoing

REFERENCE_NEXT = re.compile(r"[\s.!?,;:\"'”’)\]]{0,20}(?:<ref|\{\{)", re.IGNORECASE)
ENDS_CITED = re.compile(rf"{PLACEHOLDER}[\s{PLACEHOLDER}]*\Z")
FULL_STOP = re.compile(r"[.!?][\"'”’)\]]{0,3}\s*\Z")
WHOLE = 0.85
"""The share of a sentence's characters that makes it added as a whole, its reference aside."""

MOST_BETWEEN = 6


@local
def adds_before_reference(change: Change) -> bool:
    """Whether something was added right before a reference."""
    text = change.new_wikitext
    return any(REFERENCE_NEXT.match(text, end) is not None for _, end in change.added)


class ClaimMovedFromSource(Rule):
    """A new sentence between a claim and its reference."""

    meta = Meta(
        code="CIT008",
        name="claim-moved-from-source",
        summary="A sentence was put between a claim and its reference",
        why="The reference now seems to speak for a sentence that was not there when it was given.",
        source=Source.enwiki("WP:INTEGRITY"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.CHANGE,
        only_if=adds_before_reference,
        status=Status.OFF,
        confidence=0.8,
        needs=(cited_sources, old_cited_sources),
        guards=frozenset(),
        examples=(
            Example(
                "⟦The mill is old.⟧ It has a roof of slate.<ref>A</ref>",
                old="The mill is old.<ref>A</ref>",
            ),
            Example(
                "It burnt. ⟦The mill is old.⟧ It has a roof of slate. The roof is"
                " new.{{sfn|Lee|1990}} All know it.",
                old="It burnt. The mill is old.{{sfn|Lee|1990}} All know it.",
            ),
            Example(
                "The mill is old.<ref>A</ref> It has a roof of slate.",
                old="The mill is old.<ref>A</ref>",
                guard="put behind the reference",
            ),
            Example(
                "The mill is old.<ref>A</ref> It has a roof of slate.<ref>B</ref>",
                old="The mill is old.<ref>A</ref>",
                guard="a reference of its own",
            ),
            Example(
                "The mill is old. It has a roof of slate.<ref>A</ref><ref>B</ref>",
                old="The mill is old.<ref>A</ref>",
                guard="one more reference for it",
            ),
            Example(
                "The mill is old.<ref name=A/> It has a roof of slate.<ref name=A/>",
                old="The mill is old.<ref name=A/>",
                guard="the reference given for both",
            ),
            Example(
                "The mill is old. It has a roof of slate.<ref>A</ref>",
                old="The mill is old.<ref>A</ref> It has a roof of slate.",
                guard="a reference moved behind what was there",
            ),
            Example(
                "The mill, which has a roof of slate, is old.<ref>A</ref>",
                old="The mill is old.<ref>A</ref>",
                guard="no whole sentence",
            ),
            Example(
                "The mill is old. It has a roof of slate.<ref>A</ref>",
                old="The mill is old.<ref>A</ref>",
                summary="Undid revision 123 by A",
                guard="text put back",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The old sentence that no longer has its reference right behind it."""
        change, pair = context.change, unit.pair
        old = change.old
        if pair is None or old is None or pair.new.block.kind is not BlockKind.PARAGRAPH:
            return
        new = unit.document
        before = old.prose.text[pair.old.start : pair.old.end]
        if ENDS_CITED.search(before) is None or not FULL_STOP.search(unit.text):
            return
        between = _added_behind(change, pair.new)
        if not between:
            return
        if any(_words(new, sentence) in old.prose.text for sentence in between):
            return
        last = _wikitext(new, between[-1])
        kept = [
            change.old_offset(c.element.start) for c in context.fact(cited_sources).within(*last)
        ]
        was = _wikitext(old, pair.old)
        if not kept or any(at is None or not was.start <= at < was.end for at in kept):
            return
        end = len(unit.text.rstrip())
        if is_undoing(change.info):
            yield Silenced(0, end, "text put back")
            return
        yield Hit(
            start=0,
            end=end,
            message="The reference of this sentence now stands behind a new one. Please check that"
            " the source says that too, and put the reference back behind what it was given for.",
            evidence=(Evidence(between[0].start - unit.start, between[-1].end - unit.start),),
        )


def _added_behind(change: Change, claim: Sentence) -> tuple[Sentence, ...]:
    """The added sentences right behind one, up to the first that has a reference."""
    document = change.new
    found: list[Sentence] = []
    for sentence in document.sentences_within(claim.end, claim.block.end)[:MOST_BETWEEN]:
        if not _is_added(change, sentence):
            return ()
        found.append(sentence)
        span = _wikitext(document, sentence)
        if asks_for_source(document, *span):
            return ()
        if has_reference(document, *span):
            return tuple(found)
    return ()


def _is_added(change: Change, sentence: Sentence) -> bool:
    words_end = sentence.start + len(_words(change.new, sentence))
    if words_end <= sentence.start:
        return False
    start, end = change.new.prose.wikitext_span(sentence.start, words_end)
    covered = sum(piece.end - piece.start for piece in change.added.within(start, end))
    return covered >= WHOLE * (end - start)


def _words(document: Document, sentence: Sentence) -> str:
    return document.prose.text[sentence.start : sentence.end].rstrip(f" \n{PLACEHOLDER}")


def _wikitext(document: Document, sentence: Sentence) -> Span:
    return document.prose.wikitext_span(sentence.start, sentence.end)
