"""Faults of figures and dates to plant in real text: conversions, directions, parts, the future.

As in `bench.planters`, a planter knows the guideline and nothing of the rule; places are found
with plain patterns of its own. Faults that real articles offer too few places for are planted as a
short sentence of their own, in one of several wordings, with figures drawn by the dice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page

FACTORS = {
    "miles": ("km", 1.609344),
    "mi": ("km", 1.609344),
    "km": ("mi", 0.62137),
    "kilometres": ("miles", 0.62137),
    "kilometers": ("miles", 0.62137),
    "metres": ("ft", 3.28084),
    "meters": ("feet", 3.28084),
    "m": ("ft", 3.28084),
    "feet": ("m", 0.3048),
    "ft": ("m", 0.3048),
    "inches": ("cm", 2.54),
    "acres": ("ha", 0.404686),
    "hectares": ("acres", 2.47105),
    "square miles": ("km2", 2.58999),
    "kg": ("lb", 2.20462),
    "pounds": ("kg", 0.453592),
    "lb": ("kg", 0.453592),
    "mph": ("km/h", 1.609344),
    "km/h": ("mph", 0.62137),
}
"""Each unit with another to convert into, and the factor."""

MEASURED = re.compile(
    r"(?<![\w.,$£€–/-])(?P<n>[1-9]\d{0,2}(?:,\d{3})*(?:\.\d+)?) (?P<unit>"
    + "|".join(sorted(map(re.escape, FACTORS), key=len, reverse=True))
    + r")(?= [a-z]|[.,;])(?! (?:per|\())"
)
LEAST_OFF = 1.12
"""A wrong conversion is off by this ratio at least: less may pass for rounding."""


TEMPLATE = re.compile(
    r"\{\{[Cc](?:on)?ve?rt\|(?P<n>[1-9]\d{0,2}(?:,?\d{3})*(?:\.\d+)?)\|(?P<unit>"
    + "|".join(map(re.escape, FACTORS))
    + r")(?:\|[^{}]*)?\}\}"
)


def wrong_conversion(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A quantity gets a conversion: the inverse factor, ten times off, or two digits swapped.

    The quantity stands alone in the article, or in a template that converted it.
    """
    for start, match in page.places(MEASURED):
        at = start + match.start()
        yield from _conversion(at, at + len(match[0]), match, dice)
    for block in page.paragraphs:
        for match in TEMPLATE.finditer(page.text, block.wiki_start, block.wiki_end):
            yield from _conversion(match.start(), match.end(), match, dice)


def _conversion(start: int, end: int, match: re.Match[str], dice: random.Random) -> Iterator[Fault]:
    unit, factor = FACTORS[match["unit"]]
    value = float(match["n"].replace(",", ""))
    right = value * factor
    way = dice.randrange(3)
    wrong = value / factor if way == 0 else right * dice.choice((0.1, 10.0))
    if way == 2:
        wrong = _swapped(right)
    if not wrong or max(wrong / right, right / wrong) < LEAST_OFF:
        return
    shown = f"{wrong:,.0f}" if wrong >= 10 else f"{wrong:.2g}"
    text = dice.choice((f"({shown} {unit})", f"(about {shown} {unit})", f"[{shown} {unit}]"))
    text = f"{match['n']} {match['unit']} {text}"
    yield Fault(start, end, text, start, start + len(text))


def _swapped(value: float) -> float:
    """The value with its first two digits swapped."""
    digits = f"{value:.0f}"
    return float(digits[1] + digits[0] + digits[2:]) if len(digits) > 1 else 0.0


