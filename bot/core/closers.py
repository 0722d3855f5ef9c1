"""Where the tags close whose content is cut out of the page before anything else is read."""

from __future__ import annotations

import re
from bisect import bisect_left


class Closers:
    """The closing tags of a wikitext; those of one name are all sought at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_name: dict[str, tuple[list[int], list[int]]] = {}

    def after(self, name: str, offset: int) -> tuple[int, int] | None:
        """The half-open place of the first closing tag of this name from ``offset`` on."""
        found = self._by_name.get(name)
        if found is None:
            pattern = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE)
            spans = [match.span() for match in pattern.finditer(self._text)]
            found = [start for start, _ in spans], [end for _, end in spans]
            self._by_name[name] = found
        starts, ends = found
        index = bisect_left(starts, offset)
        return (starts[index], ends[index]) if index < len(starts) else None
