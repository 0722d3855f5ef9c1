"""The scanner beside two parsers that give a page's plain text, in speed and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from bench.clock import seconds
from bench.outcome import Section, Table, Target, at_least, not_yet
from bench.program import WORD, Bench, MissingPeerError, peer
from bot.core.wikitext import scan
from rules.contract import BlockKind, Document, ElementKind

PARSER = "scanner ≥ 25 × mwparserfromhell"
OTHER_PARSER = "scanner ≥ 10 × wikitextparser plain_text"
WORDS = "≥ 99.5 % word agreement with strip_code"

SET_APART = frozenset({BlockKind.IMAGE_CAPTION, BlockKind.ARGUMENT})
"""Blocks that strip_code has no counterpart for: it drops templates and keeps a file's options."""

LINKS_LEFT_OUT = ("file:", "image:", "category:")


def measure(bench: Bench) -> Section:
    """Speed in megabytes of wikitext a second, and the share of words in common."""
    import mwparserfromhell

    texts = [article.text for article in bench.samples.articles]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    ours = seconds(lambda: [scan(text) for text in texts], bench.rounds)
    parsed = seconds(lambda: [mwparserfromhell.parse(text) for text in texts], 1)
    stripped = seconds(lambda: [mwparserfromhell.parse(t).strip_code() for t in texts], 1)
    rows = [
        _row("revlint, scan", ours, ours, megabytes),
        _row("mwparserfromhell, parse", parsed, ours, megabytes),
        _row("mwparserfromhell, parse and strip_code", stripped, ours, megabytes),
    ]
    ratio = stripped / ours
    targets = [at_least("4a", PARSER, ratio, 25, f"{ratio:.1f} × (parse alone {parsed / ours:.1f})")]
    numbers = {"scan_s": ours, "parse_s": parsed, "strip_code_s": stripped, "mb": megabytes}
    try:
        other = peer("wikitextparser", "wikitextparser")
        plain = seconds(lambda: [other.parse(text).plain_text() for text in texts], 1)
        rows.append(_row("wikitextparser, plain_text", plain, ours, megabytes))
        numbers["plain_text_s"] = plain
        targets.append(at_least("4b", OTHER_PARSER, plain / ours, 10, f"{plain / ours:.1f} ×"))
    except MissingPeerError as error:
        targets.append(not_yet("4b", OTHER_PARSER, str(error)))
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
        ours = _bag(_prose_outside_templates(scan(article.text)))
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
            " Templates, captions, categories and files are left out on both sides.",
            note,
        ),
    )


def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def _prose_outside_templates(document: Document) -> str:
    prose = document.prose
    covered = [
        (element.start, element.end)
        for element in document.elements
        if element.kind is ElementKind.TEMPLATE
    ]
    inside = _inside(covered)
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


def _inside(intervals: list[tuple[int, int]]) -> Callable[[int], bool]:
    covered: set[int] = set()
    for start, end in intervals:
        covered.update(range(start, end))
    return covered.__contains__


def _stripped(text: str) -> str:
    import mwparserfromhell

    code = mwparserfromhell.parse(text)
    for link in code.filter_wikilinks():
        if str(link.title).strip().lower().startswith(LINKS_LEFT_OUT):
            try:
                code.remove(link)
            except ValueError:
                continue  # it went with a link around it
    return str(code.strip_code())
