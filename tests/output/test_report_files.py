"""Reports on hidden revisions leave the folder; others, and what is no report, stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.output.report_files import remove_reports


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("testwiki-rev-4711.html", ""),
        ("list.html", "<a href='…?oldid=4711'>"),
        ("feeds/enwiki.atom", "<id>…/4711</id>"),
        ("draft.wikitext", "[[Special:Diff/4711]]"),
        (".revlint-x1", "half a report"),
        ("x.SARIF", '{"rev": 4711}'),
    ],
)
def test_a_report_that_names_the_revision_goes(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    (tmp_path / "other.html").write_text("oldid=47110, 14711, 471")
    (tmp_path / "4711.py").write_text("4711")
    assert remove_reports(tmp_path, [4711]) == [path.name]
    assert names(tmp_path) == {"other.html", "4711.py"}


def test_lines_about_the_revision_and_its_child_go(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    lines = [
        '{"rev_id":4711,"parent_id":1,"x":"a"}',
        '{"rev_id":4712,"parent_id":4711,"x":"b"}',
        '{"rev_id":5000,"parent_id":4999,"page_id":4711}',
        "cut short 4711",
    ]
    path.write_text("\n".join(lines) + "\n")
    path.chmod(0o640)
    assert remove_reports(tmp_path, [4711]) == ["all.jsonl"]
    assert path.read_text() == lines[2] + "\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert remove_reports(tmp_path, [4711]) == []
    assert remove_reports(tmp_path, [5000]) == ["all.jsonl"]
    assert names(tmp_path) == set()


def test_links_are_not_followed_and_a_missing_folder_is_empty(tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("4711")
    folder = tmp_path / "reports"
    assert remove_reports(folder, [4711]) == []
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "private.txt")
    assert remove_reports(folder, [4711, 0]) == []
    assert remove_reports(folder, []) == []
    assert (tmp_path / "private.txt").exists()
