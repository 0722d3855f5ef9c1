"""Charts as inline SVG: drawings alone, without script, style or address, coloured by the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bot.core.wilson import wilson_interval
from bot.output.editors import without_editors
from bot.output.invisible import visible
from bot.output.totals import MONTHS
from bot.ports import ReviewVerdict, StoredReport
from bot.times import utc_time

if TYPE_CHECKING:
    from markupsafe import Markup

FAMILIES_SHOWN = 7
"""Series of the chart over time; the colours of more cannot be told apart. The rest are one."""
RULES_SHOWN = 15
PAGES_SHOWN = 10
LEAST_FINDINGS = 10
LEAST_PAGES = 3
"""Of fewer there is nothing to see in a drawing that a line of text does not say."""
STEPS = 14
"""About so many bars lie on the chart over time."""
LABEL_LENGTH = 28

_OTHER = "other"
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWING = frozenset({"svg", "g", "path", "rect", "text", "title", "line", "circle"})
_TOOLTIPS = frozenset({"tooltip", "tooltip-overlay"})
_GEOMETRY = frozenset(
    {"class", "d", "height", "rx", "ry", "transform", "viewBox", "width", "x", "y"}
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and the same in figures: a heading row, then rows."""

    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of a report; None where there is nothing to draw."""

    families: Chart | None
    precision: Chart | None
    pages: Chart | None


def charts(reports: Sequence[StoredReport], open_by_page: Mapping[str, int]) -> Charts:
    """The charts on the reports; ``open_by_page`` counts open findings by the page's title."""
    from pygal.etree import etree

    # It takes lxml where that is installed, whose trees hold comments and are written otherwise.
    etree.to_etree()
    return Charts(_families(reports), _precision(reports), _pages(open_by_page))


def _families(reports: Sequence[StoredReport]) -> Chart | None:
    found: list[tuple[datetime, str]] = []
    for stored in reports:
        when = utc_time(stored.report.timestamp)
        if when is not None:
            found += [(when, one.code.rstrip("0123456789")) for one in stored.report.findings]
    if len(found) < LEAST_FINDINGS:
        return None
    steps = _Steps(min(when for when, _ in found), max(when for when, _ in found))
    common = Counter(family for _, family in found).most_common()
    names = [family for family, _ in common[:FAMILIES_SHOWN]]
    if len(common) > FAMILIES_SHOWN:
        names.append(_OTHER)
    counts = Counter(
        (family if family in names else _OTHER, steps.index(when)) for when, family in found
    )
    series = [(name, [counts[name, at] for at in range(len(steps.labels))]) for name in names]

    from pygal import StackedBar

    chart = StackedBar(**_options(height=300, legend_at_bottom=True, legend_at_bottom_columns=4))
    chart.x_labels = steps.labels
    chart.x_labels_major_count = 4
    chart.show_minor_x_labels = len(steps.labels) <= 4
    chart.y_labels = _whole_numbers(
        max(sum(values[at] for _, values in series) for at in range(len(steps.labels)))
    )
    for name, values in series:
        chart.add(name, values)
    rows = [
        (label, *(str(values[at]) for _, values in series)) for at, label in enumerate(steps.labels)
    ]
    return Chart(_drawing(chart), ("From", *names), tuple(rows))


def _precision(reports: Sequence[StoredReport]) -> Chart | None:
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for stored in reports:
        for finding in stored.report.findings:
            verdict = stored.verdicts.get(finding.fingerprint)
            if verdict in (ReviewVerdict.RIGHT, ReviewVerdict.WRONG):
                judged[finding.code] += 1
                right[finding.code] += verdict is ReviewVerdict.RIGHT
    if not judged:
        return None
    codes = sorted(code for code, _ in judged.most_common(RULES_SHOWN))
    intervals = {code: wilson_interval(right[code], judged[code]) for code in codes}

    from pygal import HorizontalBar

    chart = HorizontalBar(**_options(height=90 + 26 * len(codes), range=(0, 100)))
    chart.x_labels = codes
    chart.y_labels = [0, 25, 50, 75, 100]
    chart.add(
        "%",
        [
            {
                "value": 100 * right[code] / judged[code],
                "ci": {"low": 100 * intervals[code][0], "high": 100 * intervals[code][1]},
            }
            for code in codes
        ],
    )
    rows = [
        (
            code,
            f"{right[code]} of {judged[code]}",
            f"{100 * right[code] / judged[code]:.0f}%",
            f"{100 * intervals[code][0]:.0f}–{100 * intervals[code][1]:.0f}%",
        )
        for code in codes
    ]
    return Chart(_drawing(chart), ("Rule", "Right", "Precision", "95% interval"), tuple(rows))


def _pages(open_by_page: Mapping[str, int]) -> Chart | None:
    most = sorted(
        ((title, count) for title, count in open_by_page.items() if count),
        key=lambda pair: (-pair[1], pair[0]),
    )[:PAGES_SHOWN]
    if len(most) < LEAST_PAGES:
        return None

    from pygal import HorizontalBar

    chart = HorizontalBar(**_options(height=90 + 26 * len(most)))
    chart.x_labels = [_label(title) for title, _ in reversed(most)]
    chart.add("open", [count for _, count in reversed(most)])
    chart.y_labels = _whole_numbers(most[0][1])
    return Chart(
        _drawing(chart),
        ("Page", "Open findings"),
        tuple((title, str(count)) for title, count in most),
    )


class _Steps:
    """Equal steps over a time: hours, days, or several of them."""

    def __init__(self, first: datetime, last: datetime) -> None:
        hours = max((last - first) / timedelta(hours=1), 0)
        of_days = hours > 2 * STEPS
        unit = 24 if of_days else 1
        per_step = max(1, round(hours / unit / STEPS))
        self._width = timedelta(hours=unit * per_step)
        self._start = first.replace(
            hour=0 if of_days else first.hour, minute=0, second=0, microsecond=0
        )
        number = int((last - self._start) / self._width) + 1
        self.labels = [
            f"{when.day} {MONTHS[when.month - 1][:3]}{'' if of_days else f' {when:%H}:00'}"
            for when in (self._start + at * self._width for at in range(number))
        ]

    def index(self, when: datetime) -> int:
        return int((when - self._start) / self._width)


def _whole_numbers(top: int) -> list[int]:
    """About five round marks of an axis that reaches ``top``."""
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next(step for step in steps if step * 5 >= top)
    return list(range(0, top + step, step))


def _label(title: str) -> str:
    shown = visible(without_editors(title))
    return shown if len(shown) <= LABEL_LENGTH else shown[: LABEL_LENGTH - 1] + "…"


def _options(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "width": 400,
        "explicit_size": False,
        "js": (),
        "css": (),
        "margin": 12,
        "show_legend": "legend_at_bottom" in changes,
        "truncate_label": -1,
        "truncate_legend": -1,
        "print_values": False,
        "no_prefix": True,
        "disable_xml_declaration": True,
    }
    return fields | changes


def _drawing(chart: Any) -> Markup:
    """The chart with nothing in it but shapes, words and classes."""
    from markupsafe import Markup

    root = chart.render_tree()
    _strip(root)
    root.set("class", "chart")
    root.set("aria-hidden", "true")  # the same figures stand in a table beside it
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _strip(element: ElementTree.Element) -> None:
    for child in list(element):
        name = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else ""
        classes = child.get("class", "").split()
        if name not in _DRAWING or not _TOOLTIPS.isdisjoint(classes):
            element.remove(child)
        else:
            _strip(child)
    for name in list(element.keys()):
        if name not in _GEOMETRY:
            del element.attrib[name]
