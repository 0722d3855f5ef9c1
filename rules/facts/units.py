"""Units of measure as they stand after a number, and the ways they are often miswritten."""

from __future__ import annotations

import re

SPACE = "[ \u00a0\u2009\u202f]"
"""A space that may stand between a number and its unit."""

LONG_UNIT = (
    r"(?:kilo|centi|milli|micro|nano|mega|giga|tera|hecto)?"
    r"(?:met(?:re|er)|gram(?:me)?|lit(?:re|er)|watt(?:[\s-]hour)?|hertz|volt|ampere|joule|byte|bit|"
    r"pascal|parsec|tonne|ton|electronvolt|calorie|newton)s?|"
    r"miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|pounds?|ounces?|gallons?|pints?|"
    r"barrels?|knots?|fathoms?|furlongs?|horsepower|degrees?|kelvins?|"
    r"light[\s-]years?|years?|months?|weeks?|days?|hours?|minutes?|seconds?"
)
LENGTH_OR_MASS = (
    r"km(?:/h|[²³23])?|[cmdnµμ]m[²³23]?|m(?:/s|[²³23])?|kg|mg|[µμ]g|g|lbs?|oz|ft[²³]?|mi[²]?|yd|"
    r"ha|mph|kph|kmh|kn|dB|bar|[kMh]?Pa"
)
OTHER_SYMBOL = (
    r"[mcdµμ]?[lL]|[kMGT]?W(?:h|p)?|[kMGT]?Hz|[kM]?V|[kMGT]?eV|[kMGT]i?B|kJ|MJ|k?cal|hp|bhp|"
    r"K|°[ \u00a0]?[CFK]?|ms|min|s|h|t"
)
AREA = (
    r"(?:sq(?:uare)?\.?[ \u00a0-]?)(?:km|m|ft|mi|yd|met(?:re|er)s?|kilomet(?:re|er)s?|feet|foot|"
    r"miles?|yards?|inch(?:es)?)|sqm|sqft|m²|km²|m2|km2"
)
CUBIC = r"(?:cu(?:bic)?\.?[ \u00a0-]?)(?:m|ft|yd|in|met(?:re|er)s?|feet|yards?|inch(?:es)?)"
LONE_INCH = r"in(?=[ \u00a0]?(?:[).,;:\]/×–]|\Z))"
"""The symbol for inches; before another word it is the preposition."""

MEASURE = rf"(?:{AREA}|{CUBIC}|{LONG_UNIT}|{LENGTH_OR_MASS}|{OTHER_SYMBOL}|{LONE_INCH})(?![\w’'])"
"""An alternation of units that are hardly ever something else right after a number."""

PERCENT = r"(?:%|‰|per[ \u00a0-]?cents?\b|percentage\b)"
LARGE = r"(?:million|billion|trillion|crore|lakh)s?\b"

MEASURE_AFTER = re.compile(rf"{SPACE}?-?(?:{MEASURE}|{PERCENT})")
"""A unit or a percentage right after digits, with or without a space or a hyphen."""

LARGE_AFTER = re.compile(rf"{SPACE}{LARGE}")
AREA_AFTER = re.compile(rf"{SPACE}?(?:{AREA})(?!\w)")

CURRENCY_SIGN = "[$€£¥₹₩₽₺₴₦₱฿₪৳]"

NONSTANDARD_UNITS: tuple[tuple[str, str], ...] = (
    (r"(?:kph|KPH|kmph|KMPH|kmh|KMH|Kmph|Kmh|km/hr|kms/h|Km/h|KM/H|kmp/h)", "km/h"),
    (r"(?:MPH|Mph|m\.p\.h\.?)", "mph"),
    (r"(?:kms|Kms|KMS|KMs|Km|KM|kms\.|km\.)", "km"),
    (r"(?:kgs|Kgs|KGS|KGs|Kg|KG|kgs\.|kg\.)", "kg"),
    (r"(?:lbs|Lbs|LBS|lbs\.|lb\.)", "lb"),
    (r"(?:gms|gm|Gms|gms\.)", "g"),
    (r"(?:mtrs|mtr|Mtrs|mtrs\.|mts)", "m"),
    (r"(?:cms|Cms|CMS|cms\.)", "cm"),
    (r"(?:mms)", "mm"),
    (r"(?:hrs|Hrs|hr|hrs\.)", "h"),
    (r"(?:mins|Mins|mins\.)", "min"),
    (r"(?:secs|Secs|sec|secs\.)", "s"),
    (r"(?:Mhz|mhz|MHZ)", "MHz"),
    (r"(?:Khz|KHz|khz|KHZ)", "kHz"),
    (r"(?:Ghz|ghz|GHZ)", "GHz"),
    (r"(?:KWh|KWH|kwh|Kwh|kWH)", "kWh"),
    (r"(?:KW|Kw|kw)", "kW"),
    (r"(?:Mw)", "MW"),
    (r"(?:KV|Kv|kv)", "kV"),
    (r"(?:sq\.ft\.?|sq\. ft\.?|sqft|Sq\.?[ ]?[Ff]t\.?|sq ft\.)", "sq ft"),
    (r"(?:sq\.mi\.?|sq\. mi\.?|sqmi|Sq\.?[ ]?[Mm]i\.?)", "sq mi"),
    (r"(?:sq\.?[ ]?kms?\.?|sqkms?|Sq\.?[ ]?[Kk]ms?\.?)", "km<sup>2</sup>"),
    (r"(?:sq\.?[ ]?mt?rs?\.?|sqm|sqms|Sq\.?[ ]?[Mm]t?r?s?\.?|sq\.?[ ]?m\.?)", "m<sup>2</sup>"),
    (r"(?:cu\.ft\.?|cu\. ft\.?|cuft)", "cu ft"),
    (r"(?:º[ ]?[Cc]|degrees? C|deg\.? C)", "°C"),
    (r"(?:º[ ]?[Ff]|degrees? F|deg\.? F)", "°F"),
)
"""Miswritten unit symbols (regular expressions for a full match) and the symbol meant."""
