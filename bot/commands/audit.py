"""``revlint audit``: what rules say over a corpus, a sheet to judge it on, and the precision."""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec

from bot import app
from bot.commands.codes import entries_for
from bot.config import load_settings
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.wilson import wilson_interval
from bot.corpus import corpus_revisions
from bot.errors import InputError
from bot.output.escape_csv import escape_csv
from bot.whole_files import write_whole
from rules.contract import Finding, Origin
from rules.facts.guards import block_guards

COLUMNS = (
    "verdict", "code", "title", "before", "quote", "after", "suggestion", "message", "fingerprint",
)  # fmt: skip
VERDICTS = {"right": True, "r": True, "wrong": False, "w": False}
CONTEXT_CHARS = 70
TOO_FEW = 20
"""Fewer judged findings say too little about a rule's precision."""

ENGINE_S = 3_600.0
"""A whole article may need more than a run allows: what was not read is not counted right."""

WORD = re.compile(r"\w+")


class Row(msgspec.Struct, frozen=True):
    """A finding as the sheet shows it; ``verdict`` is right, wrong or empty."""

    verdict: str
    code: str
    title: str
    before: str
    quote: str
    after: str
    suggestion: str
    message: str
    fingerprint: str


def execute(options: argparse.Namespace) -> int:
    """Print counts and precision, write the sheet if asked; 0."""
    known = app.entries()
    chosen = entries_for(options.codes, known)
    rules = [app.shown_rule(entry) for entry in chosen]
    settings = load_settings(known_codes=known)
    linter = Linter(
        rules,
        block_guards,
        grammar=app.grammar(settings, rules, ENGINE_S),
        entailment=app.entailment(settings, rules),
    )
    sheet = Path(options.sheet) if options.sheet else None
    verdicts = _verdicts(sheet) if sheet else {}
    rows: list[Row] = []
    words = revisions = failures = 0
    for revision in islice(corpus_revisions(Path(options.corpus)), options.limit):
        change = prepare(revision)
        outcome = linter.lint(change)
        revisions += 1
        failures += len(outcome.failures)
        words += sum(len(WORD.findall(revision.new, start, end)) for start, end in change.added)
        rows += [_row(revision, finding, verdicts) for finding in outcome.findings]
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{revisions:,} revisions, {len(rows):,} findings")
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if sheet:
        _write(sheet, rows)
    print(f"{revisions:,} revisions, {words:,} added words of wikitext, {failures} rule failures")
    for entry in chosen:
        print(_line(entry.meta.code, [row for row in rows if row.code == entry.meta.code], words))
    if sheet:
        print(f"Write right or wrong into the first column of {sheet} and run this again.")
    return 0


def _line(code: str, rows: list[Row], words: int) -> str:
    judged = Counter(VERDICTS[row.verdict] for row in rows if row.verdict in VERDICTS)
    rate = 100_000 * len(rows) / words if words else 0.0
    line = f"{code}  {len(rows):5} findings, {rate:7.2f} per 100,000 words"
    total = judged[True] + judged[False]
    if not total:
        return line
    low, high = wilson_interval(judged[True], total)
    line += f"; {judged[True]} of {total} judged right"
    line += f" = {100 * judged[True] / total:.1f} % (95 %: {100 * low:.1f}–{100 * high:.1f} %)"
    return line + (", too few" if total < TOO_FEW else "")


def _row(revision: Revision, finding: Finding, verdicts: dict[tuple[str, str], str]) -> Row:
    text = revision.summary if finding.origin is Origin.SUMMARY else revision.new
    key = (revision.title, finding.fingerprint)
    return Row(
        verdict=verdicts.get(key, ""),
        code=finding.code,
        title=revision.title,
        before=text[max(finding.start - CONTEXT_CHARS, 0) : finding.start],
        quote=finding.quote,
        after=text[finding.end : finding.end + CONTEXT_CHARS],
        suggestion=finding.suggestions[0] if finding.suggestions else "",
        message=finding.message,
        fingerprint=finding.fingerprint,
    )


def _verdicts(sheet: Path) -> dict[tuple[str, str], str]:
    """What a person has written into the sheet so far, by title and fingerprint."""
    if not sheet.exists():
        return {}
    found = {}
    with sheet.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or not {"verdict", "title", "fingerprint"} <= set(
            reader.fieldnames
        ):
            raise InputError(f"{sheet}: not an audit sheet; its first line must name the columns")
        for number, row in enumerate(reader, 2):
            verdict = (row["verdict"] or "").strip().lower()
            if verdict and verdict not in VERDICTS:
                raise InputError(f"{sheet}: line {number}: {verdict!r} is neither right nor wrong")
            found[row["title"], row["fingerprint"]] = verdict
    return found


def _write(sheet: Path, rows: list[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([escape_csv(getattr(row, name)) for name in COLUMNS])
    try:
        # It holds what a person has judged.
        write_whole(sheet, text.getvalue().encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"{sheet}: cannot be written: {error.strerror or error}") from error
