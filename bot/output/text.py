"""The report for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bot.core.model import LintedText, Report, ReportStatus
from bot.output.arrangement import arranged
from bot.output.escape_terminal import escape_terminal
from bot.output.excerpt import excerpt, line_of
from bot.output.totals import closing_line, readable_time, totals
from rules.contract import EvidenceQuote, Finding, Origin, Severity, Status

AROUND = 44
"""Characters shown on either side of a quote; with a short quote a line fits 100 columns."""

LONGEST = 88
"""A longer quote is cut here."""

_PLACES = {"new": "on the page", "old": "before the edit", "summary": "in the edit summary"}
_SEVERITY_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BOLD, _DIM, _GREEN = "1", "2", "32"


def text_report(texts: Sequence[LintedText], *, colour: bool = False) -> str:
    """What a run found, revision by revision, and a closing line with the totals.

    ``colour`` adds ANSI colours; nothing depends on them.
    """
    paint = _Paint(colour)
    parts = ["\n".join(_revision(linted, paint)) for linted in texts]
    parts.append(paint(escape_terminal(closing_line(totals(texts))), _BOLD))
    return "\n\n".join(parts) + "\n"


class _Paint:
    """Wraps text in ANSI colours, if they are wanted; the text must be escaped before."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._colour and text else text


def _revision(linted: LintedText, paint: _Paint) -> Iterator[str]:
    report = linted.report
    yield paint(_title(report), _BOLD)
    if report.status is not ReportStatus.LINTED:
        reason = escape_terminal(report.reason or "no reason was given")
        yield paint(f"  {report.status.value}: {reason}", _SEVERITY_COLOURS[Severity.WARNING])
    groups = arranged(report)
    if not groups and report.status is ReportStatus.LINTED:
        yield paint("  Nothing found.", _GREEN)
    for heading, findings in groups.items():
        yield ""
        yield paint(f"  {heading.value} ({len(findings)})", _BOLD)
        for finding in findings:
            yield ""
            yield from _finding(finding, linted, paint)
    yield from _remarks(report, paint)


def _title(report: Report) -> str:
    parts = [escape_terminal(report.title) or "(no title)"]
    if report.part_beside_title:
        parts[0] += f" ({escape_terminal(report.part)})"
    if report.rev_id > 0:
        parts.append(f"revision {report.rev_id}")
    if report.timestamp:
        parts.append(escape_terminal(readable_time(report.timestamp)))
    if report.wiki:
        parts.append(escape_terminal(report.wiki))
    return " · ".join(parts)


def _finding(finding: Finding, linted: LintedText, paint: _Paint) -> Iterator[str]:
    colour = _SEVERITY_COLOURS[finding.severity]
    place = f"{finding.line}:{finding.column}"
    preview = " preview" if finding.status is Status.PREVIEW else ""
    code, name = escape_terminal(finding.code), escape_terminal(finding.name)
    yield f"  {place:>7}  " + " ".join(
        (paint(code, _BOLD), name, paint(finding.severity.value + preview, colour))
    )
    indent = " " * 11
    yield indent + escape_terminal(finding.message)
    yield from (indent + line for line in _underlined(finding, linted, paint))
    if finding.suggestions:
        shown = " or ".join(
            paint(escape_terminal(suggestion), _GREEN) if suggestion else "(nothing)"
            for suggestion in finding.suggestions
        )
        yield f"{indent}suggestion: {shown}"
    for evidence in finding.evidence:
        yield indent + _evidence(evidence, linted)
    source = " ".join(filter(None, (finding.source.name, finding.source.url)))
    yield indent + paint(escape_terminal(source), _DIM)


def _underlined(finding: Finding, linted: LintedText, paint: _Paint) -> Iterator[str]:
    """The line with the finding, and carets under its quote."""
    text = linted.summary if finding.origin is Origin.SUMMARY else linted.new
    # Without the text (a stored report), the quote alone is shown.
    is_there = text[finding.start : finding.end] == finding.quote
    start, end = (finding.start, finding.end) if is_there else (0, len(finding.quote))
    part = excerpt(text if is_there else finding.quote, start, end, around=AROUND, longest=LONGEST)
    before, quote = escape_terminal(part.before), escape_terminal(part.quote)
    yield f"{paint('|', _DIM)} {before}{quote}{escape_terminal(part.after)}"
    carets = "^" * max(_columns(quote), 1)
    more = f" (and {part.more_lines} more lines)" if part.more_lines > 1 else ""
    if part.more_lines == 1:
        more = " (and one more line)"
    colour = _SEVERITY_COLOURS[finding.severity]
    yield f"{paint('|', _DIM)} {' ' * _columns(before)}{paint(carets, colour)}{more}"


def _evidence(evidence: EvidenceQuote, linted: LintedText) -> str:
    place = _PLACES.get(evidence.text, escape_terminal(evidence.text))
    source = {"new": linted.new, "old": linted.old}.get(evidence.text)
    if source:
        place += f", line {line_of(source, evidence.start)}"
    part = excerpt(evidence.quote, 0, len(evidence.quote), around=0, longest=LONGEST * 2)
    more = " …" if part.more_lines else ""
    return f"{place}: “{escape_terminal(part.quote)}{more}”"


def _remarks(report: Report, paint: _Paint) -> Iterator[str]:
    for failure in report.failures:
        text = f"  rule {escape_terminal(failure.code)} failed: {escape_terminal(failure.error)}"
        yield ""
        yield paint(text, _SEVERITY_COLOURS[Severity.ERROR])
    for unused in report.unused_suppressions:
        yield ""
        yield f"  line {unused.line}: {escape_terminal(unused.text)} silences nothing"


def _columns(text: Iterable[str]) -> int:
    """How many terminal columns escaped text takes."""
    columns = 0
    for character in text:
        if not unicodedata.combining(character):
            columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns
