"""A short soak, with more faults a minute than a long one has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.server import MediaWiki
from tests.soak.following import soak

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("soak")]

SECONDS = 120
GROWTH_MIB = 64.0


@pytest.mark.usefixtures("nothing_listed")
@pytest.mark.parametrize("seconds", [pytest.param(SECONDS, id=f"for {SECONDS} s")])
def test_nothing_is_lost_or_doubled(
    seconds: int, fresh_wiki: MediaWiki, relay: EventRelay, tmp_path: Path
) -> None:
    """state_fault-022 for some seconds; `make soak SECONDS=259200` is the whole of it."""
    done = soak(
        fresh_wiki,
        relay,
        tmp_path,
        seconds=seconds,
        cut_every_s=10,
        compare_every_s=10,
        fault_share=0.05,
    )
    assert (done.lost, done.doubled) == (0, 0), done
    assert done.findings == done.revisions > 0
    assert done.cuts > 0
    assert done.growth_mib < GROWTH_MIB, done
