"""The pulse's tables: exact counts under parallel writers, results in steps of five, comments that name nobody."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.db import IntegrityError, OperationalError, connection, connections

from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import PulseComment, PulseRating, PulseReply, PulseResult
from dataide_xblocks.store import people, pulse
from dataide_xblocks.store.limits import too_often
from dataide_xblocks.store.transactions import TRIES, one_transaction

from ..mariadb import mariadb, on, sqlite_file  # noqa: F401 - a fixture is used by its name

HERE = ("course-v1:dataidex+n101+2027", "w01-pulse")


def rate(learner: object, choice: str = "a", question: str = "useful", where=HERE) -> dict[str, int]:
    return pulse.record_rating(*where, 1, question, str(learner), choice)


@pytest.mark.django_db
class TestRatings:
    """One tap each, changeable, counted once."""

    def test_a_tap_is_found_again_by_its_author_only(self):
        rate(7, "b")
        assert pulse.ratings_of(*HERE, "7") == {"useful": "b"}
        assert pulse.ratings_of(*HERE, "8") == {} == pulse.ratings_of("other", HERE[1], "7")

    def test_a_changed_mind_counts_once(self):
        for choice in "abcab":
            rate(7, choice)
        assert list(PulseRating.objects.values_list("learner", "choice")) == [("7", "b")]
        assert PulseResult.objects.get().people == 1

    def test_nothing_is_released_under_five_nor_between_two_fives(self):
        seen = [rate(learner, random.choice("ab")) for learner in range(1, 24)]
        totals = [sum(result.values()) for result in seen]
        assert totals == [0] * 4 + [5] * 5 + [10] * 5 + [15] * 5 + [20] * 4
        for before, after in pairwise(seen):
            assert before == after or sum(after.values()) - sum(before.values()) == 5

    def test_a_changed_mind_is_not_shown_before_the_next_release(self):
        for learner in range(5):
            rate(learner, "a")
        assert rate(0, "b") == {"a": 5}
        for learner in range(5, 10):
            rate(learner, "a")
        assert pulse.results_of(*HERE) == {"useful": {"a": 9, "b": 1}}

    def test_weeks_are_told_in_order_and_only_when_released(self):
        for week, slot in ((2, "w02-pulse"), (1, "w01-pulse")):
            for learner in range(5 if week == 1 else 6):
                pulse.record_rating(HERE[0], slot, week, "useful", str(learner), "a")
        pulse.record_rating(HERE[0], "w03-pulse", 3, "useful", "1", "a")
        assert pulse.weekly_results(HERE[0]) == {"useful": {1: {"a": 5}, 2: {"a": 5}}}
        assert pulse.weekly_results("other") == {}

    def test_a_reset_does_not_move_a_release(self):
        """Resetting one learner, then adding one, must not show the difference of two people."""
        for learner in range(10):
            rate(learner, "a")
        people.reset(*HERE, "3")
        assert pulse.results_of(*HERE) == {"useful": {"a": 10}}
        assert rate(99, "b") == {"a": 10}

    def test_too_few_rows_after_resets_release_nothing_new(self):
        for learner in range(9):
            rate(learner, "a")
        for learner in range(8):
            people.reset(*HERE, str(learner))
        assert rate(99, "b") == {"a": 5}

    def test_one_tap_costs_six_queries_at_most(self, django_assert_max_num_queries):
        for learner in range(9):
            with django_assert_max_num_queries(8 if learner else 14):  # the test's savepoints included
                rate(learner, "a")


@pytest.mark.django_db
class TestComments:
    """Signed as chosen, each time."""

    def say(
        self, signature: str, text: str = "moins long", learner: str = "7", where=HERE, week: int = 1, region=""
    ) -> str:
        return pulse.record_comment(*where, week, learner, Comment(text, signature, region))

    @pytest.mark.parametrize(("signature", "region"), [("none", ""), ("region", "08")])
    def test_a_comment_without_a_name_holds_nobody(self, signature, region):
        key = self.say(signature, learner="4242", region=region)
        row = PulseComment.objects.values().get()
        assert (row["learner"], row["region"]) == (None, region)
        assert "4242" not in str(row) and key not in str(row)
        assert not [field for field in PulseComment._meta.get_fields() if "Date" in type(field).__name__]

    def test_a_signed_comment_is_one_a_week_and_can_be_changed_and_removed(self):
        self.say("name", "un")
        self.say("name", "deux")
        assert pulse.comment_of(*HERE, "7") == "deux" and PulseComment.objects.count() == 1
        assert pulse.withdraw_comment(*HERE, "8") is False
        assert pulse.withdraw_comment(*HERE, "7") is True and not PulseComment.objects.exists()

    def test_taking_ones_name_off_a_comment_leaves_no_trace_of_it(self):
        self.say("name", "signé")
        self.say("none", "sans nom")
        assert list(PulseComment.objects.values_list("text", "learner")) == [("sans nom", None)]

    def test_only_its_key_removes_a_comment_without_a_name(self):
        first, second = self.say("none", "un"), self.say("none", "deux")
        assert pulse.withdraw_comment(*HERE, "7") is False
        assert pulse.withdraw_comment(*HERE, "7", first[:-1]) is False
        assert pulse.withdraw_comment("other", HERE[1], "7", first) is False
        assert pulse.withdraw_comment(*HERE, "anyone", first) is True
        assert list(PulseComment.objects.values_list("text", flat=True)) == ["deux"] and second != first

    def test_comments_come_newest_week_first_by_pages_and_none_is_lost(self):
        rows = [
            PulseComment(cohort=HERE[0], slot=f"w{n % 12:02}", week=n % 12, text=str(n), signature="none")
            for n in range(10_000)
        ]
        PulseComment.objects.bulk_create(rows, batch_size=500)
        pages = [pulse.comments_of(HERE[0], page=page) for page in range(1, 202)]
        told = [said for said_of_page, _count in pages for said in said_of_page]
        assert {count for _said, count in pages} == {10_000}
        assert sorted(int(said.text) for said in told) == list(range(10_000))
        assert all(before.week >= after.week for before, after in pairwise(told))
        assert len(pulse.comments_of(HERE[0], page=0)[0]) == 10_000

    def test_comments_are_filtered_by_week_and_region(self):
        self.say("region", "a", region="08")
        self.say("region", "b", region="06", where=(HERE[0], "w02"), week=2)
        self.say("none", "c", where=(HERE[0], "w02"), week=2)
        assert [said.text for said in pulse.comments_of(HERE[0], week=2, region="06")[0]] == ["b"]
        assert pulse.comments_of(HERE[0], region="08")[1] == 1
        assert pulse.comments_of("other") == ([], 0)

    def test_the_order_within_a_week_is_not_the_order_of_arrival(self):
        for n in range(40):
            self.say("none", str(n))
        told = [int(said.text) for said in pulse.comments_of(HERE[0])[0]]
        assert sorted(told) == list(range(40)) and told != list(range(40)) and told != list(range(39, -1, -1))

    def test_a_reply_is_added_never_replaced_and_the_newest_is_shown(self):
        pulse.record_reply(HERE[0], "w01", 1, {"fr": "un", "en": "one"})
        pulse.record_reply(HERE[0], "w01", 1, {"fr": "deux"})
        assert PulseReply.objects.count() == 3
        assert pulse.reply_of(HERE[0], 1, "fr").text == "deux"
        assert pulse.reply_of(HERE[0], 1, "en").text == "one"

    def test_a_reply_is_read_the_weeks_after_but_not_before(self):
        pulse.record_reply(HERE[0], "w02", 2, {"fr": "deux"})
        pulse.record_reply(HERE[0], "w05", 5, {"en": "five"})
        assert pulse.reply_of(HERE[0], 1, "fr") is None
        assert pulse.reply_of(HERE[0], 4, "fr") == pulse.Reply(2, "fr", "deux")
        assert pulse.reply_of(HERE[0], 9, "fr") == pulse.Reply(5, "en", "five")


@pytest.mark.django_db
class TestPeople:
    """Naming, showing, forgetting."""

    def fill(self, learner: str) -> None:
        for question in ("useful", "time"):
            rate(learner, question=question)
        pulse.record_comment(*HERE, 1, learner, Comment(f"de {learner}", "name"))
        pulse.record_comment(HERE[0], "w02", 2, learner, Comment("sans nom", "none"))

    def test_what_is_held_is_shown_whole(self):
        self.fill("7")
        held = people.held_about("7")
        assert [row["question"] for row in held["pulse_ratings"]] == ["time", "useful"]
        assert [row["text"] for row in held["pulse_comments"]] == ["de 7"]

    def test_whoever_is_forgotten_is_nowhere_and_still_counts(self):
        for learner in range(1, 6):
            self.fill(f"10{learner}")
        assert people.forget("103") == {"pulse_comments": 1, "pulse_ratings": 2}
        assert people.held_about("103") == {"pulse_ratings": [], "pulse_comments": []}
        assert PulseRating.objects.count() == 10 and PulseComment.objects.filter(text="de 103").count() == 0
        random_ids = PulseRating.objects.exclude(learner__startswith="10").values_list("learner", flat=True)
        assert len(set(random_ids)) == 2, "two rows of one person must not even be of one person"
        assert PulseComment.objects.filter(text="de 104").count() == 1

    def test_forgetting_twice_is_forgetting(self):
        self.fill("7")
        people.forget("7")
        assert people.forget("7") == {"pulse_comments": 0, "pulse_ratings": 0}

    def test_a_fresh_start_touches_one_exercise_only(self):
        self.fill("7")
        rate("7", where=(HERE[0], "w02"))
        people.reset(*HERE, "7")
        assert pulse.ratings_of(*HERE, "7") == {} and pulse.ratings_of(HERE[0], "w02", "7") == {"useful": "a"}
        assert pulse.comment_of(*HERE, "7") == ""

    def test_names_come_from_the_accounts_and_are_copied_nowhere(self, django_user_model):
        user = django_user_model.objects.create(username="josee", first_name="Josée", last_name="Therrien")
        plain = django_user_model.objects.create(username="real")
        told = people.names_of([str(user.pk), str(plain.pk), "student_1", "999999"])
        assert told == {
            str(user.pk): "Josée Therrien",
            str(plain.pk): "real",
            "student_1": "student_1",
            "999999": "999999",
        }

    def test_too_often_counts_each_person_and_thing_apart(self):
        assert [too_often("here", "7", 2) for _ in range(4)] == [False, False, True, True]
        assert not too_often("here", "8", 2) and not too_often("there", "7", 2)


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


def together(work, items) -> None:
    """Do `work` on every item from WRITERS threads; each closes its own connection. Errors are raised."""

    def alone(share):
        try:
            for item in share:
                work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(alone, items[n::WRITERS]) for n in range(WRITERS)]:
            done.result()


def parallel_answers_are_exact() -> None:
    """300 people answer at once, some twice at once: 300 people, 300 rows, and every release exact at its time."""
    learners = [str(n) for n in range(WRITERS * EACH)]
    random.Random(1).shuffle(learners)
    releases: list[dict[str, int]] = []
    together(lambda learner: releases.append(rate(learner, "ab"[int(learner) % 2])), learners)
    together(lambda learner: rate(learner, "ab"[int(learner) % 2]), learners[:60])
    total = len(learners)
    assert PulseRating.objects.count() == PulseResult.objects.get().people == total
    assert pulse.results_of(*HERE) == {"useful": {"a": total // 2, "b": total // 2}}
    assert all(sum(result.values()) % 5 == 0 for result in releases)
    assert max(sum(result.values()) for result in releases) == total


def the_same_tap_sent_at_once_counts_once() -> None:
    together(lambda n: rate(7, "a", question=f"q{n % 5}"), list(range(WRITERS * 3)))
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
        assert people.forget("l" * 64) == {"pulse_comments": 1, "pulse_ratings": 1}
