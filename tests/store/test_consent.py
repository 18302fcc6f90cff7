"""What somebody agreed to is a row for each choice, and the newest holds."""

from __future__ import annotations

import pytest
from django.db import connection

from dataide_xblocks.domain.privacy import COMPARISON, PURPOSES
from dataide_xblocks.models import Consent, Organisation
from dataide_xblocks.store import comparison, consent, people

from .test_maturity import COHORT, TestReleases, founded, organisation

pytestmark = pytest.mark.django_db
ROW = ("learner", "purpose", "version", "language", "given")


def rows() -> list[tuple]:
    return list(Consent.objects.order_by("pk").values_list(*ROW))


def test_each_choice_that_changes_something_is_a_row_and_none_is_changed():
    place, version = founded("7"), PURPOSES[COMPARISON].version
    told = [consent.choose(COHORT, "7", COMPARISON, given, "fr") for given in (False, True, True, False)]
    assert told == [False, True, False, True], "what holds already is no choice"
    assert rows() == [("7", COMPARISON, version, "fr", True), ("7", COMPARISON, version, "fr", False)]
    assert set(Consent.objects.values_list("organisation", flat=True)) == {place}


@pytest.mark.parametrize("where", ["nowhere", "alone", "another cohort"])
def test_nobody_chooses_for_an_organisation_they_are_not_in(where):
    place = founded("1007")
    if where == "alone":
        organisation.own_place(COHORT, "7")
    who, cohort = ("1007", "course-v1:a+b+c") if where == "another cohort" else ("7", COHORT)
    assert not consent.choose(cohort, who, COMPARISON, True, "fr")
    assert rows() == [] and not Organisation.objects.get(pk=place).opened


def test_a_choice_whose_row_cannot_be_kept_changes_nothing(monkeypatch):
    place = founded("7")

    def stop(*_args, **_more):
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(Consent.objects, "create", stop)
    with pytest.raises(RuntimeError):
        consent.choose(COHORT, "7", COMPARISON, True, "fr")
    assert not Organisation.objects.get(pk=place).opened


def test_what_holds_is_shown_with_the_day_of_whoever_chose_it_last():
    founded("7")
    code = organisation.place_of(COHORT, "7").code
    organisation.join(COHORT, "8", code)
    assert [(s.given, s.since) for s in consent.standings_of("8")] == [(False, None)]
    consent.choose(COHORT, "7", COMPARISON, True, "fr")
    (seen,) = consent.standings_of("8")
    assert seen.given and seen.since == Consent.objects.get().chosen
    people.forget("7")
    assert rows() == [] and [(s.given, s.since) for s in consent.standings_of("8")] == [(True, None)]


def test_whoever_left_sees_nothing_to_choose_any_more():
    founded("7")
    organisation.leave(COHORT, "7")
    assert consent.standings_of("7") == [] and not consent.choose(COHORT, "7", COMPARISON, True, "fr")


def everything_else() -> str:
    """All tables but the consents, and of organisations all but the choice itself."""
    found = []
    with connection.cursor() as cursor:
        for table in people.tables():
            if table is not Consent:
                names = [f.column for f in table._meta.concrete_fields if f.name != "opened"]
                cursor.execute(f"SELECT {', '.join(names)} FROM {table._meta.db_table}")
                found += cursor.fetchall()
    return repr(found)


def test_agreeing_and_refusing_change_nothing_else():
    releases = TestReleases()
    (place,) = releases.fill(1, opened=False)
    learner = people.Member.objects.get(organisation=place).learner
    before = everything_else()
    for given in (True, False):
        assert consent.choose(COHORT, learner, COMPARISON, given, "en")
        assert everything_else() == before


def test_whoever_withdraws_before_a_release_is_not_counted():
    places = TestReleases().fill(10)
    learner = people.Member.objects.get(organisation=places[3]).learner
    assert consent.choose(COHORT, learner, COMPARISON, False, "fr")
    assert comparison.release(COHORT, "portrait", "baseline") == 0, "nine wait"
    assert consent.choose(COHORT, learner, COMPARISON, True, "fr")
    assert comparison.release(COHORT, "portrait", "baseline") == 10
