"""A week of three circles in every order: the rule gives the text, and the counts are those of a recount."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, GUIDE, PEER, SHOWN, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.domain.journal_rhythm import MOST_HELD, next_turn
from dataide_xblocks.models import JournalApart, JournalEntry, JournalReply, JournalSeat, Member
from dataide_xblocks.store import journal, journal_reading, journal_replies, people

from .journals import NOW, SLOT, Clock, apart, given_to, house, me, published, replied

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(journal_replies, "database_now", moved)
    return moved


# What may happen in a week of three circles, in any order. Each number names a person, the rest says what they do.
STEP = some.tuples(
    some.sampled_from(["publish", "ask", "ask", "send", "wait", "lower", "delete", "back", "guide", "forget"]),
    some.integers(0, 11),
    some.integers(0, 3),
)
HOUSES = {"0": ["0", "1", "2"], "3": ["3"], "4": ["4", "5"], "6": ["6"], "7": ["7"], "8": ["8", "9"], "10": ["10"]}
SEATS = {"0": 1, "3": 1, "4": 1, "6": 1, "7": 2, "8": 2, "10": 2}
APART = [("0", "3"), ("4", "7")]
LEVELS = (TEAM, CIRCLE, CIRCLE, EVERYBODY)


def expected(reader: str) -> int | None:
    """The rule in plain words, over every entry: the one that must be given next, None when there is none."""
    place = Member.objects.filter(learner=reader, here=True).values_list("organisation", flat=True).first()
    seat = JournalSeat.objects.filter(organisation=place, here=True).values_list("circle", flat=True).first()
    barred = {place} | {x for pair in JournalApart.objects.values_list("one", "other") if place in pair for x in pair}
    answered_by = JournalReply.objects.filter(reader__in=me(reader).seals).values_list("entry", flat=True)
    taken = {number for number in answered_by if number}
    near, far = [], []
    for entry in JournalEntry.objects.filter(state=SHOWN, circle__isnull=False):
        house_of = _WHOSE[entry.pk]
        if house_of not in barred and entry.pk not in taken and entry.held < MOST_HELD:
            turn = next_turn(entry.held, entry.answered, entry.published, entry.pk)
            near += [turn] if entry.circle_id == seat else []
            far += [turn] if entry.circle_id != seat and entry.level == EVERYBODY else []
    best = min(near, default=None) or min(far, default=None)
    return best[3] if best else None


_WHOSE: dict[int, int] = {}


class Week:
    """Twelve people and what they do; after each step the counts are those of a recount."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        ids = {first: house(*team, circle=SEATS[first]) for first, team in HOUSES.items()}
        self.place = {learner: ids[first] for first, team in HOUSES.items() for learner in team}
        for one, other in APART:
            apart(ids[one], ids[other])

    def play(self, what: str, who: str, n: int) -> None:
        getattr(self, what)(who, n)
        for entry in JournalEntry.objects.all():
            holding = entry.replies.filter(Q(sent__isnull=False) | Q(role=PEER, released=False))
            counts = holding.count(), holding.filter(sent__isnull=False).exists()
            assert (entry.held, entry.answered) == counts or entry.circle_id is None, f"{what} by {who}: a wrong count"

    def publish(self, who: str, n: int) -> None:
        if who in self.place:
            hours = (self.clock.now - NOW) / timedelta(hours=1)
            _WHOSE[published(who, LEVELS[n], n % 2 == 0, hours).id] = self.place[who]

    def ask(self, who: str, n: int) -> None:
        if who in self.place:
            draft = journal_replies.open_draft(me(who))
            self._release()
            rule = draft.entry if draft else expected(who)
            assert given_to(who) == rule == given_to(who)

    def _release(self) -> None:
        """Somebody else asks in each circle: places that are over are free, as they would be at the next demand."""
        for circle in JournalSeat.objects.values_list("circle", flat=True).distinct():
            journal_replies._release(circle, SLOT, self.clock.now)

    def send(self, who: str, n: int) -> None:
        drafts = [reply for reply in journal_reading.my_replies(me(who)) if reply.sent is None]
        if drafts:
            assert replied(who, drafts[n % len(drafts)].id, named=n % 2 == 0).sent

    def wait(self, who: str, n: int) -> None:
        self.clock.pass_(30 * (n + 1))

    def lower(self, who: str, n: int) -> None:
        journal.publish(me(who), ALONE, True, False, NOW)

    def delete(self, who: str, n: int) -> None:
        journal.delete(me(who))

    def back(self, who: str, n: int) -> None:
        for reply in journal_reading.my_replies(me(who))[:1]:
            journal_replies.take_back(me(who), reply.id)

    def guide(self, who: str, n: int) -> None:
        waiting = JournalEntry.objects.filter(circle__isnull=False, state=SHOWN).order_by("pk").first()
        if waiting:
            replied("guide", journal_replies.answer_waiting(me("guide"), waiting.pk, GUIDE).id)

    def forget(self, who: str, n: int) -> None:
        if n == 0:
            people.forget(who)
            self.place.pop(who, None)


@settings(
    max_examples=80,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=some.lists(STEP, min_size=10, max_size=45))
def test_in_every_order_the_rule_gives_the_text_and_the_counts_are_right(clock, steps):
    """Never one's own, never of one's organisation or one kept apart, never twice; fewest held, then the oldest."""
    with transaction.atomic():
        week = Week(clock)
        for what, who, n in steps:
            week.play(what, str(who), n)
        pairs = list(JournalReply.objects.exclude(entry=None).values_list("reader", "entry"))
        assert len(pairs) == len(set(pairs))
        transaction.set_rollback(True)


def test_the_play_sees_a_store_that_does_not_give_what_the_rule_says(clock, monkeypatch):
    """With places for one reader only where the rule says three, the same play must fail."""
    monkeypatch.setattr(journal_replies, "MOST_HELD", 1)
    week = Week(clock)
    week.play("publish", "6", 1)
    week.play("ask", "3", 0)
    with pytest.raises(AssertionError):
        week.play("ask", "4", 0)
