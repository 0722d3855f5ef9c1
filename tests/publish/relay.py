"""A proxy before the test wiki that loses, delays or forges answers, and counts the edits."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import requests

Asked = Mapping[str, str]
Before = Callable[[BaseHTTPRequestHandler, Asked], bool]
"""Answers a request in the wiki's place; False if it did not."""
After = Callable[[BaseHTTPRequestHandler, Asked, requests.Response], bool]
"""Does something else with the wiki's answer than pass it on; False if it did not."""

HOP = frozenset({"host", "connection", "content-length", "accept-encoding", "transfer-encoding"})


class Relay:
    """The proxy; ``asked`` holds the parameters of every request, oldest first.

    ``body`` is that of the latest.
    """

    def __init__(self, api: str, target: str) -> None:
        self.api = api
        self.target = target
        self.asked: list[dict[str, str]] = []
        self.body = ""
        self.before: Before = lambda handler, asked: False
        self.after: After = lambda handler, asked, response: False
        self.release = threading.Event()

    @property
    def edits(self) -> list[dict[str, str]]:
        """The requests to edit."""
        return [asked for asked in self.asked if asked.get("action") == "edit"]


def answer(
    handler: BaseHTTPRequestHandler,
    body: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> bool:
    """Send a whole response, JSON unless it is bytes; True."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)
    return True


def api_error(code: str) -> dict[str, object]:
    """An answer of the API that is an error."""
    return {"error": {"code": code, "info": f"{code} for a test"}}


@contextmanager
def relay(target: str) -> Iterator[Relay]:
    """The proxy before the API at ``target``, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers["Content-Length"])))

        def _serve(self, body: bytes) -> None:
            query = self.path.partition("?")[2]
            pairs = parse_qsl(query, keep_blank_values=True)
            pairs += parse_qsl(body.decode(), keep_blank_values=True)
            asked = dict(pairs)
            own.asked.append(asked)
            own.body = body.decode()
            if own.before(self, asked):
                return
            headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            with requests.Session() as fresh:  # No cookies but those of the client.
                fresh.trust_env = False
                response = fresh.request(
                    self.command,
                    f"{own.target}?{query}" if query else own.target,
                    data=body or None,
                    headers=headers,
                    timeout=60,
                    allow_redirects=False,
                )
            if own.after(self, asked, response):
                return
            self.send_response(response.status_code)
            for name, value in response.raw.headers.items():
                if name.lower() not in HOP | {"content-encoding"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.content)))
            self.end_headers()
            self.wfile.write(response.content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    own = Relay(f"http://127.0.0.1:{server.server_port}/w/api.php", target)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield own
    finally:
        own.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
