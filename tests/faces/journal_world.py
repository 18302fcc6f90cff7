"""A journal with a mark in every word that somebody wrote, and in every name: what the access matrix is tried on.

A mark is `M.` and what it stands for: `M.entry.2.named.shown`. Levels are numbers, as in `domain.journal_levels`; the
second part is "named" or "nameless", the third the state of the entry. Here are the people and where they sit; what
they write is in `journal_filled`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model

from dataide_xblocks.domain.circle_wish import Wish
from dataide_xblocks.models import (
    JournalCircle,
    JournalGuide,
    JournalSeat,
)
from dataide_xblocks.store import (
    circle_wishes,
    organisation,
)

from .journal import COHORT
from .plan import team

AUTHORS, PEOPLE = 770_100, 770_000  # numbers of accounts, found nowhere else in a page

# Who comes to the door beside the authors; the number of their account is PEOPLE and their place here.
ROLES = """colleague reader answerer quiet draft whose-answer-is-reported late apart left-before left-after unread
other guide guide-elsewhere alone newcomer outside staff staff-member""".split()
MARK = re.compile(r"M\.[a-z0-9.-]+[a-z0-9]")


def number(role: str) -> int:
    return PEOPLE + ROLES.index(role)


@dataclass
class World:
    """What requests need to know: {what an entry, an answer or a report is: its number}.

    `authors` is {what an entry is: who wrote it}, `houses` {name: organisation}, `marks` all that stands somewhere.
    """

    now: datetime
    entries: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    authors: dict[str, int] = field(default_factory=dict)
    houses: dict[str, int] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)

    def mark(self, name: str) -> str:
        """A word that stands for `name` alone."""
        self.marks.add(name)
        return f"M.{name}"

    def at(self, hours: float) -> datetime:
        """So many hours after the entries were published, eight days ago."""
        start = (self.now - timedelta(days=8)).replace(minute=30)  # a text without a name is dated by the hour
        return start + timedelta(hours=hours)


def people_seen(text: str) -> set[str]:
    """The numbers of accounts that can be read in a text."""
    return set(re.findall(r"(?<!\d)770[01]\d\d(?!\d)", text))


def marks_seen(text: str) -> set[str]:
    return {each.removeprefix("M.") for each in MARK.findall(text)}


def account(world: World, who: int, name: str) -> None:
    named = {"username": f"compte-{name}", "first_name": world.mark(f"who.{name}"), "email": f"{name}@example.org"}
    get_user_model().objects.create(pk=who, **named)


HOUSES = {
    "answering": ("answerer", "quiet", "draft", "whose-answer-is-reported", "late"),
    "reading": ("reader", "staff-member"),
    "apart": ("apart",),
    "before": ("left-before",),
    "after": ("left-after",),
    "unread": ("unread",),
    "elsewhere": ("other",),
}


def organisations(world: World) -> None:
    for role in ROLES:
        account(world, number(role), role)
    for name, roles in HOUSES.items():
        world.houses[name] = team(*map(number, roles), title=world.mark(f"house.{name}"))
    world.houses["home"] = team(number("colleague"), title=world.mark("house.home"))
    for name in ("home", "answering"):
        wish = Wish("fr", "day", "food", world.mark(f"alias.{name}"), world.mark(f"avoid.{name}"))
        circle_wishes.record_wish(world.houses[name], wish, world.now)
    world.houses["alone"] = organisation.own_place(COHORT, str(number("alone"))).id


def seats(world: World) -> None:
    circles = {n: JournalCircle.objects.create(cohort=COHORT, number=n) for n in (1, 2)}
    since = {"since": world.at(-100), "reason": world.mark("seat-reason")}
    for name, pk in world.houses.items():
        JournalSeat.objects.create(circle=circles[1 + (name in ("elsewhere", "alone"))], organisation_id=pk, **since)
    for role, circle in (("guide", 1), ("guide-elsewhere", 2)):
        JournalGuide.objects.create(circle=circles[circle], learner=str(number(role)), since=world.now)


def move(world: World, name: str, hours: float) -> None:
    """An organisation goes from circle 1 to circle 2."""
    JournalSeat.objects.filter(organisation=world.houses[name]).update(here=None, until=world.at(hours))
    circle = JournalCircle.objects.get(cohort=COHORT, number=2)
    JournalSeat.objects.create(circle=circle, organisation_id=world.houses[name], since=world.at(hours))
