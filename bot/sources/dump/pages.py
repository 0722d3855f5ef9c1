"""The pages of a dump, a revision at a time; memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

import msgspec

from bot.errors import InputError

MOST_DEEP = 16
"""A dump is seven elements deep."""

BUFFER_BYTES = 1 << 18
KEPT = frozenset(
    {
        "dbname", "title", "ns", "id", "parentid", "timestamp", "username", "ip", "comment",
        "model", "text", "sha1",
    }
)  # fmt: skip


class DumpRevision(msgspec.Struct, frozen=True, kw_only=True):
    """A revision as the dump gives it.

    ``page_number`` counts the dump's pages from 1, and ``last`` marks a page's last revision in
    it. ``text`` is None if it is hidden, or longer than ``most_bytes``; then ``too_large`` is
    true.
    """

    page_number: int
    page_id: int
    namespace: int
    title: str
    rev_id: int
    parent_id: int = 0
    timestamp: str = ""
    user: str = ""
    comment: str = ""
    minor: bool = False
    model: str = "wikitext"
    sha1: str = ""
    text: str | None = None
    too_large: bool = False


class DumpPages:
    """Reads a dump from its bytes.

    Raises:
        InputError: while it is read: it is not well-formed, cut short, not a dump, of another
            wiki, or declares entities, which no dump does.
    """

    def __init__(
        self, chunks: Iterable[bytes], path: Path, *, wiki: str = "", most_bytes: int = 2 << 20
    ) -> None:
        self._chunks = chunks
        self._path = path
        self._wiki = wiki
        self._most_bytes = most_bytes
        self._open: list[str] = []
        self._values: dict[str, str] = {}
        self._page: dict[str, str] = {}
        self._text: list[str] = []
        self._length = 0
        self._flags: set[str] = set()
        self._pages = 0
        self._ready: list[DumpRevision] = []

    def __iter__(self) -> Generator[DumpRevision, None, None]:
        """The revisions in the order of the file."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = BUFFER_BYTES
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._characters
        # No dump declares a document type, and what can be declared in one are entities that
        # swell, and addresses of files.
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            for chunk in self._chunks:
                parser.Parse(chunk, False)
                yield from self._taken()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise InputError(
                f"{self._path}: not well-formed XML at line {error.lineno} of its text:"
                f" {expat.ErrorString(error.code)}"
            ) from error
        yield from self._taken()

    def _taken(self) -> list[DumpRevision]:
        ready, self._ready = self._ready, []
        return ready

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "mediawiki":
            self._refuse(f"its outermost element is {name!r}, not mediawiki")
        self._open.append(name)
        if len(self._open) > MOST_DEEP:
            self._refuse(f"elements are nested more than {MOST_DEEP} deep")
        if name == "page":
            self._pages += 1
            self._page, self._values = {}, {}
        elif name == "revision":
            self._page = self._values or self._page
            self._values, self._flags = {}, set()
        elif name == "minor":
            self._flags.add("minor")
        elif name == "text" and "deleted" in attributes:
            self._flags.add("hidden")
        self._text, self._length = [], 0

    def _characters(self, text: str) -> None:
        if not self._open or self._open[-1] not in KEPT:
            return
        self._length += len(text)
        if self._length > self._most_bytes:
            if self._open[-1] == "text":
                self._flags.add("too large")
            self._text = []
        else:
            self._text.append(text)

    def _ended(self, name: str) -> None:
        text = "".join(self._text)
        self._text, self._length = [], 0
        self._open.pop()
        if name == "dbname":
            if self._wiki and text != self._wiki:
                self._refuse(f"it is of the wiki {text!r}, not {self._wiki!r}")
        elif name == "revision":
            self._ready.append(self._revision())
            self._values = {}
        elif name == "page":
            self._values = {}
        elif name in KEPT and (name != "id" or self._open[-1:] != ["contributor"]):
            self._values[name] = text

    def _revision(self) -> DumpRevision:
        page, values = self._page, self._values
        too_large = "too large" in self._flags
        absent = too_large or "hidden" in self._flags
        try:
            return DumpRevision(
                page_number=self._pages,
                page_id=int(page["id"]),
                namespace=int(page["ns"]),
                title=page["title"],
                rev_id=int(values["id"]),
                parent_id=int(values.get("parentid") or 0),
                timestamp=values.get("timestamp", ""),
                user=values.get("username") or values.get("ip", ""),
                comment=values.get("comment", ""),
                minor="minor" in self._flags,
                model=values.get("model", "wikitext"),
                sha1=values.get("sha1", ""),
                text=None if absent else values.get("text", ""),
                too_large=too_large,
            )
        except (KeyError, ValueError) as error:
            raise InputError(
                f"{self._path}: a revision of page {self._pages} ({page.get('title', '?')!r})"
                f" lacks its {error}"
            ) from error

    def _refuse(self, problem: str) -> NoReturn:
        raise InputError(f"{self._path}: {problem}; this is no dump that can be read")

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse("it declares a document type")
