"""The formats of ``--format``: those that are made of reports alone, whole or as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.config import Settings
from bot.core.model import Report
from bot.output.totals import Totals
from rules.contract import Meta, Severity

EXTENSIONS = {
    "text": "txt",
    "json": "jsonl",
    "html": "html",
    "draft": "wikitext",
    "csv": "csv",
    "sarif": "sarif",
    "atom": "atom",
    "github": "github",
    "junit": "xml",
}
"""Every format, and what its files' names end with."""

STREAMED = frozenset({"json", "csv", "github"})
"""Formats that can be written report by report."""

OF_REPORTS = STREAMED | {"sarif", "atom", "junit"}
"""Formats that need no text of a revision."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the formats depend on beside the reports.

    ``rules`` are the rules by code; ``file`` is the file that was linted, if it was one.
    """

    settings: Settings
    rules: Mapping[str, Meta] = field(default_factory=dict)
    file: str | None = None
    fail_on: Severity = Severity.WARNING

    @property
    def base_url(self) -> str | None:
        """The wiki's ``index.php``, if the settings are of a wiki."""
        pages = self._pages()
        return f"{pages}/w/index.php" if pages else None

    @property
    def pages_url(self) -> str | None:
        """What stands before a title in a page's address, if the settings are of a wiki."""
        pages = self._pages()
        return f"{pages}/wiki/" if pages else None

    def _pages(self) -> str | None:
        address = self.settings.wiki.article_url
        if not self.settings.wiki.dbname or "/wiki/" not in address:
            return None
        return address.split("/wiki/")[0]


@dataclass(frozen=True, slots=True)
class Stream:
    """A format in pieces: what comes first, what comes of each report, what comes last."""

    begin: str
    one: Callable[[Report], bytes | str]
    end: Callable[[Totals], str]


def stream(kind: str, wanted: Wanted) -> Stream:
    """The pieces of one of the streamed formats."""
    if kind == "csv":
        from bot.output.csv_table import csv_heading, csv_rows

        return Stream(
            csv_heading(),
            lambda report: csv_rows(report, base_url=wanted.base_url),
            lambda sums: "",
        )
    if kind == "github":
        from bot.output.github import github_closing, github_lines

        return Stream("", lambda report: github_lines(report, file=wanted.file), github_closing)
    from bot.output.json_lines import json_line

    return Stream("", json_line, lambda sums: "")


def machine_text(kind: str, reports: Iterable[Report], wanted: Wanted) -> str:
    """Reports, stored ones too, in any format that is made of reports alone."""
    if kind not in STREAMED:
        return whole(kind, reports, wanted)
    from bot.output.totals import Tally

    pieces, tally, parts = stream(kind, wanted), Tally(), []
    for report in reports:
        tally.add(report)
        part = pieces.one(report)
        parts.append(part if isinstance(part, str) else part.decode())
    return pieces.begin + "".join(parts) + pieces.end(tally.totals())


def whole(kind: str, reports: Iterable[Report], wanted: Wanted) -> str:
    """Reports in one of the formats that need them all."""
    if kind == "sarif":
        from bot.output.sarif import sarif_log

        return sarif_log(
            reports,
            rules=wanted.rules,
            pages_url=wanted.pages_url,
            base_url=wanted.base_url,
            file=wanted.file,
        )
    if kind == "atom":
        from bot.output.atom import atom_feed

        feed = wanted.settings.feed
        return atom_feed(
            reports,
            wiki=wanted.settings.wiki.dbname,
            base_url=wanted.base_url,
            self_url=feed.url,
            authority=feed.authority,
        )
    from bot.output.junit import junit_xml

    return junit_xml(reports, fail_on=wanted.fail_on, base_url=wanted.base_url)
