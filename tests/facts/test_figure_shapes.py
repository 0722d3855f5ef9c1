"""How one row of digits became another."""

from __future__ import annotations

import pytest

from rules.facts.figure_shapes import Shape, shape_of_digits


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("1234", "1324", Shape.TRANSPOSED),
        ("1931", "1913", Shape.TRANSPOSED),
        ("12", "21", Shape.TRANSPOSED),
        ("1234", "1834", Shape.DIGIT),
        ("12", "82", Shape.OTHER),
        ("12345", "1245", Shape.LENGTH),
        ("1234", "12234", Shape.LENGTH),
        ("1234", "56789", Shape.OTHER),
        ("27", "28", Shape.COUNTED_ON),
        ("1999", "2000", Shape.COUNTED_ON),
        ("352600", "345000", Shape.OTHER),
    ],
)
def test_shapes(old: str, new: str, shape: Shape) -> None:
    assert shape_of_digits(old, new) is shape
