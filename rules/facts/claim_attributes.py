"""The attributes that claims are sorted by: how infoboxes name them and how sentences do."""

from __future__ import annotations

import re
from functools import cache

import msgspec

GAP = r"[^.;:,()\d￼]{0,32}\Z"
"""What may stand between an attribute's word and the value: words of the same clause."""

ASIDE = r"(?:\s?\([^()]{1,40}\))?"
"""A conversion in brackets between the value and the word after it."""


class Attribute(msgspec.Struct, frozen=True):
    """One attribute.

    ``fields`` matches the names of infobox parameters whole, units cut off; ``before`` and
    ``after`` the words of a sentence around an amount, ``words`` the verbs and nouns beside a
    date; the patterns are compiled when first asked for. With ``varies`` it has a new value every
    year. ``dimension`` is the one its values must have; "date" for a date.
    """

    id: str
    dimension: str
    fields: str
    before: str
    after: str
    varies: bool = False
    words: tuple[str, ...] = ()


NEVER = r"(?!)"


def _attribute(
    name: str,
    dimension: str,
    fields: str,
    before: str = NEVER,
    after: str = NEVER,
    *,
    varies: bool = False,
) -> Attribute:
    return Attribute(
        name,
        dimension,
        fields,
        rf"\b(?:{before}){GAP}",
        rf"{ASIDE}(?:{after})\b",
        varies,
    )


def _date(name: str, fields: str, words: str) -> Attribute:
    return Attribute(name, "date", fields, NEVER, NEVER, words=tuple(words.split()))


