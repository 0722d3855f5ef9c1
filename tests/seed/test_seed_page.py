"""What must be found on the seed page, and what must not; read by hand, not from a run.

A row whose rule does not exist yet is skipped by name; it comes into force with the rule.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.core.lint import Linter
from bot.core.model import Report
from bot.core.report import Job, linted
from bot.sources.diff_page import diff_page_parts
from bot.sources.files import text_from
from rules.contract import Finding, Origin
from rules.facts.guards import block_guards
from tests.linting import ENTRIES

SEED = Path(__file__).parents[2] / "seeds" / "pakistan-us-relations.txt"
OLDER, NEWER, RENDERED = "older", "newer", "rendered"

ADDED = [
    ("DAT001", "03 May 1950"),
    ("TYP002", "—"),
    ("TYP004", "the people of Pakistan had a splendid military tradition"),
    ("LAY001", "1958–1971: relations during the military dictatorships"),
    ("LAY002", "1958–1971: relations"),
    ("TYP009", "newly-created"),
    ("ENG001", "Defense"),
    ("CIT001", ""),
    ("CIT002", "the people of Pakistan"),
    ("TON002", "it is reported that"),
]
"""Code and a part of the quote, in the text that the edit added."""

ON_THE_PAGE = [
    (NEWER, "NUM001", "5,54,202"),
    (NEWER, "NUM012", "5,54,202"),
    (NEWER, "NUM012", "52,486"),
    (RENDERED, "TYP001", "’"),
    (RENDERED, "TON002", "it can be argued that"),
    (RENDERED, "TON004", "so-called"),
    (RENDERED, "LAY002", "External Influences"),
    (RENDERED, "LAY002", "Public Opinion"),
]

REUSED_FIGURES = ["74% of Pakistanis", "12% of Pakistanis"]

MUST_BE_SILENT = [
    "Liaquat", "Ayub", "Zafrullah", "Ghulam", "Iskandar", "Mirza", "Khawaja", "Nazimuddin",
    "Suhravardy", "Zulfikar", "Bhutto", "Rehbar", "Sonmiani", "Salala", "DESTO", "MAAG",
    "realised", "politicised", "honour", "recognised", "organisation", "criticised",
    "incentivising", "Indo-Pakistani", "sub-committee", "23-day", "solid-fuel",
    "non-aligned", "Mujahideen", "skepticism",
]  # fmt: skip
"""Words that no spelling rule may mark."""


@cache
def reports() -> dict[str, Report]:
    """The seed's reports by part, every rule on, the whole page read."""
    linter = Linter([entry.rule() for entry in ENTRIES.values()], block_guards, strict=True)
    found = {}
    for part in diff_page_parts(text_from(str(SEED)), wiki="enwiki"):
        job = Job(
            part.revision,
            whole_page=True,
            summary_only=part.summary_only,
            rules_off=part.rules_off,
            silent=tuple(("LAY001", start, end) for start, end in part.cut_headings),
        )
        found[part.part] = linted(linter, job).report
    return found


def findings(part: str, code: str) -> list[Finding]:
    if code not in ENTRIES:
        pytest.skip(f"{code} is not built yet")
    return [finding for finding in reports()[part].findings if finding.code == code]


@pytest.mark.parametrize(("code", "part_of_quote"), ADDED)
def test_added_fault_is_found(code: str, part_of_quote: str) -> None:
    found = [f for f in findings(NEWER, code) if f.origin is Origin.ADDED]
    if code == "ENG001":
        # Either variety may be the one that is marked; the other is its evidence.
        assert [f for f in found if part_of_quote in [f.quote, *(e.quote for e in f.evidence)]]
        return
    assert [f for f in found if part_of_quote in f.quote]


def test_unsourced_passage_is_one_finding() -> None:
    assert len(findings(NEWER, "CIT001")) == 1


def test_leading_zero_is_found_once_with_its_fix() -> None:
    (found,) = findings(NEWER, "DAT001")
    assert (found.quote, found.suggestions[0]) == ("03 May 1950", "3 May 1950")


def test_typo_in_the_older_summary_is_found() -> None:
    (found,) = findings(OLDER, "SUM001")
    assert (found.quote, found.suggestions[0]) == ("Spce", "Space")
    assert found.origin is Origin.SUMMARY
    assert not [f for f in reports()[OLDER].findings if f.code != "SUM001"]


@pytest.mark.parametrize(("part", "code", "part_of_quote"), ON_THE_PAGE)
def test_fault_already_there_is_found(part: str, code: str, part_of_quote: str) -> None:
    found = findings(part, code)
    assert [f for f in found if part_of_quote in f.quote and f.origin is Origin.EXISTING]


@pytest.mark.parametrize("quote", REUSED_FIGURES)
def test_figure_given_for_two_things_is_found(quote: str) -> None:
    (found,) = [f for f in findings(RENDERED, "CLM016") if f.quote == quote]
    assert found.origin is Origin.EXISTING
    assert [item.quote for item in found.evidence] == [quote]


def test_western_number_beside_the_indian_one_is_its_evidence() -> None:
    (found,) = findings(NEWER, "NUM001")
    assert [item.quote for item in found.evidence] == ["52,486"]


def test_only_one_empty_section() -> None:
    assert len(findings(NEWER, "LAY001")) == 1


@pytest.mark.parametrize("word", MUST_BE_SILENT)
@pytest.mark.parametrize("part", [NEWER, RENDERED])
def test_names_and_british_forms_are_no_misspellings(part: str, word: str) -> None:
    marked = [f.quote for f in reports()[part].findings if f.code[:3] == "SPL"]
    assert not [quote for quote in marked if word.lower() in quote.lower()]


@pytest.mark.parametrize("part", [NEWER, RENDERED])
def test_spelling_is_silent(part: str) -> None:
    assert [f.quote for f in reports()[part].findings if f.code[:3] == "SPL"] == []


@pytest.mark.parametrize("part", [NEWER, RENDERED])
def test_years_and_ranges_are_no_faults(part: str) -> None:
    quiet = {
        "CLM001",
        "CLM002",
        "CLM003",
        "CLM004",
        "CLM005",
        "CLM010",
        "CLM012",
        "NUM003",
        "DAT009",
        "DAT012",
        "NUM010",
    }
    assert [(f.code, f.quote) for f in reports()[part].findings if f.code in quiet] == []


def test_every_quote_is_its_slice() -> None:
    for part in diff_page_parts(text_from(str(SEED)), wiki="enwiki"):
        for found in reports()[part.part].findings:
            text = part.revision.summary if found.origin is Origin.SUMMARY else part.revision.new
            assert found.quote == text[found.start : found.end]


def test_nothing_fails_and_fingerprints_are_unique() -> None:
    for report in reports().values():
        assert report.failures == ()
        marks = [finding.fingerprint for finding in report.findings]
        assert len(marks) == len(set(marks))
