"""What a reader sees of the templates that hold a value: {{convert|12|km|mi}} is "12 km"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

import msgspec

from rules.contract import PLACEHOLDER, Document, ElementKind, Span
from rules.facts.dates import MONTH_NAMES

Values = Mapping[str, str]

MONTHS = tuple(dict.fromkeys(name for name in MONTH_NAMES if len(name) > 3 or name == "May"))[:12]
DATES = frozenset(
    """birth date;birth date and age;birth date and age2;bda;dob;birth year and age;death date;dod;
    death date and age;dda;death date and age2;death year and age;start date;start date and age;
    start date and years ago;end date;film date;release date;opening date;start-date;
    birth-date;birth-date and age;death-date;death-date and age;end-date;date;dts""".replace(
        "\n    ", ""
    ).split(";")
)
CONVERT = frozenset({"convert", "cvt", "cv"})
JOINERS = {"to": "–", "-": "–", "–": "–", "to(-)": "–", "and": "–"}
PARTS = {
    ("ft", "in"): Decimal(12),
    ("lb", "oz"): Decimal(16),
    ("st", "lb"): Decimal(14),
    ("mi", "ft"): Decimal(5280),
    ("mi", "yd"): Decimal(1760),
    ("mi", "ch"): Decimal(80),
}
"""How many of the second unit make one of the first, in values such as 5 ft 10 in."""

SPELT = {
    "sqmi": "sq mi", "sqkm": "km2", "sqft": "sq ft", "sqm": "m2", "cuft": "cu ft", "cumi": "cu mi",
    "m3/s": "m³/s", "acre": "acres", "C": "°C", "F": "°F", "/sqmi": "/sq mi", "/km2": "/km2",
    "PD/km2": "/km2", "PD/sqmi": "/sq mi",
}  # fmt: skip
"""Unit codes that templates use and prose does not."""

CURRENCIES = {
    "us$": "US$", "usd": "US$", "usdollar": "US$", "gbp": "£", "£": "£", "pound sterling": "£",
    "eur": "€", "€": "€", "euro": "€", "inr": "₹", "₹": "₹", "indian rupee": "₹", "aud": "A$",
    "a$": "A$", "cad": "C$", "ca$": "C$", "c$": "C$", "nz$": "NZ$", "jpy": "¥", "cny": "CN¥",
    "pkr": "Rs", "rs": "Rs", "bdt": "Tk",
}  # fmt: skip
RUPEE_SCALES = {
    "c": " crore", "l": " lakh", "lc": " lakh crore", "m": " million", "b": " billion",
    "k": " thousand", "t": " trillion", "tc": " thousand crore",
}  # fmt: skip
NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?\Z")


class Rendered(msgspec.Struct, frozen=True):
    """A stretch of prose with its value templates put into words, and the way back.

    ``pieces`` are the replaced characters: offset and length in ``text``, prose offset.
    """

    text: str
    start: int
    pieces: tuple[tuple[int, int, int], ...]

    def prose_span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the prose; a template counts whole."""
        return Span(self._back(start), self._back(end - 1) + 1)

    def _back(self, offset: int) -> int:
        shift = 0
        for at, length, prose in self.pieces:
            if offset < at:
                break
            if offset < at + length:
                return prose
            shift += length - 1
        return self.start + offset - shift


def rendered(document: Document, start: int, end: int) -> Rendered:
    """The prose interval ``[start, end)`` as a reader sees it."""
    text = document.prose.text[start:end]
    if PLACEHOLDER not in text:
        return Rendered(text, start, ())
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = done = 0
    at = text.find(PLACEHOLDER)
    while at != -1:
        shown = _shown(document, start + at)
        if shown:
            parts += text[done:at], shown
            length += at - done
            pieces.append((length, len(shown), start + at))
            length += len(shown)
            done = at + 1
        at = text.find(PLACEHOLDER, at + 1)
    parts.append(text[done:])
    return Rendered("".join(parts), start, tuple(pieces))


