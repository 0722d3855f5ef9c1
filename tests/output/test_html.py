"""The HTML report as text: structure, links, policy, and that untrusted text stays text."""

from __future__ import annotations

import base64
import hashlib
import re

import msgspec
import pytest

from bot.core.model import LintedText, Surroundings
from bot.output.html import html_report
from bot.output.invisible import visible
from rules.contract import Source, Status
from tests.hostile import Case, cases
from tests.output.linted import (
    CLEAN,
    CLOSURE,
    FULL,
    INCOMPLETE,
    LEADING_ZERO,
    RUN,
    SKIPPED,
    TEXT,
    linted,
    with_payload,
)
from tests.output.page import Attributes, Page, parsed

WHOLE = (("span", (("class", "whole"), ("hidden", None))),)


def page(*texts: LintedText, base_url: str | None = None) -> Page:
    return parsed(html_report(texts, base_url=base_url))


def without_copying(built: Page) -> list[tuple[str, Attributes]]:
    """The elements but for copy buttons, which only a wholly visible suggestion has."""
    for_copies = (("button", (("type", "button"), ("class", "copy"))), *WHOLE)
    return [element for element in built.elements if element not in for_copies]


def without_suggestions(text: LintedText) -> LintedText:
    findings = tuple(msgspec.structs.replace(f, suggestions=()) for f in text.report.findings)
    report = msgspec.structs.replace(text.report, findings=findings)
    return msgspec.structs.replace(text, report=report)


@pytest.mark.parametrize("case", cases("html_out"), ids=str)
def test_a_hostile_text_changes_no_element_and_no_attribute(case: Case) -> None:
    hostile, harmless = (page(with_payload(text)) for text in (case.text, "harmless"))
    assert without_copying(hostile) == without_copying(harmless)


@pytest.mark.parametrize("case", cases("html_out"), ids=str)
def test_a_hostile_text_is_shown_as_it_is_and_isolated(case: Case) -> None:
    harmless = page(without_suggestions(with_payload("harmless")))
    hostile = page(without_suggestions(with_payload(case.text)))
    assert hostile.text == harmless.text.replace("harmless", visible(case.text))
    # Everywhere but in the title element, which holds no elements.
    assert hostile.text.count(visible(case.text)) == hostile.isolated.count(visible(case.text)) + 1
    assert harmless.text.count("harmless") == harmless.isolated.count("harmless") + 1


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        " https://example.org",
        "https:example.org",
        "https://exa mple.org/",
        "//example.org",
        "https://[example.org/",
        'https://example.org/"onclick="alert(1)',
        "",
    ],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    bad = msgspec.structs.replace(LEADING_ZERO, source=Source("MOS:DATE", url))
    good = msgspec.structs.replace(LEADING_ZERO, source=Source("MOS:DATE", "https://example.org/"))
    assert set(page(linted(good)).values("href")) - set(page(linted(bad)).values("href")) == {
        "https://example.org/"
    }
    assert "MOS:DATE" in page(linted(bad)).text


def test_a_revision_is_linked_where_its_wiki_is_known() -> None:
    link = "https://en.wikipedia.org/w/index.php?diff=1276600001"
    assert link in page(FULL).values("href")
    elsewhere = linted(wiki="testwiki")
    assert not [h for h in page(elsewhere).values("href") if "diff=" in h]
    base = "https://test.wikipedia.org/w/index.php"
    assert f"{base}?diff=1276600001" in page(elsewhere, base_url=base).values("href")
    assert not [h for h in page(linted(rev_id=0)).values("href") if "diff=" in h]


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_the_own_style_and_script_and_nothing_else() -> None:
    html = html_report([FULL])
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert style is not None
    assert script is not None
    policy = dict(parsed(html).elements[3][1])
    assert policy == {
        "http-equiv": "Content-Security-Policy",
        "content": f"default-src 'none'; style-src 'sha256-{digest(style[1])}'; "
        f"script-src 'sha256-{digest(script[1])}'; base-uri 'none'; form-action 'none'",
    }
    built = parsed(html)
    assert built.tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "form"} & set(built.tags)
    assert built.values("style") == []


