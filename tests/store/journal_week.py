"""A week of answering, event by event, on the real store with a clock of its own: the rules of our study of the peers.

Entries come uniformly over seven days, one an organisation; the window closes on day ten. A share of the authors come
back to answer, a day later on average; a text taken is answered with a probability, half an hour later as a rule, else
abandoned; the next one is asked for half a day later. Hours are counted from the beginning of the week.
"""

from __future__ import annotations

import heapq
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dataide_xblocks.domain.journal_levels import GUIDE
from dataide_xblocks.domain.journal_rhythm import ASKED, GUIDES, PEERS
from dataide_xblocks.models import JournalEntry, JournalReply
from dataide_xblocks.store import journal, journal_replies

from .crowd import crowd
from .journals import NOW, me

CLOSE, WRITING = 240.0, 168.0
HOUR = timedelta(hours=1)


@dataclass
class People:
    """Who takes part, and how: shares between 0 and 1."""

    organisations: int
    answering: float = 0.7
    finishing: float = 0.85
    circles: int = 0
    guides: bool = False
    asked_again: bool = False


@dataclass
class Week:
    """What became of one week: hours to the first answer of each entry that had one, and the entries in all."""

    entries: int
    first: list[float] = field(default_factory=list)
    most: int = 0
    by_guides: int = 0

    @property
    def silent(self) -> float:
        """The share of entries without an answer at day ten."""
        return 1 - len(self.first) / self.entries

    @property
    def median(self) -> float:
        return statistics.median(self.first) if self.first else CLOSE


class Answering:
    """The events of one week. `hour` is what the store believes the database's clock says."""

    def __init__(self, people: People, seed: int) -> None:
        self.people, self.dice = people, random.Random(seed)
        self.hour, self.events, self.turn = 0.0, [], 0
        self.learners = crowd(people.organisations, 1, people.circles)
        self.given = dict.fromkeys(self.learners, 0)
        for learner in self.learners:
            written = self.dice.uniform(0, WRITING)
            self.at(written, self.write, learner)
            if self.dice.random() < people.answering:
                self.at(written + self.dice.expovariate(1 / 24), self.ask, learner)

    def at(self, hour: float, what: Callable[..., None], *whom: object) -> None:
        self.turn += 1
        heapq.heappush(self.events, (hour, self.turn, what, whom))

    def now(self) -> datetime:
        return NOW + self.hour * HOUR

    def play(self) -> Week:
        """Play until the window closes, and count."""
        while self.events and self.events[0][0] <= CLOSE:
            self.hour, _turn, what, whom = heapq.heappop(self.events)
            what(*whom)
        return counted()

    def write(self, learner: str) -> None:
        journal.write_box(me(learner), 1, "happened", "Une semaine", 0, False, self.now())
        shown = journal.publish(me(learner), 2, True, False, self.now())
        if self.people.asked_again:
            self.at(self.hour + PEERS / HOUR, self.remind, shown.id)
        if self.people.guides:
            self.at(self.hour + GUIDES / HOUR, self.guide, shown.id)

    def ask(self, learner: str) -> None:
        if self.given[learner] >= ASKED:
            return
        reply = journal_replies.next_entry(me(learner), self.now())
        if reply is None:
            self.at(self.hour + 24, self.ask, learner)
        elif self.dice.random() < self.people.finishing:
            self.at(self.hour + self.dice.lognormvariate(-0.7, 0.8), self.answer, learner, reply.id)
        else:
            self.at(self.hour + 48, self.ask, learner)

    def answer(self, learner: str, number: int) -> None:
        journal_replies.write_reply_box(me(learner), number, "mirror", "Je comprends", 0, False)
        journal_replies.send(me(learner), number, True, self.now())
        self.given[learner] += 1
        self.at(self.hour + self.dice.expovariate(1 / 12), self.ask, learner)

    def remind(self, entry: int) -> None:
        """Two of the circle who gave the fewest are asked again; they come or not as at first, a day later."""
        if not answers(entry):
            circle = JournalEntry.objects.get(pk=entry).circle
            there = circle.seats.filter(here=True).values_list("organisation", flat=True)
            others = [who for who in self.learners if int(who.split("x")[0]) in there and not is_of(entry, who)]
            for learner in sorted(others, key=lambda who: self.given[who])[:2]:
                if self.dice.random() < self.people.answering:
                    self.at(self.hour + self.dice.expovariate(1 / 24), self.answer_it, learner, entry)

    def answer_it(self, learner: str, entry: int) -> None:
        """What stands at the top of one's list is answered as an ambassador's would be, whatever one has begun."""
        if not answers(entry) and self.dice.random() < self.people.finishing:
            reply = journal_replies.answer_waiting(me(learner), entry, "peer")
            if reply.sent is None:
                self.answer(learner, reply.id)

    def guide(self, entry: int) -> None:
        """An ambassador answers what nobody did."""
        if not answers(entry):
            reply = journal_replies.answer_waiting(me("guide"), entry, GUIDE)
            journal_replies.write_reply_box(me("guide"), reply.id, "mirror", "Je comprends", 0, False)
            journal_replies.send(me("guide"), reply.id, True, self.now())


