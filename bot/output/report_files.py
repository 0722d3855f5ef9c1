"""Taking reports on given revisions out of the folder that the jobs write to."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from bot.errors import InputError
from bot.whole_files import UNFINISHED, write_whole

# What is written there: reports, lists, feeds, drafts. Other files are left alone.
SUFFIXES = frozenset(
    f".{extension}"
    for extension in "atom csv htm html json jsonl md rss sarif txt wikitext xml".split()
)

_NUMBER = re.compile(rb"(?<![0-9])[1-9][0-9]{0,18}(?![0-9])")


def remove_reports(folder: Path, rev_ids: Collection[int]) -> list[str]:
    """Remove every report that speaks of one of the revisions, by name or text; their names.

    A report is known by the revision's number, for each one links to the revision and to its
    parent: one that holds the number by chance goes as well, and is written again by the next
    job. Of JSON lines only those of the revision and of what followed it go.

    Raises:
        InputError: a file cannot be read, changed or removed.
    """
    wanted = {str(rev_id).encode() for rev_id in rev_ids if rev_id > 0}
    changed: list[str] = []
    for path in _reports(folder) if wanted else ():
        try:
            if _speaks(os.fsencode(path.name), wanted) or path.name.startswith(UNFINISHED):
                path.unlink()
            elif path.suffix == ".jsonl":
                if not _lines_removed(path, wanted):
                    continue
            elif _speaks(path.read_bytes(), wanted):
                path.unlink()
            else:
                continue
        except FileNotFoundError:
            continue
        except OSError as error:
            raise InputError(
                f"{path}: holds hidden text and cannot be removed: {error.strerror or error}"
            ) from error
        changed.append(path.name)
    return changed


def _reports(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(base, name)
            is_report = path.suffix.lower() in SUFFIXES or name.startswith(UNFINISHED)
            if is_report and path.is_file() and not path.is_symlink():
                yield path


def _speaks(data: bytes, wanted: Collection[bytes]) -> bool:
    return any(match[0] in wanted for match in _NUMBER.finditer(data))


def _line_speaks(line: bytes, wanted: Collection[bytes]) -> bool:
    """A report says itself what it is about; any other line is judged by its numbers."""
    try:
        ids = msgspec.json.decode(line, type=_Ids)
    except msgspec.DecodeError:
        return _speaks(line, wanted)
    return str(ids.rev_id).encode() in wanted or str(ids.parent_id).encode() in wanted


class _Ids(msgspec.Struct):
    rev_id: int
    parent_id: int


def _lines_removed(path: Path, wanted: Collection[bytes]) -> bool:
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not _line_speaks(line, wanted)]
    if len(kept) == len(lines):
        return False
    if not kept:
        path.unlink()
        return True
    write_whole(path, b"".join(kept), path.stat().st_mode & 0o777)
    return True
