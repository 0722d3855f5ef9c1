"""The committed sample is whole."""

from __future__ import annotations

from collections import Counter

from tests.sample import FOLDER, SampleArticle, SampleEdit, articles, edits


def test_the_articles_cover_every_tier() -> None:
    assert len(articles()) == 20
    assert Counter(article.tier for article in articles()) == {
        "mature": 10,
        "medium": 4,
        "short": 3,
        "list-or-table": 2,
        "disambig": 1,
    }
    assert sum(len(article.text) for article in articles()) < 700_000


def test_each_edit_changes_its_text() -> None:
    assert len(edits()) == 20
    assert all(edit.old != edit.new for edit in edits())


def test_every_text_is_attributed() -> None:
    attribution = (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")
    texts: list[SampleArticle | SampleEdit] = [*articles(), *edits()]
    for text in texts:
        assert f"| {text.title} |" in attribution
        assert text.rev_id is None or f"={text.rev_id}" in attribution
