"""Corpora: files of revisions, articles or histories, for audits and benchmarks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from bot.core.model import Revision
from bot.errors import InputError

SUFFIXES = (".jsonl", ".jsonl.gz")


def corpus_revisions(path: Path) -> Iterator[Revision]:
    """The revisions of a corpus file, or of all such files of a folder, in order.

    A record is a revision (``new``, ``old`` …), an article (``text``: a new page), a history
    (``revs``: each text against the one before it), or an edit's hunks (``hunks`` with ``old`` and
    ``new``, joined by blank lines). Records of another form in a folder are passed over.

    Raises:
        InputError: a file cannot be read, or none of its records has such a form.
    """
    if not path.is_dir():
        yield from _file(path, strict=True)
        return
    for file in sorted(path.iterdir()):
        if file.name.endswith(SUFFIXES):
            yield from _file(file, strict=False)


def _file(path: Path, *, strict: bool) -> Iterator[Revision]:
    try:
        with _opened(path) as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                try:
                    record = msgspec.json.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise InputError(f"{path}: line {number}: {error}") from error
                found = list(_revisions(record)) if isinstance(record, dict) else []
                if strict and not found:
                    raise InputError(
                        f"{path}: line {number}: neither 'new', 'text', 'revs' nor 'hunks'"
                    )
                yield from found
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def _revisions(record: dict[str, Any]) -> Iterator[Revision]:
    title = str(record.get("title") or "")
    if isinstance(record.get("new"), str) and "sentence_new" not in record:
        yield msgspec.convert(record, Revision, strict=False)
    elif isinstance(record.get("text"), str):
        yield Revision(new=record["text"], title=title, rev_id=_number(record.get("revid")))
    elif isinstance(record.get("revs"), list):
        for old, new in zip(record["revs"], record["revs"][1:], strict=False):
            yield Revision(
                old=old["text"],
                new=new["text"],
                title=title,
                summary=new.get("comment") or "",
                timestamp=new.get("ts") or "",
                rev_id=_number(new.get("id")),
            )
    elif isinstance(record.get("hunks"), list):
        yield Revision(
            old="\n\n".join(hunk["old"] for hunk in record["hunks"]),
            new="\n\n".join(hunk["new"] for hunk in record["hunks"]),
            title=title,
            summary=record.get("comment") or "",
            timestamp=record.get("ts") or "",
            rev_id=_number(record.get("new_rev")),
        )


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else 0
