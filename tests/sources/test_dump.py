"""A dump is read revision by revision, and a file that means harm is refused."""

from __future__ import annotations

import bz2
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.core.model import Revision, Skipped
from bot.errors import InputError
from bot.ports import Batch
from bot.sources.dump.changes import DumpChanges
from bot.sources.dump.pages import DumpPages
from bot.sources.dump.stream import DumpStream
from tests.sources.dumps import HEAD, Page, Rev, dump_xml, written

CITIES = [
    Page(1, "Pune", [Rev(10, "One."), Rev(11, "One & two.", 10, "A & B", "more", minor=True)]),
    Page(2, "Talk:Pune", [Rev(12, "Hello")], ns=1),
    Page(3, "Oslo", [Rev(13, None), Rev(14, "x", 13), Rev(15, "x y", 14)]),
]


def nothing_seen(_: Sequence[int]) -> set[int]:
    return set()


def batches(path: Path, after: str | None = None, **options: object) -> list[Batch]:
    limit = options.pop("limit", None)
    with DumpStream(path) as stream:
        changes = DumpChanges(stream, "testwiki", **options)  # type: ignore[arg-type]
        return list(changes.batches(after, nothing_seen, limit))  # type: ignore[arg-type]


def items(path: Path, **options: object) -> list[Revision | Skipped]:
    return [item for batch in batches(path, **options) for item in batch.items]


@pytest.mark.parametrize("kind", ["xml", "xml.bz2", "xml.gz", "xml.xz", "xml.zst", "xml.7z"])
def test_each_revision_has_the_text_before_it(tmp_path: Path, kind: str) -> None:
    first, second, talk, hidden, after, last = items(
        written(tmp_path / f"dump.{kind}", dump_xml(CITIES))
    )
    assert isinstance(first, Revision)
    assert (first.old, first.new, first.title, first.page_id) == (None, "One.", "Pune", 1)
    assert isinstance(second, Revision)
    assert (second.old, second.new, second.rev_id, second.parent_id) == (
        "One.",
        "One & two.",
        11,
        10,
    )
    assert (second.user, second.summary, second.minor) == ("A & B", "more", True)
    assert (second.timestamp, second.wiki) == ("2024-01-01T00:00:11Z", "testwiki")
    reasons = [item.reason for item in (talk, hidden, after) if isinstance(item, Skipped)]
    assert reasons == ["namespace", "hidden", "parent hidden"]
    assert isinstance(last, Revision)
    assert (last.old, last.new) == ("x", "x y")


