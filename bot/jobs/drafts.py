"""From stored findings to drafts of talk-page messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from bot.core.model import LintedText, Report
from bot.core.outgoing import DraftKind, NewDraft
from bot.output.talk_draft import draft
from bot.ports import Checked, ReviewVerdict

UNWANTED = frozenset({ReviewVerdict.DISMISS, ReviewVerdict.WRONG})


class ReviewedReport(Protocol):
    """A stored report and the verdicts on its findings, by fingerprint."""

    @property
    def checked(self) -> Checked:
        """The report, and its revision's summary."""

    @property
    def verdicts(self) -> Mapping[str, ReviewVerdict]:
        """The latest verdict on each finding that has one."""


def made_drafts(reports: Iterable[ReviewedReport], *, tool_name: str, most: int) -> list[NewDraft]:
    """A draft for each report that gives reason for one, without findings found wrong.

    ``most`` is how many points one makes at most. Whether a draft is new is for the store to say.
    """
    made = []
    for one in reports:
        report = _less_unwanted(one)
        text = LintedText(report=report, new="", summary=one.checked.summary)
        message = draft(text, tool_name=tool_name, max_points=most)
        if message is None:
            continue
        made.append(
            NewDraft(
                wiki=report.wiki,
                kind=DraftKind.TALK,
                title=message.title,
                heading=message.heading,
                body=message.wikitext,
                page_id=report.page_id,
                rev_id=report.rev_id,
                editor=report.user,
                fingerprints=message.fingerprints,
            )
        )
    return made


def _less_unwanted(one: ReviewedReport) -> Report:
    report = one.checked.report
    wanted = tuple(
        finding
        for finding in report.findings
        if one.verdicts.get(finding.fingerprint) not in UNWANTED
    )
    return msgspec.structs.replace(report, findings=wanted)
