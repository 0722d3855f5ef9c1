"""What a pasted diff address asks for: pure parsing, no wiki needed."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec

from bot.errors import InputError

# `Special:Diff/100/123`, under its own name in other languages too; the mobile site has its own
# page, with three dots between the two. `Special:PermanentLink/123` names one revision.
_PAGE = re.compile(
    r"[^/:]+:(?P<page>Diff|MobileDiff|PermanentLink|Permalink|PermaLink)/(?P<rest>.+)",
    re.IGNORECASE,
)
_WORDS = frozenset({"prev", "next", "cur"})

EXAMPLES = (
    "https://en.wikipedia.org/w/index.php?title=…&diff=123&oldid=100 or"
    " https://en.wikipedia.org/wiki/Special:Diff/123"
)


class DiffAddress(msgspec.Struct, frozen=True, kw_only=True):
    """A diff on a host: the two sides as the address names them.

    ``new`` is a revision id, or ``prev``, ``next`` or ``cur`` in relation to ``old``. ``old`` is
    a revision id, or 0 for the parent of ``new``. As in MediaWiki, ``prev`` makes ``old`` the
    newer side. ``title`` is empty if the address does not give one.
    """

    host: str
    new: int | str
    old: int = 0
    title: str = ""


def diff_address(url: str) -> DiffAddress:
    """The diff that an address of a wiki's web page shows.

    Raises:
        InputError: the address is not one of a diff or a revision.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError as error:
        raise _refused(url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise _refused(url)
    found = _of_page(parts, host) or _of_query(parts, host)
    if found is None:
        raise _refused(url)
    return found


def _of_page(parts: SplitResult, host: str) -> DiffAddress | None:
    query = parse_qs(parts.query)
    places = [unquote(parts.path), *query.get("title", ())]
    for place in places:
        match = _PAGE.search(place)
        if match is None:
            continue
        ids = [part for part in re.split(r"/|\.\.\.", match["rest"]) if part]
        if len(ids) == 1:
            new = _number(ids[0])
            return DiffAddress(host=host, new=new) if new else None
        if len(ids) == 2:
            old, new_side = _number(ids[0]), _side(ids[1])
            if old and new_side:
                return DiffAddress(host=host, new=new_side, old=old)
    return None


def _of_query(parts: SplitResult, host: str) -> DiffAddress | None:
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    title = query.get("title", "")
    if not title and "/wiki/" in parts.path:
        title = unquote(parts.path.partition("/wiki/")[2])
    title = title.replace("_", " ")
    old = _number(query.get("oldid", ""))
    if "diff" not in query:
        return DiffAddress(host=host, new=old, title=title) if old else None
    # MediaWiki's own links say 0 for the current revision.
    new = "cur" if query["diff"] == "0" else _side(query["diff"])
    if not new or ("oldid" in query and not old):
        return None
    if isinstance(new, str) and not old and not (new == "cur" and title):
        return None
    return DiffAddress(host=host, new=new, old=old, title=title)


def _side(text: str) -> int | str:
    return text if text in _WORDS else _number(text)


def _number(text: str) -> int:
    """The revision id, or 0."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _refused(url: str) -> InputError:
    shown = url if len(url) <= 200 else url[:200] + "…"
    return InputError(f"{shown!r} is not the address of a diff, such as {EXAMPLES}")
