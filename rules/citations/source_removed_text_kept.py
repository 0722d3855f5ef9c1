"""Finds sentences that the edit left standing while it took their last reference away.

A reference is removed only if its source, told by its address, title, identifier, name or author
and year, is cited less often than before, and nowhere in the paragraph any more: one that moved,
was merged with another or became a short form was not. The sentence has to keep most of its words
and have no reference left. Left alone are sentences in whose paragraph another reference was put,
or after which a source is asked for, notes that only explain, the lead if the source is cited
further on, appendices, and edits that put an older text back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
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
    SentencePair,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    TextName,
    Unit,
    Verdict,
    local,
)
from rules.facts.citations import asks_for_source, has_reference
from rules.facts.cited_sources import (
    Citation,
    CitedSources,
    cited_sources,
    is_explanatory,
    old_cited_sources,
)
from rules.facts.section_kinds import APPENDIX, PLOT, chain
from rules.facts.summary_shapes import is_undoing

LEAST_WORDS = 6
KEPT = 0.8
"""Share of the old sentence's words that the new one has to keep."""

WORD = re.compile(r"[^\W_]+")
EDGE = re.compile(r"[\s￼]+")
CITING = re.compile(r"<ref|ref[\s>/]|\{\{|\}\}", re.IGNORECASE)
NEAR = 12
"""Code points around a deletion in which the markup of a reference is looked for."""

FARTHEST = 20_000
"""Code points of a paragraph's wikitext on either side of a sentence that are read."""

LONGEST_SHOWN = 60


@local
def may_leave_text_without_source(change: Change) -> bool:
    """Whether a sentence that was kept had references and has none now.

    What a part of the page does not tell, such as the source behind a name, only excuses it.
    """
    # The old text is read only where it may matter.
    if not _deletes_citing_markup(change) or change.old is None:
        return False
    before = CitedSources(change.old)
    return any(_lost(change, pair, before) for pair in change.sentence_pairs())


