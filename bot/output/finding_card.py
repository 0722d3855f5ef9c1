"""What a page shows of one finding, in whatever report: typed values, nothing escaped yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.core.excerpt import Excerpt, excerpt, line_of
from bot.core.model import LintedText, Surroundings
from bot.core.surroundings import LONGEST_QUOTE, surroundings
from bot.output.addresses import history_address, revision_address, section_address, web_address
from bot.output.editors import without_editors_in
from bot.output.invisible import visible
from bot.output.small_change import small_change
from bot.ports import Fate, ReviewVerdict
from rules.contract import EvidenceQuote, Finding, Origin, Severity, Status

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
class Suggestion:
    """A replacement at its smallest. ``whole`` is what a copy button takes, None for no button.

    ``is_cut`` says that ``new`` is not the whole of it.
    """

    old: str
    new: str
    whole: str | None
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One finding. ``id`` names the card on the page, ``mark_id`` its place in the text or None.

    ``style`` is the class of its number and its marks: the severity's, or ``preview``. ``old`` is
    the passage before the edit in pieces, each with whether it was taken out. ``reason`` is why
    the rule calls it a fault.
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
    old: tuple[tuple[str, bool], ...]
    suggestions: tuple[Suggestion, ...]
    evidence: tuple[EvidenceView, ...]
    source_url: str | None
    reason: str
    percent: int
    is_preview: bool
    revision_url: str | None
    section_url: str | None
    history_url: str | None
    fate: Fate | None = None
    verdict: ReviewVerdict | None = None


def finding_card(
    finding: Finding,
    linted: LintedText,
    *,
    number: int,
    prefix: str,
    base_url: str | None,
    reasons: Mapping[str, str],
    fate: Fate | None = None,
    verdict: ReviewVerdict | None = None,
) -> Card:
    """The card of a finding of ``linted``, whose texts may be missing; its ids begin ``prefix``."""
    of_summary = finding.origin is Origin.SUMMARY
    text = linted.summary if of_summary else linted.new
    is_there = bool(finding.quote) and text[finding.start : finding.end] == finding.quote
    around = linted.surroundings.get(finding.fingerprint)
    if around is None:
        # Without the text (an old stored report) the quote stands alone.
        around = surroundings(text, finding.start, finding.end) if is_there else Surroundings()
    is_marked = is_there and finding.origin is not Origin.EXISTING
    is_preview = finding.status is Status.PREVIEW
    report = linted.report
    return Card(
        number=number,
        id=f"{prefix}finding-{number}",
        mark_id=f"{prefix}mark-{number}" if is_marked else None,
        finding=finding,
        severity=finding.severity.value,
        style="preview" if is_preview else finding.severity.value,
        severity_word=_SEVERITY_WORDS[finding.severity],
        place="Edit summary" if of_summary else f"Line {finding.line}",
        excerpt=_excerpt(finding.quote, around),
        old=_old_pieces(around),
        suggestions=tuple(_suggestion(finding.quote, new) for new in finding.suggestions),
        evidence=tuple(_evidence(item, linted) for item in finding.evidence),
        source_url=web_address(finding.source.url),
        reason=reasons.get(finding.code, ""),
        percent=round(finding.confidence * 100),
        is_preview=is_preview,
        revision_url=revision_address(report, base_url),
        section_url=section_address(report, around.section, base_url),
        history_url=history_address(report, base_url),
        fate=fate,
        verdict=verdict,
    )


def _excerpt(quote: str, around: Surroundings) -> Excerpt:
    own = excerpt(quote, 0, len(quote), around=0, longest=LONGEST_QUOTE)
    before, shown, after = without_editors_in((around.before, own.quote, around.after))
    return Excerpt(before, shown, after, own.more_lines)


def _old_pieces(around: Surroundings) -> tuple[tuple[str, bool], ...]:
    edges = sorted({0, len(around.old), *(edge for span in around.replaced for edge in span)})
    texts = without_editors_in([around.old[left:right] for left, right in pairwise(edges)])
    taken_out = [
        any(start <= left < end for start, end in around.replaced) for left, _ in pairwise(edges)
    ]
    return tuple(zip(texts, taken_out, strict=True))


def _suggestion(quote: str, new: str) -> Suggestion:
    shown_old, shown_new = small_change(quote, new)
    # What is copied is what is seen; hidden characters are seen as their numbers.
    whole = new if new and visible(new, keep="\n\t") == new else None
    return Suggestion(shown_old, shown_new, whole, is_cut=shown_new != new)


def _evidence(item: EvidenceQuote, linted: LintedText) -> EvidenceView:
    place = _PLACES.get(item.text, item.text)
    text = {"new": linted.new, "old": linted.old}.get(item.text)
    if text:
        place += f", line {line_of(text, item.start)}"
    return EvidenceView(place, item.quote)
