"""An event stream server on loopback, fed by the test wiki, that can be made to misbehave.

It speaks as KafkaSSE behind stream.wikimedia.org does: chunked, first `:ok`, then for each event
`event`, `id` and `data`. An id is the JSON list of the next positions, by time in ms, with offset
-1 for a topic of which nothing was sent yet. `Last-Event-ID` goes before `?since=`.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.mediawiki.event_log import (
    RECENT_CHANGE,
    EventLog,
    Json,
    LoggedEvent,
    stream_event,
    topics_of,
)

KEEPALIVE_S = 10.0
DATAGRAM_BYTES = 65535
# Datagrams wait here while the test holds the interpreter.
RECEIVE_BUFFER_BYTES = 4 << 20


@dataclass(slots=True)
class Faults:
    """What goes wrong, from now on.

    `refusals` answer the next connections, each with a status and headers. `cut_after` ends every
    connection after so many events. `lose` says which changes never arrive. `copies` is how
    often each event is sent. `before` gives what is sent before an event, in pieces.
    """

    refusals: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)
    cut_after: int | None = None
    lose: Callable[[Json], bool] = lambda _: False
    copies: int = 1
    before: Callable[[LoggedEvent], Iterable[str]] = lambda _: ()


class EventRelay:
    """The server; `udp_port` is where the wiki's feed goes, `url` where its streams are."""

    def __init__(self, keepalive_s: float = KEEPALIVE_S) -> None:
        self.keepalive_s = keepalive_s
        self.log = EventLog()
        self.faults = Faults()
        self.datacentre = "eqiad"
        self.connections: list[Json] = []  # what clients sent, and when
        self.lost: list[Json] = []
        self.bad_datagrams: list[str] = []
        self.held: list[Json] | None = None  # a list: changes go there instead of into the log
        self._changed = threading.Condition()
        self._clients: set[socket.socket] = set()
        self._running = False
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        self._udp.bind(("127.0.0.1", 0))
        self._udp.settimeout(0.2)
        self.udp_port: int = self._udp.getsockname()[1]
        self._http = self._server()
        self.url = f"http://127.0.0.1:{self._http.server_port}/v2/stream/"
        self._threads = [
            threading.Thread(target=self._listen, daemon=True),
            threading.Thread(
                target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
            ),
        ]

    def __enter__(self) -> Self:
        self._running = True
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._running = False
        with self._changed:
            self._changed.notify_all()
        self.drop_clients()
        self._http.shutdown()
        self._http.server_close()
        for thread in self._threads:
            thread.join(2)
        self._udp.close()
        assert not self.bad_datagrams

    # What comes in

    def publish(
        self, change: Json, *, ms: int | None = None, stream: str = RECENT_CHANGE, **replaced: Any
    ) -> None:
        """Add an event to a stream, at a time in ms (default: now); keywords replace fields."""
        with self._changed:
            topic = f"{self.datacentre}.{stream}"
            event = stream_event(
                change | replaced, stream=stream, topic=topic, offset=self.log.next_offset
            )
            self.log.add(topic, json.dumps(event, ensure_ascii=False), ms)
            self._changed.notify_all()

    def publish_text(self, data: str, stream: str = RECENT_CHANGE) -> None:
        """Add an event that is this text, whatever it is."""
        with self._changed:
            self.log.add(f"{self.datacentre}.{stream}", data)
            self._changed.notify_all()

    def publish_canary(self, stream: str = RECENT_CHANGE) -> None:
        """Add a made-up event as Wikimedia's servers do: a copy of the schema's example."""
        example = {"wiki": "testwiki", "type": "edit", "revision": {"new": 1, "old": 0}}
        self.publish({**example, "meta": {"domain": "canary"}}, stream=stream)

    def wait_for(self, events: int, timeout_s: float = 20) -> list[Json]:
        """All events so far, once there are so many; or those held back, if they are."""
        with self._changed:
            there = self._changed.wait_for(lambda: len(self._all()) >= events, timeout_s)
            assert there, f"{len(self._all())} of {events} events came"
            return self._all()

    def _all(self) -> list[Json]:
        if self.held is not None:
            return list(self.held)
        return [json.loads(event.data) for event in self.log.events]

    def _listen(self) -> None:
        while self._running:
            try:
                change: Json = json.loads(self._udp.recv(DATAGRAM_BYTES))
            except TimeoutError:
                continue
            except ValueError as error:
                self.bad_datagrams.append(str(error))
                continue
            if self.faults.lose(change):
                self.lost.append(change)
            elif self.held is not None:
                with self._changed:
                    self.held.append(change)
                    self._changed.notify_all()
            else:
                self.publish(change)

    # What goes out

    def drop_clients(self) -> int:
        """Break every connection in the middle of the body, as a proxy's timeout does."""
        clients = list(self._clients)
        for client in clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        return len(clients)

    def _server(self) -> ThreadingHTTPServer:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                relay._serve(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                if not isinstance(sys.exc_info()[1], OSError):
                    super().handle_error(request, client_address)

        return Server(("127.0.0.1", 0), Handler)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        url = urllib.parse.urlsplit(handler.path)
        since = urllib.parse.parse_qs(url.query).get("since", [""])[0]
        last_id = handler.headers.get("Last-Event-ID", "")
        with self._changed:
            self.connections.append(
                {
                    "last_event_id": last_id,
                    "since": since,
                    "at": time.monotonic(),
                    "agent": handler.headers.get("User-Agent", ""),
                }
            )
            self._changed.notify_all()
        handler.close_connection = True
        prefix, _, streams = url.path.rpartition("/")
        if self.faults.refusals or prefix != "/v2/stream":
            _refuse(handler, *(self.faults.refusals or [(404, {})])[0])
            with contextlib.suppress(IndexError):
                self.faults.refusals.popleft()
            return
        try:
            with self._changed:
                starts = {t: self._start(t, last_id, since) for t in topics_of(streams.split(","))}
        except (ValueError, TypeError):
            _refuse(handler, 400, {})
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        handler.send_header("Cache-Control", "no-cache")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        self._clients.add(handler.connection)
        try:
            for text in self._texts(starts):
                data = text.encode()
                handler.wfile.write(b"%x\r\n" % len(data) + data + b"\r\n")
                handler.wfile.flush()
            handler.wfile.write(b"0\r\n\r\n")
        except (OSError, ValueError):
            pass
        finally:
            self._clients.discard(handler.connection)

    def _start(self, topic: str, last_id: str, since: str) -> int:
        if last_id:
            return self.log.start_by_id(topic, last_id)
        if since:
            moment = datetime.fromisoformat(since)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=UTC)
            return self.log.start_by_time(topic, int(moment.timestamp() * 1000))
        return self.log.next_offset

    def _texts(self, starts: dict[str, int]) -> Iterator[str]:
        """What one connection is sent."""
        yield ":ok\n\n"
        sent = 0
        places: dict[str, Json] = {
            topic: {"topic": topic, "partition": 0, "offset": -1} for topic in starts
        }
        while self._running:
            with self._changed:
                todo = self.log.since(starts)
                if not todo:
                    self._changed.wait(self.keepalive_s)
                    todo = self.log.since(starts)
            if not todo:
                yield ":keepalive\n\n"
            for event in todo:
                starts[event.topic] = event.offset + 1
                places[event.topic] = {
                    "topic": event.topic,
                    "partition": 0,
                    "timestamp": event.ms + 1,
                }
                ids = json.dumps(list(places.values()), separators=(",", ":"))
                yield from self.faults.before(event)
                for _ in range(self.faults.copies):
                    yield f"event: message\nid: {ids}\ndata: {event.data}\n\n"
                sent += 1
                if self.faults.cut_after is not None and sent >= self.faults.cut_after:
                    return


def _refuse(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", "0")
    handler.send_header("Connection", "close")
    handler.end_headers()
