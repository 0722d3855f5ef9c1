"""The engines in this process."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

from bot.engines.embedded import EmbeddedGrammar, harper, is_there, lingotweaker
from rules.contract import EngineError

TEXTS = [
    "He could of gone.",
    "😀 He could of gone.",
    "😀 Le cafe\u0301 👩‍👩‍👧, नमस्ते: he could of gone 😀 and she could of gone.",
]
needs_lingotweaker = pytest.mark.skipif(
    not is_there("lt_py", "lingotweaker_data_en"), reason="needs the extra revlint[lingotweaker]"
)
Make = Callable[[Collection[str] | None, float], EmbeddedGrammar]
ENGINES = [
    pytest.param(harper, "ModalOf", id="harper"),
    pytest.param(lingotweaker, "MODAL_OF", id="lingotweaker", marks=needs_lingotweaker),
]


@pytest.mark.parametrize(("make", "rule_id"), ENGINES)
def test_places_are_code_points(make: Make, rule_id: str) -> None:
    answers = make([rule_id], 60).check(TEXTS)
    for text, matches, count in zip(TEXTS, answers, (1, 1, 2), strict=True):
        assert [text[match.start : match.end] for match in matches] == ["could of"] * count
        assert {match.rule_id for match in matches} == {rule_id}
        assert all(match.replacements[0] == "could have" for match in matches)


@pytest.mark.parametrize(("make", "rule_id"), ENGINES)
def test_only_the_rules_asked_for_speak(make: Make, rule_id: str) -> None:
    text = "He could of bought an house in the the town."
    assert {match.rule_id for match in make([rule_id], 60).check([text])[0]} == {rule_id}
    assert len({match.rule_id for match in make(None, 60).check([text])[0]}) > 1


@pytest.mark.parametrize(("make", "rule_id"), ENGINES)
def test_its_name_tells_the_version(make: Make, rule_id: str) -> None:
    name, number = make([rule_id], 60).name.split()
    assert name in ("harper-py", "lingotweaker")
    assert number[0].isdigit()


def test_out_of_time_it_keeps_what_it_has_read() -> None:
    engine = harper(["ModalOf"], 0.0)
    with pytest.raises(EngineError, match=r"read \d of 3 sentences in 0 s") as caught:
        engine.check(TEXTS)
    assert len(caught.value.done) < len(TEXTS)


def test_an_insertion_is_told_as_a_replacement() -> None:
    text = "Thus it was done."
    [match] = harper(["DiscourseMarkers"], 60).check([text])[0]
    assert (text[match.start : match.end], match.replacements) == ("Thus", ("Thus,",))


def test_a_removal_is_an_empty_replacement() -> None:
    text = "It was the Alberta's first bridge."
    [match] = harper(["TheProperNounPossessive"], 60).check([text])[0]
    assert (text[match.start : match.end], match.replacements) == ("the ", ("",))


def test_an_engine_that_breaks_is_loaded_anew() -> None:
    loads = []

    def load():  # type: ignore[no-untyped-def]
        loads.append(1)
        return harper_reader if len(loads) > 1 else broken

    def broken(text: str):  # type: ignore[no-untyped-def]
        # What a panic in Rust becomes in Python is no Exception.
        raise BaseException("called `Option::unwrap()` on a `None` value")

    def harper_reader(text: str):  # type: ignore[no-untyped-def]
        return iter(harper(["ModalOf"], 60).check([text])[0])

    engine = EmbeddedGrammar("harper", load, 60)
    with pytest.raises(EngineError, match="harper broke off: called"):
        engine.check(TEXTS[:1])
    assert len(engine.check(TEXTS[:1])[0]) == 1
