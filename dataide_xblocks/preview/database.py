"""Where the preview keeps what learners do: an SQLite file, or the server that `DATAIDE_DB_URL` names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

# Readers never wait for the one writer, and a writer asks for its lock at once instead of failing half-way.
SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
}


def database_of(url: str | None, default: Path) -> dict[str, object]:
    """Django's description of `url`, or of `default` when there is none.

    `sqlite:///path`, or `mysql://user:password@host:port/name[?unix_socket=…]`. Raises ValueError for any other kind.
    """
    parts = urlsplit(url or f"sqlite:///{default}")
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path[1:]), "OPTIONS": dict(SQLITE)}
    if parts.scheme not in ("mysql", "mariadb"):
        raise ValueError(f"DATAIDE_DB_URL: sqlite:///… or mysql://…, not {parts.scheme}://")
    _accept_pymysql()
    options = {"charset": "utf8mb4", **{name: values[0] for name, values in parse_qs(parts.query).items()}}
    return {
        "ENGINE": "django.db.backends.mysql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "OPTIONS": options,
        "TEST": {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_unicode_ci"},
    }


def _accept_pymysql() -> None:
    """Django asks for `mysqlclient`; PyMySQL, which needs no compiler, may stand in for it."""
    try:
        import MySQLdb  # noqa: F401
    except ImportError:
        import pymysql

        pymysql.version_info = (2, 2, 1, "final", 0)
        pymysql.install_as_MySQLdb()
