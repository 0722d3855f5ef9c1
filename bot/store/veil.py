"""Leaving out of a report what is known to be hidden: it was fetched before, or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from bot.core.model import Report, ReportStatus
from bot.core.skip import HIDDEN, PARENT_HIDDEN
from bot.ports import Checked, HiddenPart
from bot.store.tombstones import NOTHING, Parts, known_parts, lifted
from rules.contract import Origin


def veiled(session: Session, checked: Sequence[Checked]) -> list[Checked]:
    """The reports without what tombstones hide, in the same order.

    A deleted revision that was read and checked is there again: its tombstone is taken away.
    """
    parts: dict[tuple[str, int], Parts] = {}
    for wiki in {one.report.wiki for one in checked}:
        reports = [one.report for one in checked if one.report.wiki == wiki]
        ids = {report.rev_id for report in reports} | {report.parent_id for report in reports}
        parts |= {(wiki, rev_id): one for rev_id, one in known_parts(session, wiki, ids).items()}
        there = [one.rev_id for one in reports if one.status is not ReportStatus.SKIPPED]
        lifted(session, wiki, [rev_id for rev_id in there if (wiki, rev_id) in parts])
    return [
        _without(
            one,
            parts.get((one.report.wiki, one.report.rev_id), NOTHING),
            parts.get((one.report.wiki, one.report.parent_id), NOTHING),
        )
        for one in checked
    ]


def _without(one: Checked, own: Parts, parents: Parts) -> Checked:
    report = one.report
    if HiddenPart.TEXT in own:
        return _blank(one, HIDDEN)
    if HiddenPart.TEXT in parents and report.status is not ReportStatus.SKIPPED:
        return _blank(one, PARENT_HIDDEN)
    if HiddenPart.USER in own:
        report = msgspec.structs.replace(report, user="")
    if HiddenPart.SUMMARY in own:
        findings = tuple(
            finding
            for finding in report.findings
            if finding.origin is not Origin.SUMMARY
            and all(quote.text != Origin.SUMMARY.value for quote in finding.evidence)
        )
        report = msgspec.structs.replace(report, findings=findings, failures=())
        one = msgspec.structs.replace(one, summary="")
    return msgspec.structs.replace(one, report=report)


def _blank(one: Checked, reason: str) -> Checked:
    report = one.report
    return Checked(
        report=Report(
            wiki=report.wiki,
            title=report.title,
            rev_id=report.rev_id,
            parent_id=report.parent_id,
            page_id=report.page_id,
            timestamp=report.timestamp,
            status=ReportStatus.SKIPPED,
            reason=reason,
        ),
        namespace=one.namespace,
    )
