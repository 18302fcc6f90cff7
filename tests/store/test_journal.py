"""What people write of their week: kept box by box, shown to whom they choose, lowered and taken away at once."""

from __future__ import annotations

import pytest
from django.test import override_settings

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, HELD, REMOVED, SHOWN, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.models import JournalEntry, JournalReply, JournalSeat, Member
from dataide_xblocks.store import journal, journal_reading, journal_replies, organisation, people
from dataide_xblocks.store.journal_seal import house_seals, seal, seals

from .journals import COHORT, NOW, SLOT, answered, held, house, later, me, published, replied, row_of, seated, write

pytestmark = pytest.mark.django_db


class TestWriting:
    """Box by box, from several windows."""

    def test_a_word_is_kept_and_found_and_is_for_its_author_alone(self):
        outcome = write(me("7"), "La collecte a manqué.")
        entry = journal.mine(me("7"))
        assert outcome.revision == entry.revision == 1 and entry.boxes == {"happened": "La collecte a manqué."}
        assert (entry.level, entry.published, entry.circle, entry.learner) == (ALONE, None, None, "7")
        assert journal.mine(me("8")) is None and journal.mine(me("7", "w02-journal")) is None
        assert not Member.objects.exists(), "writing for oneself makes no organisation"

    def test_two_windows_write_two_boxes_and_neither_is_lost(self):
        write(me("7"), "un")
        write(me("7"), "deux", box="doing")
        assert journal.mine(me("7")).boxes == {"happened": "un", "doing": "deux"}

    def test_two_windows_write_one_box_and_the_second_sees_both_texts(self):
        write(me("7"), "un")
        outcome = write(me("7"), "deux")
        assert outcome.conflict == {"happened": "un"} and journal.mine(me("7")).boxes == {"happened": "un"}
        assert not write(me("7"), "deux", seen=outcome.revision).conflict
        assert journal.mine(me("7")).boxes == {"happened": "deux"}

    def test_a_write_sent_twice_is_kept_once(self):
        assert [write(me("7"), "un").revision for _ in range(2)] == [1, 1]
        assert JournalEntry.objects.count() == 1

    def test_an_emptied_box_is_gone_and_a_later_window_is_told(self):
        write(me("7"), "un")
        assert write(me("7"), "", seen=1).boxes == {}
        assert write(me("7"), "trois", seen=1).conflict == {"happened": ""}

    def test_what_the_net_caught_twice_in_a_shown_text_waits_for_a_human(self):
        published("7")
        write(me("7"), "un", "doing", ignored=True)
        assert journal.mine(me("7")).state == SHOWN
        write(me("7"), "deux", "understood", ignored=True)
        assert journal.mine(me("7")).state == HELD

    def test_what_the_net_caught_in_a_draft_holds_it_only_once_it_is_shown(self):
        for box in ("happened", "doing"):
            write(me("7"), "un", box, ignored=True)
        assert journal.mine(me("7")).state == SHOWN
        assert journal.publish(me("7"), ALONE, True, False, NOW).state == SHOWN
        assert journal.publish(me("7"), CIRCLE, True, False, NOW).state == HELD


class TestPublishing:
    """To whom one chooses."""

    def test_nothing_is_shown_before_there_is_something_to_show(self):
        assert journal.publish(me("7"), CIRCLE, True, False, NOW) is None
        write(me("7"), "Et vous?", box="question")
        assert journal.publish(me("7"), CIRCLE, True, False, NOW) is None
        assert not JournalSeat.objects.exists(), "a seat is for whoever shows something"

    def test_an_entry_is_raised_and_lowered_at_once(self):
        place = house("7", "8", circle=3)
        assert published("7", TEAM).circle is None
        raised = published("7", CIRCLE)
        assert raised.circle == JournalSeat.objects.get(organisation=place).circle_id and raised.organisation == place
        assert published("7", EVERYBODY).level == EVERYBODY
        lowered = published("7", ALONE)
        assert (lowered.level, lowered.circle, lowered.learner) == (ALONE, None, "7")

    def test_shown_twice_it_is_shown_once(self):
        first = published("7")
        assert published("7", hours=5) == first and JournalEntry.objects.count() == 1

    def test_the_wait_for_answers_begins_when_the_circle_can_read(self):
        house("7", circle=1)
        assert published("7", TEAM).published == NOW
        assert published("7", CIRCLE, hours=100).published == later(100)
        assert published("7", EVERYBODY, hours=120).published == later(100), "it was readable already"
        published("7", ALONE, hours=130)
        assert published("7", CIRCLE, hours=140).published == later(140)

    def test_in_another_circle_it_is_new(self):
        place = house("7", circle=1)
        first = published("7")
        seated(place, 2, hours=10)
        again = published("7", hours=20)
        assert again.circle != first.circle and again.published == later(20)

    def test_lowered_it_keeps_its_answers_and_raised_again_their_count(self):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        entry = published("7")
        answered("8")
        journal_replies.next_entry(me("9"), NOW)
        assert held(entry.id) == 2
        published("7", ALONE)
        assert len(journal_reading.replies_to(me("7"), [entry.id])[entry.id]) == 1
        assert published("7", CIRCLE).held == 2

    def test_what_was_taken_down_is_read_by_a_human_before_it_is_shown_again(self):
        published("7")
        JournalEntry.objects.update(state=REMOVED)
        assert write(me("7"), "mieux", seen=1).revision == 2 and journal.mine(me("7")).state == REMOVED
        assert published("7").state == HELD and published("7").state == HELD

    @pytest.mark.parametrize("state", ["reported", "held"])
    def test_publishing_again_does_not_undo_what_a_moderator_has_not_decided(self, state):
        published("7")
        JournalEntry.objects.update(state=state)
        assert published("7").state == state


