"""Offsets in UTF-16 units and UTF-8 bytes, as code points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engines.offsets import CodePoints

TEXT = "a😀e\u0301ß𝔄नि"


@pytest.mark.parametrize(
    ("make", "encoding", "size"),
    [(CodePoints.by_utf16, "utf-16-le", 2), (CodePoints.by_utf8, "utf-8", 1)],
)
@settings(deadline=None)
@given(text=st.text(), data=st.data())
def test_every_span_comes_back(make, encoding, size, text: str, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    def units(part: str) -> int:
        return len(part.encode(encoding)) // size

    assert make(text).span(units(text[:start]), units(text[:end])) == (start, end)


def test_a_place_inside_a_character_takes_all_of_it() -> None:
    assert CodePoints.by_utf16(TEXT).span(2, 3) == (1, 2)
    assert CodePoints.by_utf8(TEXT).span(2, 4) == (1, 2)
    assert CodePoints.by_utf8(TEXT).span(3, 7) == (1, 4)


def test_a_half_character_counts_as_one_unit() -> None:
    assert CodePoints.by_utf16("\ud83d x").span(1, 3) == (1, 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_places_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not in a text"):
        CodePoints.by_utf16(TEXT).span(start, end)
