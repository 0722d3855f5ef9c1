"""Finds the first lakh and the first crore of a page that are neither converted nor linked.

Readers outside South Asia do not know the words. The first amount in each needs its Western value
beside it, or a link to the word. Later mentions, templates that convert, conversions in brackets
or after "or", and names (the 100 Crore Club) are left alone. The offered conversion is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from rules.contract import (
    Change,
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
from rules.facts.numbers import INDIAN

WORD_VALUES = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}

SPACE = "[ \u00a0]"
NUMBER = rf"(?:\d[\d,]{{0,15}}(?:\.\d{{1,6}})?|(?:{'|'.join(WORD_VALUES)}))"
LOW = rf"(?:\d{{1,3}}(?:,\d{{2,3}}){{0,3}}(?:\.\d{{1,4}})?|(?:{'|'.join(WORD_VALUES)}))"
AMOUNT = re.compile(
    rf"(?:(?P<currency>(?:[₹৳]|\b(?:Rs|Tk)\.?|\b(?:INR|PKR|NPR|BDT|LKR)){SPACE}?)|(?<![\w.,]))"
    rf"(?:(?P<low>{LOW})(?:[–-]|{SPACE}(?:to|or|–|-){SPACE}))?"
    rf"(?P<number>{NUMBER})[ \u00a0-]"
    r"(?P<scale>(?:lakh|lac)s?[ \u00a0]crores?|crores?|lakhs?|lacs?|cr)(?P<more>[ \u00a0]"
    r"(?:and[ \u00a0])?(?P<lakhs>\d{1,2})[ \u00a0](?:lakh|lac)s?)?(?!\w)",
    re.IGNORECASE,
)
"""An amount, perhaps a range, in lakh, crore or lakh crore; "1 crore 20 lakh" is one amount."""

MENTION = re.compile(r"\b(lakh|lac|crore)s?\b", re.IGNORECASE)
NUMBER_BEFORE = re.compile(rf"(?:\d|\b(?:{'|'.join(WORD_VALUES)}))[ \u00a0-]\Z", re.IGNORECASE)
CONVERTING_TEMPLATE = re.compile(
    r"\{\{\s*(?:INR[ _]?Convert|lakh|crore|lakh[ _]crore|INRConvert/\w+|PKRConvert|BDTConvert|"
    r"To[ _]USD|FXConvert)\s*[|}]",
    re.IGNORECASE,
)
LINK = re.compile(
    r"\[\[\s*(?:(lakh|crore)\s*[|\]#]|((?:Indian|South Asian) numbering system))", re.IGNORECASE
)
WESTERN_WORD = (
    r"(?:million|billion|trillion|thousand|\d{2,3},\d{3}\b|\bmn\b|\bbn\b|US\$|[$€£]|\bUSD|\bEUR)"
)
CONVERTED_AFTER = re.compile(
    rf"[^().;\n]{{0,40}}[(\[](?:[^()\n]{{0,60}}{WESTERN_WORD}|\uFFFC)|"
    r"[^().;\n]{0,24},?\s?(?:\b(?:or|that is|equal to|equivalent to|namely)\b|\bi\.e\.|[=/≈~])"
    rf"[^().;\n]{{0,24}}{WESTERN_WORD}"
)
CONVERTED_BEFORE = re.compile(
    rf"{WESTERN_WORD}(?:[^().\n]{{0,40}}[(\[][^()\n]{{0,24}}|"
    r"[^();\n]{0,24},?\s(?:or|i\.e\.|that is)\s(?:about\s|around\s)?)\Z"
)
NAME_AFTER = re.compile(r"[ \u00a0][A-Z]")
CLUB_AFTER = re.compile(r"[ \u00a0-]clubs?\b", re.IGNORECASE)
DEFINED_AFTER = re.compile(
    r"[ \u00a0](?:in|to|makes?|equals?|is|are|=)[ \u00a0](?:an?|one|\d{1,5})[ \u00a0]"
    r"(?:lakh|crore)s?\b"
)
DEFINED_BEFORE = re.compile(
    r"\b(?:lakh|crore)s?[ \u00a0](?:in|to|makes?|equals?|is|are|=)[ \u00a0]\Z", re.IGNORECASE
)
"""One of the words told in the other: "100 lakhs in a crore"."""

RESIN_AFTER = re.compile(r"[ \u00a0](?:insects?|resin|dye|beetles?)\b")

LAKH, CRORE = Decimal(100_000), Decimal(10_000_000)
LARGE_NAMES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
MOST_DECIMALS = 3
"""More decimals than these make "million" harder to read than the digits."""


class Mentions(msgspec.Struct, frozen=True):
    """Where a page first counts in lakh and in crore (prose offsets, -1 for nowhere), and the
    words that it links or converts by a template somewhere."""

    lakh: int
    crore: int
    explained: frozenset[str]


def first_mentions(change: Change) -> Mentions:
    """The first lakh and crore of the new page, and which of them are explained."""
    text = change.new.prose.text
    first = {"lakh": -1, "crore": -1}
    for match in MENTION.finditer(text):
        name = "crore" if match[1].lower() == "crore" else "lakh"
        # The word alone ("lakhs of people") is no amount, and needs no conversion.
        if first[name] == -1 and NUMBER_BEFORE.search(
            text[max(match.start() - 12, 0) : match.start()]
        ):
            first[name] = match.start()
            if min(first.values()) != -1:
                break
    explained: set[str] = set()
    for link in LINK.finditer(change.new.wikitext):
        explained |= {"lakh", "crore"} if link[2] else {link[1].lower()}
    if CONVERTING_TEMPLATE.search(change.new.wikitext):
        explained |= {"lakh", "crore"}
    return Mentions(first["lakh"], first["crore"], frozenset(explained))


class LakhCroreUnconverted(Rule):
    """₹5 crore → ₹5 crore (₹50 million)."""

    meta = Meta(
        code="NUM002",
        name="lakh-crore-unconverted",
        summary="The page's first lakh or crore without conversion or link (₹5 crore)",
        why="Most readers outside South Asia do not know how much a lakh or a crore is; the"
        " Western value beside the first one tells them.",
        source=Source.enwiki("MOS:CRORE"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.92,
        needs=(first_mentions,),
        triggers=(r"(?i)[\w,.][\s\x{A0}-](?:lakh|lacs?\b|crore|cr\b)",),
        examples=(
            Example("It earned ⟦₹5 crore⟧ in a week.", fix="₹5 crore (₹50 million)"),
            Example("Some ⟦12 lakh⟧ people came.", fix="12 lakh (1.2 million)"),
            Example("Nearly ⟦2.5 lakh⟧ copies were sold.", fix="2.5 lakh (250,000)"),
            Example("A sum of ⟦Rs 40 crores⟧ was paid.", fix="Rs 40 crores (Rs 400 million)"),
            Example("The plan costs ⟦₹1.5 lakh crore⟧.", fix="₹1.5 lakh crore (₹1.5 trillion)"),
            Example("The plan costs ₹1,25,000 ⟦crore⟧.", fix="crore (₹1.25 trillion)"),
            Example("It cost ⟦₹5–6 crore⟧ in all.", fix="₹5–6 crore (₹50–60 million)"),
            Example(
                "It cost ⟦₹10,000–12,000 crore⟧.", fix="₹10,000–12,000 crore (₹100–120 billion)"
            ),
            Example("It cost ₹1,00,000–2,00,000 ⟦crore⟧.", fix="crore (₹1–2 trillion)"),
            Example("It cost ⟦PKR 5 crore⟧ in all.", fix="PKR 5 crore (PKR 50 million)"),
            Example("About ⟦two crore⟧ people speak it.", fix="two crore (20 million)"),
            Example("It cost ⟦₹1 crore 20 lakh⟧.", fix="₹1 crore 20 lakh (₹12 million)"),
            Example(
                "It cost ⟦₹5 crore⟧. It earned ₹50 crore and won a prize of ⟦₹2 lakh⟧.",
                fix="₹5 crore (₹50 million)",
            ),
            Example("{{Infobox film\n| gross = ⟦₹5 crore⟧\n}}", fix="₹5 crore (₹50 million)"),
            Example("{|\n|-\n| Pune || ⟦12.5 lakh⟧\n|}", fix="12.5 lakh (1.25 million)"),
            Example("[[File:A.jpg|thumb|The ⟦₹5&nbsp;crore⟧ bridge]]"),
            Example("* Prize: '''⟦5 lakh⟧''' rupees", fix="5 lakh (500,000)"),
            Example("It cost {{INRConvert|5|c}} and earned ₹7 crore.", guard="a template converts"),
            Example("Some {{lakh|12}} came; 3 lakh left.", guard="a template converts"),
            Example("It cost {{crore|5}}, or 60 lakh a head.", guard="a template converts"),
            Example("It earned ₹5 crore (₹50 million).", guard="a conversion in brackets"),
            Example("It earned ₹5 crore (US$600,000).", guard="a conversion in brackets"),
            Example("Some 12 lakh people (1.2 million) came.", guard="a conversion in brackets"),
            Example("It earned ₹50 million (₹5 crore).", guard="the words in brackets"),
            Example("It has 1.2 million people, or 12 lakh.", guard="a conversion before or"),
            Example("It made ₹50 [[Crore|Cr]] in all.", guard="linked"),
            Example("They lack crops and a crowd.", guard="other words"),
            Example("It earned 5 crore, or 50 million.", guard="a conversion after or"),
            Example("He has 5 lakh readers, i.e. 500,000.", guard="a conversion after i.e."),
            Example("It earned ₹5 [[crore]].", guard="linked"),
            Example("Some 12 [[lakh|lakhs]] came.", guard="linked"),
            Example("In the [[Indian numbering system]] it is 5 lakh.", guard="linked"),
            Example("It made ₹5 [[crore]], then ₹7 crore.", guard="a second mention"),
            Example("It entered the 100 Crore Club.", guard="a name"),
            Example("It entered the ₹100 crore club.", guard="a name"),
            Example("There are 100 lakhs in one crore.", guard="the words explained"),
            Example("Lakhs of people came to see it.", guard="no amount"),
            Example("The 5 lac insects were kept.", guard="the insect"),
            Example('He said "I lost 5 crore rupees" then.', guard="a quotation"),
            Example("<ref>₹5 crore budget</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The page's first amount in lakh and in crore, if nothing tells its value."""
        for match in AMOUNT.finditer(unit.text):
            start, end = match.span()
            name = "crore" if "cr" in match["scale"].lower() else "lakh"
            if match["scale"].lower() == "cr" and not match["currency"]:
                continue
            guard = _guard(unit, match, name, context.fact(first_mentions))
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            western = _western(match)
            if _has_indian_figure(match) or _is_misspaced(match):
                # The figure has a fault of its own; the two suggestions must not touch.
                start = match.start("scale")
            found = unit.text[start:end]
            yield Hit(
                start=start,
                end=end,
                message=f"{match[0]} is {western}: the first {name} of a page needs its Western"
                " value beside it, or a link.",
                suggestions=(f"{found} ({western})",),
            )


