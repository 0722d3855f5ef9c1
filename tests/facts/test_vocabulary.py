"""What a page's own words tell of one word."""

from __future__ import annotations

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.vocabulary import SEARCHES, Vocabulary, vocabulary


def vocabulary_of(new: str, old: str | None = None, title: str = "") -> Vocabulary:
    return vocabulary(prepare(Revision(new=new, old=old, title=title)))


def test_names_are_words_of_the_title_the_markup_and_capitals() -> None:
    page = vocabulary_of(
        "The loch and [[Broon|the brown]] one.<ref>{{cite book|title=Of smaa}}</ref>"
        " He met Weir. [[Category:Glens]]",
        title="Tarn (lake)",
    )
    assert all(page.is_name(word) for word in ("tarn", "broon", "smaa", "weir", "glens"))
    assert not any(page.is_name(word) for word in ("loch", "brown", "absent", "lake's"))


def test_the_capital_at_the_place_in_question_is_no_evidence() -> None:
    assert not vocabulary_of("Spce is wide.").is_name("Spce")
    assert vocabulary_of("Spce is wide. See Spce.").is_name("Spce")


def test_use_elsewhere_is_a_second_use_in_any_case() -> None:
    assert not vocabulary_of("A spce is here.").is_used_elsewhere("spce")
    assert vocabulary_of("A spce is here. Spce!").is_used_elsewhere("spce")
    assert vocabulary_of("A spce is here.", title="Spce").is_used_elsewhere("spce")
    assert not vocabulary_of("A spce in the spcean sea.").is_used_elsewhere("spce")


def test_the_old_text_is_read_apart() -> None:
    page = vocabulary_of("A spce is here.", old="The SPCE was. The landscpes are.")
    assert page.was_used("spce")
    assert not page.was_used("landscpe")
    assert page.has("landscpes")
    assert not page.has("absent")


def test_counting_all_words_answers_like_searching_for_each() -> None:
    page = vocabulary_of("one two two three [[Three]]", old="four")
    words = ("one", "two", "three", "four")
    asked = [[page.is_used_elsewhere(word) for word in words] for _ in range(SEARCHES)]
    assert asked == [[False, True, True, False]] * SEARCHES
    assert page.uses_in_prose("two") == 2
