"""The rows of a copied diff page's hunks: which line stood on which side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

HUNK_HEADER = re.compile(r"^[\s|]*Line [\d,.]+:(?:[\s|]*Line [\d,.]+:)?[\s|]*$")

CELL_ENDS = (" | |||", " | ||", " | |", " |||", " ||", " |")
"""What empty cells leave at the end of a row. Stripping exactly one of these keeps a bar that
belongs to the wikitext, as in ``{{Infobox | | |||``."""

MINUS_SIGNS = frozenset("−-")
"""The diff page shows U+2212; some programs turn it into a hyphen when copying."""

BAR_MARKER = re.compile(r"^(?:\|\s+)?(?P<sign>[−+])\s+(?:\|\s+)?(?=\S)")
"""A hyphen does not count here: ``|- |`` is a table row."""

NEXT_BAR_MARKER = re.compile(r"\s\|\s+\+\s+\|\s+")

MOST_SPLITS = 40
"""Bars of one row that are tried as the border between its two sides."""

SHORTEST_CHANGED = 20
LEAST_ALIKE = 60.0
"""Percent of likeness (normalised insertions and deletions) and least length of two unequal
halves that are one changed line rather than a line of wikitext that holds a bar."""

LONGEST_CHANGED = 40_000
"""Code points of a row above which no halves are compared: the cost grows with the square."""

LEAST_ALIKE_IF_SHOWN = 30.0
"""The same where the right half stands in the rendered page and the left one does not."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a hunk by side; None on a side where it did not stand.

    ``lone`` says that the copy shows one cell without saying whose: ``new`` holds it for now.
    """

    old: str | None
    new: str | None
    lone: bool = False


Stands = Callable[[str], bool]
"""Whether a line of wikitext stands in the rendered page."""


def is_hunk_header(line: str) -> bool:
    """Whether the line is ``Line 21: | Line 21: | ||`` or one of its variants."""
    return HUNK_HEADER.match(line) is not None


def hunks_of(lines: Sequence[str], stands: Stands | None) -> list[list[Row]]:
    """The rows of each hunk, in order; ``lines`` begin with the first hunk's header.

    Understood are rows whose cells are set apart by `` | `` or by tabs, with the signs − and + or
    without, and cells that stand each on a line of its own. ``stands`` is None if no rendered page
    was copied.
    """
    hunks: list[list[Row]] = []
    barred = False
    sign = ""
    for line in lines:
        if is_hunk_header(line):
            barred = "|" in line
            sign = ""
            # A header of which each cell has a line of its own opens one hunk, not two.
            if not hunks or hunks[-1]:
                hunks.append([])
        elif line.strip() in MINUS_SIGNS or line.strip() == "+":
            sign = line.strip()
        elif sign and line.strip():
            hunks[-1].append(_signed(sign, line.strip()))
            sign = ""
        elif "\t" in line:
            hunks[-1].extend(_tabbed(line))
        elif barred:
            hunks[-1].extend(_barred(line, stands))
        elif line.strip():
            _add_cell(hunks[-1], line.strip())
    return [hunk for hunk in hunks if hunk]


def _signed(sign: str, text: str) -> Row:
    return Row(text, None) if sign in MINUS_SIGNS else Row(None, text)


def _add_cell(rows: list[Row], text: str) -> None:
    """Adds a cell from a line of its own; the same twice in a row is a line of both sides."""
    if rows and rows[-1].lone and rows[-1].new == text:
        rows[-1] = Row(text, text)
    else:
        rows.append(Row(None, text, lone=True))


def _tabbed(line: str) -> Iterator[Row]:
    """The rows of a line whose cells are set apart by tabs: sign, old, sign, new."""
    cells = [cell.strip() for cell in line.split("\t")]
    filled = [cell for cell in cells if cell]
    signs = [at for at, cell in enumerate(cells) if cell == "+" or cell in MINUS_SIGNS]
    if not filled:
        if len(cells) > 2:
            yield Row("", "")
    elif signs:
        for at in signs:
            text = cells[at + 1] if at + 1 < len(cells) else ""
            yield _signed(cells[at], text)
    elif len(filled) > 1:
        yield Row(filled[0], filled[-1])
    elif cells.index(filled[0]) > 1:
        yield Row(None, filled[0])
    elif cells.index(filled[0]) == 1 and len(cells) > 2:
        yield Row(filled[0], None)
    else:
        yield Row(None, filled[0], lone=True)


def _barred(line: str, stands: Stands | None) -> Iterator[Row]:
    """The rows of a line whose cells are set apart by bars."""
    if not line.strip(" |"):
        if line:
            yield Row("", "")
        return
    text = _without_cell_end(line)
    if marker := BAR_MARKER.match(text):
        text = text[marker.end() :]
        other = NEXT_BAR_MARKER.search(text) if marker["sign"] == "−" else None
        if other:
            yield Row(text[: other.start()], text[other.end() :])
        else:
            yield _signed(marker["sign"], text)
        return
    half = (len(text) - 3) // 2
    if half > 0 and text[:half] == text[half + 3 :] and text[half : half + 3] == " | ":
        yield Row(text[:half], text[:half])
        return
    changed = _changed_halves(text, stands)
    yield Row(*changed) if changed else Row(None, text, lone=True)


def _without_cell_end(line: str) -> str:
    line = line.rstrip()
    for end in CELL_ENDS:
        if line.endswith(end):
            return line[: -len(end)].rstrip()
    return line


def _changed_halves(text: str, stands: Stands | None) -> tuple[str, str] | None:
    """The two sides of a row that shows a changed line; None if the row holds one line only."""
    from rapidfuzz import fuzz

    bars = [match.start() for match in re.finditer(r" \| ", text)]
    if not bars or len(text) > LONGEST_CHANGED or (stands and stands(text)):
        return None
    bars.sort(key=lambda at: abs(2 * at + 3 - len(text)))
    best = (0.0, "", "")
    for at in bars[:MOST_SPLITS]:
        old, new = text[:at].strip(), text[at + 3 :].strip()
        if min(len(old), len(new)) < SHORTEST_CHANGED:
            continue
        likeness = fuzz.ratio(old, new, score_cutoff=LEAST_ALIKE_IF_SHOWN)
        if stands and likeness and stands(new) and not stands(old):
            return old, new
        best = max(best, (likeness, old, new))
    return best[1:] if best[0] >= LEAST_ALIKE else None
