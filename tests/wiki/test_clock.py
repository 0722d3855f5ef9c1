"""A clock that is set back by an hour makes nobody wait for an hour."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from bot.wiki.pacing import Pacing
from bot.wiki.retry_after import retry_after_s
from bot.wiki.site import Wiki

HOUR_S = 3600.0
# What three requests may wait for, each its usual pause.
USUAL_S = 60.0


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every wait that is asked for; none is kept."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


def set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock tells an hour less from now on."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - HOUR_S)


@pytest.mark.mediawiki
def test_requests_go_on_at_their_pace(
    reader: Wiki, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """state_fault-006; pywikibot's own throttle waits for 3,600 s here."""
    reader.now()
    assert isinstance(reader._site._throttle, Pacing)
    set_back(monkeypatch)
    reader.now()
    reader.now()
    assert sum(slept) < USUAL_S


def test_a_date_to_wait_for_is_measured_by_the_servers_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """state_fault-006 and Retry-After."""
    now = time.time()
    set_back(monkeypatch)
    until, today = formatdate(now + 5, usegmt=True), formatdate(now, usegmt=True)
    assert retry_after_s(until, today) == 5.0
