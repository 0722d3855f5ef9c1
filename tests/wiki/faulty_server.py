"""A wiki's API that answers as told: for faults of the network that MediaWiki does not have."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

Reply = Callable[[BaseHTTPRequestHandler, dict[str, str]], None]

GENERAL = {"wikiid": "testwiki", "generator": "MediaWiki 1.39.17"}


class FaultyServer:
    """An API that tells its name, and gives ``reply`` to every other question."""

    def __init__(self, url: str) -> None:
        self.api = f"{url}/w/api.php"
        self.reply: Reply = send_json
        self.asked: list[dict[str, str]] = []
        self.agents: set[str] = set()


def send_json(
    handler: BaseHTTPRequestHandler, _asked: dict[str, str], answer: object = None
) -> None:
    """Send an answer of the API; an empty one if none is given."""
    body = json.dumps({"batchcomplete": True} if answer is None else answer).encode()
    send(handler, 200, body, {"Content-Type": "application/json"})


def send(
    handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]
) -> None:
    """Send a whole response."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def faulty_server() -> Iterator[FaultyServer]:
    """The server, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            query = parse_qs(self.path.partition("?")[2] + "&" + body)
            asked = {name: values[-1] for name, values in query.items()}
            server.asked.append(asked)
            server.agents.add(self.headers["User-Agent"])
            if "siprop" in asked or asked.get("action") == "paraminfo":
                extensions: list[object] = []
                siteinfo = {"general": GENERAL, "extensions": extensions, "namespaces": {}}
                send_json(self, asked, {"query": siteinfo, "curtimestamp": "2025-01-01T00:00:00Z"})
            elif asked.get("meta") == "userinfo" and "prop" not in asked and "list" not in asked:
                send_json(self, asked, {"query": {"userinfo": {"id": 0, "name": "127.0.0.1"}}})
            else:
                server.reply(self, asked)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = FaultyServer(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
