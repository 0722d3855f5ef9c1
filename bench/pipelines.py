"""The whole lint beside mwedittypes, which tells what kinds of edit were made, and beside
mwparserfromhell, which parses the new text only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.clock import percentile, seconds, side_by_side
from bench.outcome import Section, Table, Target, at_least, at_most, not_yet
from bench.program import Bench, MissingPeerError, peer
from bot.core.model import Revision
from bot.core.report import Job, linted

EDIT_TYPES = "whole linter on real edits ≥ 100 × mwedittypes Simple"
PARSER = "≥ 40 × mwparserfromhell parsing the new text alone"
LATENCY = "p95 ≤ 1/50 of mwparserfromhell's p95 parse"
LARGE_PAGE = "a paragraph added to a 2 MB page ≤ 30 ms"
LARGEST = 2_000_000
SLOW_ROUNDS = 3

PARAGRAPH = (
    "The library opened in 1932 in a former corn exchange beside the river. It moved twice, was"
    " closed during the war, and has stood at its present place since 1961.<ref>{{cite book"
    " |title=A history of the town |page=12}}</ref>\n\n"
)


def measure(bench: Bench) -> Section:
    """Speed against programs that do part of the work."""
    import mwparserfromhell

    edits = bench.samples.edits
    works: list[Callable[[Revision], object]] = [
        lambda edit: linted(bench.linter, Job(edit)),
        lambda edit: mwparserfromhell.parse(edit.new),
    ]
    missing = ""
    try:
        edit_types = peer("mwedittypes", "mwedittypes")
        works.append(lambda edit: _edit_types(edit_types, edit))
    except MissingPeerError as error:
        missing = str(error)
    ours, parsed, *rest = side_by_side(edits, works, min(bench.rounds, SLOW_ROUNDS))
    large = _large_page(bench)
    targets = []
    rows = [_row("revlint, whole lint", ours, ours), _row("mwparserfromhell", parsed, ours)]
    numbers = {"revlint_s": sum(ours), "mwparserfromhell_s": sum(parsed), "large_page_s": large}
    for simple in rest:
        rows.append(_row("mwedittypes Simple", simple, ours))
        numbers["mwedittypes_s"] = sum(simple)
        ratio = sum(simple) / sum(ours)
        targets.append(at_least("1a", EDIT_TYPES, ratio, 100, f"{ratio:,.1f} ×"))
    if missing:
        targets.append(not_yet("1a", EDIT_TYPES, missing))
    ratio = sum(parsed) / sum(ours)
    p95 = percentile(ours, 0.95) / percentile(parsed, 0.95)
    targets += [
        at_least("1b", PARSER, ratio, 40, f"{ratio:,.1f} ×"),
        at_most("2a", LATENCY, p95, 1 / 50, f"1/{1 / p95:,.1f}"),
        _large_page_target(large),
    ]
    table = Table(
        "The whole lint and other programs",
        ("", "s for all edits", "median ms", "p95 ms", "× revlint"),
        tuple(rows),
        (
            f"{len(edits)} edits. The other programs find no faults; mwparserfromhell reads only"
            " the new text.",
        ),
    )
    return Section("pipelines", tuple(targets), (table,), numbers)


def _row(name: str, times: list[float], ours: list[float]) -> tuple[str, ...]:
    return (
        name,
        f"{sum(times):.3f}",
        f"{percentile(times, 0.5) * 1000:.2f}",
        f"{percentile(times, 0.95) * 1000:.2f}",
        f"{sum(times) / sum(ours):,.1f}",
    )


def _edit_types(module: Any, edit: Revision) -> None:
    module.SimpleEditTypes("wikitext", edit.old or "", edit.new, lang="en").get_diff()


def _large_page(bench: Bench) -> float:
    old = page_of(bench, LARGEST)
    middle = old.find("\n\n", len(old) // 2) + 2
    edit = Revision(old=old, new=old[:middle] + PARAGRAPH + old[middle:], wiki="enwiki")
    return seconds(lambda: linted(bench.linter, Job(edit)), bench.rounds)


def _large_page_target(taken: float) -> Target:
    return at_most("2b", LARGE_PAGE, taken, 0.03, f"{taken * 1000:,.1f} ms")


def page_of(bench: Bench, size: int) -> str:
    """A page of at least so many code points, made of real articles one after the other."""
    parts: list[str] = []
    length = 0
    while length < size:
        for article in bench.samples.articles:
            parts.append(article.text)
            length += len(article.text)
            if length >= size:
                break
    return "\n\n".join(parts)
