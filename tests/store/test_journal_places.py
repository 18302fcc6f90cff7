"""Who is given which text: the fewest answers, then the oldest; places are held, end, and are never held twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from dataide_xblocks.domain.journal_levels import ALONE, GUIDE, PEER
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.domain.journal_rhythm import LEASE, LONGEST_LEASE, MOST_HELD
from dataide_xblocks.models import JournalEntry, JournalReply, Member
from dataide_xblocks.store import journal_reading, journal_replies

from .journals import NOW, Clock, answered, given_to, held, house, later, me, published, replied

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(journal_replies, "database_now", moved)
    return moved


class TestPlaces:
    """A place is held from the moment a text is given, and ends by the database's clock."""

    def test_asked_twice_it_is_the_same_text(self, clock):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        published("8"), published("9", hours=1)
        assert given_to("7") == given_to("7") and JournalReply.objects.count() == 1

    def test_a_place_ends_and_is_given_to_another_and_the_late_answer_is_kept(self, clock):
        house("7", circle=1)
        house("8", circle=1)
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
