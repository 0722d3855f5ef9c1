"""Whether words of a page are its own: the guards that tables of phrases name."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import Context, TextName, Unit
from rules.facts.voice import VOICE_GUARDS, Place, Surroundings


def why(guard: str, text: str, word: str = "odd", title: str = "Mill", namespace: int = 0) -> bool:
    """Whether a guard holds for the first ``word`` of a page."""
    change = prepare(Revision(new=text, title=title, namespace=namespace))
    prose = change.new.prose
    at = prose.text.index(word)
    block = prose.block_at(at)
    unit = Unit(prose.text[block.start : block.end], block.start, TextName.UNIT, change.new, block)
    start = at - block.start
    return (
        VOICE_GUARDS[guard](Place(Surroundings(unit, Context(change)), start, start + len(word)))
        is not None
    )


@pytest.mark.parametrize(
    ("guard", "text", "word"),
    [
        ("name", "See Odd Street.", "Odd"),
        ("name", "Odd Records is a firm.", "Odd"),
        ("speech", "I am glad that it is odd.", "odd"),
        ("speech", "Ana Lee: It is odd.", "odd"),
        ("speech", "She wrote:\n\nIt is an odd mill.", "odd"),
        ("court", "He was charged with an odd theft.", "odd"),
        ("told", "The paper called it odd.", "odd"),
        ("reported", "He said that it was odd.", "odd"),
        ("named", "Lee found that odd, as Smith wrote.", "odd"),
        ("cited", "It is odd.<ref>A</ref> It is new.", "odd"),
        ("cited next", "It is odd. It is new.<ref>A</ref>", "odd"),
        ("fiction", "== Plot ==\nIt is odd.", "odd"),
        ("fiction", "== Plot ==\n=== Act one ===\nIt is odd.", "odd"),
        ("appendix", "== External links ==\n* An odd page", "odd"),
        ("appendix", "== Quotes ==\nIt is odd.", "odd"),
        ("lead", "It is odd.\n\n== History ==\n" + "It was built of wood and stone. " * 3, "odd"),
        ("mathematics", "It is odd.\n\n<math>x</math>", "odd"),
        ("mathematics", "== Proof of it ==\nIt is odd.", "odd"),
    ],
)
def test_a_place_that_is_not_the_articles_own_voice(guard: str, text: str, word: str) -> None:
    assert why(guard, text, word)


@pytest.mark.parametrize(
    ("guard", "text", "word"),
    [
        ("name", "Odd things happen.", "Odd"),
        ("name", "It ended. Odd things happen.", "Odd"),
        ("speech", 'He said "I am glad", and it is odd.', "odd"),
        ("speech", "Type I is odd.", "odd"),
        ("speech", "They are:\n* an odd mill", "odd"),
        ("court", "It is odd. He was charged.", "odd"),
        ("told", "The so-called mill is odd.", "odd"),
        ("reported", "It was odd, they said.", "odd"),
        ("cited", "It is odd. It is new.<ref>A</ref>", "odd"),
        ("cited next", "It is odd. It is new. It is old.<ref>A</ref>", "odd"),
        ("fiction", "== Setting circles ==\nIt is odd.", "odd"),
        ("fiction", "== Summary of assumptions ==\nIt is odd.", "odd"),
        ("appendix", "== Literature ==\nIts poets are odd.", "odd"),
        ("lead", "It is odd.", "odd"),
        ("mathematics", "== History ==\nIt is odd.", "odd"),
    ],
)
def test_a_place_that_is(guard: str, text: str, word: str) -> None:
    assert not why(guard, text, word)


def test_other_pages_than_articles_are_none() -> None:
    assert why("elsewhere", "It is odd.", namespace=1)
    assert not why("elsewhere", "It is odd.", namespace=118)
    assert why("fiction", "It is odd.", title="List of Mill characters")
