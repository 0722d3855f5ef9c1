"""What the lexicon knows, proposes, and leaves alone."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from rules.facts import lexicon


def listed_misspellings() -> list[str]:
    table = lexicon._table("misspellings.tsv.gz").decode()
    return [row.partition("\t")[0] for row in table.splitlines()]


@pytest.mark.parametrize(
    "word",
    [
        "space",
        "Space",
        "SPACE",
        "colour",
        "color",
        "organise",
        "organize",
        "Paris",
        "Paris's",
        "Paris’s",
        "actors'",
        "don’t",
        "well-known",
        "pre-war",
        "19th-century",
        "non-governmental",
        "reconceptualise",
        "nonlinearly",
        "unhelpfulness",
        "catlike",
        "factionalization",
        "horsebound",
        "eigenvalues",
        "zamindars",
    ],
)
def test_right_words_are_known(word: str) -> None:
    assert lexicon.is_known(word)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "spce",
        "teh",
        "transfered",
        "questionned",
        "breaked",
        "reguarding",
        "achieveable",
        "reducable",
        "dicovering",
        "manely",
        "paris",
        "well-konwn",
        "governmnet's",
    ],
)
def test_slips_are_not_known_however_regular_they_look(word: str) -> None:
    assert not lexicon.is_known(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", 7.73), ("The", 7.73), ("space", 5.23), ("spce", 0.0), ("", 0.0), ("\n", 0.0)],
)
def test_zipf_is_that_of_the_lower_case_word(word: str, expected: float) -> None:
    assert lexicon.zipf(word) == expected


def test_zipf_finds_the_first_and_the_last_row() -> None:
    rows = lexicon._table("frequency.tsv.gz").decode().splitlines()
    for row in (rows[0], rows[-1]):
        word, hundredths = row.split("\t")
        assert lexicon.zipf(word) == int(hundredths) / 100


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("teh", ("the",)),
        ("Teh", ("The",)),
        ("TEH", ()),
        ("the", ()),
        ("recieve", ("receive",)),
        ("Recieved", ("Received",)),
        ("didnt", ("didn't",)),
        ("noone", ("no one",)),
        ("nd", ()),
        ("te", ()),
        ("ans", ()),
        ("comune", ()),
        ("calle", ()),
        ("playin", ()),
        ("spce", ()),
        ("", ()),
    ],
)
def test_misspelling_carries_the_case_over(word: str, expected: tuple[str, ...]) -> None:
    assert lexicon.misspelling(word) == expected


def test_nearest_correction_comes_before_the_most_frequent() -> None:
    assert lexicon.misspelling("wich")[0] == "which"


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("spce", "space"),
        ("Spce", "Space"),
        ("questionned", "questioned"),
        ("governmnet", "government"),
        ("governmnet's", "government's"),
        ("governmnet’s", "government's"),
        ("immediatelyy", "immediately"),
        ("prgramme", "programme"),
        ("paelontologist", "paleontologist"),
    ],
)
def test_likeliest_suggestion_comes_first(word: str, first: str) -> None:
    assert lexicon.suggestions(word)[0] == first


@pytest.mark.parametrize(
    "word",
    [
        "space",
        "SPCE",
        "sPce",
        "spce-age",
        "sp4ce",
        "xqz",
        "loaches",
        "materia",
        "poutine",
        "zzzzqqq",
        "",
        "'s",
    ],
)
def test_nothing_is_suggested(word: str) -> None:
    assert lexicon.suggestions(word) == ()


def test_no_listed_misspelling_is_known() -> None:
    assert [word for word in listed_misspellings() if lexicon.is_known(word)] == []


def test_every_suggestible_word_is_known_and_a_suggestion_is_one_of_them() -> None:
    proposed = lexicon._suggestable()
    assert [word for word in proposed if not lexicon.is_known(word)] == []
    for word in listed_misspellings()[::200]:
        for suggestion in lexicon.suggestions(word):
            assert suggestion in proposed


def test_suggestions_are_found_at_one_edit_of_each_kind() -> None:
    for damaged in ("landsacpe", "landscpe", "landscapwe", "landscaoe"):
        assert lexicon.suggestions(damaged) == ("landscape",)


def test_every_correction_of_the_list_has_a_source_that_may_be_shipped() -> None:
    rows = lexicon._table("misspellings.tsv.gz").decode().splitlines()
    sources = {source for row in rows for source in row.split("\t")[2].split(",")}
    assert sources == {"codespell", "cspell", "wikipedia"}


@pytest.mark.parametrize("name", ["frequency.tsv.gz", "misspellings.tsv.gz"])
def test_tables_are_in_the_order_that_binary_search_needs(name: str) -> None:
    rows = lexicon._table(name).splitlines()
    assert rows == sorted(rows)
    assert lexicon._table(name).endswith(b"\n")


def test_import_reads_no_data() -> None:
    code = "from rules.facts import lexicon as l; print(l._words.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_look_ups_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the lexicon opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    for cached in (lexicon._words, lexicon._table, lexicon._suggestable, lexicon._is_known):
        cached.cache_clear()
    assert lexicon.is_known("space")
    assert lexicon.suggestions("spce")[0] == "space"
    assert lexicon.misspelling("teh") == ("the",)
    assert lexicon.zipf("space") > 0


def test_a_syllable_written_twice_is_taken_out() -> None:
    assert lexicon.suggestions("constititution") == ("constitution",)
    assert lexicon.suggestions("Instititute") == ("Institute",)
    # Too short: in a name or a foreign word the same letters often stand twice.
    assert lexicon.suggestions("stutudio") == ()


def test_a_word_that_people_use_is_a_slip_only_of_a_far_likelier_one() -> None:
    assert lexicon.suggestions("lates") == ()
    assert lexicon.suggestions("lates", 3.25)[0] == "latest"
    assert lexicon.is_hardly_used("zzzzqqq")
    assert not lexicon.is_hardly_used("lates")
