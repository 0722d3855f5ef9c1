"""Finds stops, commas and semicolons written twice: ``,,``, ``;;``, ``, ,``, a full stop after one.

The two marks may have a reference between them. It leaves alone ellipses, the stop of an
abbreviation before a full stop (Jr..), question and exclamation marks, whose doubling may be a
title's, marks beside a removed template, and lists of values in tables and infoboxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    ALL_GUARDS,
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
from rules.facts.prose_runs import ProseRun, prose_runs

BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})

PAIR = re.compile(rf"(?<=[\w)\]\"”'’%])(?P<a>[,;:.])(?P<gap>[ {PLACEHOLDER}]{{0,6}})(?P<b>[,;.])")
PAIRS = frozenset({",,", ";;", "..", ",;", ";,", ",.", ";.", ":,", ":;", ":.", ".,"})

AFTER = re.compile(rf"(?:\Z|[\s{PLACEHOLDER})\]\"”’])")
ROW = re.compile(r"[ \u00a0]?[,;:.!?]")
"""A third mark: an ellipsis, or a row of marks that are named or drawn."""

SMALL_NEXT = re.compile(rf"[\s{PLACEHOLDER}]{{1,20}}[a-z]{{2}}")

WORD_BEFORE = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+){0,3}\Z")
YEAR_BEFORE = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d\Z")
ENTITY_BEFORE = re.compile(r"&#?\w{1,10}\Z")
MARKS_NAMED = re.compile(
    r"\b(?:commas?|stops?|dots?|(?:semi)?colons?|periods?|symbols?|characters?|punctuation|marks?|"
    r"operators?|syntax|notation)\b",
    re.IGNORECASE,
)
NEAR = 40
"""Code points before the marks in which their names tell that they are spoken of."""

SHORTEST_BEFORE_STOP = 4
"""Letters. A shorter word before two stops may be a shortened one."""

SHORTEST_CAPITALISED = 7
"""Letters. Titles and firms are shortened to fewer (Assoc., Corp.)."""

SHORTEST_BEFORE_COMMA, LEAST_ZIPF_BEFORE_COMMA = 6, 3.3
"""Before ``.,`` nearly every word is a shortened one, and few of those are common words too."""

SHORTENED = frozenset(
    """assoc inst dept prof corp bros illus intro misc supp approx govt trans intl natl dist
    sing plur pres hons vols eds figs nos maps arch hist illus anon""".split()
)


class DoubledPunctuation(Rule):
    """,, → ,"""

    meta = Meta(
        code="TYP007",
        name="doubled-punctuation",
        summary="A comma, semicolon or full stop written twice (,, or a stop after a stop)",
        why="Two marks in one place leave the reader to guess which of them was meant.",
        source=Source.enwiki("MOS:PUNCT"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.95,
        blocks=BLOCKS,
        examples=(
            Example("They grew wheat⟦,,⟧ rice and maize.", fix=","),
            Example("They grew wheat⟦, ,⟧ rice and maize.", fix=","),
            Example("They grew wheat⟦;;⟧ the rest was sold.", fix=";"),
            Example("The bridge was never rebuilt⟦..⟧ It is a ruin.", fix="."),
            Example("The bridge was rebuilt in 1956⟦..⟧", fix="."),
            Example("It was bought by the President⟦..⟧ It is a ruin.", fix="."),
            Example("The bridge (near the mill)⟦..⟧ It is a ruin.", fix="."),
            Example("The bridge was never rebuilt⟦. .⟧ It is a ruin.", fix="."),
            Example("The bridge was never rebuilt⟦,.⟧ It is a ruin.", fix="."),
            Example("They grew wheat⟦,;⟧ the rest was sold.", fix=";"),
            Example("They grew wheat including⟦.,⟧ rice and maize.", fix=","),
            Example(
                "The bridge fell⟦.<ref>Lee 1990</ref>.⟧ It is a ruin.", fix=".<ref>Lee 1990</ref>"
            ),
            Example(
                'They grew [[wheat]]⟦,<ref name="a" />,⟧ rice and maize.', fix=',<ref name="a" />'
            ),
            Example("They grew '''wheat'''⟦,,⟧ rice.", fix=","),
            Example("* wheat⟦,,⟧ mostly for sale", fix=","),
            Example("[[File:A.jpg|thumb|The bridge was never rebuilt⟦..⟧]]", fix="."),
            Example("They grew wheat⟦,,⟧ and maize.", old="They grew wheat, rice, and maize."),
            Example(
                "They grew wheat,, rice and maize.",
                old="They grew wheat,, rice and corn.",
                guard="it was there before",
            ),
            Example("He waited ... and left. She came.... Then", guard="an ellipsis"),
            Example("He waited for them.. and then he left.", guard="a short ellipsis"),
            Example("An attitude to life . . . and to work.", guard="a spaced ellipsis"),
            Example("It was led by Ken Reed, Jr.. The rest left.", guard="an abbreviation"),
            Example("It sells bread, milk, etc.. The rest is closed.", guard="an abbreviation"),
            Example("She moved to the U.S.. Then she wrote.", guard="an abbreviation"),
            Example("It was sold by Hale Inc., a firm of Leeds.", guard="an abbreviation"),
            Example("They sold it, approx., in May.", guard="an abbreviation"),
            Example("The firm (Hale and Co.). It closed.", guard="a bracket between"),
            Example("Its sounds are {{IPA|a}}, {{IPA|e}}, and more.", guard="templates"),
            Example("It has, {{as of|2011|lc=y}}, two mills.", guard="a template between"),
            Example("They saw ''Jaws'', ''Them!'', and ''Psycho''.", guard="a title's mark"),
            Example("Here they play Who Is It??. It ran for years!!", guard="other marks"),
            Example("The operator ,, is a comma twice.", guard="no word before it"),
            Example("The lines end in semicolons;; or in none.", guard="marks that are named"),
            Example('He wrote "wheat,, rice" there.', guard="a quotation"),
            Example("{|\n| wheat,, rice\n|}", guard="a table"),
            Example("{{Infobox x\n| crops = wheat,, rice\n}}", guard="an infobox"),
            Example("The file lies in home..data and 1..2.", guard="code"),
            Example("They grew wheat,, [sic] rice.", guard="marked"),
            Example("<ref>Lee,, Ann</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each pair of marks with nothing but a reference between them."""
        for run in prose_runs(unit.document, BLOCKS):
            for match in PAIR.finditer(run.text):
                pair = match["a"] + match["b"]
                if pair not in PAIRS:
                    continue
                start, end = match.span()
                guard = (
                    _guard(run.text, match, pair)
                    or _between(run, match)
                    or run.guard(start, end, ALL_GUARDS)
                )
                span = run.wikitext_span(start, end)
                if guard:
                    yield Silenced(*span, guard)
                    continue
                written = unit.text[span.start : span.end]
                yield Hit(
                    start=span.start,
                    end=span.end,
                    message=_message(pair),
                    suggestions=tuple(_mended(written, mark) for mark in _right(pair)),
                )


