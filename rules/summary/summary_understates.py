"""Finds summaries that speak of a small change while a large one was made.

"typo", "minor" or the minor mark on a rewrite, and "added content" on the removal of sourced text.
The message gives the numbers it judged by: words of prose added and removed, characters of
wikitext removed, references removed.
It leaves alone undoing and rollback, moved text, new pages, changes of markup alone, summaries
that also name the larger work ("ce, expanded"), and what software wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    Spans,
    Status,
    Unit,
    Verdict,
)
from rules.facts.summary_shapes import SECTION_PART, is_undoing

SMALL = re.compile(
    r"\b(?:typos?|spell?ings?|misspell?ings?|punctuation|commas?|capitali[sz]ation|grammar|"
    r"grammatical|cosmetic|whitespace|spacing|(?:minor|small|tiny|slight|trivial)"
    r"(?=\s*(?:\Z|[,;.:(]|edits?\b|changes?\b|fix(?:es)?\b|c/?e\b|copy-?edit|corrections?\b|"
    r"tweaks?\b|clean|grammar|formatting|rewording|improvements?\b|adjustments?\b)))",
    re.IGNORECASE,
)
"""Words for changes that leave the text what it was; "minor" only of the edit itself."""

ADDING = re.compile(
    r"\b(?:add(?:ed|s|ing)?|new|more|updat(?:e|ed|es|ing)|c/?e|copy-?\s?edit(?:s|ed|ing)?|fmt|"
    r"formatting|wording|links?|tidy(?:ing)?|categor(?:y|ies)|infobox|image|photo|source[sd]?|"
    r"references?|refs?|citations?)\b",
    re.IGNORECASE,
)
"""Words for work after which nobody expects that sourced text is gone."""

LARGE = re.compile(
    r"\b(?:rewr(?:ite|ote|itten|iting)|rework(?:ed|ing)?|remov(?:e|ed|es|ing|al)|delet(?:e|ed|es|ing|"
    r"ion)|cut|trim(?:med|ming)?|shorten(?:ed|ing)?|condens(?:e|ed|ing)|merg(?:e|ed|ing)|split|"
    r"mov(?:e|ed|ing)|restructur\w+|reorgani[sz]\w+|overhaul\w*|replac(?:e|ed|es|ing)|major|"
    r"expand(?:ed|ing|s)?|expansion|unsourced|uncited|unreferenced|copyvio|vandal\w*|rm|rmv?d?|rem|"
    r"del|translat\w+|import\w*|archiv\w+|per talk|duplicat\w+|"
    r"redundan\w+|redirect\w*|prun(?:e|ed|ing)|took out|take out|get rid|drop(?:ped|ping)?)\b",
    re.IGNORECASE,
)
"""Words that own up to a larger change."""

REDIRECT_TAGS = frozenset({"mw-new-redirect", "mw-removed-redirect", "mw-blank", "mw-replace"})
"""Tags that tell of the larger change themselves."""

AUTOMATIC = re.compile(
    r"\s*(?:←|Filled in \d|(?:Created|Creating) page|Redirected|Replaced content|Bot\b|Blanked)"
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Options:
    """From how many words on a change is large, and from how many a removal of sourced text is."""

    words_of_a_rewrite: int = 120
    words_removed: int = 60


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a change is: words of prose added and removed, characters of wikitext removed,
    and references lost."""

    added: int
    removed: int
    characters: int
    references: int

    def __str__(self) -> str:
        parts = [
            f"{self.added} words of prose added",
            f"{self.removed} removed",
            f"{self.characters:,} characters of wikitext removed",
        ]
        if self.references > 0:
            noun = "reference" if self.references == 1 else "references"
            parts.append(f"{self.references} {noun} fewer")
        return ", ".join(parts)


class SummaryUnderstates(Rule):
    """ "typo" on a rewrite."""

    meta = Meta(
        code="SUM003",
        name="summary-understates",
        summary="The summary speaks of a small change while a large one was made",
        why="Who watches the page relies on the summary to tell which changes need a look.",
        source=Source.enwiki("H:ES"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.SUMMARY,
        status=Status.OFF,
        confidence=0.7,
        examples=(
            Example("It is new. " * 60, old="It was old. " * 60, summary="fixed a ⟦typo⟧"),
            Example("A town.", old="A town. " + "It is old and wide. " * 40, summary="⟦minor⟧"),
            Example(
                "A town. It is a big town.",
                old="A town. " + "It has stood there for ages.<ref>A book</ref> " * 12,
                summary="/* History */ ⟦Added⟧ content",
            ),
            Example("A town, old.", old="A twon, old.", summary="typo", guard="a small change"),
            Example("It is new. " * 60, old="It was old. " * 60, summary="rewrite", guard="told"),
            Example(
                "It is new. " * 60, old="It was old. " * 60, summary="ce, trimmed", guard="told"
            ),
            Example(
                "A town.",
                old="A town. " + "It is old and wide. " * 40,
                summary="Undid revision 12 by A (talk): minor",
                guard="undone",
            ),
            Example(
                "A town. " + "It is old and wide. " * 40,
                old="A town.",
                summary="added more",
                guard="nothing was removed",
            ),
            Example("It is new. " * 60, summary="minor", guard="a new page"),
            Example(
                "{|\n" + "| a\n" * 60 + "|}",
                old='{| class="wikitable"\n' + "|a\n" * 60 + "|}",
                summary="minor",
                guard="markup alone",
            ),
            Example(
                "A town. " + "It is old and wide. " * 40,
                old="A town. " + "It is old and wide. " * 40 + "\n[[Category:A]]",
                summary="/* minor */ category",
                guard="the section part",
            ),
        ),
    )

    Options = Options

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The word that makes the change small, if it was large."""
        change = context.change
        old = change.old_wikitext
        if old is None or AUTOMATIC.match(unit.text):
            return
        own = SECTION_PART.sub(_blank, unit.text)
        small, adding = SMALL.search(own), ADDING.search(own)
        claim = small or adding
        start, end = claim.span() if claim else _stripped(unit.text)
        if start >= end or not (claim or change.info.minor):
            return
        extent = _extent(change)
        sourced = extent.references > 0 and extent.removed >= self.options.words_removed
        rewritten = max(extent.added, extent.removed) >= self.options.words_of_a_rewrite
        if not sourced and not (rewritten and (small or change.info.minor)):
            return
        if (
            is_undoing(change.info)
            or REDIRECT_TAGS.intersection(change.info.tags)
            or LARGE.search(own)
        ):
            yield Silenced(start, end, "the summary tells of the larger change")
            return
        what = f"says “{unit.text[start:end]}”" if claim else "marks the edit as minor"
        yield Hit(
            start=start,
            end=end,
            message=f"The summary {what}, but the change is larger: {extent}.",
        )


def _extent(change: Change) -> Extent:
    """How much prose the change added and removed."""
    old = change.old
    assert old is not None
    return Extent(
        added=_words(change.new, change.added),
        removed=_words(old, change.deleted),
        characters=sum(end - start for start, end in change.deleted),
        references=_references(old) - _references(change.new),
    )


def _words(document: Document, places: Spans) -> int:
    """Words of the article's own blocks that touch the places."""
    prose = document.prose
    return sum(
        len(WORD.findall(prose.text[start:end]))
        for place in places
        for start, end in prose.spans_within(*place)
    )


def _references(document: Document) -> int:
    return sum(element.kind is ElementKind.REFERENCE for element in document.elements)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _stripped(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())
