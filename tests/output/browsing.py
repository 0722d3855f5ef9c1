"""A browser for the tests of pages: Debian's Chromium, without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM, DRIVER = "chromium", "chromedriver"
INSTALL = "as root on Debian: apt-get install -y chromium chromium-driver"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
)
PHONE_WIDTH = 360
HEIGHT = 800


@contextmanager
def running_browser() -> Iterator[Any]:
    """The browser; the test is skipped where there is none."""
    chromium, driver = shutil.which(CHROMIUM), shutil.which(DRIVER)
    if chromium is None or driver is None:
        pytest.skip(f"no browser test, {CHROMIUM} or {DRIVER} is missing; {INSTALL}")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    running = webdriver.Chrome(options=options, service=Service(driver))
    # Before any page: whatever a payload could start leaves a trace.
    running.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument",
        {"source": "window.started = []; window.alert = text => window.started.push(text);"},
    )
    try:
        yield running
    finally:
        running.quit()


LOADING_S = 60.0
LOADED = """
return document.readyState === 'complete' && location.href.split('#')[0] === arguments[0];
"""


def viewed(
    browser: Any, file: Path, *, width: int = 1280, scheme: str = "light", scripted: bool = True
) -> Any:
    """The browser with a file open, in a window of that width, with that colour scheme.

    Without scripts nobody can be asked whether the whole of it is there.
    """
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                # What is scrolled to is there at once.
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )
    # What an earlier page has left in the log is not this one's.
    browser.get_log("browser")
    browser.get(file.as_uri())
    if scripted:
        # On a busy machine the driver may come back from the page before.
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(browser, LOADING_S, poll_frequency=0.05).until(
            lambda _: browser.execute_script(LOADED, file.as_uri())
        )
    return browser
