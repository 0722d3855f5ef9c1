"""One running MediaWiki whose content can be restored in milliseconds."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import IO

from tests.mediawiki.databases import (
    SESSIONS,
    WIKI_ID,
    copy_content,
    database_file,
    fold_write_ahead_logs,
)
from tests.mediawiki.maintenance import HERE, PHP_ERRORS, php_environment, script_output
from tests.mediawiki.ports import ReservedPort
from tests.mediawiki.template import Template

START_TIMEOUT_S = 60
REQUEST_TIMEOUT_S = 60
STOP_TIMEOUT_S = 5
# Runs its arguments as a server that ends with whoever holds the other end of its stdin: a killed
# test run leaves nothing behind.
LEASH = """
exec 3<&0
(read -r _ <&3; kill -TERM 0) >/dev/null 2>&1 &
exec 3<&- "$@" </dev/null
"""


class ServerError(RuntimeError):
    """The server did not start; the message ends with its log."""


class MediaWiki:
    """A private copy of a template's databases behind `php -S`, with several worker processes."""

    def __init__(
        self,
        template: Template,
        directory: Path,
        port: ReservedPort | None = None,
        workers: int = 3,
    ) -> None:
        self.template = template
        self.directory = directory.resolve()
        self.workers = workers
        self._port = port or ReservedPort()
        self._epoch = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://127.0.0.1:{self._port.number}"

    @property
    def api(self) -> str:
        """Address of `api.php`."""
        return f"{self.url}/w/api.php"

    @property
    def database(self) -> Path:
        """The SQLite file of the content, for what no API can do; then call `clear_caches`."""
        return database_file(self.directory, WIKI_ID)

    def log_text(self) -> str:
        """What PHP has logged: requests and errors."""
        return (self.directory / "php.log").read_text(errors="replace")

    # Content

    def reset(self, snapshot: Path | None = None) -> None:
        """Go back to the template's content or to a snapshot's. No request may be under way."""
        copy_content(snapshot or self.template.directory, self.directory)
        self.clear_caches()

    def snapshot(self, target: Path) -> Path:
        """Save the present content in the folder `target`, and return that for `reset`."""
        target.mkdir(parents=True, exist_ok=True)
        fold_write_ahead_logs(self.directory)
        copy_content(self.directory, target)
        return target

    def clear_caches(self) -> None:
        """Have the server empty its cache at the next request.

        Needed after anything that changed the content without asking the server.
        """
        self._epoch += 1
        new = self.directory / "epoch-new"
        new.write_text(f"{os.getpid()}.{self._epoch}")
        new.replace(self.directory / "epoch")

    def maintenance(self, script: str | Path, *args: str, stdin: str | None = None) -> str:
        """What the maintenance script printed."""
        env = php_environment(self.directory, self.template.cache, self._port.number)
        try:
            return script_output(script, *args, env=env, stdin=stdin)
        finally:
            self.clear_caches()

    def run_jobs(self) -> None:
        """Run the job queue, which the API never does.

        A page's own links are current without it; those of pages that transclude it are not.
        """
        self.maintenance("runJobs.php", "--nothrottle")

    # Behaviour

    def override(self, *php: str) -> None:
        """Add lines to the settings, from the next request on, instead of those added before.

        `overrides.py` has ready-made ones. Called with nothing, it removes them.
        """
        path = self.directory / "Overrides.php"
        if php:
            new = path.with_suffix(".new")
            new.write_text("\n".join(("<?php", *php, "")))
            new.replace(path)
        else:
            path.unlink(missing_ok=True)

    def feed(self, port: int | None) -> None:
        """Send every change as a datagram to this UDP port from the next request on; None ends it.

        `event_relay.EventRelay` makes an event stream of them.
        """
        path = self.directory / "feed-port"
        if port is None:
            path.unlink(missing_ok=True)
        else:
            new = path.with_suffix(".new")
            new.write_text(str(port))
            new.replace(path)

    def drop_sessions(self) -> None:
        """Log everybody out, as expired sessions do."""
        path = database_file(self.directory, SESSIONS)
        with contextlib.closing(sqlite3.connect(path, timeout=10)) as db, db:
            db.execute("DELETE FROM objectcache")

    # Life

    def start(self) -> MediaWiki:
        """This wiki, answering requests. Raises ServerError when it does not come up."""
        self.directory.mkdir(parents=True, exist_ok=True)
        sessions = database_file(self.directory, SESSIONS)
        for old in self.directory.glob(f"{sessions.name}*"):
            old.unlink()
        shutil.copyfile(database_file(self.template.directory, SESSIONS), sessions)
        self.reset()
        document_root = self.directory / "empty"  # the router alone decides what is served
        document_root.mkdir(exist_ok=True)
        settings = {
            "post_max_size": "64M",  # PHP's 8 MB is too little for a 2 MB page, percent-encoded
            "memory_limit": "512M",
            "display_errors": "0",
            "log_errors": "1",
            "opcache.revalidate_freq": "0",
            "opcache.interned_strings_buffer": "16",
            "apc.shm_size": "64M",
            "session.save_path": str(self.directory),
        }
        options = [part for key, value in settings.items() for part in ("-d", f"{key}={value}")]
        address = f"127.0.0.1:{self._port.number}"
        serve = ["-S", address, "-t", str(document_root), str(HERE / "router.php")]
        env = php_environment(self.directory, self.template.cache, self._port.number)
        if self.workers > 1:
            env["PHP_CLI_SERVER_WORKERS"] = str(self.workers)
        self._log = (self.directory / "php.log").open("ab")
        self._process = subprocess.Popen(
            ["sh", "-c", LEASH, "sh", "php", *PHP_ERRORS, *options, *serve],
            env=env,
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            # A group of its own, ended as a group: a signal to PHP's first process alone leaves
            # its workers answering on the port.
            start_new_session=True,
        )
        try:
            self._wait_until_it_answers(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                question = f"{self.api}?action=query&meta=siteinfo&format=json"
                with direct.open(question, timeout=REQUEST_TIMEOUT_S):
                    return
            except OSError as error:
                served_an_error = isinstance(error, urllib.error.HTTPError)
                gone = process.poll() is not None or time.monotonic() > deadline
                if served_an_error or gone:
                    raise ServerError(f"{error}\n{self.log_text()[-2000:]}") from error
            time.sleep(0.02)

    def stop(self) -> None:
        """End every process of the server; nothing happens if none runs."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._log is not None:
            self._log.close()
        self._process = None

    def __enter__(self) -> MediaWiki:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
