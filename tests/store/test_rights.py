"""What a person may ask of us: to be shown all of it, to be erased from all of it, and to be forgotten in time."""

from __future__ import annotations

import json
import logging
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from dataide_xblocks.domain.privacy import Kept, is_over
from dataide_xblocks.export.pulse import comments_sheet
from dataide_xblocks.export.spreadsheet import csv_of
from dataide_xblocks.models import Organisation, PulseResult
from dataide_xblocks.signals import retire
from dataide_xblocks.store import people, pulse, retention

from ..mariadb import mariadb, on  # noqa: F401 - a fixture is used by its name
from .cohort import COHORT, STOPPED, WORDS, clear, dump, fill, mark, number, seals

PEOPLE, RETIRED = 200, 50


def test_every_table_says_what_people_are_told():
    for table in apps.get_app_config("dataide").get_models():
        assert isinstance(table.kept, Kept), f"{table.__name__} says neither what it is for nor who reads it"
        doc = table.__doc__ or ""
        assert (".. pii:" in doc) != (".. no_pii:" in doc), f"{table.__name__} has no annotation of personal data"
        assert bool(table.kept.owner) == (".. pii:" in doc), f"{table.__name__}: whose rows are these?"
        assert not table.kept.owner or table.kept.months is not None, f"{table.__name__} would be kept for ever"


@pytest.mark.django_db
class TestShown:
    """Everything, to the person alone."""

    def test_everything_of_a_person_is_shown_and_nothing_of_another(self):
        fill(4)
        held = repr(people.held_about(number(1)))
        for word in WORDS:
            assert f"{mark(1)} {word}" in held
        assert mark(2) not in held and number(2) not in held
        assert all(rows for rows in people.held_about(number(1)).values()), "a table of theirs was left out"

    def test_the_command_shows_and_predicts_an_erasure(self, capsys):
        fill(4)
        before = dump()
        call_command("dataide_person", number(1), "--show")
        assert f"{mark(1)} preuve" in capsys.readouterr().out
        call_command("dataide_person", number(1))
        predicted = capsys.readouterr().out
        assert "Nothing was erased" in predicted and dump() == before
        call_command("dataide_person", number(1), "--erase")
        assert capsys.readouterr().out.splitlines()[:-1] == predicted.splitlines()[:-1]
        assert number(1) not in dump()

    def test_the_register_of_tables_is_printed_in_both_languages(self, capsys):
        said = []
        for language in ("fr", "en"):
            call_command("dataide_tables", "--language", language)
            said.append(capsys.readouterr().out)
        assert said[0] != said[1]
        for table in people.tables():
            assert all(f"{table._meta.db_table}:" in text for text in said)


def everything_that_can_be_asked_for() -> str:
    """What each person is given about themselves, and the comments that the team of the course takes along."""
    own = [json.dumps(people.held_about(number(n)), ensure_ascii=False, default=str) for n in range(PEOPLE)]
    said, _count = pulse.comments_of(COHORT, page=0)
    names = {comment.learner: comment.learner for comment in said}  # nobody here has an account
    return "\n".join([*own, csv_of(comments_sheet(said, names, "fr")).decode("utf-8")])