class SourceRemovedTextKept(Rule):
    """The reference is gone, and what it stood behind is not."""

    meta = Meta(
        code="CIT004",
        name="source-removed-text-kept",
        summary="A reference was removed and the sentence that it supported was kept",
        why="Without its reference a reader can no longer check the sentence.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.CHANGE,
        only_if=may_leave_text_without_source,
        status=Status.STABLE,
        confidence=0.85,
        needs=(cited_sources, old_cited_sources),
        guards=frozenset(),
        examples=(
            Example(
                "⟦The mill had many workers then.⟧ It burnt down.",
                old="The mill had many workers then.<ref>A</ref> It burnt down.",
            ),
            Example(
                "It burnt.<ref>A</ref> ⟦The mill had about forty workers then.⟧",
                old="It burnt.<ref>A</ref> The mill had forty workers then.{{sfn|Lee|1990|p=5}}",
            ),
            Example(
                "* ⟦The mill had many workers then.⟧",
                old='* The mill had many workers then.<ref name="Lee" />',
            ),
            Example(
                "The mill had many workers then. It burnt.<ref>A</ref>",
                old="The mill had many workers then.<ref>A</ref> It burnt.",
                guard="a reference that moved",
            ),
            Example(
                "The mill had many workers then. It burnt.<ref>A</ref>",
                old="The mill had many workers then.<ref>A</ref> It burnt.<ref>A</ref>",
                guard="the same source elsewhere in the paragraph",
            ),
            Example(
                "The mill had many workers then.\n\nIt burnt.<ref>A</ref>",
                old="The mill had many workers then.<ref>A</ref>\n\nIt burnt.",
                guard="moved to another paragraph",
            ),
            Example(
                "The mill had many workers then.{{sfn|Lee|1990|p=5}}",
                old="The mill had many workers then.<ref>Lee 1990, 5</ref>",
                guard="another reference in its place",
            ),
            Example(
                "The mill had many workers then. It burnt.<ref>B</ref>",
                old="The mill had many workers then.<ref>A</ref> It burnt.",
                guard="another reference further on in the paragraph",
            ),
            Example(
                "The mill had many workers then.<ref>B</ref>",
                old="The mill had many workers then.<ref>A</ref><ref>B</ref>",
                guard="one of two references",
            ),
            Example(
                "The mill had many workers then.{{citation needed}} It burnt.",
                old="The mill had many workers then.<ref>A</ref> It burnt.",
                guard="a source is asked for instead",
            ),
            Example(
                "The mill was sold. It burnt.",
                old="The mill had many workers then, and few of them stayed.<ref>A</ref> It burnt.",
                guard="the sentence was written anew",
            ),
            Example(
                "The mill had many workers then.",
                old="The mill had many workers then.{{efn|Without children.}}",
                guard="a note that names no source",
            ),
            Example(
                "The mill had many workers then.\n\n== Work ==\nIt had 42 workers.<ref>A</ref>",
                old="The mill had many workers then.<ref>A</ref>\n\n== Work ==\nIt had 42"
                " workers.<ref>A</ref>",
                guard="the lead, with the source further on",
            ),
            Example(
                "The mill had many workers then.",
                old="The mill had many workers then.<ref>A</ref>",
                summary="Undid revision 123 by A",
                guard="text put back",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The new sentence, if the references of the old one are gone."""
        pair, old, before = unit.pair, context.change.old, context.fact(old_cited_sources)
        if pair is None or old is None or before is None:
            return
        gone = _lost(context.change, pair, before)
        if not gone:
            return
        sources = context.fact(cited_sources)
        guard = _guard(context.change, pair, sources, before, gone)
        start, end = _words(unit.text)
        if guard is not None:
            yield Silenced(start, end, guard)
            return
        written = old.wikitext[gone[0].element.start : gone[0].element.end]
        many = "s" if len(gone) > 1 else ""
        yield Hit(
            start=start,
            end=end,
            message=f"The reference{many} behind this sentence ({_shown(written)}) was removed,"
            " and no other was put in its place; the sentence stays. Please give a source, or say"
            " that one is needed.",
            evidence=tuple(
                Evidence(c.element.start, c.element.end, TextName.OLD_WIKITEXT) for c in gone[:3]
            ),
        )


def _deletes_citing_markup(change: Change) -> bool:
    """Whether anything was deleted that looks like a part of a reference."""
    old = change.old_wikitext or ""
    return any(
        CITING.search(old, max(start - NEAR, 0), end + NEAR) is not None
        for start, end in change.deleted
    )


def _lost(change: Change, pair: SentencePair, before: CitedSources) -> tuple[Citation, ...]:
    """The citations that a kept sentence had, if it has no reference left."""
    if pair.new.block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return ()
    new, old = change.new, before.document
    if has_reference(new, *_span(new, pair.new.start, pair.new.end)):
        return ()
    text = new.prose.text[pair.new.start : pair.new.end]
    if not _is_kept(text, old.prose.text[pair.old.start : pair.old.end]):
        return ()
    return _gone(pair, before)


def _gone(pair: SentencePair, before: CitedSources) -> tuple[Citation, ...]:
    """The citations of the old sentence that name a source."""
    document = before.document
    return tuple(
        citation
        for citation in before.within(*_span(document, pair.old.start, pair.old.end))
        if citation.keys
        and citation.element.kind in (ElementKind.REFERENCE, ElementKind.TEMPLATE)
        and not is_explanatory(citation, document)
    )


def _guard(
    change: Change,
    pair: SentencePair,
    sources: CitedSources,
    before: CitedSources,
    gone: tuple[Citation, ...],
) -> str | None:
    new = sources.document
    block = pair.new.block
    start = _span(new, pair.new.start, pair.new.end).start
    end = min(block.wiki_end, start + FARTHEST)
    if asks_for_source(new, start, end):
        return "a source is asked for"
    # What a placeholder stands for may reach beyond the block.
    around = sources.within(max(block.wiki_start, start - FARTHEST), end)
    keys = {key for citation in gone for key in citation.keys}
    if any(keys & citation.keys for citation in around):
        return "the same source elsewhere in the paragraph"
    if any(change.added.touches(c.element.start, c.element.end) for c in around):
        return "another reference in the paragraph"
    if has_reference(new, start, end) and _is_covered(sources, pair):
        return "a reference further on covers it"
    uses, old_uses = sources.uses(), before.uses()
    if all(_is_kept_elsewhere(c, uses, old_uses) for c in gone):
        return "a reference that moved"
    if block.section == 0 and all(any(uses[k] for k in c.keys) for c in gone):
        return "the lead, with the source further on"
    if any(APPENDIX.match(s.title) or PLOT.match(s.title) for s in chain(new, block.section)):
        return "a section that needs no sources"
    if is_undoing(change.info):
        return "text put back"
    return None


def _is_covered(sources: CitedSources, pair: SentencePair) -> bool:
    """Whether the very next sentence has a reference, which may speak for both."""
    document = sources.document
    following = document.sentences_within(pair.new.end, pair.new.block.end)[:1]
    return any(bool(sources.within(*_span(document, s.start, s.end))) for s in following)


def _is_kept_elsewhere(citation: Citation, uses: Counter[str], old_uses: Counter[str]) -> bool:
    return any(uses[key] >= old_uses[key] for key in citation.keys)


def _is_kept(new: str, old: str) -> bool:
    words = Counter(word.lower() for word in WORD.findall(old))
    total = sum(words.values())
    shared = sum((words & Counter(word.lower() for word in WORD.findall(new))).values())
    return total >= LEAST_WORDS and shared >= KEPT * total


def _span(document: Document, start: int, end: int) -> Span:
    return document.prose.wikitext_span(start, end)


def _words(text: str) -> tuple[int, int]:
    """The text without the white space and the placeholders at its edges."""
    opening = EDGE.match(text)
    return (opening.end() if opening else 0), len(text.rstrip(" \n\t￼"))


def _shown(written: str) -> str:
    plain = " ".join(written.split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 2] + " …"
