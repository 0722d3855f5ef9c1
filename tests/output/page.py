"""An HTML page taken apart: its elements, its links and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = tuple[tuple[str, str | None], ...]


@dataclass(slots=True)
class Page:
    """The start tags with attributes; text outside of style and script, and in ``<bdi>``."""

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    text: str = ""
    isolated: str = ""

    @property
    def tags(self) -> list[str]:
        """The names of the elements in order."""
        return [tag for tag, _ in self.elements]

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, over all elements."""
        return [
            value or ""
            for _, attributes in self.elements
            for name, value in attributes
            if name == attribute
        ]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, tuple(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"style", "script"} & set(self._open):
            return
        self.page.text += data
        if "bdi" in self._open:
            self.page.isolated += data


def parsed(html: str) -> Page:
    """The page that a browser would build, for well-formed HTML such as ours and MediaWiki's."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.page
