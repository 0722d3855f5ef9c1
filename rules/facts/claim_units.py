"""Units as written: their dimension, and the factor to the base unit of that dimension."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice

import msgspec

from rules.contract import Span
from rules.facts.claim_unit_rows import (
    ANY_CASE,
    DENSITIES,
    ECONOMIES,
    LENGTHS,
    METRIC,
    METRIC_LENGTHS,
    OTHERS,
    PER_AREA,
    PREFIXES,
    TEMPERATURES,
    Dimension,
    System,
)

__all__ = ["Dimension", "KnownUnit", "System", "unit_after", "unit_of", "units_of"]


class KnownUnit(msgspec.Struct, frozen=True):
    """A unit: a value ``v`` of it is ``v * factor + offset`` base units.

    ``reciprocal`` units are ``factor / v`` base units: litres per 100 km.
    """

    dimension: Dimension
    factor: Decimal
    offset: Decimal
    name: str
    system: System = System.METRIC
    reciprocal: bool = False

    def in_base(self, value: Decimal) -> Decimal:
        """The value in base units; zero for a reciprocal unit's zero."""
        if self.reciprocal:
            return self.factor / value if value else Decimal(0)
        return value * self.factor + self.offset

    def from_base(self, value: Decimal) -> Decimal:
        """The value in this unit of so many base units."""
        if self.reciprocal:
            return self.factor / value if value else Decimal(0)
        return (value - self.offset) / self.factor


@cache
def _table() -> dict[str, tuple[KnownUnit, ...]]:
    """The units of each spelling, likeliest first."""
    found: dict[str, list[KnownUnit]] = {}
    for spelling, unit in _spellings():
        units = found.setdefault(spelling, [])
        if unit not in units:
            units.append(unit)
    for spelling in list(found):
        lowered = spelling.lower()
        if (len(spelling) > 4 or lowered in ANY_CASE) and lowered not in found:
            found[lowered] = found[spelling]
    return {spelling: tuple(units) for spelling, units in found.items()}


def _spellings() -> Iterator[tuple[str, KnownUnit]]:
    for symbols, names, metres, system in _lengths():
        yield from _length(symbols, names, Decimal(metres), system)
    for symbol, names, prefixes, dimension, factor in METRIC:
        for short, long, power in PREFIXES:
            if (short or ".") in prefixes.split():
                unit = _unit(dimension, Decimal(factor) * Decimal(power), long + names.split()[0])
                yield from _metric(short, long, symbol, names, unit)
    for spellings, dimension, factor, system in OTHERS:
        words = spellings.split(",")
        yield from ((word, _unit(dimension, Decimal(factor), words[0], system)) for word in words)
    for spellings, factor, offset, system in TEMPERATURES:
        words = spellings.split(",")
        for word in words:
            yield (
                word,
                KnownUnit(
                    Dimension.TEMPERATURE, Decimal(factor), Decimal(offset), words[0], system
                ),
            )
    yield from _rates()


def _lengths() -> Iterator[tuple[str, str, str, System]]:
    yield from LENGTHS
    for short, long, power in PREFIXES:
        if short in METRIC_LENGTHS:
            names = " ".join(f"{long}{name}" for name in ("metre", "metres", "meter", "meters"))
            symbols = f"{short}m {short}ms" if short in ("k", "c", "m") else f"{short}m"
            yield symbols.replace("µm", "µm μm um"), names, power, System.METRIC


def _length(
    symbols: str, names: str, metres: Decimal, system: System
) -> Iterator[tuple[str, KnownUnit]]:
    """A unit of length, and the areas, volumes, speeds and flows that are made of it."""
    short = symbols.split()
    words = [name.replace("_", " ") for name in names.split()]
    length = _unit(Dimension.LENGTH, metres, words[0], system)
    area = _unit(Dimension.AREA, metres**2, f"square {words[0]}", system)
    volume = _unit(Dimension.VOLUME, metres**3, f"cubic {words[0]}", system)
    people = KnownUnit(Dimension.PER_AREA, 1 / area.factor, Decimal(0), f"per {area.name}", system)
    for word in (*short, *words):
        yield word, length
        for way in ("square {}", "sq {}", "sq. {}", "sq.{}", "Sq {}", "Sq. {}", "sq{}"):
            yield way.format(word), area
            yield f"per {way.format(word)}", people
            yield f"/{way.format(word)}", people
        for way in ("cubic {}", "cu {}", "cu. {}"):
            yield way.format(word), volume
            for time, seconds in (("s", 1), ("second", 1), ("sec", 1), ("min", 60), ("minute", 60)):
                flow = _unit(Dimension.FLOW, volume.factor / seconds, volume.name, system)
                yield f"{way.format(word)}/{time}", flow
                yield f"{way.format(word)} per {time}", flow
        for time, seconds in (("h", 3600), ("hour", 3600), ("hr", 3600), ("s", 1), ("second", 1)):
            speed = _unit(Dimension.SPEED, metres / seconds, f"{words[0]} per {time}", system)
            yield f"{word}/{time}", speed
            yield f"{word} per {time}", speed
    for symbol in short:
        for mark in ("2", "²"):
            yield symbol + mark, area
            yield f"/{symbol}{mark}", people
            yield f"per {symbol}{mark}", people
        for mark in ("3", "³"):
            yield symbol + mark, volume
            yield f"{symbol}{mark}/s", _unit(Dimension.FLOW, volume.factor, volume.name, system)


