"""What the page about a period shows: stored reports arranged by what needs a person first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.model import LintedText, Report, ReportStatus
from bot.output.arrangement import Heading, heading, importance
from bot.output.charts import Charts, charts
from bot.output.editors import USER_NAMESPACES
from bot.output.finding_card import Card, finding_card
from bot.output.totals import Totals, totals
from bot.ports import FateKind, ReviewVerdict, StoredReport
from rules.contract import Class, Finding

CONFIDENT = 0.85
"""From here on a substantive finding needs a person now; the bar for claims of their own."""

PAGES_NOW = 25
FINDINGS_NOW = 3
"""So many pages, and findings of each, are listed on the first screen; the rest further down."""

_SETTLED_VERDICTS = frozenset({ReviewVerdict.WRONG, ReviewVerdict.DISMISS})
_SETTLED_FATES = frozenset({FateKind.FIXED, FateKind.REVERTED})


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with what it is filtered by; ``title`` is its page's."""

    card: Card
    title: str
    family: str
    namespace: int
    needs_now: bool

    @property
    def facets(self) -> str:
        """Words that the page's script filters by."""
        finding = self.card.finding
        words = [self.family, finding.severity.value, finding.category.value, f"n{self.namespace}"]
        return " ".join([*words, *(["now"] if self.needs_now else [])])


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its findings: open ones, those of preview rules, settled and older ones."""

    id: str
    title: str
    namespace: int
    history_url: str | None
    open: tuple[Entry, ...]
    preview: tuple[Entry, ...]
    settled: tuple[Entry, ...]
    existing: tuple[Entry, ...]

    @property
    def urgent(self) -> tuple[Entry, ...]:
        """Those of its findings that need a person now."""
        return tuple(entry for entry in self.open if entry.needs_now)


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Everything that the page shows.

    ``since`` and ``until`` are what was asked for. ``urgent`` are the pages of the first screen;
    ``shown_now`` of ``urgent_count`` findings stand there. ``reasons_left_out`` count the
    revisions that were not wholly checked, by status and reason; ``families`` and ``namespaces``
    the findings of those that occur.
    """

    wiki: str
    since: str | None
    until: str | None
    totals: Totals
    findings: int
    urgent: tuple[PageView, ...]
    urgent_count: int
    shown_now: int
    pages: tuple[PageView, ...]
    families: tuple[tuple[str, int], ...]
    namespaces: tuple[tuple[int, int], ...]
    reasons_left_out: tuple[tuple[str, str, int], ...]
    charts: Charts
    rulesets: tuple[str, ...]
    engines: tuple[str, ...]


def period_view(
    reports: Sequence[StoredReport],
    *,
    wiki: str,
    since: str | None,
    until: str | None,
    base_url: str | None,
    reasons: Mapping[str, str],
) -> PeriodView:
    """What is shown of the reports, in whatever order they come."""
    by_page: dict[tuple[str, int, str], list[Entry]] = {}
    number = 0
    for stored in sorted(reports, key=lambda one: -one.report.rev_id):
        for finding in stored.report.findings:
            number += 1
            entry = _entry(stored, finding, number, base_url, reasons)
            key = (
                stored.report.wiki,
                stored.report.page_id,
                "" if stored.report.page_id else entry.title,
            )
            by_page.setdefault(key, []).append(entry)
    pages = [_page(f"p{order}", entries) for order, entries in enumerate(by_page.values(), 1)]
    pages.sort(
        key=lambda page: (-len(page.urgent), -len(page.open), -len(page.preview), page.title)
    )
    urgent = [page for page in pages if page.urgent]
    everything = [entry for entries in by_page.values() for entry in entries]
    own = [stored.report for stored in reports]
    return PeriodView(
        wiki=wiki,
        since=since,
        until=until,
        totals=totals(LintedText(report=report, new="") for report in own),
        findings=number,
        urgent=tuple(urgent[:PAGES_NOW]),
        urgent_count=sum(len(page.urgent) for page in urgent),
        shown_now=sum(min(len(page.urgent), FINDINGS_NOW) for page in urgent[:PAGES_NOW]),
        pages=tuple(pages),
        families=tuple(sorted(Counter(entry.family for entry in everything).items())),
        namespaces=tuple(sorted(Counter(entry.namespace for entry in everything).items())),
        reasons_left_out=_left_out(own),
        charts=charts(reports, {page.title: len(page.open) for page in pages}),
        rulesets=_distinct(report.ruleset for report in own),
        engines=_distinct(report.engine for report in own),
    )


def _entry(
    stored: StoredReport,
    finding: Finding,
    number: int,
    base_url: str | None,
    reasons: Mapping[str, str],
) -> Entry:
    checked = stored.checked
    card = finding_card(
        finding,
        LintedText(report=checked.report, new="", surroundings=checked.surroundings),
        number=number,
        prefix="",
        base_url=base_url,
        reasons=reasons,
        fate=stored.fates.get(finding.fingerprint),
        verdict=stored.verdicts.get(finding.fingerprint),
    )
    title = checked.report.title
    if checked.namespace in USER_NAMESPACES:
        title = f"A user’s page (page {checked.report.page_id})"
    return Entry(
        card=card,
        title=title or "Untitled text",
        family=finding.code.rstrip("0123456789") or finding.code,
        namespace=checked.namespace,
        needs_now=_needs_now(card),
    )


def _needs_now(card: Card) -> bool:
    finding = card.finding
    return (
        heading(finding) in (Heading.INTRODUCED, Heading.SUMMARY)
        and finding.category is Class.SUBSTANTIVE
        and finding.confidence >= CONFIDENT
        and not _is_settled(card)
    )


def _is_settled(card: Card) -> bool:
    return card.verdict in _SETTLED_VERDICTS or (
        card.fate is not None and card.fate.kind in _SETTLED_FATES
    )


def _page(id_: str, entries: Sequence[Entry]) -> PageView:
    parts: dict[str, list[Entry]] = {"open": [], "preview": [], "settled": [], "existing": []}
    for entry in entries:
        where = heading(entry.card.finding)
        if where is Heading.EXISTING:
            parts["existing"].append(entry)
        elif _is_settled(entry.card):
            parts["settled"].append(entry)
        elif where is Heading.PREVIEW:
            parts["preview"].append(entry)
        else:
            parts["open"].append(entry)
    for part in parts.values():
        part.sort(key=lambda entry: (not entry.needs_now, importance(entry.card.finding)))
    first = entries[0]
    return PageView(
        id=id_,
        title=first.title,
        namespace=first.namespace,
        history_url=first.card.history_url,
        **{name: tuple(part) for name, part in parts.items()},
    )


def _left_out(reports: Sequence[Report]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(
        (report.status.value, report.reason or "no reason given")
        for report in reports
        if report.status is not ReportStatus.LINTED
    )
    rows = [(status, reason, count) for (status, reason), count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (row[0], -row[2], row[1])))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
