"""What an engine is spared, and what it is never given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.engines.cached import LONGEST, CachedGrammar
from bot.engines.embedded import EmbeddedGrammar, harper
from rules.contract import EngineError, GrammarMatch

FAULT = "He could of gone."


class Counting:
    """Harper, and what it was asked."""

    def __init__(self, engine: EmbeddedGrammar) -> None:
        self.engine = engine
        self.asked: list[list[str]] = []

    @property
    def name(self) -> str:
        return self.engine.name

    def load(self) -> None:
        self.engine.load()

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        self.asked.append(list(texts))
        return self.engine.check(texts)


@pytest.fixture(scope="module")
def loaded() -> EmbeddedGrammar:
    return harper(["ModalOf", "AnA"], 60)


def test_a_sentence_is_read_once(loaded: EmbeddedGrammar) -> None:
    counting = Counting(loaded)
    cached = CachedGrammar(counting)
    first = cached.check([FAULT, "All is well.", FAULT])
    second = cached.check([FAULT, "It is new."])
    assert counting.asked == [[FAULT, "All is well."], ["It is new."]]
    assert first[0] == first[2] == second[0]
    assert [match.rule_id for match in first[0]] == ["ModalOf"]


def test_the_memory_is_bounded_and_forgets_what_was_not_used_longest(
    loaded: EmbeddedGrammar,
) -> None:
    counting = Counting(loaded)
    cached = CachedGrammar(counting, size=2)
    answers = cached.check(["One.", "Two.", FAULT])
    assert [len(answer) for answer in answers] == [0, 0, 1]
    cached.check(["Two.", FAULT])
    cached.check(["One."])
    assert counting.asked == [["One.", "Two.", FAULT], ["One."]]


def test_a_long_sentence_is_cut_between_words(loaded: EmbeddedGrammar) -> None:
    counting = Counting(loaded)
    long = f"{FAULT[:-1]} {'to and fro ' * 300}and should of gone."
    [matches] = CachedGrammar(counting).check([long])
    [[sent]] = counting.asked
    assert len(sent) <= LONGEST
    assert long.startswith(f"{sent} ")
    assert [long[match.start : match.end] for match in matches] == ["could of"]


def test_what_only_the_cut_made_is_not_reported(loaded: EmbeddedGrammar) -> None:
    head = "a" * (LONGEST - 20)
    text = f"{head} he went to an houseboat"
    whole = f"{text}{'x' * 40} there."
    assert [match.rule_id for match in loaded.check([f"{head} he went to an house"])[0]] == ["AnA"]
    [matches] = CachedGrammar(loaded).check([whole])
    assert [match for match in matches if match.end > LONGEST - 2] == []


def test_half_characters_do_not_reach_the_engine(loaded: EmbeddedGrammar) -> None:
    [matches] = CachedGrammar(loaded).check([f"\ud83d {FAULT}"])
    assert [(match.start, match.end) for match in matches] == [(5, 13)]


def test_what_was_read_before_a_failure_is_kept_and_remembered(loaded: EmbeddedGrammar) -> None:
    class Breaking(Counting):
        def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
            self.asked.append(list(texts))
            raise EngineError("gone", self.engine.check(texts[:1]))

    breaking = Breaking(loaded)
    cached = CachedGrammar(breaking)
    with pytest.raises(EngineError, match="gone") as caught:
        cached.check([FAULT, "Two.", "Three."])
    assert [[match.rule_id for match in answer] for answer in caught.value.done] == [["ModalOf"]]
    assert [len(answer) for answer in cached.check([FAULT])] == [1]
    assert len(breaking.asked) == 1
