"""Rules made for tests of what runs rules: each says one thing about any text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bot.core.lint import Linter, Silence
from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import (
    Class,
    Context,
    Finding,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.guards import block_guards

Check = Callable[[Unit, Context], Iterable[Verdict]]


def made_rule(check: Check, code: str = "TST001", scope: Scope = Scope.ADDED, **meta: Any) -> Rule:
    """A rule that says what ``check`` says; the rest of its meta may be given."""
    described: dict[str, Any] = {
        "code": code,
        "name": f"name-of-{code.lower()}",
        "summary": "For tests.",
        "why": "For tests.",
        "source": Source.enwiki("MOS:TEST"),
        "severity": Severity.ERROR,
        "category": Class.SUBSTANTIVE,
        "scope": scope,
        "status": Status.STABLE,
        "examples": (),
    }

    class Made(Rule):
        def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
            yield from check(unit, context)

    rule = Made()
    rule.meta = Meta(**(described | meta))
    return rule


def word_rule(pattern: str, use: Sequence[str] = (), **meta: Any) -> Rule:
    """A rule that marks every match of a pattern and suggests ``use``."""

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        for match in re.finditer(pattern, unit.text):
            start, end = match.span()
            yield Hit(start=start, end=end, message=f"found {match[0]}", suggestions=tuple(use))

    return made_rule(check, **meta)


def findings(
    rules: Sequence[Rule],
    new: str,
    old: str | None = None,
    *,
    whole_page: bool = False,
    dismissed: Sequence[str] = (),
    silences: list[Silence] | None = None,
    **fields: Any,
) -> tuple[Finding, ...]:
    """What some rules say of a revision, each quote checked against its place."""
    change = prepare(Revision(new=new, old=old, **fields))
    linter = Linter(rules, block_guards, strict=True)
    outcome = linter.lint(change, whole_page=whole_page, dismissed=dismissed, silences=silences)
    for finding in outcome.findings:
        text = fields.get("summary", "") if finding.origin.value == "summary" else new
        assert text[finding.start : finding.end] == finding.quote
    assert len({finding.fingerprint for finding in outcome.findings}) == len(outcome.findings)
    return outcome.findings


def applied(new: str, finding: Finding, index: int = 0) -> str:
    """The text with one of a finding's suggestions in its place."""
    return new[: finding.start] + finding.suggestions[index] + new[finding.end :]
