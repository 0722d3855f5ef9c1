"""A lint with one rule, "teh", which needs none of the program's own."""

from __future__ import annotations

import re

from bot.core.model import Report, Revision
from bot.core.report import Linted
from bot.core.surroundings import surroundings
from bot.jobs.linting import one_by_one
from rules.contract import Class, Finding, Origin, Severity, Source, Status


def teh_report(revision: Revision) -> Linted:
    """A finding for every "teh" of the new text that the old one has not."""
    before = (revision.old or "").count("teh")
    places = list(re.finditer("teh", revision.new))[before:]
    findings = tuple(
        Finding(
            code="SPL001",
            name="misspelling",
            status=Status.STABLE,
            severity=Severity.ERROR,
            category=Class.COSMETIC,
            confidence=0.99,
            origin=Origin.ADDED,
            start=match.start(),
            end=match.end(),
            quote=match[0],
            section="",
            line=1,
            column=match.start() + 1,
            message="Did you mean “the”?",
            suggestions=("the",),
            source=Source("MOS:SPELL", "https://en.wikipedia.org/wiki/MOS:SPELL"),
            evidence=(),
            fingerprint=f"{revision.page_id:08x}{match.start():08x}",
        )
        for match in places
    )
    report = Report(
        wiki=revision.wiki,
        title=revision.title,
        rev_id=revision.rev_id,
        parent_id=revision.parent_id,
        page_id=revision.page_id,
        timestamp=revision.timestamp,
        user=revision.user,
        ruleset="teh-1",
        added_chars=max(0, len(revision.new) - len(revision.old or "")),
        findings=findings,
    )
    around = {one.fingerprint: surroundings(revision.new, one.start, one.end) for one in findings}
    return Linted(report, surroundings=around)


teh_reports = one_by_one(teh_report)
"""The same for many revisions, as jobs want it."""
