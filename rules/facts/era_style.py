"""Which of the two ways of naming eras an article has chosen: BC and AD, or BCE and CE."""

from __future__ import annotations

import enum
import re

from rules.contract import Change

ERA_NAMED = re.compile(
    r"(?<![\w.-])(?:\d{1,4}|centur(?:y|ies)|millenni(?:um|a))[ \u00a0](?P<after>BCE|BC|CE|AD)\b|"
    r"\b(?P<before>AD)[ \u00a0]\d{1,4}\b"
)
"""An era beside a year, a century or a millennium; alone, the letters mean much else."""

LEAST_INSTANCES = 3
LEAST_PERCENT = 80


class EraPair(enum.Enum):
    """A pair of era names."""

    CHRISTIAN = "BC and AD"
    COMMON = "BCE and CE"


def style_of(era: str) -> EraPair:
    """The pair that an era's letters belong to."""
    return EraPair.COMMON if era in ("BCE", "CE") else EraPair.CHRISTIAN


def era_style(change: Change) -> EraPair | None:
    """The style that the article had before the edit; None without a clear one."""
    if change.old is None:
        return None
    counts = dict.fromkeys(EraPair, 0)
    for match in ERA_NAMED.finditer(change.old.prose.text):
        counts[style_of(match["after"] or match["before"])] += 1
    style = max(counts, key=counts.__getitem__)
    total = sum(counts.values())
    if counts[style] < LEAST_INSTANCES or counts[style] * 100 < total * LEAST_PERCENT:
        return None
    return style
