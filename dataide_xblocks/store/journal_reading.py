"""What a person may read of others: decided here and nowhere else, at each request, from what holds now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from dataide_xblocks.domain.journal_levels import CIRCLE, COHORT, SHOWN, TEAM, WITHDRAWN
from dataide_xblocks.models import JournalApart, JournalEntry, JournalReading, JournalReply, Member, Organisation

from .circles import Seat, circles_guided_by, seats_of
from .journal import COLUMNS, Entry, Me, hour
from .journal_seal import house_seals, seals
from .transactions import one_transaction

PAGE = 20  # entries shown at once


@dataclass(frozen=True)
class Reader(Me):
    """A person as a reader: where they sit, whom they accompany, from whom they are kept apart.

    `team`: they run the course. In no organisation with a name, they sit nowhere: what they read of circles leaves a
    line that its author sees, or is what everybody reads.
    """

    team: bool = False

    @property
    def sits(self) -> bool:
        """Whether they have, or are given, a place in a circle."""
        return not self.team or bool(self.place and not self.place.personal)

    @cached_property
    def seats(self) -> list[Seat]:
        """The places their organisation has or had in circles."""
        return seats_of(self.place.id) if self.place and self.sits else []

    @property
    def seat(self) -> Seat | None:
        """Where their organisation is now."""
        return next((seat for seat in self.seats if seat.until is None), None)

    @cached_property
    def guided(self) -> list[int]:
        """The circles they accompany."""
        return circles_guided_by(self.cohort, self.learner)

    @cached_property
    def kept_from(self) -> set[int]:
        """The organisations that are kept apart from one they are or were in."""
        return _apart(self) - ({self.place.id} if self.place else set())

    @cached_property
    def apart(self) -> list[str]:
        """The seals, here, of those organisations."""
        return self.sealed(self.kept_from)

    @cached_property
    def unread(self) -> list[str]:
        """The seals, here, of everybody who is or was in one of them and is no colleague: an answer bears no other."""
        them = _people(self.kept_from) if self.kept_from else set()
        if them:
            them -= {self.learner, *(_people({self.place.id}, here=True) if self.place else ())}
        return [each for other in them for each in seals(self.cohort, self.slot, other)]

    def sealed(self, organisations: Iterable[int]) -> list[str]:
        """Every seal that the texts of these organisations may bear here."""
        return [each for house in organisations for each in house_seals(self.cohort, self.slot, house)]

    @cached_property
    def colleagues(self) -> list[str]:
        """The seals, here, of themselves and of those in their organisation today, wherever they wrote."""
        here = Member.objects.filter(organisation=self.place.id, here=True) if self.place else Member.objects.none()
        others = here.exclude(learner=self.learner).values_list("learner", flat=True)
        return self.seals + [each for other in others for each in seals(self.cohort, self.slot, other)]

    @property
    def shown_now(self) -> list[Q]:
        """Why they may read a text from now on, one reason each: the cohort, their organisation, a circle."""
        reasons = [Q(level=COHORT)]
        if self.place and not self.place.personal:
            reasons.append(Q(level__gte=TEAM, house__in=self.houses))
        if circles := [*self.guided, *(seat.circle for seat in self.seats if seat.until is None)]:
            reasons.append(Q(circle__in=circles))
        return reasons

    @property
    def left(self) -> list[Q]:
        """What was published in a circle before their organisation left it."""
        return [Q(circle=circle) & shown_before("published", until) for circle, until in self.former]

    @property
    def former(self) -> list[tuple[int, datetime]]:
        """(circle, until when) of the places that their organisation left."""
        return [(seat.circle, seat.until) for seat in self.seats if seat.until is not None]

    @property
    def shown_to_them(self) -> list[Q]:
        """Why they may read a text, one reason each."""
        return self.shown_now + self.left

    @property
    def scope(self) -> Q:
        """Where they read: this exercise."""
        return Q(cohort=self.cohort, slot=self.slot)

    @property
    def here(self) -> Q:
        """What a reason may show at all: nothing that a moderator sees first, nobody kept apart."""
        return self.scope & Q(state=SHOWN) & ~Q(house__in=self.apart)

    @property
    def readable(self) -> Q:
        """What they may read of others in this exercise."""
        return self.here & reduce(or_, self.shown_to_them)


def shown_before(column: str, moment: datetime) -> Q:
    """What was shown by then. Without a name only the hour is kept: what is of the same hour may be of after."""
    return Q(named=True, **{f"{column}__lte": moment}) | Q(named=False, **{f"{column}__lt": hour(moment)})


def _people(organisations: set[int], **where: bool) -> set[str]:
    """Who is or was in these organisations."""
    return set(Member.objects.filter(organisation__in=organisations, **where).values_list("learner", flat=True))


def _apart(reader: Reader) -> set[int]:
    """Whoever leaves an organisation takes along from whom it was kept apart."""
    mine = Member.objects.filter(cohort=reader.cohort, learner=reader.learner).values("organisation")
    ones = JournalApart.objects.filter(other__in=mine).values_list("one")
    return {each for (each,) in JournalApart.objects.filter(one__in=mine).values_list("other").union(ones)}


def readable_entries(reader: Reader, page: int = 1) -> list[Entry]:
    """A page of what others wrote here that this person may read, the newest first.

    Each reason to read is looked up by itself, from its newest: together they would have every text of the week read.
    """
    others = JournalEntry.objects.filter(reader.here).exclude(author__in=reader.seals).order_by("-published", "-id")
    pages = (others.filter(reason).values_list(*COLUMNS)[: page * PAGE] for reason in reader.shown_to_them)
    found = {entry.id: entry for rows in pages for entry in (Entry(*row) for row in rows)}
    newest = sorted(found.values(), key=lambda entry: (entry.published, entry.id), reverse=True)
    return newest[(page - 1) * PAGE : page * PAGE]


def readable_entry(reader: Reader, number: int) -> Entry | None:
    """An entry that this person may read, None when it is not for them, or no longer."""
    row = JournalEntry.objects.filter(reader.readable, pk=number).values_list(*COLUMNS).first()
    return Entry(*row) if row else None


@dataclass(frozen=True)
class Reply:
    """An answer as it stands. `sent` is None for a draft; `entry` is None for one of the cast, or one taken away."""

    id: int
    entry: int | None
    target: str
    role: str
    named: bool
    label: str
    boxes: dict[str, str]
    revision: int
    state: str
    offered: datetime
    until: datetime | None
    released: bool
    sent: datetime | None
    thanked: bool
    helps: bool | None
    why: str
    ignored: int
    learner: str
    organisation: int | None

    @property
    def cast(self) -> str:
        """The id of the entry of the cast that it answers, "" when it is somebody's."""
        return self.target.removeprefix("cast-") if self.target.startswith("cast-") else ""


