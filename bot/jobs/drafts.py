"""From stored findings to drafts of talk-page messages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import msgspec

from bot.core.model import LintedText, Report, ReportStatus
from bot.core.outgoing import DraftKind, NewDraft, Recipient
from bot.core.standing import standing
from bot.output.draft_points import points
from bot.output.talk_draft import TalkForm, draft
from bot.ports import UNWANTED, ReviewedReport, Today, TodaySource

REVISIONS_AT_ONCE = 20


class Made(msgspec.Struct, frozen=True):
    """The drafts, and how many revisions got none: ``lost`` ones (gone, hidden or reverted), and
    those whose passages have been changed since (``mended``)."""

    drafts: tuple[NewDraft, ...]
    lost: int = 0
    mended: int = 0


def made_drafts(reports: Iterable[ReviewedReport], source: TodaySource, form: TalkForm) -> Made:
    """A draft for each report that still gives reason for one, by what the wiki says today.

    Findings that were found wrong, or whose passage the page no longer has, are left out. The
    editor and the page go by their names of today. Whether a draft is new is for the store to
    say.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        ConfigurationError: the template does not work.
    """
    made: list[NewDraft] = []
    lost = mended = 0
    wanted = ((one, told) for one in reports if (told := _worth_telling(one, form)) is not None)
    while group := list(islice(wanted, REVISIONS_AT_ONCE)):
        today = source.today([report.rev_id for _, report in group])
        for one, report in group:
            now = today[report.rev_id]
            if now.lost:
                lost += 1
                continue
            left = standing(report.findings, now.linted, now.newest)
            current = msgspec.structs.replace(
                report, findings=left, title=now.title, user=now.editor
            )
            found = _draft(current, now, one.checked.summary, form)
            mended += found is None and len(left) < len(report.findings)
            made += [found] if found is not None else []
    return Made(tuple(made), lost, mended)


def _worth_telling(one: ReviewedReport, form: TalkForm) -> Report | None:
    """The report less what reviewers do not want to see; None if nothing is left to write of."""
    report = one.checked.report
    if report.status is not ReportStatus.LINTED or report.rev_id <= 0:
        return None
    wanted = tuple(f for f in report.findings if one.verdicts.get(f.fingerprint) not in UNWANTED)
    report = msgspec.structs.replace(report, findings=wanted)
    return report if points(report, form.max_points, style=form.style).findings else None


def _draft(report: Report, now: Today, summary: str, form: TalkForm) -> NewDraft | None:
    text = LintedText(report=report, new=now.linted, summary=summary)
    message = draft(text, form, namespace=now.namespace)
    if message is None:
        return None
    to_editor = form.to is Recipient.EDITOR and bool(report.user)
    return NewDraft(
        wiki=report.wiki,
        kind=DraftKind.TALK,
        title=message.title,
        heading=message.heading,
        body=message.wikitext,
        page_id=report.page_id,
        rev_id=report.rev_id,
        # Who is not written to need not be known either.
        editor=report.user if to_editor else "",
        fingerprints=message.fingerprints,
    )
