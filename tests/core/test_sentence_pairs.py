"""Which old sentence each edited one grew out of."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare


def pairs(old: str | None, new: str) -> list[tuple[str, str]]:
    """The old and the new prose of each pair."""
    change = prepare(Revision(old=old, new=new))
    if change.old is None:
        assert change.sentence_pairs() == ()
        return []
    before, after = change.old.prose.text, change.new.prose.text
    return [
        (before[p.old.start : p.old.end], after[p.new.start : p.new.end])
        for p in change.sentence_pairs()
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It has 5 rooms.", "It has 6 rooms.", [("It has 5 rooms.", "It has 6 rooms.")]),
        ("It has 5 rooms.", "It has 5 rooms.", []),
        ("It ran. It has 5 rooms.", "It has 5 rooms.", []),
        ("It has 5 rooms.", "It has 5 rooms. It ran.", []),
        (
            "It has 5 rooms and a hall.",
            "It has 5 rooms.",
            [("It has 5 rooms and a hall.", "It has 5 rooms.")],
        ),
        (
            "It has 5 rooms and no stop",
            "It has 5 rooms",
            [("It has 5 rooms and no stop", "It has 5 rooms")],
        ),
        (
            "It has '''5''' [[room]]s.",
            "It has '''6''' [[room]]s.",
            [("It has 5 rooms.", "It has 6 rooms.")],
        ),
        (
            "It has 5 rooms.<ref>x</ref> So.",
            "It has 5 rooms. So.",
            [("It has 5 rooms.\ufffc", "It has 5 rooms.")],
        ),
        ("A cat ran home.", "Nothing here is left of that sentence at all.", []),
        (
            "Ann was born in 1950. Bob was born in 1960.",
            "Ann was born in 1951. Bob was born in 1960.",
            [("Ann was born in 1950.", "Ann was born in 1951.")],
        ),
        (
            "* one two three\n* four five six\n",
            "* one two three\n* four five seven\n",
            [("four five six", "four five seven")],
        ),
        (
            "{{infobox x|a=one two three}} y",
            "{{infobox x|a=one two four}} y",
            [("one two three", "one two four")],
        ),
        (None, "It has 5 rooms.", []),
    ],
)
def test_pairs(old: str | None, new: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(old, new) == expected


def test_two_sentences_that_became_one_are_paired_with_the_one_that_gave_most() -> None:
    assert pairs(
        "The hall was built in 1900. It burnt.", "The hall was built in 1900 and it burnt."
    ) == [("The hall was built in 1900.", "The hall was built in 1900 and it burnt.")]


def test_an_edit_in_one_of_very_many_sentences_pairs_one() -> None:
    sentences = [f"Sentence number {n} stands here." for n in range(20_000)]
    old = " ".join(sentences)
    sentences[10_000] = "Sentence number 77 stands here."
    assert pairs(old, " ".join(sentences)) == [
        ("Sentence number 10000 stands here.", "Sentence number 77 stands here.")
    ]


def test_places_in_the_other_revision() -> None:
    change = prepare(Revision(old="one\ntwo\nthree", new="one\nnew\ntwo\nthree"))
    assert [change.old_offset(at) for at in (0, 3, 4, 8, 15)] == [0, 3, None, 4, 11]
    assert [change.new_offset(at) for at in (0, 3, 4, 11)] == [0, 3, 8, 15]
    gone = prepare(Revision(old="one\ntwo\nthree", new="one\nthree"))
    assert gone.new_offset(5) is None
    assert prepare(Revision(new="one")).old_offset(0) is None


def test_changed_blocks_and_elements() -> None:
    change = prepare(
        Revision(old="a {{b|c=1}}\n\nd [[e]]\n", new="a {{b|c=2}}\n\nd [[e]]\n\nf [[g]]\n")
    )
    text = change.new.prose.text
    assert [text[b.start : b.end] for b in change.changed_blocks()] == ["a \ufffc", "f g"]
    assert [e.name for e in change.changed_elements()] == ["b", "g"]
    same = prepare(Revision(old="a {{b}}", new="a {{b}}"))
    assert (same.changed_blocks(), same.changed_elements(), same.sentence_pairs()) == ((), (), ())
