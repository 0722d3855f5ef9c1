"""``revlint claims``: the claims of a page as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main

TEXT = (
    "{{Infobox settlement\n| population_total = 12345\n}}\n"
    "'''Foo''' is a town. It has a population of over 12,000 [red]as of 2010[/red].\n"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_holds_one_claim_a_line(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--new", file, "--title", "Foo", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["attribute"] for row in rows} == {"population", ""}
    for row in rows:
        assert TEXT[row["start"] : row["end"]] == row["quote"]
    (lead,) = [r for r in rows if r["place"] == "lead" and r["attribute"] == "population"]
    assert (lead["modifier"], lead["value"]["low"], lead["years"]) == ("≥", 12000, [2010])


def test_the_table_shows_markup_of_the_page_as_it_is(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "--new", file, "--attribute", "population"]) == 0
    out = capsys.readouterr().out
    assert "≥12,000 (count)" in out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 3


def test_colour_can_be_had_in_a_pipe(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--new", file, "--colour", "always"]) == 0
    assert "\x1b[1m" in capsys.readouterr().out


def test_with_an_old_text_only_what_was_added(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.txt"
    old.write_text(TEXT.replace("12345", "12354"), encoding="utf-8")
    assert main(["claims", "--new", file, "--old", str(old), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["quote"] == "12345"


def test_a_file_that_is_not_there_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--new", "/nowhere/page.txt"]) == 2
    assert "/nowhere/page.txt" in capsys.readouterr().err
