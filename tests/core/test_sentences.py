"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.sentences import sentence_spans
from rules.contract import PLACEHOLDER as P


def split(text: str) -> list[str]:
    """The sentences of a block."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "One. | Two! | Three?",
        "He was born in the U.S. Army base. | He left.",
        "He moved to the U.S. | The family followed.",
        "J. R. R. Tolkien wrote it.",
        "George W. Bush met Tony Blair.",
        "It grew by 3.5 percent. | Then it fell.",
        "Founded c. 1950 by Dr. Smith and Mrs. Jones.",
        "See vol. 3, no. 4, pp. 5–9.",
        'He said "No." | Then he left.',
        'He said "No." and left.',
        'She asked "Why?" | Nobody knew.',
        "It closed (see below). | It reopened.",
        "(It closed.) | It reopened.",
        f"It closed.{P}{P} | It reopened.{P}",
        f"It closed{P}. | It reopened.",
        f"It closed.{P} and more",
        "At 5 p.m. the show began.",
        "It ended at 5 p.m. | The crowd left.",
        "Smith et al. found it.",
        "Apples, pears, etc. | The rest was sold.",
        "Acme Inc. was sold.",
        "He worked for Acme Inc. | The firm grew.",
        "St. Louis and Mt. Everest are far apart.",
        "Martin Luther King Jr. spoke.",
        "Visit example.com today. | It is free.",
        "Version 2.0.1 came out. | Users liked it.",
        "He waited ... | Nothing came.",
        "He waited… then left.",
        "What?! | Really.",
        "“It is over.” | He sighed.",
        "‘It is over.’ | He sighed.",
        "It cost £5m. | Sales rose.",
        "The 19th. | The 20th.",
        "In Sept. 1999 he left. | In Oct. 2000 he returned.",
        "Lt. Col. John Smith led No. 5 Squadron.",
        "a sentence without a capital. | Another one.",
        "No stop at the end",
        "First line\nsecond line. | Third.",
        "One paragraph\n\n| another",
        "Yahoo! was sold.",
        "e.g. this and i.e. that.",
        "Washington, D.C. | The city is big.",
        "Washington, D.C., is big.",
        "He is 6 ft. tall.",
        "Ph.D. students and M.D. holders.",
    ],
)
def test_sentences(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert split(marked.replace("| ", "").replace("|", "")) == expected


def test_spans_are_exact() -> None:
    assert sentence_spans("  One.  Two.\n") == [(2, 6), (8, 12)]
    assert sentence_spans("") == []
    assert sentence_spans(" \n ") == []


SCRAPS = ["Word", "word", "U.S.", "Mr.", "J.", ".", "!", " ", "\n", '"', ")", P, "5"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))
def test_nothing_is_lost(text: str) -> None:
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
