"""The scanner beside two parsers that give a page's plain text, in speed and in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from bench.clock import side_by_side
from bench.outcome import Section, Table, Target, at_least, not_yet
from bench.program import WORD, Bench, MissingPeerError, peer
from bot.core.template_kinds import FILE_NAMESPACES, INTERLANGUAGE
from bot.core.wikitext import scan
from rules.contract import BlockKind, Document, ElementKind

PARSER = "scanner ≥ 25 × mwparserfromhell"
OTHER_PARSER = "scanner ≥ 10 × wikitextparser plain_text"
WORDS = "≥ 99.5 % word agreement with strip_code"

SLOW_ROUNDS = 3
PLAIN_TEXT = "wikitextparser, plain_text"

SET_APART = frozenset(
    {
        BlockKind.IMAGE_CAPTION,
        BlockKind.ARGUMENT,
        BlockKind.TABLE_CELL,
        BlockKind.TABLE_CAPTION,
    }
)
"""Blocks to which nothing in strip_code's text compares: it drops templates, keeps a file's options
and runs the words of neighbouring cells together."""

LINKS_LEFT_OUT = FILE_NAMESPACES | {"category"}
TABLE_MARK = re.compile(r"^[ \t:]*(\{\||\|\}(?!\}))", re.MULTILINE)
TAGS_LEFT_OUT = frozenset({"ref", "references", "gallery", "table"})


def measure(bench: Bench) -> Section:
    """Speed in megabytes of wikitext a second, and the share of words in common."""
    import mwparserfromhell

    texts = [article.text for article in bench.samples.articles]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    works: dict[str, Callable[[str], object]] = {
        "revlint, scan": scan,
        "mwparserfromhell, parse": mwparserfromhell.parse,
        "mwparserfromhell, parse and strip_code": lambda t: mwparserfromhell.parse(t).strip_code(),
    }
    missing = ""
    try:
        other = peer("wikitextparser", "wikitextparser")
        works[PLAIN_TEXT] = lambda text: other.parse(text).plain_text()
    except MissingPeerError as error:
        missing = str(error)
    each = side_by_side(texts, list(works.values()), min(bench.rounds, SLOW_ROUNDS))
    taken = {name: sum(times) for name, times in zip(works, each, strict=True)}
    ours, parsed, stripped, *_ = taken.values()
    rows = [_row(name, total, ours, megabytes) for name, total in taken.items()]
    ratio = stripped / ours
    targets = [
        at_least("4a", PARSER, ratio, 25, f"{ratio:.1f} × (parse alone {parsed / ours:.1f})")
    ]
    if missing:
        targets.append(not_yet("4b", OTHER_PARSER, missing))
    else:
        plain = taken[PLAIN_TEXT] / ours
        targets.append(at_least("4b", OTHER_PARSER, plain, 10, f"{plain:.1f} ×"))
    numbers = {f"{name}, s": total for name, total in taken.items()} | {"mb": megabytes}
    agreement, table = _agreement(bench)
    targets.append(_agreement_target(agreement))
    numbers["word_agreement"] = agreement
    speed = Table(
        "Wikitext to plain text",
        ("", "s", "MB/s", "× revlint"),
        tuple(rows),
        (
            f"{len(texts)} articles, {megabytes:.1f} MB. The scan also yields the exact place of"
            " every character; the others give none.",
        ),
    )
    return Section("scanner", tuple(targets), (speed, table), numbers)


def _row(name: str, taken: float, ours: float, megabytes: float) -> tuple[str, ...]:
    return name, f"{taken:.3f}", f"{megabytes / taken:.2f}", f"{taken / ours:.1f}"


def _agreement_target(share: float) -> Target:
    return at_least("4c", WORDS, share, 0.995, f"{share:.2%}")


def _agreement(bench: Bench) -> tuple[float, Table]:
    common = ours_only = theirs_only = 0
    worst: list[tuple[float, str]] = []
    for article in bench.samples.articles:
        ours = _bag(_prose_outside(scan(article.text)))
        theirs = _bag(_stripped(article.text))
        shared = (ours & theirs).total()
        common += shared
        ours_only += ours.total() - shared
        theirs_only += theirs.total() - shared
        both = ours.total() + theirs.total()
        worst.append((2 * shared / both if both else 1.0, article.title))
    worst.sort()
    share = 2 * common / (2 * common + ours_only + theirs_only)
    rows = (
        ("in both", f"{common:,}"),
        ("in the scanner's prose only", f"{ours_only:,}"),
        ("in strip_code's text only", f"{theirs_only:,}"),
    )
    note = "Lowest: " + ", ".join(f"{title} {value:.1%}" for value, title in worst[:3]) + "."
    return share, Table(
        "Words in common with strip_code",
        ("words", ""),
        rows,
        (
            f"Agreement {share:.2%} (twice the common words by all words, as bags)."
            " References, templates, tables, captions, categories and files are left out on both"
            " sides.",
            note,
        ),
    )


def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def _prose_outside(document: Document) -> str:
    prose = document.prose
    covered = [
        (element.start, element.end)
        for element in document.elements
        if element.kind is ElementKind.TEMPLATE
    ]
    inside = _inside(covered + _tables(document.wikitext))
    pieces = []
    segment = 0
    for block in prose.blocks:
        while segment < len(prose.prose_starts) and prose.prose_starts[segment] < block.end:
            start, end = prose.prose_starts[segment], prose.prose_ends[segment]
            if block.kind not in SET_APART and not inside(prose.wiki_starts[segment]):
                pieces.append(prose.text[start:end])
            segment += 1
        pieces.append("\n")
    return "".join(pieces)


def _tables(text: str) -> list[tuple[int, int]]:
    """The tables that are closed: a list in a cell is a list to the scanner."""
    found = []
    opened: list[int] = []
    for match in TABLE_MARK.finditer(text):
        if match[1] == "{|":
            opened.append(match.start(1))
        elif opened:
            found.append((opened.pop(), match.end()))
    return found


def _inside(intervals: list[tuple[int, int]]) -> Callable[[int], bool]:
    covered: set[int] = set()
    for start, end in intervals:
        covered.update(range(start, end))
    return covered.__contains__


def _stripped(text: str) -> str:
    """The text that strip_code gives, emptied of what only one of the two calls prose."""
    import mwparserfromhell

    code = mwparserfromhell.parse(text)
    for link in code.filter_wikilinks():
        prefix, colon, _ = str(link.title).partition(":")
        prefix = prefix.strip().lower()
        if colon and (prefix in LINKS_LEFT_OUT or INTERLANGUAGE.match(prefix)):
            link.title, link.text = "", None
    for address in code.filter_external_links():
        if not address.brackets:
            address.url = ""
    for tag in code.filter_tags():
        # A table that holds headings was never closed: this parser lets it swallow the page.
        if str(tag.tag).strip().lower() in TAGS_LEFT_OUT and "\n==" not in tag.contents:
            tag.contents = ""
    return str(code.strip_code())
