"""Untrusted values for JSON: what UTF-8 or JSON cannot hold is replaced."""

from __future__ import annotations

import math
from typing import Any


def escape_json(value: Any) -> Any:
    """The value, built of plain types, with lone surrogates as U+FFFD and no NaN or infinity.

    A number that is not finite becomes 0. Lengths of texts, and so offsets, stay true.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, dict):
        return {escape_json(key): escape_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [escape_json(item) for item in value]
    return value


def finite(number: float) -> float:
    """The number, or 0 if it is infinite or none."""
    return number if math.isfinite(number) else 0.0
