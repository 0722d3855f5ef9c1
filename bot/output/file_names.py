"""Names of report files: made from ids or a hash, never from a title.

A title can hold slashes, dots, reserved names, characters that show as others, and differ from
another one by letter case or normalisation only.
"""

from __future__ import annotations

import hashlib
import re

from bot.core.model import Report

_SAFE_WIKI = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
_HASH_LENGTH = 16


def file_name(report: Report, extension: str, text: str = "") -> str:
    """A file name of at most 96 ASCII characters, the same for the same revision.

    ``enwiki-rev-42.html`` with a revision id; ``enwiki-page-7-….html`` with a page id only;
    otherwise ``text-….html``. The dots stand for a hash of the title, the place in the input and
    ``text``, the wikitext; a part of a revision (a page as rendered) carries one as well.
    ``extension`` comes without its dot, from us.

    Raises:
        ValueError: the extension is not a plain word.
    """
    if not re.fullmatch(r"[a-z0-9]{1,8}", extension):
        raise ValueError(f"not a file extension: {extension!r}")
    wiki = report.wiki if _SAFE_WIKI.fullmatch(report.wiki) else ""
    # A wiki's name that cannot stand in a file name is told apart by the hash.
    is_plain = wiki == report.wiki
    parts = [wiki] if wiki else []
    if report.rev_id > 0:
        parts.append(f"rev-{report.rev_id}")
    elif report.page_id > 0:
        parts.append(f"page-{report.page_id}")
    else:
        parts.append("text")
    if report.rev_id <= 0 or report.part or not is_plain:
        parts.append(_hash(report, text))
    return f"{'-'.join(parts)}.{extension}"


def _hash(report: Report, text: str) -> str:
    # A revision with an id needs no more to be told apart; its text may be corrected on a re-run.
    facts = [report.wiki, report.part]
    if report.rev_id <= 0:
        facts += [report.title, str(report.line), text]
    digest = hashlib.sha256()
    for fact in facts:
        data = fact.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:_HASH_LENGTH]
