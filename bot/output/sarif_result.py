"""One finding as a result of SARIF."""

from __future__ import annotations

from typing import Any

from bot.core.model import Report
from bot.output.addresses import revision_address
from bot.output.escape_json import finite
from bot.output.escape_sarif import escape_sarif
from bot.output.sarif_places import artifact, region
from rules.contract import EvidenceQuote, Finding, Origin, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_PLACES = {"new": "on the page", "old": "before the edit", "summary": "in the edit summary"}

Json = dict[str, Any]


def result(
    report: Report, finding: Finding, rule_index: int, base_url: str | None, file: str | None
) -> Json:
    """The result. What was on the page before the revision is in the state ``unchanged``."""
    where = artifact(report, file)
    found: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "rank": round(min(max(finite(finding.confidence), 0.0), 1.0) * 100, 1),
        "baselineState": "unchanged" if finding.origin is Origin.EXISTING else "new",
        "message": {"text": escape_sarif(finding.message or finding.name)},
        "locations": [_location(finding, where)],
        "partialFingerprints": {"revlintFingerprint/v1": finding.fingerprint},
        "properties": {
            "status": finding.status.value,
            "class": finding.category.value,
            "origin": finding.origin.value,
            "confidence": finite(finding.confidence),
            "quote": finding.quote,
            "pageId": report.page_id,
            "revId": report.rev_id,
            "parentId": report.parent_id,
            "part": report.part,
        },
    }
    if address := revision_address(report, base_url):
        found["properties"]["revisionUrl"] = address
    if finding.evidence:
        found["relatedLocations"] = [
            _evidence(item, number, where) for number, item in enumerate(finding.evidence, 1)
        ]
    if finding.suggestions and finding.origin is not Origin.SUMMARY:
        found["fixes"] = [_fix(finding, text, where) for text in finding.suggestions]
    return found


def _location(finding: Finding, where: Json) -> Json:
    if finding.origin is Origin.SUMMARY:
        # The summary is no part of the page, so there is no region to point at.
        return {
            "physicalLocation": {"artifactLocation": where},
            "logicalLocations": [{"name": "edit summary", "kind": "summary"}],
        }
    place = region(finding) | {"snippet": {"text": finding.quote}}
    location: Json = {"physicalLocation": {"artifactLocation": where, "region": place}}
    if finding.section:
        location["logicalLocations"] = [{"name": finding.section, "kind": "section"}]
    return location


def _evidence(item: EvidenceQuote, number: int, where: Json) -> Json:
    place = _PLACES.get(item.text, item.text)
    location: Json = {
        "id": number,
        "message": {"text": escape_sarif(f"{place}: “{item.quote}”")},
    }
    if item.text == "new":
        location["physicalLocation"] = {
            "artifactLocation": where,
            "region": {
                "charOffset": max(item.start, 0),
                "charLength": max(item.end - item.start, 0),
                "snippet": {"text": item.quote},
            },
        }
    return location


def _fix(finding: Finding, text: str, where: Json) -> Json:
    return {
        "description": {"text": escape_sarif(f"Write “{text}”" if text else "Take it out")},
        "artifactChanges": [
            {
                "artifactLocation": where,
                "replacements": [
                    {"deletedRegion": region(finding), "insertedContent": {"text": text}}
                ],
            }
        ],
    }
