"""The report as one self-contained HTML page for reviewers: no script, no outside resource."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.core.model import LintedText
from bot.output.addresses import web_address
from bot.output.html_view import RevisionView, revision_view
from bot.output.invisible import JOINERS, visible
from bot.output.totals import readable_time, totals

if TYPE_CHECKING:
    from jinja2 import Template

_KEPT = JOINERS + "\n\t"


def html_report(texts: Sequence[LintedText], *, base_url: str | None = None) -> str:
    """What a run found, as a page to read, print or send.

    ``base_url`` is the wiki's ``index.php``, which revision links lead to; without it only
    revisions of the English Wikipedia are linked. Whatever comes from a wiki or a rule is escaped,
    isolated in ``<bdi>`` against direction controls, and shown with its hidden characters visible.
    """
    from markupsafe import Markup

    css = _resource("report.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    revisions: list[RevisionView] = [
        revision_view(linted, number, base_url) for number, linted in enumerate(texts, 1)
    ]
    return _template().render(
        css=Markup(css),  # our own file; its hash is all the style that the page's policy allows
        css_hash=Markup(f"sha256-{digest}"),
        revisions=revisions,
        totals=totals(texts),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["web_address"] = web_address
    environment.filters["readable_time"] = readable_time
    return environment.from_string(_resource("report.html.j2"))


def _shown(value: Any) -> Any:
    """Every value on its way into the page: hidden characters of a text become visible."""
    # Markup is a str too, but it is our own or has been through here.
    return visible(value, keep=_KEPT) if type(value) is str else value


def _resource(name: str) -> str:
    return files("bot.output").joinpath("templates", name).read_text(encoding="utf-8")
