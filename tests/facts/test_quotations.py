"""Quotations by their marks."""

from __future__ import annotations

import pytest

from rules.facts.quotations import quotations


def quoted(text: str) -> list[str]:
    """The quotations of a block, marks included."""
    return [text[quote.start : quote.end] for quote in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "one" and "two".', ['"one"', '"two"']),
        ("He said “one ‘two’ three” here.", ["“one ‘two’ three”"]),
        ("„eins“ und «deux» und „three”", ["„eins“", "«deux»", "„three”"]),
        ("He said 'one two' here.", ["'one two'"]),
        ("He said ‘one’.", ["‘one’"]),
        ("It's the dogs' home in the '90s.", []),
        ("the farmers' and the bakers' union", []),
        ("He said 'it's mine' here.", ["'it's mine'"]),
        ("He is 5'10\" tall and 6'2\" wide.", []),
        ('a 12" gun and a 6" gun', []),
        ('He called the 5\'10" man "tall".', ['"tall"']),
        ('She said "he is 5\'10" tall" here.', ['"he is 5\'10" tall"']),
        ('Open "to the end', ['"to the end']),
        ("Open “to the end", ["“to the end"]),
        ('A " alone', []),
        ("”closed only” and 'x", []),
        ("(“a”)—“b”", ["“a”", "“b”"]),
        ("'" + "a" * 300 + "' b", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_one_says_so() -> None:
    assert [quote.closed for quote in quotations("“a” “b")] == [True, False]


@pytest.mark.parametrize(
    "text", ["“a" * 30_000, " 'a" * 30_000, "„a” " * 30_000, '"a 5\'1" ' * 30_000, "«" * 30_000]
)
def test_many_marks_are_ordered_and_apart(text: str) -> None:
    before = 0
    for quote in quotations(text):
        assert before <= quote.start < quote.end <= len(text)
        before = quote.end
