"""Which variety of English a page is written in."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts import lexicon
from rules.facts.variety import (
    Variety,
    counterpart,
    in_the_pages_variety,
    ise_or_ize,
    marked_spelling,
    variety,
)
from rules.facts.variety_tags import Spelling, spelling_of_template


def variety_of(text: str) -> Variety:
    return variety(prepare(Revision(new=text)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Use British English", Spelling.BRITISH),
        ("use Indian English", Spelling.BRITISH),
        ("Use_Australian_English", Spelling.BRITISH),
        ("Use Hiberno-English", Spelling.BRITISH),
        ("Use New Zealand English", Spelling.BRITISH),
        ("Use American English", Spelling.AMERICAN),
        ("Use US English", Spelling.AMERICAN),
        ("Use Philippine English", Spelling.AMERICAN),
        ("Use Oxford spelling", Spelling.OXFORD),
        ("Use British (Oxford) English", Spelling.OXFORD),
        ("Use Canadian English", Spelling.CANADIAN),
        ("Use Irish English", Spelling.BRITISH),
        ("Use Trinidad and Tobago English", Spelling.BRITISH),
        ("Use South African English", Spelling.BRITISH),
        ("Use Commonwealth English", Spelling.BRITISH),
        ("Use UK English", Spelling.BRITISH),
        ("Use Liberian English", Spelling.AMERICAN),
        ("Use British English Oxford spelling", Spelling.OXFORD),
        ("Use Oxford English", Spelling.OXFORD),
        ("Use IUPAC spelling", None),
        ("EngvarA", Spelling.AMERICAN),
        ("Engvarb", Spelling.BRITISH),
        ("EngvarB", Spelling.BRITISH),
        ("EngvarO", Spelling.OXFORD),
        ("Use dmy dates", None),
        ("Use mdy dates", None),
        ("Use list-defined references", None),
        ("Use shortened footnotes", None),
        ("British English", None),
        ("User British English", None),
        ("Use Xyzzy English", None),
    ],
)
def test_spelling_that_a_template_asks_for(name: str, expected: Spelling | None) -> None:
    assert spelling_of_template(name) is expected


def test_a_tag_outweighs_the_words() -> None:
    text = "{{Use Indian English|date=May 2020}}\n" + "The color of the center. " * 9
    assert variety_of(text) == Variety(Spelling.BRITISH, "Use Indian English")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The color of the center and the harbor, the labor, gray.", Spelling.AMERICAN),
        ("The colour of the centre and the harbour, the labour, grey.", Spelling.BRITISH),
        ("They organised it and realised, recognised, civilised colour.", Spelling.BRITISH),
        (
            "Colour, the colour of the centre, grey and labour, honour: organized, realized,"
            " recognized, civilized, modernized.",
            Spelling.OXFORD,
        ),
        (
            "Canada: the colour of the centre, the harbour and the labour of Canadians, a Canadian"
            " neighbour in Canada, Canada.",
            Spelling.CANADIAN,
        ),
        ("They organized, realized, recognized, civilized and modernized it.", None),
        ("The color of the center, the harbor, labor.", None),
        ("The colour of the centre, the harbour, and labor, color, center.", None),
        ("It was surprised, advertised, revised, exercised and promised.", None),
        ("The Labor Center of Gray Harbor, Honor and Color.", None),
        ("<ref>color center harbor labor gray honor</ref> It is so.", None),
        ("", None),
    ],
)
def test_clear_majority_is_five_instances_and_four_fifths(
    text: str, expected: Spelling | None
) -> None:
    assert variety_of(text).spelling is expected


def test_majority_tells_its_count() -> None:
    counted = variety_of("The colour, the colour, the colour, the colour, the centre, the color.")
    assert (counted.british, counted.american) == (5, 1)


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("organised", "s"),
        ("organizing", "z"),
        ("realisation", "s"),
        ("advertise", None),
        ("surprised", None),
        ("exercises", None),
        ("premises", None),
        ("size", None),
        ("wise", None),
        ("colour", None),
    ],
)
def test_words_written_with_either_letter(word: str, letter: str | None) -> None:
    assert ise_or_ize(word) == letter


def test_counterparts_lead_back() -> None:
    assert counterpart("Colours") == "colors"
    assert counterpart("colors") == "colours"
    assert counterpart("table") is None
    assert marked_spelling("Behaviour") is Spelling.BRITISH
    assert marked_spelling("behavior") is Spelling.AMERICAN
    assert marked_spelling("organise") is None


def test_every_word_that_tells_a_variety_is_known() -> None:
    from rules.facts.variety import _pairs

    assert [word for pair in _pairs() for word in pair if not lexicon.is_known(word)] == []


@pytest.mark.parametrize(
    ("spelling", "words", "expected"),
    [
        (Spelling.BRITISH, ("color", "colon"), ("colour", "color", "colon")),
        (Spelling.OXFORD, ("Center",), ("Centre", "Center")),
        (Spelling.AMERICAN, ("colour", "color"), ("color", "colour")),
        (Spelling.AMERICAN, ("color",), ("color",)),
        (Spelling.CANADIAN, ("color",), ("color",)),
        (None, ("color",), ("color",)),
    ],
)
def test_suggestions_in_the_pages_variety_come_first(
    spelling: Spelling | None, words: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert in_the_pages_variety(words, lambda: Variety(spelling)) == expected


def test_more_of_the_words_decide_where_no_majority_is_clear() -> None:
    def mixed() -> Variety:
        return Variety(None, american=36, british=28)

    assert in_the_pages_variety(("colour",), mixed) == ("color", "colour")


def test_the_page_is_not_measured_for_words_of_one_spelling() -> None:
    def refused() -> Variety:
        raise AssertionError("measured")

    assert in_the_pages_variety(("space", "spice"), refused) == ("space", "spice")
