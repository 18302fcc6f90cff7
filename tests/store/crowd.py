"""A crowd that wrote in the journals: rows made at once, as the store would have left them, for races and measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Model

from dataide_xblocks.domain.journal_levels import CIRCLE
from dataide_xblocks.models import JournalCircle, JournalEntry, JournalSeat, Member, Organisation
from dataide_xblocks.store.journal_seal import house_seal, seal

from .journals import COHORT, NOW, SLOT


def crowd(houses: int, each: int, circles: int = 0) -> list[str]:
    """`houses` organisations of `each` people, in `circles` circles, 0 for the wall; the people."""
    numbers = range(1, circles + 1) if circles else [0]
    rooms = [JournalCircle.objects.get_or_create(cohort=COHORT, number=number)[0] for number in numbers]
    made = store(Organisation(cohort=COHORT, name="Un organisme") for _ in range(houses))
    people = [f"{house.pk}x{n}" for n in range(each) for house in made]
    home = {f"{house.pk}": house for house in made}
    store(Member(organisation=home[who.split("x")[0]], cohort=COHORT, learner=who) for who in people)
    store(JournalSeat(circle=rooms[n % len(rooms)], organisation=house, since=NOW) for n, house in enumerate(made))
    return people


def entries(people: Iterable[str], slot: str = SLOT, level: int = CIRCLE) -> list[JournalEntry]:
    """One entry of each of these people of a crowd, a second apart, in their circle and under their name."""
    seats = dict(JournalSeat.objects.filter(here=True).values_list("organisation", "circle"))
    return store(_entry(who, n, slot, level, seats[int(who.split("x")[0])]) for n, who in enumerate(people))


def _entry(who: str, n: int, slot: str, level: int, circle: int) -> JournalEntry:
    house = int(who.split("x")[0])
    return JournalEntry(
        cohort=COHORT,
        slot=slot,
        week=1,
        author=seal(COHORT, slot, who),
        house=house_seal(COHORT, slot, house),
        learner=who,
        organisation_id=house,
        circle_id=circle,
        level=level,
        label="ABCD",
        boxes={"happened": f"Semaine de {who}. " * 20},
        revision=1,
        changed=NOW,
        published=NOW + timedelta(seconds=n),
    )


def store(rows: Iterable[Model]) -> list:
    """The rows as they are kept, with their numbers."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=500) if rows else []
