"""GRM001 with its engine: what is sent, what is believed, what a failure costs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.core.lint import Linter
from bot.core.model import ReportStatus, Revision
from bot.core.prepare import prepare
from bot.core.report import Job, linted
from bot.core.worker import Worker
from bot.engines.embedded import is_there, lingotweaker
from rules.admission import admitted, examples, rule_ids
from rules.contract import EngineError, Example, GrammarMatch, Status
from rules.facts.guards import block_guards
from tests.linting import ENGINE, ENTRIES, lint_example, quotes, rule

FAULT = "The council could of rejected the plan."
OWN_RULES = {
    "RepeatedWords", "EllipsisLength", "NumericRangeEnDash", "SpellCheck",
    "ENGLISH_WORD_REPEAT_RULE",
    "APOSTROPHE_IN_DATES", "EN_QUOTES", "DASH_RULE", "MORFOLOGIK_RULE_EN_GB", "WRONG_APOSTROPHE",
}  # fmt: skip
"""Ids whose fault a rule of our own finds."""


class Asked:
    """The engine, and the batches it was asked."""

    name = "asked"

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def load(self) -> None:
        pass

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        self.batches.append(list(texts))
        return ENGINE.check(texts)


class Broken:
    """An engine that reads some sentences and then no more."""

    name = "broken"

    def __init__(self, reads: int) -> None:
        self.reads = reads

    def load(self) -> None:
        pass

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        raise EngineError("gone", ENGINE.check(texts[: self.reads]))


def test_only_changed_sentences_are_sent_in_one_batch() -> None:
    asked = Asked()
    old = "It is old. It stands here.\n\n* A list item is here.\n\nUntouched it is."
    new = f"It is old. {FAULT}\n\n* A list item was there.\n\nUntouched it is."
    linter = Linter([rule("GRM001"), rule("SPL005")], block_guards, strict=True, grammar=asked)
    outcome = linter.lint(prepare(Revision(old=old, new=new)))
    assert asked.batches == [[FAULT, "A list item was there."]]
    assert [finding.quote for finding in outcome.findings] == ["could of"]
    assert outcome.engine == "asked"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is old.", "It is old."),
        (f"{FAULT} It is old.", FAULT),
        ("It is.", "It is.\n\n{{a|could of gone}}"),
        ("It is.", "It is.\n\n[[Lahore]]"),
    ],
)
def test_where_no_sentence_changed_no_engine_is_asked(old: str, new: str) -> None:
    asked = Asked()
    linter = Linter([rule("GRM001")], block_guards, strict=True, grammar=asked)
    outcome = linter.lint(prepare(Revision(old=old, new=new)))
    assert (asked.batches, outcome.engine, outcome.findings) == ([], "", ())


def test_the_rest_of_the_page_is_sent_where_the_page_is_asked_for() -> None:
    asked = Asked()
    linter = Linter([rule("GRM001")], block_guards, strict=True, grammar=asked)
    change = prepare(Revision(old=f"{FAULT}\n\nIt is.", new=f"{FAULT}\n\nIt was."))
    [finding] = linter.lint(change, whole_page=True).findings
    assert finding.origin.value == "existing"
    assert asked.batches == [[FAULT, "It was."]]


def test_an_engine_that_fails_costs_its_rule_only() -> None:
    linter = Linter([rule("GRM001"), rule("SPL005")], block_guards, grammar=Broken(1))
    revision = Revision(new=f"{FAULT} It was in the the town. She should of known.")
    report = linted(linter, Job(revision)).report
    assert [(f.code, f.quote) for f in report.findings] == [
        ("GRM001", "could of"),
        ("SPL005", "the the"),
    ]
    assert [(f.code, f.error) for f in report.failures] == [("GRM001", "EngineError: gone")]
    assert report.status is ReportStatus.INCOMPLETE
    assert report.reason == "not read to the end by GRM001"
    assert report.engine == "broken"


def test_the_engine_runs_in_the_worker_within_its_memory() -> None:
    linter = Linter([rule("GRM001")], block_guards, grammar=ENGINE)
    with Worker(linter) as worker:
        report = worker.lint(Job(Revision(new=FAULT))).report
    assert report.status is ReportStatus.LINTED
    assert [finding.quote for finding in report.findings] == ["could of"]
    assert report.engine == ENGINE.name


def test_rows_on_trial_give_preview_findings_and_none_without_preview() -> None:
    grammar = rule("GRM001")
    entry = ENTRIES["GRM001"].rule(status=Status.STABLE)
    assert admitted()["ModalOf"].status is Status.PREVIEW
    change = prepare(Revision(new=FAULT))
    for rules, preview, expected in (
        ([grammar], True, [Status.PREVIEW]),
        ([entry], True, [Status.PREVIEW]),
        ([entry], False, []),
    ):
        linter = Linter(rules, block_guards, strict=True, grammar=ENGINE, preview=preview)
        assert [finding.status for finding in linter.lint(change).findings] == expected


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The '''council''' could of [[plan|rejected]] it.", ["could of"]),
        ("The council could&nbsp;of rejected it.", []),
        ("* It stood in an [[house]] there.", ["an"]),
        ("[[File:A.jpg|thumb|It is older then the church.]]", ["then"]),
        ("Despite of{{r|a}} the rain it was played.", []),
        ("{{convert|5|km}} Despite of the rain it was played.", []),
        ("{| class=wikitable\n| The council could of rejected it.\n|}", []),
        ("== He could of gone ==\nIt is.", []),
        ("😀 He could of gone.", ["could of"]),
    ],
)
def test_in_wikitext(text: str, marked: list[str]) -> None:
    assert quotes("GRM001", text) == marked


def test_what_is_judged_along_with_the_marked_place_is_told() -> None:
    [finding] = lint_example([rule("GRM001")], Example("It stood in an '''house''' there."))
    assert (finding.quote, finding.suggestions) == ("an", ("a",))
    assert "“an house”" in finding.message
    assert "“a house”" in finding.message


@pytest.mark.parametrize("row", admitted().values(), ids=lambda row: row.id)
def test_a_row_keeps_to_the_rules_of_admission(row) -> None:  # type: ignore[no-untyped-def]
    judged = row.right + row.wrong
    if row.status is Status.STABLE:
        assert judged >= 20
        assert row.right / judged >= 0.9
    else:
        assert row.status is Status.PREVIEW
        assert row.wrong == 0
    meta = ENTRIES[row.code].meta
    assert row.category is meta.category
    assert row.id not in OWN_RULES
    assert row.engine in ("harper", "languagetool")
    assert any("⟦" in text for text in row.examples)
    assert row.message.format(found="x", fix="y") != row.message


def test_every_id_is_one_that_the_engine_knows() -> None:
    import harper

    known = harper.Linter(harper.Dialect.BRITISH).get_lint_config()
    assert rule_ids("harper") <= set(known)


@pytest.mark.skipif(
    not is_there("lt_py", "lingotweaker_data_en"), reason="needs the extra revlint[lingotweaker]"
)
def test_the_examples_of_languagetools_ids_are_true() -> None:
    engine = lingotweaker(rule_ids("languagetool"), 600)
    linter = Linter([rule("GRM001")], block_guards, strict=True, grammar=engine)
    wrong = []
    for example in examples("languagetool"):
        found = linter.lint(prepare(Revision(new=example.marked.text))).findings
        if [(f.start, f.end) for f in found] != list(example.marked.spans):
            wrong.append((example.text, [f.quote for f in found]))
    assert wrong == []
