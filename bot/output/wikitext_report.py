"""The report page in the account's own user space: a list of findings as wikitext."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.editor_names import without_addresses
from bot.core.model import ReportStatus
from bot.core.outgoing import NOINDEX
from bot.output.escape_wikitext import escape_wikitext
from bot.output.report_rows import Group, Row, Rows, rows_of
from bot.output.totals import readable_time
from bot.output.wikitext_links import Wikitext, diff_link, guideline_link
from bot.ports import ReviewedReport
from rules.contract import Origin

MOST_BYTES = 190_000
_QUOTE_LIMIT = 140
_MESSAGE_LIMIT = 280
_ROOM_FOR_THE_END = 1_500
_USER_NAMESPACES = frozenset({2, 3})

_HEADINGS = {
    Group.ERROR: "To put right",
    Group.WARNING: "Matters of style",
    Group.ADVICE: "To judge",
    Group.PREVIEW: "From rules on trial",
}
_LEGEND = {
    Group.ERROR: "clear faults of substance: figures, dates or sources that cannot stand so",
    Group.WARNING: "clear departures from the manual of style",
    Group.ADVICE: "places where a person has to judge",
    Group.PREVIEW: "what rules say whose precision is not yet known; expect false alarms",
}

_NOT_QUOTED = (
    "Not quoted",
    "the article is about a living person, or it is not known whether it is",
)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What the page is told besides the reports.

    ``since`` and ``until`` bound the edits that were asked for, as ISO 8601 or empty. Only pages
    whose ids are in ``quotable`` are quoted; None is every page. ``hidden`` are revisions of
    which the wiki hides something, which are left out.
    """

    tool_name: str = "revlint"
    since: str = ""
    until: str = ""
    quotable: frozenset[int] | None = frozenset()
    hidden: frozenset[int] = frozenset()
    max_bytes: int = MOST_BYTES


def wikitext_report(reports: Iterable[ReviewedReport], wiki: str, form: ReportForm) -> str:
    """The page, no longer than ``form.max_bytes`` in UTF-8; what it leaves out it counts.

    Pages and revisions are linked by number, so that no title becomes a link; it names no user,
    and carries no signature.
    """
    wanted = [one for one in reports if one.checked.report.rev_id not in form.hidden]
    listed = rows_of(wanted)
    head = _head(listed, form)
    left = form.max_bytes - len("\n".join(head).encode()) - _ROOM_FOR_THE_END
    body: list[str] = []
    omitted: Counter[Group] = Counter()
    for group in Group:
        rows = [row for row in listed.rows if row.group is group]
        table, shown = _section(group, rows, wiki, form, left)
        omitted[group] = len(rows) - shown
        left -= len("\n".join(table).encode()) + 1
        body += table
    return "\n".join([*head, *body, *_omitted(omitted), *_foot()])


def _head(listed: Rows, form: ReportForm) -> list[str]:
    outcomes = listed.outcomes
    since, until = form.since or listed.first, form.until or listed.last
    window = ""
    if since or until:
        window = f" It covers edits from {_time(since)} to {_time(until)}."
    counts = [
        f"{outcomes[ReportStatus.LINTED]} checked",
        f"{outcomes[ReportStatus.INCOMPLETE]} not read to the end",
        f"{outcomes[ReportStatus.SKIPPED]} skipped",
        f"{outcomes[ReportStatus.FAILED]} failed",
    ]
    pages = len({row.report.page_id or row.report.title for row in listed.rows})
    head = [
        f"{NOINDEX}__NOTOC____NOEDITSECTION__",
        "This page lists places in recent edits that may be worth a second look. A program,"
        f" {escape_wikitext(form.tool_name)}, picked them out; it can be mistaken, and it changes"
        f" no article.{window}",
        "",
        f"* Edits: {', '.join(counts)}.",
        f"* Findings: {len(listed.rows)} on {_counted(pages, 'page')}.",
    ]
    if listed.unwanted:
        head.append(f"* Set aside by reviewers: {_counted(listed.unwanted, 'finding')}.")
    if form.hidden:
        hidden = _counted(len(form.hidden), "edit")
        head.append(f"* Left out, because the wiki hides something of it: {hidden}.")
    legend = [*((_HEADINGS[group], _LEGEND[group]) for group in Group), _NOT_QUOTED]
    return [
        *head,
        "",
        '{| class="wikitable mw-collapsible mw-collapsed"',
        "|+ How to read this page",
        *(f'|-\n! scope="row" | {name}\n| {meaning}' for name, meaning in legend),
        "|}",
        "",
    ]