REPLY = ("id", "entry_id", "target", "role", "named", "label", "boxes", "revision", "state", "offered", "until")
REPLY += ("released", "sent", "thanked", "helps", "why", "ignored", "learner", "organisation_id")


def answers_for(reader: Reader) -> QuerySet[JournalReply]:
    """The answers that this person may read, of entries that they read: sent, and of nobody kept apart from them.

    In a circle that their organisation left, those of before only.
    """
    sent = JournalReply.objects.filter(sent__isnull=False).exclude(reader__in=reader.unread)
    if not reader.former:
        return sent
    theirs = reduce(or_, reader.shown_now) | Q(author__in=reader.seals)
    of_now = Q(entry__in=JournalEntry.objects.filter(theirs, cohort=reader.cohort).values("pk"))
    before = (Q(entry__circle=circle) & shown_before("sent", until) for circle, until in reader.former)
    return sent.filter(reduce(or_, before, of_now))


def replies_to(reader: Reader, entries: Iterable[int]) -> dict[int, list[Reply]]:
    """{entry: the answers to it that this person may read, the oldest first}, of entries that they read.

    An answer whose author was erased is among them, WITHDRAWN and without a word.
    """
    shown = answers_for(reader).filter(entry__in=list(entries), state__in=(SHOWN, WITHDRAWN))
    sent = shown.order_by("sent", "id")
    found: dict[int, list[Reply]] = {}
    for row in sent.values_list(*REPLY):
        reply = Reply(*row)
        found.setdefault(reply.entry or 0, []).append(reply)
    return found


def my_replies(me: Me) -> list[Reply]:
    """What I wrote here to others, drafts included, the oldest first."""
    rows = JournalReply.objects.filter(cohort=me.cohort, slot=me.slot, reader__in=me.seals).order_by("id")
    return [Reply(*row) for row in rows.values_list(*REPLY)]


def titles_of(organisations: Iterable[int | None]) -> dict[int, str]:
    """{organisation: the name its readers see}: the one it chose for its circle, else its own; "" for one person's."""
    found = Organisation.objects.filter(pk__in={each for each in organisations if each}).order_by("pk")
    return {pk: alias or name for pk, name, alias in found.values_list("pk", "name", "wish__alias")}


@one_transaction
def open_as_team(cohort: str, number: int, learner: str, why: str, now: datetime) -> Entry | None:
    """An entry published to a circle or more, for somebody of the team: its author sees that line. None otherwise."""
    row = JournalEntry.objects.filter(pk=number, cohort=cohort, level__gte=CIRCLE).values_list(*COLUMNS).first()
    if row is None:
        return None
    JournalReading.objects.create(entry_id=number, learner=learner, why=why, at=now)
    return Entry(*row)


def opened_entry(cohort: str, number: int, learner: str) -> Entry | None:
    """An entry that this member of the team has opened already, while it is still published to a circle or more."""
    of = JournalEntry.objects.filter(pk=number, cohort=cohort, level__gte=CIRCLE, state=SHOWN)
    row = of.filter(readings__learner=learner).values_list(*COLUMNS).first()
    return Entry(*row) if row else None


def readings_of(entry: int) -> Sequence[Any]:
    """(who, why, when) of those of the team who read an entry, the newest first."""
    rows = JournalReading.objects.filter(entry=entry).order_by("-id")
    return list(rows.values_list("learner", "why", "at")[:50])
