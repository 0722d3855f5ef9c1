"""The page about a period as text: what comes first, what is settled, what is counted."""

from __future__ import annotations

import re

import msgspec
import pytest

from bot.core.model import ReportStatus
from bot.core.wilson import wilson_interval
from bot.output.invisible import visible
from bot.output.period import period_report
from bot.output.period_view import CONFIDENT, PeriodView, period_view
from bot.ports import Fate, FateKind, ReviewVerdict, StoredReport
from rules.contract import Class, Status
from tests.hostile import Case, cases
from tests.output.page import Page, parsed
from tests.output.period import (
    BASE_URL,
    EDITOR,
    EDITOR_IP,
    REASONS,
    SINCE,
    UNTIL,
    stored_period,
)

SOME = stored_period(50)


def html(reports: tuple[StoredReport, ...]) -> str:
    return period_report(
        reports, wiki="enwiki", since=SINCE, until=UNTIL, base_url=BASE_URL, reasons=REASONS
    )


def page(reports: tuple[StoredReport, ...]) -> Page:
    return parsed(html(reports))


def view(reports: tuple[StoredReport, ...]) -> PeriodView:
    return period_view(
        reports, wiki="enwiki", since=None, until=None, base_url=BASE_URL, reasons=REASONS
    )


def first_with(**changes: object) -> StoredReport:
    """The first report, its only finding certain and grave, with other verdicts or fates."""
    finding = msgspec.structs.replace(
        SOME[0].report.findings[0], category=Class.SUBSTANTIVE, confidence=CONFIDENT
    )
    report = msgspec.structs.replace(SOME[0].report, findings=(finding,))
    checked = msgspec.structs.replace(SOME[0].checked, report=report)
    fields = {"verdicts": {}, "fates": {}} | {
        name: {finding.fingerprint: value} for name, value in changes.items()
    }
    return msgspec.structs.replace(SOME[0], checked=checked, **fields)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "now"),
        ({"verdicts": ReviewVerdict.RIGHT}, "now"),
        ({"verdicts": ReviewVerdict.WRONG}, "settled"),
        ({"verdicts": ReviewVerdict.DISMISS}, "settled"),
        ({"fates": Fate(FateKind.STANDS, 9)}, "now"),
        ({"fates": Fate(FateKind.FIXED, 9)}, "settled"),
        ({"fates": Fate(FateKind.REVERTED, 9)}, "settled"),
    ],
)
def test_what_is_settled_needs_nobody(changes: dict[str, object], where: str) -> None:
    (shown,) = view((first_with(**changes),)).pages
    assert (len(shown.urgent), len(shown.open), len(shown.settled)) == (
        (1, 1, 0) if where == "now" else (0, 0, 1)
    )


@pytest.mark.parametrize(
    "changes",
    [{"category": Class.COSMETIC}, {"confidence": CONFIDENT - 0.01}, {"status": Status.PREVIEW}],
)
def test_style_doubt_and_previews_can_wait(changes: dict[str, object]) -> None:
    stored = first_with()
    finding = msgspec.structs.replace(stored.report.findings[0], **changes)
    report = msgspec.structs.replace(stored.report, findings=(finding,))
    checked = msgspec.structs.replace(stored.checked, report=report)
    assert view((msgspec.structs.replace(stored, checked=checked),)).urgent_count == 0


def test_every_finding_has_one_card_with_its_links() -> None:
    built = page(SOME)
    ids = built.values("id")
    cards = [id_ for id_ in ids if id_.startswith("finding-")]
    assert len(cards) == len(set(cards)) == 50
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in built.values("href") if href.startswith("#")}
    assert inner <= set(ids)
    links = set(built.values("href"))
    for stored in SOME:
        report = stored.report
        if report.findings:
            assert f"{BASE_URL}?diff={report.rev_id}" in links
            assert f"{BASE_URL}?curid={report.page_id}&action=history" in links
            around = stored.checked.surroundings[report.findings[0].fingerprint]
            edit = f"{BASE_URL}?curid={report.page_id}&action=edit&section={around.section}"
            assert (edit in links) is (around.section is not None)


