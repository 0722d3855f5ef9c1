"""Numbers written with digit groups, and the words around them that say what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

WESTERN = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?!,?\d|\w)")
"""A number with a comma every three digits."""

INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
"""A number whose inner groups have two digits and whose last has three; for a full match."""

LIST_NOUN = re.compile(
    r"(?:\b(?:pages?|pp?|nos?|numbers?|routes?|lines?|verses?|chapters?|ch|articles?|sections?|"
    r"positions?|steps?|items?|volumes?|vols?|issues?|figures?|figs?|tables?|squares?|rooms?|"
    r"flights?|trains?|channels?|highways?|roads?|interstates?|bus(?:es)?|rules?|psalms?|notes?|"
    r"carbons?|atoms?|residues?|plates?|class(?:es)?|seasons?|episodes?|eps?|grades?|codes?|pin|zip|"
    r"lots?|tracks?|models?|wards?|plots?|flats?|gates?|platforms?|sectors?|sh?lokas?|sutras?|hymns?|"
    r"surahs?|khasras?)\.?|#|№|§)"
    r"\s*\Z",
    re.IGNORECASE,
)
"""A noun right before digits that makes them an enumeration or a label: "routes 5,54,202"."""

LABEL_BEFORE = re.compile(
    r"\b(?:versions?|days?|weeks?|rounds?|stages?|groups?|levels?|parts?|units?|match(?:es)?|games?|"
    r"heats?|laps?|aged?|summer|winter|spring|autumn|fall|size|type|grade|top|under|over|"
    r"windows|series|mark|mk)\s\Z",
    re.IGNORECASE,
)
"""A word before digits that makes them a label or an age and not a day: "Version 02 March"."""

BOUND_BEFORE = re.compile(r"\b(?:over|under|top)\s\Z", re.IGNORECASE)
"""Before a small number these may make a label (under 18), before a measure a bound."""

COUNT_BEFORE = re.compile(
    r"\b(?:population|attendance|total|toll|circulation|capacity|revenue|budget|electorate|"
    r"turnout|membership|enrol?lment|manpower|subscription|readership|audience|garrison|"
    r"workforce)s?\s(?:of\s(?:the\s)?(?:[A-Z][\w'’-]{1,24}\s){1,3})?(?:in\s(?:1\d|20)\d\d\s)?"
    r"(?:(?:of|was|is|at|were|reached|about|around|some|just|nearly|only|approximately|over|"
    r"estimated|to|rose|fell|grew|stood|range)\s){1,4}\Z"
)
"""A word for a quantity, and the verb or the hedge that leads to its number."""

NAME_BEFORE = re.compile(r"([^\s\w(“\"'‘]?)\s*\b([A-Z][\w.'’-]*)\s\Z")
NO_NAME = re.compile(
    r"(?:On|In|At|By|From|Since|Until|Till|Between|And|To|Of|The|For|Born|Died|Released|Opened|"
    r"Before|After|Around|About|Circa|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?)\Z"
)

UNIT = re.compile(
    r"\s?(?:-\s?)?(?:(?:US|Canadian|Australian|Indian|Pakistani|Swiss|Hong Kong)\s)?"
    r"(?:(?:sq(?:uare)?|cubic|cu|nautical|metric|short|long|light)\.?[\s-])?(?:"
    r"[kcmnµμ]?m[²³]?|km[²³/h]*|mi[²]?|ft|yd|in|ha|[kmµμ]?g|lb|oz|t|[mk]?l|L|[kMGT]?(?:W|Hz|V|A|J|B|"
    r"eV|Pa|cal)h?|K|s|ms|min|h|AU|pc|°\s?[CF]?|%|‰|"
    r"per\s?cent|percent(?:age)?s?|degrees?|kelvins?|"
    r"(?:kilo|centi|milli|micro|nano|mega|giga|tera|hecto)?"
    r"(?:met(?:re|er)|gram(?:me)?|lit(?:re|er)|watt(?:[\s-]hour)?|hertz|volt|amp(?:ere)?|joule|"
    r"byte|bit|pascal|parsec|ton|tonne|second|calorie|electronvolt|radian|mole|hectare|newton)s?|"
    r"miles?|feet|foot|inch(?:es)?|yards?|acres?|pounds?|ounces?|stones?|gallons?|pints?|"
    r"barrels?|bushels?|knots?|fathoms?|leagues?|furlongs?|years?|months?|weeks?|days?|hours?|"
    r"minutes?|decades?|centuries|light-years?|tons?|tonnes?|horsepower|hp|bhp|dollars?|euros?|"
    r"rupees?|cents?|yen|yuan|won|francs?|marks?|pesos?|roubles?|rubles?|crowns?|krone[rn]?|"
    r"kronor|lira|lire|dinars?|dirhams?|riyals?|baht|ringgit|shillings?|pence|guilders?|florins?|"
    r"ducats?|reais|zlotys?|takas?|USD|EUR|GBP|INR|JPY|CNY|CHF|CAD|AUD|NZD|BP|BCE?|CE|AD"
    r")(?![\w])"
)
"""A unit of measure, time or money right after a number."""

CURRENCY_BEFORE = re.compile(
    r"(?:[$€£¥₹₩₽₺₴₦₱฿₪৳]|\b(?:Rs\.?|INR|USD|EUR|GBP|PKR|BDT|LKR|NPR|JPY|CNY|RMB|CHF|CAD|AUD|Tk\.?|"
    r"RM|kr\.?|Re\.?))\s?\Z"
)

COUNTED = re.compile(
    r"\s(?:(?:of\s(?:the|its|their|these|those)\s)?(?:[A-Za-z][\w'’-]{0,24}\s){0,3}?)"
    r"(people|persons|men|women|children|folk|police|cattle|sheep|fish|deer|aircraft|spacecraft|"
    r"series|species|alumni|fungi|genera|taxa|media|data|dead|wounded|killed|injured|personnel|"
    r"staff|troops|infantry|cavalry|clergy|population|workforce|electorate|"
    r"[A-Za-z][a-z'’-]{2,24}(?<!ss)(?<!us)(?<!is)(?<!ous)s)\b"
)
"""The plural noun that a number counts, with up to three words before it."""

NO_COUNTED = frozenset(
    "was has does its his hers theirs ours this thus always perhaps besides towards afterwards "
    "sometimes whereas across versus plus minus less times unless yes goes says".split()
)
CLAUSE_WORDS = re.compile(
    r"\b(?:in|at|on|by|from|to|with|and|or|as|when|while|after|before|during|is|was|were|are|for|"
    r"than|that|which|who|but|had|have|has|the|a|an|per|between|under|over|since|until)\b"
)


def western_near(text: str, start: int, end: int, reach: int) -> Iterator[re.Match[str]]:
    """The numbers with a comma every three digits within ``reach`` of ``text[start:end]``."""
    stop = end + reach
    for match in WESTERN.finditer(text, max(start - reach, 0), stop):
        # What is cut off at the end may go on in another way.
        if match.end() <= stop - 2 or stop >= len(text):
            yield match


def western_grouping(number: str) -> str:
    """The same number, decimals kept, with a comma every three digits."""
    whole, point, decimals = number.partition(".")
    return f"{int(whole.replace(',', '')):,}{point}{decimals}"


def significant_digits(number: str) -> int:
    """How many digits of a number carry its precision; the zeros that end an integer do not."""
    digits = number.replace(",", "")
    if "." in digits:
        return len(digits.replace(".", "").lstrip("0"))
    return len(digits.strip("0"))


def unit_after(text: str, end: int) -> re.Match[str] | None:
    """The unit right after the number that ends at ``end``; "in" before a word is none."""
    match = UNIT.match(text, end)
    if match is None or (match[0] == " in" and text[match.end() : match.end() + 1].isspace()):
        return None
    return match


def counted_noun(text: str, end: int) -> str | None:
    """The plural noun that the number ending at ``end`` counts, or None.

    None as well if a unit of measure or money follows.
    """
    if unit_after(text, end) is not None:
        return None
    match = COUNTED.match(text, end)
    if match is None or match[1].lower() in NO_COUNTED:
        return None
    between = text[end : match.start(1)]
    if between.lstrip().startswith("of "):
        between = between.replace("of ", "", 1).replace("the ", "", 1)
    return None if CLAUSE_WORDS.search(between) else match[1]


def word_before(before: str) -> str:
    """The last word of the text before a number, in lower case, without an opening bracket."""
    words = before.rsplit(None, 1)
    return words[-1].lstrip("([{“\"'‘|").lower() if words else ""


@lru_cache(maxsize=4096)
def is_list_noun(word: str) -> bool:
    """Whether a word before a number makes it a label: "page", "no.", "route"."""
    return LIST_NOUN.match(word) is not None


def numbers_something(text: str, start: int) -> bool:
    """Whether the digits at ``start`` belong to the word before them: "UFC 31", "No. 3", "aged 3".

    A capitalised word inside a sentence may be such a name; one that opens its sentence, a
    weekday or a preposition is none.
    """
    before = text[max(start - 40, 0) : start]
    if LIST_NOUN.search(before) or LABEL_BEFORE.search(before):
        return True
    match = NAME_BEFORE.search(before)
    if match is None or NO_NAME.match(match[2]):
        return False
    opens = match.start(2) == 0 and start <= 40
    return not opens and match[1] not in set(".!?:;,(|–—\n")