def test_ids_are_unique_and_every_inner_link_has_its_target() -> None:
    built = page(*RUN)
    ids = built.values("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in built.values("href") if href.startswith("#")}
    assert targets <= set(ids)
    assert {"content", "r1", "r1-finding-1", "r1-mark-1"} <= targets
    assert set(built.values("aria-labelledby")) <= set(ids)


def test_findings_stand_under_their_headings_the_substantive_first() -> None:
    text = page(FULL).text
    order = [
        "Could mislead a reader 4",
        "The page gives two dates that do not fit together",
        "The sentence does not say who reports this",
        "Style and form 5",
        "A day of the month is written without a leading zero.",
        "“Histroy” looks like a slip",
        "Preview 1",
        "“around” and a figure",
        "Already on the page 1",
        "grouped in the South Asian way",
        "The text after the edit",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_card_shows_both_claims_the_guideline_and_the_confidence() -> None:
    text = page(linted(CLOSURE)).text
    for part in (
        "Line 16 · Rolling stock",
        "The last of them was scrapped in 1926, a year before the line closed in 1925.",
        "On the page, line 16",
        "WP:V",
        "91% sure",
        "CLM001 order-of-events",
    ):
        assert part in text


def test_only_what_can_be_seen_can_be_copied() -> None:
    plain, hidden = (
        msgspec.structs.replace(LEADING_ZERO, suggestions=(text,))
        for text in ("3 May 1883", "3\u202e May 1883")
    )
    assert "copy" in page(linted(plain)).values("class")
    assert "copy" not in page(linted(hidden)).values("class")


def test_the_passage_before_the_edit_stands_beside_the_new_one() -> None:
    around = Surroundings(before="on ", after=" with", old="on 4 May with", replaced=((3, 8),))
    text = linted(LEADING_ZERO, surroundings={LEADING_ZERO.fingerprint: around})
    html = html_report([text])
    assert "<bdi>on <del>4 May</del> with</bdi>" in html
    assert '<bdi>on <mark class="warning">03 May 1883</mark> with</bdi>' in html


def test_nobody_is_named() -> None:
    summary = "undid 203.0.113.7 and [[Special:Contributions/Pen|Pen]], see [[User talk:Pen]]"
    text = linted(LEADING_ZERO, user="Pen", new=f"{TEXT} 2001:db8::7:1", summary=summary)
    html = html_report([text])
    for name in ("203.0.113.7", "2001:db8", "Pen"):
        assert name not in html.replace("Pending", "")
    assert "undid ‹IP address› and ‹user›, see ‹user›" in html


def test_counts_and_time_window_are_shown() -> None:
    text = " ".join(page(*RUN).text.split())
    assert "checked 2 incomplete 1 skipped 1 failed 1" in text
    assert "19 February 2025, 20:37 UTC – 19 February 2025, 20:41 UTC" in text


def test_an_empty_result_says_so_only_of_a_revision_that_was_checked() -> None:
    friendly = "Nothing to look at here."
    assert friendly in page(CLEAN).text
    assert friendly not in page(FULL).text
    assert friendly not in page(SKIPPED).text
    nothing_found = msgspec.structs.replace(INCOMPLETE.report, findings=())
    incomplete = page(msgspec.structs.replace(INCOMPLETE, report=nothing_found)).text
    assert friendly not in incomplete
    assert "This revision was only partly checked." in incomplete
    assert "the text is nested more than 100 levels deep" in incomplete
    assert "No revision was looked at." in page().text


def test_preview_findings_are_marked_apart_and_existing_ones_not_in_the_text() -> None:
    built = page(FULL)
    marks = [dict(a) for tag, a in built.elements if tag == "mark"]
    numbers = {m["data-findings"]: m["class"] for m in marks if "data-findings" in m}
    assert numbers["10"] == "preview added"
    assert "11" not in numbers
    assert FULL.report.findings[8].status is Status.PREVIEW


def test_a_report_without_its_text_still_shows_the_quote() -> None:
    stored = msgspec.structs.replace(linted(LEADING_ZERO), new="", old=None, added=())
    built = page(stored)
    assert "03 May 1883" in built.text
    assert "The text after the edit" not in built.text
