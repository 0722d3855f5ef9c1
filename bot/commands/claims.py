"""``revlint claims``: what the program understood of a page, claim by claim."""

from __future__ import annotations

import argparse
import json
import sys

from bot.core.prepare import prepare
from bot.output.escape_terminal import escape_terminal
from bot.sources.files import revision_from_files
from rules.contract import Document
from rules.facts.claim import Claim, Quantity
from rules.facts.claims import Claims, claims

HEADINGS = ("Line", "Place", "Attribute", "Value", "Reads as", "Scope", "Subject", "Voice")


def execute(options: argparse.Namespace) -> int:
    """Print every claim of a page, or with ``--old`` those the edit added; 0."""
    revision = revision_from_files(
        options.old, options.new, title=options.title, stdin=sys.stdin.buffer
    )
    change = prepare(revision)
    read = claims(change)
    found = read.everywhere() if revision.old is None else read.added()
    if options.attribute:
        found = tuple(claim for claim in found if options.attribute in claim.attribute)
    if options.format == "json":
        for claim in found:
            print(json.dumps(_row(change.new, claim), ensure_ascii=False))
        return 0
    _print_table(read, found, options.colour)
    return 0


def _row(document: Document, claim: Claim) -> dict[str, object]:
    """A claim as JSON; ``start`` and ``end`` are code points in the new wikitext."""
    span = document.prose.wikitext_span(claim.place.start, claim.place.end)
    line, column = document.line_and_column(span.start)
    value: dict[str, object]
    if isinstance(claim.value, Quantity):
        value = {
            "low": claim.value.low,
            "high": claim.value.high,
            "dimension": claim.value.dimension,
            "unit": claim.value.unit,
            "significant_digits": claim.value.digits,
        }
    else:
        value = {
            "first": claim.value.first.isoformat(),
            "last": claim.value.last.isoformat(),
            "precision": claim.value.precision.value,
        }
    return {
        "attribute": claim.attribute,
        "written": claim.written,
        "value": value,
        "modifier": claim.modifier.value,
        "subject": claim.subject.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "years": sorted(claim.scope.years),
        "around": claim.scope.around,
        "qualifiers": sorted(claim.scope.qualifiers),
        "place": claim.place.kind.value,
        "section": document.sections[claim.place.section].title,
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "quote": document.wikitext[span.start : span.end],
        "added": claim.added,
    }


def _print_table(read: Claims, found: tuple[Claim, ...], colour: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    document = read.document
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold")
    for claim in found:
        span = document.prose.wikitext_span(claim.place.start, claim.place.end)
        cells = (
            str(document.line_and_column(span.start)[0]),
            claim.place.kind.value,
            claim.attribute or "–",
            claim.written,
            _reads_as(claim),
            _scope(claim),
            claim.subject.name.lower(),
            claim.modality.value if claim.polarity.value == "positive" else "denied",
        )
        # Text, not markup: a page may hold what the table would take for a style.
        table.add_row(*(Text(escape_terminal(cell)) for cell in cells))
    is_terminal = sys.stdout.isatty()
    with_colour = colour == "always" or (colour == "auto" and is_terminal)
    console = Console(
        file=sys.stdout,
        width=None if is_terminal else 200,
        highlight=False,
        no_color=not with_colour,
        force_terminal=with_colour or None,
    )
    console.print(table)
    print(f"{len(found)} claims", file=sys.stderr)


def _reads_as(claim: Claim) -> str:
    value = claim.value
    sign = "" if claim.modifier.value == "=" else claim.modifier.value
    if not isinstance(value, Quantity):
        first, last = value.first.isoformat(), value.last.isoformat()
        return sign + (first if first == last else f"{first}…{last}")
    amount = f"{value.low:,g}" if value.low == value.high else f"{value.low:,g}…{value.high:,g}"
    return f"{sign}{amount} ({value.dimension})"


def _scope(claim: Claim) -> str:
    scope = claim.scope
    parts = [*map(str, sorted(scope.years)), *sorted(scope.qualifiers)]
    if not scope.years and scope.around:
        parts.append(f"under {scope.around[0]}–{scope.around[1]}")
    return " ".join(parts)