class TestWithoutAName:
    """No id of a person stands beside the text, nor what would bring two texts together."""

    def test_no_number_is_in_the_row_nor_a_minute(self):
        place = house("987654321", circle=1)
        entry = published("987654321", named=False)
        row = row_of("dataide_journalentry", entry.id)
        assert "987654321" not in row and entry.organisation is None and entry.learner == ""
        assert entry.published == entry.changed == NOW.replace(minute=0, second=0)
        assert Member.objects.get().organisation_id == place
        write(me("987654321"), "encore", seen=1)
        assert "987654321" not in row_of("dataide_journalentry", entry.id)
        assert journal.mine(me("987654321")).changed == entry.changed

    def test_an_answer_without_a_name_says_no_more(self):
        house("7", circle=1), house("987654321", circle=1)
        published("7")
        reply = answered("987654321", named=False)
        row = row_of("dataide_journalreply", reply.id)
        assert "987654321" not in row and reply.organisation is None
        assert (reply.offered.minute, reply.sent.minute, reply.until) == (0, 0, None)

    def test_labels_and_seals_differ_from_text_to_text(self):
        entries = [published("7", named=False, slot=f"w{n:02}-journal") for n in range(1, 13)]
        rows = JournalEntry.objects.values_list("author", "house", "label")
        assert all(len(set(column)) == len(entries) for column in zip(*rows, strict=True))

    def test_the_label_under_a_name_is_not_the_one_without(self):
        with_name = published("7").label
        without = published("7", named=False).label
        assert with_name != without and published("7", named=False).label == without

    def test_its_author_still_finds_changes_and_deletes_it(self):
        entry = published("7", named=False)
        assert journal.mine(me("7")).id == entry.id
        assert write(me("7"), "autre", seen=1).revision == 2
        assert journal.delete(me("7")) and journal.mine(me("7")) is None

    def test_shown_to_oneself_only_or_signed_again_it_has_its_name_back(self):
        place = house("7", circle=1)
        published("7", named=False)
        assert published("7", ALONE, named=False).learner == "7"
        signed = published("7", named=True)
        assert (signed.learner, signed.organisation) == ("7", place)


class TestDeleting:
    """At once, and for good."""

    def test_answers_stay_with_whoever_wrote_them_and_are_read_by_nobody_else(self):
        house("7", circle=1), house("8", circle=1)
        entry = published("7")
        reply = answered("8")
        assert journal.delete(me("7")) and not journal.delete(me("7"))
        kept = journal_reading.my_replies(me("8"))
        assert [(one.id, one.entry, one.boxes) for one in kept] == [(reply.id, None, {"mirror": "Miroir de 8"})]
        assert journal_reading.replies_to(me("7"), [entry.id]) == {}

    def test_a_draft_of_an_answer_to_it_gives_way_to_another_text(self):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        published("7")
        first = journal_replies.next_entry(me("8"), NOW)
        other = published("9", hours=1)
        journal.delete(me("7"))
        given = journal_replies.next_entry(me("8"), NOW)
        assert first.entry != given.entry == other.id

    def test_a_fresh_start_takes_the_entry_and_the_answers_of_one_exercise(self):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        mine, theirs = published("7"), published("8", hours=1)
        sent = answered("7")
        journal_replies.answer_cast(me("7"), "marc")
        published("9", hours=2)
        draft = journal_replies.next_entry(me("7"), NOW)
        published("7", slot="w02-journal")
        people.reset_journal(COHORT, SLOT, "7")
        assert journal.mine(me("7")) is None and journal_reading.my_replies(me("7")) == []
        assert journal.mine(me("7", "w02-journal")) is not None
        assert held(draft.entry) == 0, "the place it held is free"
        left = journal_reading.replies_to(me("8"), [sent.entry])[sent.entry]
        assert [(one.state, one.boxes, one.learner, one.label) for one in left] == [("withdrawn", {}, "", sent.label)]
        assert held(theirs.id) == 1 and not JournalEntry.objects.filter(pk=mine.id).exists()


