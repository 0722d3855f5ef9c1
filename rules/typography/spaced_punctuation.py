"""Finds a space before a comma, stop or other mark, and none after it: ``word ,word``, earn.Among.

References may stand between a word and its mark. A missing space is told by true words on both
sides; after a stop the second must be a common opener of sentences. It leaves alone marks beside
a template, no-break spaces, spaced ellipses, decimals, suffixes (.NET), addresses and names with a
stop (News.Az), initials, marks that are spoken of, foreign words, tables and infoboxes.
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
from rules.facts.foreign_words import WINDOW, is_foreign_passage
from rules.facts.prose_runs import ProseRun, prose_runs

BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})

SPACE_BEFORE = re.compile(r"(?<![\s,;:.!?(\[]) {1,3}(?P<mark>[,;:.!?])")
LEFT = re.compile(rf"[^\W_][)\]\"”'’%]{{0,3}}[{PLACEHOLDER}]{{0,6}}\Z")
"""What stands before the space: a word, with brackets, marks of quotation and references."""

ENDS = re.compile(rf"(?:\Z|[\s{PLACEHOLDER})\]\"”])")
ROW = re.compile(r"[ \u00a0]?[,;:.!?]")
"""A second mark: a spaced ellipsis, or a row of marks."""

FACE = re.compile(r"-?[()DPp](?!\w)")
FIGURE = re.compile(r"[ \u00a0]?\d")
NEXT_WORD = re.compile(r"[^\W\d_]+")
LAST_WORD = re.compile(rf"([^\W\d_]+)[)\]\"”'’%]{{0,3}}[{PLACEHOLDER}]{{0,6}}\Z")
SIGN_BEFORE = re.compile(r"[=<>+*×÷±≤≥→←^/\\|#@~][ \u00a0]?[\w.-]{1,12}\Z")
MARKS_NAMED = re.compile(
    r"\b(?:commas?|stops?|dots?|points?|(?:semi)?colons?|periods?|symbols?|characters?|marks?|"
    r"punctuation|signs?|letters?|extensions?|suffix(?:es)?|domains?|operators?|notation|keys?|"
    r"written|prefix(?:es)?|delimiters?|separators?)\Z",
    re.IGNORECASE,
)

SMALL_NEXT = re.compile(rf"[\s{PLACEHOLDER}]{{1,20}}[a-z]{{2}}")
"""After a stop, a small letter tells of a sentence that lost its end, or of a sign."""

QUESTION = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|whether|if|do|does|did|can|could|should|"
    r"would|will|is|are|was|were)\b[^.?!]{0,40}\Z",
    re.IGNORECASE,
)
NEVER_LAST = frozenset(
    """the a an of and or is are was were at to by from with as into than either neither between
    denoted called named termed see equals via per use uses""".split()
)
"""No clause ends with them: what stood between the word and the mark was left out."""

JOINED = re.compile(
    r"(?<![\w./@#&:~\\’'-])(?P<left>[^\W_]{3,24})(?P<close>[)\]]?)(?P<mark>[.,;])"
    rf"(?P<refs>[{PLACEHOLDER}]{{0,6}})(?=(?P<right>[^\W\d_]{{1,24}})(?P<after>.?.?))"
)
RIGHT_ENDS = re.compile(rf"(?:\Z|[\s{PLACEHOLDER})]|[,;:.'’-](?:\Z|\W|s)|-)")
LIST_OF_CODES = re.compile(r"[^\s,;]{1,24}[,;][^\s,;]{1,24}\Z")
YEAR = re.compile(r"(?:1\d|20)\d\d\Z")

STARTERS = frozenset(
    """The This That These Those There Then They It Its In On At By For From With Within Among
    After Before During Although Though While When Where As Since Some Many Most Several Both Each
    Another Other However Also According He She His Her Their Under Over Between Because Despite
    Until Upon Today Later Once Following Unlike Such If An And But One Two Three All Through
    Throughout Not Only Although Additionally Furthermore Moreover Therefore Thus Hence We
    A""".split()
)
"""Words that open many sentences, and that no company or address is called after a stop."""

SHORTEST_RIGHT, SHORTEST_AFTER_NAME = 2, 4


class SpacedPunctuation(Rule):
    """word ,word → word, word."""

    meta = Meta(
        code="TYP006",
        name="spaced-punctuation",
        summary="A space before a comma or stop, or none after it (word ,word; earn.Among)",
        why="A mark belongs to the word before it; a space on the wrong side lets a line begin with"
        " a comma, or runs two sentences together.",
        source=Source.enwiki("MOS:PUNCT"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.94,
        blocks=BLOCKS,
        examples=(
            Example("They grew wheat⟦ ,⟧ rice and maize.", fix=","),
            Example("They grew wheat⟦ ,⟧rice and maize.", fix=", "),
            Example("The bridge fell⟦ .⟧ It is a ruin.", fix="."),
            Example("The bridge is a ruin⟦ .⟧", fix="."),
            Example("They grew wheat⟦ ;⟧ the rest was sold.", fix=";"),
            Example("They grew these crops⟦ :⟧ wheat, rice and maize.", fix=":"),
            Example("'''Wheat'''⟦ ,⟧ a crop, is sold.", fix=","),
            Example("The ''[[Globe]]''⟦ ,⟧ a rival, closed.", fix=","),
            Example('The "Globe"⟦ ,⟧ a rival, closed.', fix=","),
            Example("They grew wheat<ref>Lee 1990</ref>⟦ ,⟧next to rice.", fix=", "),
            Example("They grew wheat{{sfn|Lee|1990}}⟦ ,⟧ next to rice.", fix=","),
            Example("The firm (a mill)⟦ ,⟧ closed in 1956⟦ .⟧", fix=","),
            Example("The bridge fell⟦ .⟧The ruin is left.", fix=". "),
            Example("Most of them do not ⟦earn.Among⟧ the rest it is less.", fix="earn. Among"),
            Example("The ruin was left in ⟦1956.The⟧ rest was sold.", fix="1956. The"),
            Example("It is sold in ⟦Poland.They⟧ also make it there.", fix="Poland. They"),
            Example("They keep ⟦cattle,in⟧ search of pasture.", fix="cattle, in"),
            Example("They crossed the ⟦Sahara,Central⟧ Asia and India.", fix="Sahara, Central"),
            Example("They cross [[Sahara]]⟦,⟧[[India]] and more.", fix=", "),
            Example("They can change the ⟦apps;only⟧ users can.", fix="apps; only"),
            Example(
                "The ruin was left⟦.<ref>Lee 1990</ref>⟧The rest was sold.",
                fix=".<ref>Lee 1990</ref> ",
            ),
            Example("* wheat⟦ ,⟧ mostly for sale", fix=","),
            Example("[[File:A.jpg|thumb|The mill⟦ ,⟧ now a house]]", fix=","),
            Example("They grew wheat⟦ ,⟧ and maize.", old="They grew wheat and rice, and maize."),
            Example(
                "They grew wheat , rice and maize.",
                old="They grew wheat , rice and corn.",
                guard="it was there before",
            ),
            Example("They grew {{lang|hi|x}} , rice and {{IPA|a}} .", guard="beside a template"),
            Example("They grew wheat &nbsp;; rice.", guard="a no-break space"),
            Example("They grew wheat&nbsp;: rice.", guard="a no-break space"),
            Example("A joyous attitude to life . . . and to work.", guard="a spaced ellipsis"),
            Example("A joyous attitude to life ... and to work.", guard="an ellipsis"),
            Example("He wrote it for the .NET platform and .com names.", guard="a suffix"),
            Example("It has a share of .79 and a barrel of .45 inches.", guard="a decimal"),
            Example("The sum is 1 ,500 or 2 . 5 in all.", guard="between figures"),
            Example("The site News.Az and the film Mindfreak.Black are old.", guard="a name"),
            Example("It was sold by Google.It and by News.At in May.", guard="an address"),
            Example("It was sold by weather.com and Chess.com in May.", guard="an address"),
            Example("It was made by J.R.R.Lee and A.Smith of Leeds.", guard="initials"),
            Example("The compound 2,3-dimethyl and N,N-dioxide.", guard="a formula"),
            Example("The letters a,b and the pair x,y are equal.", guard="single letters"),
            Example("Each field ends in a comma , or a stop .", guard="the marks are spoken of"),
            Example("The marks , ; : are used.", guard="a row of marks"),
            Example("He wrote {{lang|fr|bonjour : le monde}} there.", guard="a language template"),
            Example("''Bonjour : le monde'' is a book.", guard="a title"),
            Example("The study « bonjour » and «il est là !» is old.", guard="a foreign quotation"),
            Example("; wheat : a crop\n; rice : a plant", guard="a list of terms"),
            Example("* Vieto languages ?", guard="a doubt in a list"),
            Example("What is the use of it⟦ ?⟧ He did not say.", fix="?"),
            Example("The date of the treaty ? It may be 1950.", guard="a doubt"),
            Example("It is a number of the form . it is not prime.", guard="no new sentence"),
            Example("The number is , by the , equal to .", guard="a word is missing"),
            Example("It holds that a > b : c for all of them.", guard="a formula"),
            Example("{|\n| wheat , rice || maize .\n|}", guard="a table"),
            Example("{{Infobox x\n| games = lol,halo,wheat , rice\n}}", guard="an infobox"),
            Example("[[File:Wheat , rice.jpg]]", guard="a file name"),
            Example('He wrote "wheat , rice" there.', guard="a quotation"),
            Example("Its tags are wheat,rice,maize there.", guard="a row of codes"),
            Example("They grew wheat , [sic] rice.", guard="marked"),
            Example("<ref>Lee , Ann.The</ref>", guard="a reference"),
            Example("They saw the readme.In file.", old="x", guard="an unknown word"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each mark with a space before it, and each with none after it."""
        for run in prose_runs(unit.document, BLOCKS):
            yield from _space_before(run)
            yield from _none_after(run)


