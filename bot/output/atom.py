"""Revisions with findings as an Atom feed (RFC 4287), to follow in a feed reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.core.model import Report, ReportStatus
from bot.output.addresses import revision_address, web_address
from bot.output.arrangement import arranged
from bot.output.escape_uri import escape_segment
from bot.output.escape_xml import escape_xml
from bot.output.file_names import file_name
from bot.output.totals import closing_line, totals_of
from bot.times import time_text, utc_time
from rules.contract import Finding

AUTHORITY = "revlint.invalid,2025"
"""Who names the entries, where no operator with a domain does (RFC 4151 and RFC 2606)."""

_UNFINISHED = (ReportStatus.FAILED, ReportStatus.INCOMPLETE)
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_RIGHTS = (
    "Quotations are from the linked revisions, whose histories name their authors; on Wikipedia "
    "they are under CC BY-SA 4.0."
)


def atom_feed(
    reports: Iterable[Report],
    *,
    wiki: str = "",
    base_url: str | None = None,
    self_url: str = "",
    authority: str = AUTHORITY,
) -> str:
    """The feed: an entry for each revision that has findings or was not checked, newest first.

    Ids are tag URIs of ``authority`` (a domain or address, a comma, the year of owning it) and of
    the revision's id: the same at every run. ``wiki`` names the feed. ``self_url`` is where it
    will be found, empty if that is not known. ``base_url`` is the wiki's ``index.php``.
    """
    kept = tuple(reports)
    told = [(r, _time(r)) for r in kept if r.findings or r.status in _UNFINISHED]
    told.sort(key=lambda pair: (pair[1], pair[0].rev_id), reverse=True)
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n',
            _element("id", f"tag:{authority}:feed{'-' + escape_segment(wiki) if wiki else ''}"),
            _element("title", f"revlint: findings on {wiki}" if wiki else "revlint: findings"),
            _element("subtitle", closing_line(totals_of(kept))),
            _element("updated", time_text(max((when for _, when in told), default=_NO_TIME))),
            "<author><name>revlint</name></author>\n",
            _element("generator", "revlint"),
            _element("rights", _RIGHTS),
            _link("self", web_address(self_url)),
            *(_entry(report, when, base_url, authority) for report, when in told),
            "</feed>\n",
        )
    )


def _entry(report: Report, when: datetime, base_url: str | None, authority: str) -> str:
    name = file_name(report, "atom").removesuffix(".atom")
    address = revision_address(report, base_url)
    codes = dict.fromkeys(finding.code for finding in report.findings)
    return "".join(
        (
            "<entry>\n",
            _element("id", f"tag:{authority}:{name}"),
            _element("title", _title(report)),
            _element("updated", time_text(when)),
            _link("alternate", address),
            *(f'<category term="{escape_xml(code)}"/>\n' for code in codes),
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">',
            *_content(report),
            "</div></content>\n</entry>\n",
        )
    )


def _title(report: Report) -> str:
    title = report.title or "(no title)"
    if report.part_beside_title:
        title += f" ({report.part})"
    number = len(report.findings)
    found = f"{number} finding{'' if number == 1 else 's'}"
    if report.status in _UNFINISHED:
        return f"{title}: {report.status.value}" + (f", {found}" if number else "")
    return f"{title}: {found}"


def _content(report: Report) -> Iterator[str]:
    if report.status is not ReportStatus.LINTED:
        reason = report.reason or "no reason was given"
        yield f"<p>{escape_xml(report.status.value)}: {_shown(reason)}</p>"
    for heading, findings in arranged(report).items():
        yield f"<h3>{escape_xml(heading.value)}</h3><ul>"
        yield from map(_finding, findings)
        yield "</ul>"


def _finding(finding: Finding) -> str:
    address = web_address(finding.source.url)
    source = _shown(finding.source.name or finding.source.url)
    if address:
        source = f'<a href="{escape_xml(address)}">{source}</a>'
    line = f"<li><b>{_shown(finding.code)}</b> {_shown(finding.message)}"
    line += f" <q>{_shown(finding.quote)}</q>"
    if finding.suggestions:
        line += f" → {' or '.join(_shown(text or '(nothing)') for text in finding.suggestions)}"
    return f"{line} ({finding.severity.value}, line {finding.line}; {source})</li>"


def _shown(text: str) -> str:
    """A text that a wiki or a rule may have written, which cannot turn what stands beside it."""
    return f'<span dir="auto">{escape_xml(text)}</span>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape_xml(text)}</{name}>\n"


def _link(relation: str, address: str | None) -> str:
    return f'<link rel="{relation}" href="{escape_xml(address)}"/>\n' if address else ""


def _time(report: Report) -> datetime:
    return utc_time(report.timestamp) or _NO_TIME
