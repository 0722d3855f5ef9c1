"""What a number is for: a quantity, or a label, a score, a time, a place on the globe."""

from __future__ import annotations

import enum
import re

from rules.facts.number_grouping import Digits, Grouping
from rules.facts.numbers import counted_noun, is_list_noun, word_before


class Role(enum.Enum):
    """The part that a number plays in its sentence."""

    COUNT = "a count of a noun that follows"
    MEASURE = "a measure with its unit"
    MONEY = "a sum of money"
    PERCENT = "a percentage"
    NUMBER = "a number of no known role"
    DATE = "part of a date"
    YEAR = "a year"
    TIME = "a time of day"
    PAGE = "a page"
    IDENTIFIER = "a label, a code or a place in a list"
    MODEL = "part of a name"
    SCORE = "a score or a record"
    COORDINATE = "a coordinate or an angle"
    ORDINAL = "an ordinal"
    FRACTION = "part of a fraction or a ratio"


QUANTITIES = frozenset({Role.COUNT, Role.MEASURE, Role.MONEY, Role.PERCENT, Role.NUMBER})
"""The roles in which a number has a size that may be compared."""

PAGE_WORDS = frozenset("page pages p. p pp. pp".split())
PAGE_RANGE_BEFORE = re.compile(r"\b(?:pages?|pp\.?)\s?[\d,\s–-]{1,16}\Z", re.IGNORECASE)
IDENTIFIER_WORDS = frozenset(
    "isbn issn oclc doi pmid iso rfc ngc ic hip hd ip cas pin zip vin serial registration "
    "accession catalogue catalog inventory licence license telephone phone tel fax patent "
    "asteroid version".split()
)
TIME_AFTER = re.compile(r"(?::\d\d){1,2}|(?:\s|\u00a0)?[ap]\.?m\b|\s(?:o'clock|o’clock)|\s?hrs?\b")
TIME_BEFORE = re.compile(r"\d:\Z")
COORDINATE_AFTER = re.compile(r"\s?[°′″](?!\s?[CFK]\b)|\s?['\"][NSEW]\b|\s?[NSEW]\b(?!\.)")
ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)(?!\w)")
DASH_NUMBER = re.compile(r"\s?[–‒-]\s?\d{1,3}(?![\d,.]\d|\w)")
NUMBER_DASH = re.compile(r"(?<![\d,.])\d{1,3}\s?[–‒-]\s?\Z")
HYPHENS = frozenset("-‐‑")
ENUMERATORS = frozenset(", –-")
DASHES = frozenset("–‒-")
CLAUSE_END = re.compile("[.;]")
SCORE_WORDS = frozenset(
    "won win wins winning lost lose loses losing beat beaten beating beats defeat defeated "
    "defeats defeating drew draw draws score scored scores scoring lead leads leading led record "
    "finish finished finishes went swept victory tie tied ties vote aggregate set sets upset "
    "triumph triumphed trail trailed trailing home away by a".split()
)
"""Words of the clause before two numbers with a dash that make them a score."""

FRACTION_AFTER = re.compile(r"\s?[/∶⁄]\s?\d|:\d(?!\d)")
FRACTION_BEFORE = re.compile(r"\d\s?[/∶⁄:]\s?\Z")
MODEL_AFTER = re.compile(r"[-‐‑]?[^\W\d_]")
ATTACHED_UNIT = re.compile(
    r"(?:[kcmµμ]?m|km/h|kg|g|mg|lb|oz|ft|in|mi|ha|[kMGT]?(?:B|b|Hz|W|V)|mph|kph|s|ms|h|p|x|k|m|bn|"
    r"mn|cr|L|ml|l)(?:[²³23])?(?!\w)"
)
"""Letters right after digits that are a unit or a multiplier and no part of a name."""


def role_of(text: str, start: int, end: int, digits: Digits) -> Role:
    """The role of the digits ``text[start:end]`` that are no date and have no unit or currency."""
    before = text[max(start - 48, 0) : start]
    last, following = before[-1:], text[end : end + 1]
    if last.isalpha() or (last in HYPHENS and before[-2:-1].isalpha()):
        return Role.MODEL
    word = word_before(before)
    if (
        digits.grouping is Grouping.CODE
        or word in IDENTIFIER_WORDS
        or (last != "" and last in "#№§@")
    ):
        return Role.IDENTIFIER
    role = None if following == "" or following in "),;" else _role_by_what_follows(text, end)
    if role is not None:
        return role
    if last == ":" and end - start == 2 and before[-2:-1].isdigit():
        return Role.TIME
    if word in PAGE_WORDS or (last in ENUMERATORS and PAGE_RANGE_BEFORE.search(before[-24:])):
        return Role.PAGE
    if is_list_noun(word):
        return Role.IDENTIFIER
    if FRACTION_AFTER.match(text, end) or FRACTION_BEFORE.search(before[-4:]):
        return Role.FRACTION
    if MODEL_AFTER.match(text, end) and not ATTACHED_UNIT.match(text, end):
        return Role.MODEL if following not in HYPHENS else _compound(text, end)
    if text[start] == "0" and end - start > 1 and digits.decimals == 0:
        return Role.IDENTIFIER
    if following.isspace() and counted_noun(text, end) is not None:
        return Role.COUNT
    if end - start <= 3 and _is_score(text, end, before):
        return Role.SCORE
    return Role.NUMBER


def _role_by_what_follows(text: str, end: int) -> Role | None:
    if TIME_AFTER.match(text, end):
        return Role.TIME
    if COORDINATE_AFTER.match(text, end):
        return Role.COORDINATE
    return Role.ORDINAL if ORDINAL_AFTER.match(text, end) else None


COMPOUND = re.compile(
    r"[-‐‑](?:strong|odd|plus|man|woman|person|member|seat(?:er)?|acre|page|vote|storey|story|"
    r"room|bed|part|day|week|month|year|hour|minute|second|mile|foot|inch|metre|meter|"
    r"kilomet(?:re|er)|km|point|game|team|time|episode|issue|volume)\b"
)


def _compound(text: str, end: int) -> Role:
    """The role of "300" in "300-strong" and in "300-A"."""
    return Role.COUNT if COMPOUND.match(text, end) else Role.MODEL


def _is_score(text: str, end: int, before: str) -> bool:
    first = NUMBER_DASH.search(before[-8:]) if before.rstrip()[-1:] in DASHES else None
    if first is None and DASH_NUMBER.match(text, end) is None:
        return False
    clause = CLAUSE_END.split(before)[-1]
    return not SCORE_WORDS.isdisjoint(clause.lower().split())
