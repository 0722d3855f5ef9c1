"""Where a finding is, in SARIF's words: a page, or a linted file, and a region of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from bot.core.model import Report
from bot.output.escape_uri import escape_segment
from bot.output.file_names import file_name
from rules.contract import Finding

WIKI_PAGES = "WIKIPAGES"
"""What a page's address counts from."""

SOURCE_ROOT = "%SRCROOT%"
"""What a file's address counts from; services put the root of the repository there."""

Json = dict[str, Any]


def artifact(report: Report, file: str | None) -> Json:
    """The page by its title, without a title by the report's ids, or the file.

    A title is one segment of an address, however it reads: it can name no other host, scheme or
    folder.
    """
    if file is not None and not file.startswith("/"):
        return {"uri": quote(file, safe="/"), "uriBaseId": SOURCE_ROOT}
    if report.title:
        uri = escape_segment(report.title.replace(" ", "_"))
    else:
        uri = file_name(report, "txt").removesuffix(".txt")
    return {"uri": uri, "uriBaseId": WIKI_PAGES}


def region(finding: Finding) -> Json:
    """The finding's place in the new wikitext, in lines and columns and in code points."""
    breaks = finding.quote.count("\n")
    last_line = finding.quote.rpartition("\n")[2]
    first_column = 1 if breaks else max(finding.column, 1)
    return {
        "startLine": max(finding.line, 1),
        "startColumn": max(finding.column, 1),
        "endLine": max(finding.line, 1) + breaks,
        # The column after the last character.
        "endColumn": first_column + len(last_line),
        "charOffset": max(finding.start, 0),
        "charLength": max(finding.end - finding.start, 0),
    }
