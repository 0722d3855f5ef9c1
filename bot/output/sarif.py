"""Reports as SARIF 2.1.0, the form that code-scanning services and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from bot import __version__
from bot.core.model import Report, ReportStatus
from bot.output.addresses import web_address
from bot.output.escape_json import escape_json
from bot.output.escape_sarif import escape_sarif
from bot.output.escape_uri import escape_segment
from bot.output.sarif_places import SOURCE_ROOT, WIKI_PAGES, artifact
from bot.output.sarif_result import result
from bot.output.totals import totals_of
from rules.contract import Finding, Meta

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_ENWIKI_PAGES = "https://en.wikipedia.org/wiki/"
_UNFINISHED = (ReportStatus.FAILED, ReportStatus.INCOMPLETE)

Json = dict[str, Any]


def sarif_log(
    reports: Iterable[Report],
    *,
    rules: Mapping[str, Meta] | None = None,
    pages_url: str | None = None,
    base_url: str | None = None,
    file: str | None = None,
) -> str:
    """The log, with a run for each wiki.

    ``rules`` are the rules by code, for what is told about them beside the finding. ``pages_url``
    is what stands before a title in the address of a page, and ``base_url`` the wiki's
    ``index.php``; without them only the English Wikipedia's are known. ``file`` is the file that
    was linted, relative to where its project begins, if the text came from one.
    """
    by_wiki: dict[str, list[Report]] = {}
    for report in reports:
        by_wiki.setdefault(report.wiki, []).append(report)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            _run(wiki, found, rules or {}, pages_url, base_url, file)
            for wiki, found in (by_wiki or {"": []}).items()
        ],
    }
    return msgspec.json.format(msgspec.json.encode(escape_json(log)), indent=1).decode() + "\n"


def _run(
    wiki: str,
    reports: Sequence[Report],
    rules: Mapping[str, Meta],
    pages_url: str | None,
    base_url: str | None,
    file: str | None,
) -> Json:
    firsts: dict[str, Finding] = {}
    for report in reports:
        for finding in report.findings:
            firsts.setdefault(finding.code, finding)
    indexes = {code: index for index, code in enumerate(firsts)}
    sums = totals_of(reports)
    pages: Json = {"description": {"text": "The wiki's pages, each by its title."}}
    address = pages_url or (_ENWIKI_PAGES if wiki == "enwiki" else None)
    if address is not None and web_address(address) and address.endswith("/"):
        pages["uri"] = address
    return {
        "tool": {
            "driver": {
                "name": "revlint",
                "version": __version__,
                "rules": [_rule(finding, rules.get(code)) for code, finding in firsts.items()],
            }
        },
        # Ends with a slash: a category of runs, of which this is one.
        "automationDetails": {"id": f"revlint/{escape_segment(wiki)}/" if wiki else "revlint/"},
        "columnKind": "unicodeCodePoints",
        "language": "en",
        "originalUriBaseIds": {
            WIKI_PAGES: pages,
            SOURCE_ROOT: {"description": {"text": "Where the project of a linted file begins."}},
        },
        "invocations": [_invocation(reports, file)],
        "results": [
            result(report, finding, indexes[finding.code], base_url, file)
            for report in reports
            for finding in report.findings
        ],
        "properties": {
            "checked": sums.checked,
            "incomplete": sums.incomplete,
            "skipped": sums.skipped,
            "failed": sums.failed,
            "firstRevision": sums.first,
            "lastRevision": sums.last,
        },
    }


def _rule(finding: Finding, meta: Meta | None) -> Json:
    """A rule as its first finding shows it; with its meta, what it finds and why."""
    # Validators want names as of classes; ours are those of the rules' classes.
    name = "".join(word[:1].upper() + word[1:] for word in finding.name.split("-"))
    rule: Json = {"id": finding.code, "name": name}
    if meta is not None:
        rule["shortDescription"] = {"text": escape_sarif(meta.summary)}
        rule["fullDescription"] = {"text": escape_sarif(meta.why)}
    if finding.source.name.strip("-–— "):
        rule["help"] = {"text": escape_sarif(f"See {finding.source.name}.")}
    if address := web_address(finding.source.url):
        rule["helpUri"] = address
    rule["properties"] = {
        "tags": [finding.category.value, finding.status.value],
        "guideline": finding.source.name,
    }
    return rule


def _invocation(reports: Sequence[Report], file: str | None) -> Json:
    """How the work went: a revision that was not checked must not pass for a clean one."""
    notes = []
    for report in reports:
        where = [{"physicalLocation": {"artifactLocation": artifact(report, file)}}]
        if report.status is not ReportStatus.LINTED:
            reason = report.reason or "no reason was given"
            notes.append(
                {
                    "level": "error" if report.status in _UNFINISHED else "note",
                    "message": {"text": escape_sarif(f"{report.status.value}: {reason}")},
                    "locations": where,
                    "properties": {"revId": report.rev_id},
                }
            )
        notes += [
            {
                "level": "error",
                "message": {"text": escape_sarif(failure.error)},
                "locations": where,
                "associatedRule": {"id": failure.code},
                "properties": {"revId": report.rev_id},
            }
            for failure in report.failures
        ]
    return {
        "executionSuccessful": not any(report.status in _UNFINISHED for report in reports),
        "toolExecutionNotifications": notes,
    }