QUANTITIES = (
    _attribute(
        "population",
        "count",
        r"population|population_(?:total|est|estimate|census)|pop|inhabitants",
        r"(?<!total )population",
        r"\s(?:[a-z]+\s)?(?:inhabitants|residents)",
        varies=True,
    ),
    _attribute(
        "area",
        "area",
        r"area|area_total|total_area|area_size|size",
        r"area|cover(?:s|ed|ing)|span(?:s|ned|ning)|spread over|occup(?:y|ies|ied)",
        r" in area",
    ),
    _attribute(
        "elevation",
        "length",
        r"elevation|altitude",
        r"elevation|altitude",
        r"\s(?:above|asl|amsl)(?: (?:mean )?sea[ -]level)?",
    ),
    _attribute(
        "height",
        "length",
        r"height|roof|architectural|billed_height|tip",
        r"(?<!the )height|stands|stood|(?<!is )rises",
        r"[\s-](?:tall|high(?!er|[ -](?:speed|school|street))|in height)",
    ),
    _attribute(
        "length",
        "length",
        r"length|line_length|route_length|total_length|longest_span|course_length",
        r"(?:total |overall )?length",
        r"[\s-](?:long|in length)",
    ),
    _attribute("width", "length", r"width|beam|breadth", r"width", r"[\s-](?:wide|in width)"),
    _attribute("depth", "length", r"depth|draught|max-depth", r"depth", r"[\s-](?:deep|in depth)"),
    _attribute(
        "weight", "mass", r"weight|mass|billed_weight", r"weigh(?:s|ed|ing|t)|mass", r" in weight"
    ),
    _attribute(
        "capacity",
        "count",
        r"capacity|seating_capacity|seating|num_seats",
        r"(?:seating )?capacity|seats",
        r"\s(?:seats|spectators)",
    ),
    _attribute(
        "employees",
        "count",
        r"num_employees|employees|number_of_employees|staff",
        r"employ(?:s|ing)|workforce",
        r"\s(?:[a-z]+\s)?employees",
        varies=True,
    ),
    _attribute(
        "students",
        "count",
        r"students|enrol?lment|num_students|pupils",
        r"enrol?lment",
        r"\s(?:students|pupils)",
        varies=True,
    ),
    _attribute(
        "undergraduates",
        "count",
        r"undergrad|undergraduates",
        after=r"\s(?:undergraduates|undergraduate students)",
        varies=True,
    ),
    _attribute(
        "postgraduates",
        "count",
        r"postgrad|postgraduates",
        after=r"\s(?:(?:post)?graduates|(?:post)?graduate students)",
        varies=True,
    ),
    _attribute(
        "floors", "count", r"floor_count|floors|storeys", after=r"[\s-](?:floors|storeys?|stories)"
    ),
    _attribute("rooms", "count", r"rooms|number_of_rooms", after=r"\s(?:guest ?)?rooms"),
    _attribute("platforms", "count", r"number_of_platforms|platforms", after=r"\splatforms"),
    _attribute("stations", "count", r"stations|number_of_stations", after=r"\sstations"),
    _attribute(
        "episodes", "count", r"num_episodes|number_of_episodes|episodes", after=r"\sepisodes"
    ),
    _attribute("seasons", "count", r"num_seasons|num_series", after=r"\sseasons"),
    _attribute("pages", "count", r"pages", after=r"[\s-]pages?"),
    _attribute("issues", "count", r"no\._of_issues|issues", after=r"\sissues"),
    _attribute("matches", "count", r"matches|matches_played", after=r"\smatches"),
    _attribute("goals", "count", r"goals|goals_scored", after=r"\sgoals"),
    _attribute("teams", "count", r"teams|num_teams|competitors", after=r"\s(?:teams|competitors)"),
    _attribute("number built", "count", r"number_built", r"built|produced", r"\s(?:were )?built"),
    _attribute("children", "count", r"children", after=r"\schildren"),
    _attribute(
        "running time",
        "time",
        r"running_time|runtime|length|duration",
        r"running time|runtime|runs? for|running length|playing time",
        r"[\s-](?:long|in length|film|movie)",
    ),
    _attribute("budget", "money", r"budget", r"budget", r"[\s-](?:production )?budget"),
    _attribute(
        "box office",
        "money",
        r"gross|box_office",
        r"gross(?:ed|ing|es)?|box office",
        r" (?:worldwide|at the box office)",
    ),
    _attribute("revenue", "money", r"revenue", r"revenues?", r" in revenue", varies=True),
    _attribute("net worth", "money", r"net_worth", r"net worth", varies=True),
    _attribute("endowment", "money", r"endowment", r"endowment", r"[\s-]endowment", varies=True),
    _attribute(
        "density", "a number per area", r"density|population_density", r"population density|density"
    ),
    _attribute("alcohol", "percent", r"abv|alcohol_by_volume", r"alcohol(?: by volume)?", r" abv"),
    _attribute("melting point", "temperature", r"melting_point", r"melt\w* (?:point )?(?:at|of)?"),
    _attribute("boiling point", "temperature", r"boiling_point", r"boil\w* (?:point )?(?:at|of)?"),
)
"""Attributes whose value is an amount."""

DATES = (
    _date("born", r"born|birth_date|date_of_birth|foaled", "born foaled birth"),
    _date("died", r"died|death_date|date_of_death", "died dies death"),
    _date(
        "founded",
        r"founded|foundation|established|established_date|formation|inception|founded_date|"
        r"incorporated|year_founded|formed",
        "founded co-founded established formed founding foundation incorporated",
    ),
    _date(
        "opened",
        r"opened|opening_date|open_date|opened_date|inaugurated|opening",
        "opened inaugurated",
    ),
    _date(
        "released",
        r"released|release_date|publication_date|pub_date|published",
        "released published",
    ),
    _date(
        "closed",
        r"closed|closing_date|defunct|dissolved|decommissioned|ended|ship_decommissioned",
        "closed dissolved disbanded decommissioned defunct",
    ),
    _date("completed", r"completed|completion_date|ship_completed", "completed completion"),
    _date("introduced", r"introduced|introduction", "introduced"),
    _date("first flight", r"first_flight", "flew"),
    _date("launched", r"launched|ship_launched|launch_date", "launched"),
    _date("commissioned", r"ship_commissioned|commissioned", "commissioned"),
    _date("first aired", r"first_aired", "premiered aired"),
    _date("last aired", r"last_aired", ""),
    _date("crowned", r"coronation|crowned", "crowned coronation"),
    _date("designated", r"designated", "designated"),
    _date("made", r"year", "painted made created"),
)
"""Attributes whose value is a date."""

