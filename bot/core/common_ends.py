"""What two texts begin and end with alike: the cheap part of a difference."""

from __future__ import annotations

LONGEST_SENTENCE = 400
"""Code points back from the first difference in which its sentence is sought."""


def common_head(old: str, new: str) -> int:
    """The length of the whole lines that both texts begin with."""
    return new.rfind("\n", 0, _equal_from(old, 0, new, 0, min(len(old), len(new)))) + 1


def common_tail(old: str, new: str, head: int) -> int:
    """The length of the whole lines that both texts end with, beyond ``head``."""
    limit = min(len(old), len(new)) - head
    size = _equal_before(old, len(old), new, len(new), limit)
    line_end = new.find("\n", len(new) - size)
    return 0 if line_end == -1 else len(new) - line_end - 1


def _equal_from(old: str, old_at: int, new: str, new_at: int, limit: int) -> int:
    """How many characters from two places on are equal, ``limit`` at most."""
    size, step = 0, 4096
    while step:
        while size + step <= limit and (
            old[old_at + size : old_at + size + step] == new[new_at + size : new_at + size + step]
        ):
            size += step
        step //= 8
    return size


def _equal_before(old: str, old_end: int, new: str, new_end: int, limit: int) -> int:
    """How many characters before two places are equal, ``limit`` at most."""
    size, step = 0, 4096
    while step:
        while size + step <= limit and (
            old[old_end - size - step : old_end - size]
            == new[new_end - size - step : new_end - size]
        ):
            size += step
        step //= 8
    return size


def common_words(
    old: str, old_place: tuple[int, int], new: str, new_place: tuple[int, int]
) -> tuple[int, int]:
    """The lengths of the whole words that two stretches begin and end with."""
    limit = min(old_place[1] - old_place[0], new_place[1] - new_place[0])
    head = _equal_from(old, old_place[0], new, new_place[0], limit)
    # Cut before a white space, so that no token is parted and both rests begin alike.
    while head and not (
        new[new_place[0] + head : new_place[0] + head + 1].isspace()
        and old[old_place[0] + head : old_place[0] + head + 1].isspace()
    ):
        head -= 1
    # Leave the alignment the sentence at hand: a change is better told from its beginning.
    near = new_place[0] + max(head - LONGEST_SENTENCE, 0)
    stop = new.rfind(". ", near, new_place[0] + head)
    if stop != -1:
        head = stop + 1 - new_place[0]
    tail = _equal_before(old, old_place[1], new, new_place[1], limit - head)
    while tail and not new[new_place[1] - tail].isspace():
        tail -= 1
    return head, tail
