"""A replacement shown at its smallest."""

from __future__ import annotations

_AROUND = 12
_SHORT = 48


def small_change(old: str, new: str) -> tuple[str, str]:
    """The two texts; long ones without most of what they share, ``…`` where they were cut."""
    if max(len(old), len(new)) <= _SHORT:
        return old, new
    shared = min(len(old), len(new))
    front = 0
    while front < shared and old[front] == new[front]:
        front += 1
    back = 0
    while back < shared - front and old[-1 - back] == new[-1 - back]:
        back += 1
    first = max(front - _AROUND, 0)
    last = max(back - _AROUND, 0)

    def cut(text: str) -> str:
        inside = text[first : len(text) - last]
        return f"{'…' if first else ''}{inside}{'…' if last else ''}"

    return cut(old), cut(new)
