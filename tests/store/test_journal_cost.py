"""What the journal asks of the database: the same however much others wrote, by indexes, never a table read whole."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.journal import WORKS, Work
from dataide_xblocks.models import JournalEntry

from ..mariadb import mariadb, on  # noqa: F401 - a fixture is used by its name
from .cohort import clear
from .crowd import crowd, entries

MOST = {"opening, all read": 10, "asking for the next text": 13, "a box of an answer saved": 5}
MOST |= {"sending an answer": 9, "publishing": 10}  # what opens and ends the transaction included


def asked(work: Work, who: str) -> list[str]:
    """The statements of one piece of work."""
    with CaptureQueriesContext(connection) as captured:
        work(who)
    return [query["sql"] for query in captured]


def filled(stored: int) -> str:
    """That many texts of one exercise, in circles of five; somebody in the middle of them."""
    clear()
    people = crowd(stored, 1, circles=stored // 5)
    made = entries(people)
    JournalEntry.objects.filter(pk__in=[entry.pk for entry in made[::10]]).update(level=3)
    return people[len(people) // 2]


@pytest.mark.django_db
def test_the_same_statements_however_many_texts_are_stored():
    counts = []
    for stored in (100, 1_000):
        who = filled(stored)
        counts.append({name: len(asked(work, who)) for name, work in WORKS})
    assert counts[0] == counts[1]
    assert all(counts[0][name] <= most for name, most in MOST.items()), counts[0]


@pytest.mark.mariadb
@pytest.mark.django_db
def test_on_mariadb_every_statement_reads_a_few_rows_by_an_index(mariadb):  # noqa: F811
    with on(mariadb):
        stored = 3_000
        who = filled(stored)
        with connection.cursor() as cursor:
            for table in ("journalentry", "journalreply", "journalseat", "member"):
                cursor.execute(f"ANALYZE TABLE dataide_{table}")
                cursor.fetchall()
        assert int(explained("SELECT * FROM dataide_journalentry")[0]["rows"]) > stored / 5, "a whole table is not seen"
        for name, work in WORKS:
            for sql in asked(work, who):
                for step in explained(sql):
                    read, key = int(step["rows"] or 0), step["key"]
                    assert read <= stored / 5, f"{name}: {read} rows by {key or 'no index'} of {step['table']}: {sql}"


def explained(sql: str) -> list[dict[str, str]]:
    """How the server reads the tables of a statement, step by step; nothing for what reads none."""
    if not sql.lstrip("(").startswith(("SELECT", "UPDATE")) or " FROM " not in sql.replace("UPDATE", " FROM ", 1):
        return []
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql.replace("%", "%%"))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
