"""A talk-page message to the editor, for a person to read, change and approve."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.core.model import Draft, LintedText, ReportStatus
from bot.output.draft_points import MOST_POINTS, Point, points
from bot.output.escape_wikitext import escape_wikitext
from bot.output.totals import readable_time
from bot.output.wikitext_links import Wikitext, diff_link, guideline_link
from rules.contract import Origin

if TYPE_CHECKING:
    from jinja2 import Template

_QUOTE_LIMIT = 140
_OTHERS_QUOTED = 3
_EVIDENCE_QUOTED = 2
_NUMBERS = ("no", "one", "two", "three", "four", "five")


def draft(
    linted: LintedText, *, tool_name: str = "revlint", max_points: int = MOST_POINTS
) -> Draft | None:
    """The message, or None if there is nothing to write or nobody to write to.

    It mentions at most ``max_points`` kinds of fault, found by stable rules in what the revision
    introduced; it says what was seen, where, and which guideline speaks of it, and judges nobody.
    It carries no signature and no link to a user page, so that a draft put on a page notifies no
    one. A revision that was not linted to its end gets none, nor does an unregistered editor's:
    their address is not to be written anywhere.
    """
    report = linted.report
    if report.status is not ReportStatus.LINTED or not report.user or _is_address(report.user):
        return None
    said = points(report, max_points)
    if not said.findings:
        return None
    date = readable_time(report.timestamp).partition(",")[0] if report.timestamp else ""
    wikitext = _template().render(
        title=report.title,
        diff=diff_link(report.rev_id, f"your edit of {date}" if date else "your edit"),
        groups=[group for group in (said.substantive, said.cosmetic) if group],
        wiki=report.wiki,
        tool_name=tool_name,
    )
    page = escape_wikitext(report.title) or "a page"
    return Draft(
        title=f"User talk:{report.user}",
        heading=f"Your edit to {page}",
        wikitext=wikitext.strip(),
        fingerprints=tuple(finding.fingerprint for finding in said.findings),
    )


@cache
def _template() -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Autoescape is for HTML; here `finalize` puts every value through the wikitext escaper.
    environment = ImmutableSandboxedEnvironment(
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = _quoted
    environment.filters["number_word"] = _number_word
    environment.filters["guideline"] = guideline_link
    environment.filters["also"] = _also
    environment.filters["comparisons"] = _comparisons
    environment.globals["SUMMARY"] = Origin.SUMMARY
    text = files("bot.output").joinpath("templates", "talk_draft.wikitext.j2")
    return environment.from_string(text.read_text(encoding="utf-8"))


def _escaped(value: Any) -> str:
    """Every value on its way into the message; only our own links stay as they are."""
    return value if isinstance(value, Wikitext) else escape_wikitext(str(value))


def _quoted(text: str) -> Wikitext:
    """A text between quotation marks, on one line and not too long to be read."""
    # The signs of a heading are not part of what it says.
    shown = text.strip("= ") if text.startswith("==") else text
    return Wikitext(f"“{escape_wikitext(shown.strip() or text, limit=_QUOTE_LIMIT)}”")


def _number_word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _also(point: Point) -> Wikitext:
    """The other places of the same fault: ``“a”, “b” and “c”``, or nothing."""
    quotes = list(dict.fromkeys(f.quote for f in point.others if f.quote != point.finding.quote))
    shown: list[str] = [_quoted(quote) for quote in quotes[:_OTHERS_QUOTED]]
    left = len(quotes) - len(shown)
    if left:
        shown.append(f"{_number_word(left)} more like {'it' if left == 1 else 'them'}")
    return Wikitext(_listed(shown))


def _comparisons(point: Point) -> Wikitext:
    """The other claims that the finding rests on, unless its message has quoted them already."""
    finding = point.finding
    quotes = dict.fromkeys(
        item.quote for item in finding.evidence if item.quote not in finding.message
    )
    return Wikitext(_listed([_quoted(quote) for quote in list(quotes)[:_EVIDENCE_QUOTED]]))


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _is_address(user: str) -> bool:
    try:
        ipaddress.ip_address(user.strip())
    except ValueError:
        return False
    return True