def _shown(document: Document, position: int) -> str:
    place = document.prose.wikitext_span(position, position + 1)
    if not document.wikitext.startswith("{{", place.start):
        return ""
    for element in document.elements_within(place.start, place.start + 1, ElementKind.TEMPLATE):
        name = element.name.strip().lower().replace("_", " ")
        if name.startswith("formatnum:"):
            return element.name.partition(":")[2].strip()
        reader = _reader(name)
        return "" if reader is None else reader(name, document.parameters(element))
    return ""


def _reader(name: str) -> Callable[[str, Values], str] | None:
    if name in CONVERT:
        return _convert
    if name in DATES:
        return _date
    if name in CURRENCIES:
        return _money
    return OTHERS.get(name)


def _convert(_: str, values: Values) -> str:
    parts = [values.get(str(index), "").strip() for index in range(1, 6)]
    if not NUMBER.match(parts[0]):
        return ""
    if parts[1] in JOINERS and NUMBER.match(parts[2]):
        return f"{parts[0]}–{parts[2]} {_unit(parts[3])}"
    ratio = PARTS.get((parts[1], parts[3]))
    if ratio is not None and NUMBER.match(parts[2]):
        whole = _decimal(parts[0]) + _decimal(parts[2]) / ratio
        return f"{whole:.2f} {parts[1]}"
    return f"{parts[0]} {_unit(parts[1])}"


def _unit(code: str) -> str:
    return SPELT.get(code, code)


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written.replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return Decimal(0)


def _date(name: str, values: Values) -> str:
    first = values.get("1", "").strip()
    if name.split(" ")[0] in ("birth-date", "death-date", "start-date", "end-date"):
        return first
    parts = [values.get(str(index), "").strip() for index in (1, 2, 3)]
    if not (parts[0].isdigit() and len(parts[0]) == 4) or "year" in name.split():
        return first
    month = parts[1].lstrip("0")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return parts[0]
    day = parts[2].lstrip("0")
    lead = f"{day} " if day.isdigit() and len(day) < 3 else ""
    return f"{lead}{MONTHS[int(month) - 1]} {parts[0]}"


def _money(name: str, values: Values) -> str:
    amount = values.get("1", "").strip()
    return f"{CURRENCIES[name]}{amount}" if amount[:1].isdigit() else CURRENCIES[name]


def _rupees(_: str, values: Values) -> str:
    amount, scale = values.get("1", "").strip(), values.get("2", "").strip()
    return f"₹{amount}{RUPEE_SCALES.get(scale, '')}" if NUMBER.match(amount) else ""


def _percentage(_: str, values: Values) -> str:
    part, whole = values.get("1", "").strip(), values.get("2", "").strip()
    if not NUMBER.match(part):
        return ""
    if not NUMBER.match(whole):
        return f"{part}%"
    total = _decimal(whole)
    places = values.get("3", "0").strip()
    digits = int(places) if places.isdigit() and len(places) == 1 else 0
    return f"{100 * _decimal(part) / total:.{digits}f}%" if total else ""


def _value(_: str, values: Values) -> str:
    number = values.get("1", "").strip()
    unit = _unit(values.get("u", values.get("ul", "")).strip())
    return f"{number} {unit}".strip() if NUMBER.match(number) else ""


def _height(_: str, values: Values) -> str:
    for unit in ("m", "cm"):
        if NUMBER.match(values.get(unit, "").strip()):
            return f"{values[unit].strip()} {unit}"
    feet, inches = values.get("ft", "").strip(), values.get("in", "0").strip()
    if NUMBER.match(feet) and NUMBER.match(inches):
        return f"{_decimal(feet) + _decimal(inches) / 12:.2f} ft"
    return ""


def _circa(_: str, values: Values) -> str:
    return f"c. {values.get('1', '').strip()}"


def _as_of(_: str, values: Values) -> str:
    return f"As of {_date('date', values)}"


OTHERS: dict[str, Callable[[str, Values], str]] = {
    "inrconvert": _rupees,
    "inr convert": _rupees,
    "percentage": _percentage,
    "percent": _percentage,
    "pct": _percentage,
    "val": _value,
    "nts": _value,
    "formatnum": _value,
    "height": _height,
    "circa": _circa,
    "c.": _circa,
    "as of": _as_of,
}
"""The templates that are shown in a way of their own."""
