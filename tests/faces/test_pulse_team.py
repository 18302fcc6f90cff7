"""The pulse block as the team, authors and the platform meet it, and what it costs."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import html

from dataide_xblocks.block import TEMPLATES
from dataide_xblocks.domain.examples import PULSE
from dataide_xblocks.models import PulseComment, PulseRating, PulseReply

from ..conformance.platform import Platform
from .pulse import CLOSES, call, olx, page, platform, rate

pytestmark = pytest.mark.django_db

PUBLIC = TEMPLATES.parents[1] / "assets" / "public"


def writes(queries) -> list[str]:
    return [q["sql"] for q in queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", q["sql"])]


class TestTeam:
    def team(self, data=None):
        return html.fromstring(call(platform(8, staff=True).block(olx()), "team", data or {}).json["html"])

    def test_the_teams_part_is_not_on_a_learners_page(self):
        assert "data-opening" not in html.tostring(page(7)).decode()
        assert "data-opening" in html.tostring(page(8, staff=True)).decode()

    def test_results_are_released_numbers_with_a_table(self):
        for who in range(10, 17):
            rate(who, "2")
        cells = [cell.text for cell in self.team().findall(".//figure//tbody//td")]
        assert cells == ["0", "5", "0", "0", "0", "5"]
        assert self.team().find(".//figure//svg").get("aria-label")

    def test_comments_are_filtered_and_signed_as_chosen(self, django_user_model):
        user = django_user_model.objects.create(username="josee", first_name="Josée", last_name="Therrien")
        for who, text, signature, region in (
            (user.pk, "un", "name", ""),
            (7, "deux", "region", "08"),
            (7, "trois", "none", ""),
        ):
            call(platform(who).block(olx()), "comment", {"text": text, "signature": signature, "region": region})
        told = [" ".join(item.text_content().split()) for item in self.team().findall(".//ol/li")]
        signed = [("Josée Therrien", "un"), ("Abitibi-Témiscamingue", "deux"), ("sans nom", "trois")]
        assert sorted(told) == sorted(f"semaine 1 · {who} {text}" for who, text in signed)
        assert [i.text_content().split()[-1] for i in self.team({"region": "08", "week": "1"}).findall(".//ol/li")] == [
            "deux"
        ]
        assert self.team({"week": "2"}).find_class("dataide__empty")

    def test_ten_thousand_comments_are_all_reached_by_pages(self):
        cohort = platform().block(olx()).cohort
        rows = [PulseComment(cohort=cohort, slot="w01", week=1, text=str(n), signature="none") for n in range(10_000)]
        PulseComment.objects.bulk_create(rows, batch_size=500)
        first, last = self.team(), self.team({"page": "200"})
        assert len(first.findall(".//ol/li")) == 50 == len(last.findall(".//ol/li"))
        assert "201" not in [b.get("value") for b in last.iter("button")] and "2" in [
            b.get("value") for b in first.iter("button")
        ]

    def test_a_reply_is_read_by_learners_the_same_day_in_their_language(self):
        told = call(platform(8, staff=True).block(olx()), "reply", {"fr": "Moins long <b>", "en": "Shorter"})
        assert told.status_code == 200
        assert "Moins long <b>" in page(7).find_class("dataide-pulse__reply")[0].text_content()
        with translation.override("en"):
            assert "Shorter" in page(7).find_class("dataide-pulse__reply")[0].text_content()
        assert call(platform(8, staff=True).block(olx()), "reply", {"fr": "é" * 401}).status_code == 400
        assert PulseReply.objects.count() == 2

    def test_files_hold_what_the_page_shows_and_no_more(self):
        from openpyxl import load_workbook

        for who in range(10, 15):
            rate(who, "2")
        call(platform(7).block(olx()), "comment", {"text": "=1+1;é", "signature": "none"})
        csv = base64.b64decode(self.file("csv")["base64"])
        assert csv.startswith(b"\xef\xbb\xbf") and csv.decode("utf-8-sig").splitlines()[1].startswith("1;")
        assert csv.decode("utf-8-sig").splitlines()[1].endswith(';;;"\'=1+1;é"')
        book = load_workbook(io.BytesIO(base64.b64decode(self.file("xlsx")["base64"])))
        assert [cell.value for cell in book.worksheets[0][2]][-1] == "=1+1;é" and book.worksheets[0][
            "E2"
        ].data_type == "s"
        assert [row[3].value for row in book.worksheets[1].iter_rows(min_row=2)] == [0, 5, 0, 0, 0]
        assert call(platform(8, staff=True).block(olx()), "download", {"format": "pdf"}).status_code == 400

    def file(self, form: str) -> dict[str, str]:
        return call(platform(8, staff=True).block(olx()), "download", {"format": form}).json["file"]


class TestAuthor:
    def edit(self, **changed):
        block = Platform("studio edit").block(olx())
        data = {"display_name": "Titre", "closes": "2027-01-25T08:00", "exercise": PULSE["fr"], **changed}
        return block, call(block, "edit", data)

    def test_what_the_editor_sends_is_kept_in_utc(self):
        block, told = self.edit()
        assert told.json == {"done": True} and (block.display_name, block.closes) == ("Titre", CLOSES)
        editor = html.fromstring(block.render("studio_view").content)
        assert editor.find(".//input[@name='closes']").get("value") == "2027-01-25T08:00"
        assert editor.find(".//textarea").text.strip() == PULSE["fr"].strip()

    @pytest.mark.parametrize(
        ("changed", "field", "words"),
        [
            ({"exercise": PULSE["fr"].replace('"choice"', '"stars"', 1)}, "exercise", "question.2.kind"),
            ({"exercise": "week = "}, "exercise", "1"),
            ({"closes": "lundi"}, "closes", ""),
            ({"display_name": "é" * 121}, "display_name", ""),
        ],
    )
    def test_a_mistake_is_told_with_its_line_and_changes_nothing(self, changed, field, words):
        block, told = self.edit(**changed)
        assert told.status_code == 400 and told.json["field"] == field and words in told.json["error"]
        assert block.exercise.strip() == PULSE["fr"].strip() and block.closes == ""

    def test_an_author_of_another_course_is_refused(self):
        from ..conformance.platform import learner

        rights = SimpleNamespace(can_write=lambda course_key: False)
        services = {"user": learner(8), "studio_user_permissions": rights}
        block = Platform("studio edit", services).block(olx())
        assert call(block, "edit", {"exercise": PULSE["fr"]}).status_code == 400

    def test_a_new_pulse_proposes_questions_in_the_authors_language(self):
        block = Platform("studio edit").block('<dataide_pulse slot="a"/>')
        assert "utile pour mon organisme" in block.render("studio_view").content
        with translation.override("en"):
            assert "useful to my organization" in block.render("studio_view").content
        assert html.fromstring(block.render("author_view").content).find_class("dataide__note")

    def test_studio_shows_the_exercise_disabled_and_what_to_correct(self):
        tree = html.fromstring(Platform("studio preview").block(olx()).render("author_view").content)
        assert all(button.get("disabled") is not None for button in tree.iter("button"))
        broken = Platform("studio preview").block(olx("week = 99", closes="lundi")).render("author_view").content
        assert len(html.fromstring(broken).find_class("dataide__note")) == 2

    def test_a_pulse_added_by_hand_has_a_slot_of_its_own(self):
        first, second = (Platform().block(olx(slot=slot)) for slot in ("", "Semaine 1"))
        assert re.fullmatch(r"[0-9a-f]{32}", first.place) and re.fullmatch(r"[0-9a-f]{32}", second.place)
        assert Platform().block(olx(slot="w01-pulse")).place == "w01-pulse"


class TestPlatform:
    def test_a_fresh_start_is_given_to_the_learner_of_an_anonymous_id(self, monkeypatch):
        rate(7), rate(8)
        names = ("common", "common.djangoapps", "common.djangoapps.student", "common.djangoapps.student.models")
        for name in names:
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        sys.modules[names[-1]].user_by_anonymous_id = {"a" * 32: SimpleNamespace(pk=7)}.get
        block = Platform().block(olx(), user_id=None)
        block.clear_student_state("a" * 32, "course", "item", "b" * 32)
        block.clear_student_state("unknown", "course", "item", "b" * 32)
        assert list(PulseRating.objects.values_list("learner", flat=True)) == ["8"]

    def test_the_report_says_how_many_questions_never_which_answers(self):
        states = [
            SimpleNamespace(username="a", state={"answered": ["useful"]}),
            SimpleNamespace(username="b", state={}),
        ]
        block = Platform().block(olx(), user_id=None)
        assert list(block.generate_report_data(iter(states))) == [
            ("a", {"Questions answered": 1}),
            ("b", {"Questions answered": 0}),
        ]
        assert len(list(block.generate_report_data(iter(states), 1))) == 1

    def test_the_mobile_application_and_the_search_are_given_the_questions(self):
        block = Platform().block(olx(), user_id=None)
        assert [q["id"] for q in block.student_view_data()["questions"]] == ["useful", "time", "w01"]
        assert "portrait" in block.index_dictionary()["content"]["questions"]
        assert Platform().block(olx("")).student_view_data()["questions"] == []


class TestCost:
    """performance.md: counts and bytes, which do not drift."""

    def test_a_page_of_somebody_who_answered_costs_four_queries_and_writes_nothing(self):
        for who in range(7, 13):
            for question, choice in (("useful", "4"), ("time", "1-2"), ("w01", "yes")):
                rate(who, choice, question)
        call(platform().block(olx()), "comment", {"text": "a", "signature": "name"})
        call(platform(8, staff=True).block(olx()), "reply", {"fr": "b"})
        block = platform().block(olx())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            block.render("student_view")
        assert len(queries) <= 4 and not writes(queries)

    @pytest.mark.parametrize("before", [0, 4, 30])
    def test_a_tap_costs_six_queries_of_ours_and_touches_the_marker_once(self, before):
        """The platform's own marker costs four (performance.md, storing floor), which makes ten."""
        for who in range(100, 100 + before):
            rate(who, "2")
        block, touched = platform().block(olx()), []
        for choice in ("4", "5"):
            with CaptureQueriesContext(connection) as queries:
                assert call(block, "rate", {"question": "useful", "choice": choice}).status_code == 200
            ours = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]  # the test stands in a transaction itself
            first_of_all = before == 0 and choice == "4"  # who answers first of the cohort makes the result's row
            assert len(ours) <= 6 + 2 * first_of_all, ours
            touched.append(block.answered)
        assert touched[0] is touched[1]

    def test_a_first_visit_is_small_and_asks_for_two_files(self):
        fragment = platform(8, staff=True).block(olx(), user_id=8).render("student_view")
        files = [PUBLIC / Path(resource.data).name for resource in fragment.resources]
        sizes = [
            len(gzip.compress(content)) for content in (fragment.content.encode(), *(f.read_bytes() for f in files))
        ]
        assert len(files) == 2 and sum(sizes) <= 16_000, sizes
        assert len(gzip.compress(json.dumps(rate(7).json).encode())) <= 2_000
