"""A claim: what one place of a page says of one attribute of one subject."""

from __future__ import annotations

import enum

import msgspec

from rules.facts.claim_moments import Moment


class Modifier(enum.Enum):
    """How a word before a value loosens it."""

    EXACT = "="
    ABOUT = "~"
    AT_LEAST = "≥"
    AT_MOST = "≤"


class Polarity(enum.Enum):
    """Whether the value is given or denied."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(enum.Enum):
    """In whose voice, and how firmly, the value is given."""

    ASSERTED = "asserted"
    QUOTED = "quoted"
    ATTRIBUTED = "attributed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Subject(enum.Enum):
    """Whom a claim is about, as far as its sentence tells."""

    PAGE = "the page's subject"
    MEANT = "meant by a pronoun or a general word"
    OTHER = "another subject"
    UNKNOWN = "unknown"


class PlaceKind(enum.Enum):
    """What kind of place on the page a claim stands in."""

    LEAD = "lead"
    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    INFOBOX = "infobox"
    HEADING = "heading"


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """An amount in the base unit of its dimension.

    ``low`` and ``high`` are equal but for a range; ``half`` is half a unit of the last significant
    digit. ``dimension`` is "length", "count", "percent", "money USD" …; ``unit`` is as written.
    """

    low: float
    high: float
    half: float
    digits: int
    dimension: str
    unit: str = ""


class Scope(msgspec.Struct, frozen=True, gc=False):
    """For when and for what part a claim speaks.

    ``years`` are those its sentence names; without any, ``around`` holds those of the heading that
    governs it. ``qualifiers`` are words such as "metro", "urban", "female".
    """

    years: frozenset[int] = frozenset()
    around: tuple[int, int] | None = None
    qualifiers: frozenset[str] = frozenset()


class ClaimPlace(msgspec.Struct, frozen=True, gc=False):
    """Half-open offsets of the value in the prose, of its sentence there, and its section."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    section: int
    kind: PlaceKind


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One value of one attribute.

    ``attribute`` is a closed id ("population"), or made of the words beside the value ("number of
    goals", "date of moved"), or empty. ``words`` are the stems of the sentence's other content
    words, ``names`` its capitalised ones, ``marks`` its other figures, ordinals and number words.
    ``written`` is the value as it is read.
    """

    attribute: str
    subject: Subject
    value: Quantity | Moment
    written: str
    modifier: Modifier
    scope: Scope
    polarity: Polarity
    modality: Modality
    place: ClaimPlace
    words: frozenset[str]
    names: frozenset[str]
    marks: frozenset[str]
    added: bool = False
