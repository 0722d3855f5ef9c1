"""Lints for tests: strict, in this process, with the real scanner, differ and guards."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.engines.cached import CachedGrammar
from bot.engines.embedded import harper
from rules.admission import rule_ids
from rules.catalog import Entry, catalogue
from rules.contract import (
    EngineKind,
    Entailment,
    Example,
    Finding,
    Judgement,
    Rule,
    TextPair,
)
from rules.facts.guards import block_guards

ENTRIES: dict[str, Entry] = catalogue()
ENGINE = CachedGrammar(harper(rule_ids("harper"), timeout_s=60))
"""Loaded when a rule that needs it is linted with."""


class NegationJudge:
    """A second opinion for examples: two sentences differ if only "not" tells them apart."""

    name = "negation judge"
    most_pairs = 20
    timeout_s = 60.0

    def score(self, pairs: Sequence[TextPair], within_s: float) -> Sequence[Judgement | None]:
        return [
            Judgement(0.01, 0.01, 0.98) if self._differ(*pair) else Judgement(0.0, 1.0, 0.0)
            for pair in pairs
        ]

    @staticmethod
    def _differ(first: str, second: str) -> bool:
        return first != second and first.replace(" not", "") == second.replace(" not", "")


def judge_for(rules: Sequence[Rule]) -> Entailment | None:
    """The second opinion, where one of the rules needs one."""
    needed = any(rule.meta.engine is EngineKind.ENTAILMENT for rule in rules)
    return NegationJudge() if needed else None


def rule(code: str, **options: object) -> Rule:
    """A rule by its code, with options."""
    return ENTRIES[code].rule(options)


def lint_revision(
    rules: Sequence[Rule], revision: Revision, *, whole_page: bool = False
) -> tuple[Finding, ...]:
    """The findings of some rules on a revision."""
    linter = Linter(rules, block_guards, strict=True, grammar=ENGINE, entailment=judge_for(rules))
    return linter.lint(prepare(revision), whole_page=whole_page).findings


def lint_example(rules: Sequence[Rule], example: Example) -> tuple[Finding, ...]:
    """The findings of some rules on an example."""
    return lint_revision(
        rules,
        Revision(
            new=example.marked.text,
            old=example.old,
            title=example.title,
            summary=example.marked_summary.text,
            timestamp=example.timestamp.isoformat() if example.timestamp else "",
        ),
    )


def quotes(code: str, new: str, old: str | None = None, **fields: str) -> list[str]:
    """What one rule marks in a text, in order."""
    found = lint_revision([rule(code)], Revision(new=new, old=old, **fields))
    return [finding.quote for finding in found if finding.code == code]
