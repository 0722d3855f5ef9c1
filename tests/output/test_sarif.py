"""SARIF: valid for its schema, true to the findings, and no text in it means more than itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import pytest

from bot.core.model import Report
from bot.output.escape_sarif import escape_sarif
from bot.output.escape_uri import escape_segment
from bot.output.sarif import sarif_log
from rules.catalog import catalogue
from rules.contract import Origin, Source
from tests.hostile import Case, cases
from tests.output.linted import (
    CLOSURE,
    FULL,
    GROUPING,
    LEADING_ZERO,
    MISSPELT_SUMMARY,
    RUN,
    TEXT,
    finding,
    linted,
    with_payload,
)
from tests.output.schemas import valid_sarif

OUT = ("csv_out", "html_out", "json_out", "feed_out", "terminal_out", "file_name")
BASE = "https://en.wikipedia.org/wiki/"


def runs(*reports: Report, **options: Any) -> list[Any]:
    log = valid_sarif(sarif_log(reports, **options))
    assert log["version"] == "2.1.0"
    found: list[Any] = log["runs"]
    return found


def messages(value: Any) -> list[str]:
    """Every message's text, wherever it stands, but not snippets and inserted contents."""
    found = []
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("snippet", "insertedContent"):
                continue
            if key == "text" and isinstance(item, str):
                found.append(item)
            found += messages(item)
    elif isinstance(value, list):
        for item in value:
            found += messages(item)
    return found


def test_a_run_of_every_outcome_is_valid() -> None:
    (run,) = runs(*(text.report for text in RUN))
    assert len(run["results"]) == 12
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [
        (n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]
    ] == [
        ("error", "incomplete: the text is nested more than 100 levels deep"),
        ("error", "ValueError: an empty interval"),
        ("note", "skipped: not wikitext"),
        ("error", "failed: the worker ran out of memory"),
    ]
    counts = {
        name: run["properties"][name] for name in ("checked", "incomplete", "skipped", "failed")
    }
    assert counts == {"checked": 2, "incomplete": 1, "skipped": 1, "failed": 1}
    assert runs(FULL.report)[0]["invocations"][0]["executionSuccessful"] is True
    assert runs()[0]["results"] == []


def test_a_result_tells_what_the_finding_tells() -> None:
    (run,) = runs(linted(CLOSURE, LEADING_ZERO).report)
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "CLM001"
    assert rule["name"] == "OrderOfEvents"
    assert rule["helpUri"] == "https://en.wikipedia.org/wiki/WP:V"
    assert (result["level"], result["rank"], result["baselineState"]) == ("error", 91.0, "new")
    assert result["message"] == {"text": CLOSURE.message}
    assert result["partialFingerprints"] == {"revlintFingerprint/v1": CLOSURE.fingerprint}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "Marlow_Vale_Railway", "uriBaseId": "WIKIPAGES"}
    assert run["originalUriBaseIds"]["WIKIPAGES"]["uri"] == BASE
    assert place["region"] == {
        "startLine": 16,
        "startColumn": 91,
        "endLine": 16,
        "endColumn": 91 + len(CLOSURE.quote),
        "charOffset": CLOSURE.start,
        "charLength": len(CLOSURE.quote),
        "snippet": {"text": CLOSURE.quote},
    }
    assert run["columnKind"] == "unicodeCodePoints"
    (related,) = result["relatedLocations"]
    quote = CLOSURE.evidence[0].quote
    assert related["message"]["text"] == f"on the page: “{quote}”"
    region = related["physicalLocation"]["region"]
    assert TEXT[region["charOffset"] :][: region["charLength"]] == quote
    assert result["properties"]["revisionUrl"].endswith("?diff=1276600001")


