"""Which event stream to read, and how patiently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from bot import __version__
from bot.errors import ConfigurationError
from bot.wiki.back_off import FIRST_S, LONGEST_S

WIKIMEDIA = "https://stream.wikimedia.org/v2/stream/"
# The longest events are those of pages with long comments and many properties: some 64 KiB.
MAX_EVENT_BYTES = 1 << 20
_STREAM = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSettings:
    """A server of event streams, and which of them.

    ``contact`` goes into the User-Agent. ``history`` is how far back the server keeps events.
    Without a canary event for ``canary_s`` something is wrong; 0 expects none. A connection that
    is silent for ``silence_s`` is given up. Waits between connections double from
    ``first_wait_s`` up to ``longest_wait_s``.

    Raises:
        ConfigurationError: a value is missing or makes no sense.
    """

    contact: str
    url: str = WIKIMEDIA
    streams: tuple[str, ...] = ("recentchange",)
    history: timedelta = timedelta(days=7)
    canary_s: float = 7200
    silence_s: float = 60
    first_wait_s: float = FIRST_S
    longest_wait_s: float = LONGEST_S
    max_event_bytes: int = MAX_EVENT_BYTES
    waiting_events: int = 1000

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not (parts.scheme == "https" or (parts.scheme == "http" and local)) or not parts.netloc:
            raise ConfigurationError(
                f"follow.url is {self.url!r}; it must be an https address such as {WIKIMEDIA}"
            )
        if not self.streams or not all(map(_STREAM.fullmatch, self.streams)):
            raise ConfigurationError(
                "follow.streams must name streams such as recentchange, one or more"
            )

    @property
    def address(self) -> str:
        """Where the streams are read, joined into one."""
        return f"{self.url.rstrip('/')}/{','.join(self.streams)}"

    @property
    def agent(self) -> str:
        """The User-Agent."""
        return f"revlint/{__version__} ({self.contact}) requests-sse"