def _metric(
    short: str, long: str, symbol: str, names: str, unit: KnownUnit
) -> Iterator[tuple[str, KnownUnit]]:
    for sign in ("µ", "μ") if short == "µ" else (short,):
        yield sign + symbol, unit
        if symbol == "L":
            yield f"{sign}l", unit
        if symbol == "g" and short == "k":
            yield "kgs", unit
    for name in names.split():
        word = long + name.replace("_", " ")
        yield word, unit
        yield f"{word}s", unit


def _rates() -> Iterator[tuple[str, KnownUnit]]:
    for rows, dimension in ((DENSITIES, Dimension.DENSITY), (ECONOMIES, Dimension.FUEL_ECONOMY)):
        for spellings, factor, system in rows:
            words = spellings.split(",")
            for word in words:
                yield (
                    word,
                    KnownUnit(
                        dimension,
                        Decimal(factor),
                        Decimal(0),
                        words[0],
                        system,
                        reciprocal="100" in words[0],
                    ),
                )
    for area, square_metres, system in PER_AREA:
        people = _unit(Dimension.PER_AREA, 1 / Decimal(square_metres), f"per {area}", system)
        yield from ((way, people) for way in (f"per {area}", f"/{area}"))


def _unit(
    dimension: Dimension, factor: Decimal, name: str, system: System = System.METRIC
) -> KnownUnit:
    return KnownUnit(dimension, factor, Decimal(0), name, system)


SEPARATORS = frozenset(("-", " ", "\n", "\u00a0", "\u2009", "\u202f"))
SPACES = re.compile("[ \n\u00a0\u2009\u202f]+")


def units_of(written: str) -> tuple[KnownUnit, ...]:
    """Every unit that a spelling may mean, likeliest first: "gallons" are two, "ton" is three."""
    table = _table()
    word = SPACES.sub(" ", written.strip())
    for spelling in (word, word.removesuffix("."), word.replace("-", " ")):
        found = table.get(spelling)
        if found is not None:
            return found
        lowered = spelling.lower()
        if len(spelling) > 4 or lowered in ANY_CASE:
            found = table.get(lowered)
            if found is not None:
                return found
    return ()


def unit_of(written: str) -> KnownUnit | None:
    """The unit that a spelling most likely means, or None if it is none that is known."""
    found = units_of(written)
    return found[0] if found else None


LONGEST = 34
"""Code points of the longest spelling."""

MOST_ENDS = 6
WORD_END = re.compile(r"(?<=[\w²³])(?![\w²³])")
NOT_ATTACHED = frozenset(("st", "s", "d"))
"""What right after digits is an ordinal or a decade and no unit: 1st, 1950s, 2d."""

PREPOSITION = re.compile(
    r"[ \n\u00a0](?!(?:tall|long|wide|high|deep|thick|across|by|and|or|to|x)\b)\w"
)
"""What follows "in" where that is no inch."""


def unit_after(text: str, position: int) -> Span | None:
    """The longest known unit that begins at an offset of a text, or after one space or hyphen.

    A unit ends where a word ends, so that the "m" of "men" is none.
    """
    start = position
    if text[start : start + 1] in SEPARATORS:
        start += 1
    ahead = text[start : start + LONGEST]
    best = 0
    for match in islice(WORD_END.finditer(ahead), MOST_ENDS):
        if units_of(ahead[: match.start()]):
            best = match.start()
    written = ahead[:best]
    if not written or (written in NOT_ATTACHED and start == position):
        return None
    if written == "in" and PREPOSITION.match(text, start + best):
        return None
    return Span(start, start + best)
