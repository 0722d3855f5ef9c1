"""``python -m bench``: measures everything, prints targets and details."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import msgspec

from bench.layout import as_markdown, as_text, target_table, write_between_marks
from bench.outcome import Section
from bench.program import Bench, bench
from bench.samples import committed_sample, corpus, thinned
from bot.errors import RevlintError

MEASUREMENTS = (
    "revisions",
    "pipelines",
    "hostile",
    "differ",
    "scanner",
    "matching",
    "spelling",
    "grammar",
    "starting",
    "dump",
    "events",
)
"""Modules of this package, in the order they run; each has ``measure(bench) -> Section``."""

QUICK_MOST = 10


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0 whatever the targets say, 2 if the samples cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        samples = corpus(Path(options.corpus)) if options.corpus else committed_sample()
        if options.quick:
            samples = thinned(samples, QUICK_MOST)
        setup = bench(samples, quick=options.quick, folder=options.corpus)
        sections = [_section(setup, name) for name in options.only or MEASUREMENTS]
        print(as_text(target_table(sections)))
        if options.json:
            Path(options.json).write_bytes(msgspec.json.format(msgspec.json.encode(sections)))
        if options.markdown:
            write_between_marks(Path(options.markdown), _markdown(setup, sections))
    except (RevlintError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--corpus", metavar="DIR", help="more text than the committed sample")
    parser.add_argument("--quick", action="store_true", help="few texts, one round: a smoke test")
    parser.add_argument("--json", metavar="FILE", help="write all results there as JSON")
    parser.add_argument("--markdown", metavar="FILE", help="replace the marked part of this file")
    parser.add_argument(
        "--only", nargs="+", choices=MEASUREMENTS, metavar="NAME", help=", ".join(MEASUREMENTS)
    )
    return parser


def _section(setup: Bench, name: str) -> Section:
    print(f"bench: {name} ...", file=sys.stderr)
    measure: Callable[[Bench], Section] = import_module(f"bench.{name}").measure
    section = measure(setup)
    for table in section.tables:
        print(as_text(table))
    return section


def _markdown(setup: Bench, sections: list[Section]) -> str:
    samples = setup.samples
    about = (
        f"{len(samples.edits)} edits and {len(samples.articles)} articles of {samples.origin};"
        f" {len(setup.linter.rules)} rules; CPython {platform.python_version()} on"
        f" {platform.machine()}. Seconds are those of one machine at one time: the ratios are"
        " what counts."
    )
    tables = [target_table(sections), *(table for s in sections for table in s.tables)]
    return "\n".join([about + "\n", *(as_markdown(table) for table in tables)])


if __name__ == "__main__":
    raise SystemExit(main())
