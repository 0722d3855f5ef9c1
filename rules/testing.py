"""The generic tests of a rule, for the rules here and those of other packages.

A package's test calls :func:`problems` for each of its rules and asserts that the list is empty.
The lint itself is handed in, because rules know nothing of the program that runs them.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterable, Sequence

from rules.contract import Example, Finding, Meta, Origin, Rule, Status

LintExample = Callable[[Sequence[Rule], Example], Sequence[Finding]]
"""Lints an example (its text, old text, summary, title and time) with some rules, strictly."""


def problems(rule: Rule, lint: LintExample, others: Iterable[Rule] = ()) -> list[str]:
    """What is wrong with a rule's own claims, as sentences; empty if all is well.

    Checks each example's exact spans, that silent ones are silent, that a fix put in place
    silences the rule there and wakes none of ``others``, and that the meta is complete.
    """
    found = [f"{rule.meta.code}: {text}" for text in _meta_problems(rule.meta)]
    if rule.meta.status is Status.COUNT:
        # What it would only count is looked at place by place.
        rule = copy.copy(rule)
        rule.meta = dataclasses.replace(rule.meta, status=Status.PREVIEW)
    for number, example in enumerate(rule.meta.examples, start=1):
        where = f"{rule.meta.code} example {number} {example.text[:80]!r}"
        found += [f"{where}: {text}" for text in _example_problems(rule, example, lint, others)]
    return found


def _meta_problems(meta: Meta) -> list[str]:
    found = []
    if not (len(meta.code) == 6 and meta.code[:3].isupper() and meta.code[3:].isdigit()):
        found.append("a code is three capitals and three digits")
    if meta.name != meta.name.lower() or " " in meta.name:
        found.append("a name is lower-case words joined by hyphens")
    if not meta.source.url.startswith("https://"):
        found.append("the source needs an https address")
    if not 0 < meta.confidence <= 1:
        found.append("confidence lies in 0–1")
    if not any(not example.is_silent for example in meta.examples):
        found.append("no example shows the fault")
    if not any(example.is_silent for example in meta.examples):
        found.append("no example shows what stays silent")
    return found


def _example_problems(
    rule: Rule, example: Example, lint: LintExample, others: Iterable[Rule]
) -> list[str]:
    found = []
    findings = [f for f in lint([rule], example) if f.code == rule.meta.code]
    in_summary = [(f.start, f.end) for f in findings if f.origin is Origin.SUMMARY]
    in_text = [(f.start, f.end) for f in findings if f.origin is not Origin.SUMMARY]
    for label, marked, got in (
        ("text", example.marked, in_text),
        ("summary", example.marked_summary, in_summary),
    ):
        if list(marked.spans) != got:
            expected = [marked.text[s:e] for s, e in marked.spans]
            reported = [marked.text[s:e] for s, e in got]
            found.append(f"{label}: expected {expected}, reported {reported}")
    if example.fix is None or found:
        return found
    first = findings[0]
    if example.fix not in first.suggestions:
        found.append(f"fix {example.fix!r} is not among the suggestions {first.suggestions}")
        return found
    return found + _fix_problems(rule, example, first, lint, others)


def _fix_problems(
    rule: Rule, example: Example, first: Finding, lint: LintExample, others: Iterable[Rule]
) -> list[str]:
    assert example.fix is not None
    mended = _with_fix(example, first, example.fix)
    before = {
        finding.code
        for finding in lint(list(others), example)
        if finding.start < first.end and first.start < finding.end
    }
    after = lint([rule, *others], mended)
    start, end = first.start, first.start + len(example.fix)
    found = []
    for finding in after:
        if not (finding.start < end and start < finding.end):
            continue
        if finding.code == rule.meta.code:
            found.append(f"the fix does not silence the rule: {finding.quote!r}")
        elif finding.code not in before:
            found.append(f"the fix wakes {finding.code}: {finding.quote!r}")
    return found


def _with_fix(example: Example, first: Finding, fix: str) -> Example:
    in_summary = first.origin is Origin.SUMMARY
    text, summary = example.marked.text, example.marked_summary.text
    if in_summary:
        summary = summary[: first.start] + fix + summary[first.end :]
    else:
        text = text[: first.start] + fix + text[first.end :]
    return Example(
        text=text,
        old=example.old,
        summary=summary,
        title=example.title,
        timestamp=example.timestamp,
    )
