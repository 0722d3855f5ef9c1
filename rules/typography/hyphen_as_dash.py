"""Finds hyphens that stand for a dash between clauses: ``word - word``, ``word--word``.

Running paragraphs only. It leaves alone lists and captions, where a hyphen parts a term from its
meaning, ranges and sums, names of two parts, compounds with stray spaces (well - known), options of
a command, foreign text, quotations and titles, and hyphens beside a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    BlockKind,
    Class,
    Context,
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
)
from rules.facts import lexicon
from rules.facts.foreign_words import WINDOW, is_foreign_passage
from rules.facts.prose_runs import ProseRun

BLOCKS = frozenset({BlockKind.PARAGRAPH})

HYPHENS = re.compile(
    r"(?P<before>[ \u00a0]{0,2})(?<!-)(?P<hyphens>-{1,3})(?!-)(?P<after>[ \u00a0]{0,2})"
)
LEFT = re.compile(rf"(?P<word>[^\W_]+)[,;.]?[)\]\"”'’%]{{0,3}}[{PLACEHOLDER}]{{0,6}}\Z")
RIGHT = re.compile(r"[\"“‘'(\[]{0,2}(?P<word>[^\W_]+)")

YEAR = re.compile(r"(?:1\d|20)\d\d\Z")
RANGE_END = re.compile(
    r"(?:present|now|today|date|ongoing|current|onwards?|incumbent|(?:early|mid|late|c|circa)|"
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|"
    r"spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
"""What may end a range that begins with a year."""
SIGN_NEAR = re.compile(r"[=<>+*×÷±≤≥→←^\\|#~@{}]")
REACH_OF_SIGNS = 16
LINE_ENDS = frozenset(".!?:;,\"”’')]")
"""A paragraph ends so; a label, an item without its mark or a flattened table does not."""

GLUED = re.compile(r"[/_@]|\.[^\W_]")
OPTION = re.compile(r"\b(?:option|flag|switch)(?:e?s)?\b", re.IGNORECASE)
ITEM = re.compile(r"(?:\A|\n|[.;:]\s?)(?P<head>[^.;:\n]{1,40})\Z")
"""The start of a line or sentence, up to the hyphen; also of one that is glued to the last."""

LEAST_WORDS_OF_CLAUSE = 4
"""Fewer words from the start of a line to the hyphen are a term with its meaning behind it."""

SHORTEST_OF_PARAGRAPH = 60
"""Code points. A shorter block is a label, a signature or an item without its mark."""

WORDS_OF_ONE_LETTER = frozenset("aAiI")


class HyphenAsDash(Rule):
    """word - word → word – word."""

    meta = Meta(
        code="TYP003",
        name="hyphen-as-dash",
        summary="A hyphen, or two, in place of a dash (word - word)",
        why="A hyphen joins words; where a sentence breaks off, a dash shows the break.",
        source=Source.enwiki("MOS:DASH"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.92,
        blocks=BLOCKS,
        triggers=(r"[ \x{a0}]-{1,3}[ \x{a0}]", r"[^ -]-{2,3}[^ >-]"),
        reach=8,
        examples=(
            Example(
                "The council saw four changes of power⟦ - ⟧only five men ruled the town.",
                fix=" – ",
            ),
            Example(
                "The council saw four changes of power⟦--⟧only five men ruled the town.", fix="—"
            ),
            Example("[[Ann Lee]]⟦--⟧who later ruled the town", fix="—"),
            Example(
                "The council saw four changes of power⟦ -- ⟧only five men ruled the town.",
                fix=" – ",
            ),
            Example(
                "The council saw four changes of power⟦---⟧only five men ruled the town.", fix="—"
            ),
            Example(
                "The council closed Park Row⟦ - ⟧one of two roads to the harbour⟦ - ⟧after the"
                " attack.",
                fix=" – ",
            ),
            Example(
                "The council closed the ''[[Globe]]''⟦ - ⟧a rival of the other paper in the town.",
                fix=" – ",
            ),
            Example(
                "It was widely used by the council in 2020⟦ - ⟧many times more than it was before.",
                fix=" – ",
            ),
            Example(
                "The council saw four changes of power<ref>A</ref>⟦ - ⟧only five men ruled it.",
                fix=" – ",
            ),
            Example(
                "It was the first film of the studio (in colour)⟦ - ⟧the makers were very proud.",
                fix=" – ",
            ),
            Example(
                "The council saw four changes of power – only five men ruled the town.",
                guard="a dash",
            ),
            Example(
                "The well-known council of the town was led by a vice-mayor for four years.",
                guard="a compound",
            ),
            Example(
                "This well - known council of the town was led by a pro - war party for years.",
                guard="a compound with stray spaces",
            ),
            Example(
                "They are used by the council on second- generation and low -grade fuel each year.",
                guard="a space on one side",
            ),
            Example(
                "About 1 - 2% of the town and 10 - 15 of the men came, and won it by 3 - 1 there.",
                guard="a range or a score",
            ),
            Example(
                "The mayor (2012 - present) of the town was born there (June 1950 - May 2012).",
                guard="a range",
            ),
            Example(
                "The term pKa = x - y is used by the council for all of these values in the town.",
                guard="a sum",
            ),
            Example(
                "The Daily Mail wrote in Movie - Film - Review that it was a great film.",
                guard="a name",
            ),
            Example(
                "It has two schools, the College of Medicine - Auburn Campus and a trade school.",
                guard="a name",
            ),
            Example("Provinces: provincia - the province, and then the town.", guard="a term"),
            Example("Ann Lee - mayor of the town", guard="an item without its mark"),
            Example(
                "The mayor of the town, as told in the paper of that year - the daily Globe",
                guard="a line that is no sentence",
            ),
            Example(
                "* Ann Lee - mayor of the town and later a member of its council", guard="a list"
            ),
            Example(
                "[[File:A.jpg|thumb|The old mill of the town - now a house and a small museum]]",
                guard="a caption",
            ),
            Example(
                "{|\n| the council saw four changes of power - only five men ruled the town\n|}",
                guard="a table",
            ),
            Example(
                "The program takes the option --all and the option -- quiet when it is started.",
                guard="an option",
            ),
            Example(
                'He wrote "four changes of power - only five men ruled the town" in his report.',
                guard="a quotation",
            ),
            Example(
                "''Four changes of power - only five men'' is a book about the town's council.",
                guard="a title",
            ),
            Example(
                "The council saw {{x}} - only five men - {{y}} and then there was a new one there.",
                guard="beside a template",
            ),
            Example(
                "Das Gesetz der Stadt wurde mehrfach verändert - danach wurde es vollständig"
                " abgeschafft.",
                guard="foreign words",
            ),
            Example(
                "The council saw four changes of power - [sic] only five men ruled the town.",
                guard="marked",
            ),
            Example("<ref>The council - only five men - ruled the town for years.</ref>"),
            Example("The council saw four changes. <!-- note - this is old --> Five men ruled it."),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each hyphen, or row of them, between two words of a sentence."""
        text = unit.text
        run: ProseRun | None = None
        for match in HYPHENS.finditer(text):
            start, end = match.span()
            spaced = bool(match["before"])
            if spaced != bool(match["after"]) or (not spaced and len(match["hyphens"]) == 1):
                continue
            before = text[max(start - WINDOW, 0) : start]
            left, right = LEFT.search(before), RIGHT.match(text, end, end + WINDOW)
            if left is None or right is None:
                continue
            guard = _guard(text, match, left["word"], right["word"])
            if not guard:
                assert unit.block is not None
                run = run or ProseRun(unit.document, unit.block)
                guard = _place(run, start, end, left.end("word") - len(before))
            if guard:
                yield Silenced(start, end, guard)
                continue
            dashes = (" – ", "—") if spaced else ("—", " – ")
            yield Hit(
                start=start,
                end=end,
                message="A hyphen joins words; between clauses stands a dash.",
                suggestions=dashes,
                confidence=None if spaced else 0.95,
            )


