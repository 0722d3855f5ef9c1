"""Finds contractions in the article's own voice: don't → do not, it's → it is.

It leaves alone possessives (India's, one's), words with an apostrophe that contract nothing
(o'clock, rock 'n' roll), quotations, titles, and capitals inside a sentence, which are a name's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
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

IRREGULAR = {"ca": "cannot", "wo": "will not", "sha": "shall not", "ai": ""}
NEGATED = frozenset(
    """do does did is are was were has have had could would should must need
    may might ought dare""".split()
)
ENDINGS = {"re": ("are",), "ve": ("have",), "ll": ("will",), "m": ("am",), "d": ("would", "had")}
PRONOUNS = {
    "re": "you we they who there how what where",
    "ve": "i you we they who would could should might must",
    "ll": "i you he she it we they who that there what",
    "m": "i",
    "d": "i you he she it we they who that there",
    "s": "it he she that there who what where here how",
}

NOT = re.compile(r"(?<![\w'’-])(?P<stem>[A-Za-z]{2,6})n['’]t(?![\w'’-])")
JOINED = re.compile(r"(?<![\w'’-])(?P<stem>[A-Za-z]{1,6})['’](?P<ending>re|ve|ll|m|d|s)(?![\w'’-])")
SENTENCE_START = re.compile(r"(?:\A|[.!?:][\"”')\]]{0,3}\s|\n)\s{0,3}[\"“(]?\Z")


class Contraction(Rule):
    """don't → do not."""

    meta = Meta(
        code="TYP008",
        name="contraction",
        summary="A contraction (don't, it's) outside a quotation",
        why="The encyclopedia is written formally, and a contraction can hide which words are"
        " meant: it's is both it is and it has.",
        source=Source.enwiki("MOS:CONTRACTION"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.9,
        triggers=(r"(?i)[a-z]['’](?:t|re|ve|ll|m|d|s)\b",),
        reach=12,
        examples=(
            Example("They ⟦don't⟧ sell it.", fix="do not"),
            Example("They ⟦don’t⟧ sell it.", fix="do not"),
            Example("He ⟦can't⟧ and ⟦won't⟧ leave.", fix="cannot"),
            Example("⟦It's⟧ a small town.", fix="It is"),
            Example("It is said that ⟦they'd⟧ left and ⟦he's⟧ gone.", fix="they would"),
            Example("It shows that ⟦they're⟧ old.", fix="they are"),
            Example("It asks readers to leave: ⟦let's⟧ go.", fix="let us"),
            Example("They ⟦ain't⟧ there."),
            Example("* they ⟦couldn't⟧ sell it", fix="could not"),
            Example("They do not sell it.", guard="no contraction"),
            Example("India's tests and one's own are the farmers' work.", guard="possessives"),
            Example("It begins at seven o'clock with rock 'n' roll.", guard="another apostrophe"),
            Example('He said "they don\'t sell it" there.', guard="a quotation"),
            Example("''Don't Cry'' is a song.", guard="a title"),
            Example("The song Please Don't was a hit.", guard="a capital: a title"),
            Example("See [[Can't Stop]] there.", guard="the title of a linked page"),
            Example("It is so.<ref>They don't</ref>", guard="a reference"),
            Example("They don't [sic] sell it.", guard="marked"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each contraction of a verb."""
        text = unit.text
        for pattern in (NOT, JOINED):
            for match in pattern.finditer(text):
                stem, ending = match["stem"], match.groupdict().get("ending", "not")
                written = _written_out(stem.lower(), ending)
                if written is None:
                    continue
                start, end = match.span()
                if stem[0].isupper() and stem != "I" and not _begins(text, start):
                    yield Silenced(start, end, "a capital inside the sentence: a title")
                    continue
                yield Hit(
                    start=start,
                    end=end,
                    message="A contraction; outside quotations the words are written out.",
                    suggestions=tuple(_cased_like(stem, words) for words in written),
                )


def _written_out(stem: str, ending: str) -> tuple[str, ...] | None:
    """The words that are meant, likeliest first, empty if unsure; None if it is no contraction."""
    if ending == "not":
        if stem in IRREGULAR:
            whole = IRREGULAR[stem]
            return (whole,) if whole else ()
        return (f"{stem} not",) if stem in NEGATED else None
    if stem == "let" and ending == "s":
        return ("let us",)
    if stem not in PRONOUNS[ending].split():
        return None
    verbs = ("is", "has") if ending == "s" else ENDINGS[ending]
    return tuple(f"{stem} {verb}" for verb in verbs)


def _begins(text: str, start: int) -> bool:
    before = text[max(start - 8, 0) : start]
    return SENTENCE_START.search(before if start <= 8 else f"x{before}") is not None


def _cased_like(stem: str, words: str) -> str:
    return words[0].upper() + words[1:] if stem[0].isupper() else words
