"""Scanned pages as plain values, for assertions."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

from bot.core.wikitext import scan
from rules.contract import Document, Guard
from tests.sample import articles, edits

CORPUS = "REVLINT_CORPUS"


def blocks(wikitext: str) -> list[tuple[str, str]]:
    """Each block's kind, with its name if it has one, and its prose."""
    document = scan(wikitext)
    return [
        (
            f"{block.kind.value}: {block.name}" if block.name else block.kind.value,
            document.prose.text[block.start : block.end],
        )
        for block in document.prose.blocks
    ]


def prose(wikitext: str) -> str:
    """The prose of a text with one block; a text without any gives an empty one."""
    found = blocks(wikitext)
    assert len(found) <= 1, found
    return found[0][1] if found else ""


def marked(wikitext: str, kind: Guard) -> list[str]:
    """The guarded stretches of prose of one kind, in order."""
    document = scan(wikitext)
    return [document.prose.text[m.start : m.end] for m in document.marks if m.kind is kind]


def source(document: Document, words: str) -> str:
    """The wikitext that the first occurrence of some prose comes from."""
    start = document.prose.text.index(words)
    span = document.prose.wikitext_span(start, start + len(words))
    return document.wikitext[span.start : span.end]


def sample_texts() -> Iterator[str]:
    """Every wikitext of the committed sample."""
    for article in articles():
        yield article.text
    for edit in edits():
        yield from (edit.old, edit.new)


def corpus_texts() -> Iterator[str]:
    """Every ``text`` of the JSON lines in the folder that the environment names."""
    for path in sorted(Path(os.environ[CORPUS]).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as rows:
            for row in rows:
                text = json.loads(row).get("text")
                if isinstance(text, str):
                    yield text