def test_a_region_over_several_lines_ends_where_the_quote_ends() -> None:
    passage = TEXT[TEXT.index("first train") : TEXT.index("director")]
    (result,) = runs(linted(finding(passage, "Long.")).report)[0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    lines = TEXT.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    assert "\n".join(lines) == passage
    assert len(lines) == 3


def test_columns_count_code_points() -> None:
    new = "🙂 teh end"
    (result,) = runs(linted(finding("teh", "A slip.", text=new), new=new).report)[0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"], region["charOffset"]) == (3, 6, 2)


def test_each_suggestion_is_a_fix() -> None:
    (result,) = runs(linted(LEADING_ZERO).report)[0]["results"]
    (fix,) = result["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": "3 May 1883"}
    assert replacement["deletedRegion"]["charOffset"] == LEADING_ZERO.start


def test_a_slip_in_the_summary_has_no_place_on_the_page() -> None:
    (result,) = runs(linted(MISSPELT_SUMMARY).report)[0]["results"]
    (location,) = result["locations"]
    assert location["logicalLocations"] == [{"name": "edit summary", "kind": "summary"}]
    assert "region" not in location["physicalLocation"]
    assert "fixes" not in result


def test_what_was_there_before_is_unchanged() -> None:
    (result,) = runs(linted(GROUPING).report)[0]["results"]
    assert GROUPING.origin is Origin.EXISTING
    assert result["baselineState"] == "unchanged"


def test_a_rule_is_described_by_its_meta() -> None:
    metas = {code: entry.meta for code, entry in catalogue().items()}
    (run,) = runs(linted(GROUPING).report, rules=metas)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": metas["NUM001"].summary}
    assert rule["fullDescription"] == {"text": metas["NUM001"].why}


def test_each_wiki_has_its_run() -> None:
    one, two = runs(
        FULL.report,
        linted(wiki="testwiki").report,
        FULL.report,
    )
    assert len(one["results"]) == 22
    assert two["automationDetails"] == {"id": "revlint/testwiki/"}
    assert "uri" not in two["originalUriBaseIds"]["WIKIPAGES"]


def test_a_linted_file_is_named_and_not_the_page() -> None:
    (result,) = runs(linted(CLOSURE).report, file="pages/a b.txt")[0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "pages/a%20b.txt", "uriBaseId": "%SRCROOT%"}


def test_only_addresses_of_the_web_are_linked() -> None:
    bad = msgspec.structs.replace(CLOSURE, source=Source("WP:V", "javascript:alert(1)"))
    (run,) = runs(linted(bad).report, pages_url="javascript:/")
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]
    assert "uri" not in run["originalUriBaseIds"]["WIKIPAGES"]


@pytest.mark.parametrize("case", cases(*OUT), ids=str)
def test_hostile_text_is_a_name_under_its_base_and_a_message_of_plain_text(case: Case) -> None:
    text = sarif_log([with_payload(case.text).report])
    text.encode("utf-8", "strict")
    assert "NaN" not in text.replace(case.text, "")
    (run,) = valid_sarif(text)["runs"]
    assert len(run["results"]) == 4
    shown = case.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        artifact = place["artifactLocation"]
        assert artifact["uriBaseId"] == "WIKIPAGES"
        joined = urlsplit(urljoin(BASE, artifact["uri"]))
        assert (joined.netloc, joined.query, joined.fragment) == ("en.wikipedia.org", "", "")
        name = joined.path.removeprefix("/wiki/")
        assert "/" not in name
        # Dots alone name a folder, so something stands before them.
        assert unquote(name).removeprefix("_") == shown.replace(" ", "_").removeprefix("_")
        assert "markdown" not in result["message"]
        if "region" in place:
            assert place["region"]["snippet"]["text"] == shown
    assert len(messages(run)) > 20
    for message in messages(run):
        assert "](" not in message
        assert "{" not in message.replace("{{", "")
        assert "}" not in message.replace("}}", "")


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("{0} {placeholder}", "{{0}} {{placeholder}}"),
        ("[link](javascript:1) **x**", "[link] (javascript:1) **x**"),
        ("[[a]] (b)", "[[a]] (b)"),
    ],
)
def test_messages(raw: str, escaped: str) -> None:
    assert escape_sarif(raw) == escaped


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("AC/DC", "AC%2FDC"),
        ("Talk:A b?c#d", "Talk%3AA%20b%3Fc%23d"),
        ("..", "_.."),
        ("...", "_..."),
        ("a..b", "a..b"),
        ("é", "%C3%A9"),
        ("\ud800", "%EF%BF%BD"),
        ("//evil.example/", "%2F%2Fevil.example%2F"),
    ],
)
def test_segments_of_an_address(raw: str, escaped: str) -> None:
    assert escape_segment(raw) == escaped