def _guard(unit: Unit, match: re.Match[str], name: str, mentions: Mentions) -> str | None:
    text, end = unit.text, match.end()
    is_name = match["scale"][0].isupper() and NAME_AFTER.match(text, end)
    if is_name or CLUB_AFTER.match(text, end):
        return "a name"
    if match["scale"].lower().startswith("lac") and RESIN_AFTER.match(text, end):
        return "the resin or the insect"
    if DEFINED_AFTER.match(text, end) or DEFINED_BEFORE.search(
        text[max(match.start() - 24, 0) : match.start()]
    ):
        return "the words themselves, explained"
    if name in mentions.explained:
        return "linked or converted by a template on the page"
    first = mentions.crore if name == "crore" else mentions.lakh
    if first != -1 and first < unit.start + match.start():
        return "a later mention"
    if CONVERTED_AFTER.match(text, end, end + 140):
        return "converted beside it"
    if CONVERTED_BEFORE.search(text[max(match.start() - 80, 0) : match.start()]):
        return "converted beside it"
    return None


def _has_indian_figure(match: re.Match[str]) -> bool:
    figures = (match["low"] or "", match["number"])
    return any(INDIAN.fullmatch(figure.partition(".")[0]) for figure in figures)


def _is_misspaced(match: re.Match[str]) -> bool:
    """Whether a sign stands apart from its figure, or letters touch it."""
    currency = match["currency"]
    return bool(currency) and currency[0].isalpha() != currency[-1].isspace()


def _western(match: re.Match[str]) -> str:
    """The amount, or the range, in Western numbers, with its currency."""
    scale = match["scale"].lower()
    factor = CRORE if "cr" in scale else LAKH
    if scale.startswith("la") and "cr" in scale:
        factor = LAKH * CRORE
    values = [_value(part) * factor for part in (match["low"], match["number"]) if part]
    if match["lakhs"]:
        values[-1] += int(match["lakhs"]) * LAKH
    size, name = _size(values)
    sign = (match["currency"] or "").strip()
    if sign[-1:].isalpha() or sign.endswith("."):
        sign += " "
    return sign + "–".join(_digits(value / size) for value in values) + (name and f" {name}")


def _value(number: str) -> Decimal:
    word = WORD_VALUES.get(number.lower())
    return Decimal(number.replace(",", "")) if word is None else Decimal(word)


def _size(values: list[Decimal]) -> tuple[int, str]:
    for size, name in LARGE_NAMES:
        if min(values) >= size and all(
            _decimals(value / size) <= MOST_DECIMALS for value in values
        ):
            return size, name
    return 1, ""


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _digits(value: Decimal) -> str:
    return f"{value.normalize():,f}"