def answers(entry: int) -> bool:
    return JournalReply.objects.filter(entry=entry, sent__isnull=False).exists()


def is_of(entry: int, learner: str) -> bool:
    return JournalEntry.objects.filter(pk=entry, learner=learner).exists()


def counted() -> Week:
    """Read the rows: the first answer of each entry, the most that one had, those of ambassadors."""
    week = Week(JournalEntry.objects.count())
    for entry in JournalEntry.objects.prefetch_related("replies"):
        sent = sorted(reply.sent for reply in entry.replies.all() if reply.sent)
        week.first += [(sent[0] - entry.published) / HOUR] if sent else []
        week.most = max(week.most, len(sent))
    week.by_guides = JournalReply.objects.filter(role=GUIDE).count()
    return week


def shares(played: list[Week]) -> tuple[float, float]:
    """(share of entries without an answer at day ten, median hours to the first one), over several weeks."""
    answered = [hours for week in played for hours in week.first]
    return 1 - len(answered) / sum(week.entries for week in played), statistics.median(answered)


class OldestFirst(Answering):
    """The same week under ORA2's rule: the oldest text that lacks answers, and any of them once none does.

    A text needs as many answers as each person gives; a place is held for eight hours. Whose turn it is is not asked of
    the store; answers are rows as everywhere.
    """

    PLACE = 8.0

    def __init__(self, people: People, seed: int) -> None:
        super().__init__(people, seed)
        self.taken: dict[int, list[float]] = {}
        self.seen: dict[str, set[int]] = {learner: set() for learner in self.learners}

    def ask(self, learner: str) -> None:
        if self.given[learner] >= ASKED:
            return
        pick = self.pick(learner)
        if pick is None:
            self.at(self.hour + 24, self.ask, learner)
            return
        self.seen[learner].add(pick)
        self.taken.setdefault(pick, []).append(self.hour)
        if self.dice.random() < self.people.finishing:
            self.at(self.hour + self.dice.lognormvariate(-0.7, 0.8), self.finish, learner, pick)
        else:
            self.at(self.hour + 48, self.ask, learner)

    def pick(self, learner: str) -> int | None:
        there = JournalEntry.objects.exclude(learner=learner).order_by("published").values_list("pk", flat=True)
        left = [entry for entry in there if entry not in self.seen[learner]]
        lacking = (entry for entry in left if self.busy(entry) < ASKED)
        return next(lacking, None) or (self.dice.choice(left) if left else None)

    def busy(self, entry: int) -> int:
        done = JournalReply.objects.filter(entry=entry).count()
        return done + sum(self.hour - taken < self.PLACE for taken in self.taken.get(entry, []))

    def finish(self, learner: str, entry: int) -> None:
        self.taken[entry].pop(0)
        self.answer(learner, journal_replies.answer_waiting(me(learner), entry, "peer").id)