def _guard(text: str, match: re.Match[str], left: str, right: str) -> str:
    start, end = match.span()
    like_a_separator = bool(match["before"]) or len(match["hyphens"]) == 1
    if like_a_separator and len(text) < SHORTEST_OF_PARAGRAPH:
        return "a short line"
    for word in (left, right):
        if len(word) == 1 and word not in WORDS_OF_ONE_LETTER:
            return "a letter or a figure"
    if right[0].isdigit() or (left[-1].isdigit() and not YEAR.match(left)):
        return "a range, a score or a sum"
    if left[-1].isdigit() and RANGE_END.match(right):
        return "a range"
    if left.lower() == "by":
        return "a signature"
    if left[0].isupper() and right[0].isupper():
        return "between two names"
    around = text[max(start - REACH_OF_SIGNS, 0) : end + REACH_OF_SIGNS]
    if SIGN_NEAR.search(around):
        return "a formula or code"
    line_end = text.find("\n", end)
    line = text[start : line_end if line_end != -1 else len(text)].rstrip(f" {PLACEHOLDER}")
    if like_a_separator and line[-1] not in LINE_ENDS:
        return "a line that is no sentence"
    if GLUED.match(text, end + len(right)):
        return "an address or a file name"
    if OPTION.search(text, max(start - WINDOW, 0), start):
        return "an option"
    if match["before"] and len(match["hyphens"]) == 1 and _is_compound(left, right):
        return "a compound with stray spaces"
    item = ITEM.search(text, max(start - WINDOW, 0), start)
    if (
        len(match["hyphens"]) == 1
        and item is not None
        and len(item["head"].split()) < LEAST_WORDS_OF_CLAUSE
    ):
        return "a term and its meaning"
    if is_foreign_passage(f" {text[max(start - WINDOW, 0) : start]} ", text[end : end + WINDOW]):
        return "foreign words"
    return ""


def _is_compound(left: str, right: str) -> bool:
    """Whether the two words are one with a hyphen, or none, between them."""
    first, second = left.lower(), right.lower()
    words = lexicon.dictionary()
    return f"{first}-{second}" in words or first in lexicon.prefixes() or first + second in words


def _place(run: ProseRun, start: int, end: int, word_end: int) -> str:
    """Why the hyphens are not the article's own, or their neighbours not words of its text."""
    word_end += start
    references = word_end
    while references < start and run.text[references] != PLACEHOLDER:
        references += 1
    if not run.only_references(references, start):
        return "beside a template"
    hyphen = next(at for at in range(start, end) if run.text[at] == "-")
    if not run.are_neighbours(max(start - 1, 0), hyphen):
        return "markup between"
    if not run.is_verbatim(hyphen, hyphen + 1):
        return "not typed as such"
    return ""
