"""The words kept with a finding: its sentence, what stood there before, its section's number."""

from __future__ import annotations

import pytest

from bot.core.model import Revision, Surroundings
from bot.core.prepare import prepare
from bot.core.surroundings import AROUND, LONGEST_OLD, surroundings, surroundings_of
from rules.contract import Origin
from tests.output.linted import finding

LEAD = "The '''bridge''' spans the river.\n\n"


def around(new: str, quote: str, old: str | None = None, summary: str = "") -> Surroundings:
    origin = Origin.SUMMARY if summary else Origin.ADDED
    change = prepare(Revision(new=new, old=old, summary=summary))
    return surroundings_of(change, finding(quote, "", text=summary or new, origin=origin))


def test_the_sentence_stands_around_the_quote_and_its_neighbours_do_not() -> None:
    text = "It opened late. The toll was 1,00,000 rupees a year. It closed early."
    shown = around(text, "1,00,000")
    assert (shown.before, shown.after) == ("The toll was ", " rupees a year.")
    assert (shown.old, shown.replaced, shown.section) == ("", (), 0)


def test_a_long_sentence_is_cut_at_words() -> None:
    words = "word " * 400
    text = f"{words}here {words}"
    shown = surroundings(text, text.index("here"), text.index("here") + 4)
    assert shown.before.startswith("…word ")
    assert shown.after.endswith(" word…")
    assert len(shown.before) <= AROUND + 1
    assert len(shown.after) <= AROUND + 1


def test_a_line_is_never_left() -> None:
    shown = around("* first item\n* teh second\n* third", "teh")
    assert (shown.before, shown.after) == ("* ", " second")


def test_the_old_sentence_stands_beside_with_what_was_taken_out() -> None:
    old = LEAD + "It opened in 1874. The toll was 100,000 rupees a year. It closed."
    new = LEAD + "It opened in 1874. The toll was 1,00,000 rupees a year. It closed."
    shown = around(new, "1,00,000", old)
    assert shown.old == "The toll was 100,000 rupees a year."
    assert [shown.old[start:end] for start, end in shown.replaced] == ["100,000"]


def test_a_sentence_that_took_anothers_place_shows_it() -> None:
    old = "It opened late. Nobody came to see it. It closed."
    new = "It opened late. Thousands watched teh feast. It closed."
    shown = around(new, "teh", old)
    assert shown.old.strip() == "Nobody came to see it."


def test_a_mere_addition_has_no_old_sentence() -> None:
    old = "It opened late. It closed."
    assert around("It opened late. Teh crowd came. It closed.", "Teh", old).old == ""
    assert around("It opened late. Teh crowd came.", "Teh", None).old == ""


def test_what_was_taken_out_elsewhere_is_not_shown() -> None:
    old = "Gone for good.\n\nIt opened late.\n\nThe end of it."
    new = "\n\nIt opened teh late.\n\nThe end of it."
    assert around(new, "teh", old).old == ""


def test_of_a_replaced_stretch_only_the_line_is_shown() -> None:
    old = "One of them here.\nThe bridge was old.\nThree of them there."
    new = "Quite another thing.\nThe bridge was teh oldest.\nSomething else again."
    assert around(new, "teh", old).old == "The bridge was old."


def test_an_old_text_of_any_length_is_cut() -> None:
    old = "x" * 5_000
    shown = around("It was teh end.", "teh", old)
    assert len(shown.old) <= LONGEST_OLD


def test_the_section_has_the_number_that_the_wiki_gives_it() -> None:
    text = (
        LEAD + "<!-- == not one == -->\n== First ==\ntext\n=== Inner ===\ntext\n== Last ==\nteh end"
    )
    assert around(text, "teh").section == 3
    assert around(text, "spans").section == 0


def test_a_summary_has_its_words_and_no_section() -> None:
    shown = around("text", "Histroy", summary="Histroy of the bridge")
    assert shown == Surroundings(before="", after=" of the bridge")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (99, 120), (0, 99)])
def test_offsets_outside_the_text_are_its_end(start: int, end: int) -> None:
    surroundings("a\nb c", start, end)
