"""A talk-page message about an edit, for a person to read, change and approve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.editor_names import is_registered, without_addresses
from bot.core.model import Draft, LintedText, Report, ReportStatus
from bot.core.outgoing import MOST_HEADING, Recipient
from bot.errors import ConfigurationError
from bot.output.draft_points import MOST_POINTS, Point, points
from bot.output.escape_wikitext import escape_wikitext
from bot.output.talk_template import NAME, Filter, TalkTemplate
from bot.output.totals import readable_time
from bot.output.wikitext_links import Wikitext, diff_link, guideline_link
from rules.contract import Class, Finding, Origin

ARTICLES = 0
_QUOTE_LIMIT = 140
_OTHERS_QUOTED = 3
_EVIDENCE_QUOTED = 2
_NUMBERS = ("no", "one", "two", "three", "four", "five")
_TITLE_LIMITS = (255, 100, 60, 26)
_HEADING_ROOM = 60


@dataclass(frozen=True, slots=True)
class TalkForm:
    """How messages are written: at most ``max_points`` points, of style only if asked."""

    tool_name: str = "revlint"
    max_points: int = MOST_POINTS
    style: bool = False
    to: Recipient = Recipient.EDITOR
    template: TalkTemplate = field(default_factory=TalkTemplate)


DEFAULT_FORM = TalkForm()


def draft(linted: LintedText, form: TalkForm = DEFAULT_FORM, *, namespace: int = 0) -> Draft | None:
    """The message, or None if there is nothing to write, or nowhere to write it.

    It goes to the editor, or to the talk page of the article (of pages in other namespaces there
    is none then): always there if the editor has no registered account, for an address is not
    to be written anywhere. It mentions kinds of fault, found by stable rules in what the revision
    introduced; it says what was seen, where, and which guideline speaks of it, and judges nobody.
    It carries no signature and no link to a user page, so that a draft put on a page notifies no
    one. A revision that was not linted to its end gets none.

    Raises:
        ConfigurationError: the template does not work.
    """
    report = linted.report
    to_editor = form.to is Recipient.EDITOR and is_registered(report.user)
    if report.status is not ReportStatus.LINTED:
        return None
    if not to_editor and (namespace != ARTICLES or not report.title):
        return None
    said = points(report, form.max_points, style=form.style)
    if not said.findings:
        return None
    heading, wikitext = _rendered(report, form, to_editor, said.groups)
    return Draft(
        title=f"User talk:{report.user}" if to_editor else f"Talk:{report.title}",
        heading=heading,
        wikitext=wikitext,
        fingerprints=tuple(finding.fingerprint for finding in said.findings),
    )


def _rendered(
    report: Report, form: TalkForm, to_editor: bool, groups: Sequence[Sequence[Point]]
) -> tuple[str, str]:
    date = readable_time(report.timestamp).partition(",")[0] if report.timestamp else ""
    whose = "your edit" if to_editor else "an edit"
    text = form.template.rendered(
        {
            "to_editor": to_editor,
            "title": report.title,
            "short_title": _short(report.title),
            "date": date,
            "diff": diff_link(report.rev_id, f"{whose} of {date}" if date else whose),
            "groups": groups,
            "wiki": report.wiki,
            "tool_name": form.tool_name,
            "count": sum(len(group) for group in groups),
            "SUMMARY": Origin.SUMMARY,
            "COSMETIC": Class.COSMETIC,
        },
        _FILTERS,
    ).strip()
    first, _, rest = text.partition("\n")
    heading = first.strip().removeprefix("==").removesuffix("==").strip()
    if first.strip() != f"== {heading} ==" or not heading or not rest.strip():
        raise ConfigurationError(
            f"{NAME}: the first line of a message must be its heading, == … ==, and text follow"
        )
    if len(heading) > MOST_HEADING:
        raise ConfigurationError(
            f"{NAME}: a heading has more than {MOST_HEADING} characters; use short_title"
        )
    return heading, rest.strip()


def _short(title: str) -> Wikitext:
    """A title that fits into a heading, where each sign takes several characters."""
    for limit in _TITLE_LIMITS:
        shown = escape_wikitext(title, limit) or "a page"
        if len(shown) <= MOST_HEADING - _HEADING_ROOM:
            return Wikitext(shown)
    return Wikitext("a page")


def _quoted(what: Finding | str) -> Wikitext:
    """A text between quotation marks, on one line and not too long to be read."""
    text = what if isinstance(what, str) else what.quote
    # The signs of a heading are not part of what it says.
    shown = text.strip("= ") if text.startswith("==") else text
    if not isinstance(what, str) and what.origin is Origin.SUMMARY:
        shown = without_addresses(shown)
    return Wikitext(f"“{escape_wikitext(shown.strip() or text, limit=_QUOTE_LIMIT)}”")


def _number_word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _suggested(finding: Finding) -> Wikitext:
    """What may stand there instead, unless the message has said it already."""
    first = finding.suggestions[0] if finding.suggestions else ""
    if not _has_words(first) or first.rstrip(".,;") in finding.message:
        return Wikitext("")
    return _quoted(first)


def _has_words(text: str) -> bool:
    """Whether a text can be quoted: quotation marks around another sign tell nobody anything."""
    return any(character.isalnum() for character in text)


def _also(point: Point) -> Wikitext:
    """The other places of the same fault: ``“a”, “b” and “c”``, or nothing."""
    told = point.finding.quote
    others = {f.quote: f for f in point.others if f.quote != told and _has_words(f.quote)}
    shown: list[str] = [_quoted(other) for other in list(others.values())[:_OTHERS_QUOTED]]
    left = len(others) - len(shown)
    if left:
        shown.append(f"{_number_word(left)} more like {'it' if left == 1 else 'them'}")
    return Wikitext(_listed(shown))


def _comparisons(point: Point) -> Wikitext:
    """The other claims that the finding rests on, unless its message has quoted them already."""
    finding = point.finding
    quotes = dict.fromkeys(
        item.quote
        for item in finding.evidence
        if item.quote != finding.quote
        and item.quote not in finding.message
        and _has_words(item.quote)
    )
    return Wikitext(_listed([_quoted(quote) for quote in list(quotes)[:_EVIDENCE_QUOTED]]))


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


_FILTERS: dict[str, Filter] = {
    "quoted": _quoted,
    "number_word": _number_word,
    "guideline": guideline_link,
    "suggested": _suggested,
    "has_words": lambda finding: _has_words(finding.quote),
    "also": _also,
    "comparisons": _comparisons,
}
