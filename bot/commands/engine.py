"""``revlint engine audit``: what a grammar engine says over a corpus, by its own rule ids."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec

from bot import app
from bot.commands.settings import settings_from
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.units import units
from bot.core.wilson import wilson_interval
from bot.corpus import corpus_revisions
from bot.engines.choice import grammar_engine
from bot.errors import ConfigurationError, InputError
from bot.output.escape_csv import escape_csv
from rules.admission import admitted, rule_ids
from rules.contract import Change, EngineError, EngineKind, Grammar, GrammarMatch, Meta

COLUMNS = ("verdict", "id", "title", "before", "quote", "after", "suggestion", "message")
VERDICTS = {"right": True, "r": True, "wrong": False, "w": False}
CONTEXT_CHARS = 70
WORD = re.compile(r"\w+")
LONG_S = 3_600.0
"""An audit is not in a hurry."""


class Row(msgspec.Struct, frozen=True):
    """A match as the sheet shows it; ``verdict`` is right, wrong or empty."""

    verdict: str
    id: str
    title: str
    before: str
    quote: str
    after: str
    suggestion: str
    message: str


def execute(options: argparse.Namespace) -> int:
    """Print counts by rule id, write the sheet if asked; 0."""
    known = app.entries()
    meta = next(e.meta for e in known.values() if e.meta.engine is EngineKind.GRAMMAR)
    settings = settings_from(options, known)
    engine = grammar_engine(
        options.engine or settings.engine.kind,
        url=settings.engine.url,
        timeout_s=LONG_S,
        rule_ids=_every_id if options.all else rule_ids,
    )
    if engine is None:
        raise ConfigurationError('there is nothing to audit: engine.kind is "none"')
    sheet = Path(options.sheet) if options.sheet else None
    verdicts = _verdicts(sheet) if sheet else {}
    rows: list[Row] = []
    words = 0
    for revision in islice(corpus_revisions(Path(options.corpus)), options.limit):
        change = prepare(revision)
        words += sum(len(WORD.findall(revision.new, start, end)) for start, end in change.added)
        rows += _rows(engine, meta, revision, change, verdicts)
    if sheet:
        _write(sheet, rows)
    print(f"{engine.name}: {len(rows):,} matches in {words:,} added words of wikitext")
    for rule_id, count in Counter(row.id for row in rows).most_common():
        print(_line(rule_id, count, [row for row in rows if row.id == rule_id]))
    if sheet:
        print(f"Write right or wrong into the first column of {sheet} and run this again.")
    return 0


def _every_id(_family: str) -> None:
    return None


def _rows(
    engine: Grammar,
    meta: Meta,
    revision: Revision,
    change: Change,
    verdicts: dict[tuple[str, ...], str],
) -> list[Row]:
    sentences = list(units(meta, change, whole_page=False))
    try:
        answers = engine.check([unit.text for unit in sentences])
    except EngineError as error:
        print(f"revlint: {revision.title}: {error}", file=sys.stderr)
        answers = error.done
    return [
        _row(revision.title, unit.text, match, verdicts)
        for unit, matches in zip(sentences, answers, strict=False)
        for match in matches
        if match.start < match.end
        and change.adds_to(unit.start + match.start, unit.start + match.end)
    ]


def _row(title: str, text: str, match: GrammarMatch, verdicts: dict[tuple[str, ...], str]) -> Row:
    cells = (
        match.rule_id,
        title,
        text[max(match.start - CONTEXT_CHARS, 0) : match.start],
        text[match.start : match.end],
        text[match.end : match.end + CONTEXT_CHARS],
        match.replacements[0] if match.replacements else "",
        match.message,
    )
    return Row(verdicts.get(tuple(escape_csv(cell) for cell in cells[:5]), ""), *cells)


def _line(rule_id: str, count: int, rows: list[Row]) -> str:
    row = admitted().get(rule_id)
    line = f"{rule_id}: {count}; {f'{row.code} {row.status.value}' if row else 'not admitted'}"
    judged = Counter(VERDICTS[row.verdict] for row in rows if row.verdict in VERDICTS)
    total = judged[True] + judged[False]
    if not total:
        return line
    low, high = wilson_interval(judged[True], total)
    line += f"; {judged[True]} of {total} judged right"
    return f"{line} = {100 * judged[True] / total:.1f} % (95 %: {100 * low:.1f}–{100 * high:.1f} %)"


def _verdicts(sheet: Path) -> dict[tuple[str, ...], str]:
    if not sheet.exists():
        return {}
    with sheet.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames is None or tuple(reader.fieldnames) != COLUMNS:
            raise InputError(f"{sheet}: not a sheet of `revlint engine audit`")
        found = {}
        for number, row in enumerate(reader, 2):
            verdict = (row["verdict"] or "").strip().lower()
            if verdict and verdict not in VERDICTS:
                raise InputError(f"{sheet}: line {number}: {verdict!r} is neither right nor wrong")
            found[tuple(row[name] for name in COLUMNS[1:6])] = verdict
        return found


def _write(sheet: Path, rows: list[Row]) -> None:
    try:
        with sheet.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for row in rows:
                writer.writerow([escape_csv(getattr(row, name)) for name in COLUMNS])
    except OSError as error:
        raise InputError(f"{sheet}: cannot be written: {error.strerror or error}") from error
