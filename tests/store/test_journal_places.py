"""Who is given which text: the fewest answers, then the oldest; places are held, end, and are never held twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, GUIDE, PEER, SHOWN, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.domain.journal_rhythm import LEASE, LONGEST_LEASE, MOST_HELD, next_turn
from dataide_xblocks.models import JournalApart, JournalEntry, JournalReply, JournalSeat, Member
from dataide_xblocks.store import journal, journal_reading, journal_replies, people

from .journals import NOW, SLOT, answered, apart, held, house, later, me, published, replied

pytestmark = pytest.mark.django_db


class Clock:
    """The database's clock, moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


@pytest.fixture
def clock(monkeypatch) -> Iterator[Clock]:
    moved = Clock()
    monkeypatch.setattr(journal_replies, "database_now", moved)
    yield moved


def given_to(learner: str) -> int | None:
    reply = journal_replies.next_entry(me(learner), NOW)
    return reply.entry if reply else None


class TestPlaces:
    """A place is held from the moment a text is given, and ends by the database's clock."""

    def test_asked_twice_it_is_the_same_text(self, clock):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        published("8"), published("9", hours=1)
        assert given_to("7") == given_to("7") and JournalReply.objects.count() == 1

    def test_a_place_ends_and_is_given_to_another_and_the_late_answer_is_kept(self, clock):
        house("7", circle=1), house("8", circle=1)
        entry = published("7")
        late = journal_replies.next_entry(me("8"), NOW)
        journal_replies.write_reply_box(me("8"), late.id, "mirror", "presque", 0, False)
        clock.pass_(LEASE / timedelta(hours=1))
        house("9", circle=1)
        assert given_to("9") == entry.id and held(entry.id) == 1
        assert journal_replies.open_draft(me("8")) is None and given_to("8") is None, "no text twice"
        assert journal_replies.write_reply_box(me("8"), late.id, "ours", "et chez nous", 0, False).revision == 2
        sent = journal_replies.send(me("8"), late.id, True, clock.now)
        assert sent.boxes == {"mirror": "presque", "ours": "et chez nous"} and held(entry.id) == 2
        assert [one.id for one in journal_reading.replies_to(me("7"), [entry.id])[entry.id]] == [late.id]

    def test_each_save_holds_the_place_longer_but_not_for_ever(self, clock):
        house("7", circle=1), house("8", circle=1)
        published("7")
        draft = journal_replies.next_entry(me("8"), NOW)
        for n in range(12):
            clock.pass_(24)
            journal_replies.write_reply_box(me("8"), draft.id, "mirror", f"texte {n}", n, False)
        row = JournalReply.objects.get()
        assert row.until == NOW + LONGEST_LEASE and journal_replies.open_draft(me("8")) is None

    def test_three_at_most_hold_a_text(self, clock):
        house("7", circle=1)
        for n in range(MOST_HELD + 1):
            house(f"r{n}", circle=1)
        entry = published("7")
        assert [given_to(f"r{n}") for n in range(MOST_HELD + 1)] == [entry.id] * MOST_HELD + [None]
        clock.pass_(LEASE / timedelta(hours=1))
        assert given_to(f"r{MOST_HELD}") == entry.id and held(entry.id) == 1

    def test_inside_a_transaction_that_read_before_nobody_is_over_assigned(self, clock, monkeypatch):
        """Under "repeatable read" what was read may be of before: the place is counted again where it is written."""
        house("7", circle=1), house("8", circle=1)
        entry = published("7")
        candidates = journal_replies._candidates

        def stale(reader):
            found = list(candidates(reader))
            JournalEntry.objects.update(held=MOST_HELD)
            return JournalEntry.objects.filter(pk__in=[each.pk for each in found])

        monkeypatch.setattr(journal_replies, "_candidates", stale)
        with transaction.atomic():
            assert given_to("8") is None
        assert held(entry.id) == MOST_HELD and not JournalReply.objects.exists()

    def test_taken_back_it_is_a_draft_that_goes_on_holding_its_place(self, clock):
        house("7", circle=1), house("8", circle=1)
        entry = published("7")
        sent = answered("8", named=False)
        assert journal_replies.take_back(me("8"), sent.id)
        assert journal_replies.open_draft(me("8")).id == sent.id and held(entry.id) == 1
        assert journal_reading.replies_to(me("7"), [entry.id]) == {}
        again = replied("8", sent.id)
        assert (again.learner, again.organisation) == ("8", Member.objects.get(learner="8").organisation_id)

    def test_nobody_else_writes_sends_or_takes_back_an_answer(self, clock):
        house("7", circle=1), house("8", circle=1)
        published("7")
        draft = journal_replies.next_entry(me("8"), NOW)
        assert journal_replies.write_reply_box(me("7"), draft.id, "mirror", "x", 0, False) is None
        assert journal_replies.send(me("8"), draft.id, True, NOW) is None, "it says nothing yet"
        sent = replied("8", draft.id)
        assert journal_replies.write_reply_box(me("8"), sent.id, "mirror", "x", 9, False) is None
        assert journal_replies.send(me("7"), sent.id, True, NOW) is None
        assert not journal_replies.take_back(me("7"), sent.id)

    def test_sent_twice_it_is_sent_once(self, clock):
        house("7", circle=1), house("8", circle=1)
        entry = published("7")
        first = answered("8")
        assert journal_replies.send(me("8"), first.id, False, later(9)) == first and held(entry.id) == 1

    def test_an_ambassador_holds_no_place_and_counts_once_they_answered(self, clock):
        house("7", circle=1)
        entry = published("7")
        draft = journal_replies.answer_waiting(me("guide"), entry.id, GUIDE)
        assert journal_replies.answer_waiting(me("guide"), entry.id, GUIDE).id == draft.id
        published("7")
        assert held(entry.id) == 0
        replied("guide", draft.id)
        assert held(entry.id) == 1 and journal_replies.take_back(me("guide"), draft.id) and held(entry.id) == 0
        replied("guide", draft.id)
        assert held(entry.id) == 1

    def test_a_peer_who_is_asked_again_holds_a_place_like_any_other(self, clock):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        entry = published("7")
        draft = journal_replies.answer_waiting(me("8"), entry.id, PEER)
        assert journal_replies.answer_waiting(me("8"), entry.id, PEER).id == draft.id and held(entry.id) == 1
        assert given_to("8") == entry.id, "it is the draft they have begun"
        clock.pass_(LEASE / timedelta(hours=1))
        assert given_to("9") == entry.id and held(entry.id) == 1, "the first place is free again"
        replied("8", draft.id)
        assert held(entry.id) == 2

    def test_one_of_the_cast_is_answered_once_and_by_anybody(self, clock):
        first = journal_replies.answer_cast(me("7"), "marc")
        assert journal_replies.answer_cast(me("7"), "marc").id == first.id and first.cast == "marc"
        sent = replied("7", first.id)
        assert (sent.entry, sent.cast, sent.named) == (None, "marc", True)
        assert journal_replies.answer_cast(me("8"), "marc").id != first.id

    def test_what_another_circle_shows_to_all_is_given_once_ones_own_is_answered(self, clock):
        house("7", circle=1), house("8", circle=1), house("9", circle=2), house("10", circle=2)
        near, _closed = published("8", hours=9), published("10", hours=0)
        far = published("9", EVERYBODY, hours=1)
        assert answered("7").entry == near.id
        assert answered("7").entry == far.id
        assert given_to("7") is None

    def test_a_lowered_text_is_given_to_nobody_and_its_draft_gives_way(self, clock):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        published("7"), published("9", hours=1)
        first = given_to("8")
        published("7", ALONE)
        assert given_to("8") not in (None, first)


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
        pairs = JournalReply.objects.exclude(entry=None).values_list("reader", "entry")
        assert len(set(pairs)) == len(pairs)
        transaction.set_rollback(True)


def test_the_play_sees_a_store_that_does_not_give_what_the_rule_says(clock, monkeypatch):
    """With places for one reader only where the rule says three, the same play must fail."""
    monkeypatch.setattr(journal_replies, "MOST_HELD", 1)
    week = Week(clock)
    week.play("publish", "6", 1)
    week.play("ask", "3", 0)
    with pytest.raises(AssertionError):
        week.play("ask", "4", 0)
