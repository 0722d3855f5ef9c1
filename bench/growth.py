"""`python -m bench.growth [CODES]`: whether a rule's time grows with the text, or faster.

Each rule reads its own examples, one after the other repeated to a size and to four times that
size, as paragraphs and on one line: that is where a rule that looks back over the whole block for
every hit shows. Printed are the cases that took more than eight times as long, or longer than two
seconds, or in which the rule failed; nothing is asserted. The limit on a rule's hits, which would
hide it, is lifted. Rules over a grammar engine or the summary are left out.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence

from bot.core import lint
from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.catalog import Entry, catalogue
from rules.contract import EngineKind, Example, Scope
from rules.facts.guards import block_guards

SIZE = 20_000
TIMES = 4
LEAST_S, LONG_S = 0.02, 2.0
NO_LIMIT = 1 << 30
FACTOR = 8.0


def main() -> int:
    """Measure every rule, and print what stands out."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("codes", nargs="*", help="only these codes or families")
    options = parser.parse_args()
    lint.MOST_HITS = lint.MOST_SILENCED = NO_LIMIT
    for code, entry in sorted(catalogue().items()):
        if options.codes and not code.startswith(tuple(options.codes)):
            continue
        if entry.meta.engine is EngineKind.GRAMMAR or entry.meta.scope is Scope.SUMMARY:
            continue
        for line in _measured(entry):
            print(f"{code} {line}", flush=True)
    return 0


def _measured(entry: Entry) -> Iterator[str]:
    linter = lint.Linter([entry.rule()], block_guards)
    for text, title in _texts(entry.meta.examples):
        for between in ("\n\n", " "):
            piece = text + between
            count = max(1, SIZE // len(piece))
            short = _seconds(linter, piece * count, title)
            if short < LEAST_S:
                continue
            long = _seconds(linter, piece * count * TIMES, title)
            if long > LONG_S or long > FACTOR * short:
                yield f"{short:.3f} s, {long:.3f} s, × {long / short:.1f}: {piece[:70]!r}"


def _texts(examples: Sequence[Example]) -> Iterator[tuple[str, str]]:
    """Each example's text with its title once, and all of them together."""
    texts = dict.fromkeys((example.marked.text, example.title) for example in examples)
    yield from texts
    yield "\n\n".join(text for text, _ in texts), "Example"


def _seconds(linter: lint.Linter, text: str, title: str) -> float:
    """CPU time of the lint with the rule alone, the text scanned before; endless if it fails."""
    change = prepare(Revision(new=text, title=title))
    assert change.new.prose
    began = time.process_time()
    failures = linter.lint(change).failures
    return math.inf if failures else time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
