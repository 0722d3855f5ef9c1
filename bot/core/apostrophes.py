"""Runs of apostrophes in one line: which are markup for italics and bold, and which are letters."""

from __future__ import annotations

from collections.abc import Sequence


def literal_apostrophes(text: str, runs: Sequence[tuple[int, int]]) -> list[int]:
    """How many leading apostrophes of each run in a line are shown; the rest (2, 3 or 5) is markup.

    ``runs`` are the half-open places of all runs of two and more in the line. This is MediaWiki's
    own rule (Parser::doQuotes): where both italics and bold are left open, one opener of bold is
    an apostrophe and an opener of italics, as in ``L'''arsenal''``, preferably after a word of
    one letter.
    """
    shown = []
    italics = bolds = 0
    for start, end in runs:
        length = end - start
        shown.append(1 if length == 4 else max(length - 5, 0))
        width = length - shown[-1]
        italics += width != 3
        bolds += width != 2
    if italics % 2 and bolds % 2:
        index = _apostrophe_before_italics(text, runs, shown)
        if index is not None:
            shown[index] += 1
    return shown


def _apostrophe_before_italics(
    text: str, runs: Sequence[tuple[int, int]], shown: Sequence[int]
) -> int | None:
    after_word = after_space = None
    for index, (start, end) in enumerate(runs):
        at = start + shown[index]
        if end - at != 3:
            continue
        before = text[max(at - 2, 0) : at].rpartition("\n")[2]
        if before[-1:] == " ":
            after_space = index if after_space is None else after_space
        elif len(before) == 2 and before[0] == " ":
            return index
        elif after_word is None:
            after_word = index
    return after_space if after_word is None else after_word
