"""When the words of a finding count as still there."""

from __future__ import annotations

import pytest

from bot.core.follow_up import PageWords
from bot.core.surroundings import surroundings

PAGE = "The bridge opened late.\nIts new goverment resigned within a month of the vote.\nIt closed."
QUOTE = "goverment"
START = PAGE.index(QUOTE)
AROUND = surroundings(PAGE, START, START + len(QUOTE))


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "== Added ==\n" + PAGE,
        PAGE.replace(" ", "\n"),
        PAGE.replace("Its new", "Their third"),
        PAGE.replace("within a month", "soon"),
        "Moved: Its new goverment resigned within a month of the vote. More.",
    ],
)
def test_the_words_stand_where_one_side_is_as_it_was(text: str) -> None:
    assert PageWords(text).have(QUOTE, AROUND)


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("goverment", "government"),
        PAGE.replace("Its new goverment resigned within a month of the vote.", ""),
        "Another goverment of another page.",
        "",
    ],
)
def test_they_are_gone_otherwise(text: str) -> None:
    assert not PageWords(text).have(QUOTE, AROUND)


def test_a_quote_alone_on_its_line_is_looked_for_alone() -> None:
    around = surroundings("== A ==\n== Legacy ==\n== B ==", 8, 20)
    assert PageWords("== Legacy ==\nText.").have("== Legacy ==", around)
    assert not PageWords("== Heritage ==\nText.").have("== Legacy ==", around)
