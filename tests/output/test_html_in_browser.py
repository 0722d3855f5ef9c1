"""The HTML report in a real browser: what is marked, what runs, what fits, what can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.core.model import LintedText
from bot.output.html import html_report
from bot.output.invisible import visible
from rules.contract import Origin
from tests.hostile import Case, cases
from tests.output.browsing import PHONE_WIDTH, viewed
from tests.output.linted import FULL, RUN, TEXT, finding, linted, with_payload

pytestmark = pytest.mark.browser

READABLE_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3

Show = Callable[..., Any]

# Every text with its contrast to what lies behind it, as WCAG computes it.
CONTRASTS = """
const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
const colour = s => (s.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const behind = e => {
  for (; e; e = e.parentElement) {
    const c = colour(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c;
  }
  return [255, 255, 255];
};
document.querySelectorAll('details').forEach(d => d.open = true);
const found = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const text = walk.currentNode.textContent.trim(), e = walk.currentNode.parentElement;
  if (!text || !e.checkVisibility()) continue;
  const [a, b] = [light(colour(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
  found.push([text.slice(0, 40), (a + 0.05) / (b + 0.05)]);
}
return found;
"""


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Show:
    """A function that opens the report of some texts, and returns the browser."""

    def open_report(*texts: LintedText, width: int = 1280, scheme: str = "light") -> Any:
        file = tmp_path / "report.html"
        file.write_text(html_report(texts), encoding="utf-8")
        return viewed(browser, file, width=width, scheme=scheme)

    return open_report


def marked(browser: Any) -> dict[str, str]:
    """The text under each mark, by the number of its finding, pieces joined."""
    pieces: list[list[str]] = browser.execute_script(
        "return [...document.querySelectorAll('[data-findings]')]"
        ".map(e => [e.dataset.findings, e.textContent])"
    )
    found: dict[str, str] = {}
    for numbers, text in pieces:
        for number in numbers.split():
            found[number] = found.get(number, "") + text
    return found


def test_the_marked_texts_are_the_quotes(show: Show) -> None:
    shown = marked(show(FULL))
    quotes = [f.quote for f in FULL.report.findings if f.origin is not Origin.EXISTING]
    assert sorted(shown.values()) == sorted(quotes)


def test_marks_that_overlap_or_cross_lines_show_their_whole_quotes(show: Show) -> None:
    passage = TEXT[TEXT.index("the line opened") : TEXT.index("The director") + 12]
    assert passage.count("\n") == 2
    overlapping = (
        finding("founded on 03 May", "One."),
        finding("03 May 1883", "Two."),
        finding("May", "Three."),
        finding(passage, "Four."),
    )
    shown = marked(show(linted(*overlapping)))
    quotes = {f.quote.replace("\n", "") for f in overlapping}
    assert set(shown.values()) == quotes


@pytest.mark.parametrize("case", cases("html_out"), ids=str)
def test_nothing_hostile_runs(show: Show, case: Case) -> None:
    browser = show(with_payload(case.text))
    address = browser.current_url
    assert browser.execute_script("return window.started") == []
    assert browser.execute_script("return [document.scripts.length, document.images.length]") == [
        1,
        0,
    ]
    assert browser.current_url == address
    assert visible(case.text) in browser.execute_script("return document.body.textContent")


def test_the_page_policy_stops_even_a_script_that_is_there(show: Show) -> None:
    browser = show(FULL)
    browser.execute_script(
        "const s = document.createElement('div');"
        "s.innerHTML = '<img src=x onerror=alert(1)>';"
        "document.body.append(s);"
        "const t = document.createElement('script');"
        "t.textContent = 'alert(2)';"
        "document.body.append(t);"
    )
    assert browser.execute_script("return window.started") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(show: Show, scheme: str) -> None:
    contrasts = show(*RUN, scheme=scheme).execute_script(CONTRASTS)
    assert len(contrasts) > 100
    assert [row for row in contrasts if row[1] < READABLE_CONTRAST] == []


def test_dark_mode_is_dark(show: Show) -> None:
    script = "return getComputedStyle(document.body).backgroundColor"
    colours = [show(FULL, scheme=s).execute_script(script) for s in ("light", "dark")]
    assert colours == ["rgb(244, 245, 247)", "rgb(18, 22, 28)"]


@pytest.mark.parametrize("texts", [RUN, (with_payload("W" * 300),)], ids=["run", "long word"])
def test_nothing_sticks_out_on_a_phone(show: Show, texts: tuple[LintedText, ...]) -> None:
    browser = show(*texts, width=PHONE_WIDTH)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.execute_script("return document.documentElement.scrollWidth") == PHONE_WIDTH


def test_a_number_in_the_text_leads_to_its_card_and_back(show: Show) -> None:
    browser = show(FULL)
    browser.execute_script("document.querySelector('.change a.number').click()")
    card = browser.execute_script("return document.querySelector(':target').className")
    assert card == "card warning"
    browser.execute_script("document.querySelector(':target a.number').click()")
    assert browser.execute_script("return document.querySelector(':target').className") == "anchor"