def _space_before(run: ProseRun) -> Iterator[Verdict]:
    text = run.text
    for match in SPACE_BEFORE.finditer(text):
        start, end = match.span()
        mark = match["mark"]
        before = text[max(start - WINDOW, 0) : start]
        if not LEFT.search(before):
            continue
        joined = not ENDS.match(text, end)
        guard = (
            _guard_before(run, before, mark, end, joined)
            or _markup_before(run, start, end - 1)
            or run.guard(end - 1, end, ALL_GUARDS)
        )
        if not guard and not run.is_verbatim(start, end):
            guard = "the space is markup"
        span = run.wikitext_span(start, end)
        if guard:
            yield Silenced(*span, guard)
            continue
        yield Hit(
            start=span.start,
            end=span.end,
            message="A space before the mark" + (", and none after it." if joined else "."),
            suggestions=(mark + (" " if joined else ""),),
        )


def _guard_before(run: ProseRun, before: str, mark: str, end: int, joined: bool) -> str:
    text = run.text
    following = text[end : end + 1]
    if ROW.match(text, end):
        return "a row of marks"
    if mark in ":;" and FACE.match(text, end):
        return "a face of signs"
    if before[-1:].isdigit() and FIGURE.match(text, end):
        return "between figures"
    word = LAST_WORD.search(before)
    name = word[1] if word else ""
    if MARKS_NAMED.search(before[: word.end(1)] if word else before):
        return "the mark is spoken of"
    if following == PLACEHOLDER and not run.only_references(end, end + 1) and mark in ":.?!":
        return "before a template"
    if joined:
        right = NEXT_WORD.match(text, end)
        if right is None:
            return "before a figure or a sign"
        if mark == "." and (right[0] not in STARTERS or not _is_word(name)):
            return "a suffix, not a sentence"
        if mark in ":!?" or not (len(right[0]) > 1 or right[0] == "a"):
            return "a sign"
    if mark == "." and SMALL_NEXT.match(text, end):
        return "no sentence begins after the stop"
    if mark in ",;." and name in NEVER_LAST:
        return "a word is missing before the mark"
    if mark == "?" and not QUESTION.search(before):
        return "a doubt, not a question"
    if mark in ":!?":
        if run.block.kind is BlockKind.LIST_ITEM:
            return "a sign in a list"
        if not name.islower() or len(name) < SHORTEST_RIGHT or not _is_word(name):
            return "after a name or a foreign word"
    if SIGN_BEFORE.search(before):
        return "a formula"
    if is_foreign_passage(f" {before}", text[end : end + WINDOW]):
        return "foreign words"
    return ""


