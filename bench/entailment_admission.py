"""Makes the pairs of sentences on which a model for a second opinion is tried.

``python -m bench.entailment_admission`` writes ``bot/engines/admission/pairs.jsonl`` anew from
the mature articles of ``tests/data/sample``. The same pages give the same pairs.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.engines.admission import SET, AdmissionPair, Kind
from rules.contract import PLACEHOLDER, BlockKind, Change
from rules.facts.opinion_pairs import opinion_pairs
from tests.sample import articles

TARGET = Path(__file__).parents[1] / "bot" / "engines" / "admission" / SET
SEED = 20
WANTED = {Kind.PERTURBED: 80, Kind.COPY: 60, Kind.NATURAL: 80, Kind.NEIGHBOUR: 100}
SHORTEST, LONGEST = 50, 260
NATURAL_OF_A_PAGE = 14

YEAR = re.compile(r"(?<![\d.,–-])(1[5-9]\d\d|20[01]\d)(?![\d%s–-]|[.,]\d)")
NUMBER = re.compile(r"(?<![\w.,–-])([2-9]\d|[1-9]\d\d)(?= [a-z])")
NEGATABLE = re.compile(r"\b(was|were|is|are|has|had|can|could|will|would)\b(?! (?:not|no)\b)")
HEDGED = re.compile(r"\b(?:not|unless|without|no|never|neither|nor)\b|n't\b")
"""Where turning a word round does not turn the sentence round."""

OPPOSITES = (
    ("largest", "smallest"), ("first", "last"), ("north", "south"), ("east", "west"),
    ("increased", "decreased"), ("before", "after"), ("more", "less"), ("most", "few"),
    ("always", "never"), ("high", "low"), ("long", "short"), ("male", "female"),
    ("common", "rare"), ("included", "excluded"), ("won", "lost"), ("accepted", "rejected"),
    ("early", "late"), ("began", "ended"), ("many", "no"), ("all", "none of the"),
)  # fmt: skip
BRACKET = re.compile(r" \([^()]{3,80}\)")
ADVERB = re.compile(r"\b(?:also|however|generally|usually|particularly|currently|subsequently) ")
OPENING = re.compile(r"\A((?:In|During|On|By) [^,]{4,40}), (the|a|an|he|she|it|they|many|some) ")
TAIL = re.compile(
    r"\A[^,]+(?P<tail>, (?:which|who|and|but|while|although|including|such as) [^.]+)\.\Z"
)
SYNONYMS = (
    ("began", "started"), ("however", "nevertheless"),
    ("many", "numerous"), ("often", "frequently"), ("because", "since"),
    ("large", "big"), ("usually", "normally"), ("several", "a number of"), ("such as", "like"),
    ("until", "till"), ("used", "employed"), ("created", "made"),
)  # fmt: skip


def main() -> None:
    """Write the file."""
    chance = random.Random(SEED)
    found: dict[Kind, list[AdmissionPair]] = {kind: [] for kind in Kind}
    for article in articles():
        if article.tier != "mature":
            continue
        change = prepare(Revision(new=article.text, title=article.title))
        for kind, first, second in (*_neighbours(change), *_natural(change)):
            found[kind].append(AdmissionPair(kind, article.title, first, second))
        for text in _plain(change):
            for kind, copy in (
                (Kind.PERTURBED, _perturbed(text, chance)),
                (Kind.COPY, _harmless(text, chance)),
            ):
                if copy:
                    found[kind].append(AdmissionPair(kind, article.title, text, copy))
    # Sentences that share words are often neighbours too; a pair counts once.
    natural = {(pair.first, pair.second) for pair in found[Kind.NATURAL]}
    found[Kind.NEIGHBOUR] = [
        pair for pair in found[Kind.NEIGHBOUR] if (pair.first, pair.second) not in natural
    ]
    with TARGET.open("w", encoding="utf-8") as file:
        for kind, pairs in found.items():
            different = list(dict.fromkeys(pairs))
            for pair in sorted(chance.sample(different, WANTED[kind]), key=lambda p: p.title):
                row = {
                    "kind": kind.value,
                    "title": pair.title,
                    "first": pair.first,
                    "second": pair.second,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _paragraphs(change: Change) -> Iterator[list[str]]:
    document = change.new
    for block in document.prose.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            yield [document.prose.text[s.start : s.end] for s in document.sentences(block)]


def _is_plain(text: str) -> bool:
    text = text.rstrip(f"{PLACEHOLDER} ")
    return (
        SHORTEST <= len(text) <= LONGEST
        and text[0].isupper()
        and text.endswith(".")
        and PLACEHOLDER not in text
        and not set('"“”:;\n') & set(text)
    )


def _clean(text: str) -> str:
    return text.rstrip(f"{PLACEHOLDER} ")


def _plain(change: Change) -> Iterator[str]:
    for sentences in _paragraphs(change):
        yield from (_clean(text) for text in sentences if _is_plain(text))


def _neighbours(change: Change) -> Iterator[tuple[Kind, str, str]]:
    for sentences in _paragraphs(change):
        for first, second in pairwise(sentences):
            if _is_plain(first) and _is_plain(second):
                yield Kind.NEIGHBOUR, _clean(first), _clean(second)


def _natural(change: Change) -> Iterator[tuple[Kind, str, str]]:
    text = change.new.prose.text
    number = 0
    for pair in opinion_pairs(change, 500):
        first = text[pair.first.start : pair.first.end]
        second = text[pair.second.start : pair.second.end]
        if _is_plain(first) and _is_plain(second):
            yield Kind.NATURAL, _clean(first), _clean(second)
            number += 1
            if number == NATURAL_OF_A_PAGE:
                return


def _perturbed(text: str, chance: random.Random) -> str:
    """The sentence saying something else; empty if it cannot be made to."""
    if HEDGED.search(text):
        return ""
    ways = []
    if match := YEAR.search(text):
        year = int(match[1]) + chance.choice([-23, -14, -8, 7, 12, 19])
        ways.append(text[: match.start()] + str(year) + text[match.end() :])
    if match := NUMBER.search(text):
        ways.append(text[: match.start()] + str(int(match[1]) * 3) + text[match.end() :])
    if match := NEGATABLE.search(text):
        ways.append(text[: match.end()] + " not" + text[match.end() :])
    ways += [swapped for pair in OPPOSITES if (swapped := _swapped(text, pair))]
    return chance.choice(ways) if ways else ""


def _harmless(text: str, chance: random.Random) -> str:
    """The sentence saying the same, or a little less; empty if it cannot be made to."""
    ways = [
        shorter
        for pattern in (BRACKET, ADVERB)
        if (shorter := pattern.sub("", text, count=1)) != text
    ]
    if match := TAIL.search(text):
        ways.append(text[: match.start("tail")] + ".")
    if match := OPENING.match(text):
        rest = text[match.start(2) :].removesuffix(".")
        opening = match[1][0].lower() + match[1][1:]
        ways.append(f"{rest[0].upper()}{rest[1:]} {opening}.")
    ways += [swapped for pair in SYNONYMS if (swapped := _swapped(text, pair))]
    return chance.choice(ways) if ways else ""


def _swapped(text: str, pair: tuple[str, str]) -> str:
    changed = re.sub(rf"\b{pair[0]}\b", pair[1], text, count=1)
    return changed if changed != text else ""


if __name__ == "__main__":
    main()
