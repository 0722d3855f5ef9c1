"""``python -m bench.edit_summaries FOLDER``: summaries written to real edits, true and false ones.

SUM002 is given each edit of whole revisions that changed some level-two sections and not others:
once with a section that did not change (due), once with one that did (silent). SUM003 is given
"typo" and the like with edits of at least 200 words (due) and of at most 40 (silent), and "Added
content" with edits that took away at least 100 words and a reference (due) or only added (silent).
How an edit is counted here knows nothing of the rules: sections are cut at their headings, words
are compared as bags, and what lies between is not used.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
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
from bot.corpus import corpus_revisions
from bot.errors import RevlintError
from rules.facts.guards import block_guards

HISTORIES = "histories*.jsonl.gz"
HEADING = re.compile(r"^==([^=\n]+)==[ \t]*$", re.MULTILINE)
MARKUP = re.compile(
    r"<ref[^<>]*/>|<ref[^<>]*>[^<]*</ref>|\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|<[^<>]*>|\[\[[^\[\]|]*\||"
    r"https?://\S+"
)
WORD = re.compile(r"[^\W\d_]+")
SMALL_CLAIMS = (
    *("typo", "fixed typo", "minor edit", "minor fixes", "fixed spelling and grammar"),
    *("small corrections", "minor", "/* top */ punctuation"),
)
LARGE_WORDS, LARGE_REMOVAL, SMALL_WORDS = 200, 100, 40


class Case(msgspec.Struct, frozen=True):
    """An edit with a summary written to it, and whether the rule has to speak."""

    code: str
    kind: str
    revision: Revision
    due: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 if the folder cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.edit_summaries", description=__doc__)
    parser.add_argument("folder", type=Path, help="with histories*.jsonl.gz")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    try:
        edits = [
            msgspec.structs.replace(edit, wiki="enwiki")
            for path in sorted(options.folder.glob(HISTORIES))
            for edit in corpus_revisions(path)
            if edit.old is not None and edit.old != edit.new
        ]
    except (RevlintError, OSError) as error:
        print(f"bench.edit_summaries: {error}", file=sys.stderr)
        return 2
    counts: Counter[tuple[str, str, bool, bool]] = Counter()
    linters = {
        code: Linter([app.entries()[code].rule()], block_guards) for code in ("SUM002", "SUM003")
    }
    for case in (case for edit in edits for case in cases(edit)):
        spoke = bool(linters[case.code].lint(prepare(case.revision)).findings)
        counts[case.code, case.kind, case.due, spoke] += 1
        if options.misses and spoke is not case.due:
            print(f"{case.code} {case.kind}: [{case.revision.title}] {case.revision.summary}")
    table = _table(counts)
    print(as_markdown(table) if options.markdown else as_text(table))
    return 0


def cases(edit: Revision) -> Iterator[Case]:
    """What can be written to an edit."""
    yield from _section_cases(edit)
    yield from _size_cases(edit)


def _section_cases(edit: Revision) -> Iterator[Case]:
    old, new = _sections(edit.old or ""), _sections(edit.new)
    titles = list(new)
    kept = [title for title in titles if old.get(title) == new[title]]
    changed = [title for title in titles if title in old and old[title] != new[title]]
    # A section put right after the named one may well have been meant.
    kept = [t for t in kept if all(n in old for n in titles[titles.index(t) + 1 :][:1])]
    if not kept or not changed:
        return
    # The one in the middle, so that neither end is favoured.
    for kind, title, due in (
        ("names a section that did not change", kept[len(kept) // 2], True),
        ("names a section that changed", changed[len(changed) // 2], False),
    ):
        yield Case("SUM002", kind, _with(edit, f"/* {title} */ expanded"), due)


def _size_cases(edit: Revision) -> Iterator[Case]:
    before, after = _words(edit.old or ""), _words(edit.new)
    removed, added = (before - after).total(), (after - before).total()
    lost = len(re.findall("<ref[ >]", edit.old or "")) - len(re.findall("<ref[ >]", edit.new))
    claim = SMALL_CLAIMS[(removed + added) % len(SMALL_CLAIMS)]
    if max(removed, added) >= LARGE_WORDS:
        yield Case("SUM003", "small words for a large edit", _with(edit, claim), True)
    elif removed + added <= SMALL_WORDS and lost <= 0:
        yield Case("SUM003", "small words for a small edit", _with(edit, claim), False)
    if lost > 0 and removed >= LARGE_REMOVAL:
        yield Case("SUM003", "“Added content” for a removal", _with(edit, "Added content"), True)
    elif removed == 0 and added > 0:
        yield Case("SUM003", "“Added content” for additions", _with(edit, "Added content"), False)


def _with(edit: Revision, summary: str) -> Revision:
    return msgspec.structs.replace(edit, summary=summary, tags=(), minor=False)


def _sections(text: str) -> dict[str, str]:
    """The text of each level-two section by its title; titles that stand twice are left out."""
    headings = list(HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)][: len(headings)]
    times = Counter(heading[1].strip() for heading in headings)
    return {
        heading[1].strip(): text[heading.start() : end].strip()
        for heading, end in zip(headings, ends, strict=True)
        if times[heading[1].strip()] == 1 and re.fullmatch(r"[\w ,–-]+", heading[1].strip())
    }


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(MARKUP.sub(" ", text)))


def _table(counts: Counter[tuple[str, str, bool, bool]]) -> Table:
    rows = []
    for code, kind, due in sorted({key[:3] for key in counts}):
        right, wrong = counts[code, kind, due, due], counts[code, kind, due, not due]
        low, high = wilson_interval(right, right + wrong)
        share = f"{100 * right / (right + wrong):.0f} %"
        interval = f"{100 * low:.0f}–{100 * high:.0f} %"
        is_due = "finding" if due else "silence"
        rows.append((code, kind, is_due, f"{right}", f"{right + wrong}", share, interval))
    return Table(
        "Summaries written to real edits",
        ("rule", "summary", "due", "as due", "of", "share", "95 %"),
        tuple(rows),
        ("The edits are real, the summaries are not.",),
    )


if __name__ == "__main__":
    raise SystemExit(main())