def _none_after(run: ProseRun) -> Iterator[Verdict]:
    text = run.text
    for match in JOINED.finditer(text):
        left, mark, right = match["left"], match["mark"], match["right"]
        if not _are_words(left, mark, right):
            continue
        at, end = match.start("mark"), match.end("right")
        guard = _guard_after(text, match) or _markup_before(run, at, at)
        if not guard and not run.are_neighbours(at, match.start("right")):
            guard = "markup between"
        guard = guard or run.guard(at, at + 1, ALL_GUARDS) or ""
        if not match["refs"] and run.is_unbroken(match.start(), end):
            span = run.wikitext_span(match.start(), end)
            fixed = f"{left}{match['close']}{mark} {right}"
        else:
            span = run.wikitext_span(at, match.end("refs"))
            fixed = f"{run.document.wikitext[span.start : span.end]} "
        if guard:
            yield Silenced(*span, guard)
            continue
        yield Hit(
            start=span.start,
            end=span.end,
            message="No space after the mark.",
            suggestions=(fixed,),
        )


def _are_words(left: str, mark: str, right: str) -> bool:
    if mark == ".":
        if YEAR.match(left):
            return right in STARTERS
        # After a name, a short word may be the end of an address (Google.It).
        least = 1 if left.islower() else SHORTEST_AFTER_NAME
        return right in STARTERS and len(right) >= least and _is_word(left)
    known = _is_word(left) and (_is_word(right) or right.istitle())
    return known and (len(right) >= SHORTEST_RIGHT or right == "a")


def _guard_after(text: str, match: re.Match[str]) -> str:
    if not RIGHT_ENDS.match(match["after"]):
        return "a piece of a code or an address"
    end = match.end("right")
    before = text[max(match.start() - WINDOW, 0) : match.start()]
    if match["mark"] != ".":
        if text[end : end + 1] in (",", ";") and text[end + 1 : end + 2].isalnum():
            return "a row of codes"
        if before[-1:] in (",", ";"):
            return "a row of codes"
    if match["right"] == "A" and not re.match(r" [a-z]", text[end : end + 2]):
        return "a single letter"
    if is_foreign_passage(f" {before}", text[end : end + WINDOW]):
        return "foreign words"
    return ""


def _markup_before(run: ProseRun, start: int, mark: int) -> str:
    """Whether anything but references stands between the word that ends at ``start`` and a mark."""
    word_end = start
    while word_end > 0 and run.text[word_end - 1] == PLACEHOLDER:
        word_end -= 1
    if not run.only_references(word_end, start):
        return "beside a template"
    return "" if run.are_neighbours(max(word_end - 1, 0), mark) else "markup between"


def _is_word(word: str) -> bool:
    return word in lexicon.dictionary() or word.lower() in lexicon.dictionary()
