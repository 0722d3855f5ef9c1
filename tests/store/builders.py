"""Reports and findings for the store's tests, with every field set to something."""

from __future__ import annotations

from typing import Any

from bot.core.model import Report, RuleFailure, Suppression
from bot.ports import Checked
from rules.contract import Class, EvidenceQuote, Finding, Origin, Severity, Source, Status


def finding(fingerprint: str = "0123456789abcdef", **changes: Any) -> Finding:
    """A finding; keywords replace its fields."""
    fields: dict[str, Any] = {
        "code": "NUM001",
        "name": "indian-digit-grouping",
        "status": Status.STABLE,
        "severity": Severity.ERROR,
        "category": Class.SUBSTANTIVE,
        "confidence": 0.93,
        "origin": Origin.ADDED,
        "start": 17,
        "end": 25,
        "quote": "1,00,000",
        "section": "History",
        "line": 3,
        "column": 5,
        "message": "Group digits by three.",
        "suggestions": ("100,000", "one hundred thousand"),
        "source": Source("MOS:DIGITS", "https://en.wikipedia.org/wiki/MOS:DIGITS"),
        "evidence": (EvidenceQuote("old", 1, 4, "abc"),),
        "fingerprint": fingerprint,
    }
    return Finding(**(fields | changes))


def checked(rev_id: int = 1, *findings: Finding, summary: str = "typo", **changes: Any) -> Checked:
    """A report on a revision of page 7; keywords replace its fields."""
    fields: dict[str, Any] = {
        "wiki": "testwiki",
        "title": "Pune",
        "rev_id": rev_id,
        "parent_id": rev_id - 1,
        "page_id": 7,
        "timestamp": f"2025-02-19T20:37:{rev_id % 60:02}Z",
        "user": "Editor",
        "ruleset": "r1",
        "engine": "none",
        "added_chars": 12,
        "ms": 1.5,
        "counts": {"words": 3},
        "findings": findings,
        "failures": (RuleFailure("DAT001", "ValueError: x"),),
        "unused_suppressions": (Suppression(4, "<!-- revlint -->"),),
    }
    return Checked(report=Report(**(fields | changes)), namespace=0, summary=summary)
