"""``python -m bench.planted CORPUS_DIR``: faults planted in real text, and how many are found.

For each rule up to sixty faults are planted, each in an edit of its own, spread evenly over the
mature articles of a corpus folder; the dice are fixed. A fault is found if the rule marks just
that place; whatever else the rule says of the same edit is counted as false.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.layout import as_markdown, as_text
from bench.outcome import Table
from bench.planters import PLANTERS
from bench.planting import Fault, Page, Planter
from bench.samples import corpus
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.wilson import wilson_interval
from bot.errors import RevlintError
from rules.contract import Finding, Origin
from rules.facts.guards import block_guards

SEED = 20_250_219
FAULTS = 60
MOST_A_PAGE = 400
"""Places looked at on one page: a long article must not take long."""

TOGETHER = {"SPL002": ("SPL001", "SPL002")}
"""Rules that share a fault: a damaged word may be on the list of the other."""


class Outcome(msgspec.Struct):
    """Faults planted and found for one rule, other findings of the same rule, and the misses."""

    planted: int = 0
    found: int = 0
    false: int = 0
    missed: list[str] = msgspec.field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 if the folder cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.planted", description=__doc__)
    parser.add_argument("folder", type=Path, help="with articles*.jsonl.gz and histories*.jsonl.gz")
    parser.add_argument("--codes", nargs="+", default=list(PLANTERS), choices=PLANTERS)
    parser.add_argument("--misses", action="store_true", help="print every miss and false finding")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    try:
        pages = [Page(article.title, article.text) for article in corpus(options.folder).mature]
    except (RevlintError, OSError) as error:
        print(f"bench.planted: {error}", file=sys.stderr)
        return 2
    outcomes = {}
    for code in options.codes:
        print(f"bench.planted: {code} ...", file=sys.stderr)
        outcomes[code] = _outcome(code, pages)
        if options.misses:
            print("\n".join(outcomes[code].missed))
    table = _table(outcomes)
    print(as_markdown(table) if options.markdown else as_text(table))
    return 0


def _outcome(code: str, pages: Sequence[Page]) -> Outcome:
    entries = app.entries()
    codes = TOGETHER.get(code, (code,))
    linter = Linter([entries[name].rule() for name in codes], block_guards)
    dice = random.Random(f"{SEED} {code}")
    outcome = Outcome()
    for page, fault in _spread(PLANTERS[code], pages, dice):
        findings = linter.lint(prepare(_edit(page, fault))).findings
        right = [finding for finding in findings if _is_on(finding, fault)]
        outcome.planted += 1
        outcome.found += bool(right)
        outcome.false += len(findings) - len(right)
        if not right:
            outcome.missed.append(f"{code} missed [{page.title}] {_context(page, fault)}")
        for finding in findings:
            if finding not in right:
                outcome.missed.append(f"{code} false [{page.title}] {finding.quote!r}")
    return outcome


def _spread(
    planter: Planter, pages: Sequence[Page], dice: random.Random
) -> Iterator[tuple[Page, Fault]]:
    """Faults from all pages in turn, at random places of each."""
    stocks: list[tuple[Page, list[Fault]]] = []
    for page in pages:
        faults = list(planter(page, dice))
        dice.shuffle(faults)
        stocks.append((page, faults[:MOST_A_PAGE]))
    dice.shuffle(stocks)
    given = 0
    while given < FAULTS and any(faults for _, faults in stocks):
        for page, faults in stocks:
            if faults and given < FAULTS:
                given += 1
                yield page, faults.pop()


def _edit(page: Page, fault: Fault) -> Revision:
    head, tail = page.text[: fault.start], page.text[fault.end :]
    old = page.text if fault.before is None else head + fault.before + tail
    return Revision(
        old=old,
        new=head + fault.text + tail,
        title=page.title,
        summary=fault.summary,
        timestamp=fault.timestamp,
    )


def _is_on(finding: Finding, fault: Fault) -> bool:
    in_summary = finding.origin is Origin.SUMMARY
    overlaps = finding.start < fault.mark_end and finding.end > fault.mark_start
    return overlaps and in_summary == bool(fault.summary)


def _context(page: Page, fault: Fault) -> str:
    before = page.text[max(fault.start - 60, 0) : fault.start]
    after = page.text[fault.end : fault.end + 60]
    text = fault.summary or fault.text[:160]
    return f"{before!r} >>{text!r}<< {after!r}"


def _table(outcomes: dict[str, Outcome]) -> Table:
    rows = []
    for code, outcome in outcomes.items():
        low, high = wilson_interval(outcome.found, outcome.planted) if outcome.planted else (0, 1)
        share = 100 * outcome.found / outcome.planted if outcome.planted else 0.0
        rows.append(
            (
                code,
                PLANTERS[code].__name__.replace("_", " "),
                f"{outcome.found}",
                f"{outcome.planted}",
                f"{share:.0f} %",
                f"{100 * low:.0f}–{100 * high:.0f} %",
                f"{outcome.false}",
            )
        )
    return Table(
        "Faults planted in mature articles",
        ("rule", "fault", "found", "planted", "recall", "95 %", "false"),
        tuple(rows),
        (f"Seed {SEED}; one fault an edit. False: other findings of the same rule there.",),
    )


if __name__ == "__main__":
    raise SystemExit(main())
