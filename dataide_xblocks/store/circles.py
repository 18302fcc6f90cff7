"""Which organisations read one another: a circle, or the wall they all share; who is kept apart; who accompanies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from dataide_xblocks.models import JournalApart, JournalCircle, JournalGuide, JournalSeat, Member

from .circle_making import room_in
from .circle_seating import WALL, seating


@dataclass(frozen=True)
class Seat:
    """A place in a circle. `until` is when the organisation left it, None while it is there."""

    circle: int
    number: int
    until: datetime | None


def seats_of(organisation: int) -> list[Seat]:
    """Every place an organisation has or had, the present one first."""
    rows = JournalSeat.objects.filter(organisation=organisation).order_by(F("here").desc(nulls_last=True), "-id")
    return [Seat(*row) for row in rows.values_list("circle", "circle__number", "until")]


def take_seat(cohort: str, organisation: int, now: datetime) -> Seat:
    """The organisation's present place; whoever has none is given one. A plain read comes first."""
    here = [seat for seat in seats_of(organisation) if seat.until is None]
    return here[0] if here else _take_seat(cohort, organisation, now)


@seating
def _take_seat(cohort: str, organisation: int, now: datetime) -> Seat:
    circle = _room(cohort, organisation) or JournalCircle.objects.get(cohort=cohort, number=WALL).pk
    new = {"circle_id": circle, "since": now}
    JournalSeat.objects.get_or_create(organisation_id=organisation, here=True, defaults=new)
    return seats_of(organisation)[0]


def _room(cohort: str, organisation: int) -> int | None:
    """The circle that suits a latecomer, None where there is none: then it is the wall's."""
    number = room_in(cohort, organisation)
    if number is None:
        return None
    return JournalCircle.objects.filter(cohort=cohort, number=number).values_list("pk", flat=True).first()


def circle_ahead(cohort: str, organisation: int) -> int | None:
    """The circle where an organisation is, or would be given a place; None for the wall. Nothing is written."""
    here = [seat for seat in seats_of(organisation) if seat.until is None]
    if here:
        return here[0].circle if here[0].number != WALL else None
    return _room(cohort, organisation)


def apart_from(organisation: int) -> set[int]:
    """The organisations that never read this one, nor are read by it."""
    pairs = JournalApart.objects.filter(Q(one=organisation) | Q(other=organisation)).values_list("one", "other")
    return {each for pair in pairs for each in pair} - {organisation}


def circles_guided_by(cohort: str, learner: str) -> list[int]:
    """The circles that this person accompanies."""
    guided = JournalGuide.objects.filter(learner=learner, circle__cohort=cohort).order_by("circle__number")
    return list(guided.values_list("circle", flat=True))


def readers_in(circle: int, organisation: int) -> int:
    """How many people, beside the members of `organisation`, read what is published to a circle; guides included."""
    seats = JournalSeat.objects.filter(circle=circle, here=True).exclude(organisation__in=apart_from(organisation))
    members = Member.objects.filter(organisation__in=seats.values("organisation"), here=True)
    return members.exclude(organisation=organisation).count() + JournalGuide.objects.filter(circle=circle).count()


def colleagues_in(organisation: int, learner: str) -> int:
    """How many others are in an organisation."""
    return Member.objects.filter(organisation=organisation, here=True).exclude(learner=learner).count()


def people_in(cohort: str, learner: str) -> int:
    """How many others of a cohort are in any organisation."""
    return Member.objects.filter(cohort=cohort, here=True).exclude(learner=learner).count()
