"""Words of the published lists of generated text, where many of them stand close together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from rules.contract import Change, Span, local

FILE = "generated_vocabulary.txt"
WINDOW_WORDS = 150
"""Words of added prose, about one long paragraph, within which they count as close."""

FEWEST = 6
"""Distinct ones in such a window below which nothing is told: good prose has three or four."""

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


class ListedWord(msgspec.Struct, frozen=True, gc=False):
    """A listed word in the new prose: the name of its row, and its half-open offsets."""

    name: str
    start: int
    end: int


@local
def generated_vocabulary(change: Change) -> tuple[ListedWord, ...]:
    """The first use of each listed word in the clusters of the added prose, by place.

    A cluster is a run of :data:`WINDOW_WORDS` added words, in whatever blocks, with at least
    :data:`FEWEST` distinct listed ones.
    """
    prose = change.new.prose
    found: list[tuple[int, ListedWord]] = []
    count = 0
    for block in change.changed_blocks():
        for part in _added_parts(change, Span(block.wiki_start, block.wiki_end)):
            text = prose.text[part.start : part.end]
            at = 0
            for match in PATTERN.finditer(text):
                count += len(WORD.findall(text, at, match.start()))
                at = match.start()
                name = FORMS[" ".join(match[0].lower().split())]
                place = ListedWord(name, part.start + match.start(), part.start + match.end())
                found.append((count, place))
            count += len(WORD.findall(text, at))
    clustered: dict[str, ListedWord] = {}
    first = 0
    taken = 0
    held: dict[str, int] = {}
    for at, (number, place) in enumerate(found):
        held[place.name] = held.get(place.name, 0) + 1
        while found[first][0] <= number - WINDOW_WORDS:
            name = found[first][1].name
            held[name] -= 1
            if not held[name]:
                del held[name]
            first += 1
        if len(held) >= FEWEST:
            for _, item in found[max(first, taken) : at + 1]:
                clustered.setdefault(item.name, item)
            taken = at + 1
    return tuple(sorted(clustered.values(), key=lambda item: item.start))


def _added_parts(change: Change, block: Span) -> list[Span]:
    prose = change.new.prose
    return [
        part
        for added in change.added.within(block.start, block.end)
        for part in prose.spans_within(added.start, added.end)
    ]


def _forms() -> dict[str, str]:
    """The name of each form, both in lower case."""
    names: dict[str, str] = {}
    for line in (files("rules") / "data" / FILE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            forms = [form.strip() for form in line.split("|")]
            names |= dict.fromkeys(forms, forms[0])
    return names


FORMS: Mapping[str, str] = _forms()
VOCABULARY = "|".join(
    form.replace(" ", "[ \u00a0\n]") for form in sorted(FORMS, key=lambda form: (-len(form), form))
)
"""A pattern of all forms on the list, for RE2 as well."""

PATTERN = re.compile(rf"(?<![\w-])(?:{VOCABULARY})(?![\w-])", re.IGNORECASE)
