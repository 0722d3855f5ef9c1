"""A finding: what a reviewer is shown, and what other programs read."""

from __future__ import annotations

import enum

import msgspec

from rules.contract.meta import Class, Severity, Source, Status


class Origin(enum.Enum):
    """Where the fault stands: in the added text, in text that was there before, in the summary."""

    ADDED = "added"
    EXISTING = "existing"
    SUMMARY = "summary"


class EvidenceQuote(msgspec.Struct, frozen=True, rename={"text": "in"}):
    """A quoted second place: half-open code points in the new or old wikitext, or the summary."""

    text: str
    start: int
    end: int
    quote: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, rename={"category": "class"}):
    """One fault at one place.

    ``start`` and ``end`` are half-open code points in the new wikitext (in the summary where the
    origin is the summary) and ``quote`` is exactly that slice. ``line`` and ``column`` count from
    1. Each of ``suggestions`` may replace the quote as it is. ``fingerprint`` names the finding
    across runs and moves, and is unique on the page.
    """

    code: str
    name: str
    status: Status
    severity: Severity
    category: Class
    confidence: float
    origin: Origin
    start: int
    end: int
    quote: str
    section: str
    line: int
    column: int
    message: str
    suggestions: tuple[str, ...]
    source: Source
    evidence: tuple[EvidenceQuote, ...]
    fingerprint: str
