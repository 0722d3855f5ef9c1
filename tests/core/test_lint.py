"""From hits to findings: origins, guards, suggestions, failures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.core.lint import MOST_HITS, MOST_SILENCED, Linter, Silence
from bot.core.model import Revision, RuleFailure
from bot.core.prepare import prepare
from rules.contract import (
    BlockKind,
    Change,
    Context,
    Evidence,
    Guard,
    Hit,
    Origin,
    Scope,
    Silenced,
    Status,
    TextName,
    UndeclaredFactError,
    Unit,
    Verdict,
)
from rules.facts.guards import block_guards
from tests.core.rules import applied, findings, made_rule, word_rule

OLD = "The bad cat.\n\nAnother bad dog.\n"
NEW = "The bad cat.\n\nAnother bad dog and bad bird.\n"
BAD = word_rule("bad", ["good"])


def test_only_what_the_revision_added_is_found() -> None:
    (finding,) = findings([BAD], NEW, OLD)
    assert (finding.start, finding.end, finding.quote) == (34, 37, "bad")
    assert (finding.line, finding.column, finding.section) == (3, 21, "")
    assert finding.origin is Origin.ADDED


def test_with_the_whole_page_what_was_there_is_told_apart() -> None:
    found = findings([BAD], NEW, OLD, whole_page=True)
    assert [(f.start, f.origin) for f in found] == [
        (4, Origin.EXISTING), (22, Origin.EXISTING), (34, Origin.ADDED),
    ]  # fmt: skip


def test_text_that_moved_was_there() -> None:
    moved = "Another bad dog and more of it.\n\nThe bad cat sat on a mat here.\n"
    back = "The bad cat sat on a mat here.\n\nAnother bad dog and more of it.\n"
    assert findings([BAD], moved, back) == ()


def test_a_new_page_is_all_added() -> None:
    assert [f.start for f in findings([BAD], OLD)] == [4, 22]


@pytest.mark.parametrize("scope", [Scope.ADDED, Scope.SENTENCE, Scope.ARTICLE])
def test_prose_scopes_find_the_same_word(scope: Scope) -> None:
    (finding,) = findings([word_rule("bad", scope=scope)], NEW, OLD)
    assert finding.start == 34


def test_a_sentence_rule_reads_sentences_with_additions_only() -> None:
    read: list[str] = []

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        read.append(unit.text)
        return iter(())

    rule = made_rule(check, scope=Scope.SENTENCE)
    old = "One here. Two there. Three.\n\nFour."
    findings([rule], old.replace("there", "there now"), old)
    assert read == ["Two there now."]


def test_a_rule_reads_the_kinds_of_block_it_names() -> None:
    text = "bad\n== bad ==\n* bad\n{|\n| bad\n|}\n bad\n[[File:a|bad]] {{quote|bad}}"
    captions = word_rule("bad", blocks=frozenset({BlockKind.IMAGE_CAPTION}))
    assert [f.start for f in findings([captions], text)] == [text.index("bad]]")]
    assert len(findings([BAD], text)) == 5


def test_evidence_that_was_added_makes_an_article_hit_new() -> None:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        first, second = unit.text.index("1990"), unit.text.index("1995")
        evidence = Evidence(second, second + 4)
        yield Hit(start=first, end=first + 4, message="clash", evidence=(evidence,))

    rule = made_rule(check, scope=Scope.ARTICLE)
    old = "Born in 1990 here.\n\nDied."
    (finding,) = findings([rule], "Born in 1990 here.\n\nDied in 1995.", old)
    assert (finding.quote, finding.origin) == ("1990", Origin.ADDED)
    (evidence,) = finding.evidence
    assert (evidence.text, evidence.start, evidence.end, evidence.quote) == ("new", 28, 32, "1995")
    old = "Born in 1990.\n\nDied in 1995."
    (existing,) = findings([rule], f"{old} So", old, whole_page=True)
    assert existing.origin is Origin.EXISTING


def test_a_change_rule_sees_both_sentences() -> None:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        assert unit.pair is not None
        assert context.change.old is not None
        old = unit.pair.old
        before = context.change.old.prose.text[old.start : old.end]
        evidence = Evidence(old.start, old.end, TextName.OLD_PROSE)
        yield Hit(start=0, end=len(unit.text), message=before, evidence=(evidence,))

    rule = made_rule(check, scope=Scope.CHANGE)
    (finding,) = findings([rule], "One ran. It has 6 rooms. Two.", "One ran. It has 5 rooms. Two.")
    assert (finding.quote, finding.message) == ("It has 6 rooms.", "It has 5 rooms.")
    assert [(e.text, e.quote) for e in finding.evidence] == [("old", "It has 5 rooms.")]


def test_a_deletion_still_runs_change_structure_and_summary() -> None:
    ran: list[Scope] = []
    for scope in Scope:

        def check(unit: Unit, context: Context, scope: Scope = scope) -> Iterator[Verdict]:
            ran.append(scope)
            return iter(())

        rule = made_rule(check, scope=scope)
        findings([rule], "One two four.", "One two three four.", summary="x")
    assert ran == [Scope.CHANGE, Scope.STRUCTURE, Scope.SUMMARY]


def test_markup_rules_read_each_changed_element() -> None:
    rule = word_rule(r"bad=\d", scope=Scope.MARKUP)
    old = "{{a|bad=1}} {{b|bad=2}} <ref>x</ref>"
    (finding,) = findings([rule], "{{a|bad=1}} {{b|bad=3}} <ref>x</ref>", old)
    assert (finding.quote, finding.start) == ("bad=3", 16)


def test_a_summary_rule_reads_the_summary() -> None:
    rule = word_rule("teh", ["the"], scope=Scope.SUMMARY)
    (finding,) = findings([rule], "teh", "", summary="fix teh link")
    assert (finding.start, finding.quote, finding.origin) == (4, "teh", Origin.SUMMARY)
    assert (finding.line, finding.column) == (1, 5)


STRUCTURE = word_rule(r"(?m)^== X ==$", scope=Scope.STRUCTURE)


@pytest.mark.parametrize(
    ("old", "new", "starts"),
    [
        ("a\n== X ==\nb", "a\n== X ==\nb c", []),
        ("a\n== X ==\nb", "new text\na\n== X ==\nb", []),
        ("a\n== X ==\nb", "changed\n== X ==\nchanged", []),
        ("a\n== X ==\nb\n== Y ==\nlong text of c", "a\n== Y ==\nlong text of c\n== X ==\nb", []),
        ("a\nb", "a\n== X ==\nb", [2]),
        ("a\n== X ==\nb", "a\n== X ==\nb\n== X ==\nc", [12]),
        ("a\n== X ==\nb", "new\n== X ==\nwords\na\n== X ==\nb", [4]),
        (None, "== X ==", [0]),
    ],
)
def test_a_structure_fault_was_added_if_the_old_text_had_it_not(
    old: str | None, new: str, starts: list[int]
) -> None:
    assert [f.start for f in findings([STRUCTURE], new, old)] == starts


@pytest.mark.parametrize(
    ("new", "guard"),
    [
        ("He said “a bad thing” now.", Guard.QUOTATION),
        ('He said "a bad thing" now.', Guard.QUOTATION),
        ("{{quote|bad}}", Guard.QUOTATION),
        ("<blockquote>bad</blockquote>", Guard.QUOTATION),
        ("the ''bad'' song", Guard.ITALIC),
        ("see [[bad]]", Guard.LINK_TITLE),
        ("a bad [sic] word", Guard.SIC),
    ],
)
def test_guards_keep_a_rule_silent_and_say_why(new: str, guard: Guard) -> None:
    every_block = frozenset(BlockKind)
    silences: list[Silence] = []
    at = new.index("bad")
    assert findings([word_rule("bad", blocks=every_block)], new, silences=silences) == ()
    assert silences == [Silence("TST001", at, at + 3, guard.value)]
    unguarded = word_rule("bad", blocks=every_block, guards=frozenset(Guard) - {guard})
    assert [f.start for f in findings([unguarded], new)] == [at]


def test_a_rules_own_guard_is_told() -> None:
    rule = made_rule(lambda unit, _: [Silenced(4, 7, "because")])
    silences: list[Silence] = []
    assert findings([rule], "The bad cat", silences=silences) == ()
    assert silences == [Silence("TST001", 4, 7, "because")]


@pytest.mark.parametrize(
    ("new", "pattern", "use", "quote", "result"),
    [
        ("a teh cat", "teh", "the", "teh", "a the cat"),
        ("a '''te'''h cat", "teh", "the", "te'''h", None),
        ("a [[x|teh]] cat", "teh cat", "the cat", "[[x|teh]] cat", "a [[x|the]] cat"),
        ("a '''teh''' cat", "teh cat", "the cat", "teh''' cat", "a '''the''' cat"),
        ("1&nbsp;km long", "1\xa0km", "1\xa0mi", "1&nbsp;km", "1&nbsp;mi long"),
        ("1&nbsp;km long", "1\xa0km", "1 km", "1&nbsp;km", "1 km long"),
        ("5 '''kg''' of", "5 kg", "50 kg", "5 '''kg", "50 '''kg''' of"),
        ("a ''b'' c", "b c", "b, c", "b'' c", "a ''b,'' c"),
        ("a '''b''' c", "a b", "x a b", "a '''b", "x a '''b''' c"),
        ("a ''b''c", "bc", "bxc", "b''c", "a ''bx''c"),
    ],
)
def test_suggestions_stand_around_markup(
    new: str, pattern: str, use: str, quote: str, result: str | None
) -> None:
    rule = word_rule(pattern, [use], guards=frozenset())
    (finding,) = findings([rule], new)
    assert finding.quote == quote
    if result is None:
        assert finding.suggestions == ()
    else:
        assert applied(new, finding) == result


def test_a_hit_that_ends_in_a_link_takes_the_whole_link() -> None:
    new = "They saw [[London]] and [[Paris|the town]] there"
    (finding,) = findings([word_rule("saw London and the town", ["x"], guards=frozenset())], new)
    assert finding.quote == "saw [[London]] and [[Paris|the town]]"


def test_a_rule_that_raises_fails_alone() -> None:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        raise ZeroDivisionError("no")

    linter = Linter([made_rule(check, code="TST002"), BAD], block_guards)
    outcome = linter.lint(prepare(Revision(new=OLD)))
    assert outcome.failures == (RuleFailure("TST002", "ZeroDivisionError: no"),)
    assert len(outcome.findings) == 2
    with pytest.raises(ZeroDivisionError):
        findings([made_rule(check)], OLD)


def test_no_memory_left_is_not_a_failure_of_one_rule() -> None:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        raise MemoryError

    with pytest.raises(MemoryError):
        Linter([made_rule(check)], block_guards).lint(prepare(Revision(new=OLD)))


def test_a_hit_outside_its_unit_is_an_error() -> None:
    for start, end in ((0, 99), (-1, 2), (3, 3)):
        hit = Hit(start=start, end=end, message="x")
        with pytest.raises(ValueError, match="outside its unit"):
            findings([made_rule(lambda unit, _, hit=hit: [hit])], "short")  # type: ignore[misc]


def test_a_rule_is_stopped_after_too_many_hits() -> None:
    outcome = Linter([BAD], block_guards).lint(prepare(Revision(new="bad " * (MOST_HITS + 5))))
    assert len(outcome.findings) == MOST_HITS
    (failure,) = outcome.failures
    assert f"{MOST_HITS:,} hits" in failure.error


def test_a_rule_is_stopped_after_too_many_silent_places() -> None:
    rule = made_rule(lambda *_: (Silenced(0, 1, "x") for _ in range(MOST_SILENCED + 5)))
    outcome = Linter([rule], block_guards).lint(prepare(Revision(new="bad")))
    (failure,) = outcome.failures
    assert f"{MOST_SILENCED:,} silent places" in failure.error


def length(change: Change) -> int:
    """A fact."""
    return len(change.new.wikitext)


def test_a_fact_is_measured_once_and_only_if_declared() -> None:
    measured: list[int] = []

    def counted(change: Change) -> int:
        measured.append(1)
        return length(change)

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        yield Hit(start=0, end=1, message=str(context.fact(counted)))

    declared = [made_rule(check, code=f"TST00{n}", needs=(counted,)) for n in (1, 2)]
    assert [f.message for f in findings(declared, "abc")] == ["3", "3"]
    assert len(measured) == 1
    with pytest.raises(UndeclaredFactError, match="counted"):
        findings([made_rule(check)], "abc")


def test_triggers_spare_blocks_without_them() -> None:
    read: list[str] = []

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        read.append(unit.text)
        return iter(())

    rules = [made_rule(check, triggers=(r"b\pL", r"(?i)zoo")), BAD]
    findings(rules, "one\n\nbä two\n\nZOO\n\nb")
    assert read == ["bä two", "ZOO"]


def test_families_and_codes_can_be_left_out() -> None:
    others = [word_rule("bad", code="OTH001"), word_rule("bad", code="OTH002")]
    linter = Linter([BAD, *others], block_guards)
    change = prepare(Revision(new="bad"))
    for off, left in (
        (("OTH",), ["TST001"]),
        (("OTH001", "TST"), ["OTH002"]),
        ((), ["OTH001", "OTH002", "TST001"]),
    ):
        assert [f.code for f in linter.without(off).lint(change).findings] == left
    assert linter.only_summary().rules == ()


def test_fingerprints_are_the_same_after_a_move_and_a_rerun() -> None:
    one, two = "A first bad thing happened here.", "Then a second one came along."
    (before,) = findings([BAD], f"{one}\n\n{two}\n")
    (after,) = findings([BAD], f"{two}\n\n{one}\n")
    (again,) = findings([BAD], f"{one}\n\n{two}\n")
    (other,) = findings([BAD], f"Some other bad words.\n\n{two}\n")
    assert before.fingerprint == after.fingerprint == again.fingerprint != other.fingerprint


def test_equal_faults_have_names_of_their_own_and_can_be_dismissed() -> None:
    text = "* bad\n* bad\n* bad\n"
    found = findings([BAD], text)
    assert len({finding.fingerprint for finding in found}) == 3
    left = findings([BAD], text, dismissed=[found[1].fingerprint])
    assert [finding.start for finding in left] == [2, 14]


def test_a_rule_that_only_counts_gives_a_number_and_no_finding() -> None:
    counting = word_rule("bad", status=Status.COUNT)
    change = prepare(Revision(new=NEW, old=OLD))
    for whole_page in (False, True):
        outcome = Linter([counting], block_guards).lint(change, whole_page=whole_page)
        assert (outcome.findings, outcome.counts) == ((), {"TST001": 1})


def test_a_rule_that_counts_nothing_says_so() -> None:
    counting = word_rule("good", status=Status.COUNT)
    outcome = Linter([counting], block_guards).lint(prepare(Revision(new=NEW, old=OLD)))
    assert outcome.counts == {"TST001": 0}
