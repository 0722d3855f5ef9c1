"""Stored reports as one self-contained HTML page: what needs a person now, then page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.output.html_page import html_page
from bot.output.period_view import CONFIDENT, FINDINGS_NOW, period_view
from bot.ports import StoredReport


def period_report(
    reports: Sequence[StoredReport],
    *,
    wiki: str,
    since: str | None = None,
    until: str | None = None,
    base_url: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """The page. ``since`` and ``until`` are the window that was asked for, ISO 8601 or None.

    ``base_url`` is the wiki's ``index.php``. ``reasons`` say by a rule's code, in one line, why
    what it finds is a fault. The page reads without scripts; with them it filters and has keys.
    """
    view = period_view(
        reports, wiki=wiki, since=since, until=until, base_url=base_url, reasons=reasons or {}
    )
    return html_page(
        "period.html.j2",
        view=view,
        confident=round(CONFIDENT * 100),
        findings_now=FINDINGS_NOW,
    )
