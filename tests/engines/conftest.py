"""Servers on the loopback address, ended after each test, and a small model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.engines.chat_server import ChatServer
from tests.engines.tiny_model import write_model


class Server:
    """A server process: its address, and the checks it was asked for."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.engines.compatible_server", *arguments],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.output = self.process.stdout
        self.port = int(self.output.readline())
        self.url = f"http://127.0.0.1:{self.port}"

    def next_check(self) -> dict[str, str]:
        """The fields of the next check that was begun; waits for it."""
        fields: dict[str, str] = json.loads(self.output.readline().removeprefix("check "))
        return fields

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.process.kill()
        self.process.wait()

    def checks_begun(self) -> int:
        """How many checks were begun and not read yet; ends the server."""
        self.kill()
        return len(self.output.readlines())


Start = Callable[..., Server]


@pytest.fixture
def start_server() -> Iterator[Start]:
    """Starts a server with options of :mod:`tests.engines.compatible_server`."""
    servers: list[Server] = []

    def start(*arguments: str) -> Server:
        servers.append(Server(*arguments))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()
        server.output.close()


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A chat endpoint on the loopback address."""
    server = ChatServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small model that passes the admission test; not to be written to."""
    return write_model(tmp_path_factory.mktemp("tiny") / "tiny")
