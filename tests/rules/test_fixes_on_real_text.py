"""Suggestions put in place on real pages: the rule falls silent there, and no other wakes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.corpus import corpus_revisions
from rules.contract import Finding, Status
from rules.facts.guards import block_guards
from tests.linting import ENTRIES
from tests.sample import articles

LINTER = Linter(
    [
        entry.rule()
        for entry in ENTRIES.values()
        if entry.meta.status in (Status.STABLE, Status.PREVIEW) and entry.meta.family != "CIT"
    ],
    block_guards,
)


def findings(text: str) -> tuple[Finding, ...]:
    return LINTER.lint(prepare(Revision(new=text))).findings


def woken(text: str) -> Iterator[str]:
    """What the first suggestions, all put in place at once, leave or bring about."""
    before = findings(text)
    fixed, places, at = [], [], 0
    length = 0
    for finding in before:
        if not finding.suggestions or finding.start < at:
            continue
        kept, mended = text[at : finding.start], finding.suggestions[0]
        fixed += kept, mended
        length += len(kept)
        places.append((length, length + len(mended), finding))
        length += len(mended)
        at = finding.end
    after = findings("".join(fixed) + text[at:])
    for start, end, fault in places:
        there = {f.code for f in before if f.start < fault.end and fault.start < f.end}
        for found in after:
            if not (found.start < end and start < found.end):
                continue
            if found.code == fault.code or found.code not in there:
                yield f"{fault.code} {fault.quote!r} -> {fault.suggestions[0]!r}: {found.code}"


def test_fixes_hold_on_the_sample() -> None:
    assert [problem for article in articles() for problem in woken(article.text)] == []


@pytest.mark.corpus
@pytest.mark.skipif("REVLINT_CORPUS" not in os.environ, reason="REVLINT_CORPUS names no folder")
def test_fixes_hold_on_the_corpus() -> None:
    folder = Path(os.environ["REVLINT_CORPUS"])
    revisions = (r for r in corpus_revisions(folder) if r.old is None and len(r.new) > 500)
    assert [problem for revision in revisions for problem in woken(revision.new)] == []
