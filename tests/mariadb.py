"""Databases that several threads write to at once: a private MariaDB set as the platform sets it, an SQLite file.

Use them as `from ..mariadb import mariadb, on`, mark the test `mariadb` and `django_db`, and reach the tables inside
`with on(mariadb):` from any thread. Where no server is installed the test is skipped, and says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from dataide_xblocks.preview.database import database_of

# The platform's server (contract 9.2): a collation for which É is e, and texts too long refused rather than cut.
_SETTINGS = [
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--sql-mode=STRICT_TRANS_TABLES",
    "--skip-networking",
    "--skip-grant-tables",
    "--innodb-buffer-pool-size=64M",
    "--innodb-flush-log-at-trx-commit=2",
    "--max-connections=400",
]
_PROGRAMS = ("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/libexec")


@pytest.fixture(scope="session")
def mariadb(django_db_blocker) -> Iterator[dict[str, object]]:
    """Django's settings of a database on a server of our own, reached by a socket only, with our tables in it."""
    if not is_installed():
        pytest.skip("not run: MariaDB's server (mariadbd) is not installed")
    pytest.importorskip("pymysql", reason="not run: PyMySQL is not installed")
    with django_db_blocker.unblock(), private_server() as settings:
        yield settings


def is_installed() -> bool:
    """Whether this machine has MariaDB's server and what makes its first files."""
    return bool(_program("mariadbd") and _program("mariadb-install-db"))


@contextmanager
def private_server() -> Iterator[dict[str, object]]:
    """Django's settings of a database with our tables, on a server that lives as long as the block."""
    import pymysql

    pymysql.install_as_MySQLdb()
    server, install = _program("mariadbd"), _program("mariadb-install-db")
    assert server and install, "MariaDB's server is not installed"
    with tempfile.TemporaryDirectory(prefix="dataide-") as folder, _served(server, install, Path(folder)) as socket:
        _make_database(_settings(socket))
        _make_tables(_settings(socket))
        yield _settings(socket)


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=":".join(_PROGRAMS))


@contextmanager
def _served(server: str, install: str, folder: Path) -> Iterator[Path]:
    """The server, running on a data directory made for it; stopped at the end."""
    data, socket, log = folder / "data", folder / "s", folder / "log"
    place = ["--no-defaults", f"--datadir={data}", *(["--user=root"] if os.geteuid() == 0 else [])]
    made = [install, *place, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(made, check=True, capture_output=True)
    command = [server, *place, f"--socket={socket}", f"--pid-file={folder / 'pid'}", *_SETTINGS]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait_for(socket, process, log)
        yield socket
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if socket.exists():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"MariaDB did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _settings(socket: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.mysql",
        "NAME": "dataide",
        "USER": "root",
        "HOST": str(socket),
        "OPTIONS": {"charset": "utf8mb4"},
    }


def _make_database(settings: dict[str, object]) -> None:
    import MySQLdb

    with MySQLdb.connect(user="root", unix_socket=str(settings["HOST"])) as server, server.cursor() as cursor:
        cursor.execute("CREATE DATABASE dataide")


def _make_tables(settings: dict[str, object]) -> None:
    """Run our migrations, as the platform does at its installation."""
    from django.core.management import call_command

    with on(settings):
        call_command("migrate", "dataide", verbosity=0)


@pytest.fixture
def sqlite_file(tmp_path, django_db_blocker) -> dict[str, object]:
    """An SQLite database in a file, as the demonstration opens it: one in memory cannot be written by two threads."""
    settings = database_of(None, tmp_path / "db")
    with django_db_blocker.unblock():
        _make_tables(settings)
    return settings


@contextmanager
def on(settings: dict[str, object], isolation: str | None = None) -> Iterator[None]:
    """Inside, Django's default database is this one, and each thread has its own connection to it.

    `isolation`: Django asks MariaDB for "read committed"; some sites set "repeatable read" (contract 9.2).
    """
    from django.db import connections
    from django.db.utils import ConnectionHandler

    options = {**settings["OPTIONS"], **({"isolation_level": isolation} if isolation else {})}
    handler = ConnectionHandler({"default": {**settings, "OPTIONS": options}})
    kept = {name: getattr(connections, name) for name in ("settings", "_connections")}
    connections.settings, connections._connections = handler.settings, handler._connections
    try:
        yield
    finally:
        connections.close_all()
        for name, value in kept.items():
            setattr(connections, name, value)


def together(work: Callable[[Any], Any], items: Sequence[Any], writers: int) -> None:
    """Do `work` on every item from as many threads; each has a connection of its own. Errors are raised."""

    def alone(share: Sequence[Any]) -> None:
        try:
            for item in share:
                work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        for done in [pool.submit(alone, items[n::writers]) for n in range(writers)]:
            done.result()
