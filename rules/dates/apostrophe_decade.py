"""Finds decades written with an apostrophe: the 1990's.

A year may own something ("1990's best film"), so a decade must show itself: by "the" or an
adjective before it, by a preposition and what follows, or as part of a pair of decades. Names
that end in such a number (HAL 9000's), superlatives, quotations and titles are left alone.
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

DECADE = re.compile(r"(?<![\w,.:/–—-])((?:1\d|20)\d0)['’]s(?![\w’'])")
PAIRED = re.compile(
    r"(?:(?:1\d|20)\d0['’]?s\s?(?:[-–—/&,]|and|or|to)\s?(?:and\s|or\s)?(?:the\s)?"
    r"(?:early|mid|late)?[\s-]?|\b(?:[Ee]arly|[Mm]id|[Ll]ate)[ -])\Z"
)
JOINED = re.compile(r"((?:1\d|20)\d0['’]?s[-–—/])((?:1\d|20)\d0)['’]s(?![\w’'])")
"""A second decade right after a dash: "the 1820s-1940's"."""

PART_JOINED = re.compile(r"\b([Ee]arly|[Mm]id|[Ll]ate)[-–]((?:1\d|20)\d0)['’]s(?![\w’'])")
THE = re.compile(r"\b(?:[Tt]he|[Tt]hose|[Tt]hese)\s(?:[a-z]{3,12}[\s-]){0,1}\Z")
ADJECTIVE = re.compile(
    r"\b(?:[Aa]n?|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Tt]ypical|[Cc]lassic|[Ff]amous|[Vv]intage|"
    r"[Pp]opular|[Oo]riginal|[Tt]raditional|[Tt]hat|[Tt]his|[Rr]oaring)\s"
    r"(?:(?!(?:of|in|from|by|to|for|at|on|with|and|or|than|like)\s)[\w-]{1,14}\s){0,3}\Z"
)
PART_OF = re.compile(
    r"\b(?:end|beginning|start|middle|turn|close|half|rest|much|most|part|course)\sof\s\Z"
)
PREPOSITION = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ff]rom|[Oo]f|[Bb]y|[Tt]hroughout|[Aa]round|"
    r"[Cc]irca|[Aa]fter|[Bb]efore|[Ii]nto|to|and|or|[Ll]ike|[Mm]odelled after)\s\Z|[(]\Z"
)
ENDS = re.compile(
    r"\s?(?:[.,;:)!?\]–—/&\n\ufffc]|\Z)|\s[(–—-]|\s(?:and|or|but|to|in|on|at|by|for|with|when|while|"
    r"as|until|that|who|which|it|he|she|they|was|were|is|are|had|has|have|after|before|from|the|"
    r"a|an|through|onwards?|because|during|there|this|these|some|many|into|also|his|her|its|"
    r"their|we|you|than|where|if|so|due|both|under|about)\b"
)
"""What may follow a decade but nothing that a year owns."""

DECADE_NOUN = re.compile(
    r"[\s-](?:styled?|styles|era|themed?|vintage|inspired|period|decade|fashions?|hairstyles?|décor|"
    r"decor|disco|punk|nostalgia|aesthetics?|slang|sitcoms?|sitcom|minicomputers?)\b"
)
LOWER_NOUN = re.compile(r"[\s-][a-z]")
SUPERLATIVE = re.compile(
    r"\s(?:[a-z]+est|most|least|only|first|second|third|last|top|final|number|no\.|opening|world)\b"
)
"""A single year owns these: "the 1990's largest flood"."""

NAME_BEFORE = re.compile(r"[\w,)’'\"”]\s[A-Z][\w.-]*\s\Z")
"""A capitalised word inside a sentence."""


class ApostropheDecade(Rule):
    """1990's → 1990s."""

    meta = Meta(
        code="DAT017",
        name="apostrophe-decade",
        summary="A decade written with an apostrophe (the 1990's)",
        why="A decade is a plural, and a plural has no apostrophe: the 1990s.",
        source=Source.enwiki("MOS:DECADE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        triggers=(r"\d0['’]s",),
        examples=(
            Example("It was built in the ⟦1990's⟧.", fix="1990s"),
            Example("It was built in the ⟦1990’s⟧ by Lee.", fix="1990s"),
            Example("In the early ⟦1930's⟧, it closed.", fix="1930s"),
            Example("It closed in ⟦1930's⟧ and was sold.", fix="1930s"),
            Example("A mid-⟦1930's⟧ house stands there.", fix="1930s"),
            Example("From the 1820s-⟦1940's⟧ it grew.", fix="1940s"),
            Example("The late ⟦1970's⟧ and ⟦1980's⟧ were poor.", fix="1970s"),
            Example("The ⟦1960's⟧ music was loud.", fix="1960s"),
            Example("He drove a ⟦1950's⟧ brown car.", fix="1950s"),
            Example("It is a famous red ⟦1950's⟧ train.", fix="1950s"),
            Example("Their ⟦1980's⟧-style hats sold well.", fix="1980s"),
            Example("Old songs (⟦1970's⟧) were played.", fix="1970s"),
            Example("* From the ⟦1970's⟧", fix="1970s"),
            Example("{|\n|-\n| In the ⟦1970's⟧ || Rome\n|}", fix="1970s"),
            Example("{{Infobox film\n| era = the ⟦1970's⟧\n}}", fix="1970s"),
            Example("[[File:A.jpg|thumb|Rome in the ⟦1700's⟧]]", fix="1700s"),
            Example("It was '''the ⟦1970's⟧''' again.", fix="1970s"),
            Example("It was the ⟦1970&#39;s⟧ again.", fix="1970s"),
            Example("It was built in the 1990s.", guard="no apostrophe"),
            Example("1990's best film was French.", guard="a year that owns something"),
            Example("The film was 1990's biggest hit.", guard="a year that owns something"),
            Example("It beat the 1990's largest flood.", guard="a year that owns something"),
            Example("He starred in 1990's Goodfellas.", guard="a year that owns something"),
            Example("It was shown in 1990's ''Rome''.", guard="a year that owns something"),
            Example("In 1950's election she won.", guard="a year that owns something"),
            Example("1950's winner was Lee.", guard="a year that owns something"),
            Example("1977's harvest was good.", guard="no decade"),
            Example("Lee 2010's data is used.", guard="part of a name"),
            Example("The HAL 9000's voice was calm.", guard="part of a name"),
            Example("A Boeing 2010's seat broke.", guard="part of a name"),
            Example('The sign read "the 1990\'s are back".', guard="a quotation"),
            Example("''The 1990's'' is a film.", guard="a title"),
            Example("<ref>The 1990's, p. 4</ref>", guard="a reference"),
            Example("It cost 1,950's worth.", guard="an amount"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number that is a decade by what stands around it."""
        text = unit.text
        for match in DECADE.finditer(text):
            guard = _guard(text, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
            else:
                yield _hit(match.start(1), match.end(), match[1])
        for pattern in (JOINED, PART_JOINED):
            for match in pattern.finditer(text):
                yield _hit(match.start(2), match.end(), match[2])


def _hit(start: int, end: int, decade: str) -> Hit:
    return Hit(
        start=start,
        end=end,
        message=f"Decades have no apostrophe; write {decade}s.",
        suggestions=(f"{decade}s",),
    )


def _guard(text: str, match: re.Match[str]) -> str | None:
    before = text[max(match.start() - 48, 0) : match.start()]
    end = match.end()
    if NAME_BEFORE.search(before) and not PAIRED.search(before):
        return "part of a name"
    if SUPERLATIVE.match(text, end):
        return "a year that owns something"
    if PAIRED.search(before) or THE.search(before) or DECADE_NOUN.match(text, end):
        return None
    if PREPOSITION.search(before) and ENDS.match(text, end):
        return None
    if ADJECTIVE.search(before) or (PART_OF.search(before) and LOWER_NOUN.match(text, end)):
        return None
    return "a year that owns something"
