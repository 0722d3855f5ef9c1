"""Finds dashes with a space on one side only, and em dashes with a space on both.

An em dash is set without spaces, an en dash between clauses with both. The text before the edit
is read as well, since taking out a space adds nothing. It leaves alone what is no break between
clauses: attributions, open and closed ranges (1950– ), suspended parts (pre– and post-war),
suffixes, separators in lists and tables, quotations and titles.
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
from rules.facts.prose_runs import ProseRun, prose_runs

BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})

SPACE = "[ \u00a0]"
DASH = re.compile(rf"{SPACE}{{0,3}}[–—](?![–—-]){SPACE}{{0,3}}")
"""Line breaks, thin and hair spaces are set on purpose and end the match."""

EDGE_SPACE = re.compile(
    r"\A(?:[ \u00a0]|&nbsp;|&#160;|&#xa0;)+|(?:[ \u00a0]|&nbsp;|&#160;|&#xa0;)+\Z"
)
WORD_BEFORE = re.compile(rf"[^\W_][,.!?%'’]?[\"”’)\]]?[{PLACEHOLDER}]{{0,4}}\Z")
WORD_AFTER = re.compile(r"[\"“‘(\[]?[^\W_]")

SUSPENDED_AFTER = re.compile(r"(?:and|or|to|nor|through|versus|vs)\b", re.IGNORECASE)
SUSPENDED_BEFORE = re.compile(r"\b(?:and|or|to)\Z", re.IGNORECASE)
AFFIX_BEFORE = re.compile(
    r"\b(?:suffix(?:es)?|prefix(?:es)?|ending(?:s)?|ends? in|ended in|ending in|affix(?:es)?|"
    r"particles?|infix(?:es)?|rhymes? with|plural|forms?|verbs? in|names? in|words? in)"
    r"[\"“ ,:]*\Z",
    re.IGNORECASE,
)
FORMULA_AFTER = re.compile(r"[A-Z][A-Z\d₀-₉]{0,5}(?![^\W_])")
"""A group of atoms hangs on its bond: –OH, –COOH."""

QUOTE_END = re.compile(r"[.!?,]?[\"”’][.!?,]?\Z")


class DashSpacing(Rule):
    """Activities— a request → activities—a request."""

    meta = Meta(
        code="TYP002",
        name="dash-spacing",
        summary="A dash with a space on one side, or an em dash with spaces (word— word)",
        why="A dash that clings to one word reads as a hyphen or a slip of the hand.",
        source=Source.enwiki("MOS:DASH"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.93,
        blocks=BLOCKS,
        examples=(
            Example("It watched the border⟦— ⟧a task he disliked.", fix="—"),
            Example("It watched the border⟦ —⟧a task he disliked.", fix="—"),
            Example("It watched the border⟦– ⟧a task he disliked.", fix=" – "),
            Example("It watched the border⟦ –⟧a task he disliked.", fix=" – "),
            Example("It watched the border⟦ — ⟧a task he disliked.", fix=" – "),
            Example("The ''[[Globe]]''⟦&nbsp;— ⟧a rival⟦— ⟧closed in 1950."),
            Example("The [[border]]⟦— ⟧and [[Iran|more]]⟦— ⟧closed.", fix="—"),
            Example("He lost.<ref>A</ref>⟦— ⟧a setback.", fix="—"),
            Example("* Ana Lee⟦– ⟧guitar", fix=" – "),
            Example("[[File:A.jpg|thumb|The old mill⟦— ⟧now a house]]", fix="—"),
            Example("It fell (in 1950)⟦&mdash; ⟧a shock.", fix="&mdash;"),
            Example(
                "It watched the border⟦— ⟧a task he disliked.",
                old="It watched the border—a task he disliked.",
            ),
            Example(
                "It watched the border⟦ –⟧a task he disliked.",
                old="It watched the border – a task he disliked.",
            ),
            Example(
                "It watched the border— a job he disliked.",
                old="It watched the border— a task he disliked.",
                guard="it was there before",
            ),
            Example("It watched the border—a task he disliked.", guard="unspaced em dash"),
            Example("It watched the border – a task he disliked.", guard="spaced en dash"),
            Example("The border{{snd}}a task.", guard="a template brings its spaces"),
            Example("The border{{snd}} a task.", guard="a template brings its spaces"),
            Example("— Shakespeare", guard="an attribution"),
            Example('The motto reads "Dare." —Horace', guard="an attribution"),
            Example("Ana Lee (1950– ) is a poet.", guard="an open range"),
            Example("She was chair (1950– present).", guard="a range"),
            Example("Between –5 and 10 degrees.", guard="a sign"),
            Example("The pre– and post-war years.", guard="a suspended part"),
            Example("The suffix –ing is old.", guard="an affix"),
            Example("The group –OH is polar.", guard="a chemical group"),
            Example('She said "it is— well, odd" then.', guard="a quotation"),
            Example("''Ghost— The Musical'' opened.", guard="a title"),
            Example("* Ana Lee — guitar", guard="a separator in a list"),
            Example("{|\n|-\n| Ana— Lee || x\n|}", guard="a table"),
            Example("The border—\na task he disliked.", guard="a line break"),
            Example("The Moscow — Kazan line is long.", guard="a name"),
            Example("A{{x}}— b and {{x}} —b.", guard="beside a template"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each dash with a space too many or too few, between two words."""
        for run in prose_runs(unit.document, BLOCKS):
            yield from _check(run)