class TestSeals:
    """Only their owner can make them again, also after the site's key was changed."""

    def test_nobody_elses_seal_is_the_same(self):
        told = {seal(COHORT, slot, who) for slot in ("a", "b") for who in ("7", "8", "70")}
        assert len(told) == 6 and all(len(each) == 40 for each in told)
        assert set(seals(COHORT, "a", "7")).isdisjoint(house_seals(COHORT, "a", 7))

    def test_a_new_key_with_the_old_one_kept_loses_nobody(self):
        house("7", "70", circle=1), house("8", circle=1), house("9", circle=1)
        with override_settings(SECRET_KEY="une"):
            entry = published("7", named=False)
            sent = answered("8", named=False)
        with override_settings(SECRET_KEY="deux", SECRET_KEY_FALLBACKS=["une"]):
            assert journal.mine(me("7")).id == entry.id
            assert published("7", named=False).id == entry.id and JournalEntry.objects.count() == 1
            assert [one.id for one in journal_reading.my_replies(me("8"))] == [sent.id]
            assert journal_replies.next_entry(me("8"), NOW) is None, "it was answered under the former key"
            assert journal_replies.next_entry(me("70"), NOW) is None, "it is a colleague's"
            assert len(people.held_about("7")["JournalEntry"]) == 1
            people.forget("7")
            assert not JournalEntry.objects.exists()

    def test_a_new_key_alone_makes_a_stranger_of_everybody(self):
        with override_settings(SECRET_KEY="une"):
            published("7", named=False)
        with override_settings(SECRET_KEY="deux", SECRET_KEY_FALLBACKS=[]):
            assert journal.mine(me("7")) is None


class TestJoining:
    """Whoever joins a team brings what they published alone."""

    def joined(self, learner: str) -> int:
        from dataide_xblocks.domain.organisation import Founding

        founded = organisation.found(COHORT, "1", Founding("La Huche", "3-9", "fr"))
        assert organisation.join(COHORT, learner, founded.code) is not None
        return founded.id

    def test_nobody_of_it_is_given_their_text_and_their_name_goes_with_its_own(self):
        signed, nameless = published("7"), published("7", named=False, slot="w02-journal")
        place = self.joined("7")
        assert JournalEntry.objects.get(pk=signed.id).organisation_id == place
        assert JournalEntry.objects.get(pk=nameless.id).organisation_id is None
        for slot in (SLOT, "w02-journal"):
            assert journal_replies.next_entry(me("1", slot), NOW) is None
            assert journal_reading.readable_entries(me("1", slot)), "they read it as any of the circle"

    def test_what_was_for_my_organisation_is_for_oneself_again(self):
        entry = published("7", TEAM, named=False)
        self.joined("7")
        assert journal_reading.readable_entry(me("1"), entry.id) is None
        assert (journal.mine(me("7")).level, journal.mine(me("7")).learner) == (ALONE, "7")

    def test_the_place_they_had_alone_is_free(self):
        published("7")
        published("8")
        answered("7")
        self.joined("7")
        assert JournalSeat.objects.filter(here=True).count() == 1
        assert JournalReply.objects.get().organisation_id == Member.objects.get(learner="1").organisation_id

    def test_what_they_wrote_in_a_former_team_stays_there_and_no_colleague_is_asked_to_answer_it(self):
        former = house("7", "70", circle=1)
        entry = published("7", TEAM)
        shown = published("7", slot="w02-journal")
        organisation.leave(COHORT, "7")
        place = self.joined("7")
        seated(place, 1)
        assert journal_reading.readable_entry(me("70"), entry.id) is not None
        assert journal_reading.readable_entry(me("1"), entry.id) is None
        assert JournalEntry.objects.get(pk=shown.id).organisation_id == former
        assert journal_replies.next_entry(me("1", "w02-journal"), NOW) is None


def test_sending_back_and_forth_keeps_the_count():
    house("7", circle=1), house("8", circle=1)
    entry = published("7")
    reply = answered("8")
    for _ in range(2):
        assert journal_replies.take_back(me("8"), reply.id) and not journal_replies.take_back(me("8"), reply.id)
        assert held(entry.id) == 1
        replied("8", reply.id)
    assert held(entry.id) == 1
