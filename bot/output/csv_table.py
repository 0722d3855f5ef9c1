"""Findings as a table for spreadsheets: one row a finding, as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from bot.core.model import Report
from bot.output.addresses import revision_address, web_address
from bot.output.escape_csv import escape_csv
from bot.output.escape_json import finite
from rules.contract import Finding

COLUMNS = {
    "wiki": "the wiki's database name",
    "title": "the page's title",
    "page_id": "the page's id, 0 if it is not known",
    "rev_id": "the revision's id, 0 if it is not known",
    "timestamp": "when the revision was saved, as the wiki writes it",
    "report": "linted, or incomplete where the revision was not checked to the end",
    "part": "which part of the input it is, where there are several",
    "code": "the rule's code",
    "name": "the rule's name",
    "status": "stable, or preview for a rule whose precision is not yet counted",
    "severity": "error, warning or advice",
    "class": "substantive, or cosmetic if no reader could be misled",
    "confidence": "0 to 1",
    "origin": "added by the revision, in its summary, or existing on the page before",
    "section": "the heading above it",
    "line": "its line in the new wikitext (the summary), from 1",
    "column": "its column there in code points, from 1",
    "start": "its first code point in the new wikitext (the summary), from 0",
    "end": "the code point after its last",
    "quote": "what stands there",
    "message": "what is wrong with it",
    "suggestions": "what might stand there instead, separated by ` | `",
    "guideline": "the guideline's name",
    "guideline_url": "its address",
    "revision_url": "where the revision can be seen, if its wiki is known",
    "fingerprint": "the finding's name across runs, which `revlint mark` takes",
}
"""Every column by its heading, in order, and what it holds."""


def csv_table(reports: Iterable[Report], *, base_url: str | None = None) -> str:
    """The heading and a row for each finding; ``base_url`` is the wiki's ``index.php``."""
    return csv_heading() + "".join(csv_rows(report, base_url=base_url) for report in reports)


def csv_heading() -> str:
    """The first line."""
    return _lines([list(COLUMNS)])


def csv_rows(report: Report, *, base_url: str | None = None) -> str:
    """A line for each finding of one report; no line if it has none.

    No cell holds a line end or is read as a formula, so that a cell need not be the exact text: a
    program should read JSON instead.
    """
    return _lines(_row(report, finding, base_url) for finding in report.findings)


def _row(report: Report, finding: Finding, base_url: str | None) -> Iterator[str | int | float]:
    values: tuple[str | int | float, ...] = (
        report.wiki,
        report.title,
        report.page_id,
        report.rev_id,
        report.timestamp,
        report.status.value,
        report.part,
        finding.code,
        finding.name,
        finding.status.value,
        finding.severity.value,
        finding.category.value,
        finite(finding.confidence),
        finding.origin.value,
        finding.section,
        finding.line,
        finding.column,
        finding.start,
        finding.end,
        finding.quote,
        finding.message,
        " | ".join(finding.suggestions),
        finding.source.name,
        web_address(finding.source.url) or "",
        revision_address(report, base_url) or "",
        finding.fingerprint,
    )
    return (escape_csv(value) if isinstance(value, str) else value for value in values)


def _lines(rows: Iterable[Iterable[str | int | float]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
