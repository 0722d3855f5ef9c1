"""Whether what was found in a revision still stands in the page's newest text."""

from __future__ import annotations

from collections.abc import Iterable

from rules.contract import Finding, Origin

AROUND = 40
"""Characters on either side of a quote that must stand as well: a source put behind it, or a
section filled, mends what was found without touching the quote."""


def standing(findings: Iterable[Finding], linted: str, newest: str) -> tuple[Finding, ...]:
    """Those of the findings whose passage is in ``newest`` as it was in ``linted``.

    A passage is the quote with what is around it, wherever it stands by now, white space evened
    out. Where other places of the page are the evidence, their quotes must stand too. What was
    found in an edit summary stays, for nobody can change one.
    """
    everything = _evened(newest)
    return tuple(
        finding
        for finding in findings
        if finding.origin is Origin.SUMMARY
        or newest == linted
        or all(passage in everything for passage in _passages(finding, linted))
    )


def _passages(finding: Finding, linted: str) -> Iterable[str]:
    start, end = finding.start, finding.end
    if linted[start:end] == finding.quote:
        yield _evened(linted[max(start - AROUND, 0) : end + AROUND])
    else:
        yield _evened(finding.quote)
    for item in finding.evidence:
        if item.text == "new":
            yield _evened(item.quote)


def _evened(text: str) -> str:
    return " ".join(text.split())