def _check(run: ProseRun) -> Iterator[Verdict]:
    text = run.text
    for match in DASH.finditer(text):
        start, end = match.span()
        dash = match[0].strip(" \u00a0")
        left, right = text[start] != dash, text[end - 1] != dash
        if not (left or right) or (dash == "–" and left and right):
            continue
        before = text[max(start - 24, 0) : start]
        if not WORD_BEFORE.search(before) or not WORD_AFTER.match(text, end):
            continue
        span = run.wikitext_span(start, end)
        written = run.document.wikitext[span.start : span.end]
        guard = (
            _guard(run, before, text[end : end + 24], dash, left and right)
            or _beside_template(run, start, written)
            or run.guard(start, end, ALL_GUARDS)
        )
        if guard:
            yield Silenced(*span, guard)
            continue
        names = _last_word(before)[:1].isupper() and text[end].isupper()
        yield Hit(
            start=span.start,
            end=span.end,
            message=_message(dash, left and right),
            suggestions=_suggestions(dash, EDGE_SPACE.sub("", written), left and right, names),
            confidence=0.9 if left and right else None,
        )


def _guard(run: ProseRun, before: str, after: str, dash: str, both: bool) -> str | None:
    digit_before, digit_after = before[-1:].isdigit(), after[:1].isdigit()
    if (dash == "–" and (digit_before or digit_after)) or (digit_before and digit_after):
        return "a range or a sign"
    if dash == "–" and FORMULA_AFTER.match(after):
        return "a chemical group or another suffix in capitals"
    if SUSPENDED_AFTER.match(after) and dash == "–":
        return "a suspended part"
    if SUSPENDED_BEFORE.search(before) and dash == "–":
        return "a suspended part"
    if AFFIX_BEFORE.search(before):
        return "an affix"
    if QUOTE_END.search(before) and after[:1].isupper():
        return "an attribution"
    if both and run.block.kind is not BlockKind.PARAGRAPH:
        return "a separator in a list or caption"
    if both and _last_word(before)[:1].isupper() and after[:1].isupper():
        return "between two names"
    return None


def _last_word(before: str) -> str:
    match = re.search(r"[^\W_]{1,20}[^\w]{0,3}\Z", before)
    return match[0] if match else ""


def _beside_template(run: ProseRun, start: int, written: str) -> str | None:
    """Whether the dash comes from a template, or anything but a reference parts it from a word."""
    word_end = start
    while word_end > 0 and run.text[word_end - 1] == PLACEHOLDER:
        word_end -= 1
    if "{" in written or not run.only_references(word_end, start):
        return "beside a template or inside one"
    return None


def _suggestions(dash: str, written: str, both: bool, names: bool) -> tuple[str, ...]:
    """What to put in place of the dash and its spaces; a dash that stays is kept as ``written``."""
    if dash == "—":
        return (" – ", written) if both else (written, " – ")
    return (written, f" {written} ") if names else (f" {written} ", "—")


def _message(dash: str, both: bool) -> str:
    if both:
        return "An em dash takes no spaces; with spaces, an en dash is used."
    if dash == "—":
        return "An em dash with a space on one side only; it takes none."
    return "An en dash with a space on one side only; between clauses it takes both."
