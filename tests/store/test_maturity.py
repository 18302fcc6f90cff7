"""The rows of the maturity quiz: no answer lost, none doubled, a person forgotten whole and their team kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from dataide_xblocks.domain.maturity_answers import Agreed, Given
from dataide_xblocks.domain.maturity_model import read_model
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.models import (
    ComparisonBatch,
    MaturityAnswer,
    MaturityDecision,
    MaturityPassage,
    Member,
    Organisation,
)
from dataide_xblocks.store import comparison, maturity, organisation, people

from ..mariadb import mariadb, on, sqlite_file, together  # noqa: F401 - a fixture is used by its name

COHORT = "course-v1:dataidex+n101+2027"
TOML = (Path(__file__).resolve().parents[2] / "content" / "fr" / "models" / "portrait.toml").read_text("utf-8")
MODEL = read_model(TOML)
ASKED = [(item.id, item.version) for item in MODEL.items]
PEOPLE = 50


def where(learner: str, wave: str = "baseline", place: int | None = None) -> maturity.Where:
    return maturity.Where(COHORT, "portrait", wave, place, learner)


def give(learner: str, item: str, choice: str, place: int | None, wave: str = "baseline") -> maturity.Passage:
    return maturity.record_given(
        where(learner, wave, place), MODEL.edition, ASKED, Given(item, 1, choice), timezone.now()
    )


def sheet(learner: str, place: int | None, choice: str = "3", wave: str = "baseline") -> None:
    given = [Given(item, version, choice) for item, version in ASKED]
    maturity.record_sheet(where(learner, wave, place), MODEL.edition, ASKED, given, "", timezone.now())


def founded(learner: str, size: str = "3-9") -> int:
    organisation.own_place(COHORT, learner)
    place = organisation.found(COHORT, learner, Founding(f"Organisme {learner}", size, "fr"))
    assert place is not None
    return place.id


def writers() -> int:
    """SQLite, where one writer goes at a time, serves ten at once: a demonstration, never a cohort."""
    return PEOPLE if connection.vendor == "mysql" else 10


def clear() -> None:
    for table in (MaturityPassage, MaturityDecision, Member, Organisation):
        table.objects.all().delete()


def fifty_people_answer_at_once() -> None:
    """Ten organisations of five; everybody answers everything, changes some answers, and double-clicks others."""
    clear()
    codes = {}
    for first in range(0, PEOPLE, 5):
        founded(str(first))
        codes[first] = organisation.place_of(COHORT, str(first)).code
    others = [n for n in range(PEOPLE) if n % 5]
    together(lambda n: organisation.join(COHORT, str(n), codes[n - n % 5]), others, writers())
    expected = {n: {item: str(1 + (n + k) % 5) for k, (item, _v) in enumerate(ASKED)} for n in range(PEOPLE)}

    def answers_everything(n: int) -> None:
        place = organisation.place_of(COHORT, str(n)).id
        order = list(expected[n].items())
        random.Random(n).shuffle(order)
        for item, choice in order:
            give(str(n), item, "dk", place)
            give(str(n), item, choice, place)

    together(answers_everything, range(PEOPLE), writers())
    assert Member.objects.filter(here=True).count() == PEOPLE == MaturityPassage.objects.count()
    assert MaturityAnswer.objects.count() == PEOPLE * len(ASKED), "none lost, none doubled"
    for row in MaturityPassage.objects.all():
        kept = dict(row.answers.values_list("item", "choice"))
        assert kept == expected[int(row.learner)] and row.finished is not None


def the_same_answer_sent_at_once_is_one_row() -> None:
    clear()
    place = founded("7")
    together(lambda n: give("7", "MISS-1", str(1 + n % 5), place), range(PEOPLE), writers())
    assert MaturityPassage.objects.count() == 1 and MaturityAnswer.objects.count() == 1


def decisions_written_at_once_are_all_told() -> None:
    """Ten colleagues who read the same page decide: one is kept, nine are told which."""
    clear()
    place, told = founded("7"), []
    agreed = Agreed("MISS-1", 1, "3", "Ensemble.", 0)
    together(
        lambda n: told.append(maturity.record_decision(place, "portrait", "baseline", agreed, str(n))), range(10), 10
    )
    assert MaturityDecision.objects.count() == 1 and told.count(None) == 1


RACES = [
    fifty_people_answer_at_once,
    the_same_answer_sent_at_once_is_one_row,
    decisions_written_at_once_are_all_told,
]


@pytest.mark.parametrize("race", RACES)
@pytest.mark.django_db
def test_people_answer_at_once_on_sqlite(sqlite_file, race):  # noqa: F811
    with on(sqlite_file):
        race()


@pytest.mark.mariadb
@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("isolation", ["read committed", "repeatable read"])
@pytest.mark.django_db
def test_people_answer_at_once_on_mariadb(mariadb, race, isolation):  # noqa: F811
    with on(mariadb, isolation):
        assert connection.mysql_is_mariadb
        race()


@pytest.mark.mariadb
@pytest.mark.django_db
def test_the_longest_values_fit_their_columns_and_indexes(mariadb):  # noqa: F811
    with on(mariadb):
        clear()
        cohort, learner = "c" * 255, "l" * 64
        place = organisation.own_place(cohort, learner)
        organisation.found(cohort, learner, Founding("🙂" * 80, "10-49", "fr"))
        there = maturity.Where(cohort, "m" * 40, "baseline", place.id, learner)
        given = Given("AAAAAA-99", 999, "na", "🙂" * 80)
        maturity.record_given(there, "e" * 16, [], given, timezone.now())
        assert maturity.record_proof(there, given, "🙂" * 200)
        agreed = Agreed("AAAAAA-99", 999, "dk", "🙂" * 280, 0)
        assert maturity.record_decision(place.id, "m" * 40, "baseline", agreed, learner) is None
        maturity.record_edition("e" * 16, "fr", lambda: TOML)
        assert maturity.edition_of("e" * 16, "en") == TOML


@pytest.mark.django_db
class TestPeopleOfATeam:
    """Leaving, coming back, being shown what is held, being forgotten."""

    def test_coming_back_brings_no_second_passage(self):
        place = founded("7")
        sheet("7", place)
        organisation.leave(COHORT, "7")
        alone = organisation.own_place(COHORT, "7")
        sheet("7", alone.id, "5")
        code = Organisation.objects.get(pk=place).code
        assert organisation.join(COHORT, "7", code).id == place
        kept = MaturityPassage.objects.filter(learner="7", organisation=place)
        assert kept.count() == 1 and kept.get().answers.first().choice == "3", "the former answers stay the team's"
        assert MaturityPassage.objects.filter(organisation=alone.id).count() == 1, "and nothing of the others is lost"

    def test_what_is_held_is_shown_whole(self):
        place = founded("7")
        sheet("7", place)
        maturity.record_proof(where("7", place=place), Given("MISS-1", 1, ""), "CANARI")
        agreed = Agreed("MISS-1", 1, "3", "Ensemble.", 0)
        maturity.record_decision(place, "portrait", "baseline", agreed, "7")
        held = people.held_about("7")
        assert len(held["MaturityAnswer"]) == len(ASKED) and "CANARI" in repr(held)
        assert "Organisme 7" in repr(held["Member"]) and "Ensemble." in repr(held["MaturityDecision"])
        assert not any(people.held_about("8").values())

    def test_whoever_is_forgotten_is_nowhere_and_the_team_keeps_its_portrait(self):
        place = founded("1007")
        organisation.join(COHORT, "1008", Organisation.objects.get().code)
        for learner in ("1007", "1008"):
            sheet(learner, place)
            maturity.record_proof(where(learner, place=place), Given("MISS-1", 1, ""), f"CANARI {learner}")
        sheet("1007", None, wave="short")
        maturity.record_decision(place, "portrait", "baseline", Agreed("MISS-1", 1, "3", "Ensemble.", 0), "1007")
        people.forget("1007")
        assert not any(people.held_about("1007").values())
        rows = [*MaturityPassage.objects.values(), *MaturityDecision.objects.values(), *Member.objects.values()]
        rows += MaturityAnswer.objects.values()
        assert "1007" not in repr(rows) and "CANARI 1008" in repr(rows)
        assert len(maturity.team_of(place, "portrait")["baseline"]) == 2
        assert MaturityDecision.objects.get().reason == "Ensemble."

    def test_an_organisation_of_nobody_else_goes_with_its_only_person(self):
        sheet("7", founded("7"))
        people.forget("7")
        assert not Organisation.objects.exists() and not MaturityAnswer.objects.exists()

    def test_an_answer_sent_during_a_fresh_start_is_kept(self):
        place = founded("7")
        give("7", "MISS-1", "3", place)
        there = maturity.where_of(COHORT, "portrait", "baseline", "7")
        assert there and there.passage
        people.reset_passage(COHORT, "portrait", "baseline", "7")
        maturity.record_given(there, MODEL.edition, ASKED, Given("MISS-2", 1, "4"), timezone.now())
        assert list(MaturityAnswer.objects.values_list("item", "choice")) == [("MISS-2", "4")]

    def test_a_fresh_start_takes_ones_own_answers_of_one_passage(self):
        place = founded("7")
        sheet("7", place)
        sheet("7", place, wave="endline")
        people.reset_passage(COHORT, "portrait", "baseline", "7")
        assert [p.wave for p in MaturityPassage.objects.all()] == ["endline"]


@pytest.mark.django_db
class TestReleases:
    """What leaves, for whom, and what withdrawing does."""

    def fill(self, count: int, opened: bool = True, verified: bool = True) -> list[int]:
        maturity.record_edition(MODEL.edition, "fr", lambda: TOML)
        places = []
        for n in range(count):
            place = founded(f"{n}-{Organisation.objects.count()}")
            sheet(f"{n}-x", place, str(1 + n % 5))
            Organisation.objects.filter(pk=place).update(opened=opened, verified=verified)
            places.append(place)
        return places

    def shown(self, place: int) -> comparison.Summary | None:
        return comparison.shown_to(place, "portrait", "baseline", MODEL.edition)

    def test_ten_leave_together_and_nine_wait(self):
        self.fill(9)
        assert comparison.release(COHORT, "portrait", "baseline") == 0
        places = self.fill(1)
        assert comparison.release(COHORT, "portrait", "baseline") == 10
        assert self.shown(places[0]).organisations == 10
        assert comparison.release(COHORT, "portrait", "baseline") == 0, "nobody is counted twice"

    @pytest.mark.parametrize("no", [{"opened": False}, {"verified": False}])
    def test_only_those_who_opened_it_and_whom_the_operator_knows_are_counted(self, no):
        self.fill(9)
        self.fill(1, **no)
        assert comparison.release(COHORT, "portrait", "baseline") == 0

    def test_another_size_is_another_cell(self):
        places = self.fill(10)
        Organisation.objects.filter(pk=places[0]).update(size="50")
        assert comparison.release(COHORT, "portrait", "baseline") == 0

    def test_whoever_withdraws_takes_the_batch_out_and_nobody_is_counted_again(self):
        places = self.fill(10)
        comparison.release(COHORT, "portrait", "baseline")
        comparison.open_comparison(places[3], False)
        assert self.shown(places[0]) is None and self.shown(places[3]) is None
        comparison.open_comparison(places[3], True)
        assert comparison.release(COHORT, "portrait", "baseline") == 0
        assert self.shown(places[0]) is None and ComparisonBatch.objects.count() == 1

    def test_whoever_has_not_opened_it_sees_nothing(self):
        places = self.fill(10)
        comparison.release(COHORT, "portrait", "baseline")
        closed = self.fill(1, opened=False)
        assert self.shown(places[0]) and self.shown(closed[0]) is None
