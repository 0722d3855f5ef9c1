"""`revlint report`: from a stored window to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bot.__main__ import main
from bot.store import Store
from rules.contract import Finding
from tests.store.builders import checked, finding

Report = Callable[..., tuple[int, str, str]]


def named(number: int, **changes: object) -> Finding:
    return finding(f"{number:016x}", message=f"Message {number}.", **changes)


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Report:
    """A function that runs the command over three stored revisions: exit code, output, errors."""
    database = tmp_path / "findings.sqlite"
    with Store.open(database) as store:
        store.save(
            [
                checked(1, named(1), title="Pune", timestamp="2025-02-15T10:00:00Z"),
                checked(2, named(2), title="Delhi", timestamp="2025-02-16T10:00:00Z", page_id=8),
                checked(
                    3,
                    named(3),
                    named(4, code="DAT001"),
                    title="Pune",
                    timestamp="2025-02-17T10:00:00Z",
                ),
                msgspec.structs.replace(checked(4, named(5), wiki="enwiki")),
            ]
        )
    config = tmp_path / "mine.toml"
    config.write_text(f'[store]\nurl = "sqlite:///{database}"\n')

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["report", "--wiki", "testwiki", "--config", str(config), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def shown(page: str) -> list[int]:
    return [number for number in range(1, 9) if f"Message {number}." in page]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        ((), [1, 2, 3, 4]),
        (("--since", "2025-02-16"), [2, 3, 4]),
        (("--until", "2025-02-16"), [1, 2]),
        (("--since", "2025-02-16T11:00+01:00", "--until", "2025-02-16T10:00:00Z"), [2]),
        (("--since", "2025-02-18"), []),
        (("--page", "Pune"), [1, 3, 4]),
        (("--page", "Pune", "--page", "Delhi", "--select", "NUM"), [1, 2, 3]),
        (("--rev", "3"), [3, 4]),
        (("--rev", "3", "--select", "DAT001"), [4]),
    ],
)
def test_the_page_holds_what_was_asked_for(
    report: Report, arguments: tuple[str, ...], numbers: list[int]
) -> None:
    code, out, _ = report(*arguments)
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert shown(out) == numbers


def test_a_rule_is_explained_in_one_line(report: Report) -> None:
    from rules.catalog import catalogue

    _, out, _ = report()
    assert catalogue()["NUM001"].meta.why.split("’")[0].split("'")[0] in out


def test_a_file_is_written_whole_and_named_by_ids(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert report("--output-dir", str(folder))[0] == 0
    assert report("--output-dir", str(folder), "--rev", "3")[0] == 0
    names = sorted(file.name for file in folder.iterdir())
    assert names == ["testwiki-report.html", "testwiki-rev-3.html"]
    assert shown((folder / "testwiki-rev-3.html").read_text(encoding="utf-8")) == [3, 4]


def test_the_file_is_shown_in_the_browser(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)
    file = tmp_path / "week.html"
    assert report("--output", str(file), "--open")[0] == 0
    assert seen.read_text().strip() == file.as_uri()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--since", "yesterday"), "--since: 'yesterday' is not a time such as"),
        (("--rev", "99"), "testwiki 99: this revision is not stored"),
        (("--page", "Nowhere"), "nothing is stored for this window of: Nowhere"),
        (("--open",), "--open needs a file"),
        (("--output", "a", "--output-dir", "b"), "exclude each other"),
    ],
)
def test_bad_wishes_are_named(report: Report, arguments: tuple[str, ...], complaint: str) -> None:
    code, out, error = report(*arguments)
    assert (code, out) == (2, "")
    assert complaint in error


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("json", '"message":"Message 2."'),
        ("csv", "Message 2."),
        ("sarif", '"text": "Message 2."'),
        ("atom", "Message 2."),
        ("github", "Message 2."),
        ("junit", "Message 2."),
    ],
)
def test_the_machine_formats_hold_the_same(report: Report, kind: str, told: str) -> None:
    code, page, _ = report("--format", kind, "--since", "2025-02-16", "--until", "2025-02-16")
    assert code == 0
    assert told.replace(": ", ":") in page.replace(": ", ":")
    assert "Message 3." not in page


def test_a_wiki_page_quotes_nobody(report: Report, tmp_path: Path) -> None:
    code, page, _ = report("--format", "wikitext")
    assert code == 0
    assert "__NOINDEX__" in page
    assert "1,00,000" not in page
    _, _, told = report("--format", "wikitext", "--output-dir", str(tmp_path))
    assert (tmp_path / "testwiki-report.wikitext").read_text().rstrip() == page.rstrip()
    assert "testwiki-report.wikitext" in told
