"""Several people at once: one case a text, one decision, one place an organisation, circles made once."""

from __future__ import annotations

import pytest

from dataide_xblocks.models import JournalCircle, JournalEntry, JournalReport, JournalSeat, Organisation
from dataide_xblocks.store import circle_making, circles, journal_cases, journal_moderation

from ..mariadb import mariadb, on, sqlite_file, together  # noqa: F401 - a fixture is used by its name
from .seated import COHORT, after, circle_of, founded, reader, wrote

AT_ONCE = 12


def clear() -> None:
    """Begin again from nothing."""
    for table in (JournalReport, JournalEntry, JournalCircle, Organisation):
        table.objects.all().delete()


def a_text_is_reported_and_decided_once() -> None:
    names = "abcdefg"
    circle_of(*names)
    entry, done = wrote("a1"), []
    readers = [f"{name}{n}" for name in names[1:] for n in (1, 2)] * 2

    def report(learner: str) -> None:
        done.append(journal_moderation.report(reader(learner), "entry", entry, "hurtful", "", after(1)))

    together(report, readers, AT_ONCE)
    assert sum(done) == JournalReport.objects.count() == 1 and JournalEntry.objects.get().state == "reported"
    decisions = [("keep", n) for n in range(10)] + [("remove", n) for n in range(10)]
    kept: list[str] = []

    def decide(decision: tuple[str, int]) -> None:
        if journal_cases.decide(COHORT, "entry", entry, decision[0], "", str(decision[1]), after(2)):
            kept.append(decision[0])

    together(decide, decisions, AT_ONCE)
    assert len(kept) == 1 and JournalReport.objects.get().decision == kept[0]
    assert JournalEntry.objects.get().state == {"keep": "", "remove": "removed"}[kept[0]]


def circles_are_made_once_while_people_arrive() -> None:
    first = [founded(f"p{n}") for n in range(10)]
    for each in first:
        circles.take_seat(COHORT, each, after(0))
    late = [founded(f"l{n}") for n in range(6)]
    refused = []

    def act(what: object) -> None:
        if isinstance(what, int):
            circles.take_seat(COHORT, what, after(1))
            return
        try:
            circle_making.make(COHORT, 1, after(1))
        except ValueError as error:
            refused.append(str(error))

    together(act, [each for pair in zip(late, ["make"] * 6, strict=True) for each in pair], AT_ONCE)
    assert len(refused) == 5 and all("circles already" in each for each in refused)
    circle_making.extend(COHORT, 1, after(2))
    here = JournalSeat.objects.filter(here=True).exclude(circle__number=0)
    assert sorted(here.values_list("organisation", flat=True)) == sorted(first + late)


RACES = [a_text_is_reported_and_decided_once, circles_are_made_once_while_people_arrive]


@pytest.mark.parametrize("race", RACES)
@pytest.mark.django_db
def test_at_once_on_sqlite(sqlite_file, race):  # noqa: F811
    with on(sqlite_file):
        race()


@pytest.mark.mariadb
@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("isolation", ["read committed", "repeatable read"])
@pytest.mark.django_db
def test_at_once_on_mariadb(mariadb, race, isolation):  # noqa: F811
    with on(mariadb, isolation):
        clear()
        race()
        clear()
