"""The page about a period in a real browser: filters, keys, copying, without scripts, for all."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.output.period import period_report
from tests.output.browsing import LOADING_S, PHONE_WIDTH, viewed
from tests.output.period import BASE_URL, REASONS, SINCE, UNTIL, stored_period

pytestmark = pytest.mark.browser

Show = Callable[..., Any]

VISIBLE = "[...document.querySelectorAll('.card')].filter(c => !c.closest('[hidden]'))"
# What axe finds that keeps people out or hinders them badly.
AXE = """
const [options, done] = arguments;
axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html)])));
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A function from a number of findings to the file of the page with them, hostile ones too."""
    folder = tmp_path_factory.mktemp("period")

    def page(findings: int) -> Path:
        file = folder / f"{findings}.html"
        if not file.exists():
            html = period_report(
                stored_period(findings, hostile=True),
                wiki="enwiki",
                since=SINCE,
                until=UNTIL,
                base_url=BASE_URL,
                reasons=REASONS,
            )
            file.write_bytes(html.encode("utf-8", "replace"))
        return file

    return page


@pytest.fixture
def show(browser: Any, pages: Callable[[int], Path]) -> Show:
    """A function that opens the page with so many findings, and returns the browser."""

    def open_page(findings: int, **options: Any) -> Any:
        return viewed(browser, pages(findings), **options)

    return open_page


def press(browser: Any, key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(key).perform()


def click(browser: Any, selector: str) -> None:
    from selenium.webdriver.common.by import By

    element = browser.find_element(By.CSS_SELECTOR, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def focused(browser: Any) -> str:
    name: str = browser.execute_script("return document.activeElement.id")
    return name


@pytest.mark.parametrize("findings", [0, 1, 50, 5_000])
def test_every_number_of_findings_is_shown_and_nothing_runs(show: Show, findings: int) -> None:
    browser = show(findings)
    assert browser.execute_script(f"return {VISIBLE}.length") == findings
    assert browser.execute_script("return window.started") == []
    assert browser.execute_script("return [document.scripts.length, document.images.length]") == [
        1,
        0,
    ]
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_filters_leave_what_fits_and_say_how_much(show: Show) -> None:
    findings = 50
    browser = show(findings)
    click(browser, '[data-value="error"]')
    errors = browser.execute_script(f"return {VISIBLE}.map(c => c.className)")
    assert set(errors) == {"card error"}
    assert 0 < len(errors) < findings
    count = "return document.querySelector('#count').textContent"
    assert browser.execute_script(count) == f"{len(errors)} of {findings} findings"
    # Two of one group widen, one of another narrows.
    click(browser, '[data-value="NUM"]')
    narrow = browser.execute_script(f"return {VISIBLE}.map(c => c.dataset.f.split(' ')[0])")
    assert set(narrow) == {"NUM"}
    click(browser, '[data-value="DAT"]')
    wide = browser.execute_script(f"return {VISIBLE}.map(c => c.dataset.f.split(' ')[0])")
    assert set(wide) == {"NUM", "DAT"}
    assert len(wide) > len(narrow)
    browser.execute_script(
        "const s = document.querySelector('#sure'); s.value = '95'; "
        "s.dispatchEvent(new Event('change'))"
    )
    sure = browser.execute_script(f"return {VISIBLE}.map(c => Number(c.dataset.sure))")
    assert sure
    assert min(sure) >= 95
    pages = "return [...document.querySelectorAll('.page')].filter(p => !p.hidden && !" + VISIBLE
    assert browser.execute_script(f"{pages}.some(c => p.contains(c))).length") == 0
    click(browser, "#all")
    assert browser.execute_script(count) == f"{findings} of {findings} findings"


def test_a_filter_that_leaves_nothing_says_so(show: Show) -> None:
    browser = show(50)
    click(browser, '[data-value="SPL"]')
    click(browser, '[data-value="advice"]')
    assert browser.execute_script("return document.querySelector('#none').checkVisibility()")


def test_the_button_below_the_first_list_shows_only_what_needs_a_person(show: Show) -> None:
    browser = show(300)
    total = browser.execute_script("return document.querySelector('#now .count').textContent")
    click(browser, "#only-now")
    assert browser.execute_script(f"return {VISIBLE}.length") == int(total)


def test_keys_go_from_finding_to_finding_past_filtered_ones(show: Show) -> None:
    browser = show(50)
    open_ones = browser.execute_script(
        f"return {VISIBLE}.filter(c => !c.closest('details:not([open])')).map(c => c.id)"
    )
    press(browser, "j")
    assert focused(browser) == open_ones[0]
    press(browser, "j")
    press(browser, "j")
    press(browser, "k")
    assert focused(browser) == open_ones[1]
    click(browser, '[data-value="cosmetic"]')
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j")
    assert "cosmetic" in browser.execute_script("return document.activeElement.dataset.f")
    top = browser.execute_script("return document.activeElement.getBoundingClientRect().top")
    assert top >= 0


def test_a_key_opens_the_revision_in_a_new_tab(show: Show) -> None:
    browser = show(50)
    browser.execute_script("window.open = (...all) => { window.opened = all; }")
    press(browser, "j")
    press(browser, "o")
    link = browser.execute_script("return document.activeElement.querySelector('.revision').href")
    opened = browser.execute_script("return window.opened")
    assert opened == [link, "_blank", "noopener,noreferrer"]
    assert link.startswith(f"{BASE_URL}?diff=")


def test_the_question_mark_shows_the_keys_and_they_rest_meanwhile(show: Show) -> None:
    browser = show(50)
    press(browser, "?")
    assert browser.execute_script("return document.querySelector('#keys').open")
    press(browser, "j")
    assert "finding" not in focused(browser)
    click(browser, "#close-keys")
    assert not browser.execute_script("return document.querySelector('#keys').open")


@pytest.mark.parametrize("by", ["button", "key"])
def test_a_suggestion_is_copied(show: Show, by: str) -> None:
    browser = show(50)
    browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    browser.execute_script(
        "const b = document.querySelector('.page > .cards .copy');"
        "b.id = 'first-copy'; b.closest('.card').focus();"
    )
    wanted = browser.execute_script(
        "return document.querySelector('#first-copy').closest('li').querySelector('ins')"
        ".textContent"
    )
    if by == "button":
        click(browser, "#first-copy")
    else:
        press(browser, "c")
    read = "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))"
    assert browser.execute_async_script(read) == wanted
    assert browser.execute_script("return document.querySelector('#said').textContent") == "Copied"


def test_a_link_from_the_first_list_leads_to_its_card(show: Show) -> None:
    browser = show(50)
    click(browser, '[data-value="cosmetic"]')
    click(browser, ".lines-now ul a")
    card = browser.execute_script("return document.querySelector(':target').className")
    assert card.startswith("card ")
    assert browser.execute_script("return document.querySelector(':target').checkVisibility()")


def test_without_scripts_everything_is_there_to_read(browser: Any, show: Show) -> None:
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.ui import WebDriverWait

    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        shown = show(50, scripted=False)

        def matches(selector: str) -> int:
            tree = shown.execute_cdp_cmd("DOM.getDocument", {"depth": 1})["root"]["nodeId"]
            found = shown.execute_cdp_cmd(
                "DOM.querySelectorAll", {"nodeId": tree, "selector": selector}
            )
            return len(found["nodeIds"])

        # While it is loaded the document may be exchanged between the two questions.
        waiting = WebDriverWait(
            shown, LOADING_S, poll_frequency=0.05, ignored_exceptions=[WebDriverException]
        )
        waiting.until(lambda _: matches(".card") == 50)
        assert matches("html.scripted") == 0
        assert matches(".card[hidden], .page[hidden]") == 0
        from selenium.webdriver.common.by import By

        assert not shown.find_element(By.CSS_SELECTOR, ".filters").is_displayed()
        assert not shown.find_element(By.CSS_SELECTOR, ".copy").is_displayed()
        assert shown.find_element(By.CSS_SELECTOR, ".card .message").is_displayed()
        shown.find_element(By.CSS_SELECTOR, ".page .fold summary").click()
        assert shown.find_element(By.CSS_SELECTOR, ".fold[open] .card .message").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("width", [1280, PHONE_WIDTH])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, show: Show, width: int, scheme: str) -> None:
    # The page's policy allows no other script, so this one comes before the page.
    source = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        shown = show(16, width=width, scheme=scheme)
        shown.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert shown.execute_async_script(AXE, None) == []
        shown = show(0, width=width, scheme=scheme)
        shown.execute_script("document.querySelector('#keys').showModal()")
        assert shown.execute_async_script(AXE, None) == []
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


@pytest.mark.parametrize("findings", [0, 50])
def test_nothing_sticks_out_on_a_phone(show: Show, findings: int) -> None:
    browser = show(findings, width=PHONE_WIDTH)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.execute_script("return document.documentElement.scrollWidth") == PHONE_WIDTH


def test_paper_shows_what_is_folded(show: Show) -> None:
    browser = show(50)
    folded = "return document.querySelectorAll('details:not([open])').length"
    before = browser.execute_script(folded)
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.execute_script(folded) == 0
    browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert browser.execute_script(folded) == before > 0
