"""What time it is for the database: several servers write to it, whose clocks may differ."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The present moment, in UTC. SQLite is a file of this machine: it has no clock of its own."""
    if connection.vendor != "mysql":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT UTC_TIMESTAMP(6)")
        moment: datetime = cursor.fetchone()[0]
    return moment.replace(tzinfo=UTC)
