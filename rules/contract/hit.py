"""What a rule says about a unit: a hit, or why it kept silent."""

from __future__ import annotations

import enum

import msgspec


class TextName(enum.Enum):
    """The text that a pair of offsets counts in."""

    UNIT = "unit"
    NEW_PROSE = "new prose"
    NEW_WIKITEXT = "new wikitext"
    OLD_PROSE = "old prose"
    OLD_WIKITEXT = "old wikitext"
    SUMMARY = "summary"


class Evidence(msgspec.Struct, frozen=True):
    """A second place that the reader should see: half-open offsets in the named text."""

    start: int
    end: int
    text: TextName = TextName.UNIT


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A fault: half-open offsets in the unit's text, and what to tell the reviewer.

    ``suggestions`` replace exactly ``text[start:end]``, best first. ``confidence`` in 0–1
    overrides the rule's own; ``message`` is one sentence or two, in plain words. ``on_trial``
    makes the finding a preview one, though the rule is stable: for a rule of many cases that
    earn their precision one by one.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    on_trial: bool = False


class Silenced(msgspec.Struct, frozen=True):
    """A place that looked like the fault, and the guard that kept the rule silent there."""

    start: int
    end: int
    guard: str
