"""Entries that wait for an answer, and on whose list they stand (journal-and-peers.md, section 6).

Nothing here says who wrote: whoever answers reads that on the entry, where a name was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from dataide_xblocks.domain.journal_levels import CIRCLE, PEER, SHOWN, WITHDRAWN
from dataide_xblocks.domain.journal_rhythm import GUIDES, LATELY, PEERS, list_of, who_is_asked
from dataide_xblocks.models import JournalApart, JournalCircle, JournalEntry, JournalReply, JournalSeat, Member

from .journal_reading import Reader
from .journal_seal import house_seals, seals


@dataclass(frozen=True)
class Waiting:
    """An entry that nobody answered yet; `circle` is the circle's id, `number` what people call it.

    `list` is whose list it stands on: "peers" from 48 h, "guides" from 96 h, "team" from 7 days.
    """

    entry: int
    slot: str
    week: int
    circle: int
    number: int
    published: datetime
    list: str


DAY = timedelta(days=1)  # after which a circle is told (section 6)
RECEIVED = (SHOWN, WITHDRAWN)  # states of an answer that its author sent and nobody hid
_COLUMNS = ("id", "slot", "week", "circle", "circle__number", "published")


def waiting(cohort: str, now: datetime) -> dict[str, list[Waiting]]:
    """{"peers", "guides" and "team": the entries of a cohort that wait on that list, the oldest first}."""
    lists: dict[str, list[Waiting]] = {"peers": [], "guides": [], "team": []}
    for entry in _waiting(JournalCircle.objects.filter(cohort=cohort).values("pk"), now - PEERS, now):
        lists[entry.list].append(entry)
    return lists


def waiting_for_guide(circles: Iterable[int], now: datetime) -> list[Waiting]:
    """What an ambassador of these circles is asked to answer: entries over 96 h, those of the team's list included."""
    return _waiting(list(circles), now - GUIDES, now)


def asked_again(reader: Reader, now: datetime) -> list[Waiting]:
    """The entries of this exercise that wait over 48 h in my circle, and that I am one of the two asked to answer."""
    if reader.seat is None:
        return []
    late = [entry for entry in _waiting([reader.seat.circle], now - PEERS, now) if entry.slot == reader.slot]
    turns = _turns(reader.cohort, reader.seat.circle, late, now)
    return [entry for entry in late if reader.learner in turns[entry][1]]


def turns_in(cohort: str, circle: int, now: datetime) -> dict[str, tuple[int, int]]:
    """{member: (texts that wait for over a day and that they may answer, those that they are one of two asked to)}.

    Of every exercise, but of the last two weeks only: nobody is reminded for ever.
    """
    turns: dict[str, tuple[int, int]] = {}
    for entry, (may, asked) in _turns(cohort, circle, _since([circle], now - DAY, now), now).items():
        for learner in may:
            texts, own = turns.get(learner, (0, 0))
            again = learner in asked and now - entry.published >= PEERS
            turns[learner] = (texts + 1, own + again)
    return turns


def _since(circles: list[int], before: datetime, now: datetime) -> list[Waiting]:
    return [entry for entry in _waiting(circles, before, now) if now - entry.published <= LATELY]


def _waiting(circles: object, before: datetime, now: datetime) -> list[Waiting]:
    """What was published to these circles before a moment, and nobody answered; the oldest first."""
    entries = unanswered(JournalEntry.objects.filter(circle__in=circles, published__lte=before))
    rows = entries.order_by("published", "id").values_list(*_COLUMNS)
    return [Waiting(*row, list_of(row[-1], now)) for row in rows]


def unanswered(entries: QuerySet[JournalEntry]) -> QuerySet[JournalEntry]:
    """Those of `entries` that are shown to a circle, without an answer that somebody received."""
    answers = JournalReply.objects.filter(entry=OuterRef("pk"), sent__isnull=False, state__in=RECEIVED)
    return entries.filter(~Exists(answers), state=SHOWN, level__gte=CIRCLE)