MOVED = re.compile(
    r"\b(?:rose|risen|rises|increased?|increasing|grew|grown|fell|fallen|dropped|declined|decreased|"
    r"reduced|raised|lowered|cut|expanded|climbed|jumped)\b[^.;,]{0,40}?\bfrom "
    r"(?:[a-z]+ ){0,2}?(?P<a>[$£€]?\d[\d,.]*\d|\d+)(?P<mid>[^.;]{0,40}?\bto (?:[a-z]+ ){0,2}?)"
    r"(?P<b>[$£€]?\d[\d,.]*\d|\d+)(?![\w–-])"
)
RISEN = ("rose", "increased", "grew", "climbed", "jumped", "went up", "expanded")
FALLEN = ("fell", "declined", "dropped", "decreased", "shrank", "went down", "dwindled")
RAISED = ("raised", "increased", "expanded")
CUT = ("reduced", "lowered", "cut")
COUNTED = ("Membership", "The number of pupils", "Attendance", "The work force", "Its circulation")


def wrong_direction(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The two figures of a rise or a fall change places; else a new sentence tells one so."""
    for start, match in page.places(MOVED):
        text = match[0]
        at = match.start("b") - match.start()
        text = text[:at] + match["a"] + text[at + len(match["b"]) :]
        first = match.start("a") - match.start()
        text = text[:first] + match["b"] + text[first + len(match["a"]) :]
        if match["a"] != match["b"]:
            begin = start + match.start()
            yield Fault(begin, start + match.end(), text, begin, begin + len(text))
    for start, words in page.sentences[::12]:
        if words[:1].isupper():
            text = _movement(dice)
            yield Fault(start, start, f"{text} ", start, start + len(text))


def _movement(dice: random.Random) -> str:
    low = dice.choice((dice.randint(3, 40), dice.randint(200, 900), dice.randint(1_100, 9_000)))
    high = low * dice.randint(11, 40) // 10
    up = dice.random() < 0.5
    first, last = (high, low) if up else (low, high)
    year = dice.randint(1890, 1990)
    later = year + dice.randint(2, 25)
    what, verb = dice.choice(COUNTED), dice.choice(RISEN if up else FALLEN)
    way = "up" if up else "down"
    return dice.choice(
        (
            f"{what} {verb} from {first:,} to {last:,} in {later}.",
            f"{what} {verb} from {first:,} in {year} to {last:,} in {later}.",
            f"By {later} {what.lower()} had {verb} from about {first:,} to {last:,}.".replace(
                "had rose", "rose"
            ),
            f"There were {last:,} pupils in {later}, {way} from {first:,} in {year}.",
            f"The council {dice.choice(RAISED if up else CUT)} the number of seats from {first:,}"
            f" to {last:,}.",
            f"Its share {verb} from {first % 60 + (40 if up else 0)}% to"
            f" {last % 30 + (0 if up else 70)}%.",
        )
    )


SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
PART = re.compile(
    rf"(?<![\w.,$£€–-])(?P<a>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(SMALL)}) (?:out )?of "
    rf"(?:the|its|his|her|their|all) (?P<b>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(SMALL)})(?= [a-z])"
)
BODIES = ("members", "jurors", "houses", "ships", "delegates", "schools", "pupils", "wards")
VOTED = ("voters", "the population", "all households", "respondents", "the members")


def part_above_whole(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The part and the whole change places; else a new sentence gives too large a part."""
    for start, match in page.places(PART):
        if match["a"] not in ("one", "1", match["b"]):
            text = match[0].replace(match["b"], "·").replace(match["a"], match["b"])
            text = text.replace("·", match["a"])
            begin = start + match.start()
            yield Fault(begin, start + match.end(), text, begin, begin + len(text))
    for start, words in page.sentences[::12]:
        if words[:1].isupper():
            text = _too_large(dice)
            yield Fault(start, start, f"{text} ", start, start + len(text))


def _too_large(dice: random.Random) -> str:
    whole = dice.choice((dice.randint(5, 60), dice.randint(100, 900)))
    part = whole + dice.randint(1, whole)
    body = dice.choice(BODIES)
    first = dice.randint(30, 80)
    rest = 100 - first + dice.randint(5, 25)
    return dice.choice(
        (
            f"In the end {part} of the {whole} {body} were counted.",
            f"Only {part} out of {whole} {body} were left.",
            f"It was lost with {part} of its {whole} {body}.",
            f"The plan had the support of {100 + first}% of {dice.choice(VOTED)}.",
            f"Of the {whole} {body}, {whole // 2} were sold and the remaining {whole} were lost.",
            f"About {first}% of the land is farmed and the remaining {rest}% is forest.",
            f"A third of the {body} came, which makes {part} of {whole}.",
            f"There were {whole} {body}, of whom {part} were old.",
            f"Some {first}% agreed, while {rest}% did not.",
        )
    )


SAVED_YEAR = 2025
PAST = re.compile(
    r"(?:\A(?:In|On) (?:[A-Z][a-z]+ (?:\d{1,2}, )?|\d{1,2} [A-Z][a-z]+ )?"
    r"(?P<first>(?:19|20)\d\d),? [^.;]{0,60}?\b(?:was|were|had|became|won|[a-z]{3,}ed)\b"
    r"|\b(?:was|were|died|won|[a-z]{3,}ed) (?:in|on) (?:[A-Z][a-z]+ (?:\d{1,2}, )?|"
    r"\d{1,2} [A-Z][a-z]+ )?(?P<last>(?:19|20)\d\d)(?=[.,;]))"
)


def future_date(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The year of a sentence in the past tense becomes one after the revision was saved."""
    for start, match in page.places(PAST):
        group = "first" if match["first"] else "last"
        year = str(SAVED_YEAR + dice.randint(1, 9))
        at = start + match.start(group)
        stamp = f"{SAVED_YEAR}-06-01T00:00:00Z"
        yield Fault(at, at + 4, year, at, at + 4, timestamp=stamp)


FROM_TO = re.compile(
    r"\b(?:from (?P<a>1\d{3}|20\d\d) (?:to|until) |between (?P<b>1\d{3}|20\d\d) and )"
    r"(?P<last>1\d{3}|20\d\d)(?=[.,;)]| [a-z])"
)
IN_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")


def wrong_duration(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A range of years gets a duration that it cannot have; else a new sentence gives one so."""
    for start, match in page.places(FROM_TO):
        years = int(match["last"]) - int(match["a"] or match["b"])
        if years < 1:
            continue
        wrong = years + dice.choice((3, 5, 8, 12))
        shown = IN_WORDS[wrong - 2] if wrong <= 10 else str(wrong)
        phrase = dice.choice(
            (f", {shown} years", f", a period of {shown} years", f" ({shown} years)")
        )
        begin, end = start + match.start(), start + match.end()
        comma = "," if phrase[0] == "," and page.text[end] == " " else ""
        text = f"{match[0]}{phrase}{comma}"
        yield Fault(begin, end, text, begin, begin + len(text))
    for start, words in page.sentences[::12]:
        if words[:1].isupper():
            text = _stay(dice)
            yield Fault(start, start, f"{text} ", start, start + len(text))


def _stay(dice: random.Random) -> str:
    first = dice.randint(2, 9)
    last = first + dice.randint(4, 15)
    wrong = last - first + dice.choice((4, 7, 11))
    month, year = dice.choice(("March", "May", "July", "October")), dice.randint(1890, 2010)
    until = year + dice.randint(2, 6)
    longer = IN_WORDS[until - year + dice.randint(1, 2)]
    return dice.choice(
        (
            f"They paid a {wrong}-day visit from {first} to {last} {month} {year}.",
            f"The strike lasted {wrong} days, from {month} {first} to {month} {last}, {year}.",
            f"A {wrong}-day festival ({first}–{last} {month} {year}) drew crowds.",
            f"He ruled for {longer} years, from {year} to {until}.",
            f"It was closed for {longer} years ({year}–{until}).",
            f"The {longer}-year war ({year}–{until}) ruined the port.",
        )
    )


COPIED = re.compile(
    r"[A-Z][^.;:!?()\n]{40,220} (?P<verb>was|were|is|are|had|has|could|did) "
    r"(?!not |no |never )[^.;:!?()\n]{15,160}\."
)
TURNED = {
    "increased": "decreased", "won": "lost", "accepted": "rejected", "approved": "rejected",
    "successful": "unsuccessful", "supported": "opposed", "largest": "smallest",
    "before": "after", "more": "less", "highest": "lowest", "positive": "negative",
    "always": "never", "allowed": "forbidden", "common": "rare", "most": "least",
    "able": "unable", "including": "excluding", "with": "without", "better": "worse",
}  # fmt: skip
SPARE = re.compile(r" (?:also|then|later|very|often|thus|however|still|only|first|soon)(?= )")
ADDED = (" in fact", " at that time", " as well")


def denied_copy(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sentence comes again before another, with a "not" or an antonym, and a little reworded."""
    places = page.sentences
    if len(places) < 30:
        return
    for start, match in page.places(COPIED):
        text = match[0]
        words = [word for word in re.findall(r"[a-z]+", text) if word in TURNED]
        if words and dice.random() < 0.5:
            word = dice.choice(words)
            text = re.sub(rf"\b{word}\b", TURNED[word], text, count=1)
        else:
            at = match.end("verb") - match.start()
            text = f"{text[:at]} not{text[at:]}"
        if dice.random() < 0.5:
            text = SPARE.sub("", text, count=1)
        if dice.random() < 0.3:
            text = f"{text[:-1]}{dice.choice(ADDED)}."
        at, other = dice.choice(places)
        if other[:1].isupper() and not start <= at < start + match.end():
            yield Fault(at, at, f"{text} ", at, at + len(text))


RANKED = re.compile(
    r"\b(?:is|was) the (?:(?:second|third|fourth|fifth)[- ])?(?P<what>largest|oldest|tallest|"
    r"longest|highest|most populous|smallest) (?P<kind>[a-z]+(?: [a-z]+)?) (?P<where>in|of) "
    r"(?P<region>(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[ ,.])"
)


def other_rank(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Two sentences apart from each other rank the page's subject differently.

    Where the page ranks it itself, one is added; elsewhere two are, with a class of their own.
    """
    name = page.title.partition(" (")[0]
    places = [(at, words) for at, words in page.sentences if words[:1].isupper()]
    if len(places) < 12 or not name[:1].isupper():
        return
    for start, match in page.places(RANKED):
        at, _ = dice.choice(places)
        text = f"{name} is the seventh-{match['what']} {match['kind']} {match['where']} "
        text += f"{match['region']}."
        yield Fault(at, at, f"{text} ", min(at, start), max(at, start) + len(text))
    for at, _ in places[2::9]:
        what = dice.choice(("largest", "oldest", "busiest", "highest", "most-visited"))
        kind = dice.choice(("port", "trade centre", "site", "fair", "academy"))
        region = dice.choice(("Norway", "the world", "the region", "South America"))
        one, other = dice.sample(("", "second-", "third-", "fifth-"), 2)
        middle = dice.choice((" It has a long history.", " Many people know it.", ""))
        again = dice.choice((name, "It")) if not middle else name
        text = f"{name} is the {one}{what} {kind} in {region}.{middle} {again} is the {other}{what}"
        text += f" {kind} in {region} and well known."
        yield Fault(at, at, f"{text} ", at, at + len(text))


ANSWERS = (
    "saw the neighbouring country as a threat",
    "wanted the old harbour to be rebuilt",
    "had never travelled abroad by train",
    "opposed the new tax on fuel",
    "trusted the courts to be fair",
    "preferred to shop at the weekly market",
)
ASKED = ("Pakistanis", "Americans", "respondents", "voters", "Germans", "teachers")


def reused_figure(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Two answers of one group get the same share, a sentence of the article between them."""
    for start, words in page.sentences[::9]:
        if not words[:1].isupper() or words[-1:] != ".":
            continue
        figure = dice.choice([n for n in range(11, 98) if n % 10 and n % 25])
        share = dice.choice(("{}% of {}", "{} per cent of {}")).format(figure, dice.choice(ASKED))
        one, other = dice.sample(ANSWERS, 2)
        text = f"In one poll {share} {one}. {words} About {share} {other}."
        yield Fault(start, start + len(words), text, start, start + len(text))
