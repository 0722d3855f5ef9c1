"""Finds amounts of money whose sign stands wrong: $ 5, 5$, US$ 5, $US5, Rs.500.

A sign comes before the figure without a space; a code or an abbreviation in letters is divided
from it by one. Where the figure may stay in its place, only the sign and the space are marked, so
that a fault of the figure itself can be mended beside it. Codes after the number (5 USD), cents
(5¢), the word "US" before a dollar amount ("gave the US $5 million") and whatever is no amount
are left alone.
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

SPACES = "[ \u00a0\u2009\u202f]"
SPACE = re.compile(SPACES)
SIGN = r"(?:(?:\b(?:US|AU|NZ|HK|CA|NT|MX|SG|A|C|S|R))?\$|[€£¥₹₩₽₺₴₦₱฿₪৳])"
AMOUNT = r"\d{1,15}(?:,\d{2,3}){0,5}(?:\.\d{1,4})?"
FIGURE = re.compile(r"[\d.,]{0,24}\d")
RANGE = rf"{AMOUNT}(?:{SPACES}?[–-]{SPACES}?{AMOUNT})?"

SPACED = re.compile(
    rf"(?<![\w$€£])((?:(?:US|AU|NZ|HK|CA){SPACES})?{SIGN})({SPACES}{{1,3}})({AMOUNT})(?![\w]*[$€£₹])"
)
AFTER = re.compile(
    rf"(?<![\w.,$€£¥₹/#+^=-])({RANGE})"
    rf"((?:{SPACES}(?:million|billion|trillion|thousand|mn|bn))?)"
    rf"{SPACES}{{0,3}}({SIGN})(?![\w$€£¥₹{{(\[/\\-]|{SPACES}{{0,2}}\d(?!\d{{0,9}}{SPACES}?[$€£]))"
)
"""The figure, perhaps a range or with "million", and a sign that no other figure follows."""

TURNED = re.compile(rf"(?<![\w$])\$(US|AU|NZ|HK|CA|A|C)({SPACES}?)({AMOUNT})")
LETTERS = re.compile(rf"(?<![\w.])(Rs\.?|Re\.|Tk\.?|(?:INR|PKR|LKR|NPR|BDT)\.?)({AMOUNT})(?!\w)")
CODE_LETTERS = re.compile(
    r"(?<![\w.])(USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|JPY|CNY|HKD|SGD)"
    rf"((?:\d{{1,3}}(?:,\d{{3}})+|\d+\.\d\d|\d+(?={SPACES}(?:million|billion|trillion)\b))"
    r"(?:\.\d{1,2})?)(?!\w)"
)
"""Digits alone after three capitals may be a model, a form or a school district."""

CENTS = re.compile(rf"(?<!\w)¢{SPACES}?(\d{{1,4}}(?:\.\d)?)(?![\w.,]\d|\w)")

REGISTER_BEFORE = re.compile(
    r"\b(?:perl|shell|awk|regex|variable|prompt|string)s?\b", re.IGNORECASE
)


class CurrencyFormat(Rule):
    """US$ 5 → US$5."""

    meta = Meta(
        code="NUM013",
        name="currency-format",
        summary="A currency sign after the figure or apart from it ($ 5, 5$, Rs.500)",
        why="One form for all amounts: a sign touches the figure it precedes, letters do not.",
        source=Source.enwiki("MOS:CURRENCY"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.94,
        triggers=(
            r"[$€£¥₹₩₽₺₴₦₱฿₪৳][\s\x{A0}\x{2009}\x{202F}]{1,3}\d",
            r"(?:\d|million|billion|trillion|thousand|[mb]n)[\s\x{A0}\x{2009}\x{202F}]{0,3}(?:US|AU|NZ|HK|CA|NT|MX|SG|A|C|S|R)?[$€£¥₹₩₽₺₴₦₱฿₪৳]",
            r"¢[\s\x{A0}]?\d",
            r"\$(?:US|AU|NZ|HK|CA|A|C)",
            r"(?:Rs\.?|Re\.|Tk\.?|[A-Z]{3}\.?)\d",
        ),
        examples=(
            Example("It cost ⟦$ ⟧5 a head.", fix="$"),
            Example("It cost ⟦5$⟧ a head.", fix="$5"),
            Example("It cost ⟦5 $⟧ a head.", fix="$5"),
            Example("It made ⟦US$ ⟧1.7 billion.", fix="US$"),
            Example("It made ⟦US$&nbsp;⟧1,714 million.", fix="US$"),
            Example("It made ⟦1.7 million €⟧ a year.", fix="€1.7 million"),
            Example("It costs ⟦US $ ⟧50 a head.", fix="US$"),
            Example("It costs ⟦5–10€⟧ a head.", fix="€5–10"),
            Example("It cost ⟦$US⟧5 a head.", fix="US$"),
            Example("It cost ⟦500 US$⟧ a head.", fix="US$500"),
            Example("It cost ⟦₹ ⟧5,54,202 a head.", fix="₹"),
            Example("It cost ⟦€ ⟧3,50 a head.", fix="€"),
            Example("It cost ⟦Rs.⟧5,54,202 in all.", fix="Rs. "),
            Example("It cost ⟦¢25⟧ a head.", fix="25¢"),
            Example("It cost ⟦Rs.⟧500 a head.", fix="Rs. "),
            Example("It cost ⟦Rs⟧500 a head.", fix="Rs "),
            Example("It cost ⟦INR⟧500 a head.", fix="INR "),
            Example("It cost ⟦EUR⟧1,500 a head.", fix="EUR "),
            Example("It cost ⟦₹ ⟧1,500 a head.", fix="₹"),
            Example("It cost ⟦৳ ⟧1,500 a head.", fix="৳"),
            Example("It cost between ⟦$ ⟧165 and ⟦$ ⟧175 million.", fix="$"),
            Example("They were ⟦25$⟧ ⟦24$⟧ or ⟦23$⟧.", fix="$25"),
            Example("* Fee: '''⟦$ ⟧5'''", fix="$"),
            Example("{|\n|-\n| ⟦500€⟧\n|}", fix="€500"),
            Example("{{Infobox x\n| revenue = ⟦US$ ⟧1,714 million\n}}", fix="US$"),
            Example("[[File:A.jpg|thumb|A ⟦5£⟧ note]]", fix="£5"),
            Example("It cost 5 USD a head.", guard="a code after the number"),
            Example("It cost USD 5 a head.", guard="a code before the number"),
            Example("It cost US$5 or £3.50 a head.", guard="as it should be"),
            Example("It cost Rs. 500 a head.", guard="as it should be"),
            Example("It cost 50¢ a head.", guard="cents"),
            Example("It gave the US $5 million.", guard="the country"),
            Example("It rose to 79 yen/US$ in trade.", guard="no amount"),
            Example("Income in mil. US$ 2005", guard="a year after the unit of a column"),
            Example("In US$ 1990 prices it grew.", guard="a year after the unit"),
            Example("The district USD259 has a school.", guard="a code that is a name"),
            Example("The form EUR1 is required.", guard="a code that is a name"),
            Example("It holds 5 $5 notes.", guard="a count before an amount"),
            Example("Printed by <code>$ 5</code> then.", guard="code"),
            Example('The tag said "5$ only" then.', guard="a quotation"),
            Example("<ref>$ 5 million</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each amount whose sign or code stands wrong."""
        text = unit.text
        for match in SPACED.finditer(text):
            guard = _spaced_guard(text, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            sign = SPACE.sub("", match[1])
            yield _hit(match.start(), match.start(3), sign, sign + _figure(text, match.start(3)))
        for match in AFTER.finditer(text):
            if SIGN_BEFORE.search(text[max(match.start() - 5, 0) : match.start()]):
                yield Silenced(*match.span(), "a figure that has its sign before it")
                continue
            mended = match[3] + match[1] + match[2]
            yield _hit(*match.span(), mended, mended)
        for match in TURNED.finditer(text):
            sign = f"{match[1]}$"
            yield _hit(match.start(), match.start(3), sign, sign + _figure(text, match.start(3)))
        for match in CENTS.finditer(text):
            yield _hit(*match.span(), f"{match[1]}¢", f"{match[1]}¢")
        for pattern in (LETTERS, CODE_LETTERS):
            for match in pattern.finditer(text):
                sign = f"{match[1]} "
                yield _hit(
                    match.start(), match.start(2), sign, sign + _figure(text, match.start(2))
                )


def _hit(start: int, end: int, suggestion: str, amount: str) -> Hit:
    return Hit(
        start=start,
        end=end,
        message="A sign touches the figure it precedes, letters are spaced, ¢ and codes may follow:"
        f" {amount}.",
        suggestions=(suggestion,),
    )


def _figure(text: str, start: int) -> str:
    match = FIGURE.match(text, start)
    return match[0] if match is not None else ""


def _spaced_guard(text: str, match: re.Match[str]) -> str | None:
    before = text[max(match.start() - 40, 0) : match.start()]
    if UNIT_OF_COLUMN.search(before) and YEAR.fullmatch(match[3]):
        return "a year after the unit of a column"
    if REGISTER_BEFORE.search(before):
        return "a program's sign"
    if AMOUNT_BEFORE.search(before):
        return "a sign after the figure before it"
    return None


UNIT_OF_COLUMN = re.compile(
    r"\b(?:in|mil\.|millions?|billions?|bn|current|constant)\s(?:of\s)?\Z", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d")
SIGN_BEFORE = re.compile(r"(?:^|[^\d \u00a0])[ \u00a0]{0,2}[$€£¥₹][ \u00a0]{1,3}\Z")
"""A sign that belongs to no figure on its left."""

AMOUNT_BEFORE = re.compile(r"\d[ \u00a0]?\Z")