def _guard(text: str, match: re.Match[str], pair: str) -> str:
    start, end = match.span()
    before = text[max(start - NEAR, 0) : start]
    if ROW.match(text, end) or not AFTER.match(text, end):
        return "more marks, or code"
    if pair[1] == "." and SMALL_NEXT.match(text, end):
        return "a short ellipsis, or a sentence that lost its end"
    if before[-1:].isdigit() and not YEAR_BEFORE.search(before):
        return "after a number"
    if ENTITY_BEFORE.search(before):
        return "the end of an entity"
    if MARKS_NAMED.search(before):
        return "the marks are spoken of"
    if pair[0] in ".:":
        return _shortened(text, start, pair)
    return ""


def _shortened(text: str, start: int, pair: str) -> str:
    """Whether the first mark may belong to the word before it."""
    word = WORD_BEFORE.search(text, max(start - NEAR, 0), start)
    if word is None:
        return "" if pair == ".." and text[start - 1] not in "\"'’" else "no word before it"
    lower = word[0].lower()
    if lower not in lexicon.dictionary() or lower in SHORTENED:
        return "an abbreviation or a name"
    if word[0] != lower and len(lower) < SHORTEST_CAPITALISED:
        return "an abbreviation or a name"
    if text[word.start() - 1 : word.start()] in (".", "/", "&"):
        return "an abbreviation"
    if len(lower) < SHORTEST_BEFORE_STOP:
        return "an abbreviation"
    if pair == ".," and (
        len(lower) < SHORTEST_BEFORE_COMMA or lexicon.zipf(lower) < LEAST_ZIPF_BEFORE_COMMA
    ):
        return "an abbreviation"
    return ""


def _between(run: ProseRun, match: re.Match[str]) -> str:
    if match["gap"].count(" ") > 1 or not run.are_neighbours(match.start("a"), match.start("b")):
        return "something stands between the marks"
    return ""


def _right(pair: str) -> tuple[str, ...]:
    first, second = pair[0], pair[1]
    if first == second:
        return (first,)
    return (".",) if second == "." else (second, first)


def _mended(written: str, mark: str) -> str:
    """The marks as written in the wikitext, with one of them left, before any reference."""
    return mark + written[1:-1].strip()


def _message(pair: str) -> str:
    names = {",": "comma", ";": "semicolon", ":": "colon", ".": "full stop"}
    first, second = names[pair[0]], names[pair[1]]
    if first == second:
        return f"The {first} stands here twice."
    return f"A {first} and a {second} stand here for one mark."
