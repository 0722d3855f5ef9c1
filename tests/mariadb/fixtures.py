"""pytest plugin: `mariadb` is a running server, one per test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mariadb.server import MariaDB, skip_reason


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """The running server, with whatever databases the tests before have left on it."""
    reason = skip_reason()
    if reason is not None:
        pytest.skip(reason)
    pytest.importorskip("pymysql", reason="the extra mariadb is not installed")
    with MariaDB() as server:
        yield server
