"""Faults in numbers, units and money to plant in real text, one small planter for each rule.

As in :mod:`bench.planters`: each knows the guideline and nothing of the rule.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import msgspec

from bench.planting import Fault, Page, Planter, swapped

GROUPED = re.compile(r"(?<![\w,.$€£#:/–-])[1-9]\d{0,2}(?:,\d{3})+(?![\w,/%–-]|\.\d)")
COUNT = re.compile(
    r"(?<![\w,.$€£₹#:/–-])(?P<n>[1-9]\d{0,2}(?:,\d{3})+)(?= (?:[a-z]+ )?[a-z]{3,}s\b)"
)
LARGE = re.compile(r"(?<![\w,.])(?:\d{3},\d{3}|\d{1,3}(?:,\d{3}){2,})(?![\w,])")
DECIMAL = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}\.\d{1,2})(?=%|[ \u00a0](?:percent|per cent|million|billion|km|kg|"
    r"cm|mm|m|ft|miles|kilomet(?:re|er)s|met(?:re|er)s|feet|inches|years|hours|seconds)\b)"
)
SMALL_DECIMAL = re.compile(DECIMAL.pattern.replace(r"\d{1,3}\.", r"0\.", 1))
PERCENT = re.compile(r"(?<=\d)%(?![\w-])")
YEARS = re.compile(r"(?<![\w–-])(?P<first>1\d{3}|20\d\d)–(?P<last>1\d{3}|20\d\d)(?![\w–-])")
MONEY = re.compile(
    r"(?<![\w$])(?P<sign>(?:US|A|C|AU|CA|HK)?\$|€|£|¥)(?P<n>\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?)"
    r"(?P<size> (?:million|billion))?(?![\w–,-]|\.\d)"
)
MEASURE = re.compile(
    r"(?<![\w.,/–-])(?P<n>\d{1,3}(?:,\d{3})*(?:\.\d+)?)[ \u00a0]"
    r"(?P<unit>km|kg|cm|mm|km/h|mph|lb|ft|MW|kW|MHz|GHz|kHz|ha)(?![\w²³/])"
)
WORDY_MEASURE = re.compile(
    r"(?<![\w.,/–-])(?P<n>\d{1,3}(?:,\d{3})*(?:\.\d+)?) "
    r"(?P<unit>kilomet(?:re|er)s|kilograms|miles per hour|centimet(?:re|er)s|"
    r"square kilomet(?:re|er)s|square feet|pounds|hours|minutes)\b"
)
MISWRITTEN = {
    "km": ("kms", "Kms", "KM"), "kg": ("kgs", "Kgs", "KG"), "cm": ("cms",), "mm": ("mms",),
    "km/h": ("kph", "kmph"), "mph": ("MPH",), "lb": ("lbs", "lbs."), "MHz": ("Mhz",),
    "GHz": ("Ghz",), "kHz": ("Khz",), "kW": ("KW",),
}  # fmt: skip
FOR_WORDS = {
    "kilometres": "kms", "kilometers": "kms", "kilograms": "kgs", "miles per hour": "MPH",
    "centimetres": "cms", "centimeters": "cms", "square kilometres": "sq.km",
    "square kilometers": "sq.km", "square feet": "sq.ft", "pounds": "lbs", "hours": "hrs",
    "minutes": "mins",
}  # fmt: skip
"""The unit in words, and a symbol that people write for it and the guideline does not have."""

LENGTH = re.compile(
    r"(?<![\w.,/–×-])(?P<n>\d{1,3}(?:\.\d+)?)[ \u00a0]?"
    r"(?P<unit>m|cm|mm|ft|feet|metres|meters|inches|km|miles|kilometres|kilometers|yards)(?![\w²³/])"
)
MILLIONS = re.compile(
    r"(?P<sign>(?<![\w$])(?:US)?[$€£])?(?<![\w,.–-])(?P<n>\d{1,3}(?:\.\d)?) "
    r"(?P<size>million|billion)(?![\w–-])"
)
SENTENCE_WORD = re.compile(
    r"\A(?P<word>Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Fifteen|Twenty|Thirty)"
    r"(?= [a-z])"
)
IN_FIGURES = {
    "Two": 2, "Three": 3, "Four": 4, "Five": 5, "Six": 6, "Seven": 7, "Eight": 8, "Nine": 9,
    "Ten": 10, "Eleven": 11, "Twelve": 12, "Fifteen": 15, "Twenty": 20, "Thirty": 30,
}  # fmt: skip


def unconverted_crore(page: Page, _: random.Random) -> Iterator[Fault]:
    """An amount in millions becomes one in lakh or crore, the only one of its page."""
    if re.search(r"lakh|crore", page.text, re.IGNORECASE):
        return
    for start, match in page.places(MILLIONS):
        if "(" in page.text[start + match.start() - 4 : start + match.end() + 40]:
            # A conversion stands beside it.
            continue
        millions = float(match["n"]) * (1 if match["size"] == "million" else 1000)
        sign = "₹" if match["sign"] else ""
        amount = f"{millions / 10:g} crore" if millions >= 10 else f"{millions * 10:g} lakh"
        yield swapped(start, match, sign + amount, lead=len(sign))


def mixed_grouping(page: Page, _: random.Random) -> Iterator[Fault]:
    """One of two numbers of 100,000 or more in a paragraph is grouped in the South Asian way."""
    for start, match in page.places(GROUPED):
        at = start + match.start()
        first, last = page.text.rfind("\n", 0, at) + 1, page.text.find("\n", at)
        plain = re.sub(r"<ref.*?(?:/>|</ref>)|\{\{.*?\}\}", "", page.text[first:last])
        if len(match[0]) >= len("100,000") and len(LARGE.findall(plain)) >= 2:
            yield swapped(start, match, in_pairs(match[0]))


def in_pairs(number: str) -> str:
    """554,202 as 5,54,202."""
    digits = number.replace(",", "")
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])


def ungrouped_number(page: Page, _: random.Random) -> Iterator[Fault]:
    """554,202 people becomes 554202 people."""
    for start, match in page.places(COUNT):
        if len(match["n"]) >= len("10,000"):
            yield swapped(start, match, match["n"].replace(",", ""))


def dots_for_commas(page: Page, _: random.Random) -> Iterator[Fault]:
    """554,202 becomes 554.202."""
    for start, match in page.places(GROUPED):
        yield swapped(start, match, match[0].replace(",", "."))


def comma_for_point(page: Page, _: random.Random) -> Iterator[Fault]:
    """3.5 km becomes 3,5 km."""
    for start, match in page.places(DECIMAL):
        yield swapped(start, match, match["n"].replace(".", ","))


def no_leading_zero(page: Page, _: random.Random) -> Iterator[Fault]:
    """0.02 mm becomes .02 mm."""
    for start, match in page.places(SMALL_DECIMAL):
        yield swapped(start, match, match["n"][1:])


def spaced_percent(page: Page, dice: random.Random) -> Iterator[Fault]:
    """12% becomes 12 %."""
    for start, match in page.places(PERCENT):
        yield swapped(start, match, dice.choice((" %", "&nbsp;%")))


def hyphen_between_years(page: Page, dice: random.Random) -> Iterator[Fault]:
    """1962–1972 becomes 1962-1972."""
    for start, match in page.places(YEARS):
        if match["first"] < match["last"]:
            hyphen = dice.choice(("-", " - ", "--"))
            yield swapped(start, match, f"{match['first']}{hyphen}{match['last']}")


def misplaced_sign(page: Page, dice: random.Random) -> Iterator[Fault]:
    """$5 becomes $ 5, 5 $ or Rs.5, in an amount that was not there before."""
    for start, match in page.places(MONEY):
        sign, figure, size = match["sign"], match["n"], match["size"] or ""
        wrong = dice.choice(
            (f"{sign} {figure}{size}", f"{figure}{size} {sign}", f"Rs.{figure}{size}")
        )
        fault = swapped(start, match, wrong)
        yield msgspec.structs.replace(fault, before="money")


def miswritten_unit(page: Page, dice: random.Random) -> Iterator[Fault]:
    """5 km becomes 5km or 5 kms."""
    for start, match in page.places(MEASURE):
        names = MISWRITTEN.get(match["unit"], ())
        touches = not names or dice.random() < 0.5
        wrong = match["unit"] if touches else f" {dice.choice(names)}"
        yield swapped(start, match, match["n"] + wrong, lead=len(match["n"]))
    for start, match in page.places(WORDY_MEASURE):
        wrong = " " + FOR_WORDS[match["unit"]]
        yield swapped(start, match, match["n"] + wrong, lead=len(match["n"]))


def letter_for_times(page: Page, dice: random.Random) -> Iterator[Fault]:
    """3 m becomes 3 x 4 m."""
    for start, match in page.places(LENGTH):
        times = dice.choice(("x", " x ", "*", " X "))
        figure = match["n"]
        text = f"{figure}{times}{dice.randint(2, 99)} {match['unit']}"
        yield swapped(start, match, text)


def figure_at_start(page: Page, _: random.Random) -> Iterator[Fault]:
    """Twelve people becomes 12 people at the beginning of a sentence."""
    for start, words in page.sentences:
        match = SENTENCE_WORD.match(words)
        if match is not None:
            yield swapped(start, match, str(IN_FIGURES[match["word"]]))


NUMBER_PLANTERS: dict[str, Planter] = {
    "NUM002": unconverted_crore,
    "NUM004": mixed_grouping,
    "NUM005": ungrouped_number,
    "NUM006": dots_for_commas,
    "NUM007": comma_for_point,
    "NUM008": no_leading_zero,
    "NUM009": spaced_percent,
    "NUM010": hyphen_between_years,
    "NUM013": misplaced_sign,
    "NUM014": miswritten_unit,
    "NUM015": letter_for_times,
    "NUM016": figure_at_start,
}
"""What is planted for each of the rules about numbers that :mod:`bench.planters` lacks."""
