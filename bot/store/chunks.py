"""Cutting long lists of parameters into pieces that fit into one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

# SQLite takes 32,766 parameters (https://www.sqlite.org/limits.html), old builds 999.
SIZE = 500


def chunks(values: Collection[Item]) -> Iterator[list[Item]]:
    """The values in order, in lists of at most `SIZE`."""
    iterator = iter(values)
    while chunk := list(islice(iterator, SIZE)):
        yield chunk
