"""What the HTML template shows of a revision: typed values, nothing escaped yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.excerpt import Excerpt, excerpt, line_of
from bot.core.model import SEVERITY_ORDER, LintedText, Report
from bot.output.addresses import revision_address, web_address
from bot.output.arrangement import Heading, arranged
from bot.output.changed_lines import Line, Mark, changed_lines
from bot.output.small_change import small_change
from rules.contract import Class, EvidenceQuote, Finding, Origin, Severity, Spans, Status

_AROUND = 70
_LONGEST = 400

_SEVERITY_WORDS = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Style",
    Severity.ADVICE: "Your judgement",
}
_PLACES = {"new": "On the page", "old": "Before the edit", "summary": "In the edit summary"}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A second place: where it is, and what stands there."""

    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding. ``id`` names the card on the page, ``mark_id`` its place in the text or None.

    ``style`` is the class of its number and its marks: the severity's, or ``preview``.
    """

    number: int
    id: str
    mark_id: str | None
    finding: Finding
    severity: str
    style: str
    severity_word: str
    place: str
    excerpt: Excerpt
    changes: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceView, ...]
    source_url: str | None
    percent: int
    is_preview: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one heading that belong together."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision. ``marked`` holds the card of each number that is marked in a text."""

    id: str
    report: Report
    address: str | None
    groups: tuple[Group, ...]
    preview: tuple[Card, ...]
    existing: tuple[Card, ...]
    lines: tuple[Line, ...]
    lines_after: int
    summary: tuple[Line, ...]
    marked: dict[int, Card]

    @property
    def introduced(self) -> int:
        """How many findings are shown open."""
        return sum(len(group.cards) for group in self.groups)

    def style(self, numbers: Sequence[int]) -> str:
        """The style of a text under these marks: that of the gravest, previews last."""
        return max((self.marked[number] for number in numbers), key=_weight).style


def revision_view(linted: LintedText, order: int, base_url: str | None) -> RevisionView:
    """What is shown of the ``order``-th revision of the page."""
    report = linted.report
    cards: dict[Heading, list[Card]] = {}
    number = 0
    for heading, findings in arranged(report).items():
        for finding in findings:
            number += 1
            cards.setdefault(heading, []).append(_card(finding, linted, order, number))
    marked = {
        card.number: card for found in cards.values() for card in found if card.mark_id is not None
    }
    shown = cards.get(Heading.INTRODUCED, []) + cards.get(Heading.SUMMARY, [])
    lines, after = changed_lines(
        linted.new, Spans.merged(linted.added), _marks(marked, of_summary=False)
    )
    summary, _ = changed_lines(
        linted.summary, Spans(), _marks(marked, of_summary=True), everything=True
    )
    return RevisionView(
        id=f"r{order}",
        report=report,
        address=revision_address(report, base_url),
        groups=_groups(shown),
        preview=tuple(cards.get(Heading.PREVIEW, ())),
        existing=tuple(cards.get(Heading.EXISTING, ())),
        lines=tuple(lines),
        lines_after=after,
        summary=tuple(summary) if linted.summary else (),
        marked=marked,
    )


def _weight(card: Card) -> tuple[bool, int]:
    return not card.is_preview, SEVERITY_ORDER[card.finding.severity]


def _groups(cards: Sequence[Card]) -> tuple[Group, ...]:
    titles = (
        ("Could mislead a reader", Class.SUBSTANTIVE),
        ("Style and form", Class.COSMETIC),
    )
    groups = (
        Group(title, tuple(card for card in cards if card.finding.category is category))
        for title, category in titles
    )
    return tuple(group for group in groups if group.cards)


def _marks(marked: dict[int, Card], *, of_summary: bool) -> list[Mark]:
    return [
        Mark(card.number, card.finding.start, card.finding.end)
        for card in marked.values()
        if (card.finding.origin is Origin.SUMMARY) is of_summary
    ]


def _card(finding: Finding, linted: LintedText, order: int, number: int) -> Card:
    of_summary = finding.origin is Origin.SUMMARY
    text = linted.summary if of_summary else linted.new
    # Without the text (a stored report) there is nothing to mark, and the quote stands alone.
    is_there = bool(finding.quote) and text[finding.start : finding.end] == finding.quote
    is_marked = is_there and finding.origin is not Origin.EXISTING
    start, end = (finding.start, finding.end) if is_there else (0, len(finding.quote))
    is_preview = finding.status is Status.PREVIEW
    place = "Edit summary" if of_summary else f"Line {finding.line}"
    return Card(
        number=number,
        id=f"r{order}-finding-{number}",
        mark_id=f"r{order}-mark-{number}" if is_marked else None,
        finding=finding,
        severity=finding.severity.value,
        style="preview" if is_preview else finding.severity.value,
        severity_word=_SEVERITY_WORDS[finding.severity],
        place=place,
        excerpt=excerpt(
            text if is_there else finding.quote, start, end, around=_AROUND, longest=_LONGEST
        ),
        changes=tuple(small_change(finding.quote, new) for new in finding.suggestions),
        evidence=tuple(_evidence(item, linted) for item in finding.evidence),
        source_url=web_address(finding.source.url),
        percent=round(finding.confidence * 100),
        is_preview=is_preview,
    )


def _evidence(item: EvidenceQuote, linted: LintedText) -> EvidenceView:
    place = _PLACES.get(item.text, item.text)
    text = {"new": linted.new, "old": linted.old}.get(item.text)
    if text:
        place += f", line {line_of(text, item.start)}"
    return EvidenceView(place, item.quote)