def _turns(
    cohort: str, circle: int, entries: list[Waiting], now: datetime
) -> dict[Waiting, tuple[Collection[str], list[str]]]:
    """{entry: (the members who may answer it, the two of them who are asked to)}."""
    turns: dict[Waiting, tuple[Collection[str], list[str]]] = {}
    for slot in sorted({entry.slot for entry in entries}):
        round_ = _Round(cohort, circle, slot, now)
        for entry in entries:
            if entry.slot == slot:
                may = round_.may_answer(entry)
                turns[entry] = (may, who_is_asked(entry.entry, may))
    return turns


@dataclass(frozen=True)
class _Round:
    """The members of a circle in an exercise: who took part lately, what each answered, who may not read whom."""

    cohort: str
    circle: int
    slot: str
    now: datetime

    def may_answer(self, entry: Waiting) -> Mapping[str, tuple[bool, int]]:
        """{member: (took part lately, answers given)} of those who may answer an entry and have not."""
        author, house = self.by[entry.entry]
        home = self.houses.get(house, 0)
        barred = {home, *self.apart.get(home, ())}
        return {
            learner: (learner in self.lately, len(self.given[learner]))
            for learner, organisation in self.members
            if organisation not in barred
            and self.whose.get(author) != learner
            and entry.entry not in self.given[learner]
        }

    @cached_property
    def by(self) -> dict[int, tuple[str, str]]:
        """{entry: the seals of its author and of their organisation}."""
        rows = JournalEntry.objects.filter(circle=self.circle, slot=self.slot).values_list("pk", "author", "house")
        return {entry: (author, house) for entry, author, house in rows}

    @cached_property
    def members(self) -> list[tuple[str, int]]:
        """(learner, organisation) of everybody who is in the circle now."""
        seated = {"organisation__seats__circle": self.circle, "organisation__seats__here": True, "here": True}
        return list(Member.objects.filter(**seated).order_by("pk").values_list("learner", "organisation"))

    @cached_property
    def houses(self) -> dict[str, int]:
        """{seal: organisation} of all that are or were in the circle."""
        homes = JournalSeat.objects.filter(circle=self.circle).values_list("organisation", flat=True)
        return {each: home for home in set(homes) for each in house_seals(self.cohort, self.slot, home)}

    @cached_property
    def whose(self) -> dict[str, str]:
        """{seal: member}."""
        return {each: learner for learner, _home in self.members for each in seals(self.cohort, self.slot, learner)}

    @cached_property
    def given(self) -> dict[str, set[int | None]]:
        """{learner: the entries they answered}."""
        of = {"cohort": self.cohort, "slot": self.slot, "reader__in": list(self.whose)}
        sent = JournalReply.objects.filter(**of, sent__isnull=False)
        given: dict[str, set[int | None]] = {learner: set() for learner, _home in self.members}
        for reader, entry in sent.values_list("reader", "entry"):
            given[self.whose[reader]].add(entry)
        return given

    @cached_property
    def lately(self) -> set[str]:
        """Those who published to the circle, or answered in it, in the last two weeks."""
        since = self.now - LATELY
        of = JournalEntry.objects.filter(circle=self.circle, published__gte=since).values_list("slot", "author")
        answers = JournalReply.objects.filter(entry__circle=self.circle, sent__gte=since, role=PEER)
        return took_part(
            self.cohort, [each for each, _home in self.members], {*of, *answers.values_list("slot", "reader")}
        )

    @cached_property
    def apart(self) -> dict[int, set[int]]:
        """{organisation: those that never read it}."""
        found: dict[int, set[int]] = {}
        for pair in JournalApart.objects.filter(one__cohort=self.cohort).values_list("one", "other"):
            for one, other in (pair, pair[::-1]):
                found.setdefault(one, set()).add(other)
        return found


def took_part(cohort: str, learners: Iterable[str], found: set[tuple[str, str]]) -> set[str]:
    """Those of `learners` whose seals are among `found`, which are (exercise, seal)."""
    slots = {slot for slot, _seal in found}
    return {
        learner
        for learner in learners
        if any((slot, each) in found for slot in slots for each in seals(cohort, slot, learner))
    }
