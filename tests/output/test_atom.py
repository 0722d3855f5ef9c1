"""The Atom feed: valid for its grammar and for a feed reader, stable ids, text that stays text."""

from __future__ import annotations

from typing import Any

import feedparser
import msgspec
import pytest

from bot.core.model import Report
from bot.output.atom import atom_feed
from bot.output.escape_xml import escape_xml
from bot.output.invisible import JOINERS, visible
from tests.hostile import Case, cases
from tests.output.linted import CLEAN, FULL, RUN, linted, with_payload
from tests.output.schemas import valid_atom

ATOM = "{http://www.w3.org/2005/Atom}"
OUT = ("csv_out", "html_out", "json_out", "feed_out", "terminal_out", "file_name")
REPORTS = [text.report for text in RUN]


def feed(*reports: Report, **options: Any) -> Any:
    """What a feed reader makes of it, once the grammar has let it pass."""
    text = atom_feed(reports, **options)
    valid_atom(text)
    parsed = feedparser.parse(text.encode("utf-8"))
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def test_there_is_an_entry_for_what_was_found_or_not_checked() -> None:
    entries = feed(*REPORTS).entries
    assert [(entry.title, entry.updated) for entry in entries] == [
        ("Slate: failed", "2025-02-19T20:37:00Z"),
        ("List of quarries: incomplete, 1 finding", "2025-02-19T20:37:00Z"),
        ("Marlow Vale Railway: 11 findings", "2025-02-19T20:37:00Z"),
    ]
    assert entries[2].link == "https://en.wikipedia.org/w/index.php?diff=1276600001"
    assert {tag.term for tag in entries[1].tags} == {"DAT001"}
    assert "03 May 1883" in entries[1].content[0].value
    assert "the text is nested more than 100 levels deep" in entries[1].content[0].value
    assert feed(CLEAN.report).entries == []


def test_the_newest_comes_first_and_dates_the_feed() -> None:
    times = ("2025-02-19T20:37:00Z", "2025-02-21T08:00:00+02:00", "", "yesterday", "2025-02-20")
    reports = [
        msgspec.structs.replace(FULL.report, rev_id=number, timestamp=time)
        for number, time in enumerate(times, 1)
    ]
    parsed = feed(*reports)
    assert [entry.updated for entry in parsed.entries] == [
        "2025-02-21T06:00:00Z",
        "2025-02-20T00:00:00Z",
        "2025-02-19T20:37:00Z",
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
    ]
    assert parsed.feed.updated == "2025-02-21T06:00:00Z"


def test_the_ids_are_those_of_the_revisions_at_every_run() -> None:
    later = msgspec.structs.replace(
        FULL.report, ms=99.0, ruleset="later", findings=FULL.report.findings[:2]
    )
    for report in (FULL.report, later):
        (entry,) = feed(report, authority="tools.example.org,2025-03-01").entries
        assert entry.id == "tag:tools.example.org,2025-03-01:enwiki-rev-1276600001"
    assert feed(wiki="enwiki").feed.id == "tag:revlint.invalid,2025:feed-enwiki"
    ids = [entry.id for entry in feed(*REPORTS).entries]
    assert len(set(ids)) == len(ids)


def test_the_feed_says_where_it_is_and_whose_the_text_is() -> None:
    parsed = feed(FULL.report, wiki="enwiki", self_url="https://example.org/feed?a=1&b=2")
    (link,) = parsed.feed.links
    assert (link.rel, link.href) == ("self", "https://example.org/feed?a=1&b=2")
    assert parsed.feed.title == "revlint: findings on enwiki"
    assert "CC BY-SA 4.0" in parsed.feed.rights
    assert "links" not in feed(FULL.report).feed
    assert "links" not in feed(FULL.report, self_url="javascript:alert(1)").feed


def test_counts_and_time_window_are_told() -> None:
    assert feed(*REPORTS).feed.subtitle.startswith(
        "5 revisions: 2 checked, 1 incomplete, 1 skipped, 1 failed."
    )


@pytest.mark.parametrize("case", cases(*OUT), ids=str)
def test_hostile_text_is_only_text(case: Case) -> None:
    hostile, harmless = (
        valid_atom(atom_feed([with_payload(text).report], wiki=text))
        for text in (case.text, "harmless")
    )
    shape = [
        [(node.tag, sorted(node.attrib)) for node in root.iter()] for root in (hostile, harmless)
    ]
    assert shape[0] == shape[1]
    shown = visible(case.text.replace("\r", "\n"), keep=JOINERS + "\n\t")
    entry = hostile.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title").startswith(shown)
    assert entry.find(f"{ATOM}category").get("term") == shown
    assert shown in "".join(entry.find(f"{ATOM}content").itertext())


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("]]><script>", "]]&gt;&lt;script&gt;"),
        ("a\x0b\x0c\x00", "a‹U+000B›‹U+000C›‹U+0000›"),
        ("\ufffe\ud800", "‹U+FFFE›‹U+D800›"),
        ("\"'&amp;", "&quot;&apos;&amp;amp;"),
        ("a\r\nb\rc\td", "a&#10;b&#10;c&#9;d"),
        ("\u202ex", "‹U+202E›x"),
        ("می\u200cخواهم 🙂", "می\u200cخواهم 🙂"),
    ],
)
def test_each_kind_of_character(raw: str, escaped: str) -> None:
    assert escape_xml(raw) == escaped
    valid_atom(atom_feed([linted(FULL.report.findings[0], title=raw).report]))
