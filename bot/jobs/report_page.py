"""From stored reports to the page that lists their findings in the account's user space."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.core.outgoing import DraftKind, NewDraft
from bot.output.report_rows import rows_of
from bot.output.wikitext_report import ReportForm, wikitext_report
from bot.ports import CategorySource, ReviewedReport, VisibilitySource


def report_page(
    reports: Sequence[ReviewedReport],
    *,
    wiki: str,
    title: str,
    categories: CategorySource,
    visibility: VisibilitySource,
    living: Collection[str],
    quote_living: bool,
    form: ReportForm,
) -> NewDraft:
    """The page as a draft, by what the wiki says today.

    Pages in one of the categories ``living``, and those of which that is not known, are quoted
    only if ``quote_living``. Revisions of which the wiki hides something are left out.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    rows = rows_of(reports).rows
    quotable: frozenset[int] | None = None
    if not quote_living:
        quotable = categories.pages_in({row.report.page_id for row in rows}, living).outside
    ids = {row.report.rev_id for row in rows}
    hidden = frozenset(visibility.hidden(ids)) if ids else frozenset()
    own = ReportForm(
        tool_name=form.tool_name,
        since=form.since,
        until=form.until,
        max_bytes=form.max_bytes,
        quotable=quotable,
        hidden=hidden,
    )
    return NewDraft(
        wiki=wiki,
        kind=DraftKind.REPORT,
        title=title,
        heading="",
        body=wikitext_report(reports, wiki, own),
    )
