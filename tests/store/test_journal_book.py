"""What a person takes along of the journal: all that is theirs, and of others only what was meant for them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dataide_xblocks.domain.journal_book import people_in
from dataide_xblocks.domain.journal_levels import ALONE, HELD, REMOVED, REPORTED
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.models import JournalApart, JournalCircle, JournalEntry, JournalReply, JournalWish
from dataide_xblocks.store import journal, journal_replies, people
from dataide_xblocks.store.journal_book import book_of

from .journal_people import BOXES, COHORT, GESTURES, NOW, answered, begun, filled, here, housed, wrote

pytestmark = pytest.mark.django_db

JOSEE, REAL, LYNE = "901", "902", "903"


@pytest.fixture
def houses() -> dict[str, int]:
    return {who: housed(who, f"Organisme {who}") for who in (JOSEE, REAL, LYNE)}


def book(learner: str = JOSEE):
    return book_of(COHORT, learner)


class TestMine:
    """One's own words."""

    def test_whoever_wrote_nothing_has_an_empty_journal(self, houses):
        wrote(REAL, "autre")
        assert book() == ()

    def test_every_week_is_there_in_order_with_its_level_and_boxes(self, houses):
        wrote(JOSEE, "trois", week=3, level=EVERYBODY)
        wrote(JOSEE, "un", week=1, level=ALONE)
        first, third = book()
        assert (first.week, first.entry.level, third.week, third.entry.level) == (1, ALONE, 3, EVERYBODY)
        assert first.entry.boxes == {box: f"un {box}" for box in BOXES} and first.received == first.given == ()

    def test_the_wall_is_told_from_a_circle_and_a_passed_question_from_an_empty_one(self, houses):
        wrote(JOSEE, "un", week=1)
        JournalCircle.objects.update(number=4)
        wrote(JOSEE, "deux", week=2, level=ALONE)
        journal.pass_question(here(JOSEE, "w03-journal"), 3, True, NOW)
        assert [(week.entry.wall, week.entry.passed) for week in book()] == [(False,) * 2, (False,) * 2, (False, True)]
        JournalCircle.objects.update(number=0)
        assert [week.entry.wall for week in book()] == [True, False, False]

    def test_what_was_written_without_a_name_is_found_by_its_seal(self, houses):
        wrote(JOSEE, "sans nom", named=False)
        assert not JournalEntry.objects.filter(learner=JOSEE).exists()
        (week,) = book()
        assert week.entry.boxes["happened"] == "sans nom happened" and not week.entry.named

    def test_a_changed_key_of_the_site_cuts_nobody_off(self, houses, settings):
        wrote(JOSEE, "sans nom", named=False)
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
        assert len(book()) == 1

    @pytest.mark.parametrize("state", [REPORTED, HELD, REMOVED])
    def test_what_is_hidden_from_others_is_still_its_author_s(self, houses, state):
        wrote(JOSEE, "caché")
        JournalEntry.objects.update(state=state)
        (week,) = book()
        assert week.entry.state == state and week.entry.boxes

    def test_what_was_deleted_is_gone(self, houses):
        wrote(JOSEE, "effacé")
        journal.delete(here(JOSEE))
        assert book() == ()

    def test_nothing_of_another_cohort(self, houses):
        wrote(JOSEE, "ici")
        assert book_of("course-v1:other+n101+2027", JOSEE) == ()


