"""Finds headings in title case, "External Influences", and headings that begin with a small letter.

Only words that the page shows to be common ones count: known to English in small letters, used so
in the page's own prose, never capitalised inside a sentence, no usual part of names. One capital
that may be a name's keeps the rule silent, and so does a heading that the page has in capitals
elsewhere, a link, a quotation, italics, a list of named things. A small first letter counts beside
headings that begin with capitals, if the word is a plain English one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from rules.contract import (
    PLACEHOLDER,
    Block,
    BlockKind,
    Class,
    Context,
    Document,
    Example,
    Guard,
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
from rules.facts.guards import block_guards
from rules.facts.heading_edits import edits_headings
from rules.facts.heading_words import HEADING_NOUNS, HeadingWords, Kind, page_words

ARTICLE_NAMESPACES = frozenset({0, 118})
TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?")
TITLE_WORD = re.compile(r"[A-Z][a-z]+\Z")
SMALL_WORDS = frozenset(
    "a an the of in on at to for from by with and or as but into over under between".split()
)
LINKING = frozenset({"And", "Of", "The", "In", "On", "For", "To", "With", "By", "From", "At", "Or"})
"""Small words that a heading in title case has in capitals as well."""

PREFIX = re.compile(r"(?P<years>(?:[12]\d{3})(?:[–-](?:[12]\d{3}|\d\d|present))?: )?")
SMALL_START = re.compile(r"[a-z]{3,}(?=[ ,]|\s*\Z)")
CAPITAL_START = re.compile(r"[\"'“‘(]?[A-Z]")
STARTS_AFTER = re.compile(rf"(?:\A|[:/(\[\"“‘|•—.!?{PLACEHOLDER}]| [–-](?= ))\s*\Z")
"""What a capital may follow as the first of its part: a colon, a dash, a bracket, an anchor."""

LEAST_SISTERS = 2
LONGEST_LISTED = 3
PARTICLES = frozenset(
    """van von der den del dela della des dos das ter ten bin ibn abu umm les las los ben
    the and""".split()
)
LEAST_ZIPF = 3.5


class Token(msgspec.Struct, frozen=True):
    """A word of a heading: half-open offsets in the heading, and whether it may be no name."""

    start: int
    end: int
    text: str
    quoted: bool
    first: bool


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
        status=Status.STABLE,
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
        for block in document.prose.blocks:
            if block.kind is not BlockKind.HEADING:
                continue
            section = document.sections[block.section]
            text = unit.text[block.start : block.end]
            small = _small_start(document, section, text)
            if small is not None:
                words = words or context.fact(page_words)
                yield _verdict(block, text, small, "does not begin with a capital")
                continue
            tokens = _tokens(document, block, text)
            if not any(_is_candidate(token) for token in tokens):
                continue
            words = words or context.fact(page_words)
            lowered = _lowered(text, tokens, words)
            if isinstance(lowered, str):
                yield Silenced(block.start, block.end, lowered)
            elif _is_one_of_named(document, section, tokens):
                yield Silenced(block.start, block.end, "a list of named things")
            else:
                places = {token.start for token in lowered}
                right = "".join(
                    char.lower() if at in places else char for at, char in enumerate(text)
                )
                yield _verdict(block, text, right, "capitalises common words")


def _verdict(block: Block, text: str, right: str, fault: str) -> Hit:
    blank = " \t\n" + PLACEHOLDER
    left = len(text) - len(text.lstrip(blank))
    end = len(text.rstrip(blank))
    return Hit(
        start=block.start + left,
        end=block.start + end,
        message=f"This heading {fault}; headings are written like sentences.",
        suggestions=(right[left:end],),
    )


def _tokens(document: Document, block: Block, text: str) -> list[Token]:
    guards = [g for g in block_guards(document, block) if g.kind is not Guard.SIC]
    tokens = []
    for match in TOKEN.finditer(text):
        at = block.start + match.start()
        tokens.append(
            Token(
                match.start(),
                match.end(),
                match[0],
                any(guard.start <= at < guard.end for guard in guards),
                STARTS_AFTER.search(text, 0, match.start()) is not None,
            )
        )
    return tokens


def _is_candidate(token: Token) -> bool:
    return not token.first and not token.quoted and TITLE_WORD.match(token.text) is not None


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Words that stand together, with a capital, a figure or a small word in capitals each."""
    run: list[Token] = []
    for token in tokens:
        joined = bool(run) and text[run[-1].end : token.start] in (" ", "-", "–", ", ", " & ")
        stands_out = not token.text[0].islower()
        if run and not (joined and stands_out and not token.first):
            yield run
            run = []
        if stands_out:
            run.append(token)
    if run:
        yield run


