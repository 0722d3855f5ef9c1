"""Numbers, lakh and crore as articles on South Asia write them, and what only looks like them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.core.model import Revision
from rules.facts.number_reading import numbers_read
from tests.linting import lint_revision, rule

MARK = re.compile("⟦(.*?) → (.*?)⟧")
CODES = ("NUM001", "NUM002", "NUM003", "NUM004", "NUM013")
LINES = [
    line.replace("⏎", "\n")
    for line in (Path(__file__).parent / "data" / "south_asian_numbers.txt")
    .read_text()
    .splitlines()
    if not line.startswith("# ")
]
MARKED = [line for line in LINES if MARK.search(line)]
SILENT = [line for line in LINES if not MARK.search(line)]


def unmarked(line: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of a line, and the findings due: start, words found, suggestion."""
    due, shift = [], 0
    for match in MARK.finditer(line):
        due.append((match.start() - shift, match[1], match[2]))
        shift += len(match[0]) - len(match[1])
    return MARK.sub(r"\1", line), due


def findings(text: str) -> list[tuple[int, str, str]]:
    found = lint_revision([rule(code) for code in CODES], Revision(new=text))
    return sorted((item.start, item.quote, item.suggestions[0]) for item in found)


def test_the_table_is_as_large_as_its_subject() -> None:
    assert len(MARKED) >= 60
    assert len(SILENT) >= 40


@pytest.mark.parametrize("line", MARKED)
def test_every_marked_place_is_found_with_its_suggestion(line: str) -> None:
    text, due = unmarked(line)
    assert findings(text) == due


@pytest.mark.parametrize("line", SILENT)
def test_what_is_converted_or_only_looks_south_asian_is_silent(line: str) -> None:
    assert findings(line) == []


@pytest.mark.parametrize("line", MARKED)
def test_a_grouping_in_place_keeps_every_value_and_wakes_no_grouping_rule(line: str) -> None:
    text, due = unmarked(line)
    groupings = [
        item for item in due if item[1][0].isdigit() and item[2].replace(",", "").isdigit()
    ]
    mended = text
    for start, quote, suggestion in reversed(groupings):
        assert values(suggestion) == values(quote.replace(",", ""))
        mended = mended[:start] + suggestion + mended[start + len(quote) :]
    assert [item for item in findings(mended) if item[1][0].isdigit() and item in groupings] == []


@pytest.mark.parametrize("line", [line for line in MARKED if re.search(r"\([^()]*\)⟧", line)])
def test_a_conversion_has_the_value_of_the_amount(line: str) -> None:
    text, due = unmarked(line)
    for start, quote, suggestion in due:
        conversion = re.search(r" \(([^()]*)\)\Z", suggestion)
        if conversion is None:
            continue
        assert suggestion.startswith(quote)
        amount = text[max(start - 24, 0) : start + len(quote)]
        assert last_value(conversion[1]) == pytest.approx(last_value(amount))


def values(text: str) -> list[float]:
    return [float(number.value) for number in numbers_read(text) if number.value is not None]


def last_value(text: str) -> float:
    """The value of the last amount: "1 crore 20 lakh" has two parts, "ten" is written as 10."""
    plain = text.lower().replace("{{nbsp}}", " ").replace("ten ", "10 ").replace("-crore", " crore")
    parts = values(plain.replace("-lakh", " lakh"))
    return sum(parts) if re.search(r"crores? (?:and )?\d+ lakh", plain) else parts[-1]
