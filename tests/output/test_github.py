"""Annotations: read as GitHub's runner reads its log, they are the findings and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest

from bot.output.escape_github import escape_github_data, escape_github_property
from bot.output.github import github_annotations
from bot.output.invisible import JOINERS, visible
from tests.hostile import Case, cases
from tests.output.linted import (
    FALSE_PRECISION,
    GROUPING,
    INCOMPLETE,
    LEADING_ZERO,
    MISSPELT_SUMMARY,
    RUN,
    TEXT,
    finding,
    linted,
    with_payload,
)

OUT = ("csv_out", "html_out", "json_out", "feed_out", "terminal_out", "file_name")
OWN = (
    "::stop-commands::x",
    "%0A::error::forged",
    "a,line=1",
    "a:b",
    "##[add-mask]x",
    "\n::debug::x",
)


@dataclass
class Command:
    """A command as the runner has it: restored texts."""

    name: str
    properties: dict[str, str]
    message: str


def read(log: str) -> list[Command]:
    """The commands of a log, read by the rules of the runner; a line that is none is an error."""
    found = []
    for line in log.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]:
        assert line.startswith("::")
        head, _, message = line[2:].partition("::")
        name, _, given = head.partition(" ")
        properties = dict(item.split("=", 1) for item in given.split(",") if item)
        found.append(
            Command(name, {k: restored(v, ":,") for k, v in properties.items()}, restored(message))
        )
    return found


def restored(text: str, also: str = "") -> str:
    for character in "\r\n" + also:
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")


def test_each_finding_is_an_annotation_at_its_place() -> None:
    first, summary, closing = read(
        github_annotations([linted(LEADING_ZERO, MISSPELT_SUMMARY).report])
    )
    assert (first.name, first.properties) == (
        "warning",
        {
            "file": "Marlow Vale Railway",
            "line": "9",
            "endLine": "9",
            "col": "28",
            "endColumn": "39",
            "title": "DAT001 leading-zero-day",
        },
    )
    assert first.message == (
        "A day of the month is written without a leading zero. “03 May 1883”\n"
        "Suggestion: 3 May 1883\nMOS:DATE https://en.wikipedia.org/wiki/MOS:DATE"
    )
    assert summary.properties == {
        "file": "Marlow Vale Railway",
        "title": "SUM001 misspelt-summary (edit summary)",
    }
    assert closing.message.startswith("1 revision: 1 checked, 0 incomplete,")


def test_what_is_preview_or_was_there_before_is_a_notice() -> None:
    preview, existing, _ = read(github_annotations([linted(FALSE_PRECISION, GROUPING).report]))
    assert (preview.name, preview.properties["title"]) == (
        "notice",
        "NUM012 false-precision (preview)",
    )
    assert (existing.name, existing.properties["title"]) == (
        "notice",
        "NUM001 indian-digit-grouping (already on the page)",
    )


def test_what_was_not_checked_is_told() -> None:
    commands = read(github_annotations([text.report for text in RUN]))
    told = [(c.name, c.properties["title"]) for c in commands if "revlint" in c.properties["title"]]
    assert told == [
        ("error", "revlint: incomplete"),
        ("error", "revlint: rule MRK001 failed"),
        ("notice", "revlint: skipped"),
        ("error", "revlint: failed"),
        ("notice", "revlint"),
    ]
    assert read(github_annotations([INCOMPLETE.report]))[0].message == INCOMPLETE.report.reason


def test_a_place_over_several_lines_has_no_columns() -> None:
    passage = TEXT[TEXT.index("first train") : TEXT.index("director")]
    first, _ = read(github_annotations([linted(finding(passage, "Long.")).report]))
    assert (first.properties["line"], first.properties["endLine"]) == ("9", "11")
    assert "col" not in first.properties


def test_a_linted_file_is_named_and_not_the_page() -> None:
    first, _ = read(github_annotations([linted(LEADING_ZERO).report], file="pages/a,b:c.txt"))
    assert first.properties["file"] == "pages/a,b:c.txt"


@pytest.mark.parametrize(
    "payload",
    [pytest.param(case.text, id=str(case)) for case in cases(*OUT)] + list(OWN),
)
def test_hostile_text_is_neither_a_command_nor_a_property(payload: str) -> None:
    hostile, harmless = (
        read(github_annotations([with_payload(text).report])) for text in (payload, "harmless")
    )
    columns = {"col", "endColumn"} if "\n" in payload else set()
    assert [(c.name, c.properties.keys()) for c in hostile] == [
        (c.name, c.properties.keys() - columns) for c in harmless
    ]
    shown = visible(payload, keep=JOINERS + "\r\n")
    assert {c.properties["file"] for c in hostile[:-1]} == {shown}
    assert all(shown in c.message for c in hostile[:-1])


@pytest.mark.parametrize("case", cases("terminal_out"), ids=str)
def test_the_log_commands_no_terminal(case: Case) -> None:
    log = github_annotations([with_payload(case.text).report])
    assert {c for c in log if unicodedata.category(c) in ("Cc", "Cf", "Cs")} == {"\n"}


def test_the_escapers() -> None:
    assert escape_github_data("100% a:b,\r\n") == "100%25 a:b,%0D%0A"
    assert escape_github_property("100% a:b,\n\x1b") == "100%25 a%3Ab%2C%0A‹U+001B›"
