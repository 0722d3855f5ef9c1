"""``revlint engine audit``: the measurement behind the admission table, and its wrong uses."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bot.__main__ import main

TEXTS = [
    "The council could of rejected it. It was an house in London.",
    "=They should of known. The ''Could of Been'' was \"an herring\" of theirs.",
    "She wrote that it was older then the church, and it would of been kept.",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    records = [{"text": text, "title": f"Page {n}"} for n, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def audit(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    words = [str(argument) for argument in arguments]
    assert main(["engine", "audit", "--engine", "harper", *words]) == 0
    return capsys.readouterr().out


def rows(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(sheet: Path, quote: str, verdict: str) -> None:
    judged = [row | {"verdict": verdict} if quote in row["quote"] else row for row in rows(sheet)]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, judged[0].keys())
        writer.writeheader()
        writer.writerows(judged)


def test_it_counts_what_is_marked_and_what_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    said = audit(capsys, corpus, "--sheet", sheet).splitlines()
    assert said[0].startswith("harper-py ")
    assert said[0].endswith(": 40 added words in sentences")
    assert said[1] == (
        "7 (175.00 per 1,000 words) marked, 5 (125.00 per 1,000 words) kept by GRM001"
    )
    assert "ModalOf: 4, 3 kept; GRM001 preview" in said
    found = [(row["id"], row["kept"], row["title"], row["quote"]) for row in rows(sheet)]
    assert sorted(found) == [
        ("AnA", "", "Page 1", "an"),
        ("AnA", "yes", "Page 0", "an"),
        ("ModalOf", "", "Page 1", "Could of"),
        ("ModalOf", "yes", "Page 0", "could of"),
        ("ModalOf", "yes", "Page 1", "should of"),
        ("ModalOf", "yes", "Page 2", "would of"),
        ("ThenThan", "yes", "Page 2", "then"),
    ]


def test_precision_is_counted_over_the_kept_ones_of_an_admitted_id(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    audit(capsys, corpus, "--sheet", sheet)
    judge(sheet, "ould of", "right")
    judge(sheet, "Could of", "wrong")
    said = audit(capsys, corpus, "--sheet", sheet)
    assert "3 of 3 judged right = 100.0 % (95 %: 43.9–100.0 %)" in said
    assert [row["verdict"] for row in rows(sheet) if row["id"] == "ModalOf"] == [
        "right",
        "right",
        "wrong",
        "right",
    ]


def test_every_id_is_marked_on_request(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": "It was an house in the the town."}))
    said = audit(capsys, corpus, "--all")
    assert "AnA: 1, 1 kept; GRM001 stable" in said
    assert "RepeatedWords: 1; not admitted" in said
    assert "RepeatedWords" not in audit(capsys, corpus)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--limit", "0"], "argument --limit: at least 1"),
        (["--limit", "many"], "argument --limit: invalid"),
        (["--engine", "grammarly"], "argument --engine: invalid choice: 'grammarly'"),
    ],
)
def test_arguments_that_make_no_sense(
    arguments: list[str], said: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["engine", "audit", str(corpus), *arguments])
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{corpus}", "--engine", "server"], "engine.url is empty"),
        (["{folder}/none.jsonl"], "none.jsonl: cannot be read"),
        (["{corpus}", "--sheet", "{folder}/no/sheet.csv"], "there is no such folder"),
        (["{corpus}", "--sheet", "{corpus}"], "not a sheet of `revlint engine audit`"),
        (["{corpus}", "--config", "{folder}/none.toml"], "none.toml"),
    ],
)
def test_refusals(
    arguments: list[str],
    said: str,
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = [argument.format(corpus=corpus, folder=tmp_path) for argument in arguments]
    assert main(["engine", "audit", *filled]) == 2
    assert said in capsys.readouterr().err
