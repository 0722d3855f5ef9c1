"""Which capitals of a heading in title case should be small letters, and why not the others.

A heading is read as runs of words with capitals. A run counts if each word but one that begins its
part of the heading is shown to be common by the page; one word that may be a name's keeps the whole
heading out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from rules.contract import PLACEHOLDER, Block, Document, Guard
from rules.facts.guards import block_guards
from rules.facts.heading_words import HEADING_NOUNS, HeadingWords, Kind

TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?")
TITLE_WORD = re.compile(r"[A-Z][a-z]+\Z")
SMALL_WORDS = frozenset(
    "a an the of in on at to for from by with and or as but into over under between".split()
)
LINKING = frozenset({"And", "Of", "The", "In", "On", "For", "To", "With", "By", "From", "At", "Or"})
"""Small words that a heading in title case has in capitals as well."""

STARTS_AFTER = re.compile(rf"(?:\A|[:/(\[\"“‘|•—.!?{PLACEHOLDER}]| [–-](?= ))\s*\Z")
"""What a capital may follow as the first of its part: a colon, a dash, a bracket, an anchor."""


NEAR = 12


class Token(msgspec.Struct, frozen=True):
    """A word of a heading: half-open offsets in the heading, and whether it may be no name."""

    start: int
    end: int
    text: str
    quoted: bool
    first: bool


def heading_tokens(document: Document, block: Block, text: str) -> list[Token]:
    """The words of a heading, in order; ``text`` is the prose of its block."""
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
                STARTS_AFTER.search(text, max(match.start() - NEAR, 0), match.start()) is not None,
            )
        )
    return tokens


def is_candidate(token: Token) -> bool:
    """Whether a word has a capital that its place does not ask for."""
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


def needless_capitals(text: str, tokens: Sequence[Token], words: HeadingWords) -> list[Token] | str:
    """The words that should be small, or why that cannot be said."""
    lowered: list[Token] = []
    after_names: list[Token] = []
    for token, following in pairwise(tokens):
        if (
            following.text in ("of", "for")
            and token.text[0].isupper()
            and token.text.lower() not in HEADING_NOUNS
        ):
            return "names are built like this"
    large = [token for token in tokens if token.text not in SMALL_WORDS]
    for before, after in pairwise(large):
        may_fall = is_candidate(after) and words.kind(after.text) is Kind.COMMON
        if may_fall and words.is_named(before.text, after.text):
            return "capitalised in the text, a link or the title"
    for run in _runs(text, tokens):
        candidates = [token for token in run if is_candidate(token)]
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


def is_title_case(title: str) -> bool:
    """Whether all words of a heading but the small ones begin with a capital, two at least."""
    words = [word for word in title.split() if word.lower() not in SMALL_WORDS]
    return len(words) > 1 and all(word[:1].isupper() for word in words[1:])
