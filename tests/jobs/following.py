"""A follower of the test wiki that does something and waits for what comes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bot.core.model import Revision
from bot.core.report import Linted
from bot.jobs.follow import follow
from bot.jobs.follow_summary import FollowSummary
from bot.jobs.linting import one_by_one
from bot.store import Store
from bot.wiki.event_stream import EventStream
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.site import Wiki
from bot.wiki.stream_settings import StreamSettings
from tests.jobs.finder import teh_report
from tests.mediawiki.event_relay import EventRelay

DEADLINE_S = 60.0


class Follower:
    """`follow` over the test wiki and its relay, with short waits.

    What was done to the wiki before a call is found by comparing the list; what `act` does after
    that comparison is told by the stream alone.
    """

    def __init__(self, reader: Wiki, source: RecentChanges, store: Store, relay: EventRelay):
        self.reader = reader
        self.source = source
        self.store = store
        self.relay = relay

    def settings(self, **changes: Any) -> StreamSettings:
        """The relay's address and short waits; keywords replace what they would be."""
        fields: dict[str, Any] = {
            "contact": "tester@example.org",
            "url": self.relay.url,
            "first_wait_s": 0.01,
            "longest_wait_s": 0.1,
            "silence_s": 30,
        }
        return StreamSettings(**(fields | changes))

    def __call__(
        self,
        until: Callable[[FollowSummary], bool],
        *,
        act: Callable[[], object] | None = None,
        lint: Callable[[Revision], Linted] = teh_report,
        store: Store | None = None,
        stream: dict[str, Any] | None = None,
        source: dict[str, Any] | None = None,
        **options: Any,
    ) -> FollowSummary:
        """What was done until the summary was as wanted; `stream` and `source` change settings."""
        ends = time.monotonic() + DEADLINE_S
        latest: list[FollowSummary] = []
        acted = act is None

        def tell(summary: FollowSummary) -> None:
            nonlocal acted
            latest[:] = [summary]
            if not acted and summary.comparisons and act is not None:
                acted = True
                act()

        def stop() -> bool:
            assert time.monotonic() < ends, f"not reached: {latest}"
            return acted and bool(latest) and until(latest[0])

        given = {"tick_s": 0.02, "linger_s": 0.02, "late_after_s": 0.1} | (source or {})
        events = EventStream(self.reader, self.source, self.settings(**(stream or {})), **given)
        return follow(
            events,
            self.source,
            one_by_one(lint),
            store or self.store,
            progress=tell,
            stop=stop,
            **options,
        )
