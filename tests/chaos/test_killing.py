"""Fifty kills; `make chaos` makes a thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.killing import MUST_BE_KILLED, kill_again_and_again
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("chaos")]

KILLS = 50


@pytest.mark.usefixtures("nothing_listed")
def test_nothing_is_lost_doubled_or_posted_twice(
    fresh_wiki: MediaWiki, relay: EventRelay, tmp_path: Path
) -> None:
    done = kill_again_and_again(fresh_wiki, relay, tmp_path, kills=KILLS)
    assert done.clean, done
    assert done.kills >= KILLS
    assert done.by_run.findings > 0
    assert done.by_publish.approved > 0
    assert done.counts.kills.keys() >= MUST_BE_KILLED