class TestReceived:
    """What others answered."""

    def test_an_answer_with_a_name_tells_who_and_of_which_organisation(self, houses):
        wrote(JOSEE, "à lire")
        sent = answered(REAL, "de Réal")
        journal_replies.react(here(JOSEE), sent.id, thanked=True)
        journal_replies.react(here(JOSEE), sent.id, helps=True, why="C’est simple.")
        ((answer,),) = (week.received for week in book())
        assert answer.boxes == {gesture: f"de Réal {gesture}" for gesture in GESTURES}
        assert (answer.learner, answer.organisation, answer.role) == (REAL, "Organisme 902", "peer")
        assert (answer.thanked, answer.helps, answer.why) == (True, True, "C’est simple.")
        assert people_in(book()) == {REAL}

    def test_an_organisation_is_called_as_it_chose(self, houses):
        wish = {"language": "fr", "hours": "day", "sector": "food", "alias": "La Maison", "changed": NOW}
        JournalWish.objects.create(organisation_id=houses[REAL], **wish)
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        assert book()[0].received[0].organisation == "La Maison"

    def test_an_answer_without_a_name_tells_neither(self, houses):
        wrote(JOSEE, "à lire")
        sent = answered(REAL, "secret", named=False)
        (answer,) = book()[0].received
        assert (answer.learner, answer.organisation, answer.label) == ("", "", sent.label)
        assert not people_in(book())

    def test_a_name_left_in_a_row_that_was_to_have_none_is_not_shown(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "secret", named=False)
        JournalReply.objects.update(learner=REAL, organisation=houses[REAL])
        (answer,) = book()[0].received
        assert (answer.learner, answer.organisation) == ("", "")

    def test_who_was_forgotten_left_nothing_to_take_along(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        answered(LYNE, "de Lyne")
        people.forget(REAL)
        assert [answer.learner for answer in book()[0].received] == [LYNE] and book(REAL) == ()

    def test_a_draft_and_what_is_hidden_are_not_received(self, houses):
        wrote(JOSEE, "à lire")
        begun(REAL, "brouillon")
        answered(LYNE, "signalée")
        JournalReply.objects.filter(sent__isnull=False).update(state=REPORTED)
        assert book()[0].received == ()

    def test_lowered_to_oneself_the_answers_stay(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        journal.publish(here(JOSEE), ALONE, True, False, NOW)
        assert len(book()[0].received) == 1


class TestGiven:
    """What one answered to others."""

    def test_answers_are_there_sent_or_not_with_who_chose_to_be_named(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        (week,) = book(REAL)
        (answer,) = week.given
        assert (week.slot, week.week, week.entry, week.received) == ("w01-journal", 1, None, ())
        assert answer.sent and (answer.learner, answer.organisation) == (JOSEE, "Organisme 901")
        assert answer.boxes == {gesture: f"de Réal {gesture}" for gesture in GESTURES}

    def test_a_draft_is_there_and_an_offered_text_is_not(self, houses):
        wrote(JOSEE, "à lire")
        begun(REAL, "brouillon")
        assert journal_replies.next_entry(here(LYNE), NOW) is not None
        assert [answer.sent for answer in book(REAL)[0].given] == [None] and book(LYNE) == ()

    def test_nothing_of_the_entry_that_was_answered(self, houses):
        wrote(JOSEE, "à eux seuls")
        answered(REAL, "de Réal")
        assert "à eux seuls" not in repr(book(REAL))

    @pytest.mark.parametrize("shown_before", [True, False])
    def test_no_name_of_who_shows_none(self, houses, shown_before):
        wrote(JOSEE, "à lire", named=shown_before)
        answered(REAL, "de Réal")
        journal.publish(here(JOSEE), EVERYBODY, False, False, NOW)
        (answer,) = book(REAL)[0].given
        assert (answer.learner, answer.organisation) == ("", "")

    def test_no_name_of_who_took_their_entry_back(self, houses):
        """An entry that its author alone reads holds their id, whatever they chose before."""
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        journal.publish(here(JOSEE), ALONE, True, False, NOW)
        assert people_in(book(REAL)) == set() and book(REAL)[0].given[0].boxes

    def test_no_name_of_whom_one_is_kept_apart_from(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        one, other = sorted((houses[JOSEE], houses[REAL]))
        JournalApart.objects.create(one_id=one, other_id=other, reason="x", at=NOW)
        assert people_in(book(REAL)) == set()

    def test_a_deleted_entry_leaves_the_answer_to_who_wrote_it(self, houses):
        wrote(JOSEE, "à lire")
        answered(REAL, "de Réal")
        journal.delete(here(JOSEE))
        (week,) = book(REAL)
        assert week.week is None and week.given[0].boxes and not people_in([week])

    def test_the_cast_is_named_by_its_id(self, houses):
        me = here(REAL)
        filled(me, journal_replies.answer_cast(me, "josee"), "de Réal")
        (answer,) = book(REAL)[0].given
        assert (answer.cast, answer.learner, answer.sent) == ("josee", "", None)


def test_twelve_weeks_take_as_many_queries_as_one(houses):
    counts = []
    for weeks in (range(1, 2), range(2, 13)):
        for week in weeks:
            wrote(JOSEE, f"{week}", week=week)
            answered(REAL, f"{week}", week=week)
            wrote(REAL, f"r{week}", week=week)
            answered(JOSEE, f"{week}", week=week)
        with CaptureQueriesContext(connection) as queries:
            found = book()
        counts.append(len(queries))
        assert [len(week.received) + len(week.given) for week in found] == [2] * weeks[-1]
    assert counts[0] == counts[1] <= 10
