"""The worst cases: inputs that make some parser, differ or pattern slow, each made at any size."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from bench.pipelines import page_of
from bench.program import Bench
from bot.core.model import Revision

LARGEST = 2_100_000
"""Code points; what is larger is not linted at all."""

GROWTH = 4
SEED = 7

Pair = tuple[str | None, str]
"""The old text, None for a new page, and the new one."""


@dataclass(frozen=True)
class Case:
    """One worst case at two sizes; ``listed`` is the one that a target speaks of."""

    name: str
    listed: Revision
    small: Revision
    large: Revision


def cases(bench: Bench) -> Iterator[Case]:
    """Every worst case, in groups: markup, differences, large pages, scripts and signs."""
    page = page_of(bench, LARGEST)
    for name, count, made in (*_markup(), *_differences(page), *_pages(page), *_signs(page)):
        yield _case(name, count // (16 if bench.quick else 1), made)
    from tests.hostile import cases as hostile_cases

    for hostile in hostile_cases("parser_dos"):
        text = hostile.text
        if bench.quick:
            text = text[: len(text) // 16]
        larger = len(text) * GROWTH <= LARGEST
        small = text if larger else text[: len(text) // GROWTH]
        large = text * GROWTH if larger else text
        yield Case(
            f"{hostile.id} {hostile.name}", *(Revision(new=each) for each in (text, small, large))
        )


def _case(name: str, count: int, made: Callable[[int], Pair]) -> Case:
    listed, large = _revision(made(count)), _revision(made(count * GROWTH))
    if len(large.new) + len(large.old or "") <= 2 * LARGEST:
        return Case(name, listed, listed, large)
    return Case(name, listed, _revision(made(count // GROWTH)), listed)


def _revision(pair: Pair) -> Revision:
    return Revision(old=pair[0], new=pair[1], wiki="enwiki")


Made = tuple[str, int, Callable[[int], Pair]]


def _markup() -> Iterator[Made]:
    for opener in ("{{", "[[", "<ref>", "<nowiki>", "[http://a.org ", "<div>"):
        yield f"unclosed {opener}", 5_000, partial(_repeated, f"{opener}word ")
    yield "templates nested", 1_000, lambda n: (None, "{{a|" * n + "b" + "}}" * n)


def _differences(page: str) -> Iterator[Made]:
    yield "table, every cell changed", 5_000, lambda n: (_table(range(n)), _table(range(1, n + 1)))
    yield "table reversed", 5_000, lambda n: (_table(range(n)), _table(range(n - 1, -1, -1)))
    yield "table sorted", 5_000, lambda n: (_table(_shuffled(range(n))), _table(range(n)))
    yield "identical lines, some fewer", 20_000, lambda n: ("same\n" * n, "same\n" * (n - n // 9))
    yield "blank lines, some fewer", 20_000, lambda n: ("\n" * n, "a" + "\n" * (n - n // 9))
    yield "distinct lines, all changed", 100_000, lambda n: (_lines("a", n), _lines("b", n))
    yield "lines a and b, changed about", 50_000, lambda n: (_two(n, 1), _two(n, 2))
    yield "one line, two far words changed", 500_000, lambda n: _far_words(_line(page, n))
    yield "words shuffled", 20_000, lambda n: _words_shuffled(page, n)
    yield "lines wrapped anew", 150_000, lambda n: (_wrapped(page[:n], 80), _wrapped(page[:n], 72))
    yield "section moved", 150_000, lambda n: _section_moved(page[:n])


def _pages(page: str) -> Iterator[Made]:
    for size in (146_000, 328_000, 2_000_000):
        yield f"page of {size:,} blanked", size, lambda n: (page[:n], "")
        yield f"page of {size:,} created", size, lambda n: (None, page[:n])
    yield "two far edits on 2 MB", 2_000_000, lambda n: _far_words(page[:n])


def _signs(page: str) -> Iterator[Made]:
    yield "spaces", 30_000, lambda n: (None, "a" + " " * n + "b")
    yield "opening parentheses", 20_000, lambda n: (None, "(" * n)
    yield "words without a stop", 20_000, lambda n: (None, "the older house " * (n // 3))
    for name, sentence in (("Hindi", HINDI), ("Thai", THAI)):
        yield f"{name}, words changed", 50_000, partial(_numbered, sentence)
    yield "CRLF, two words changed", 150_000, lambda n: _far_words(page[:n].replace("\n", "\r\n"))
    yield "U+2028, created", 150_000, lambda n: (None, page[:n].replace("\n", "\u2028"))
    yield "lone surrogates, created", 150_000, lambda n: (None, page[:n].replace(" t", " \ud800"))


HINDI = "पुस्तकालय नदी के किनारे एक पुराने भवन में खुला और तब से वहीं है। "
THAI = "ห้องสมุดเปิดในอาคารเก่าริมแม่น้ำและอยู่ที่นั่นตั้งแต่นั้นมา "


def _repeated(piece: str, count: int) -> Pair:
    return None, piece * count


def _table(numbers: Iterator[int] | range | list[int]) -> str:
    rows = "".join(f"|-\n| Place {n} || {n * 7} || {n % 13} km\n" for n in numbers)
    return f'{{| class="wikitable"\n{rows}|}}\n'


def _shuffled(numbers: range) -> list[int]:
    order = list(numbers)
    random.Random(SEED).shuffle(order)
    return order


def _lines(prefix: str, count: int) -> str:
    return "".join(f"{prefix}{n}\n" for n in range(count))


def _two(count: int, seed: int) -> str:
    dice = random.Random(seed)
    return "".join(dice.choice(("a\n", "b\n")) for _ in range(count))


def _line(page: str, size: int) -> str:
    return " ".join(page[:size].split())


def _far_words(text: str) -> Pair:
    near, far = text.find(" ", len(text) // 50), text.rfind(" ", 0, len(text) - len(text) // 50)
    return text, f"{text[:near]} firstly{text[near:far]} lastly{text[far:]}"


def _words_shuffled(page: str, count: int) -> Pair:
    words = page[: count * 12].split()[:count]
    mixed = list(words)
    random.Random(SEED).shuffle(mixed)
    return " ".join(words), " ".join(mixed)


def _wrapped(text: str, width: int) -> str:
    lines, line, length = [], list[str](), 0
    for word in text.split(" "):
        if length + len(word) > width:
            lines.append(" ".join(line))
            line, length = [], 0
        line.append(word)
        length += len(word) + 1
    return "\n".join([*lines, " ".join(line)])


def _section_moved(text: str) -> Pair:
    third = text.find("\n", len(text) // 3) + 1
    half = text.find("\n", len(text) // 2) + 1
    return text, text[:third] + text[half:] + text[third:half]


def _numbered(sentence: str, size: int) -> Pair:
    count = size // len(sentence)
    old = "".join(f"{n} {sentence}" for n in range(count))
    return old, "".join(f"{n + n % 3} {sentence}" for n in range(count))
