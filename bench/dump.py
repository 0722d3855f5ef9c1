"""A dump's share: unpacking its bz2 beside linting what comes out, on one core and on two."""

from __future__ import annotations

import bz2
import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from bench.clock import seconds
from bench.outcome import Section, Table, at_least, at_most, not_yet
from bench.program import Bench
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.report import Job, linted

CORES = 2
UNPACKING = "dump: linting ≤ 0.75 × bz2-decoding CPU"
SHARDS = "two shards ≥ 1.7 × one"
SPARK = "Spark keeps ≥ 35 % of sharded local speed"


def measure(bench: Bench) -> Section:
    """CPU time of unpacking, reading and linting a small dump made of the edits."""
    edits, linter = bench.samples.edits, bench.linter
    with tempfile.TemporaryDirectory() as folder:
        one, left, right = (Path(folder) / f"{name}.xml.bz2" for name in ("all", "left", "right"))
        size = _write(one, edits)
        _write(left, edits[::2])
        _write(right, edits[1::2])
        unpacked = seconds(lambda: bz2.decompress(one.read_bytes()), bench.rounds)
        read = seconds(lambda: list(_revisions(one)), bench.rounds)
        judged = seconds(lambda: [linted(linter, Job(edit)) for edit in edits], bench.rounds)
        alone = _wall(linter, [one])
        together = _wall(linter, [left, right])
    # A full dump holds each revision once, and each is linted once; here a page has two for one.
    ratio, gain = 2 * judged / unpacked, alone / together
    shards = (
        at_least("9b", SHARDS, gain, 1.7, f"{gain:.2f} ×")
        if multiprocessing.cpu_count() >= CORES
        else not_yet("9b", SHARDS, f"needs {CORES} cores", f"{gain:.2f} ×")
    )
    spark = (
        "measured by the backfill's own job"
        if "backfill" in _jobs()
        else "the backfill over Spark is not built yet"
    )
    return Section(
        "dump",
        (
            at_most("9a", UNPACKING, ratio, 0.75, f"{ratio:.1f} × a revision"),
            shards,
            not_yet("9c", SPARK, spark),
        ),
        (
            Table(
                "A dump of the edits",
                ("", "CPU s", "revisions/s"),
                (
                    ("unpack bz2", f"{unpacked:.3f}", f"{2 * len(edits) / unpacked:,.0f}"),
                    ("unpack and read the XML", f"{read:.3f}", f"{2 * len(edits) / read:,.0f}"),
                    ("lint", f"{judged:.3f}", f"{len(edits) / judged:,.0f}"),
                ),
                (
                    f"{len(edits)} pages of two revisions, {size / 1e6:.1f} MB of XML"
                    f" ({size / 1e6 / unpacked:.0f} MB/s unpacked). One process"
                    f" {alone:.2f} s, two with half each {together:.2f} s of wall-clock time.",
                ),
            ),
        ),
        {"unpack_s": unpacked, "read_s": read, "lint_s": judged, "shard_gain": gain},
    )


def _write(path: Path, edits: Sequence[Revision]) -> int:
    """Write a dump in MediaWiki's form, as far as it is read here; its size unpacked."""
    root = ElementTree.Element("mediawiki")
    for edit in edits:
        page = ElementTree.SubElement(root, "page")
        ElementTree.SubElement(page, "title").text = edit.title
        for text in (edit.old or "", edit.new):
            revision = ElementTree.SubElement(page, "revision")
            ElementTree.SubElement(revision, "text").text = text
    data = ElementTree.tostring(root, encoding="utf-8")
    path.write_bytes(bz2.compress(data))
    return len(data)


def _revisions(path: Path) -> Iterator[Revision]:
    with bz2.open(path) as stream:
        for _, element in ElementTree.iterparse(stream):
            if element.tag == "page":
                old, new = (text.text or "" for text in element.iter("text"))
                yield Revision(old=old, new=new, title=element.findtext("title") or "")
                element.clear()


def _lint_shard(linter: Linter, path: Path) -> None:
    for revision in _revisions(path):
        linted(linter, Job(revision))


def _wall(linter: Linter, shards: Sequence[Path]) -> float:
    """Wall-clock seconds until each shard's process has linted it."""
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_lint_shard, args=(linter, shard)) for shard in shards]
    began = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - began


def _jobs() -> set[str]:
    from importlib import resources

    return {item.name.removesuffix(".py") for item in resources.files("bot.jobs").iterdir()}
