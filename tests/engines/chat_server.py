"""A loopback server that speaks the chat-completions API, and records what it is sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[list[dict[str, Any]]], Any]
"""From the pairs of one request to the content of the answer; what is no text becomes JSON."""


def neutral(pairs: list[dict[str, Any]]) -> Any:
    """Sees no contradiction anywhere."""
    return verdicts(pairs, "neutral", 0.9)


def contradiction(pairs: list[dict[str, Any]]) -> Any:
    """Sees one everywhere."""
    return verdicts(pairs, "contradiction", 0.97)


def verdicts(pairs: list[dict[str, Any]], verdict: str, probability: float) -> Any:
    return {
        "verdicts": [
            {
                "id": pair["id"],
                "verdict": verdict,
                "probability": probability,
                "first_quote": pair["first"][:20],
                "second_quote": pair["second"][-20:],
            }
            for pair in pairs
        ]
    }


class ChatServer:
    """A server in a thread; ``answer`` may be changed while it runs.

    ``statuses`` are taken for the next answers instead of 200, ``raw`` is sent instead of a
    completion, ``delay_s`` waited before each answer, ``drip_s`` between its bytes.
    """

    def __init__(self, answer: Answer = neutral) -> None:
        self.answer = answer
        self.requests: list[tuple[dict[str, str], str, dict[str, Any]]] = []
        self.statuses: list[int] = []
        self.location = ""
        self.raw: bytes | None = None
        self.delay_s = 0.0
        self.drip_s = 0.0
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.requests.append((dict(self.headers), self.path, json.loads(body)))
                time.sleep(server.delay_s)
                status = server.statuses.pop(0) if server.statuses else 200
                self.send_response(status)
                if server.location:
                    self.send_header("Location", server.location)
                self.end_headers()
                if status == 200:
                    self.write(server.completion(server.pairs(-1)))

            def write(self, data: bytes) -> None:
                try:
                    if not server.drip_s:
                        self.wfile.write(data)
                        return
                    for at in range(len(data)):
                        self.wfile.write(data[at : at + 1])
                        self.wfile.flush()
                        time.sleep(server.drip_s)
                except OSError:
                    pass  # The client has given up, as some tests want.

            def do_GET(self) -> None:
                server.requests.append((dict(self.headers), self.path, {}))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def completion(self, pairs: list[dict[str, Any]]) -> bytes:
        if self.raw is not None:
            return self.raw
        content = self.answer(pairs)
        if not isinstance(content, str):
            content = json.dumps(content)
        return json.dumps({"choices": [{"message": {"content": content}}]}).encode()

    def pairs(self, number: int) -> list[dict[str, Any]]:
        """The pairs of the request of that number."""
        content = self.requests[number][2]["messages"][-1]["content"]
        shown: list[dict[str, Any]] = json.loads(content)["pairs"]
        return shown

    def shown(self) -> list[tuple[str, str]]:
        """All pairs that were sent, in order."""
        return [
            (pair["first"], pair["second"])
            for number in range(len(self.requests))
            for pair in self.pairs(number)
        ]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
