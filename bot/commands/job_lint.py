"""The lint of a job: that of worker processes, with what the store and the settings know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.config import IgnoredTitles, Settings
from bot.core.model import ReportStatus, Revision
from bot.core.pool import WorkerPool
from bot.core.report import Job, Linted, blank_report
from bot.jobs.linting import Stop
from bot.ports import FindingStore


class JobLint:
    """From revisions to their reports, with the findings that were dismissed left out."""

    def __init__(self, pool: WorkerPool, store: FindingStore, settings: Settings) -> None:
        self._pool = pool
        self._store = store
        self._titles = IgnoredTitles(
            settings.lint.ignore_titles, settings.lint.ignore_title_patterns
        )

    def __call__(self, revisions: Iterable[Revision], stop: Stop | None) -> Iterator[Linted]:
        wanted = list(revisions)
        dismissed = {
            wiki: self._store.dismissed(wiki, {one.page_id for one in wanted if one.wiki == wiki})
            for wiki in {one.wiki for one in wanted}
        }
        jobs = [
            self._job(one, tuple(sorted(dismissed[one.wiki].get(one.page_id, ()))))
            for one in wanted
        ]
        return self._pool.lint_all(jobs, stop)

    def _job(self, revision: Revision, dismissed: tuple[str, ...]) -> Job | Linted:
        reason = self._titles.reason(revision.title)
        if reason is None:
            return Job(revision, dismissed=dismissed)
        blank = blank_report(Job(revision), ReportStatus.SKIPPED, reason, self._pool.ruleset)
        return Linted(blank)