def fifty_of_two_hundred_are_retired(caplog) -> None:
    """No mark of theirs is left in any table, log line or file that can be asked for; every mark of the others is."""
    clear()
    fill(PEOPLE)
    retired = range(0, PEOPLE, PEOPLE // RETIRED)
    totals = list(PulseResult.objects.values_list("people", "released"))
    with caplog.at_level(logging.DEBUG):
        for n in retired:
            retire(None, user=SimpleNamespace(pk=int(number(n))))
            retire(None, user=SimpleNamespace(pk=int(number(n))))
    kept = dump() + caplog.text
    files = everything_that_can_be_asked_for()
    for n in range(PEOPLE):
        assert (mark(n) in files) != (n in retired), f"person {n}"
        assert (number(n) in files) != (n in retired), f"person {n}"
        gone = n in retired
        assert (number(n) in kept) != gone, f"person {n}"
        assert [f"{mark(n)} {word}" in kept for word in WORDS] == [not gone] * len(WORDS)
        assert [seal in kept for seal in seals(n)] == [not gone] * len(seals(n)), f"person {n}"
    assert list(PulseResult.objects.values_list("people", "released")) == totals, "an erasure moves no total"
    assert Organisation.objects.count() == PEOPLE // 4, "a team keeps its organisation"


@pytest.mark.django_db
def test_whoever_is_retired_is_nowhere_on_sqlite(caplog):
    fifty_of_two_hundred_are_retired(caplog)


@pytest.mark.mariadb
@pytest.mark.django_db
def test_whoever_is_retired_is_nowhere_on_mariadb(mariadb, caplog):  # noqa: F811
    with on(mariadb):
        fifty_of_two_hundred_are_retired(caplog)


@pytest.mark.django_db
@pytest.mark.parametrize("user", [None, SimpleNamespace(pk=None), SimpleNamespace(pk=5)])
def test_somebody_we_never_met_is_retired_without_a_word(user):
    retire(None, user=user)


@pytest.mark.django_db
def test_an_interrupted_retirement_erases_nothing_and_can_be_run_again(monkeypatch):
    fill(4)
    before = dump()

    def stop(*_args, **_more):
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as patch:
        patch.setattr(people, "_unname", stop)
        with pytest.raises(RuntimeError):
            retire(None, user=SimpleNamespace(pk=int(number(1))))
    assert dump() == before
    retire(None, user=SimpleNamespace(pk=int(number(1))))
    assert number(1) not in dump()


@pytest.mark.parametrize(
    ("ended", "months", "today", "over"),
    [
        (date(2027, 4, 20), 12, date(2028, 4, 19), False),
        (date(2027, 4, 20), 12, date(2028, 4, 20), True),
        (date(2027, 8, 31), 6, date(2028, 2, 29), False),
        (date(2027, 8, 31), 6, date(2028, 3, 1), True),
        (date(2027, 12, 31), 1, date(2028, 1, 31), True),
    ],
)
def test_a_month_is_over_on_its_day(ended, months, today, over):
    assert is_over(ended, months, today) is over


@pytest.mark.django_db
class TestPurge:
    """What is over goes, what is not stays."""

    END = date(2027, 4, 20)

    def test_the_pulse_goes_before_the_portrait_and_the_consents_last(self):
        fill(4)
        assert retention.purge(COHORT, self.END, date(2027, 10, 19), really=True) == {}
        gone = retention.purge(COHORT, self.END, date(2027, 10, 20), really=True)
        assert gone == {"PulseRating": 4, "PulseComment": 4}
        assert f"{mark(1)} commentaire" not in dump() and f"{mark(1)} preuve" in dump()
        retention.purge(COHORT, self.END, date(2028, 4, 20), really=True)
        left = people.held_about(number(1))
        assert {table for table, rows in left.items() if rows} == {"Consent", "JournalStop"} and "MARQUE" not in dump()
        retention.purge(COHORT, self.END, date(2030, 4, 20), really=True)
        assert retention.purge_stops(STOPPED, really=True) == 0
        assert (
            retention.purge_stops(STOPPED.replace(year=2030)) == retention.purge_stops(STOPPED.replace(year=2030)) == 4
        )
        retention.purge_stops(STOPPED.replace(year=2030), really=True)
        assert number(1) not in dump()

    def test_what_learners_were_told_counts(self):
        from .test_maturity import MODEL, TOML, maturity

        longer = TOML.replace("keep_months = 12", "keep_months = 24")
        maturity.record_edition(MODEL.edition, "fr", lambda: longer)
        fill(4)
        retention.purge(COHORT, self.END, date(2028, 4, 20), really=True)
        assert f"{mark(1)} preuve" in dump()
        retention.purge(COHORT, self.END, date(2029, 4, 20), really=True)
        assert "MARQUE" not in dump()

    def test_the_command_names_what_it_does_not_know_and_erases_only_when_told(self, capsys):
        fill(4)
        before = dump()
        call_command("dataide_purge", "--erase")
        assert f"{COHORT}: its end is not known" in capsys.readouterr().out and dump() == before
        call_command("dataide_purge", "--ended", f"{COHORT}=2020-01-31")
        assert "Nothing was erased" in capsys.readouterr().out and dump() == before
        call_command("dataide_purge", "--ended", f"{COHORT}=2020-01-31", "--erase")
        assert "MARQUE" not in dump()

    @pytest.mark.parametrize("pair", ["2027-04-20", "course-v1:a+b+c=hier"])
    def test_an_end_that_cannot_be_read_is_refused(self, pair):
        fill(1)
        with pytest.raises(CommandError):
            call_command("dataide_purge", "--ended", pair)
