"""``revlint report``: stored findings of a period, or of one revision, as a page for reviewers."""

from __future__ import annotations

import argparse
import re
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bot import app
from bot.commands.formats import EXTENSIONS, Wanted, machine_text
from bot.commands.settings import settings_from
from bot.commands.whole_file import WholeFile
from bot.config import Settings
from bot.errors import InputError
from bot.output.addresses import index_address
from bot.ports import StoredReport
from bot.times import asked_time, time_text
from rules.catalog import Entry

_SAFE_WIKI = re.compile(r"[a-z][a-z0-9_-]{0,31}", re.ASCII)


def execute(options: argparse.Namespace) -> int:
    """Write the page; 0, whatever was found."""
    if options.output and options.output_dir:
        raise InputError("--output and --output-dir exclude each other")
    if options.open and not (options.output or options.output_dir):
        raise InputError("--open needs a file: --output FILE or --output-dir DIR")
    known = app.entries()
    # The codes are a choice among what is stored, not of rules to run.
    codes = _codes(options.select)
    options.select = None
    settings = settings_from(options, known)
    since, until = _time(options.since, "--since"), _time(options.until, "--until", ends=True)
    reports = _reports(options, settings, since, until, codes)
    if options.format == "html":
        page = _page(reports, options.wiki, settings, known, since, until)
    elif options.format == "wikitext":
        page = _wikitext(reports, options.wiki, settings, since, until)
    else:
        metas = {code: entry.meta for code, entry in known.items()}
        found = (stored.report for stored in reports)
        page = machine_text(options.format, found, Wanted(settings, metas))
    path = _path(options)
    if path is None:
        sys.stdout.buffer.write(page.encode("utf-8", "replace"))
        return 0
    file = WholeFile(path)
    try:
        file.write(page.encode("utf-8", "replace"))
        file.keep()
    finally:
        file.discard()
    print(f"revlint: wrote {path}", file=sys.stderr)
    if options.open:
        webbrowser.open(path.resolve().as_uri())
    return 0


def _reports(
    options: argparse.Namespace,
    settings: Settings,
    since: str | None,
    until: str | None,
    codes: Sequence[str],
) -> list[StoredReport]:
    from bot.store import Store

    with Store.open(settings.store.url) as store:
        found = store.reports(
            wiki=options.wiki,
            since=since,
            until=until,
            rev_ids=None if options.rev is None else [options.rev],
        )
    if options.rev is not None and not found:
        raise InputError(f"{options.wiki} {options.rev}: this revision is not stored")
    wanted = set(options.page or ())
    if wanted:
        missing = wanted - {stored.report.title for stored in found}
        if missing:
            raise InputError(f"nothing is stored for this window of: {', '.join(sorted(missing))}")
        found = tuple(stored for stored in found if stored.report.title in wanted)
    return [_only(stored, codes) for stored in found]


def _only(stored: StoredReport, codes: Sequence[str]) -> StoredReport:
    if not codes:
        return stored
    report = stored.report
    findings = tuple(one for one in report.findings if one.code.startswith(tuple(codes)))
    report = msgspec.structs.replace(report, findings=findings)
    checked = msgspec.structs.replace(stored.checked, report=report)
    return msgspec.structs.replace(stored, checked=checked)


def _page(
    reports: Sequence[StoredReport],
    wiki: str,
    settings: Settings,
    known: Mapping[str, Entry],
    since: str | None,
    until: str | None,
) -> str:
    from bot.output.period import period_report

    return period_report(
        reports,
        wiki=wiki,
        since=since,
        until=until,
        base_url=index_address(settings.wiki.article_url),
        reasons=app.reasons(known),
    )


def _wikitext(
    reports: Sequence[StoredReport],
    wiki: str,
    settings: Settings,
    since: str | None,
    until: str | None,
) -> str:
    from bot.output.wikitext_report import ReportForm, wikitext_report

    # Nobody was asked which pages are about living people, so nothing is quoted.
    form = ReportForm(
        tool_name=settings.draft.tool_name,
        since=since or "",
        until=until or "",
        max_bytes=settings.report_page.max_bytes,
    )
    return wikitext_report(reports, wiki, form)


def _codes(text: str | None) -> list[str]:
    return [code for code in (part.strip() for part in (text or "").split(",")) if code]


def _time(text: str | None, option: str, *, ends: bool = False) -> str | None:
    """A time as the store has it; a day alone is its beginning, or its end."""
    if text is None:
        return None
    try:
        when = asked_time(text)
    except InputError as error:
        raise InputError(f"{option}: {error}") from None
    if ends and len(text) <= len("2025-02-19"):
        when = when.replace(hour=23, minute=59, second=59)
    return time_text(when)


def _path(options: argparse.Namespace) -> Path | None:
    if options.output:
        return Path(options.output)
    if not options.output_dir:
        return None
    folder = Path(options.output_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror or error}") from error
    wiki = options.wiki if _SAFE_WIKI.fullmatch(options.wiki) else "wiki"
    what = "report" if options.rev is None else f"rev-{options.rev}"
    ending = EXTENSIONS.get(options.format, options.format)
    return folder / f"{wiki}-{what}.{ending}"
