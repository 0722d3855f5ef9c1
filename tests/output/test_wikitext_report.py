"""The report page: what it lists, counts, leaves out, and what the wiki makes of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from bot.core.model import ReportStatus
from bot.core.outgoing import DraftKind, NewDraft, unfit
from bot.output.wikitext_report import ReportForm, wikitext_report
from bot.ports import Checked, ReviewVerdict
from rules.contract import Origin, Severity, Status
from tests.hostile import Case, cases
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.api import Api
from tests.mediawiki.server import MediaWiki
from tests.output.linted import (
    CLOSURE,
    FALSE_PRECISION,
    GROUPING,
    LEADING_ZERO,
    MISSPELT_SUMMARY,
    UNATTRIBUTED,
    linted,
    with_payload,
)
from tests.output.page import parsed
from tests.output.test_wikitext_on_a_wiki import HARMLESS, LISTS, result

ALL_QUOTED = ReportForm(quotable=None)


class Stored(msgspec.Struct):
    """A stored report, as the page sees it."""

    checked: Checked
    verdicts: dict[str, ReviewVerdict] = {}


def stored(*findings: Any, namespace: int = 0, **fields: Any) -> Stored:
    report = linted(*findings, **fields).report
    return Stored(Checked(report=report, namespace=namespace))


def page(*reports: Stored, form: ReportForm = ALL_QUOTED) -> str:
    return html.unescape(wikitext_report(reports, "enwiki", form))


def rows(text: str) -> list[list[str]]:
    """The cells of each row below the head."""
    text = text[text.find("\n== ") :]
    tables = re.findall(r"\n\|-\n(.*?)(?=\n\|-|\n\|\})", text, re.DOTALL)
    return [[cell[2:] for cell in table.split("\n")] for table in tables]


def test_findings_stand_by_severity_then_page() -> None:
    text = page(
        stored(LEADING_ZERO, CLOSURE, title="Zoo", rev_id=5),
        stored(UNATTRIBUTED, FALSE_PRECISION, GROUPING, CLOSURE, title="Arch", rev_id=7),
    )
    assert re.findall(r"^== .* ==$", text, re.MULTILINE) == [
        "== To put right (2) ==",
        "== Matters of style (1) ==",
        "== To judge (1) ==",
        "== From rules on trial (1) ==",
    ]
    assert [row[0] for row in rows(text)] == [
        f"[[Special:Redirect/page/4242|{title}]]"
        for title in ("Arch", "Zoo", "Zoo", "Arch", "Arch")
    ]
    assert "5,54,202" not in text


def test_a_row_says_where_what_and_by_which_guideline() -> None:
    assert rows(page(stored(LEADING_ZERO))) == [
        [
            "[[Special:Redirect/page/4242|Marlow Vale Railway]]",
            'data-sort-value="1276600001" | [[Special:Diff/1276600001|19 February 2025]]',
            str(LEADING_ZERO.line),
            "03 May 1883",
            "A day of the month is written without a leading zero.",
            "[[MOS:DATE]]",
        ]
    ]


def test_the_head_counts_what_was_read_and_over_which_time() -> None:
    text = page(
        stored(CLOSURE),
        stored(rev_id=2, status=ReportStatus.SKIPPED, timestamp="2025-02-18T10:00:00Z"),
        stored(rev_id=3, status=ReportStatus.INCOMPLETE),
        stored(rev_id=4, status=ReportStatus.FAILED),
    )
    assert "* Edits: 1 checked, 1 not read to the end, 1 skipped, 1 failed.\n" in text
    assert "* Findings: 1 on 1 page.\n" in text
    assert "from 18 February 2025, 10:00 UTC to 19 February 2025, 20:37 UTC." in text
    asked = ReportForm(since="2025-02-01T00:00:00Z", quotable=None)
    assert "from 1 February 2025, 00:00 UTC to " in page(form=asked)
    assert text.startswith("__NOINDEX__")
    assert "creativecommons.org/licenses/by-sa/4.0/" in text


def test_what_reviewers_set_aside_is_only_counted() -> None:
    one = stored(CLOSURE, LEADING_ZERO)
    one.verdicts[CLOSURE.fingerprint] = ReviewVerdict.WRONG
    text = page(one)
    assert CLOSURE.quote not in text
    assert "* Set aside by reviewers: 1 finding." in text


def test_visibility_015_a_living_person_s_page_is_not_quoted() -> None:
    phone = msgspec.structs.replace(
        LEADING_ZERO,
        quote="call 01632 960 123",
        message="“01632 960 123” is grouped.",
        suggestions=("01632 960123",),
        section="Phone 01632 960 123",
    )
    reports = (
        stored(phone, page_id=1, title="A. Person"),
        stored(LEADING_ZERO, page_id=2, title="A bridge", rev_id=9),
    )
    text = page(*reports, form=ReportForm(quotable=frozenset({2})))
    assert "960" not in text
    assert [row[2:5] for row in rows(text)] == [
        [str(LEADING_ZERO.line), "03 May 1883", LEADING_ZERO.message],
        [str(phone.line), "''not quoted''", "leading zero day (DAT001)"],
    ]
    assert "03 May" not in page(*reports, form=ReportForm())


def test_no_user_is_named() -> None:
    undone = msgspec.structs.replace(
        MISSPELT_SUMMARY, quote="revison by 203.0.113.7", message="“revison by 203.0.113.7”: a slip"
    )
    text = page(
        stored(CLOSURE, undone),
        stored(CLOSURE, rev_id=8, title="User:203.0.113.7/sandbox", namespace=2),
    )
    assert "Slate Mule" not in text
    assert "203.0.113.7" not in text
    assert "~" not in text
    assert "''in the edit summary''" in text


def test_a_hidden_revision_is_left_out() -> None:
    form = ReportForm(quotable=None, hidden=frozenset({8}))
    text = page(stored(CLOSURE), stored(LEADING_ZERO, rev_id=8), form=form)
    assert "03 May" not in text
    assert "Special:Diff/8|" not in text
    assert "* Left out, because the wiki hides something of it: 1 edit." in text


def test_a_long_list_says_what_it_leaves_out() -> None:
    def many() -> Iterator[Stored]:
        for number in range(1, 1001):
            yield stored(CLOSURE, LEADING_ZERO, UNATTRIBUTED, rev_id=number, page_id=number)

    text = wikitext_report(many(), "enwiki", ALL_QUOTED)
    assert 180_000 < len(text.encode()) <= 190_000
    draft = NewDraft(
        wiki="enwiki", kind=DraftKind.REPORT, title="User:B/Reports", heading="", body=text
    )
    assert unfit(draft) == ""
    shown = len(rows(text))
    assert f"'''No room on this page''' for {3000 - shown} findings:" in text
    assert "1000 of “To judge”" in text
    assert "* Findings: 3000 on 1000 pages." in text


def hostile(payload: str) -> str:
    """A page where a payload stands wherever a wiki, an editor or a rule can put it."""
    report = with_payload(payload, status=ReportStatus.LINTED, page_id=5, rev_id=6).report
    graver = tuple(
        msgspec.structs.replace(finding, severity=severity)
        for finding in report.findings
        for severity in Severity
        if finding.origin is not Origin.EXISTING or finding.status is Status.PREVIEW
    )
    one = Stored(Checked(report=msgspec.structs.replace(report, findings=graver)))
    return wikitext_report([one], "enwiki", ReportForm(tool_name=payload, quotable=None))


@pytest.fixture(scope="module")
def api(wiki: MediaWiki) -> Api:
    """The wiki, as the bot sees it."""
    return Api(wiki.api, TEST_BOT)


@pytest.fixture(scope="module")
def harmless(api: Api) -> dict[str, Any]:
    """The page about a payload that means nothing to a wiki."""
    return result(api, hostile(HARMLESS))


@pytest.mark.mediawiki
@pytest.mark.xdist_group("wikitext-report")
@pytest.mark.parametrize("case", cases("wikitext_out", "wikitext_ctx"), ids=str)
def test_hostile_text_is_only_shown(api: Api, harmless: dict[str, Any], case: Case) -> None:
    found = result(api, hostile(case.text))
    for page in (found, harmless):
        for section in page["sections"]:
            section.pop("byteoffset", None)
    assert {name: found[name] for name in LISTS} == {name: harmless[name] for name in LISTS}
    # Italics, sort values and links are ours; a hostile text adds no element to them.
    assert parsed(found["text"]).tags == parsed(harmless["text"]).tags


@pytest.mark.mediawiki
@pytest.mark.xdist_group("wikitext-report")
def test_the_wiki_shows_sortable_tables_and_no_links_but_ours(harmless: dict[str, Any]) -> None:
    elements = [(tag, dict(attributes)) for tag, attributes in parsed(harmless["text"]).elements]
    tables = [attributes["class"] for tag, attributes in elements if tag == "table"]
    assert [name and name.split() for name in tables] == [
        ["wikitable", "mw-collapsible", "mw-collapsed"],
        ["wikitable", "sortable", "mw-collapsible"],
        ["wikitable", "sortable", "mw-collapsible", "mw-collapsed"],
        ["wikitable", "sortable", "mw-collapsible", "mw-collapsed"],
        ["wikitable", "sortable", "mw-collapsible", "mw-collapsed"],
    ]
    kept = {name: harmless[name] for name in LISTS if name not in ("sections", "properties")}
    # The wiki's own list of pages that carry __NOINDEX__.
    assert [one["category"] for one in kept.pop("categories")] == ["Noindexed_pages"]
    assert kept.pop("externallinks") == ["https://creativecommons.org/licenses/by-sa/4.0/"]
    assert kept == {name: [] for name in kept}
    assert sorted(harmless["properties"]) == ["noeditsection", "noindex", "notoc"]
    titles = {attributes.get("title") for tag, attributes in elements if tag == "a"}
    assert titles - {None} == {"Special:Redirect/page/5", "Special:Diff/6"}
