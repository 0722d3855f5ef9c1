"""``python -m bench.claim_sets CORPUS_DIR``: the claim rules on labelled contradictions.

Two sets of a corpus folder: pairs of statements, of which the second is added below the first,
and infoboxes, to each of which a human's sentence is added. Counted is whether any claim rule
speaks: recall over contradictions, and false findings over what is entailed or neutral. Many of
the contradictions need reasoning; the rate of false findings is what decides.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.layout import as_markdown, as_text
from bench.outcome import Table
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.wilson import wilson_interval
from rules.facts.guards import block_guards

PAIRS = "contradiction_pairs*.jsonl.gz"
BOXES = "infobox_vs_prose*.jsonl.gz"
TOPIC = "Please tell me about "


class Case(msgspec.Struct, frozen=True):
    """A page, the statement added to it, and what a human says of both."""

    kind: str
    title: str
    page: str
    added: str
    contradicts: bool


class Tally(msgspec.Struct):
    """Contradictions and other cases, and how many of each were flagged."""

    found: int = 0
    contradictions: int = 0
    false: int = 0
    others: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 2 if the folder has no such sets."""
    parser = argparse.ArgumentParser(prog="python -m bench.claim_sets", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--codes", nargs="+", help="only these rules (default: all claim rules)")
    parser.add_argument("--all-pairs", action="store_true", help="also pairs without figures")
    parser.add_argument("--show", choices=("false", "found", "missed"), action="append", default=[])
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    known = app.entries()
    codes = options.codes or [code for code in known if code.startswith("CLM")]
    linter = Linter([known[code].rule() for code in codes], block_guards)
    cases = [*_pairs(options.folder, strict=not options.all_pairs), *_boxes(options.folder)]
    if not cases:
        print(f"bench.claim_sets: {options.folder}: no {PAIRS} or {BOXES}", file=sys.stderr)
        return 2
    tallies: dict[str, Tally] = {}
    for case in cases:
        _count(linter, case, tallies.setdefault(case.kind, Tally()), options.show)
    table = _table(tallies, codes)
    print(as_markdown(table) if options.markdown else as_text(table))
    return 0


def _pairs(folder: Path, *, strict: bool) -> Iterator[Case]:
    for row in _rows(folder, PAIRS):
        if strict and not row["strict_number"]:
            continue
        title = str(row.get("topic") or "").removeprefix(TOPIC)
        yield Case(
            str(row["source"]).partition(" (")[0],
            title,
            str(row["statement_a"]),
            str(row["statement_b"]),
            row["label"] == "contradiction",
        )


def _boxes(folder: Path) -> Iterator[Case]:
    for row in _rows(folder, BOXES):
        statements = row["statements"]
        if not isinstance(statements, list):
            continue
        for statement in statements:
            kind = "infobox, with figures" if statement["has_number"] else "infobox, no figures"
            yield Case(
                kind,
                str(row["title"]),
                str(row["infobox_wikitext"]),
                str(statement["text"]),
                statement["label"] == "contradiction",
            )


def _rows(folder: Path, pattern: str) -> Iterator[dict[str, object]]:
    for path in sorted(folder.glob(pattern)):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def _count(linter: Linter, case: Case, tally: Tally, show: Sequence[str]) -> None:
    new = f"{case.page}\n\n{case.added}"
    findings = linter.lint(prepare(Revision(old=case.page, new=new, title=case.title))).findings
    flagged = bool(findings)
    if case.contradicts:
        tally.contradictions += 1
        tally.found += flagged
    else:
        tally.others += 1
        tally.false += flagged
    outcome = ("found" if flagged else "missed") if case.contradicts else "false"
    if outcome in show and (flagged or outcome == "missed"):
        said = "; ".join(f"{f.code} {f.confidence} {f.message}" for f in findings)
        print(f"{outcome} [{case.kind}] {case.page!r} + {case.added!r} {said}")


def _table(tallies: dict[str, Tally], codes: Sequence[str]) -> Table:
    rows = []
    for kind, tally in sorted(tallies.items()):
        rows.append(
            (
                kind,
                f"{tally.found} / {tally.contradictions}",
                _interval(tally.found, tally.contradictions),
                f"{tally.false} / {tally.others}",
                _interval(tally.false, tally.others),
            )
        )
    return Table(
        "Labelled contradictions",
        ("set", "found", "recall, 95 %", "false", "rate, 95 %"),
        tuple(rows),
        (f"Rules: {', '.join(codes)}. Others are entailed and neutral statements.",),
    )


def _interval(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson_interval(part, whole)
    return f"{100 * part / whole:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


if __name__ == "__main__":
    raise SystemExit(main())
