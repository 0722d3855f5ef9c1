"""``revlint engine audit``: what a grammar engine says over a corpus, by its own rule ids.

A match is kept if GRM001, with its guards, makes a finding of it. Precision is counted over the
kept ones of an admitted id, and over all of another: what it would be if it were let in.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from bot import app
from bot.config import load_settings
from bot.core.lint import Linter
from bot.core.prepare import prepare
from bot.core.units import units
from bot.core.wilson import wilson_interval
from bot.corpus import corpus_revisions
from bot.engines.choice import grammar_engine
from bot.errors import ConfigurationError, InputError
from bot.output.escape_csv import escape_csv
from bot.whole_files import write_whole
from rules.admission import admitted, rule_ids
from rules.contract import Change, EngineError, EngineKind, Grammar, GrammarMatch, Unit
from rules.facts.guards import block_guards

COLUMNS = ("verdict", "id", "kept", "title", "before", "quote", "after", "suggestion", "message")
NAMING = ("id", "title", "before", "quote", "after")
"""The columns by which a judged match is known again."""

VERDICTS = {"right": True, "r": True, "wrong": False, "w": False}
CONTEXT_CHARS = 70
WORD = re.compile(r"\w+")
LONG_S = 3_600.0
"""An audit is not in a hurry."""


class Row(msgspec.Struct, frozen=True):
    """A match as the sheet shows it: ``verdict`` right, wrong or empty, ``kept`` yes or empty."""

    verdict: str
    id: str
    kept: str
    title: str
    before: str
    quote: str
    after: str
    suggestion: str
    message: str


def execute(options: argparse.Namespace) -> int:
    """Print counts by rule id, write the sheet if asked; 0."""
    known = app.entries()
    entry = next(e for e in known.values() if e.meta.engine is EngineKind.GRAMMAR)
    settings = load_settings(known_codes=known, config_file=options.config)
    sheet = Path(options.sheet) if options.sheet else None
    verdicts = _verdicts(sheet) if sheet else {}
    engine = grammar_engine(
        options.engine or settings.engine.kind,
        url=settings.engine.url,
        timeout_s=LONG_S,
        rule_ids=_every_id if options.all else rule_ids,
        text_may_leave=settings.engine.text_may_leave,
    )
    if engine is None:
        raise ConfigurationError('there is nothing to audit: engine.kind is "none"')
    linter = Linter([entry.rule()], block_guards, grammar=engine)
    rows: list[Row] = []
    words = 0
    for revision in islice(corpus_revisions(Path(options.corpus)), options.limit):
        change = prepare(revision)
        sentences = list(units(entry.meta, change, whole_page=False))
        words += sum(_added_words(change, unit) for unit in sentences)
        rows += _rows(engine, linter, revision.title, change, sentences, verdicts)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{words:,} words, {len(rows):,} matches")
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if sheet:
        _write(sheet, rows)
    kept = [row for row in rows if row.kept]
    print(f"{engine.name}: {words:,} added words in sentences")
    print(f"{_rate(rows, words)} marked, {_rate(kept, words)} kept by {entry.meta.code}")
    for rule_id, _ in Counter(row.id for row in rows).most_common():
        print(_line(rule_id, [row for row in rows if row.id == rule_id]))
    if sheet:
        print(f"Write right or wrong into the first column of {sheet} and run this again.")
    return 0


def _every_id(_family: str) -> None:
    return None


def _added_words(change: Change, unit: Unit) -> int:
    places = (match.span() for match in WORD.finditer(unit.text))
    return sum(change.adds_to(unit.start + start, unit.start + end) for start, end in places)


def _rows(
    engine: Grammar,
    linter: Linter,
    title: str,
    change: Change,
    sentences: Sequence[Unit],
    verdicts: Mapping[tuple[str, ...], str],
) -> Iterator[Row]:
    try:
        answers = engine.check([unit.text for unit in sentences])
    except EngineError as error:
        print(f"revlint: {title}: {error}", file=sys.stderr)
        answers = error.done
    found = [(finding.start, finding.end) for finding in linter.lint(change).findings]
    for unit, matches in zip(sentences, answers, strict=False):
        for match in matches:
            start, end = unit.start + match.start, unit.start + match.end
            if match.start < match.end and change.adds_to(start, end):
                place = change.new.prose.wikitext_span(start, end)
                # A finding may be wider: it takes the whole of a link.
                kept = match.rule_id in admitted() and any(
                    first <= place.start and place.end <= last for first, last in found
                )
                yield _row(title, unit.text, match, kept, verdicts)


def _row(
    title: str,
    text: str,
    match: GrammarMatch,
    kept: bool,
    verdicts: Mapping[tuple[str, ...], str],
) -> Row:
    row = Row(
        "",
        match.rule_id,
        "yes" if kept else "",
        title,
        text[max(match.start - CONTEXT_CHARS, 0) : match.start],
        text[match.start : match.end],
        text[match.end : match.end + CONTEXT_CHARS],
        match.replacements[0] if match.replacements else "",
        match.message,
    )
    name = tuple(escape_csv(getattr(row, column)) for column in NAMING)
    return msgspec.structs.replace(row, verdict=verdicts.get(name, ""))


def _rate(rows: Sequence[Row], words: int) -> str:
    return f"{len(rows):,} ({1000 * len(rows) / max(words, 1):.2f} per 1,000 words)"


def _line(rule_id: str, rows: Sequence[Row]) -> str:
    row = admitted().get(rule_id)
    line = f"{rule_id}: {len(rows)}"
    if row is None:
        line += "; not admitted"
    else:
        rows = [found for found in rows if found.kept]
        line += f", {len(rows)} kept; {row.code} {row.status.value}"
    judged = Counter(VERDICTS[row.verdict] for row in rows if row.verdict in VERDICTS)
    total = judged[True] + judged[False]
    if not total:
        return line
    low, high = wilson_interval(judged[True], total)
    line += f"; {judged[True]} of {total} judged right"
    return f"{line} = {100 * judged[True] / total:.1f} % (95 %: {100 * low:.1f}–{100 * high:.1f} %)"


def _verdicts(sheet: Path) -> dict[tuple[str, ...], str]:
    if not sheet.exists():
        if not sheet.absolute().parent.is_dir():
            raise InputError(f"{sheet}: cannot be written: there is no such folder")
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
            found[tuple(row[name] for name in NAMING)] = verdict
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
