"""``python -m bench.summaries``: misspelt words found in hand-written edit summaries.

The summaries of ``bench/data/summaries.txt`` are linted one by one, each as that of a small edit.
A marked word counts as found if the finding lies on just that word; any other finding is false.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.layout import as_markdown, as_text
from bench.outcome import Table
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.wilson import wilson_interval
from rules.contract import Example
from rules.facts.guards import block_guards

SUMMARIES = Path(__file__).parent / "data" / "summaries.txt"
CODE = "SUM001"
OLD, NEW = "The page is old.", "The page is new."


class Outcome(msgspec.Struct):
    """Summaries read, words marked and found, false findings."""

    summaries: int = 0
    marked: int = 0
    found: int = 0
    false: int = 0
    notes: list[str] = msgspec.field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.summaries", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print every miss and false finding")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    outcome = measured(SUMMARIES.read_text(encoding="utf-8").splitlines())
    if options.misses:
        print("\n".join(outcome.notes))
    table = _table(outcome)
    print(as_markdown(table) if options.markdown else as_text(table))
    return 0


def measured(lines: Sequence[str]) -> Outcome:
    """What SUM001 finds in marked summaries; blank lines and those after ``# `` are none."""
    linter = Linter([app.entries()[CODE].rule()], block_guards)
    outcome = Outcome()
    for line in lines:
        if not line.strip() or line.startswith("# "):
            continue
        summary = Example(NEW, summary=line).marked_summary
        change = prepare(Revision(old=OLD, new=NEW, title="Page", summary=summary.text))
        found = {(item.start, item.end): item for item in linter.lint(change).findings}
        right = found.keys() & set(summary.spans)
        outcome.summaries += 1
        outcome.marked += len(summary.spans)
        outcome.found += len(right)
        outcome.false += len(found) - len(right)
        if len(right) < len(summary.spans):
            outcome.notes.append(f"missed  {line}")
        outcome.notes += [
            f"false   {line}  [{item.quote} → {', '.join(item.suggestions)}]"
            for place, item in found.items()
            if place not in right
        ]
    return outcome


def _table(outcome: Outcome) -> Table:
    findings = outcome.found + outcome.false
    return Table(
        "Hand-written edit summaries",
        ("what", "count", "of", "share", "95 %"),
        (
            ("misspelt words found", *_share(outcome.found, outcome.marked)),
            ("findings that are right", *_share(outcome.found, findings)),
        ),
        (f"{outcome.summaries} summaries, {outcome.marked} with a misspelt word; no one's own.",),
    )


def _share(count: int, total: int) -> tuple[str, str, str, str]:
    low, high = wilson_interval(count, total) if total else (0.0, 1.0)
    share = 100 * count / total if total else 0.0
    return f"{count}", f"{total}", f"{share:.1f} %", f"{100 * low:.1f}–{100 * high:.1f} %"


if __name__ == "__main__":
    raise SystemExit(main())
