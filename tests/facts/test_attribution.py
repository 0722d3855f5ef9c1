"""Whether a sentence says whose opinion it tells."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.facts.attribution import (
    cites_a_source,
    is_told_of_others,
    names_its_source,
    reported_from,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the paper, it can be argued that he fled.",
        "Lee (1990) has argued that some say so.",
        "In the view of most, he fled.",
        "It is widely regarded as odd, as reported by the London Times.",
        "It follows Anna Lee's claim that many fled.",
        "He wrote that it is said that they fled.",
    ],
)
def test_a_sentence_that_names_its_source(sentence: str) -> None:
    assert names_its_source(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Some argue that he fled.",
        "Critics say that Lee fled.",
        "It was claimed that Lee fled.",
        "The bridge, they said, was odd.",
        "Lee fled to Rome, which is widely considered odd.",
    ],
)
def test_a_sentence_that_names_none(sentence: str) -> None:
    assert not names_its_source(sentence)


def told(sentence: str, word: str) -> bool:
    at = sentence.index(word)
    return is_told_of_others(sentence, at, at + len(word))


def test_praise_is_anothers_if_a_verb_of_judging_is_near() -> None:
    assert told("Reviewers praised the stunning set.", "stunning")
    assert told("The set is stunning, critics noted.", "stunning")
    assert not told("The so-called set is stunning.", "stunning")
    assert not told("The set is stunning." + " It goes on" * 12 + " and was praised.", "stunning")


def test_speech_is_reported_after_its_verb_only() -> None:
    assert reported_from("They said that of course it was; they say so.") == len("They said")
    assert reported_from("Of course it was.") is None


def test_a_reference_counts_inside_its_sentence() -> None:
    document = scan("It fled.<ref>A</ref> It came.")
    first, second = document.sentences(document.prose.blocks[0])
    assert cites_a_source(document, first.start, first.end)
    assert not cites_a_source(document, second.start, second.end)
