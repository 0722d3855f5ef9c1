"""The rules behind their trigger set beside the same patterns tried one by one, and what it costs
to have twice as many rules."""

from __future__ import annotations

import copy
import dataclasses
import re

from bench.clock import seconds, seconds_each_ready, side_by_side
from bench.outcome import Section, Table, at_least, at_most
from bench.program import Bench
from bot.core.lint import Linter
from bot.core.prepare import prepare
from bot.core.report import Job, linted
from rules.contract import Change, Rule

RULES = "rules ≥ 20 × plain re"
DOUBLED = "doubling the rules adds ≤ 15 % end to end"
RE2_CODE_POINT = re.compile(r"\\x\{([0-9a-fA-F]+)\}")


def measure(bench: Bench) -> Section:
    """Speed of the prefilter, of prefilter and rules, and of twice the rules."""
    edits = bench.samples.edits
    changes = [prepare(edit) for edit in edits]
    blocks = [_changed_texts(change) for change in changes]
    texts = [text for of_edit in blocks for text in of_edit]
    pages = [prepare(edit).new.prose.text for edit in edits]
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in pages) / 1e6

    triggered = tuple(rule for rule in bench.linter.rules if rule.meta.triggers)
    linter = Linter(triggered, bench.linter.guards)
    for page in pages:
        linter.fired(page)  # the set builds its automaton as it reads
    patterns = [re.compile(_as_re(trigger)) for rule in triggered for trigger in rule.meta.triggers]

    def tried_one_by_one(of: list[str]) -> None:
        for text in of:
            for pattern in patterns:
                for _ in pattern.finditer(text):
                    pass

    plain = seconds(lambda: tried_one_by_one(texts), bench.rounds)
    fired = seconds(lambda: [linter.fired(text) for text in texts], bench.rounds)
    plain_pages = seconds(lambda: tried_one_by_one(pages), 1)
    fired_pages = seconds(lambda: [linter.fired(text) for text in pages], bench.rounds)
    judged = sum(seconds_each_ready(edits, prepare, linter.lint, bench.rounds))
    untriggered = Linter([_without_triggers(rule) for rule in triggered], linter.guards)
    unfiltered = sum(seconds_each_ready(edits, prepare, untriggered.lint, bench.rounds))
    once, twice = _doubled(bench)
    added = twice / once - 1
    return Section(
        "matching",
        (
            at_least(
                "5a",
                RULES,
                plain / judged,
                20,
                f"{plain / judged:.2f} × with the rules' own work,"
                f" {plain / fired:.1f} × the triggers alone",
            ),
            at_most("5b", DOUBLED, added, 0.15, f"{added:+.1%}"),
        ),
        (
            Table(
                "Triggers, rules and plain re",
                ("", "s", "× triggers"),
                (
                    ("triggers, changed blocks", f"{fired:.4f}", "1.0"),
                    ("triggered rules, changed blocks", f"{judged:.4f}", f"{judged / fired:.1f}"),
                    (
                        "the same rules without triggers",
                        f"{unfiltered:.4f}",
                        f"{unfiltered / fired:.1f}",
                    ),
                    ("plain re, changed blocks", f"{plain:.4f}", f"{plain / fired:.1f}"),
                    ("triggers, whole pages", f"{fired_pages:.4f}", "1.0"),
                    (
                        "plain re, whole pages",
                        f"{plain_pages:.4f}",
                        f"{plain_pages / fired_pages:.1f}",
                    ),
                    ("whole lint", f"{once:.4f}", ""),
                    ("whole lint, every rule twice", f"{twice:.4f}", ""),
                ),
                (
                    f"{len(patterns)} triggers of {len(triggered)} rules out of"
                    f" {len(bench.linter.rules)}. Whole pages: {megabytes:.1f} MB,"
                    f" {megabytes / fired_pages:.1f} MB/s by the set,"
                    f" {megabytes / plain_pages:.2f} MB/s one by one."
                    " Rules that stand twice share their facts.",
                ),
            ),
        ),
        {
            "plain_s": plain,
            "triggers_s": fired,
            "unfiltered_s": unfiltered,
            "rules_s": judged,
            "doubled": added,
        },
    )


def _changed_texts(change: Change) -> list[str]:
    text = change.new.prose.text
    return [text[block.start : block.end] for block in change.changed_blocks()]


def _without_triggers(rule: Rule) -> Rule:
    """The same rule, asked about every block."""
    asked = copy.copy(rule)
    asked.meta = dataclasses.replace(rule.meta, triggers=())
    return asked


def _as_re(trigger: str) -> str:
    """The pattern in the standard library's notation, which writes code points in another way."""
    return RE2_CODE_POINT.sub(lambda match: re.escape(chr(int(match[1], 16))), trigger)


def _doubled(bench: Bench) -> tuple[float, float]:
    """The CPU seconds of all edits with the rules as they are, and with each of them twice."""
    double = Linter(bench.linter.rules * 2, bench.linter.guards)
    edits = bench.samples.edits
    for edit in edits:
        linted(double, Job(edit))
    works = [
        lambda edit, linter=linter: linted(linter, Job(edit)) for linter in (bench.linter, double)
    ]
    once, twice = side_by_side(edits, works, bench.rounds)
    return sum(once), sum(twice)
