"""One person in our tables: named, shown whole, forgotten."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import PulseComment, PulseRating
from dataide_xblocks.store import people, pulse
from dataide_xblocks.store.limits import too_often

from .taps import HERE, rate


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
        assert [row["question"] for row in held["PulseRating"]] == ["useful", "time"]
        assert [row["text"] for row in held["PulseComment"]] == ["de 7"]

    def test_whoever_is_forgotten_is_nowhere_and_still_counts(self):
        for learner in range(1, 6):
            self.fill(f"10{learner}")
        touched = people.forget("103")
        assert (touched["pulse_comments"], touched["pulse_ratings"]) == (1, 2)
        assert not any(people.held_about("103").values())
        assert PulseRating.objects.count() == 10 and PulseComment.objects.filter(text="de 103").count() == 0
        random_ids = PulseRating.objects.exclude(learner__startswith="10").values_list("learner", flat=True)
        assert len(set(random_ids)) == 2, "two rows of one person must not even be of one person"
        assert PulseComment.objects.filter(text="de 104").count() == 1

    def test_forgetting_twice_is_forgetting(self):
        self.fill("7")
        people.forget("7")
        assert not any(people.forget("7").values())

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
