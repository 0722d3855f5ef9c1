"""Jinja for wikitext: whatever a template is given is escaped, whatever it writes itself is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.output.escape_wikitext import escape_wikitext
from bot.output.wikitext_links import Wikitext

_FORMATTING = ("format", "format_map")


class WikitextEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox whose templates put every value through the wikitext escaper."""

    def __init__(self, loader: BaseLoader) -> None:
        # Autoescape is for HTML, and knows no other escaper.
        super().__init__(
            loader=loader,
            autoescape=False,
            undefined=StrictUndefined,
            finalize=_escaped,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # What a block or a macro has written was escaped there, and must not be again.
        self.concat = _concatenated  # type: ignore[method-assign]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.FilterBlock):
            # It would have the last word after the escaper: `striptags` undoes it.
            raise TemplateSyntaxError(
                "{% filter %} is not allowed; filter the values instead",
                node.lineno,
                name,
                filename,
            )
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja does, but that no text formats values into itself, past the escaper."""
        if isinstance(obj, str) and attribute in _FORMATTING:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: str | Any) -> Any:
        """As `getattr`."""
        if isinstance(obj, str) and argument in _FORMATTING:
            return self.undefined(obj=obj, name=str(argument))
        return super().getitem(obj, argument)


def _escaped(value: Any) -> str:
    """Every value on its way into the message; only our own wikitext stays as it is."""
    return value if isinstance(value, Wikitext) else escape_wikitext(str(value))


def _concatenated(pieces: Iterable[str]) -> Wikitext:
    return Wikitext("".join(pieces))
