"""Making and mending circles: who sits where changes here, in one transaction, and what was shown stays readable.

Whoever leaves a circle keeps reading what was published in it before (`store.journal_reading`). ValueError says, in
words for the operator, why something cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dataide_xblocks.domain.circles import LARGEST, SMALLEST, Applicant, Cost, against, make_circles, room_for
from dataide_xblocks.domain.journal_rhythm import is_wall
from dataide_xblocks.models import JournalApart, JournalCircle, JournalGuide, JournalSeat, Organisation

from .circle_seating import WALL, seating
from .circle_wishes import active_in, apart_in, applicants
from .transactions import one_transaction


@dataclass(frozen=True)
class Circle:
    """A circle as it is: its organisations and guides by their ids, and what the rules count against it."""

    number: int
    organisations: list[int]
    guides: list[str]
    against: Cost


def circles_of(cohort: str) -> list[Circle]:
    """The circles of a cohort that have organisations, in the order of their numbers; 0 is the wall."""
    seated, apart = _seated(cohort), apart_in(cohort)
    guides: dict[int, list[str]] = {}
    for number, learner in JournalGuide.objects.filter(circle__cohort=cohort).values_list("circle__number", "learner"):
        guides.setdefault(number, []).append(learner)
    return [
        Circle(number, [each.id for each in circle], sorted(guides.get(number, [])), against(circle, apart))
        for number, circle in sorted(seated.items())
    ]


def _seated(cohort: str) -> dict[int, list[Applicant]]:
    """{number of a circle: the organisations in it}."""
    seats = JournalSeat.objects.filter(circle__cohort=cohort, here=True).order_by("organisation")
    where = dict(seats.values_list("organisation", "circle__number"))
    found: dict[int, list[Applicant]] = {}
    for each in applicants(cohort, list(where)):
        found.setdefault(where[each.id], []).append(each)
    return found


@seating
def make(cohort: str, seed: int, now: datetime) -> None:
    """Circles of all active organisations, once: they are stable afterwards, and mended one by one."""
    if any(circle.number != WALL for circle in circles_of(cohort)):
        raise ValueError("There are circles already: extend them, or move one organisation.")
    active = active_in(cohort)
    if is_wall(len(active)):
        raise ValueError(f"{len(active)} active organisations share the wall: circles begin at five.")
    for circle in make_circles(applicants(cohort, active), apart_in(cohort), seed):
        _sit(_new_circle(cohort), [each.id for each in circle], now, f"circles made, seed {seed}")


@seating
def extend(cohort: str, seed: int, now: datetime) -> None:
    """A circle for every active organisation that has none: one with room, a new one of four or more, or a seventh."""
    numbers, circles = _made(cohort)
    if not circles:
        raise ValueError("There are no circles yet: make them.")
    apart, seated = apart_in(cohort), {each.id for circle in circles for each in circle}
    left = []
    for newcomer in applicants(cohort, [each for each in active_in(cohort) if each not in seated]):
        room = room_for(newcomer, circles, apart)
        if room is None or len(circles[room]) >= LARGEST:
            left.append(newcomer)
        else:
            circles[room].append(newcomer)
            _sit(_numbered(cohort, numbers[room]), [newcomer.id], now, "came later")
    for new in make_circles(left, apart, seed):
        if len(new) >= SMALLEST:
            _sit(_new_circle(cohort), [each.id for each in new], now, "came later")
        else:
            for newcomer in new:
                _place(cohort, newcomer.id, now, "came later")


def room_in(cohort: str, organisation: int) -> int | None:
    """The number of the circle that would suit an organisation, 0 for one to come; None while no circle may take it."""
    numbers, circles = _made(cohort)
    others = [[each for each in circle if each.id != organisation] for circle in circles]
    found = applicants(cohort, [organisation]) if others else []
    rooms = [room_for(newcomer, others, apart_in(cohort)) for newcomer in found or [Applicant(0)]]
    return None if rooms[0] is None else numbers[rooms[0]]


def _made(cohort: str) -> tuple[list[int], list[list[Applicant]]]:
    """(numbers, organisations) of the circles but the wall, in the same order."""
    made = sorted((number, circle) for number, circle in _seated(cohort).items() if number != WALL)
    return [number for number, _circle in made], [circle for _number, circle in made]


@seating
def move(cohort: str, organisation: int, number: int, reason: str, now: datetime) -> None:
    """Move one organisation to a circle that there is, for a reason that is kept."""
    circle = _numbered(cohort, number)
    _known(cohort, organisation)
    sitting = JournalSeat.objects.filter(circle=circle, here=True).values_list("organisation", flat=True)
    _refuse_apart(cohort, [organisation, *sitting])
    _sit(circle, [organisation], now, reason)


@seating
def merge(cohort: str, one: int, into: int, now: datetime) -> None:
    """Everybody of circle `one` joins circle `into`, with those who accompany them."""
    here, there = _numbered(cohort, one), _numbered(cohort, into)
    if here == there:
        raise ValueError("Name two circles.")
    both = list(JournalSeat.objects.filter(circle__in=(here, there), here=True).values_list("organisation", "circle"))
    _refuse_apart(cohort, [organisation for organisation, _circle in both])
    _sit(there, [organisation for organisation, circle in both if circle == here.pk], now, f"circle {one} merged")
    for learner in JournalGuide.objects.filter(circle=here).values_list("learner", flat=True):
        JournalGuide.objects.get_or_create(circle=there, learner=learner, defaults={"since": now})


@seating
def keep_apart(cohort: str, one: int, other: int, reason: str, now: datetime) -> None:
    """Two organisations never read each other from now on; where they share a circle, `one` is given another place."""
    if one == other:
        raise ValueError("Name two organisations.")
    for each in (one, other):
        _known(cohort, each)
    first, second = sorted((one, other))
    new = {"reason": reason, "at": now}
    JournalApart.objects.update_or_create(one_id=first, other_id=second, defaults=new)
    if any(circle.number != WALL and {one, other} <= set(circle.organisations) for circle in circles_of(cohort)):
        _place(cohort, one, now, "kept apart")


@one_transaction
def bring_together(one: int, other: int) -> bool:
    """Two organisations may read each other again; whether they were kept apart."""
    first, second = sorted((one, other))
    return bool(JournalApart.objects.filter(one=first, other=second).delete()[0])


def _place(cohort: str, organisation: int, now: datetime, reason: str) -> None:
    """The circle that suits best, else one of its own."""
    number = room_in(cohort, organisation)
    _sit(_new_circle(cohort) if number is None else _numbered(cohort, number), [organisation], now, reason)


@seating
def add_guide(cohort: str, number: int, learner: str, now: datetime) -> None:
    """Somebody accompanies a circle from now on."""
    JournalGuide.objects.get_or_create(circle=_numbered(cohort, number), learner=learner, defaults={"since": now})


@seating
def remove_guide(cohort: str, number: int, learner: str) -> bool:
    """Somebody accompanies a circle no more; whether they did."""
    return bool(JournalGuide.objects.filter(circle=_numbered(cohort, number), learner=learner).delete()[0])


def _numbered(cohort: str, number: int) -> JournalCircle:
    circle = JournalCircle.objects.filter(cohort=cohort, number=number).first()
    if circle is None:
        raise ValueError(f"There is no circle {number}.")
    return circle


def _known(cohort: str, organisation: int) -> None:
    if not Organisation.objects.filter(cohort=cohort, pk=organisation).exists():
        raise ValueError(f"There is no organisation {organisation} in this cohort.")


def _refuse_apart(cohort: str, organisations: Iterable[int]) -> None:
    together = set(organisations)
    for pair in sorted(map(sorted, apart_in(cohort))):
        if together.issuperset(pair):
            raise ValueError(f"Organisations {pair[0]} and {pair[1]} are kept apart.")


def _new_circle(cohort: str) -> JournalCircle:
    last = JournalCircle.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
    return JournalCircle.objects.create(cohort=cohort, number=last + 1)


def _sit(circle: JournalCircle, organisations: list[int], now: datetime, reason: str) -> None:
    """Give these organisations a place here; the place they had says until when and why."""
    for organisation in organisations:
        former = JournalSeat.objects.filter(organisation=organisation, here=True)
        if not former.filter(circle=circle).exists():
            former.update(here=None, until=now, reason=reason)
            JournalSeat.objects.create(circle=circle, organisation_id=organisation, since=now)
