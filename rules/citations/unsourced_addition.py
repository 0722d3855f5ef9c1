"""Finds added passages that state checkable facts and name no source.

A passage is what the edit added in one place: whole sentences, and paragraphs that follow each
other. It is one finding, on its first sentence, with the rest as evidence. A source anywhere in
the added sentences of a paragraph, or after them in that paragraph, counts for all of them. It
leaves alone where no source is asked for: the lead, which sums up; plots, which cite the work;
sections fed by another page; appendices; disambiguation pages; undone edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
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
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.checkable import CheckableFact, checkable_facts
from rules.facts.sourcing import ARTICLE_NAMESPACES, page_guard
from rules.facts.unsourced_passages import Passage, adds_a_sentence, unsourced_passages

LEAST_FACTS = 2
FACTS_A_PARAGRAPH = 0.7
"""Two figures in a page of explanation do not make it a page of facts."""

BEFORE_WORDS = re.compile(rf"[\s{PLACEHOLDER}]*")
"""Images and hatnotes in front of a paragraph belong to its first sentence as it is cut."""

MOST_EVIDENCE = 12
MOST_NAMED = 3


@local
def may_lack_a_source(change: Change) -> bool:
    """Whether a passage of several facts was added, and no source in it.

    In a part of the page, more passages are found than on the page: what excuses them may stand
    beyond. None of them spans two parts, because these meet at headings that were there before.
    """
    if not adds_a_sentence(change):
        return False
    known = _known_facts(change)
    return any(
        len(_new_facts(change.new, passage, known)) >= LEAST_FACTS
        for passage in unsourced_passages(change).passages
    )


class UnsourcedAddition(Rule):
    """Several facts, no source."""

    meta = Meta(
        code="CIT001",
        name="unsourced-addition",
        summary="An added passage with checkable facts and no source",
        why="A reader cannot check a date, a figure or a quotation that names no source.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        status=Status.PREVIEW,
        needs=(unsourced_passages,),
        only_if=may_lack_a_source,
        confidence=0.8,
        guards=frozenset(),
        examples=(
            Example(
                "The town is old.<ref>A</ref>\n\n⟦The mill opened in 1904 with 230 workers.⟧ It"
                " closed in 1950.",
                old="The town is old.<ref>A</ref>",
            ),
            Example(
                "The town is old.<ref>A</ref> ⟦The mill opened in 1904 with 230 workers.⟧",
                old="The town is old.<ref>A</ref>",
            ),
            Example(
                "A.\n\n== Mill ==\n⟦The old mill opened in 1904 with 230 workers.⟧\n\n"
                "It closed for good in 1950.\n\n=== Owners ===\nThe Lee family bought it in 1961.",
                old="A.",
            ),
            Example(
                '⟦The director Ana Lee called it "a very small and quiet town" that year.⟧',
                old="",
            ),
            Example(
                "The mill opened in 1904 with 230 workers.<ref>A</ref>",
                old="",
                guard="a reference",
            ),
            Example(
                "The mill opened in 1904 with 230 workers. The town is old.<ref>A</ref>",
                old="The town is old.<ref>A</ref>",
                guard="a reference after it in the paragraph",
            ),
            Example(
                "The mill opened in 1904 with 230 workers.{{sfn|Lee|1990}} It closed in 1950.",
                old="",
                guard="a template that is a reference",
            ),
            Example(
                "The mill opened in 1904 with 230 workers (Lee 1990, p. 12).",
                old="",
                guard="a source in brackets",
            ),
            Example(
                "The mill opened in 1904 with 230 workers.{{citation needed}}",
                old="",
                guard="a source is asked for already",
            ),
            Example(
                "The mill opened in 1904 with 230 workers.\n\n== Town ==\nThe old town lies on"
                " a river in the hills.<ref>A</ref>",
                old="== Town ==\nThe old town lies on a river in the hills.<ref>A</ref>",
                guard="the lead",
            ),
            Example(
                "A.\n\n== Plot ==\nIn 1904 the young Ana Lee leaves for a town of 230 people.",
                old="A.",
                guard="a plot",
            ),
            Example(
                "A.\n\n== Mill ==\n{{Main|The mill}}\nThe mill opened in 1904 with 230 workers.",
                old="A.",
                guard="fed by another page",
            ),
            Example(
                "A.\n\n== People ==\nFrom the census:<ref>A</ref>\n* In 1904 the town had 230"
                " people.",
                old="A.",
                guard="a list with a reference in its header",
            ),
            Example(
                "The mill opened in 1904 and has a roof of slate.",
                old="",
                guard="one fact",
            ),
            Example(
                "The mill was opened in 1904 with 230 workers in it.",
                old="The mill opened in 1904 with 230 workers.",
                guard="a sentence rewritten",
            ),
            Example(
                "It had 230 workers when the mill first opened its doors, in 1904.",
                old="Opened 1904. Workers: 230.",
                guard="the facts were there",
            ),
            Example(
                "The mill opened in 1904 with 230 workers.",
                old="",
                summary="Undid revision 123 by A",
                guard="an undone edit",
            ),
            Example(
                "The mill opened in 1904 and housed Mr Rearden's 230 workers.",
                old="",
                title="List of Atlas characters",
                guard="a page whose source is the work itself",
            ),
            Example(
                "A.\n\n== Videos ==\n* Ana Lee at the Mill (May 7, 2001), 57 minutes in all.",
                old="A.",
                guard="an entry of a list without a statement",
            ),
            Example(
                "In May 1904 the poet wrote to the mill:\n{{quote|Dear all|source=Lee"
                "}}<ref>A</ref>",
                old="",
                guard="a source after what a colon announces",
            ),
            Example(
                "In May 1904 the poet wrote home from the mill.\n<blockquote>Dear all, it is cold"
                " in here.</blockquote><ref>A</ref>",
                old="",
                guard="a source behind the quotation that it leads into",
            ),
            Example(
                "A.\n\n== Owners ==\nThe following is based on Lee.<ref>A</ref>\n\n=== Ana ===\nThe"
                " old mill opened in 1904 with 230 workers.",
                old="A.",
                guard="a source named once for all subsections",
            ),
            Example(
                "A.\n\n== Mill ==\n{{unreferenced section}}\nThe mill opened in 1904 with 230"
                " workers.",
                old="A.",
                guard="a section marked as unsourced already",
            ),
            Example(
                "The mill fell under the Mill Act of 1904 and then under the Town Act 1950.",
                old="",
                guard="years in the names of laws",
            ),
            Example(
                "The mill is a stage of \"Red Sun\" (1950) and was drawn for ''Lee'' (1961) as"
                " well.",
                old="",
                guard="years that only date a named work",
            ),
            Example(
                "[[File:A.jpg|thumb|A mill]]\n⟦In 1904 the mill opened with 230 workers.⟧",
                old="",
            ),
            Example(
                "A mill of 1904, 230 workers or a song of 1950.\n{{disambiguation}}",
                guard="a disambiguation page",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """One hit for each passage, on its first sentence."""
        change = context.change
        document = change.new
        if change.info.namespace not in ARTICLE_NAMESPACES:
            return
        found = context.fact(unsourced_passages)
        yield from found.excused
        if not found.passages:
            return
        guard = page_guard(change)
        known = _known_facts(change)
        for passage in found.passages:
            facts = _new_facts(document, passage, known)
            if len(facts) < LEAST_FACTS or len(facts) < len(passage) * FACTS_A_PARAGRAPH:
                continue
            first = passage[0].sentences[0]
            start = _first_word(document, first)
            if guard is not None:
                yield Silenced(start, first.end, guard)
                continue
            yield Hit(
                start=start,
                end=first.end,
                message=_message(facts, len(passage)),
                evidence=tuple(_rest(passage))[:MOST_EVIDENCE],
            )


def _known_facts(change: Change) -> frozenset[str]:
    """The facts of what the edit took away: to write them anew adds nothing."""
    old = change.old_wikitext or ""
    taken = (old[span.start : span.end] for span in change.deleted)
    return frozenset(fact.words for text in taken for fact in checkable_facts(text))


def _new_facts(document: Document, passage: Passage, known: frozenset[str]) -> list[CheckableFact]:
    """The distinct facts of a passage."""
    seen = set(known)
    facts = []
    for part in passage:
        for sentence in part.sentences:
            for fact in checkable_facts(document.prose.text[sentence.start : sentence.end]):
                if fact.words not in seen:
                    seen.add(fact.words)
                    facts.append(fact)
    return facts


def _first_word(document: Document, sentence: Sentence) -> int:
    match = BEFORE_WORDS.match(document.prose.text, sentence.start, sentence.end)
    return match.end() if match and match.end() < sentence.end else sentence.start


def _rest(passage: Passage) -> Iterator[Evidence]:
    """The passage after its first sentence, a stretch for each paragraph."""
    for number, part in enumerate(passage):
        sentences = part.sentences[1:] if number == 0 else part.sentences
        if sentences:
            yield Evidence(sentences[0].start, sentences[-1].end)


def _message(facts: list[CheckableFact], paragraphs: int) -> str:
    named = ", ".join(fact.words[:40] for fact in facts[:MOST_NAMED])
    more = " …" if len(facts) > MOST_NAMED else ""
    where = f" in {paragraphs} paragraphs" if paragraphs > 1 else ""
    return (
        f"The added text states {len(facts)} checkable facts{where} ({named}{more}) and names no"
        " source."
    )
