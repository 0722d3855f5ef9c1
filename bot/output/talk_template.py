"""The templates of talk-page messages: ours, or those of a wiki in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from jinja2 import Template

NAME = "talk_draft.wikitext.j2"
OURS = "revlint"
"""A template of a wiki may build on ours: ``{% extends "revlint/talk_draft.wikitext.j2" %}``."""


class TalkTemplate:
    """A template, read when it is first used. ``folder`` is that of a wiki; empty for ours.

    It cannot reach anything but the values it is given, and each of them goes through the
    wikitext escaper on its way into the message.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder

    def rendered(self, values: Mapping[str, Any], filters: Mapping[str, Filter]) -> str:
        """The message, as wikitext.

        Raises:
            ConfigurationError: the template is missing, or does not work; it names the file and
                the line.
        """
        from jinja2 import TemplateError

        try:
            self._template.environment.filters.update(filters)
            return self._template.render(values)
        except ConfigurationError:
            raise
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise self._mistake(error) from error

    @cached_property
    def _template(self) -> Template:
        from jinja2 import (
            ChoiceLoader,
            FileSystemLoader,
            FunctionLoader,
            PrefixLoader,
            TemplateError,
        )

        from bot.output.wikitext_environment import WikitextEnvironment

        ours = FunctionLoader(_own_template)
        loaders = [ours, PrefixLoader({OURS: ours})]
        if self._folder:
            place = Path(self._folder, NAME)
            if not place.is_file():
                raise ConfigurationError(f"draft.templates: there is no file {place}")
            loaders.insert(0, FileSystemLoader(self._folder))
        environment = WikitextEnvironment(ChoiceLoader(loaders))
        # Filters are looked for when a template is read; what they do is told with each message.
        environment.filters.update(dict.fromkeys(FILTERS, str))
        try:
            return environment.get_template(NAME)
        except (TemplateError, UnicodeDecodeError, OSError) as error:
            raise self._mistake(error) from error

    def _mistake(self, error: Exception) -> ConfigurationError:
        from jinja2 import TemplateSyntaxError

        if isinstance(error, TemplateSyntaxError):
            place = f"{error.filename or error.name or NAME}:{error.lineno}"
        else:
            lines = [
                f"{frame.f_code.co_filename}:{line}"
                for frame, line in walk_tb(error.__traceback__)
                if frame.f_code.co_filename.endswith((".j2", "<template>"))
            ]
            place = lines[-1] if lines else str(Path(self._folder, NAME))
        return ConfigurationError(f"{place}: {error}")


FILTERS = ("quoted", "number_word", "guideline", "also", "comparisons", "suggested", "has_words")
Filter = Callable[..., Any]


def _own_template(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    place = files("bot.output").joinpath("templates", name)
    if name != NAME:
        return None
    return place.read_text(encoding="utf-8"), str(place), lambda: True
