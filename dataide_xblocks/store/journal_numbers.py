"""How the circles of a cohort go, for its facilitator: counts, never a ranking, never a text, never who wrote.

Organisations are named where they are silent, so that somebody calls them; people never are. What is said of the
content of texts (levels, questions passed, "this helps") waits for MINIMUM of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from django.db.models import Count, Min, Q

from dataide_xblocks.domain.journal_levels import CIRCLE, SHOWN
from dataide_xblocks.domain.journal_rhythm import LATELY, PEERS, helps_of
from dataide_xblocks.domain.privacy import MINIMUM
from dataide_xblocks.models import JournalCircle, JournalEntry, JournalReply, JournalSeat, Member

from .journal_lists import RECEIVED
from .journal_seal import seals

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class CircleWeek:
    """A week of a circle: entries shown, answers to them, median hours to the first (None: none), waiting over 48 h."""

    week: int
    entries: int
    answers: int
    hours: float | None
    waiting: int


@dataclass(frozen=True)
class Silent:
    """Since when nobody of an organisation wrote or answered anything: `days` is 7 or 14, or more."""

    organisation: int
    days: int


@dataclass(frozen=True)
class Health:
    """A circle as it goes. `helps` is a band of `domain.journal_rhythm.helps_of`.

    `organisations` counts all that are in it; `silent` are those that have a name, for whom somebody is to be called;
    `silent_members` is how many people wrote nothing for 14 days.
    """

    circle: int
    number: int
    organisations: int
    members: int
    weeks: list[CircleWeek]
    helps: str
    silent: list[Silent]
    silent_members: int


@dataclass(frozen=True)
class WeekChosen:
    """What people of a whole cohort did with a week's question: {level: entries}, and how many passed it."""

    week: int
    levels: dict[int, int]
    passed: int


def health_of(cohort: str, now: datetime) -> list[Health]:
    """Every circle of a cohort that has organisations or entries, in the order of their numbers."""
    weeks, helps, present = _weeks(cohort, now), _helps(cohort), _Present(cohort, now)
    circles = JournalCircle.objects.filter(cohort=cohort).order_by("number").values_list("pk", "number")
    return [
        Health(pk, number, *present.size(pk), weeks.get(pk, []), helps.get(pk, ""), *present.silent(pk))
        for pk, number in circles
        if pk in weeks or pk in present.seats
    ]


def _weeks(cohort: str, now: datetime) -> dict[int, list[CircleWeek]]:
    """{circle: its weeks}, in one query."""
    shown = Q(replies__sent__isnull=False, replies__state__in=RECEIVED)
    entries = JournalEntry.objects.filter(cohort=cohort, state=SHOWN, level__gte=CIRCLE, circle__isnull=False)
    counted = entries.annotate(answers=Count("replies", filter=shown), first=Min("replies__sent", filter=shown))
    rows = counted.order_by("circle", "week").values_list("circle", "week", "published", "answers", "first")
    found: dict[int, list[CircleWeek]] = {}
    for (circle, week), each in groupby(rows, key=lambda row: row[:2]):
        found.setdefault(circle, []).append(_week(week, [row[2:] for row in each], now))
    return found


def _week(week: int, entries: list[tuple[datetime, int, datetime | None]], now: datetime) -> CircleWeek:
    hours = [max((first - published) / timedelta(hours=1), 0) for published, _answers, first in entries if first]
    waiting = sum(not answers and now - published >= PEERS for published, answers, _first in entries)
    answered = sum(answers for _published, answers, _first in entries)
    return CircleWeek(week, len(entries), answered, round(median(hours), 1) if hours else None, waiting)


def _helps(cohort: str) -> dict[int, str]:
    """{circle: the band of "this helps" over all its weeks}."""
    said = JournalReply.objects.filter(cohort=cohort, entry__circle__isnull=False, helps__isnull=False)
    rows = said.values_list("entry__circle").annotate(said=Count("pk"), yes=Count("pk", filter=Q(helps=True)))
    return {circle: helps_of(all_, yes) for circle, all_, yes in rows.order_by()}


class _Present:
    """Who is in the circles of a cohort now, and who of them wrote or answered lately, at whatever level."""

    def __init__(self, cohort: str, now: datetime) -> None:
        self.now = now
        self.seats: dict[int, list[tuple[int, datetime, bool]]] = {}
        seats = JournalSeat.objects.filter(circle__cohort=cohort, here=True).order_by("organisation__name", "pk")
        for circle, *seat in seats.values_list("circle", "organisation", "since", "organisation__personal"):
            self.seats.setdefault(circle, []).append(tuple(seat))
        self.members: dict[int, list[str]] = {}
        members = Member.objects.filter(cohort=cohort, here=True, organisation__seats__here=True)
        for organisation, learner in members.values_list("organisation", "learner"):
            self.members.setdefault(organisation, []).append(learner)
        everybody = [learner for learners in self.members.values() for learner in learners]
        seen = _last_seen(cohort, everybody, now - LATELY)
        self.fortnight = set(seen)
        self.week = {learner for learner, moment in seen.items() if moment >= now - WEEK}

    def size(self, circle: int) -> tuple[int, int]:
        """(organisations, members)."""
        seats = self.seats.get(circle, [])
        return len(seats), sum(len(self.members.get(organisation, ())) for organisation, _since, _personal in seats)

    def silent(self, circle: int) -> tuple[list[Silent], int]:
        """(the organisations with a name that are silent, how many members are). A newcomer has time to begin."""
        found, members = [], 0
        for organisation, since, personal in self.seats.get(circle, []):
            of = self.members.get(organisation, ())
            if self.now - since >= LATELY:
                members += sum(learner not in self.fortnight for learner in of)
            days = self._days(of, self.now - since)
            if days and not personal:
                found.append(Silent(organisation, days))
        return found, members

    def _days(self, members: Iterable[str], seated: timedelta) -> int:
        for active, past in ((self.fortnight, LATELY), (self.week, WEEK)):
            if seated >= past and not active.intersection(members):
                return past.days
        return 0


def _last_seen(cohort: str, members: list[str], since: datetime) -> dict[str, datetime]:
    """{member: when they last changed an entry or sent an answer}, of those who did since a moment."""
    wrote = JournalEntry.objects.filter(cohort=cohort, changed__gte=since).values_list("slot", "author", "changed")
    sent = JournalReply.objects.filter(cohort=cohort, sent__gte=since).values_list("slot", "reader", "sent")
    last: dict[tuple[str, str], datetime] = {}
    for slot, seal, moment in [*wrote, *sent]:
        last[slot, seal] = max(moment, last.get((slot, seal), moment))
    slots = {slot for slot, _seal in last}
    found = {
        learner: [last[slot, seal] for slot in slots for seal in seals(cohort, slot, learner) if (slot, seal) in last]
        for learner in members
    }
    return {learner: max(moments) for learner, moments in found.items() if moments}


def chosen_of(cohort: str) -> list[WeekChosen]:
    """What was done with each week's question, in the whole cohort, but for weeks of fewer than MINIMUM entries."""
    rows = JournalEntry.objects.filter(cohort=cohort).order_by("week", "level")
    found = []
    for week, each in groupby(
        rows.values_list("week", "level").annotate(entries=Count("pk"), passed=Count("pk", filter=Q(passed=True))),
        key=lambda row: row[0],
    ):
        levels = [row[1:] for row in each]
        if sum(entries for _level, entries, _passed in levels) >= MINIMUM:
            chosen = {level: entries - passed for level, entries, passed in levels}
            found.append(WeekChosen(week, chosen, sum(passed for _level, _entries, passed in levels)))
    return found
