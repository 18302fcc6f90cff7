"""Many writers at once, on SQLite and on a MariaDB set as the platform sets it: all or nothing, and exact."""

from __future__ import annotations

import random

import pytest
from django.db import IntegrityError, OperationalError, connection

from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import PulseRating, PulseResult
from dataide_xblocks.store import people, pulse
from dataide_xblocks.store.transactions import TRIES, one_transaction

from ..mariadb import mariadb, on, sqlite_file, together  # noqa: F401 - a fixture is used by its name
from .taps import HERE, rate


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    """All or nothing, and again."""

    @pytest.mark.parametrize(
        "error", [OperationalError(1213, "Deadlock"), OperationalError(1205, "Lock"), IntegrityError("x")]
    )
    def test_a_write_in_the_way_of_another_is_undone_whole_and_tried_again(self, error):
        failures = [error, error]

        @one_transaction
        def write():
            rate(7)
            if failures:
                raise failures.pop()
            return PulseResult.objects.get().people

        assert write() == 1 and failures == []

    def test_it_gives_up_after_three_and_keeps_nothing(self):
        tries = []

        @one_transaction
        def write():
            tries.append(1)
            rate(7)
            raise OperationalError(1213, "Deadlock")

        with pytest.raises(OperationalError):
            write()
        assert len(tries) == TRIES and not PulseRating.objects.exists()

    @pytest.mark.parametrize("error", [OperationalError(2006, "gone away"), ValueError("x")])
    def test_another_error_is_not_tried_again(self, error):
        tries = []

        @one_transaction
        def write():
            tries.append(1)
            raise error

        with pytest.raises(type(error)):
            write()
        assert len(tries) == 1


WRITERS, EACH = 20, 15


def parallel_answers_are_exact() -> None:
    """300 people answer at once, some twice at once: 300 people, 300 rows, and every release exact at its time."""
    learners = [str(n) for n in range(WRITERS * EACH)]
    random.Random(1).shuffle(learners)
    releases: list[dict[str, int]] = []
    together(lambda learner: releases.append(rate(learner, "ab"[int(learner) % 2])), learners, WRITERS)
    together(lambda learner: rate(learner, "ab"[int(learner) % 2]), learners[:60], WRITERS)
    total = len(learners)
    assert PulseRating.objects.count() == PulseResult.objects.get().people == total
    assert pulse.results_of(*HERE) == {"useful": {"a": total // 2, "b": total // 2}}
    assert all(sum(result.values()) % 5 == 0 for result in releases)
    assert max(sum(result.values()) for result in releases) == total


def the_same_tap_sent_at_once_counts_once() -> None:
    together(lambda n: rate(7, "a", question=f"q{n % 5}"), list(range(WRITERS * 3)), WRITERS)
    assert PulseRating.objects.filter(learner="7").count() == 5
    assert set(PulseResult.objects.filter(question__startswith="q").values_list("people", flat=True)) == {1}


RACES = [parallel_answers_are_exact, the_same_tap_sent_at_once_counts_once]


@pytest.mark.parametrize("race", RACES)
@pytest.mark.django_db
def test_parallel_writers_are_counted_exactly_on_sqlite(sqlite_file, race):  # noqa: F811
    with on(sqlite_file):
        assert connection.vendor == "sqlite" and not connection.is_in_memory_db()
        race()


@pytest.mark.mariadb
@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("isolation", ["read committed", "repeatable read"])
@pytest.mark.django_db
def test_parallel_writers_are_counted_exactly_on_mariadb(mariadb, race, isolation):  # noqa: F811
    with on(mariadb, isolation):
        assert connection.mysql_is_mariadb and connection.sql_mode == {"STRICT_TRANS_TABLES"}
        for model in (PulseRating, PulseResult):
            model.objects.all().delete()
        race()


@pytest.mark.mariadb
@pytest.mark.django_db
def test_nothing_about_a_person_is_in_a_dump_of_comments_without_a_name(mariadb):  # noqa: F811
    with on(mariadb):
        key = pulse.record_comment(*HERE, 1, "987654321", Comment("Émilie 🙂 \u0000".strip("\0"), "none"))
        pulse.record_comment(*HERE, 1, "987654321", Comment("b", "region", "08"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM dataide_pulsecomment")
            dump = repr(cursor.fetchall())
        assert "Émilie" in dump and "🙂" in dump
        assert "987654321" not in dump and key not in dump and "datetime" not in dump


@pytest.mark.mariadb
@pytest.mark.django_db
def test_the_longest_values_fit_their_columns_and_indexes(mariadb):  # noqa: F811
    with on(mariadb):
        where = ("c" * 255, "s" * 60)
        pulse.record_rating(*where, 12, "q" * 40, "l" * 64, "a" * 40)
        pulse.record_comment(*where, 12, "l" * 64, Comment("🙂" * 280, "name"))
        pulse.record_reply(*where, 12, {"fr": "🙂" * 400})
        assert pulse.comment_of(*where, "l" * 64) == "🙂" * 280
        touched = people.forget("l" * 64)
        assert (touched["pulse_comments"], touched["pulse_ratings"]) == (1, 1)
