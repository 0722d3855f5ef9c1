"""Sentence boundaries in one block of prose."""

from __future__ import annotations

import re

from rules.contract import PLACEHOLDER, Span

CANDIDATE = re.compile(
    rf"[.!?](?:['\"”’)\]]{{0,3}})(?P<references>{PLACEHOLDER}*)(?=\s|$)|\n{{2,}}"
)
"""A possible end: a stop, closing quotes or brackets, references, then white space."""

ABBREVIATIONS = frozenset(
    """a.d a.m al apr approx art assn aug ave b b.c b.c.e bros c c.e ca capt cf ch cmdr co col
    comm corp d dec dept dist div dr e.g ed eds esp est et etc ex fig figs fl fr ft feb gen gov
    hon i.e inc is jan jr jul jun lat lt ltd m maj mar messrs mgr mme mr mrs ms mt mts n nd no nos
    nov nr oct op p p.m pg ph.d pl pp pres prof pt r rep rev rs sec sen sep sept sgt sq sr st ste
    supt temp tel trans v viz vol vols vs w yr yrs r.i.p u.n u.k""".split()
)
"""Words that take a stop without ending a sentence (unless a new one plainly begins)."""

MAY_END = frozenset("etc inc ltd co jr sr corp a.m p.m al no".split())
"""Those of them after which a sentence ends if a plain new one begins ("Acme Inc. The", "No.")."""

INITIALS = re.compile(r"(?:\b[A-Z]\.)+\Z")
LAST_WORD = re.compile(r"[\w.'’&-]{1,30}\Z")
LOWER_START = re.compile(rf"[\s{PLACEHOLDER}]*[\"“'‘(\[]*[a-z]")
STARTERS = frozenset(
    """the a an in on at he she it they this that these those after before during since when while
    there however although as for from by his her its their another many most some both but and
    following according despite under with where although if then""".split()
)
"""Words that, capitalised after an initialism ("U.S. The"), begin a sentence."""
NEXT_WORD = re.compile(rf"[\s{PLACEHOLDER}]*[\"“'‘(\[]*([^\W\d_]+)")
CONTENT = re.compile(r"\S")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a block, in order, without the white space around them.

    References that follow a stop belong to the sentence before them. Good on "U.S.", initials,
    "c. 1950", decimals; in doubt it does not split.
    """
    spans: list[Span] = []
    start = 0
    for match in CANDIDATE.finditer(text):
        if match[0][0] != "\n" and not _ends_sentence(text, match.start(), match.end()):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    first = CONTENT.search(text, start, end)
    if first is None:
        return
    while text[end - 1].isspace():
        end -= 1
    spans.append(Span(first.start(), end))


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    if LOWER_START.match(text, after, after + 40):
        return False
    if text[stop] != ".":
        return True
    before = text[max(stop - 32, 0) : stop]
    word_match = LAST_WORD.search(before)
    if word_match is None:
        return True
    word = word_match[0]
    following = NEXT_WORD.match(text, after, after + 60)
    next_word = following[1] if following else ""
    if INITIALS.search(before + "."):
        # "U.S. The" ends a sentence; "J. Smith" and "U.S. Army" do not.
        many = word.count(".") >= 1
        return many and next_word.lower() in STARTERS and next_word[:1].isupper()
    plain = word.lower().lstrip("'’&-")
    if plain in ABBREVIATIONS or plain.rsplit("-", 1)[-1] in ABBREVIATIONS:
        ends_clause = plain in MAY_END
        return ends_clause and next_word.lower() in STARTERS and next_word[:1].isupper()
    return True
