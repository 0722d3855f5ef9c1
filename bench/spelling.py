"""The spelling rules on good articles (false findings, time) and on slips made at random."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.clock import seconds_each_ready
from bench.outcome import Section, Table, at_least, at_most, not_yet
from bench.program import WORD, Bench, settings
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import BlockKind, Document
from rules.facts.lexicon import is_known

FALSE = "spelling ≤ 0.1 false findings per 1,000 words of good articles"
RECALL = "≥ 95 % of random one-letter slips"
TIME = "≤ 1 ms per 1,000 words"
CODES = ["SPL001", "SPL002"]

SLIPS = 600
SEED = 20_250_219
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
"""Whole lower-case words; the slips of shorter ones are mostly other words."""


def measure(bench: Bench) -> Section:
    """False findings, recall and time."""
    articles = bench.samples.mature
    if not articles:
        missing = "no mature articles in the samples"
        return Section(
            "spelling", tuple(not_yet("6", wanted, missing) for wanted in (FALSE, RECALL))
        )
    linter = app.linter(settings(bench.known, CODES), bench.known)
    pages = [Revision(new=article.text, title=article.title) for article in articles]
    ms = _ms_per_1000_words(linter, pages)
    words = _words(pages)
    findings = sum(len(linter.lint(prepare(page)).findings) for page in pages)
    per_thousand = findings / words * 1000
    found, made, kinds = _slips_found(bench, linter, pages)
    recall = found / made if made else 0.0
    rows = [("all", f"{made:,}", f"{found:,}", f"{recall:.1%}")]
    rows += [
        (kind, f"{of:,}", f"{hits:,}", f"{hits / of:.1%}") for kind, (hits, of) in kinds.items()
    ]
    return Section(
        "spelling",
        (
            at_most(
                "6a",
                FALSE,
                per_thousand,
                0.1,
                f"≤ {per_thousand:.3f} ({findings} findings in {words:,} words, none judged)",
            ),
            at_least("6b", RECALL, recall, 0.95, f"{recall:.1%} of {made:,}"),
            at_most("6c", TIME, ms, 1, f"{ms:.2f} ms"),
        ),
        (
            Table(
                "Slips made at random",
                ("kind", "made", "found", ""),
                tuple(rows),
                (
                    "One letter of one lower-case word of five letters or more, in running text"
                    " of a mature article; slips that give a known word are not made. Found: a"
                    " finding on just that word.",
                ),
            ),
        ),
        {"per_1000_words": per_thousand, "recall": recall, "ms_per_1000_words": ms},
    )


def _ms_per_1000_words(linter: Linter, pages: list[Revision]) -> float:
    """The CPU milliseconds of the rules with their facts, without the scan.

    One half of the pages loads the word lists and fills the caches as a long run would; the other
    half is timed, once, because a second time every word would be remembered.
    """
    nothing = Linter((), linter.guards)
    for page in pages[::2]:
        linter.lint(prepare(page))
    timed = pages[1::2] or pages
    idle = sum(seconds_each_ready(timed, prepare, nothing.lint, 1))
    taken = sum(seconds_each_ready(timed, prepare, linter.lint, 1))
    return (taken - idle) * 1e6 / _words(timed)


def _words(pages: list[Revision]) -> int:
    return sum(len(WORD.findall(prepare(page).new.prose.text)) for page in pages)


def _slips_found(
    bench: Bench, linter: Linter, pages: list[Revision]
) -> tuple[int, int, dict[str, tuple[int, int]]]:
    dice = random.Random(SEED)
    wanted = SLIPS // 10 if bench.quick else SLIPS
    kinds: dict[str, tuple[int, int]] = {}
    for page in pages:
        for kind, start, word, slip in slips(prepare(page).new, wanted // len(pages) + 1, dice):
            new = page.new[:start] + slip + page.new[start + len(word) :]
            edit = Revision(old=page.new, new=new, title=page.title)
            hit = any(
                (finding.start, finding.end) == (start, start + len(slip))
                for finding in linter.lint(prepare(edit)).findings
            )
            hits, made = kinds.get(kind, (0, 0))
            kinds[kind] = hits + hit, made + 1
    found = sum(hits for hits, _ in kinds.values())
    return found, sum(made for _, made in kinds.values()), dict(sorted(kinds.items()))


def slips(
    document: Document, count: int, dice: random.Random
) -> Iterator[tuple[str, int, str, str]]:
    """Slips at random places: kind, place in the wikitext, the word and what becomes of it."""
    prose = document.prose
    places = [
        match.span()
        for block in prose.blocks
        if block.kind is BlockKind.PARAGRAPH
        for match in PLAIN_WORD.finditer(prose.text, block.start, block.end)
        if prose.is_verbatim(*match.span()) and is_known(match[0])
    ]
    for start, end in dice.sample(places, min(count, len(places))):
        word = prose.text[start:end]
        kind, slip = _slip(word, dice)
        if slip != word and not is_known(slip):
            yield kind, prose.wikitext_span(start, end).start, word, slip


def _slip(word: str, dice: random.Random) -> tuple[str, str]:
    at = dice.randrange(len(word))
    letter = dice.choice(LETTERS)
    match dice.randrange(4):
        case 0:
            return "letter left out", word[:at] + word[at + 1 :]
        case 1:
            return "letter put in", word[:at] + letter + word[at:]
        case 2:
            return "letter replaced", word[:at] + letter + word[at + 1 :]
    at = min(at, len(word) - 2)
    return "letters swapped", word[:at] + word[at + 1] + word[at] + word[at + 2 :]
