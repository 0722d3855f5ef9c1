"""One connection to an event stream, from its opening to its end.

requests-sse reads the events; connecting again is left to `bot.wiki.stream_reader`, as the library
gives up for good at the first answer that is not 200. Imported when a stream is connected to.
"""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import quote

import msgspec
import requests
from requests_sse import (
    EventSource,
    InvalidContentTypeError,
    InvalidStatusCodeError,
    ReadyState,
)

from bot.wiki.printable import printable
from bot.wiki.stream_lines import BoundedLinesAdapter
from bot.wiki.stream_settings import MAX_EVENT_BYTES


class StreamEndedError(Exception):
    """The connection broke, was silent for too long, or came to its end."""


class StreamRefusedError(Exception):
    """The server answers with something else than a stream: ``status`` and how long to wait."""

    def __init__(self, status: int, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.wait_s = wait_s


class Message(msgspec.Struct, frozen=True):
    """An event as it came: its JSON, and the id to go on after it."""

    data: str
    event_id: str


class StreamConnection:
    """An open stream; iterate over it once. `shut` ends it from another thread."""

    def __init__(
        self,
        url: str,
        *,
        agent: str,
        silence_s: float,
        last_event_id: str = "",
        since: str = "",
        max_event_bytes: int = MAX_EVENT_BYTES,
    ) -> None:
        # A server that is told both would read the history again at each connection.
        if since and not last_event_id:
            url = f"{url}?since={quote(since, safe='')}"
        session = requests.Session()
        for scheme in ("http://", "https://"):
            session.mount(scheme, BoundedLinesAdapter(max_event_bytes))
        self._session = session
        self._shut = threading.Event()
        self._source = EventSource(
            url,
            reconnection_time=timedelta(0),
            max_connect_retry=0,
            timeout=silence_s,
            session=session,
            on_error=self._lost,
            latest_event_id=last_event_id,
            headers={"User-Agent": agent},
            allow_redirects=False,
        )

    def __iter__(self) -> Iterator[Message]:
        """The events as they come.

        Raises:
            StreamEndedError: always in the end.
        """
        for event in self._source:
            yield Message(event.data or "", event.last_event_id)

    def open(self) -> None:
        """Connect.

        Raises:
            StreamRefusedError: the server does not give the stream.
            StreamEndedError: there is no connection.
        """
        try:
            self._source.connect()
        except InvalidStatusCodeError as error:
            answer = error.response
            wait_s = None
            if answer is not None:
                wait_s = retry_after_s(answer.headers.get("Retry-After", ""))
                answer.close()
            raise StreamRefusedError(
                error.status_code, f"HTTP {error.status_code}", wait_s
            ) from error
        except InvalidContentTypeError as error:
            raise StreamRefusedError(
                200, f"not an event stream: {printable(str(error))}"
            ) from error
        except requests.RequestException as error:
            raise StreamEndedError(printable(str(error))) from error

    def shut(self) -> None:
        """End the connection; who waits for an event gets StreamEndedError."""
        self._shut.set()
        response = self._source._response
        if response is not None:
            # Closing would wait for the reader; a socket that is shut wakes it.
            with suppress(Exception):
                response.raw.shutdown()

    def close(self) -> None:
        """Let go of the connection, in the thread that reads it."""
        with suppress(Exception):
            self._source.close()
        self._session.close()

    def _lost(self) -> None:
        # Called before the library would wait and connect again by itself.
        if self._source.ready_state is ReadyState.CONNECTING:
            raise StreamEndedError("the connection ended")


def retry_after_s(value: str) -> float | None:
    """Seconds to wait by a Retry-After header, a number or a date; None if it says neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
