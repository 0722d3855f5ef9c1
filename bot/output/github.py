"""Findings as annotations of GitHub Actions: lines that its runner, and Gitea's, reads in a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.core.model import Report, ReportStatus
from bot.output.escape_github import escape_github_data, escape_github_property
from bot.output.totals import Tally, Totals, closing_line
from rules.contract import Finding, Origin, Severity, Status

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_UNFINISHED = (ReportStatus.FAILED, ReportStatus.INCOMPLETE)


def github_annotations(reports: Iterable[Report], *, file: str | None = None) -> str:
    """A command for each finding, for each revision that was not checked, and with the totals.

    ``file`` is the file that was linted, if the text came from one; else the page's title stands
    for it. Findings in preview, and those that were there before, are notices.
    """
    tally = Tally()
    lines = []
    for report in reports:
        tally.add(report)
        lines.append(github_lines(report, file=file))
    return "".join(lines) + github_closing(tally.totals())


def github_lines(report: Report, *, file: str | None = None) -> str:
    """The commands of one report."""
    return "".join(_lines(report, file or report.title))


def github_closing(sums: Totals) -> str:
    """A notice with the totals."""
    return _command("notice", {"title": "revlint"}, closing_line(sums))


def _lines(report: Report, file: str) -> Iterator[str]:
    if report.status is not ReportStatus.LINTED:
        level = "error" if report.status in _UNFINISHED else "notice"
        reason = report.reason or "no reason was given"
        yield _command(level, {"file": file, "title": f"revlint: {report.status.value}"}, reason)
    for failure in report.failures:
        title = f"revlint: rule {failure.code} failed"
        yield _command("error", {"file": file, "title": title}, failure.error)
    for finding in report.findings:
        yield _annotation(finding, file)


def _annotation(finding: Finding, file: str) -> str:
    properties: dict[str, str | int] = {"file": file}
    title = f"{finding.code} {finding.name}"
    level = _LEVELS[finding.severity]
    if finding.status is Status.PREVIEW:
        level, title = "notice", title + " (preview)"
    if finding.origin is Origin.EXISTING:
        level, title = "notice", title + " (already on the page)"
    if finding.origin is Origin.SUMMARY:
        title += " (edit summary)"
    else:
        breaks = finding.quote.count("\n")
        properties |= {"line": finding.line, "endLine": finding.line + breaks}
        if not breaks:
            # Columns mean something on one line only.
            properties["col"] = finding.column
            properties["endColumn"] = finding.column + len(finding.quote)
    lines = [f"{finding.message} “{finding.quote}”"]
    if finding.suggestions:
        lines.append(
            f"Suggestion: {' or '.join(text or '(nothing)' for text in finding.suggestions)}"
        )
    lines.append(" ".join(filter(None, (finding.source.name, finding.source.url))))
    return _command(level, {**properties, "title": title}, "\n".join(lines))


def _command(level: str, properties: dict[str, str] | dict[str, str | int], message: str) -> str:
    written = ",".join(
        f"{name}={escape_github_property(str(value))}" for name, value in properties.items()
    )
    return f"::{level} {written}::{escape_github_data(message)}\n"
