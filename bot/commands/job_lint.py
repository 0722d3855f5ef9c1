"""The lint of a job: a worker's, with what the store and the settings know."""

from __future__ import annotations

from bot.config import IgnoredTitles, Settings
from bot.core.model import ReportStatus, Revision
from bot.core.report import Job, Linted, blank_report
from bot.core.worker import Worker
from bot.ports import FindingStore


class JobLint:
    """From a revision to its report, with the page's dismissed findings left out."""

    def __init__(self, worker: Worker, store: FindingStore, settings: Settings) -> None:
        self._worker = worker
        self._store = store
        self._titles = IgnoredTitles(
            settings.lint.ignore_titles, settings.lint.ignore_title_patterns
        )

    def __call__(self, revision: Revision) -> Linted:
        reason = self._titles.reason(revision.title)
        if reason is not None:
            blank = blank_report(Job(revision), ReportStatus.SKIPPED, reason, self._worker.ruleset)
            return Linted(blank)
        dismissed = self._store.dismissed(revision.wiki, [revision.page_id])
        marks = tuple(sorted(dismissed.get(revision.page_id, ())))
        return self._worker.lint(Job(revision, dismissed=marks))
