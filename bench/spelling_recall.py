"""``python -m bench.spelling_recall CORPUS_DIR``: what the spelling rules find, and where they err.

Three tables: real misspellings in their sentences, slips made at random in real sentences, and
all findings on mature articles taken as new (bar A) and on real edits (bar B). With ``--sheets``
the findings are written to sheets for a person to judge; run again, it counts the verdicts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.layout import as_markdown, as_text
from bench.outcome import Table
from bench.samples import Article, corpus
from bench.spelling import SEED, slips
from bot import app
from bot.commands import audit
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.wilson import wilson_interval
from bot.errors import InputError, RevlintError
from rules.contract import Document, Finding, Status
from rules.facts import lexicon
from rules.facts.guards import block_guards

CODES = ("SPL001", "SPL002", "SPL003", "SPL004", "SPL005", "SPL008")
TYPOS = "typos_in_context*.jsonl"
EDITS = "edit_hunks*.jsonl.gz"

SLIPS = 600
COMMON = 3.5
"""Zipf frequency from which a word is a common one."""


class Typo(msgspec.Struct, frozen=True):
    """A misspelling that somebody put right: its sentence before and after, and who lists it."""

    wrong: str
    right: str
    sentence_wrong: str
    sentence_right: str
    title: str = ""
    in_codespell: bool = False
    in_wikipedia_list: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether a published list has it."""
        return self.in_codespell or self.in_wikipedia_list


class Tally(msgspec.Struct):
    """Faults there were, those found, and those found by findings that are not on trial."""

    made: int = 0
    found: int = 0
    stable: int = 0

    def add(self, findings: Sequence[Finding]) -> None:
        """Count one more fault with the findings on its place."""
        self.made += 1
        self.found += bool(findings)
        self.stable += any(finding.status is Status.STABLE for finding in findings)

    def row(self, *names: str) -> tuple[str, ...]:
        """Names, numbers and intervals as a table's row."""
        if not self.made:
            return (*names, "0", "–", "–", "–")
        low, high = wilson_interval(self.found, self.made)
        return (
            *names,
            f"{self.made}",
            f"{self.found} = {100 * self.found / self.made:.1f} %",
            f"{100 * low:.1f}–{100 * high:.1f} %",
            f"{self.stable} = {100 * self.stable / self.made:.1f} %",
        )


HEAD = ("faults", "found", "95 %", "without preview")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 2 if the folder cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.spelling_recall", description=__doc__)
    parser.add_argument("folder", type=Path, help=f"with articles, histories, {TYPOS}, {EDITS}")
    parser.add_argument("--sheets", type=Path, help="a folder for the sheets of bars A and B")
    parser.add_argument("--misses", action="store_true", help="print every fault not found")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    known = app.entries()
    linter = Linter([known[code].rule() for code in CODES], block_guards)
    misses: list[str] = []
    try:
        mature = corpus(options.folder).mature
        typos = [typo for path in sorted(options.folder.glob(TYPOS)) for typo in _typos(path)]
        tables = [_in_context(linter, typos, misses), _at_random(linter, mature, misses)]
        for table in tables:
            print(as_markdown(table) if options.markdown else as_text(table))
        if options.misses:
            print("\n".join(misses))
        if options.sheets:
            _bars(options.folder, mature, options.sheets)
    except (RevlintError, OSError) as error:
        print(f"bench.spelling_recall: {error}", file=sys.stderr)
        return 2
    return 0


def _typos(path: Path) -> Iterator[Typo]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield msgspec.json.decode(line, type=Typo)
        except msgspec.DecodeError as error:
            raise InputError(f"{path}: line {number}: {error}") from error


def _in_context(linter: Linter, typos: Sequence[Typo], misses: list[str]) -> Table:
    tallies: dict[tuple[str, str], Tally] = {}
    for typo in typos:
        new = Revision(new=typo.sentence_wrong, title=typo.title)
        ways = {"alone": new, "an edit": msgspec.structs.replace(new, old=typo.sentence_right)}
        for way, revision in ways.items():
            findings = [
                finding
                for finding in linter.lint(prepare(revision)).findings
                if typo.wrong in finding.quote or finding.quote in typo.wrong.split()
            ]
            for kind in ("all", "listed" if typo.is_listed else "on no list"):
                tallies.setdefault((way, kind), Tally()).add(findings)
            if not findings:
                misses.append(f"{way}: {typo.wrong} for {typo.right}")
    rows = tuple(tally.row(*key) for key, tally in sorted(tallies.items()))
    note = (
        "Alone: the sentence as a new page. An edit: the right sentence became the wrong one."
        " Listed: by codespell or Wikipedia."
    )
    return Table("Misspellings in context", ("lint of", "words", *HEAD), rows, (note,))


def _at_random(linter: Linter, articles: Sequence[Article], misses: list[str]) -> Table:
    dice = random.Random(SEED)
    tallies: dict[tuple[str, str], Tally] = {}
    for article in articles:
        page = prepare(Revision(new=article.text, title=article.title)).new
        for kind, start, word, slip in slips(page, SLIPS // len(articles) + 1, dice):
            end = start + len(word)
            place = "guarded" if _is_guarded(page, start, end) else "running text"
            for way, revision in _ways(article, start, end, slip):
                findings = [
                    finding
                    for finding in linter.lint(prepare(revision)).findings
                    if (finding.start, finding.end) == (start, start + len(slip))
                ]
                names = [kind, "all", place]
                if lexicon.zipf(word) >= COMMON and place == "running text":
                    names.append("running text, common words")
                for name in names:
                    tallies.setdefault((way, name), Tally()).add(findings)
                if not findings:
                    misses.append(f"{way}: {slip} for {word} ({place}) [{article.title}]")
    rows = tuple(tally.row(*key) for key, tally in sorted(tallies.items()))
    notes = (
        f"One letter of one lower-case word of five letters or more; seed {SEED}. Guarded: in a"
        f" quotation, in italics or in a link's title. Common: Zipf {COMMON} and more.",
    )
    return Table("Slips made at random", ("lint of", "which", *HEAD), rows, notes)


def _ways(article: Article, start: int, end: int, slip: str) -> Iterator[tuple[str, Revision]]:
    """The slip as an edit of one word, and in a paragraph that is new as a whole."""
    text = article.text
    new = text[:start] + slip + text[end:]
    yield "one word", Revision(old=text, new=new, title=article.title)
    head = text.rfind("\n", 0, start) + 1
    tail = text.find("\n", end)
    rest = text[tail:] if tail != -1 else ""
    yield "a new paragraph", Revision(old=text[:head] + rest, new=new, title=article.title)


def _is_guarded(page: Document, start: int, end: int) -> bool:
    prose = page.prose
    for block in prose.blocks:
        for span in block_guards(page, block):
            place = prose.wikitext_span(span.start, span.end)
            if place.start < end and start < place.end:
                return True
    return False


def _bars(folder: Path, mature: Sequence[Article], sheets: Path) -> None:
    sheets.mkdir(parents=True, exist_ok=True)
    articles = sheets / "mature.jsonl"
    lines = (json.dumps({"title": a.title, "text": a.text}) for a in mature)
    articles.write_text("\n".join(lines) + "\n", encoding="utf-8")
    corpora = [("A", articles), *(("B", path) for path in sorted(folder.glob(EDITS)))]
    for bar, path in corpora:
        print(f"Bar {bar}: {path.name}")
        sheet = str(sheets / f"{bar}.csv")
        audit.execute(
            argparse.Namespace(codes=",".join(CODES), corpus=str(path), sheet=sheet, limit=None)
        )


if __name__ == "__main__":
    raise SystemExit(main())
