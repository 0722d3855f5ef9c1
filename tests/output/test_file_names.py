"""File names: safe on every system and never two for one or one for two."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest

from bot.core.model import Report
from bot.output.file_names import file_name
from tests.hostile import Case, cases

SAFE = re.compile(r"[a-z][a-z0-9_-]*\.html", re.ASCII)
RESERVED = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


@pytest.mark.parametrize("case", cases("file_name"), ids=str)
@pytest.mark.parametrize("field", ["title", "wiki", "part"])
def test_a_hostile_name_makes_a_plain_file_in_its_folder(
    case: Case, field: str, tmp_path: Path
) -> None:
    report = msgspec.structs.replace(Report(), **{field: case.text})
    for ids in ({}, {"rev_id": 7}, {"page_id": 7}):
        name = file_name(msgspec.structs.replace(report, **ids), "html", case.text)
        assert SAFE.fullmatch(name)
        assert len(name) <= 96
        assert name.partition(".")[0] not in RESERVED | {"index"}
        (tmp_path / name).write_text("x")
    assert {path.parent for path in tmp_path.rglob("*")} == {tmp_path}


def test_titles_that_a_disk_takes_for_one_have_two_names() -> None:
    titles = ["AC/DC", "Ac/dc", "é", "e\u0301", "a", "a ", "", "\ud800", "\ufffd"]
    titles += [case.text for case in cases("file_name")]
    names = [file_name(Report(title=title), "html") for title in dict.fromkeys(titles)]
    folded = {unicodedata.normalize("NFC", name).casefold() for name in names}
    assert len(folded) == len(set(titles))


def test_the_name_says_the_wiki_and_the_revision() -> None:
    report = Report(wiki="enwiki", rev_id=42, page_id=7, title="Any")
    assert file_name(report, "html") == "enwiki-rev-42.html"
    assert file_name(Report(rev_id=42), "json") == "rev-42.json"


def test_other_wikis_parts_lines_and_texts_have_other_names() -> None:
    reports = [
        Report(wiki="enwiki", rev_id=42),
        Report(wiki="frwiki", rev_id=42),
        Report(wiki="En wiki", rev_id=42),
        Report(wiki="en wiki", rev_id=42),
        Report(rev_id=42),
        Report(wiki="enwiki", rev_id=42, part="rendered"),
        Report(wiki="enwiki", page_id=42),
        Report(wiki="enwiki", page_id=42, line=2),
        Report(title="a"),
        Report(title="a", line=2),
    ]
    names = [file_name(report, "html") for report in reports]
    names += [file_name(Report(title="a"), "html", text) for text in ("x", "y")]
    assert len(set(names)) == len(names)


def test_a_name_is_the_same_at_every_run() -> None:
    report = Report(title="Marlow Vale Railway", wiki="enwiki")
    assert file_name(report, "html", "text") == file_name(report, "html", "text")
    again = msgspec.structs.replace(report, ms=3.0, ruleset="later")
    assert file_name(again, "html", "text") == file_name(report, "html", "text")


@pytest.mark.parametrize("extension", ["", ".html", "../x", "HTML", "a b"])
def test_an_extension_is_a_plain_word(extension: str) -> None:
    with pytest.raises(ValueError, match="not a file extension"):
        file_name(Report(rev_id=1), extension)
