"""Which words of a text are handed to the spelling rules, and which are left alone."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.words import UnknownWords, unknown_words_of


def found(text: str, *, starts_are_names: bool = False) -> list[tuple[str, bool]]:
    words = unknown_words_of(text, starts_are_names=starts_are_names)
    assert all(text[w.start : w.end] == w.text for w in words)
    return [
        (w.text, bool(w.guard)) for w in unknown_words_of(text, starts_are_names=starts_are_names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the spce is", [("spce", False)]),
        ("Spce is wide", [("Spce", False)]),
        (" Spce ", [("Spce", False)]),
        ("It ends. Spce is wide", [("Spce", False)]),
        ('It ends." Spce is wide', [("Spce", False)]),
        ("He met Spce there", []),
        ("Spce Xvern came", []),
        ("It ends. Spce Xvern came", []),
        ("the SPCE, the sPce, the X", []),
        ("spce-age and non-spce", [("spce", True), ("spce", True)]),
        ("spce.com, a.spce", [("spce", True), ("spce", True)]),
        ("spce2 and 2spce and spce_x", [("spce", True), ("spce", True), ("spce", True)]),
        ("[s]pce and spce[s]", [("pce", True), ("spce", True)]),
        ("spce(s) and (spce)", [("spce", True), ("spce", False)]),
        ("de:spce and spce: it", [("spce", True), ("spce", False)]),
        ("spce/tmie", [("spce", True), ("tmie", True)]),
        ("the spce. It", [("spce", False)]),
        ("the spce. of it", [("spce", True)]),
        ("the spce\ufffc, \ufffcspce", [("spce", False), ("spce", True)]),
        ("spce’s end", [("spce’s", False)]),
        ("’spce it", [("spce", True)]),
        ("it is called spce here", [("spce", True)]),
        ("spce\u0301 here", [("spce", True)]),
        ("colour, color, organise and Paris's", []),
        ("", []),
    ],
)
def test_unknown_words_and_their_guards(text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(text) == expected


def test_starts_of_cells_are_names_unless_a_sentence_follows() -> None:
    assert found("Spce", starts_are_names=True) == []
    assert found("Spce Xvern", starts_are_names=True) == []
    assert found("Spce is wide", starts_are_names=True) == [("Spce", False)]
    assert found("spce", starts_are_names=True) == [("spce", False)]


def test_repeated_unknown_words_are_all_placed() -> None:
    words = [f"zq{letter}xk" for letter in "abcdefghijk"]
    text = " ".join([*words, *words])
    assert [w.text for w in unknown_words_of(text)] == [*words, *words]
    starts = [w.start for w in unknown_words_of(text)]
    assert starts == [6 * i for i in range(2 * len(words))]


def test_blocks_read_together_are_read_like_one_by_one() -> None:
    text = "== The spce ==\nA cemtre. Xvern came.\n* Spce\n* spce is\n{|\n| colr || Spce\n|}"
    document = prepare(Revision(new=text)).new
    blocks = document.prose.blocks
    together, alone = UnknownWords(document, blocks), UnknownWords(document)
    read = [together.of(block) for block in blocks]
    assert read == [alone.of(block) for block in blocks]
    assert [w.text for words in read for w in words] == ["spce", "cemtre", "Xvern", "spce", "colr"]
