"""``revlint lint``: revisions from files, a stream, a diff page or a wiki; reports to outputs."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO

from bot import app
from bot.commands.outputs import Outputs
from bot.commands.settings import settings_from
from bot.config import IgnoredTitles, Settings
from bot.core.model import SEVERITY_ORDER, LintedText, Report, ReportStatus, Revision, Skipped
from bot.core.pool import WorkerPool
from bot.core.report import Job, Linted, blank_report
from bot.core.skip import skip_reason
from bot.errors import ConfigurationError, InputError
from rules.catalog import Entry
from rules.contract import Severity

FOUND, FAILED = 1, 2
FAILED_STATUSES = (ReportStatus.FAILED, ReportStatus.INCOMPLETE)


def execute(options: argparse.Namespace) -> int:
    """Lint what the options name; 0 nothing found, 1 something, 2 if a revision failed."""
    sources = [options.new, options.jsonl, options.diff_page, options.rev, options.url]
    if sum(source is not None for source in sources) != 1:
        raise InputError(
            "say what to lint: one of --new FILE, --jsonl FILE, --diff-page FILE, --rev ID, --url"
        )
    if options.old is not None and options.new is None:
        raise InputError("--old goes with --new")
    if (options.rev is not None or options.url is not None) and not options.wiki:
        raise ConfigurationError("a live revision needs --wiki, to know how its wiki is reached")
    known = app.entries()
    settings = settings_from(options, known)
    least = SEVERITY_ORDER[Severity(options.fail_on)]
    code = 0
    metas = {name: entry.meta for name, entry in known.items()}
    with Outputs(options, settings, metas) as outputs, _pool(options, settings, known) as pool:
        for text in _linted(options, settings, pool):
            code = max(code, _code(text.report, least))
            outputs.write(text)
    return code


def _code(report: Report, least: int) -> int:
    if report.status in FAILED_STATUSES:
        return FAILED
    graver = (f for f in report.exit_findings if SEVERITY_ORDER[f.severity] >= least)
    return FOUND if any(graver) else 0


def _pool(
    options: argparse.Namespace, settings: Settings, known: Mapping[str, Entry]
) -> WorkerPool:
    """Workers for a file of many revisions; one where whoever writes may wait for an answer."""
    many = options.jsonl not in (None, "-")
    return app.pool(settings, known, options.jobs or (None if many else 1))


def _linted(
    options: argparse.Namespace, settings: Settings, pool: WorkerPool
) -> Iterator[LintedText]:
    """What becomes of each job, in order."""
    titles = IgnoredTitles(settings.lint.ignore_titles, settings.lint.ignore_title_patterns)
    begun: deque[Job | Report] = deque()

    def to_lint() -> Iterator[Job | Linted]:
        for job in _jobs(options, settings):
            begun.append(job)
            if isinstance(job, Report):
                yield Linted(job)
                continue
            reason = titles.reason(job.revision.title)
            if options.jsonl is not None:
                reason = reason or skip_reason(job.revision, settings.lint.skip_tags)
            if reason is None:
                yield job
            else:
                yield Linted(blank_report(job, ReportStatus.SKIPPED, reason, pool.ruleset))

    for linted in pool.lint_all(to_lint()):
        job = begun.popleft()
        revision = Revision(new="") if isinstance(job, Report) else job.revision
        yield LintedText(
            report=linted.report,
            new=revision.new,
            old=revision.old,
            summary=revision.summary,
            added=linted.added,
        )


def _jobs(options: argparse.Namespace, settings: Settings) -> Iterator[Job | Report]:
    page = options.page
    if options.new is not None:
        from bot.sources.files import revision_from_files

        revision = revision_from_files(
            options.old,
            options.new,
            title=options.title,
            summary=options.summary,
            wiki=options.wiki,
        )
        yield Job(revision, whole_page=page)
    elif options.jsonl is not None:
        yield from _from_json_lines(options)
    elif options.diff_page is not None:
        yield from _from_diff_page(options)
    else:
        yield _live(options, settings)


def _from_json_lines(options: argparse.Namespace) -> Iterator[Job | Report]:
    from bot.sources.json_lines import LineError, revisions

    with _opened(options.jsonl) as stream:
        for item in revisions(stream):
            if isinstance(item, LineError):
                yield Report(
                    title=item.title,
                    rev_id=item.rev_id,
                    line=item.line,
                    status=ReportStatus.FAILED,
                    reason=f"line {item.line}: {item.message}",
                )
            else:
                yield Job(item.revision, whole_page=options.page, line=item.line)


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _from_diff_page(options: argparse.Namespace) -> Iterator[Job]:
    from bot.sources.diff_page import diff_page_parts
    from bot.sources.files import text_from

    for part in diff_page_parts(text_from(options.diff_page), wiki=options.wiki):
        for warning in part.warnings:
            print(f"revlint: {options.diff_page}: {warning}", file=sys.stderr)
        yield Job(
            part.revision,
            whole_page=options.page,
            summary_only=part.summary_only,
            rules_off=part.rules_off,
            silent=tuple(("LAY001", start, end) for start, end in part.cut_headings),
            part=part.part,
        )


def _live(options: argparse.Namespace, settings: Settings) -> Job | Report:
    from bot.commands.wiki import connected
    from bot.wiki.live import revision_at, revision_by_id

    if options.url is not None:
        from bot.wiki.address import diff_address

        address = diff_address(options.url)
        found = revision_at(connected(settings), address)
    else:
        found = revision_by_id(connected(settings), options.rev)
    if isinstance(found, Skipped):
        return blank_report(Job(found.revision), ReportStatus.SKIPPED, found.reason)
    return Job(found, whole_page=options.page)
