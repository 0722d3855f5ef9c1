"""What the HTML template shows of a revision: typed values, nothing escaped yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.model import SEVERITY_ORDER, LintedText, Report
from bot.output.addresses import revision_address
from bot.output.arrangement import Heading, arranged
from bot.output.changed_lines import Line, Mark, changed_lines
from bot.output.editors import without_editors_in
from bot.output.finding_card import Card, finding_card
from rules.contract import Class, Origin, Spans


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


def revision_view(
    linted: LintedText, order: int, base_url: str | None, reasons: Mapping[str, str]
) -> RevisionView:
    """What is shown of the ``order``-th revision of the page."""
    report = linted.report
    cards: dict[Heading, list[Card]] = {}
    number = 0
    for heading, findings in arranged(report).items():
        for finding in findings:
            number += 1
            card = finding_card(
                finding,
                linted,
                number=number,
                prefix=f"r{order}-",
                base_url=base_url,
                reasons=reasons,
            )
            cards.setdefault(heading, []).append(card)
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
        lines=tuple(map(_neutral, lines)),
        lines_after=after,
        summary=tuple(map(_neutral, summary)) if linted.summary else (),
        marked=marked,
    )


def _neutral(line: Line) -> Line:
    """The line without the names of editors, which a mark may cut in two."""
    texts = without_editors_in([piece.text for piece in line.pieces])
    pieces = (replace(piece, text=text) for piece, text in zip(line.pieces, texts, strict=True))
    return replace(line, pieces=tuple(pieces))


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