def _section(
    group: Group, rows: Sequence[Row], wiki: str, form: ReportForm, room: int
) -> tuple[list[str], int]:
    """The section, and how many of its rows found room."""
    if not rows:
        return [], 0
    opened = [
        f"== {_HEADINGS[group]} ({len(rows)}) ==",
        '{| class="wikitable sortable mw-collapsible'
        + ("" if group is Group.ERROR else " mw-collapsed")
        + '" style="width:100%"',
        "! Page !! Edit !! Line !! What stands there !! What may be wrong !! Guideline",
    ]
    room -= len("\n".join([*opened, "|}", ""]).encode()) + 2
    lines: list[str] = []
    shown = 0
    for row in rows:
        cells = _row(row, wiki, form)
        size = len(cells.encode()) + 1
        if size > room:
            break
        room -= size
        lines.append(cells)
        shown += 1
    return ([*opened, *lines, "|}", ""], shown) if shown else ([], 0)


def _row(row: Row, wiki: str, form: ReportForm) -> str:
    finding, report = row.finding, row.report
    in_summary = finding.origin is Origin.SUMMARY
    quotable = form.quotable is None or report.page_id in form.quotable
    rule = f"{finding.name.replace('-', ' ')} ({finding.code})"
    quote = "''in the edit summary''" if in_summary else "''not quoted''"
    what = escape_wikitext(rule)
    if quotable:
        # A summary may name a user, and whoever was undone need not be listed.
        message = without_addresses(finding.message) if in_summary else finding.message
        what = escape_wikitext(message, _MESSAGE_LIMIT)
        if not in_summary:
            quote = escape_wikitext(finding.quote, _QUOTE_LIMIT)
    day = readable_time(report.timestamp).partition(",")[0] if report.timestamp else ""
    cells = (
        _page_link(row),
        f'data-sort-value="{report.rev_id}" | '
        + diff_link(report.rev_id, day or f"revision {report.rev_id}"),
        "" if in_summary else str(finding.line),
        quote,
        what,
        guideline_link(finding.source, wiki),
    )
    # One cell a line, so that no cell begins with a sign that a table understands.
    return "\n".join(["|-", *(f"| {cell}" for cell in cells)])


def _page_link(row: Row) -> Wikitext:
    """A link by number; a user's page goes without its title, which is a name."""
    report = row.report
    named = report.title and row.namespace not in _USER_NAMESPACES
    label = escape_wikitext(report.title if named else "a page")
    if report.page_id <= 0:
        return Wikitext(label)
    return Wikitext(f"[[Special:Redirect/page/{report.page_id}|{label}]]")


def _omitted(omitted: Counter[Group]) -> list[str]:
    total = omitted.total()
    if not total:
        return []
    parts = [f"{omitted[group]} of “{_HEADINGS[group]}”" for group in Group if omitted[group]]
    return [
        f"'''No room on this page''' for {_counted(total, 'finding')}: {', '.join(parts)}.",
        "",
    ]


def _foot() -> list[str]:
    return [
        "<small>What is quoted here is by the authors of the articles, whom the history of each"
        " page names, and is used under the"
        " [https://creativecommons.org/licenses/by-sa/4.0/ Creative Commons Attribution-ShareAlike"
        " 4.0 licence]; the link in the same line leads to its edit.</small>",
    ]


def _time(timestamp: str) -> str:
    return escape_wikitext(readable_time(timestamp)) if timestamp else "now"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
