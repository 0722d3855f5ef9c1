"""One finding a passage: where passages begin and end, and what the reader is shown of them."""

from __future__ import annotations

from bot.core.model import Revision
from rules.contract import Finding
from tests.linting import lint_revision, quotes, rule

MILL = "The mill opened in 1904 with 230 workers."
FIRE = "A fire in 1911 took 12 lives."
BRIDGE = "The bridge of 1920 is 340 metres long."
KNOWN = "The town lies on a river.<ref>A</ref>"


def findings(new: str, old: str | None = None) -> tuple[Finding, ...]:
    return lint_revision([rule("CIT001")], Revision(new=new, old=old))


def evidence(finding: Finding) -> list[str]:
    return [item.quote for item in finding.evidence]


def test_paragraphs_that_follow_each_other_are_one_passage() -> None:
    (found,) = findings(f"{KNOWN}\n\n{MILL} It closed.\n\n{FIRE}\n\n{BRIDGE}", KNOWN)
    assert found.quote == MILL
    assert evidence(found) == [FIRE, BRIDGE]


def test_the_rest_of_the_first_paragraph_is_evidence() -> None:
    (found,) = findings(f"{MILL} {FIRE}", "")
    assert (found.quote, evidence(found)) == (MILL, [FIRE])


def test_added_headings_do_not_end_a_passage() -> None:
    (found,) = findings(f"{KNOWN}\n\n== Mill ==\n{MILL}\n\n=== Fire ===\n{FIRE}", KNOWN)
    assert (found.quote, evidence(found)) == (MILL, [FIRE])


def test_a_heading_that_was_there_ends_a_passage() -> None:
    old = "== Mill ==\n\n== Bridge =="
    new = f"== Mill ==\n{MILL}\n\n== Bridge ==\n{BRIDGE}"
    assert quotes("CIT001", new, old) == [MILL, BRIDGE]


def test_a_paragraph_that_was_there_ends_a_passage() -> None:
    new = f"{MILL}\n\n{KNOWN}\n\n{BRIDGE}"
    assert quotes("CIT001", new, KNOWN) == [MILL, BRIDGE]


def test_a_sourced_paragraph_ends_a_passage() -> None:
    new = f"{MILL}\n\n{FIRE}<ref>B</ref>\n\n{BRIDGE}"
    assert quotes("CIT001", new, "") == [MILL, BRIDGE]


def test_a_source_before_the_insertion_does_not_cover_it() -> None:
    assert quotes("CIT001", f"{KNOWN} {MILL}", KNOWN) == [MILL]


def test_a_new_page_without_sources_is_one_finding() -> None:
    page = f"'''Town''' is a town.\n\n== Mill ==\n{MILL}\n\n== Sights ==\n{BRIDGE}\n\n{FIRE}"
    (found,) = findings(page)
    assert (found.quote, evidence(found)) == (MILL, [BRIDGE, FIRE])


def test_a_short_new_page_without_sections_is_no_lead() -> None:
    assert quotes("CIT001", MILL) == [MILL]


def test_general_references_at_the_end_are_sources() -> None:
    assert quotes("CIT001", f"{MILL}\n\n== References ==\n* Lee, ''The Mill'', 1990\n") == []


def test_text_that_only_moved_was_not_added() -> None:
    assert (
        quotes("CIT001", f"{BRIDGE}\n\n{KNOWN}\n\n{MILL}", f"{MILL}\n\n{KNOWN}\n\n{BRIDGE}") == []
    )


def test_a_figure_updated_in_a_sentence_is_no_added_passage() -> None:
    assert quotes("CIT001", MILL.replace("230", "340"), MILL) == []


def test_talk_pages_need_no_sources() -> None:
    revision = Revision(new=MILL, old="", namespace=1)
    assert lint_revision([rule("CIT001")], revision) == ()


def test_undone_edits_are_left_alone() -> None:
    revision = Revision(new=MILL, old="", tags=("mw-undo",))
    assert lint_revision([rule("CIT001")], revision) == ()


def test_a_long_passage_shows_only_some_of_its_paragraphs() -> None:
    page = "\n\n".join(f"The mill of {1900 + n} had {300 + n} workers." for n in range(40))
    (found,) = findings(page)
    assert len(found.evidence) == 12
