"""Finds headings in title case, "External Influences", and headings that begin with a small letter.

Only words that the page shows to be common ones count: known to English in small letters, used so
in the page's own prose, never capitalised inside a sentence, no usual part of names. One capital
that may be a name's keeps the rule silent, and so does a heading that the page has in capitals
elsewhere, a link, a quotation, italics, a list of named things. A small first letter counts beside
headings that begin with capitals, if the word is a plain English one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rules.contract import (
    PLACEHOLDER,
    Block,
    BlockKind,
    Class,
    Context,
    Document,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Section,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts import lexicon
from rules.facts.heading_edits import edits_headings
from rules.facts.heading_text import heading_words
from rules.facts.heading_words import HEADING_NOUNS, HeadingWords, page_words
from rules.facts.running_text import ARTICLE_NAMESPACES
from rules.facts.title_case import (
    Token,
    heading_tokens,
    is_candidate,
    is_title_case,
    needless_capitals,
)

YEARS = re.compile(r"[12]\d{3}(?:[–-](?:[12]\d{3}|\d\d|present))?: ")
SMALL_START = re.compile(r"[a-z]{3,}(?=[ ,]|\s*\Z)")
CAPITAL_START = re.compile(r"[\"'“‘(]?[A-Z]")
BLANK = " \t\n" + PLACEHOLDER
LEAST_SISTERS = 2
PARTICLES = frozenset(
    """van von der den del dela della des dos das ter ten bin ibn abu umm les las los ben
    the and""".split()
)
LEAST_ZIPF = 3.5


class HeadingCase(Rule):
    """External Influences → External influences."""

    meta = Meta(
        code="LAY002",
        name="heading-case",
        summary="A heading in title case, or with a small first letter",
        why="Headings are written like sentences: a capital at the start and in names only.",
        source=Source.enwiki("MOS:HEAD"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ARTICLE,
        only_if=edits_headings,
        needs=(page_words,),
        status=Status.PREVIEW,
        confidence=0.93,
        guards=frozenset(),
        blocks=frozenset({BlockKind.HEADING}),
        examples=(
            Example(
                "== ⟦External Influences⟧ ==\nMany influences came from abroad. All external.\n",
                fix="External influences",
            ),
            Example(
                "== ⟦Early Life And Education⟧ ==\nHis life was long, his education short.\n",
                fix="Early life and education",
            ),
            Example(
                "== ⟦External Influences on Poland–Latvia Relations⟧ ==\nThe influences in Poland"
                " and in Latvia were external.\n",
                fix="External influences on Poland–Latvia relations",
            ),
            Example(
                "== ⟦Public Opinion⟧ ==\nThe public had no opinion.\n",
                old="The public had no opinion.\n",
                fix="Public opinion",
            ),
            Example(
                "== ⟦early life⟧ ==\nHe ran.\n== Career ==\nHe sang.\n== Death ==\nHe died.\n",
                fix="Early life",
            ),
            Example(
                "== 1947–1958: Relations with the town ==\nA.\n== ⟦1958–1971: relations with the"
                " county⟧ ==\nB.\n",
                fix="1958–1971: Relations with the county",
            ),
            Example(
                "== Public Opinion ==\nThe public had no opinion, still.\n",
                old="== Public Opinion ==\nThe public had no opinion.\n",
                guard="it was there",
            ),
            Example(
                "== External Influences ==\nHe wrote of External Influences as a school. The"
                " external influences were many.\n",
                guard="capitalised in the text",
            ),
            Example(
                "== Public Opinion ==\nThe paper is [[Public Opinion (paper)|one of many]]. The"
                " public had no opinion.\n",
                guard="the title of a linked page",
            ),
            Example("== Civil War ==\nThe war was civil, then.\n", guard="names are built with it"),
            Example("== Ottoman Rule ==\nThe rule was long.\n", guard="a word that may be a name"),
            Example(
                "== Battle of Mill Springs ==\nThe mill has springs.\n", guard="built like a name"
            ),
            Example("== Faculty of Law ==\nThe law was old.\n", guard="built like a name"),
            Example(
                "== Arts and Sciences ==\nThe sciences and the arts met in the school of Arts and"
                " Sciences, and sciences thrived.\n",
                guard="capitalised in the text",
            ),
            Example("== The Hidden Letters ==\nThe plot is long.\n", guard="no use in the text"),
            Example("== ''Public Opinion'' ==\nThe public had no opinion.\n", guard="a work"),
            Example('== "Public Opinion" ==\nThe public had no opinion.\n', guard="a quotation"),
            Example(
                "== Black Letters 2 ==\nThe letters were black.\n", guard="a name with a number"
            ),
            Example(
                "== 1921–1922: Travels abroad ==\nHis travels were long.\n",
                guard="the first after a colon",
            ),
            Example(
                "== Bright Water ==\nThe water is bright.\n== Silent Stone ==\nA stone is silent.\n"
                "== Hidden Glass ==\nThe glass is hidden.\n",
                guard="a list of named things",
            ),
            Example(
                "== iPhone ==\nA.\n== Career ==\nB.\n== Death ==\nC.\n", guard="a small-letter name"
            ),
            Example("== van Gogh ==\nA.\n== Career ==\nB.\n== Death ==\nC.\n", guard="a particle"),
            Example("== grep ==\nA.\n== make ==\nB.\n== sort ==\nC.\n", guard="sisters are alike"),
            Example(
                "== {{anchor|A}}Houses and flats ==\nThe houses were flats.\n", guard="an anchor"
            ),
            Example("== External influences ==\nThe influences were many.\n"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each heading of the page, whole."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        words: HeadingWords | None = None
        sisters = _Sisters(document)
        for block in document.prose.blocks:
            if block.kind is not BlockKind.HEADING:
                continue
            section = document.sections[block.section]
            text = unit.text[block.start : block.end]
            small = _with_capital(document, section, text, sisters)
            if small is not None:
                yield _verdict(block, text, small, "does not begin with a capital")
                continue
            tokens = heading_tokens(document, block, text)
            if not any(is_candidate(token) for token in tokens):
                continue
            words = words or context.fact(page_words)
            lowered = needless_capitals(text, tokens, words)
            if isinstance(lowered, str):
                yield Silenced(block.start, block.end, lowered)
            elif sisters.are_named_things(section) and not _has_heading_noun(tokens):
                yield Silenced(block.start, block.end, "a list of named things")
            else:
                places = {token.start for token in lowered}
                right = "".join(
                    char.lower() if at in places else char for at, char in enumerate(text)
                )
                yield _verdict(block, text, right, "capitalises common words")


def _verdict(block: Block, text: str, right: str, fault: str) -> Hit:
    left = len(text) - len(text.lstrip(BLANK))
    end = len(text.rstrip(BLANK))
    return Hit(
        start=block.start + left,
        end=block.start + end,
        message=f"This heading {fault}; headings are written like sentences.",
        suggestions=(right[left:end],),
    )


def _has_heading_noun(tokens: Sequence[Token]) -> bool:
    return any(token.text.lower() in HEADING_NOUNS for token in tokens[1:])


class _Sisters:
    """How the headings of a page are written, counted once."""

    def __init__(self, document: Document) -> None:
        self._all: Counter[int] = Counter()
        self._in_title_case: Counter[int] = Counter()
        self._begins: Counter[tuple[bool, bool]] = Counter()
        for section in document.sections[1:]:
            title = section.title
            self._all[section.parent] += 1
            self._in_title_case[section.parent] += is_title_case(title)
            if title:
                self._begins[False, CAPITAL_START.match(title) is not None] += 1
            if years := YEARS.match(title):
                self._begins[True, CAPITAL_START.match(title, years.end()) is not None] += 1

    def are_named_things(self, section: Section) -> bool:
        """Whether a heading in title case and those beside it are so, as lists of things are."""
        others = self._in_title_case[section.parent] - 1
        return others >= LEAST_SISTERS and others * 2 >= self._all[section.parent] - 1

    def begin_with_capitals(self, *, after_years: bool) -> bool:
        """Whether the headings beside one with a small letter clearly begin with a capital."""
        capital = self._begins[after_years, True]
        small = self._begins[after_years, False] - 1
        least = 1 if after_years else LEAST_SISTERS
        return capital >= least and capital >= small * 4


def _with_capital(document: Document, section: Section, text: str, sisters: _Sisters) -> str | None:
    """The heading with its first letter large; None if that may be as it is."""
    at = len(text) - len(text.lstrip(BLANK))
    years = YEARS.match(text, at)
    at = years.end() if years else at
    first = SMALL_START.match(text, at)
    if first is None or first[0] in PARTICLES or first[0] not in lexicon.dictionary():
        return None
    if lexicon.zipf(first[0]) < LEAST_ZIPF:
        return None
    written = document.wikitext[slice(*heading_words(document, section))]
    if "''" in written or "<" in written or "{" in written:
        return None
    if not sisters.begin_with_capitals(after_years=years is not None):
        return None
    return text[:at] + text[at].upper() + text[at + 1 :]