def test_pages_stand_in_the_order_of_their_need() -> None:
    order = [(-len(one.urgent), -len(one.open)) for one in view(stored_period(300)).pages]
    assert order == sorted(order)


def test_counts_reasons_and_the_window_are_shown() -> None:
    text = " ".join(page(SOME).text.split())
    assert "checked 17 incomplete 1 skipped 3 failed 0" in text
    assert "2 skipped: bot" in text
    assert "1 incomplete: the text is nested more than 100 levels deep" in text
    assert "from 15 February 2025, 00:00 UTC to 22 February 2025, 00:00 UTC" in text
    assert "15 February 2025, 03:47 UTC – 15 February 2025, 19:27 UTC" in text


def test_no_editor_is_named() -> None:
    assert any(stored.report.user == EDITOR_IP for stored in SOME)
    assert EDITOR not in html(SOME)
    assert EDITOR_IP not in html(SOME)


def test_a_users_page_is_not_called_by_its_name() -> None:
    stored = first_with()
    report = msgspec.structs.replace(stored.report, title=f"User talk:{EDITOR}")
    checked = msgspec.structs.replace(stored.checked, report=report, namespace=3)
    built = html((msgspec.structs.replace(stored, checked=checked),))
    assert EDITOR not in built
    assert f"A user’s page (page {report.page_id})" in built


def test_nothing_found_and_nothing_looked_at_are_told_apart() -> None:
    clean = msgspec.structs.replace(SOME[0].report, findings=())
    checked = msgspec.structs.replace(SOME[0].checked, report=clean)
    assert (
        "Nothing needs a person now."
        in page((msgspec.structs.replace(SOME[0], checked=checked),)).text
    )
    assert "Nothing is stored for this window." in page(()).text


@pytest.mark.parametrize("case", cases("html_out"), ids=str)
def test_a_hostile_text_stays_text(case: Case) -> None:
    reports = tuple(
        msgspec.structs.replace(
            stored,
            checked=msgspec.structs.replace(
                stored.checked,
                report=msgspec.structs.replace(
                    stored.report,
                    title=case.text,
                    reason=case.text if stored.report.status is not ReportStatus.LINTED else None,
                    ruleset=case.text,
                    engine=case.text,
                ),
            ),
        )
        for stored in stored_period(200, hostile=True)
    )
    built = page(reports)
    # One script, our own; the drawings hold no text but that of labels.
    assert built.tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "form", "textarea", "b"} & set(built.tags)
    assert [tag for tag, _ in built.elements].count("meta") == 6
    assert all(href.startswith(("#", "https://")) for href in built.values("href"))
    assert built.text.count(visible(case.text)) > 20


def test_the_drawings_are_drawings_alone() -> None:
    drawings = re.findall(r"<svg.*?</svg>", html(SOME), re.DOTALL)
    assert len(drawings) == 3
    for drawing in drawings:
        assert set(re.findall(r"<(\w+)", drawing)) <= {"svg", "g", "path", "rect", "text", "title"}
        names = set(re.findall(r'\s([\w:-]+)="', drawing))
        assert names <= {
            "class", "d", "height", "rx", "ry", "transform", "viewBox", "width", "x", "y",
            "aria-hidden",
        }  # fmt: skip
        assert "http" not in drawing


def test_the_drawings_figures_stand_in_tables() -> None:
    tables = re.findall(r"<table>.*?</table>", html(SOME), re.DOTALL)
    text = " ".join(re.sub("<[^>]*>", " ", "".join(tables)).split())
    judged = [
        (finding.code, stored.verdicts[finding.fingerprint])
        for stored in SOME
        for finding in stored.report.findings
        if finding.fingerprint in stored.verdicts
    ]
    right = judged.count(("NUM001", ReviewVerdict.RIGHT))
    total = sum(code == "NUM001" for code, _ in judged)
    assert total > right > 0
    low, high = wilson_interval(right, total)
    shown = f"{100 * right / total:.0f}% {100 * low:.0f}–{100 * high:.0f}%"
    assert f"NUM001 {right} of {total} {shown}" in text
