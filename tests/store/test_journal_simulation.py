"""A week of answering on the real store: hardly anybody writes into silence, and answers come within a day."""

from __future__ import annotations

import pytest

from dataide_xblocks.store import journal_replies

from .cohort import clear
from .journal_week import Answering, OldestFirst, People, Week, shares

pytestmark = pytest.mark.django_db
SEEDS = {20: 30, 60: 3, 180: 1}  # more of them in benchmarks/answering.py


def weeks(of: type[Answering], people: People, monkeypatch, seeds: int) -> list[Week]:
    """The same weeks, by the same dice, under one rule or the other."""
    played = []
    for seed in range(seeds):
        clear()
        week = of(people, seed)
        monkeypatch.setattr(journal_replies, "database_now", week.now)
        played.append(week.play())
    return played


@pytest.mark.parametrize("organisations", SEEDS)
def test_hardly_anybody_writes_into_silence(organisations, monkeypatch):
    silent, hours = shares(weeks(Answering, People(organisations), monkeypatch, SEEDS[organisations]))
    assert silent <= 0.01 and hours <= 24


def test_giving_the_oldest_first_as_elsewhere_leaves_a_third_in_silence(monkeypatch):
    silent, hours = shares(weeks(OldestFirst, People(60), monkeypatch, SEEDS[60]))
    assert 0.25 <= silent <= 0.4 and hours >= 50, "the same week, by the same dice: the test above proves something"


def test_in_circles_with_ambassadors_nobody_waits_longer_than_their_delay(monkeypatch):
    people = People(60, circles=12, asked_again=True, guides=True)
    played = weeks(Answering, people, monkeypatch, 2)
    assert shares(played)[1] <= 48
    late = [hours for week in played for hours in week.first]
    assert max(late) <= 97, "an ambassador answers at 96 hours"
