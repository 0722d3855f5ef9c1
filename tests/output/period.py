"""Stored reports of a made-up period, as many findings as wanted, always the same ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from bot.core.model import Report, ReportStatus, Surroundings
from bot.ports import Checked, Fate, FateKind, ReviewVerdict, StoredReport
from rules.contract import Class, EvidenceQuote, Finding, Origin, Severity, Source, Status
from tests.hostile import cases

BASE_URL = "https://en.wikipedia.org/w/index.php"
SINCE, UNTIL = "2025-02-15T00:00:00Z", "2025-02-22T00:00:00Z"
PER_REVISION = 3

TITLES = (
    "Marlow Vale Railway", "Pune", "Treaty of Aldwick", "Anselm Karr", "List of lakes of Norrland",
    "1978 Harrow by-election", "الخليل", "Peregrine (satellite)", "Łódź tramways", "鳥取市",
    "Battle of Three Fords", "Oat milk", "Caledonian dwarf pine", "Ines Obradović",
)  # fmt: skip
EDITOR = "PenPusher77"
EDITOR_IP = "203.0.113.77"
REASONS = {
    "CLM003": "Two statements of one page should not contradict each other.",
    "NUM001": "Readers elsewhere read digits in groups of three.",
    "DAT004": "A date that cannot be is always a slip.",
    "TYP002": "A range is read faster with an en dash.",
    "SPL001": "A misspelt word distracts from what is said.",
    "TON002": "A reader should learn whose opinion it is.",
    "CIT001": "What is likely to be challenged needs a source.",
}
_ERROR: dict[str, Any] = {"severity": Severity.ERROR, "category": Class.SUBSTANTIVE}
_STYLE: dict[str, Any] = {"severity": Severity.WARNING, "category": Class.COSMETIC}
_ADVICE: dict[str, Any] = {"severity": Severity.ADVICE, "category": Class.SUBSTANTIVE}

_KINDS: tuple[dict[str, Any], ...] = (
    {
        "code": "CLM003", "name": "event-before-its-cause", "quote": "was built in 1885",
        "message": "The page gives two dates that do not fit together: the engine was built in "
        "1885, and it hauled the first train on 14 June 1884.",
        "around": ("Its first locomotive, ''Pioneer'', ", " by [[Harrow]]."),
        "old": ("Its first locomotive, ''Pioneer'', was built in 1883 by [[Harrow]].", "1883"),
        "evidence": ("new", "the line opened on 14 June 1884, and the same engine hauled the first "
                     "train"),
        "source": "WP:V", "confidence": 0.93, "section": "History", **_ERROR,
    },
    {
        "code": "NUM001", "name": "indian-digit-grouping", "quote": "5,54,202",
        "message": "The digits are grouped in the South Asian way; the page groups them by "
        "thousands elsewhere.",
        "around": ("It carried ", " passengers in 1911."), "suggestions": ("554,202",),
        "source": "MOS:DIGITS", "confidence": 0.97, "section": "Traffic", **_STYLE,
    },
    {
        "code": "DAT004", "name": "impossible-date", "quote": "31 June 1962",
        "message": "June has 30 days.",
        "around": ("She left the company on ", ", a week after the vote."),
        "old": ("She left the company on 30 June 1962, a week after the vote.", "30"),
        "suggestions": ("30 June 1962",),
        "source": "MOS:DATE", "confidence": 0.99, "section": "Career", **_ERROR,
    },
    {
        "code": "TYP002", "name": "hyphen-in-range", "quote": "1901-1925",
        "message": "A range is written with an en dash.",
        "around": ("In the lean years (", ") no new station was opened."),
        "suggestions": ("1901–1925",), "source": "MOS:ENTO", "confidence": 0.95,
        "section": "Decline and closure", **_STYLE,
    },
    {
        "code": "TON002", "name": "unattributed-opinion", "quote": "It is widely believed that",
        "message": "The sentence does not say who believes this; name them, or cite a source.",
        "around": ("", " the treaty failed because of the harvest."),
        "source": "MOS:WEASEL", "confidence": 0.8, "section": "Aftermath", **_ADVICE,
    },
    {
        "code": "SPL001", "name": "misspelling", "quote": "goverment",
        "message": "“goverment” looks like a slip for “government”.",
        "around": ("The new ", " resigned within a month and was not replaced."),
        "suggestions": ("government",), "source": "MOS:SPELL", "confidence": 0.98,
        "section": "Politics", **_STYLE,
    },
    {
        "code": "CIT001", "name": "unsourced-addition",
        "quote": "By 1938 it was the largest of its kind in Europe.",
        "message": "Two sentences were added without a source.",
        "around": ("", " It employed over 4,000 people."),
        "source": "WP:V", "confidence": 0.88, "section": "Growth", **_ADVICE,
    },
    {
        "code": "NUM012", "name": "false-precision", "quote": "around 52,486",
        "message": "“around” and a figure given to the last unit do not go together.",
        "around": ("It is said that ", " people came to see the opening."),
        "suggestions": ("around 52,000", "52,486"), "status": Status.PREVIEW,
        "source": "MOS:UNCERTAINTY", "confidence": 0.7, "section": "Opening", **_ERROR,
    },
    {
        "code": "SUM001", "name": "misspelt-summary", "quote": "Histroy",
        "message": "“Histroy” looks like a slip for “History”.", "origin": Origin.SUMMARY,
        "around": ("", " section added"), "suggestions": ("History",),
        "source": "H:ES", "confidence": 0.9, "section": "", **_STYLE,
    },
    {
        "code": "LAY001", "name": "empty-section", "quote": "== Legacy ==",
        "message": "The section has a heading and no text.", "around": ("", ""),
        "source": "MOS:LAYOUT", "confidence": 0.95, "section": "Legacy", **_ERROR,
    },
    {
        "code": "GRM003", "name": "agreement", "quote": "wagons was",
        "message": "A plural subject takes “were”.",
        "around": ("Sixty-four ", " sold at auction in the following spring, most of them to the "
                   "quarry at Nether Marlow, where several survive as sheds."),
        "suggestions": ("wagons were",), "source": "MOS:GRAMMAR", "confidence": 0.86,
        "section": "Rolling stock", **_STYLE,
    },
)  # fmt: skip


def stored_period(findings: int, *, hostile: bool = False) -> tuple[StoredReport, ...]:
    """Reports with so many findings together; with ``hostile``, payloads among titles and texts.

    Three of ten pages come again and again. There are skipped and incomplete revisions, too.
    """
    payloads = [case.text for case in cases("html_out")] if hostile else []
    reports = []
    made = 0
    number = 0
    while made < findings:
        number += 1
        here = min(PER_REVISION + number % 3 - 1, findings - made)
        reports.append(_report(number, made, here, payloads))
        made += here
    if findings:
        for extra, (status, reason) in enumerate(_NOT_LINTED, number + 1):
            report = Report(
                wiki="enwiki", title="Pune", rev_id=1_276_600_000 + extra, page_id=2, user=EDITOR,
                timestamp=_time(extra), status=status, reason=reason,
            )  # fmt: skip
            reports.append(StoredReport(checked=Checked(report=report)))
    return tuple(reports)


_NOT_LINTED = (
    (ReportStatus.SKIPPED, "bot"),
    (ReportStatus.SKIPPED, "bot"),
    (ReportStatus.SKIPPED, "restores older text (rollback)"),
    (ReportStatus.INCOMPLETE, "the text is nested more than 100 levels deep"),
)


def _report(number: int, first: int, count: int, payloads: list[str]) -> StoredReport:
    page = number % 13 if number % 10 < 3 else number
    payload = payloads[number % len(payloads)] if payloads and number % 7 == 0 else None
    title = payload or TITLES[page % len(TITLES)]
    found = [_finding(first + at, payload) for at in range(count)]
    named = [finding.fingerprint for finding, _ in found]
    rev_id = 1_276_600_000 + number
    return StoredReport(
        checked=Checked(
            report=Report(
                wiki="enwiki",
                title=title if page < len(TITLES) or payload else f"{title} ({page})",
                rev_id=rev_id,
                parent_id=rev_id - 5,
                page_id=page + 1,
                timestamp=_time(number),
                user=EDITOR if number % 2 else EDITOR_IP,
                ruleset="revlint 0.1.0, 2d4f",
                engine="harper 2.0",
                added_chars=120,
                findings=tuple(finding for finding, _ in found),
            ),
            namespace=0 if number % 9 else 118,
            summary=f"added by {EDITOR}",
            surroundings={finding.fingerprint: around for finding, around in found},
        ),
        verdicts={
            name: verdict
            for name, verdict in zip(named, islice(cycle(_VERDICTS), number, None), strict=False)
            if verdict is not None
        },
        fates={
            name: Fate(kind, rev_id + 400)
            for name, kind in zip(named, islice(cycle(_FATES), number, None), strict=False)
            if kind is not None
        },
    )


_VERDICTS = (
    None, None, ReviewVerdict.RIGHT, None, None, ReviewVerdict.RIGHT, None, None,
    ReviewVerdict.RIGHT, None, None, None, ReviewVerdict.WRONG, None, None, None, None,
    ReviewVerdict.RIGHT, None,
)  # fmt: skip
_FATES = (
    None, None, None, FateKind.STANDS, None, None, FateKind.FIXED, None, None, None, None,
    FateKind.REVERTED, None, None, None, None, None,
)  # fmt: skip


def _time(number: int) -> str:
    when = datetime(2025, 2, 15, 3, tzinfo=UTC) + timedelta(minutes=number * 47 % (6 * 1440))
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _finding(index: int, payload: str | None) -> tuple[Finding, Surroundings]:
    kind = dict(_KINDS[index % len(_KINDS)])
    before, after = kind.pop("around")
    old, taken_out = kind.pop("old", ("", ""))
    evidence = kind.pop("evidence", None)
    if payload is not None:
        kind |= {"quote": payload, "message": f"{kind['message']} {payload}", "section": payload}
        before, after, old, taken_out = f"{payload} ", f" {payload}", f"{payload} x", "x"
    start = old.index(taken_out) if old else 0
    finding = Finding(
        **{
            "status": Status.STABLE,
            "origin": Origin.ADDED,
            "start": 100 + index,
            "end": 100 + index + len(kind["quote"]),
            "line": index % 90 + 1,
            "column": 1,
            "suggestions": (),
            "evidence": ()
            if evidence is None
            else (EvidenceQuote(evidence[0], 0, 9, evidence[1]),),
            "fingerprint": f"{index:016x}",
        }
        | kind
        | {"source": Source.enwiki(kind["source"])}
    )
    of_summary = finding.origin is Origin.SUMMARY
    return finding, Surroundings(
        before=before,
        after=after,
        old=old,
        replaced=((start, start + len(taken_out)),) if old else (),
        section=None if of_summary else index % 6,
    )
