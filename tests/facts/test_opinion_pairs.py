"""Which sentences are compared: what they share, what the edit touched, and how much it costs."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts import opinion_pairs as module
from rules.facts.claim_poles import poles_of
from rules.facts.opinion_pairs import opinion_pairs

FILLER = "Some other matter of no great weight stands here in between."


def pairs(
    new: str, old: str | None = None, *, most: int = 50, whole_page: bool = False
) -> list[tuple[str, str]]:
    change = prepare(Revision(new=new, old=old))
    text = change.new.prose.text
    return [
        (text[p.first.start : p.first.end], text[p.second.start : p.second.end])
        for p in opinion_pairs(change, most, whole_page=whole_page)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Hallam viaduct carries two tracks.", "There is one track on the Hallam viaduct."),
        ("It had 52,486 inhabitants that year.", "A census counted 52,486 people in the town."),
        ("The rules were tightened in the 1990s.", "All of it was lifted by the king in 1994."),
        ("Relations were friendly for many years.", "Since 1965 there was only hostility."),
        ("It launched the first rocket in space.", "This was the tenth rocket of them all."),
    ],
)
def test_sentences_about_one_thing_are_a_pair(first: str, second: str) -> None:
    text = f"{first}\n\n{FILLER}\n\n{second}"
    assert (first, second) in pairs(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Hallam viaduct carries two tracks.", "Nobody knows what became of her brother."),
        ("It was sold to a man in 1950.", "A school stands by the river in 1820."),
    ],
)
def test_others_are_not(first: str, second: str) -> None:
    far = "\n\n".join([FILLER.replace("Some", word) for word in ("Any", "This", "That")])
    assert (first, second) not in pairs(f"{first}\n\n{far}\n\n{second}")


def test_one_sentence_of_a_pair_was_added() -> None:
    old = "The Hallam viaduct has two tracks.\n\nThe Hallam viaduct carries one track.\n\n"
    new = f"{old}The Hallam viaduct was never built at all."
    found = pairs(new, old)
    assert len(found) == 2
    assert all("never built" in second for _, second in found)
    assert len(pairs(new, old, whole_page=True)) == 3
    assert pairs(old, old) == []
    assert len(pairs(old, old, whole_page=True)) == 1


def test_the_best_come_first_and_no_more_than_wanted() -> None:
    text = "\n\n".join(
        [
            "The Hallam viaduct was opened by Count Orlok.",
            "The Hallam viaduct was closed by Count Orlok.",
            "There is a viaduct of stone in another valley.",
        ]
    )
    assert len(pairs(text)) == 3
    assert pairs(text, most=1) == [tuple(text.split("\n\n")[:2])]


def test_plots_and_reference_lists_are_left_out() -> None:
    text = (
        "The Hallam viaduct carries two tracks.\n\n== {} ==\nThe Hallam viaduct carries one track."
    )
    assert len(pairs(text.format("History"))) == 1
    assert pairs(text.format("Plot")) == []
    assert pairs(text.format("Further reading")) == []


def test_the_same_sentence_twice_is_no_pair() -> None:
    text = "The Hallam viaduct carries two tracks."
    assert pairs(f"{text}\n\n{text}") == []


def test_one_sentence_does_not_crowd_out_the_others() -> None:
    first = "Alpha bravo charlie delta echo foxtrot golf hotel india juliet."
    others = [f"{word} is a word that stands alone." for word in first.rstrip(".").split()]
    found = pairs("\n\n".join([first, *others]), whole_page=True)
    assert sum(first in pair for pair in found) <= module.MOST_OF_ONE


def test_work_grows_with_the_page_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "In 19{:02} the {} Hallam viaduct was opened, closed and never sold since 1965."
    looked_at = 0
    original = module._add

    def counting(scores: dict[int, float], others: object, worth: float) -> None:
        nonlocal looked_at
        listed = list(others)  # type: ignore[call-overload]
        looked_at += len(listed)
        original(scores, listed, worth)

    monkeypatch.setattr(module, "_add", counting)
    work = []
    for size in (100, 400):
        looked_at = 0
        names = (chr(97 + n % 26) * 5 for n in range(size))
        pairs("\n\n".join(sentence.format(n % 90, name) for n, name in enumerate(names)))
        work.append(looked_at)
    assert work[1] < 5 * work[0]


def test_poles_go_by_the_beginning_of_a_word() -> None:
    def groups(word: str, side: int) -> set[int]:
        return {group for group, at in poles_of(word) if at == side}

    assert groups("tightened", 0) & groups("lifted", 1)
    assert groups("friendly", 0) & groups("sanctions", 1)
    assert groups("first", 0) & groups("tenth", 1)
    assert poles_of("xyzzy") == frozenset()
    assert poles_of("wonder") == frozenset(), "a short stem has to be the whole word"
