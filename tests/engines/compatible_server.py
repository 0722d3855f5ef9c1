"""A server that speaks LanguageTool's HTTP API over Harper: for the client's tests.

Run as a program it prints its port, then a line for each check that has begun. Like LanguageTool
it counts UTF-16 units and tells its languages. ``--delay-s`` makes each check slow, ``--drip`` its
answer come byte by byte, ``--answer`` says something else instead, with ``--status``; the first
``--drop`` checks end without an answer, and it dies at the one after ``--checks``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from bot.engines.embedded import harper


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Handler(BaseHTTPRequestHandler):
    options: argparse.Namespace
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.split("?")[0] == "/v2/languages":
            self.answer(json.dumps([{"name": "English", "code": "en", "longCode": "en-GB"}]))
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        say(f"check {json.dumps(fields)}")
        if self.options.drop > 0:
            self.options.drop -= 1
            self.close_connection = True
            return
        if self.options.checks == 0:
            os._exit(1)
        self.options.checks -= 1
        time.sleep(self.options.delay_s)
        self.answer(self.options.answer or json.dumps({"matches": self.matches(fields)}))

    def matches(self, fields: dict[str, str]) -> list[dict[str, object]]:
        text = fields["text"]
        wanted = fields["enabledRules"].split(",") if "enabledRules" in fields else None
        found = []
        for match in harper(wanted, 60).check([text])[0]:
            start = utf16_units(text[: match.start])
            found.append(
                {
                    "message": match.message,
                    "replacements": [{"value": value} for value in match.replacements],
                    "offset": start,
                    "length": utf16_units(text[: match.end]) - start,
                    "context": {"text": text, "offset": start, "length": 0},
                    "sentence": text,
                    "rule": {
                        "id": match.rule_id,
                        "issueType": "grammar",
                        "category": {"id": "GRAMMAR", "name": "Grammar"},
                    },
                }
            )
        return found

    def answer(self, text: str) -> None:
        body = text.encode()
        self.send_response(self.options.status if self.command == "POST" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.options.drip and self.command == "POST":
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(0.2)
        else:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay-s", type=float, default=0)
    parser.add_argument("--drip", action="store_true")
    parser.add_argument("--answer", default="")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--drop", type=int, default=0)
    parser.add_argument("--checks", type=int, default=-1)
    Handler.options = parser.parse_args()
    with ThreadingHTTPServer(("127.0.0.1", Handler.options.port), Handler) as server:
        say(str(server.server_address[1]))
        server.serve_forever()


if __name__ == "__main__":
    main()
