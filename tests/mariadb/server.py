"""A MariaDB server of our own: data in a temporary folder, no network, gone with the tests."""

from __future__ import annotations

import os
import pwd
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROGRAMS = ("mariadbd", "mariadb-install-db")
ADVICE = "apt-get install -y --no-install-recommends mariadb-server"
READY = b"ready for connections"
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 30
NEEDED_BYTES = 500 << 20
# The data are thrown away: nothing is forced to the disk, and little memory is taken.
QUICK = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=8M",
    "--skip-log-bin",
    "--sync-frm=OFF",
    "--innodb-data-file-path=ibdata1:4M:autoextend",
    "--performance-schema=OFF",
    "--skip-name-resolve",
    "--innodb-lock-wait-timeout=20",
)


def skip_reason() -> str | None:
    """Why there can be no server here; None if there can."""
    missing = [name for name in PROGRAMS if program(name) is None]
    return f"{', '.join(missing)} missing; as root: {ADVICE}" if missing else None


def program(name: str) -> str | None:
    """The path of a program, which may lie where only root looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")


def _memory() -> str | None:
    shared = Path("/dev/shm")
    try:
        return str(shared) if shutil.disk_usage(shared).free > NEEDED_BYTES else None
    except OSError:
        return None


# The server ends, and its folder goes, when the tests have closed the pipe or are dead.
KEEPER = """
folder=$1
shift
"$@" </dev/null &
read -r _
kill $!
wait $!
rm -rf "$folder"
"""


class MariaDB:
    """A running server, reached over a socket in a short-named folder. A context manager."""

    def __init__(self) -> None:
        # A socket's path holds about 100 characters. Each table is forced to the disk when it is
        # made, which takes a third of a second on a busy one and nothing in memory.
        self.directory = Path(tempfile.mkdtemp(prefix="mariadb-", dir=_memory()))
        self.socket = self.directory / "socket"
        self._log = self.directory / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        data = self.directory / "data"
        data.mkdir(mode=0o700)
        as_user = []
        if os.geteuid() == 0:
            # The server refuses to run as root.
            owner = pwd.getpwnam("mysql")
            os.chown(self.directory, owner.pw_uid, owner.pw_gid)
            os.chown(data, owner.pw_uid, owner.pw_gid)
            as_user = ["--user=mysql"]
        try:
            self._install(data, as_user)
            self._start(data, as_user)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def url(self, database: str) -> str:
        """The address of a database on this server, as the settings want it."""
        return f"mysql://tester:Tester-1@localhost/{database}?unix_socket={self.socket}"

    def connection(self, database: str | None = None) -> Any:
        """A connection with all rights, past our own program."""
        import pymysql

        return pymysql.connect(
            unix_socket=str(self.socket),
            user="tester",
            password="Tester-1",
            database=database,
            charset="utf8mb4",
        )

    def make_database(self, name: str) -> None:
        """An empty database, in place of one of that name. Its own default is a narrow one."""
        with self.connection() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
            cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET latin1")

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                self._process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        shutil.rmtree(self.directory, ignore_errors=True)

    def _install(self, data: Path, as_user: list[str]) -> None:
        done = subprocess.run(
            [
                str(program("mariadb-install-db")),
                "--no-defaults",
                f"--datadir={data}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                *as_user,
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"mariadb-install-db failed:\n{done.stdout}\n{done.stderr}")

    def _start(self, data: Path, as_user: list[str]) -> None:
        first = self.directory / "first.sql"
        first.write_text(
            "CREATE USER tester@localhost IDENTIFIED BY 'Tester-1';"
            "\nGRANT ALL ON *.* TO tester@localhost;\n"
        )
        first.chmod(0o644)
        self._process = subprocess.Popen(
            [
                *("sh", "-c", KEEPER, "sh", str(self.directory)),
                str(program("mariadbd")),
                "--no-defaults",
                f"--datadir={data}",
                f"--socket={self.socket}",
                "--skip-networking",
                f"--pid-file={self.directory / 'pid'}",
                f"--init-file={first}",
                *QUICK,
                *as_user,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # A signal to the tests' group must not end the keeper before its work.
            start_new_session=True,
        )
        self._wait_until_ready(self._process)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        said = b""
        deadline = time.monotonic() + START_TIMEOUT_S
        while READY not in said:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([process.stderr], [], [], left)[0]:
                raise RuntimeError(f"mariadbd did not start in time:\n{said.decode()}")
            more = os.read(process.stderr.fileno(), 65_536)
            if not more:
                raise RuntimeError(f"mariadbd ended:\n{said.decode()}")
            said += more
        # Nobody reads on; a full pipe would stop the server.
        process.stderr.close()
