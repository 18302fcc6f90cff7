"""The pulse's tables: one tap each, results in steps of five, comments that name nobody."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import PulseComment, PulseRating, PulseReply, PulseResult
from dataide_xblocks.store import people, pulse

from .taps import HERE, rate


@pytest.mark.django_db
class TestRatings:
    """One tap each, changeable, counted once."""

    def test_a_tap_is_found_again_by_its_author_only(self):
        rate(7, "b")
        assert pulse.ratings_of(*HERE, "7") == {"useful": "b"}
        assert pulse.ratings_of(*HERE, "8") == {} == pulse.ratings_of("other", HERE[1], "7")

    def test_a_changed_mind_counts_once(self):
        for choice in "abcab":
            rate(7, choice)
        assert list(PulseRating.objects.values_list("learner", "choice")) == [("7", "b")]
        assert PulseResult.objects.get().people == 1

    def test_nothing_is_released_under_five_nor_between_two_fives(self):
        seen = [rate(learner, random.choice("ab")) for learner in range(1, 24)]
        totals = [sum(result.values()) for result in seen]
        assert totals == [0] * 4 + [5] * 5 + [10] * 5 + [15] * 5 + [20] * 4
        for before, after in pairwise(seen):
            assert before == after or sum(after.values()) - sum(before.values()) == 5

    def test_a_changed_mind_is_not_shown_before_the_next_release(self):
        for learner in range(5):
            rate(learner, "a")
        assert rate(0, "b") == {"a": 5}
        for learner in range(5, 10):
            rate(learner, "a")
        assert pulse.results_of(*HERE) == {"useful": {"a": 9, "b": 1}}

    def test_weeks_are_told_in_order_and_only_when_released(self):
        for week, slot in ((2, "w02-pulse"), (1, "w01-pulse")):
            for learner in range(5 if week == 1 else 6):
                pulse.record_rating(HERE[0], slot, week, "useful", str(learner), "a")
        pulse.record_rating(HERE[0], "w03-pulse", 3, "useful", "1", "a")
        assert pulse.weekly_results(HERE[0]) == {"useful": {1: {"a": 5}, 2: {"a": 5}}}
        assert pulse.weekly_results("other") == {}

    def test_a_reset_does_not_move_a_release(self):
        """Resetting one learner, then adding one, must not show the difference of two people."""
        for learner in range(10):
            rate(learner, "a")
        people.reset(*HERE, "3")
        assert pulse.results_of(*HERE) == {"useful": {"a": 10}}
        assert rate(99, "b") == {"a": 10}

    def test_too_few_rows_after_resets_release_nothing_new(self):
        for learner in range(9):
            rate(learner, "a")
        for learner in range(8):
            people.reset(*HERE, str(learner))
        assert rate(99, "b") == {"a": 5}


@pytest.mark.django_db
class TestComments:
    """Signed as chosen, each time."""

    def say(
        self, signature: str, text: str = "moins long", learner: str = "7", where=HERE, week: int = 1, region=""
    ) -> str:
        return pulse.record_comment(*where, week, learner, Comment(text, signature, region))

    @pytest.mark.parametrize(("signature", "region"), [("none", ""), ("region", "08")])
    def test_a_comment_without_a_name_holds_nobody(self, signature, region):
        key = self.say(signature, learner="4242", region=region)
        row = PulseComment.objects.values().get()
        assert (row["learner"], row["region"]) == (None, region)
        assert "4242" not in str(row) and key not in str(row)
        assert not [field for field in PulseComment._meta.get_fields() if "Date" in type(field).__name__]

    def test_a_signed_comment_is_one_a_week_and_can_be_changed_and_removed(self):
        self.say("name", "un")
        self.say("name", "deux")
        assert pulse.comment_of(*HERE, "7") == "deux" and PulseComment.objects.count() == 1
        assert pulse.withdraw_comment(*HERE, "8") is False
        assert pulse.withdraw_comment(*HERE, "7") is True and not PulseComment.objects.exists()

    def test_taking_ones_name_off_a_comment_leaves_no_trace_of_it(self):
        self.say("name", "signé")
        self.say("none", "sans nom")
        assert list(PulseComment.objects.values_list("text", "learner")) == [("sans nom", None)]

    def test_only_its_key_removes_a_comment_without_a_name(self):
        first, second = self.say("none", "un"), self.say("none", "deux")
        assert pulse.withdraw_comment(*HERE, "7") is False
        assert pulse.withdraw_comment(*HERE, "7", first[:-1]) is False
        assert pulse.withdraw_comment("other", HERE[1], "7", first) is False
        assert pulse.withdraw_comment(*HERE, "anyone", first) is True
        assert list(PulseComment.objects.values_list("text", flat=True)) == ["deux"] and second != first

    def test_comments_come_newest_week_first_by_pages_and_none_is_lost(self):
        rows = [
            PulseComment(cohort=HERE[0], slot=f"w{n % 12:02}", week=n % 12, text=str(n), signature="none")
            for n in range(10_000)
        ]
        PulseComment.objects.bulk_create(rows, batch_size=500)
        pages = [pulse.comments_of(HERE[0], page=page) for page in range(1, 202)]
        told = [said for said_of_page, _count in pages for said in said_of_page]
        assert {count for _said, count in pages} == {10_000}
        assert sorted(int(said.text) for said in told) == list(range(10_000))
        assert all(before.week >= after.week for before, after in pairwise(told))
        assert len(pulse.comments_of(HERE[0], page=0)[0]) == 10_000

    def test_comments_are_filtered_by_week_and_region(self):
        self.say("region", "a", region="08")
        self.say("region", "b", region="06", where=(HERE[0], "w02"), week=2)
        self.say("none", "c", where=(HERE[0], "w02"), week=2)
        assert [said.text for said in pulse.comments_of(HERE[0], week=2, region="06")[0]] == ["b"]
        assert pulse.comments_of(HERE[0], region="08")[1] == 1
        assert pulse.comments_of("other") == ([], 0)

    def test_the_order_within_a_week_is_not_the_order_of_arrival(self):
        for n in range(40):
            self.say("none", str(n))
        told = [int(said.text) for said in pulse.comments_of(HERE[0])[0]]
        assert sorted(told) == list(range(40)) and told != list(range(40)) and told != list(range(39, -1, -1))

    def test_a_reply_is_added_never_replaced_and_the_newest_is_shown(self):
        pulse.record_reply(HERE[0], "w01", 1, {"fr": "un", "en": "one"})
        pulse.record_reply(HERE[0], "w01", 1, {"fr": "deux"})
        assert PulseReply.objects.count() == 3
        assert pulse.reply_of(HERE[0], 1, "fr").text == "deux"
        assert pulse.reply_of(HERE[0], 1, "en").text == "one"

    def test_a_reply_is_read_the_weeks_after_but_not_before(self):
        pulse.record_reply(HERE[0], "w02", 2, {"fr": "deux"})
        pulse.record_reply(HERE[0], "w05", 5, {"en": "five"})
        assert pulse.reply_of(HERE[0], 1, "fr") is None
        assert pulse.reply_of(HERE[0], 4, "fr") == pulse.Reply(2, "fr", "deux")
        assert pulse.reply_of(HERE[0], 9, "fr") == pulse.Reply(5, "en", "five")
