"""The journal in the LMS: writing, publishing to whom one chooses, answering, reacting, taking it along."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from lxml import html

from dataide_xblocks.domain.journal_example import JOURNAL
from dataide_xblocks.models import JournalEntry, JournalReply

from . import plan
from .journal import answer, ask, do, given, olx, page, publish, told, type_in, words
from .plan import team
from .pulse import call, platform

pytestmark = pytest.mark.django_db
JOSEE, REAL, SAMIRA, TOM, MARGARET = 7, 8, 9, 10, 11


@pytest.fixture
def three():
    """Three organisations; Josée has a colleague."""
    for who, name in ((JOSEE, "Josée"), (REAL, "Réal"), (SAMIRA, "Samira"), (TOM, "Tom"), (MARGARET, "Margaret")):
        get_user_model().objects.create(pk=who, username=f"u{who}", first_name=name)
    team(JOSEE, REAL, title="La Huche commune")
    team(SAMIRA, title="Carrefour Escale")
    team(MARGARET, title="Roues amies")


class TestWriting:
    """A few lines, kept one box at a time, read by nobody until chosen."""

    def test_a_box_is_kept_and_found_again(self, three):
        saved = type_in(JOSEE, "happened", "On a compté 14 endroits.")
        assert saved["saved"] and saved["revision"] == 1
        assert "On a compté 14 endroits." in words(page(JOSEE))
        assert "On a compté" not in words(page(REAL)) and "On a compté" not in words(do(REAL, "circle"))

    def test_two_windows_lose_nothing(self, three):
        type_in(JOSEE, "happened", "Première fenêtre.")
        second = type_in(JOSEE, "happened", "Deuxième fenêtre.", seen=0)
        assert "Première fenêtre." in second["conflict"] and "Deuxième fenêtre." in second["conflict"]
        assert JournalEntry.objects.get().boxes == {"happened": "Première fenêtre."}
        type_in(JOSEE, "happened", "Les deux.", seen=second["revision"])
        assert JournalEntry.objects.get().boxes == {"happened": "Les deux."}

    def test_another_box_changed_meanwhile_is_no_conflict(self, three):
        type_in(JOSEE, "happened", "a")
        assert "conflict" not in type_in(JOSEE, "doing", "b", seen=0)

    def test_what_may_point_to_a_person_is_asked_about_first(self, three):
        asked = type_in(JOSEE, "happened", "Appelez-la au 819 555-0142.")
        assert "819 555-0142" in asked["ask"] and not JournalEntry.objects.exists()
        type_in(JOSEE, "happened", "Appelez-la au 819 555-0142.", sure="yes")
        assert JournalEntry.objects.get().ignored == 1

    def test_two_warnings_passed_over_wait_for_a_human(self, three):
        for n, box in enumerate(("happened", "doing")):
            type_in(JOSEE, box, f"Appelez-la au 819 555-014{n}.", sure="yes")
        publish_it = ask(JOSEE, "publish", {"level": "2", "signed": "name", "sure": "yes"})
        assert "le lit" in words_of(publish_it) and JournalEntry.objects.get().state == "held"
        assert "819" not in words(do(SAMIRA, "circle"))

    def test_the_question_may_be_passed_and_opened_again(self, three):
        assert "Vous avez passé cette question" in words(do(JOSEE, "pass_question", passed="yes"))
        assert "1 sur 3" in words(page(JOSEE))
        assert "0 sur 3" in words(do(JOSEE, "pass_question"))

    def test_thirty_thousand_characters_are_refused_with_words(self, three):
        data = {"field": "entry", "row": "", "cell": "happened", "value": "é" * 30_000, "seen": 0, "op": "operation-1"}
        refused = ask(JOSEE, "save_cell", json.dumps(data, ensure_ascii=False).encode())  # as a browser does
        assert refused.status_code == 400 and "2000" in refused.json["error"]

    def test_html_is_text(self, three):
        publish(JOSEE, "<script>alert(1)</script> 🙂")
        shown = do(SAMIRA, "circle")
        assert not shown.xpath("//script") and "<script>alert(1)</script> 🙂" in words(shown)


def words_of(response) -> str:
    return words(html.fromstring(told(response)["html"]))


class TestPublishing:
    """The level is chosen in words; more people are asked about again; fewer is at once."""

    def test_nothing_is_chosen_beforehand(self, three):
        type_in(JOSEE, "happened", "a")
        assert not page(JOSEE).xpath('//form[@data-handler="publish"]//input[@type="radio" and @checked]')
        assert ask(JOSEE, "publish", {"signed": "name"}).json["field"] == "level"
        assert ask(JOSEE, "publish", {"level": "2"}).json["field"] == "signed"

    def test_the_number_of_readers_is_said_and_asked_again(self, three):
        type_in(JOSEE, "happened", "a")
        type_in(SAMIRA, "happened", "b")
        told(ask(SAMIRA, "publish", {"level": "2", "signed": "name", "sure": "yes"}))
        asked = words_of(ask(JOSEE, "publish", {"level": "2", "signed": "name"}))
        assert "mur" in asked and "3 personnes" in asked and "Oui, publier" in asked
        assert JournalEntry.objects.get(learner=str(JOSEE)).level == 0
        assert "C’est publié" in words_of(ask(JOSEE, "publish", {"level": "2", "signed": "name", "sure": "yes"}))

    def test_lowering_takes_effect_at_the_next_request(self, three):
        publish(JOSEE, "pour le cercle")
        assert "pour le cercle" in words(do(SAMIRA, "circle")) and "pour le cercle" in words(do(REAL, "circle"))
        told(ask(JOSEE, "publish", {"level": "1", "signed": "name"}))
        assert "pour le cercle" not in words(do(SAMIRA, "circle")) and "pour le cercle" in words(do(REAL, "circle"))
        told(ask(JOSEE, "publish", {"level": "0"}))
        assert "pour le cercle" not in words(do(REAL, "circle")) and "pour le cercle" in words(page(JOSEE))

    def test_without_a_name_no_name_and_another_label(self, three):
        publish(JOSEE, "sans nom", signed="none")
        shown = words(do(SAMIRA, "circle"))
        assert "Une personne, sans nom" in shown and "Josée" not in shown and "La Huche" not in shown
        entry = JournalEntry.objects.get()
        assert entry.learner == "" and entry.organisation is None
        assert "sans nom" in words(page(JOSEE))
        given(REAL)
        assert JournalReply.objects.get().entry is None, "a colleague is given the cast, not it"

    def test_an_empty_text_is_not_published(self, three):
        assert "case" in ask(JOSEE, "publish", {"level": "2", "signed": "name", "sure": "yes"}).json["error"]

    def test_alone_there_is_no_organisation_to_show_it_to(self, three):
        type_in(TOM, "happened", "a")
        assert ask(TOM, "publish", {"level": "1", "signed": "name", "sure": "yes"}).json["field"] == "level"

    def test_erased_it_is_gone_for_everybody(self, three):
        publish(JOSEE, "à effacer")
        answer(SAMIRA, "ma réponse")
        assert "effacé" in words(do(JOSEE, "delete"))
        assert not JournalEntry.objects.exists() and "à effacer" not in words(do(SAMIRA, "circle"))
        assert "ma réponse" in words(page(SAMIRA))


class TestAnswering:
    """Two answers a week; nobody is told to wait."""

    def test_one_is_given_the_text_of_another_organisation(self, three):
        publish(JOSEE, "texte de Josée")
        shown = do(SAMIRA, "next_entry")
        assert "texte de Josée" in words(shown) and "Josée, La Huche commune" in words(shown)

    def test_asked_twice_it_is_the_same_text(self, three):
        publish(JOSEE, "texte de Josée")
        publish(MARGARET, "texte de Margaret")
        assert given(SAMIRA) == given(SAMIRA) and JournalReply.objects.count() == 1

    @pytest.mark.parametrize("active", [[], [JOSEE], [JOSEE, MARGARET]])
    def test_with_few_texts_the_cast_stands_in(self, three, active):
        for who in active:
            publish(who, f"texte {who}")
        for _ in range(2):
            answer(SAMIRA, "je comprends")
        assert "3 sur 3" in words(do(SAMIRA, "pass_question", passed="yes"))
        assert JournalReply.objects.filter(entry=None).count() == 2 - len(active)

    @pytest.mark.parametrize("active", [1, 2, 3, 4])
    def test_on_a_wall_of_few_nobody_is_told_to_wait(self, three, active):
        """Each of one to four organisations publishes, asks twice, and is done."""
        team(TOM, title="Le Perron")
        people = (JOSEE, SAMIRA, MARGARET, TOM)[:active]
        for who in people:
            publish(who, f"texte {who}")
        for who in people * 2:
            answer(who, "je comprends")
        assert all("3 sur 3" in words(page(who)) for who in people)
        answered_by_people = JournalReply.objects.exclude(entry=None).count()
        assert answered_by_people == min(2, active - 1) * active, "the cast stands in only where nobody is left"

    def test_after_everything_one_is_thanked_and_not_told_to_wait(self, three):
        for _ in range(2):
            answer(SAMIRA, "je comprends")
        assert "Merci" in words(do(SAMIRA, "next_entry"))

    def test_the_author_reads_thanks_and_closes_the_loop(self, three):
        publish(JOSEE, "texte")
        number = answer(SAMIRA, "Ce que je comprends")
        shown = page(JOSEE)
        assert "Ce que je comprends" in words(shown) and "Samira, Carrefour Escale" in words(shown)
        assert shown.xpath('//textarea[@data-cell="later"]')
        assert "Vous avez dit merci" in words(do(JOSEE, "react", reply=str(number), act="thank"))
        do(JOSEE, "react", reply=str(number), act="helps")
        assert JournalReply.objects.get().thanked and JournalReply.objects.get().helps
        assert ask(REAL, "react", {"reply": str(number), "act": "thank"}).status_code == 400

    def test_an_answer_without_a_name_says_none(self, three):
        publish(JOSEE, "texte")
        answer(SAMIRA, "anonyme", signed="none")
        assert "Samira" not in words(page(JOSEE)) and JournalReply.objects.get().learner == ""

    def test_an_answer_is_taken_back_and_sent_again(self, three):
        publish(JOSEE, "texte")
        number = answer(SAMIRA, "trop vite")
        do(SAMIRA, "take_back", reply=str(number))
        assert "trop vite" not in words(page(JOSEE)) and "trop vite" in words(page(SAMIRA))
        type_in(SAMIRA, "mirror", "mieux", seen=1, reply=number)
        told(ask(SAMIRA, "send", {"reply": str(number), "signed": "name"}))
        assert "mieux" in words(page(JOSEE))

    def test_an_answer_of_somebody_else_is_not_mine_to_send(self, three):
        publish(JOSEE, "texte")
        number = given(SAMIRA)
        assert ask(MARGARET, "send", {"reply": str(number), "signed": "name"}).status_code == 400
        data = {"field": "reply", "row": str(number), "cell": "mirror", "value": "x", "seen": 0, "op": "operation-9"}
        assert ask(MARGARET, "save_cell", data).status_code == 400

    def test_what_was_answered_last_week_comes_before_writing(self, three):
        publish(JOSEE, "semaine un")
        answer(SAMIRA, "réponse de la semaine un")
        second = {"slot": "w02-journal", "exercise": ""}
        second["exercise"] = JOURNAL["fr"].replace("week = 1", "week = 2")
        assert "réponse de la semaine un" in words(page(JOSEE, **second))
        assert "réponse de la semaine un" not in words(page(MARGARET, **second))


class TestProgress:
    """The week is done with one's own text, or the question passed, and two answers: private or not."""

    def test_a_private_week_earns_the_same_and_no_event_holds_a_word(self, three):
        here = platform(SAMIRA)
        block = here.block(olx(), user_id=SAMIRA)
        first = {"field": "entry", "row": "", "cell": "happened", "value": "pour moi", "seen": 0, "op": "operation-1"}
        call(block, "save_cell", first)
        for n in range(2):
            drawn = html.fromstring(told(call(block, "next_entry", {}))["html"])
            number = drawn.xpath('//*[@data-save="reply"]//@data-row')[0]
            typed = {
                **first,
                "field": "reply",
                "row": number,
                "cell": "mirror",
                "value": "je comprends",
                "op": f"operation-2{n}",
            }
            call(block, "save_cell", typed)
            call(block, "send", {"reply": number, "signed": "name"})
        assert "3 sur 3" in words(page(SAMIRA))
        done = [event["completion"] for name, event in here.published if name == "completion"]
        assert done == [0.33, 0.67, 1.0] and "pour moi" not in repr(here.published)


class TestPlan:
    """A sentence goes into the plan with its source."""

    def test_without_a_plan_it_says_what_to_do(self, three):
        assert "ne contient encore rien" in words(do(JOSEE, "plan_fields"))

    def test_a_sentence_is_added_below_what_stands_there(self, three):
        plan.told(plan.save(JOSEE, "vis.change", "Moins de papier."))
        shown = do(JOSEE, "plan_fields")
        assert "vis.change" in shown.xpath("//option/@value")
        sent = {"field": "vis.change", "passage": "Relire le cahier ensemble.", "op": "operation-77"}
        for _ in range(2):
            assert "C’est dans votre plan" in words_of(ask(JOSEE, "to_plan", sent))
        text = plan.page(REAL).xpath('//textarea[contains(@id, "vis-change")]')
        stands = [t.text for t in text if "Relire" in (t.text or "")]
        assert stands == ["Moins de papier.\nRelire le cahier ensemble. (Journal, semaine 1)"]