def _lowered(text: str, tokens: Sequence[Token], words: HeadingWords) -> list[Token] | str:
    """The words that should be small, or why that cannot be said."""
    lowered: list[Token] = []
    after_names: list[Token] = []
    for token, following in zip(tokens, tokens[1:], strict=False):
        if (
            following.text in ("of", "for")
            and token.text[0].isupper()
            and token.text.lower() not in HEADING_NOUNS
        ):
            return "names are built like this"
    large = [token for token in tokens if token.text not in SMALL_WORDS]
    for before, after in zip(large, large[1:], strict=False):
        may_fall = _is_candidate(after) and words.kind(after.text) is Kind.COMMON
        if may_fall and words.is_named(before.text, after.text):
            return "capitalised in the text, a link or the title"
    for run in _runs(text, tokens):
        candidates = [token for token in run if _is_candidate(token)]
        kinds = [Kind.COMMON if t.text in LINKING else words.kind(t.text) for t in candidates]
        if Kind.UNKNOWN in kinds:
            return "a word that may be a name"
        if Kind.COMMON not in kinds:
            continue
        if Kind.NAME in kinds or not all(TITLE_WORD.match(token.text) for token in run):
            if run[-1].text.lower() not in HEADING_NOUNS or kinds[-1] is not Kind.COMMON:
                return "beside a figure, an acronym or a name"
            after_names.append(run[-1])
            continue
        guard = _name_guard(run, words)
        if guard is not None:
            return guard
        lowered += candidates
    if not any(token.text not in LINKING for token in lowered):
        return "no capitals but names'"
    return lowered + after_names


def _name_guard(run: Sequence[Token], words: HeadingWords) -> str | None:
    """Why a run of capitalised words, all but the first shown to be common, may be a name."""
    for token in run:
        if token.quoted:
            return "a title or a quotation"
    if run[0].first and not (
        words.may_begin(run[0].text) or run[0].text.lower() in SMALL_WORDS | HEADING_NOUNS
    ):
        return "its first word may be a name"
    return None


def _is_one_of_named(document: Document, section: Section, tokens: Sequence[Token]) -> bool:
    """Whether a heading and those beside it are short and in capitals, as lists of things are."""
    if any(token.text.lower() in HEADING_NOUNS for token in tokens[1:]):
        return False
    sisters = [
        other
        for other in document.sections[1:]
        if other.parent == section.parent and other.index != section.index
    ]
    capitalised = [s for s in sisters if _is_title_case(s.title)]
    return len(capitalised) >= LEAST_SISTERS and len(capitalised) * 2 >= len(sisters)


def _is_title_case(title: str) -> bool:
    words = [word for word in title.split() if word.lower() not in SMALL_WORDS]
    return len(words) > 1 and all(word[:1].isupper() for word in words[1:])


def _small_start(document: Document, section: Section, text: str) -> str | None:
    """The heading with its first letter large; None if that may be as it is."""
    at = len(text) - len(text.lstrip(" \t" + PLACEHOLDER))
    prefix = PREFIX.match(text, at)
    at = prefix.end() if prefix else at
    first = SMALL_START.match(text, at)
    if first is None or first[0] in PARTICLES or first[0] not in lexicon.dictionary():
        return None
    if lexicon.zipf(first[0]) < LEAST_ZIPF:
        return None
    written = document.wikitext[section.start : section.heading_end]
    if "''" in written or "<" in written.split("<!--")[0] or "{" in written:
        return None
    sisters = [other.title for other in document.sections[1:] if other.index != section.index]
    if prefix and prefix[0]:
        alike = [s for s in sisters if (found := PREFIX.match(s)) and found.end()]
        begins = [CAPITAL_START.match(s, PREFIX.match(s).end()) for s in alike]  # type: ignore[union-attr]
        least = 1
    else:
        begins = [CAPITAL_START.match(sister) for sister in sisters if sister]
        least = LEAST_SISTERS
    capital = sum(found is not None for found in begins)
    if capital < least or capital * 5 < len(begins) * 4:
        return None
    return text[:at] + text[at].upper() + text[at + 1 :]
