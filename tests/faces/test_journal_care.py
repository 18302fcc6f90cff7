"""The journal cared for: reports and decisions, texts that wait, the team's corner, which shows no text of anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from dataide_xblocks.models import JournalCircle, JournalEntry, JournalGuide, JournalReading

from .journal import COHORT, answer, ask, do, page, publish, told, words
from .plan import team

pytestmark = pytest.mark.django_db
JOSEE, REAL, SAMIRA, MARGARET, YANNICK, LOUISE = 7, 8, 9, 11, 12, 13


@pytest.fixture(autouse=True)
def three():
    """Three organisations on a wall, an ambassador of theirs, a member of the team."""
    for who in (JOSEE, REAL, SAMIRA, MARGARET, YANNICK, LOUISE):
        get_user_model().objects.create(pk=who, username=f"u{who}", first_name=f"Prénom{who}")
    team(JOSEE, REAL, title="La Huche commune")
    team(SAMIRA, title="Carrefour Escale")
    team(MARGARET, title="Roues amies")


def accompany() -> None:
    wall = JournalCircle.objects.get(cohort=COHORT)
    JournalGuide.objects.create(circle=wall, learner=str(YANNICK), since=timezone.now())


def wait(days: float) -> None:
    """Every text was published so long ago."""
    JournalEntry.objects.update(published=timezone.now() - timedelta(days=days))


def number_of(text: str) -> str:
    return str(JournalEntry.objects.get(boxes__happened=text).pk)


class TestReports:
    """Hidden at once from all but its author and the moderators; a decision with a reason, told to both."""

    def report(self, who: int = SAMIRA, text: str = "à signaler") -> str:
        publish(JOSEE, text)
        named = f"entry-{number_of(text)}"
        assert text in words(do(who, "circle"))
        assert "signalé" in words(do(who, "report", text=named, reason="personal", note="un mot"))
        return named

    def test_it_is_hidden_at_once_from_others_but_not_from_its_author(self):
        self.report()
        for who in (SAMIRA, MARGARET, REAL):
            assert "à signaler" not in words(do(who, "circle"))
        mine = words(page(JOSEE))
        assert "à signaler" in mine and "Quelqu’un a signalé" in mine and "Prénom9" not in mine and "un mot" not in mine

    def test_a_moderator_reads_it_decides_and_both_are_told(self):
        named = self.report()
        corner = words(do(LOUISE, "team", staff=True))
        assert "renseignement sur une personne" in corner and "un mot" in corner and "à signaler" not in corner
        assert "à signaler" in words(do(LOUISE, "open_case", staff=True, text=named))
        assert "parce qu’il a été signalé" in words(page(JOSEE))
        do(LOUISE, "decide", staff=True, text=named, decision="remove", words="Un prénom reste.")
        for who in (JOSEE, SAMIRA):
            assert "Un prénom reste." in words(page(who))
        report = page(JOSEE).xpath('//form[@data-handler="put_away"]//input/@value')[0]
        assert "Un prénom reste." not in words(do(JOSEE, "put_away", report=report))
        assert "Un prénom reste." in words(page(SAMIRA)), "the reporter puts it away for themselves"
        assert ask(LOUISE, "open_case", {"text": named}, staff=True).status_code == 400, "nothing else is read"

    def test_what_was_taken_down_comes_back_through_a_human(self):
        named = self.report()
        do(LOUISE, "decide", staff=True, text=named, decision="remove", words="Changez le lieu.")
        publish(JOSEE, "changé")
        assert "changé" not in words(do(MARGARET, "circle"))
        do(LOUISE, "decide", staff=True, text=named, decision="keep", words="Merci.")
        assert "changé" in words(do(MARGARET, "circle"))

    def test_an_answer_is_reported_by_the_author_it_was_written_to(self):
        publish(JOSEE, "texte")
        number = answer(SAMIRA, "blessant")
        do(JOSEE, "report", text=f"reply-{number}", reason="hurtful")
        assert "blessant" not in words(page(JOSEE)) and "blessant" in words(page(SAMIRA))

    @pytest.mark.parametrize(("text", "reason"), [("entry-1", ""), ("entry-1", "x"), ("x", "other")])
    def test_what_makes_no_sense_is_refused(self, text, reason):
        assert ask(SAMIRA, "report", {"text": text, "reason": reason}).status_code == 400

    def test_one_cannot_report_what_one_may_not_read(self):
        publish(JOSEE, "pour l’organisme", level=1)
        sent = {"text": f"entry-{number_of('pour l’organisme')}", "reason": "other"}
        assert ask(SAMIRA, "report", sent).status_code == 400

    @pytest.mark.parametrize("handler", ["team", "open_case", "decide", "open_waiting"])
    def test_the_corner_is_the_team_s(self, handler):
        assert ask(SAMIRA, handler, {}).status_code == 403


class TestWaiting:
    """Four days without an answer: the ambassador's list; seven: the team's."""

    def test_an_ambassador_answers_what_waited_four_days(self):
        publish(JOSEE, "qui attend")
        accompany()
        assert "qui attend" not in words(do(YANNICK, "guide"))
        wait(4.1)
        shown = do(YANNICK, "guide")
        assert "qui attend" in words(shown)
        desk = do(YANNICK, "answer_late", entry=number_of("qui attend"))
        reply = desk.xpath('//*[@data-save="reply"]//@data-row')[0]
        typed = {
            "field": "reply",
            "row": reply,
            "cell": "mirror",
            "value": "Je vous lis.",
            "seen": 0,
            "op": "operation-1",
        }
        told(ask(YANNICK, "save_cell", typed))
        told(ask(YANNICK, "send", {"reply": reply, "signed": "name"}))
        assert "Je vous lis." in words(page(JOSEE)) and "ambassadrice" in words(page(JOSEE))
        assert "qui attend" not in words(do(YANNICK, "guide"))

    def test_only_an_ambassador_has_that_list(self):
        publish(JOSEE, "qui attend")
        wait(5)
        assert ask(SAMIRA, "guide").status_code == 400
        assert ask(SAMIRA, "answer_late", {"entry": number_of("qui attend")}).status_code == 400

    def test_the_team_answers_after_seven_days_and_the_author_sees_that_it_was_read(self):
        publish(JOSEE, "qui attend")
        sent = {"entry": number_of("qui attend")}
        wait(6)
        assert ask(LOUISE, "open_waiting", sent, staff=True).status_code == 400
        wait(7.1)
        assert "qui attend" not in words(do(LOUISE, "team", staff=True)), "the corner shows no text"
        assert "qui attend" in words(do(LOUISE, "open_waiting", staff=True, **sent))
        assert JournalReading.objects.count() == 1 and "parce que personne" in words(page(JOSEE))
        assert "qui attend" in words(page(LOUISE, staff=True)), "the draft goes on at the next visit"
        assert JournalReading.objects.count() == 1

    def test_private_texts_are_never_the_team_s(self):
        publish(JOSEE, "pour l’organisme", level=1)
        wait(30)
        assert ask(LOUISE, "open_waiting", {"entry": number_of("pour l’organisme")}, staff=True).status_code == 400
        corner = words(do(LOUISE, "team", staff=True))
        assert "pour l’organisme" not in corner and "Prénom" not in corner
