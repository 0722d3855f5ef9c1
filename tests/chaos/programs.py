"""Processes that run revlint's command line, and are killed at a given moment."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit code (negative: the signal), after so many seconds."""

    code: int
    seconds: float
    workers_killed: int = 0

    @property
    def killed(self) -> bool:
        """Whether it was killed, and had not ended before."""
        return self.code == -signal.SIGKILL


class Programs:
    """Runs the command line, one process after the other; what they print is added to `log`."""

    def __init__(self, link: socket.socket, log: Path) -> None:
        self.log = log
        self._link = link
        self._unread = b""

    def ready(self) -> None:
        """Come back when processes can be started."""
        assert self._line(PATIENCE_S) == "ready"

    def __call__(
        self,
        *arguments: str,
        kill_after_s: float | None = None,
        kill_worker_after_s: float | None = None,
        stop: signal.Signals = signal.SIGKILL,
    ) -> Ended:
        """Run it to its end, or until it is killed; a worker of it may be killed before."""
        request = {"arguments": arguments, "log": str(self.log)}
        self._link.sendall(json.dumps(request).encode() + b"\n")
        pid = int(self._line(PATIENCE_S) or 0)
        assert pid, self.tail()
        began = time.monotonic()
        workers = 0
        code = None
        if kill_worker_after_s is not None:
            code = self._line(kill_worker_after_s)
            if code is None:
                workers = _kill_worker(pid)
        if code is None and kill_after_s is not None:
            code = self._line(max(0.0, began + kill_after_s - time.monotonic()))
            if code is None:
                # It has not been waited for yet, so that the number is still its own.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, stop)
        if code is None:
            code = self._line(PATIENCE_S)
        assert code is not None, f"{arguments} does not end\n{self.tail()}"
        return Ended(int(code), time.monotonic() - began, workers)

    def tail(self) -> str:
        """The last that was printed."""
        return self.log.read_text(errors="replace")[-3000:]

    def _line(self, seconds: float) -> str | None:
        """The server's next line; None if there is none within the time."""
        ends = time.monotonic() + seconds
        while b"\n" not in self._unread:
            left = max(0.0, ends - time.monotonic())
            if not select.select([self._link], [], [], left)[0]:
                return None
            part = self._link.recv(4096)
            assert part, f"the programs' server ended\n{self.tail()}"
            self._unread += part
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()


@contextmanager
def preloaded(folder: Path, *names: str) -> Iterator[dict[str, Programs]]:
    """Programs by name, which can run side by side; all are ended in the end."""
    temporary, pywikibot = folder / "tmp", folder / "pywikibot"
    for made in (temporary, pywikibot):
        made.mkdir(mode=0o700)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYWIKIBOT")}
    environment |= {
        "TMPDIR": str(temporary),
        "PYWIKIBOT_DIR": str(pywikibot),
        "PYWIKIBOT_NO_USER_CONFIG": "2",
    }
    with ExitStack() as held:
        links = {name: socket.socketpair() for name in names}
        for pair in links.values():
            for end in pair:
                held.enter_context(end)
        theirs = [end.fileno() for _, end in links.values()]
        output = held.enter_context((folder / "programs.log").open("wb"))
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.preloaded", *map(str, theirs)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=theirs,
        )
        for _, end in links.values():
            end.close()
        try:
            programs = {
                name: Programs(link, folder / f"{name}.log") for name, (link, _) in links.items()
            }
            for one in programs.values():
                one.ready()
            yield programs
        finally:
            server.kill()
            server.wait()


def _kill_worker(pid: int) -> int:
    """Kill one of the process's children; how many were killed."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
    except (OSError, IndexError):
        return 0
    return 1
