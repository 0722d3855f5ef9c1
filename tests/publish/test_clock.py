"""Posting goes on when the clock is set back by an hour, and nothing is posted twice."""

from __future__ import annotations

import pytest

from bot.core.outgoing import DraftState
from tests.publish.desk import Desk

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]


def test_an_hour_back_between_two_passes(desk: Desk) -> None:
    """state_fault-006: the lease and the pace of writes are this program's own."""
    first, second = desk.approved(), desk.approved(number=1)
    desk.publish(limit=1)
    desk.later(minutes=-60)
    slept = len(desk.clock.slept)
    desk.publish()
    assert desk.state(first) is desk.state(second) is DraftState.SENT
    assert (desk.copies(first), desk.copies(second)) == (1, 1)
    # Three writes at most: the lease, the message, the lease given back.
    assert sum(desk.clock.slept[slept:]) <= 31


def test_an_hour_back_after_a_pass_that_was_killed(desk: Desk) -> None:
    """state_fault-006: a lease and an attempt from the future are taken up, not waited for."""
    draft = desk.approved()
    desk.box.begin(draft, at=desk.stamp())
    desk.later(minutes=-60)
    desk.publish()
    assert desk.state(draft) is DraftState.SENT
    assert desk.copies(draft) == 1
