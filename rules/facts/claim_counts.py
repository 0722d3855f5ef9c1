"""Small counts as claims write them: 12, twelve, twenty-three."""

from __future__ import annotations

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

WORD_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(ONES, start=1)},
    **{word: value * 10 for value, word in enumerate(TENS, start=2)},
}
"""The value of each number word, 1–90."""

COUNT = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?"
    rf"|{'|'.join(sorted(ONES, key=len, reverse=True))})"
)
"""A regular expression for a count from 0 to 999 in figures or from 1 to 99 in words.

To be used with ``re.IGNORECASE`` and with an edge after it: "seven" is the start of "seventh".
"""


def count_value(written: str) -> int:
    """The value of what ``COUNT`` matched."""
    if written.isdigit():
        return int(written)
    return sum(WORD_VALUES[word] for word in written.lower().replace("-", " ").split())
