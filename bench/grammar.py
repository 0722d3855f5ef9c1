"""Grammar engines that run in the process, and our grammar rules beside them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import msgspec

from bench import grammar_slips
from bench.clock import seconds, seconds_each_ready
from bench.engine_costs import Costs
from bench.outcome import Section, Table, Target, at_most, not_yet
from bench.program import WORD, Bench, MissingPeerError, peer, settings
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.engines.choice import grammar_engine
from rules.contract import Grammar

TIME = "grammar ≤ 1.1 × the raw engine"
FALSE = "≤ 0.3 false grammar findings per 1,000 words after the allow-list"
FAMILY = "GRM"
OURS = "harper"
"""The embedded engine's name in the settings, and among the raw ones."""

ROOT = Path(__file__).parent.parent

LONGEST = 2_000
"""Code points handed to an engine at a time: some of their rules are quadratic."""

WORDS = 5_000


def measure(bench: Bench) -> Section:
    """CPU time and raw findings per 1,000 words of good articles."""
    texts = _texts(bench)
    words = sum(len(WORD.findall(text)) for text in texts)
    rows, notes = [], []
    raw: dict[str, float] = {}
    numbers: dict[str, float] = {}
    for name, make in ((OURS, _harper), ("lingotweaker", _lingotweaker)):
        try:
            check = make()
        except MissingPeerError as error:
            notes.append(f"{name} skipped: {error}.")
            continue
        check(texts[0])
        found = sum(check(text) for text in texts)
        taken = seconds(lambda check=check: [check(t) for t in texts], 1)  # type: ignore[misc]
        raw[name] = taken
        numbers[f"{name}_ms_per_1000_words"] = taken * 1e6 / words
        per_thousand = found / words * 1000
        rows.append((name, f"{taken * 1e6 / words:,.0f}", f"{per_thousand:.1f}"))
    notes.append(
        f"{words:,} words of mature articles, paragraph by paragraph; every rule of the engine is"
        " on, its spelling too."
    )
    table = Table(
        "Embedded grammar engines",
        ("", "ms per 1,000 words", "raw findings per 1,000 words"),
        tuple(rows),
        tuple(notes),
    )
    engines = {name: partial(_engine, name) for name in raw}
    tables = (table, _costs(engines), grammar_slips.table(bench, engines))
    return Section("grammar", _targets(bench, texts, words, raw), tables, numbers)


def _engine(name: str) -> Grammar:
    """The engine with every rule on."""
    engine = grammar_engine(name, url="", timeout_s=600, rule_ids=lambda _family: None)
    assert engine is not None
    return engine


def _costs(engines: Collection[str]) -> Table:
    rows = []
    for name in engines:
        command = [sys.executable, "-m", "bench.engine_costs", name]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        costs = msgspec.json.decode(said, type=Costs)
        rows.append(
            (
                name,
                f"{costs.cpu_s:.2f}",
                f"{costs.wall_s:.2f}",
                f"{costs.resident_mb:,.0f}",
                f"{costs.space_mb:,.0f}",
            )
        )
    return Table(
        "Loading an embedded engine",
        ("", "CPU s", "wall s", "resident MB", "address space MB"),
        tuple(rows),
        ("From nothing to the answer about the first sentence, in a process of its own.",),
    )


def _targets(
    bench: Bench, texts: list[str], words: int, raw: dict[str, float]
) -> tuple[Target, ...]:
    if not any(code.startswith(FAMILY) for code in bench.known):
        missing = "no grammar rule in the catalogue yet"
        return not_yet("7a", TIME, missing), not_yet("7b", FALSE, missing)
    if OURS not in raw:
        missing = f"{OURS} is not installed"
        return not_yet("7a", TIME, missing), not_yet("7b", FALSE, missing)
    linter = app.linter(settings(bench.known, [FAMILY], OURS), bench.known)
    nothing = Linter((), linter.guards)
    pages = [Revision(new=text) for text in texts]
    linter.lint(prepare(Revision(new="They could of gone.")))
    # Once only: the program remembers the sentences it has seen.
    found: list[int] = []
    taken = sum(
        seconds_each_ready(
            pages, prepare, lambda change: found.append(len(linter.lint(change).findings)), 1
        )
    )
    taken -= sum(seconds_each_ready(pages, prepare, nothing.lint, 1))
    ratio, rate = taken / raw[OURS], sum(found) / words * 1000
    return (
        at_most("7a", TIME, ratio, 1.1, f"{ratio:.2f} × {OURS}"),
        at_most("7b", FALSE, rate, 0.3, f"≤ {rate:.2f} ({sum(found)} findings, none judged)"),
    )


def _texts(bench: Bench) -> list[str]:
    """Paragraphs of good articles, without the placeholders of references and templates."""
    wanted = WORDS // 5 if bench.quick else WORDS
    texts: list[str] = []
    words = 0
    for article in bench.samples.mature or bench.samples.articles:
        prose = prepare(Revision(new=article.text)).new.prose
        for block in prose.blocks:
            text = prose.text[block.start : block.end].replace("\ufffc", "")
            count = len(WORD.findall(text))
            if count > 20 and len(text) <= LONGEST:
                texts.append(text)
                words += count
            if words >= wanted:
                return texts
    return texts


def _harper() -> Callable[[str], int]:
    harper = peer("harper", "harper-py")
    linter = harper.Linter(harper.Dialect.BRITISH)
    return lambda text: len(linter.lint(text, language=harper.Language.PLAINTEXT))


def _lingotweaker() -> Callable[[str], int]:
    lingotweaker = peer("lt_py", "lingotweaker")
    peer("lingotweaker_data_en", "lingotweaker-data-en")
    # "en-GB" as the language would quietly mean American English.
    engine = lingotweaker.Engine("en", variant="en-GB")
    return lambda text: len(engine.check(text))
