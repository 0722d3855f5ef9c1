"""The report as one self-contained HTML page for reviewers: no outside resource."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.model import LintedText
from bot.output.html_page import html_page
from bot.output.html_view import revision_view
from bot.output.totals import totals


def html_report(
    texts: Sequence[LintedText],
    *,
    base_url: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """What a run found, as a page to read, print or send.

    ``base_url`` is the wiki's ``index.php``, which revision links lead to; without it only
    revisions of the English Wikipedia are linked. ``reasons`` say by a rule's code why what it
    finds is a fault. Whatever comes from a wiki or a rule is escaped, isolated in ``<bdi>``
    against direction controls, and shown with its hidden characters visible.
    """
    revisions = [
        revision_view(linted, number, base_url, reasons or {})
        for number, linted in enumerate(texts, 1)
    ]
    return html_page("report.html.j2", revisions=revisions, totals=totals(texts))
