"""What all HTML pages share: the templates, the escaping, the style and the policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.output.addresses import web_address
from bot.output.editors import without_editors
from bot.output.invisible import JOINERS, visible
from bot.output.totals import readable_time

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_KEPT = JOINERS + "\n\t"
_STYLES = ("report.css", "period.css")
_SCRIPTS = ("report.js",)


def html_page(template: str, **values: Any) -> str:
    """A self-contained page: its style and script inside, and a policy that allows no other.

    Every value is escaped, shown with its hidden characters visible, and without the names of
    editors; Markup alone goes in as it is.
    """
    from markupsafe import Markup

    css, script = _joined(*_STYLES), _joined(*_SCRIPTS)
    return (
        _environment()
        .get_template(template)
        .render(
            css=Markup(css),  # our own files; the policy allows nothing but these by their hash
            css_hash=_digest(css),
            script=Markup(script),
            script_hash=_digest(script),
            **values,
        )
        .lstrip()
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["href"] = _href
    environment.filters["readable_time"] = readable_time
    return environment


def _shown(value: Any) -> Any:
    """Every value on its way into the page."""
    # Markup is a str too, but it is our own or has been through here.
    return visible(without_editors(value), keep=_KEPT) if type(value) is str else value


def _href(url: str) -> Markup:
    """An address as the value of an attribute; an empty one if it is not of the web."""
    from markupsafe import escape

    return escape(web_address(url) or "")


def _joined(*names: str) -> str:
    return "\n".join(_resource(name) for name in names)


def _digest(text: str) -> Markup:
    from markupsafe import Markup

    return Markup("sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def _resource(name: str) -> str:
    return files("bot.output").joinpath("templates", name).read_text(encoding="utf-8")
