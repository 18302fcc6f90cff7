"""The pulse block as learners meet it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from lxml import html

from dataide_xblocks.block import TEMPLATES
from dataide_xblocks.domain.examples import PULSE
from dataide_xblocks.models import PulseComment, PulseRating
from dataide_xblocks.pulse import MOST_UNSIGNED

from ..conformance.platform import Platform
from .pulse import CLOSES, Clock, call, olx, page, platform, rate

pytestmark = pytest.mark.django_db

PUBLIC = TEMPLATES.parents[1] / "assets" / "public"
END = datetime(2027, 1, 25, 13, tzinfo=UTC)
DAY = timedelta(days=1)


def pressed(tree) -> list[str]:
    return [button.get("value") for button in tree.iter("button") if button.get("aria-pressed") == "true"]


class TestLearner:
    def test_one_tap_is_kept_and_shown_in_the_servers_html(self):
        response = rate(7, "4")
        part = html.fromstring(response.json["html"])
        assert pressed(part) == ["4"] and part.find(".//*[@role='status']").text_content().strip()
        assert pressed(page(7)) == ["4"] and pressed(page(8)) == []

    def test_a_bad_tap_is_refused_and_nothing_is_kept(self):
        assert rate(7, "9").status_code == 400
        assert rate(7, "4", question="other").status_code == 400
        assert not PulseRating.objects.exists()

    def test_the_groups_result_comes_after_ones_own_answer_and_from_five(self):
        for who in range(10, 14):
            rate(who, "2")
        assert page(99).find_class("dataide-pulse__result") == [] == page(10).find_class("dataide-pulse__result")
        rate(7, "4")
        assert page(99).find_class("dataide-pulse__result") == []
        rows = page(7).find_class("dataide-pulse__result")[0].findall(".//tbody/tr")
        assert [row.find("td").text for row in rows] == ["0", "4", "0", "1", "0"]

    def test_an_answer_to_one_question_does_not_open_the_result_of_another(self):
        for who in range(10, 15):
            rate(who, "1-2", "time")
        rate(7, "4")
        assert page(7).find_class("dataide-pulse__result") == []
        assert len(page(10).find_class("dataide-pulse__result")) == 1

    def test_the_number_of_people_between_two_releases_is_nowhere(self):
        pages = []
        for who in range(10, 19):
            rate(who, "2")
            pages.append(re.sub(r"[0-9a-f]{10}", "", platform(10).block(olx()).render("student_view").content))
        with translation.override("en"):
            assert len({re.sub(r"\d+ h \d+", "", text) for text in pages[4:]}) == 1

    def test_a_changed_mind_is_kept_until_the_pulse_closes_and_not_after(self):
        def tap(choice: str, moment: datetime):
            block = platform(dataide_clock=Clock(moment)).block(olx(closes=CLOSES))
            return call(block, "rate", {"question": "useful", "choice": choice})

        assert tap("4", END - DAY).status_code == 200
        assert tap("5", END - timedelta(seconds=1)).status_code == 200
        refused = tap("1", END)
        assert refused.status_code == 400 and PulseRating.objects.get().choice == "5"
        closed = platform(dataide_clock=Clock(END)).block(olx(closes=CLOSES)).render("student_view").content
        tree = html.fromstring(closed)
        assert pressed(tree) == ["5"] and not [b for b in tree.iter("button") if b.get("disabled") is None]

    def test_the_end_is_said_in_words_in_the_language_and_time_of_the_learner(self):
        block = platform(dataide_clock=Clock(END - DAY)).block(olx(closes=CLOSES))
        assert "lundi 25\u00a0janvier" in block.render("student_view").content
        with translation.override("en"):
            assert "Monday, January\u00a025 at 8:00\u00a0a.m." in block.render("student_view").content

    def test_help_follows_the_answer_that_calls_for_it(self):
        told = rate(7, "could-not", "time").json["html"]
        assert "dix minutes" in told and "dix minutes" not in rate(7, "1-2", "time").json["html"]

    def test_the_authors_words_say_their_language_when_the_reader_has_another(self):
        assert {e.get("lang") for e in page(7).iter() if e.get("lang")} == {"fr"}
        with translation.override("en"):
            tree = page(7)
        assert tree.find_class("dataide")[0].get("lang") == "en"
        assert {e.get("lang") for e in tree.find_class("dataide__question")[:3]} == {"fr"}

    def test_both_languages_of_a_course_share_rows(self):
        rate(7, "4")
        block = platform(7).block(olx(PULSE["en"]))
        assert pressed(html.fromstring(block.render("student_view").content)) == ["4"]

    def test_the_marker_and_the_events_say_which_questions_never_which_answers(self):
        place = platform()
        block = place.block(olx())
        for question, choice in (("useful", "5"), ("useful", "1"), ("time", "over-3"), ("w01", "partly")):
            call(block, "rate", {"question": question, "choice": choice})
        assert block.answered == ["useful", "time", "w01"]
        told = [data["question"] for event, data in place.published if event == "dataide.pulse.answered"]
        assert told == ["useful", "time", "w01"]
        assert place.published[-1] == ("completion", {"completion": 1.0})
        assert "over-3" not in str(place.published) and "partly" not in str(place.published)

    def test_a_visitor_without_an_account_sees_the_questions_and_can_answer_none(self):
        tree = html.fromstring(Platform("anonymous").block(olx(), user_id=None).render("student_view").content)
        assert len(tree.find_class("dataide-pulse__question")) == 3 and tree.find_class("dataide__note")
        assert all(button.get("disabled") is not None for button in tree.iter("button"))

    def test_a_broken_exercise_is_told_kindly_and_keeps_nothing(self):
        block = platform().block(olx("week = 99"))
        assert html.fromstring(block.render("student_view").content).find_class("dataide__note")
        assert call(block, "rate", {"question": "useful", "choice": "4"}).status_code == 400


class TestComment:
    def say(self, text="Moins long", signature="none", who=7, **more):
        return call(platform(who).block(olx()), "comment", {"text": text, "signature": signature, **more})

    def test_a_comment_without_a_name_gives_its_key_to_this_browser_only(self):
        told = self.say().json
        key = told["keep"]["key"]
        assert key not in told["html"] and PulseComment.objects.get().learner is None
        assert "Moins long" not in page(7).text_content()
        assert call(platform(7).block(olx()), "withdraw", {"key": "x"}).json["drop"] == ["key"]
        assert PulseComment.objects.count() == 1
        call(platform(7).block(olx()), "withdraw", {"key": key})
        assert not PulseComment.objects.exists()

    def test_a_signed_comment_is_found_again_changed_and_removed(self):
        self.say("un", "name")
        assert page(7).find(".//textarea").text.strip() == "un"
        assert page(8).find(".//textarea").text is None
        assert "keep" not in self.say("deux", "name").json
        call(platform(7).block(olx()), "withdraw", {})
        assert not PulseComment.objects.exists()

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"text": "a"}, "signature"),
            ({"text": "a", "signature": "region"}, "region"),
            ({"text": "a", "signature": "region", "region": "Laval"}, "region"),
            ({"text": "é" * 281, "signature": "none"}, "text"),
            ({"text": ["a"], "signature": "none"}, "text"),
            ({"text": "a", "signature": "none", "learner": "8"}, ""),
        ],
    )
    def test_a_bad_comment_is_refused_and_nothing_is_kept(self, data, field):
        response = call(platform().block(olx()), "comment", data)
        assert (response.status_code, response.json["field"]) == (400, field) and not PulseComment.objects.exists()

    def test_one_person_cannot_flood_the_team(self):
        told = [self.say(str(n)).status_code for n in range(MOST_UNSIGNED + 1)]
        assert told == [200] * MOST_UNSIGNED + [400]
        assert self.say("other", who=8).status_code == 200 and self.say("signed", "name").status_code == 200

    def test_no_event_tells_that_a_comment_was_sent(self):
        """In a small group, "who sent one at 14:32" beside one comment would name its author."""
        place = platform()
        call(place.block(olx()), "comment", {"text": "a", "signature": "none"})
        assert place.published == []

    def test_markup_is_only_text(self):
        evil = '<img src=x onerror=alert(1)>{{ 7|add:"1" }}</textarea><script>x</script>'
        told = self.say(evil, "name").json["html"]
        shown = call(platform(8, staff=True).block(olx()), "team", {}).json["html"]
        block = platform(7).block(olx())
        for text in (told, shown, block.draw("pulse.html", block.context())):
            assert "<img" not in text and "<script" not in text and "{{ 7" in text
