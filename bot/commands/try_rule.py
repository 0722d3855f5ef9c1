"""``revlint try``: what a rule says to a text, and which guard kept it silent."""

from __future__ import annotations

import argparse
import sys

from bot import app
from bot.commands.codes import entry_for
from bot.config import load_settings
from bot.core.lint import Linter, Silence
from bot.core.model import LintedText, Report, Revision
from bot.core.prepare import prepare
from bot.output.escape_terminal import escape_terminal
from bot.output.text import text_report
from rules.contract import Scope
from rules.facts.guards import block_guards


def execute(options: argparse.Namespace) -> int:
    """Print the findings and the silences; 0 whatever they are."""
    known = app.entries()
    entry = entry_for(options.code, known)
    text = sys.stdin.read() if options.text == "-" else options.text
    revision = Revision(new=text, old=options.old, title=options.title, summary=options.summary)
    change = prepare(revision)
    silences: list[Silence] = []
    rules = [app.shown_rule(entry)]
    settings = load_settings(known_codes=known)
    linter = Linter(
        rules,
        block_guards,
        strict=True,
        grammar=app.grammar(settings, rules),
        entailment=app.entailment(settings, rules),
    )
    outcome = linter.lint(change, whole_page=True, silences=silences)
    linted = LintedText(
        report=Report(title=revision.title, findings=outcome.findings),
        new=text,
        old=revision.old,
        summary=revision.summary,
        added=tuple((start, end) for start, end in change.added),
    )
    colour = sys.stdout.isatty()
    sys.stdout.write(text_report([linted], colour=colour))
    read = options.summary if entry.meta.scope is Scope.SUMMARY else text
    for silence in silences:
        quote = escape_terminal(read[silence.start : silence.end])
        print(f"{silence.code} kept silent about “{quote}”: {silence.guard}")
    if not outcome.findings and not silences:
        print(f"{entry.meta.code} saw nothing that looks like its fault.")
    return 0