DATE_WORDS = {word: attribute.id for attribute in DATES for word in attribute.words}
"""The attribute that a word beside a date names."""

BY_ID = {attribute.id: attribute for attribute in (*QUANTITIES, *DATES)}

LIFE = frozenset({"born", "died", "founded", "opened", "released"})
"""The dates that a rule of their own compares, with the categories."""

FIELD_END = re.compile(
    r"_(?:date|km2|sq_?mi|sqkm|sqmi|ha|acres?|m2|sqft|km|mi|m|ft|cm|in|kg|lbs?|g|mm|min)\Z|\d{1,2}\Z"
)
FIELD_UNITS = {
    "km2": "km2", "sqkm": "km2", "sq_mi": "sq mi", "sqmi": "sq mi", "ha": "ha", "acre": "acres",
    "acres": "acres", "m2": "m2", "sqft": "sq ft", "km": "km", "mi": "mi", "m": "m", "ft": "ft",
    "cm": "cm", "in": "in", "kg": "kg", "lb": "lb", "lbs": "lb", "g": "g", "mm": "mm", "min": "min",
}  # fmt: skip
"""The unit that the end of a parameter's name stands for, as `unit_of` reads it."""


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def attributes_of_field(name: str) -> tuple[tuple[Attribute, ...], str]:
    """The attributes that an infobox parameter may hold, and the unit its name gives, or ""."""
    name = name.strip().lower().replace(" ", "_").rstrip(":")
    unit = ""
    while (end := FIELD_END.search(name)) is not None and _whole(name) == ():
        unit = FIELD_UNITS.get(end[0].lstrip("_"), unit)
        name = name[: end.start()]
    return _whole(name), unit


def _whole(name: str) -> tuple[Attribute, ...]:
    return tuple(a for a in (*QUANTITIES, *DATES) if _pattern(a.fields).fullmatch(name))


CUES: dict[str, tuple[str, ...]] = {
    "population": ("population", "inhabitants", "residents"),
    "area": ("area", "cover", "span", "spread", "occup"),
    "elevation": ("elevation", "altitude", "above", "asl", "amsl"),
    "height": ("height", "stand", "stood", "rises", "tall", "high"),
    "length": ("length", "long"),
    "width": ("width", "wide"),
    "depth": ("depth", "deep"),
    "weight": ("weigh", "mass"),
    "capacity": ("capacity", "seats", "spectators"),
    "employees": ("employ", "workforce"),
    "students": ("enrol", "students", "pupils"),
    "undergraduates": ("undergraduate",),
    "postgraduates": ("graduate",),
    "floors": ("floor", "store", "stories"),
    "number built": ("built", "produced"),
    "running time": ("run", "playing time", "long", "length", "film", "movie"),
    "box office": ("gross", "worldwide", "box office"),
    "net worth": ("net worth",),
    "alcohol": ("alcohol", "abv"),
    "melting point": ("melt",),
    "boiling point": ("boil",),
}
"""Letters without which a sentence cannot name an attribute; elsewhere its id less the plural."""


def cued_attributes(text: str) -> tuple[Attribute, ...]:
    """The attributes that a sentence may name, by the letters in it."""
    lowered = text.lower()
    return tuple(attribute for attribute, cues in _CUED if any(cue in lowered for cue in cues))


_CUED = tuple((a, CUES.get(a.id, (a.id.rstrip("s"),))) for a in QUANTITIES)


def quantity_attribute(before: str, after: str, dimension: str, cued: tuple[Attribute, ...]) -> str:
    """The id of the attribute that the words around an amount name, or ""."""
    for attribute in cued:
        if _fits(attribute, dimension) and (
            _pattern(attribute.after).match(after) or _pattern(attribute.before).search(before)
        ):
            return attribute.id
    return ""


def _fits(attribute: Attribute, dimension: str) -> bool:
    return attribute.dimension == dimension or (
        attribute.dimension == "money" and dimension.startswith("money")
    )
