"""The texts that are measured: the committed sample, or a folder with more of the same kind."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

from bot.core.model import Revision
from bot.corpus import corpus_revisions
from bot.errors import InputError

HISTORIES = "histories_wikitext*.jsonl.gz"
ARTICLES = "articles*.jsonl.gz"


class Article(msgspec.Struct, frozen=True):
    """A whole page; ``tier`` tells mature ones from stubs and lists."""

    title: str
    text: str
    tier: str = ""


class Samples(msgspec.Struct, frozen=True):
    """Edits, each with the wikitext before and after it, and whole articles."""

    origin: str
    edits: tuple[Revision, ...]
    articles: tuple[Article, ...]

    @property
    def mature(self) -> tuple[Article, ...]:
        """The articles that many people have read and corrected."""
        return tuple(article for article in self.articles if article.tier == "mature")


def committed_sample() -> Samples:
    """The sample that lies with the tests."""
    from tests import sample

    return Samples(
        "the committed sample",
        tuple(
            Revision(
                old=edit.old,
                new=edit.new,
                title=edit.title,
                wiki=edit.wiki,
                timestamp=edit.timestamp,
                summary=edit.comment,
            )
            for edit in sample.edits()
        ),
        tuple(Article(item.title, item.text, item.tier) for item in sample.articles()),
    )


def corpus(folder: Path) -> Samples:
    """The histories and articles of a corpus folder.

    Raises:
        InputError: the folder has none, or they cannot be read.
    """
    histories, articles = sorted(folder.glob(HISTORIES)), sorted(folder.glob(ARTICLES))
    if not histories or not articles:
        raise InputError(f"{folder}: needs files {HISTORIES} and {ARTICLES}")
    edits = tuple(
        msgspec.structs.replace(revision, wiki="enwiki")
        for path in histories
        for revision in corpus_revisions(path)
    )
    return Samples(
        "a corpus of consecutive revisions and whole articles",
        edits,
        tuple(article for path in articles for article in _articles(path)),
    )


def _articles(path: Path) -> list[Article]:
    with gzip.open(path, "rb") as lines:
        return [msgspec.json.decode(line, type=Article) for line in lines if line.strip()]


def thinned(samples: Samples, most: int) -> Samples:
    """At most so many edits and articles, spread evenly over all."""
    return Samples(
        f"{samples.origin}, thinned",
        samples.edits[:: max(len(samples.edits) // most, 1)],
        samples.articles[:: max(len(samples.articles) // most, 1)],
    )
