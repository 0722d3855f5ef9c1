"""`python -m tests.chaos.preloaded FD...`: runs revlint's command line in forked processes.

Everything is imported once, so that a kill meets a program at work and not one that starts. Each
socket is served by a process of its own: a line of JSON holds the arguments; a line with the
process's id is the answer, and one with its exit code, negative for a signal, when it has ended.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from socket import socket

import pywikibot  # noqa: F401

import bot
import bot.wiki.publisher as publishing
import bot.wiki.write_pace as pacing
from bot.__main__ import main
from bot.core.worker import PARENT_DEATH_SIGNAL
from bot.wiki.publisher import AccountPublisher
from bot.wiki.write_pace import WritePace
from rules.catalog import catalogue

FASTER = 1000.0
"""By the clock between two writes, a second lasts so long."""

SETTLING_S = 1.0
"""A killed program's last edit has reached the wiki by then, or never will."""

NOT_NEEDED = ("bot.engines.", "bot.store.migrations.", "bot.sources.", "bot.__main__")


class QuickPace(WritePace):
    """The pace between writes, by a clock that runs fast."""

    def __init__(self, interval_s: float, *, sleep: Callable[[float], object]) -> None:
        super().__init__(
            interval_s,
            sleep=lambda seconds: sleep(seconds / FASTER),
            clock=lambda: time.monotonic() * FASTER,
        )


class QuickPublisher(AccountPublisher):
    """The publisher, which searches for an attempt of unknown outcome soon after it."""

    def __init__(self, *arguments: object, **options: object) -> None:
        options["settling_s"] = SETTLING_S
        super().__init__(*arguments, **options)  # type: ignore[arg-type]


def serve(descriptors: Sequence[int]) -> None:
    """Serve each socket until its other end is closed."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not f"{module.name}.".startswith(NOT_NEEDED):
            importlib.import_module(module.name)
    catalogue()
    pacing.WritePace = QuickPace  # type: ignore[misc]
    publishing.AccountPublisher = QuickPublisher  # type: ignore[misc]
    gc.freeze()
    servers = []
    for descriptor in descriptors:
        server = os.fork()
        if server == 0:
            _serve(descriptor, [one for one in descriptors if one != descriptor])
        servers.append(server)
    for server in servers:
        os.waitpid(server, 0)


def _serve(descriptor: int, others: Sequence[int]) -> None:
    _end_with_parent()
    for other in others:
        os.close(other)
    with socket(fileno=descriptor) as link, link.makefile("rw") as lines:
        print("ready", file=lines, flush=True)
        for line in lines:
            request = json.loads(line)
            child = os.fork()
            if child == 0:
                os.close(descriptor)
                _be(request["arguments"], request["log"])
            print(child, file=lines, flush=True)
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=lines, flush=True)
    os._exit(0)


def _be(arguments: list[str], log: str) -> None:
    """Be the program with these arguments; its output is added to a file."""
    code = 1
    try:
        _end_with_parent()
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for descriptor, own in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(descriptor, own)
        sys.argv = ["revlint", *arguments]
        code = main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        # As at the end of any program: what it made for itself is removed.
        atexit._run_exitfuncs()
        os._exit(code)


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    serve([int(argument) for argument in sys.argv[1:]])