def test_a_dump_of_current_revisions(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", dump_xml([Page(1, "Pune", [Rev(5, "One.", 4)])]))
    (skipped,) = items(path)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "parent not in the dump"
    (whole,) = items(path, whole=True)
    assert isinstance(whole, Revision)
    assert (whole.new, whole.old) == ("One.", None)


def test_what_returns_to_an_earlier_text_is_skipped(tmp_path: Path) -> None:
    revs = [Rev(1, "a", sha1="A"), Rev(2, "b", 1, sha1="B"), Rev(3, "a", 2, sha1="A")]
    *_, last = items(written(tmp_path / "a.xml", dump_xml([Page(1, "P", revs)])))
    assert isinstance(last, Skipped)
    assert last.reason == "return to an earlier text"


def test_it_goes_on_after_the_last_whole_page(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xml", dump_xml([Page(n, f"P{n}", [Rev(n, "x")]) for n in range(1, 8)])
    )
    first, second, third = batches(path, batch_size=3)
    assert [len(one.items) for one in (first, second, third)] == [3, 3, 1]
    assert (first.final, third.final) == (False, True)
    rest = batches(path, first.position, batch_size=3)
    titles = [item.title for batch in rest for item in batch.items if isinstance(item, Revision)]
    assert titles == ["P4", "P5", "P6", "P7"]
    (limited,) = batches(path, limit=2)
    assert (len(limited.items), limited.final) == (2, False)
    (left,) = batches(path, limited.position)
    assert len(left.items) == 5
    (nothing,) = batches(path, left.position)
    assert (nothing.items, nothing.final, nothing.position) == ((), True, left.position)


def test_a_long_history_comes_in_parts_and_its_page_counts_when_it_is_done(tmp_path: Path) -> None:
    revs = [Rev(n, f"x{n}", n - 1) for n in range(1, 8)]
    path = written(tmp_path / "a.xml", dump_xml([Page(1, "P", revs), Page(2, "Q", [Rev(9, "y")])]))
    parts = batches(path, batch_size=3)
    assert [len(part.items) for part in parts] == [3, 3, 2]
    assert [int(part.position) for part in parts] == [0, 0, 2]
    assert all(isinstance(item, Revision) for part in parts for item in part.items)


def test_a_text_beyond_the_limit_is_not_kept(tmp_path: Path) -> None:
    pages = [Page(1, "P", [Rev(1, "x" * 5_000_000), Rev(2, "y", 1)]), Page(2, "Q", [Rev(3, "z")])]
    path = written(tmp_path / "a.xml", dump_xml(pages))
    large, after, small = items(path, most_bytes=1000)
    assert [one.reason for one in (large, after) if isinstance(one, Skipped)] == ["too large"] * 2
    assert isinstance(small, Revision)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(pages: int) -> int:
        text = "word " * 2000
        data = dump_xml([Page(n, f"P{n}", [Rev(n, text)]) for n in range(1, pages)])
        path = written(tmp_path / f"{pages}.xml.gz", data)
        del data
        tracemalloc.start()
        with DumpStream(path) as stream:
            assert sum(1 for _ in DumpPages(stream, path)) == pages - 1
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(3000) < 1.5 * peak(600)


END = "<mediawiki>&x;</mediawiki>"
DOCTYPES = {
    "dump_in-002": f'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>{END}',
    "dump_in-003": '<!DOCTYPE l SYSTEM "http://127.0.0.1:1/x.dtd"><mediawiki/>',
    "entities that swell": f'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY x "&a;&a;">]>{END}',
}


@pytest.mark.parametrize("xml", DOCTYPES.values(), ids=DOCTYPES)
def test_a_document_type_is_refused(tmp_path: Path, xml: str) -> None:
    with pytest.raises(InputError, match=r"a\.xml: it declares a document type"):
        items(written(tmp_path / "a.xml", xml.encode()))


REFUSED = {
    "dump_in-006": (HEAD + "<a>" * 50_000, "nested more than 16 deep"),
    "no dump": ("<html><body/></html>", "its outermost element is 'html'"),
    "another wiki": (
        "<mediawiki><siteinfo><dbname>dewiki</dbname></siteinfo></mediawiki>",
        "dewiki",
    ),
    "cut short": (dump_xml(CITIES).decode()[:900], "not well-formed XML at line"),
    "no id": (HEAD + "<page><title>P</title><ns>0</ns><revision/></page></mediawiki>", "lacks its"),
    "no number": (
        HEAD + "<page><title>P</title><ns>0</ns><id>x</id><revision/></page></mediawiki>",
        "lacks its",
    ),
}


@pytest.mark.parametrize(("xml", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_dump_is_refused(tmp_path: Path, xml: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        items(written(tmp_path / "a.xml", xml.encode()))


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    """dump_in-004: a few hundred bytes hold 200 MB."""
    path = tmp_path / "a.xml.bz2"
    path.write_bytes(bz2.compress(HEAD.encode() + b" " * 200_000_000))
    assert path.stat().st_size < 2000
    tracemalloc.start()
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        items(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


def test_a_declared_size_is_not_believed(tmp_path: Path) -> None:
    """dump_in-007: the dumps of these tests all say that a text has ten billion bytes."""
    assert b'bytes="9999999999"' in dump_xml(CITIES)
    assert len(items(written(tmp_path / "a.xml", dump_xml(CITIES)))) == 6


def test_hidden_text_is_not_an_empty_page(tmp_path: Path) -> None:
    """dump_in-009."""
    (hidden,) = items(written(tmp_path / "a.xml", dump_xml([Page(1, "P", [Rev(1, None)])])))
    assert isinstance(hidden, Skipped)
    assert hidden.reason == "hidden"


def test_an_archive_of_another_kind_is_refused(tmp_path: Path) -> None:
    """dump_in-010: nothing is ever unpacked to the disk, and a zip file is not read at all."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04../evil")
    with pytest.raises(InputError, match="neither XML nor bz2, gz, xz, zst or 7z"):
        items(path)


@pytest.mark.parametrize("kind", ["bz2", "gz", "xz", "zst", "7z"])
def test_half_a_file_is_told(tmp_path: Path, kind: str) -> None:
    whole = written(tmp_path / f"a.xml.{kind}", dump_xml(CITIES * 50))
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(InputError, match=rf"a\.xml\.{kind}: "):
        items(whole)


def test_a_member_of_7z_cannot_leave_the_folder(tmp_path: Path) -> None:
    import py7zr

    path = tmp_path / "a.xml.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(dump_xml(CITIES), "a.xml")
    before = sorted(tmp_path.parent.iterdir())
    assert len(items(path)) == 6
    assert sorted(tmp_path.parent.iterdir()) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_position_that_is_no_page_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", dump_xml(CITIES))
    with pytest.raises(InputError, match="is not the number of a page"):
        batches(path, "2024-01-01T00:00:00Z")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.xml: cannot be read"):
        DumpStream(tmp_path / "nowhere.xml")
