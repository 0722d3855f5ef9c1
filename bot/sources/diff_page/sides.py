"""The two texts of a copied diff page, once each lone line has been given its side."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.sources.diff_page.rendered import RenderedPage
from bot.sources.diff_page.rows import Row

NO_RENDERED_PAGE = (
    "the rendered page was not copied along: {count} of the lines may have been removed by the "
    "revision, and are taken as added"
)
NOT_SHOWN = "{count} of the lines show no text in the rendered page and follow their neighbours"


@dataclass(frozen=True, slots=True)
class Sides:
    """The old and the new text, and what could only be guessed.

    Lines are joined by a line end, hunks by a blank line, since other text stood between them.
    ``cut_headings`` are half-open offsets in the new text of headings that end a hunk: what
    follows them was not copied.
    """

    old: str
    new: str
    new_lines: tuple[str, ...]
    headings: tuple[str, ...]
    cut_headings: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]


def sides_of(hunks: Sequence[Sequence[Row]], page: RenderedPage | None) -> Sides:
    """The texts on the two sides.

    A lone line that stands in the rendered page was added, another one removed; without a rendered
    page all are taken as added. A line that shows no text follows its neighbours.
    """
    warnings: list[str] = []
    lone = [row.new or "" for hunk in hunks for row in hunk if row.lone]
    if page is None:
        settled = [[Row(r.old, r.new) for r in hunk] for hunk in hunks]
        if lone:
            warnings.append(NO_RENDERED_PAGE.format(count=len(lone)))
    else:
        added = _added(lone, page)
        if None in added:
            warnings.append(NOT_SHOWN.format(count=added.count(None)))
        verdicts = deque(added)
        settled = [_settled(hunk, verdicts) for hunk in hunks]
    old = [[row.old for row in hunk if row.old is not None] for hunk in settled]
    new = [[row.new for row in hunk if row.new is not None] for hunk in settled]
    lines = tuple(line for hunk in new for line in hunk)
    return Sides(
        old=_joined(old),
        new=_joined(new),
        new_lines=lines,
        headings=tuple(title for line in lines if (title := _heading_title(line))),
        cut_headings=_cut_headings(new),
        warnings=tuple(warnings),
    )


def _added(lone: Sequence[str], page: RenderedPage) -> list[bool | None]:
    """For each lone line whether it was added; None if the rendered page cannot tell.

    A line that the hunks show more often than the page was moved: its first showings are the
    removed ones.
    """
    places = {line: page.places(line) for line in set(lone)}
    surplus = {line: count - len(places[line] or ()) for line, count in Counter(lone).items()}
    verdicts: list[bool | None] = []
    for line in lone:
        found = places[line]
        if found is None:
            verdicts.append(None)
            continue
        verdicts.append(bool(found) and surplus[line] <= 0)
        surplus[line] -= 1
    return verdicts


def _settled(hunk: Sequence[Row], verdicts: deque[bool | None]) -> list[Row]:
    """The hunk's rows, each with its side; takes the verdicts of its lone rows."""
    added = [verdicts.popleft() if row.lone else None for row in hunk]
    settled: list[Row] = []
    for at, row in enumerate(hunk):
        if not row.lone:
            settled.append(row)
            continue
        if added[at] is None:
            added[at] = _neighbours_verdict(hunk, added, at)
        settled.append(Row(None, row.new) if added[at] else Row(row.new, None))
    return settled


def _neighbours_verdict(hunk: Sequence[Row], added: Sequence[bool | None], at: int) -> bool:
    """The verdict on the lone line before, else on the nearest one after in the same run."""
    if at and hunk[at - 1].lone and added[at - 1] is not None:
        return bool(added[at - 1])
    for after in range(at + 1, len(hunk)):
        if not hunk[after].lone:
            break
        if added[after] is not None:
            return bool(added[after])
    return False


def _joined(hunks: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(hunk) for hunk in hunks if hunk)


def _heading_title(line: str) -> str:
    """What a heading says; empty for another line."""
    line = line.strip()
    if line.startswith("=") and line.endswith("="):
        return line.strip("=").strip()
    return ""


def _cut_headings(hunks: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    cut: list[tuple[int, int]] = []
    end = -2
    for hunk in hunks:
        if not hunk:
            continue
        end += 2 + len("\n".join(hunk))
        if _heading_title(hunk[-1]):
            cut.append((end - len(hunk[-1]), end))
    return tuple(cut)
