"""The organisation: founded, joined and left; seen by its members as far as the minimum display rules allow."""

from __future__ import annotations

import re

import pytest
from lxml import html

from dataide_xblocks.models import MaturityAnswer, MaturityDecision, MaturityPassage, Member, Organisation

from .maturity import MODEL, answer, answer_all, ask, page, see_portrait, team
from .test_maturity import text

pytestmark = pytest.mark.django_db

SAFE = {"SECU-1": 5, "SECU-3": 5, "SECU-4": 5}


def disagreeing(*people: int) -> str:
    """A team of which the first answers low where the last answers high; returns its code."""
    code = team(*people)
    answer_all(people[0], {**SAFE, "SECU-2": 1, "MISS-1": 1})
    for other in people[1:-1]:
        answer_all(other, SAFE)
    answer_all(people[-1], {**SAFE, "SECU-2": 5, "MISS-1": 4})
    return code


def test_somebody_alone_has_a_portrait_that_later_joins_a_team_with_nothing_lost():
    answer_all(7)
    assert Organisation.objects.get().personal
    see_portrait(7)
    code = team(8)
    assert ask(7, "join", {"code": code.lower().replace("-", " ")}).status_code == 200
    passage = MaturityPassage.objects.get(learner="7")
    assert not passage.organisation.personal and passage.answers.count() == len(MODEL.items)
    answer_all(8)
    assert "Le portrait" in text(see_portrait(7).json["html"])


def test_members_see_who_is_there_and_a_departed_ones_answers_stay():
    code = disagreeing(7, 8, 9)
    before = text(see_portrait(8).json["html"])
    assert "3 membres" in before and code in before
    assert ask(9, "leave", {}).status_code == 200
    after = text(see_portrait(8).json["html"])
    assert "2 membres" in after and "1 ex-membre" in after
    assert "Le portrait des réponses de 3 personnes" in after
    assert ask(9, "join", {"code": code}).status_code == 200
    assert Member.objects.filter(learner="9", here=True).count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"code": "AAAA-AAAA"}, "Aucun organisme"),
        ({"code": "1"}, "huit lettres"),
        ({"code": ["AAAA-AAAA"]}, ""),
        ({"code": "AAAA-AAAA", "organisation": 1}, ""),
    ],
)
def test_a_forged_organisation_is_refused(data, said):
    response = ask(7, "join", data)
    assert response.status_code == 400 and said in response.json["error"]
    assert not Organisation.objects.filter(personal=False).exists()


def test_codes_cannot_be_guessed_all_day():
    team(8)
    answers = [ask(7, "join", {"code": "AAAA-AAAA"}).json["error"] for _try in range(11)]
    assert "Trop de codes" in answers[-1] and "Trop de codes" not in answers[-2]


def test_two_who_have_not_agreed_to_compare_each_see_their_own_only():
    team(7, 8)
    answer_all(7, 1)
    answer_all(8, 5)
    for who, level in ((7, "1, "), (8, "5, ")):
        shown = html.fromstring(see_portrait(who).json["html"])
        levels = {text(cell)[:3] for cell in shown.findall(".//figure/table/tbody/tr/td")}
        assert levels == {level} and "vos propres réponses" in text(shown)
        assert ask(who, "talk", {}).json["html"].count("●") == 0
    assert ask(7, "part", {"role": "", "compare": "yes"}).status_code == 200
    assert "vos propres réponses" in text(see_portrait(8).json["html"]), "one yes is not two"
    ask(8, "part", {"role": "", "compare": "yes"})
    assert "réponses de 2 personnes" in text(see_portrait(8).json["html"])
    assert ask(8, "talk", {}).json["html"].count("●") > 0


def test_a_colleague_who_has_not_finished_does_not_count_yet():
    team(7, 8, 9)
    answer_all(7)
    answer_all(8)
    answer(9, "MISS-1", 1)
    assert "vos propres réponses" in text(see_portrait(7).json["html"])


def test_side_by_side_there_is_no_name_and_no_role():
    disagreeing(7, 8, 9)
    roles = [role.id for role in MODEL.roles]
    for who, role in zip((7, 8, 9), roles, strict=False):
        ask(who, "part", {"role": role, "compare": "yes"})
    shown = ask(7, "talk", {}).json["html"]
    for secret in ("personne7", "personne8", *(role.name for role in MODEL.roles)):
        assert secret not in shown
    portrait = see_portrait(7).json["html"]
    roles_shown = html.fromstring(portrait).xpath("//table/caption")
    assert not [c for c in roles_shown if text(c) in {role.name for role in MODEL.roles}]


def test_a_role_of_three_is_shown_when_nobody_is_left_over_alone():
    people = (7, 8, 9)
    disagreeing(*people)
    for who in people:
        ask(who, "part", {"role": MODEL.roles[0].id, "compare": "yes"})
    captions = [text(c) for c in html.fromstring(see_portrait(7).json["html"]).iter("caption")]
    assert MODEL.roles[0].name in captions


def test_a_disagreement_is_told_and_an_agreed_answer_counts_with_its_reason():
    disagreeing(7, 8, 9)
    talk = html.fromstring(ask(7, "talk", {}).json["html"])
    asked = [e.get("value") for e in talk.xpath("//form[@data-handler='agree']/input[@name='item']")]
    assert asked == ["MISS-1", "SECU-2"]
    bare = {"item": "SECU-2", "version": "1", "choice": "1", "seen": "0"}
    assert ask(7, "agree", {**bare, "reason": "  "}).status_code == 400
    kept = ask(7, "agree", {**bare, "reason": "On a vérifié <i>ensemble</i>."})
    assert kept.status_code == 200 and "Convenu en équipe" in text(kept.json["html"])
    portrait = text(see_portrait(8).json["html"])
    assert "On a vérifié <i>ensemble</i>." in portrait
    assert " ".join(MODEL.item("SECU-2").floor.split()) in portrait, "the agreed answer is the one the rules read"


def test_two_colleagues_who_decide_at_once_lose_nothing():
    disagreeing(7, 8, 9)
    bare = {"item": "SECU-2", "version": "1", "seen": "0"}
    assert ask(7, "agree", {**bare, "choice": "2", "reason": "La première"}).status_code == 200
    second = ask(8, "agree", {**bare, "choice": "4", "reason": "La seconde"})
    assert second.status_code == 400 and second.json["field"] == "reason"
    assert "La première" in second.json["error"] and MODEL.item("SECU-2").statements[1] in second.json["error"]
    seen = str(MaturityDecision.objects.get().pk)
    assert ask(8, "agree", {**bare, "seen": seen, "choice": "4", "reason": "La seconde"}).status_code == 200
    assert MaturityDecision.objects.count() == 2, "no decision is erased"
    seen = str(MaturityDecision.objects.latest("id").pk)
    assert ask(8, "agree", {**bare, "seen": seen, "choice": "", "reason": ""}).status_code == 200
    assert "La seconde" not in see_portrait(7).json["html"]


def test_nobody_agrees_alone_or_from_another_organisation():
    answer_all(7)
    data = {"item": "SECU-2", "version": "1", "choice": "2", "reason": "x", "seen": "0"}
    assert ask(7, "agree", data).status_code == 400
    disagreeing(8, 9, 10)
    assert ask(7, "agree", data).status_code == 400 and not MaturityDecision.objects.exists()


def test_the_organisation_chooses_its_type_with_one_sentence():
    disagreeing(7, 8, 9)
    shown = text(see_portrait(7).json["html"])
    assert any(kind.name in shown for kind in MODEL.kinds) and "C’est vous qui" in shown
    assert ask(7, "choose", {"kind": "A", "reason": "", "seen": "0"}).status_code == 400
    assert ask(7, "choose", {"kind": "Z", "reason": "x", "seen": "0"}).status_code == 400
    assert ask(7, "choose", {"kind": "A", "reason": "Nous manquons de temps.", "seen": "0"}).status_code == 200
    assert f"Vous avez choisi «\u00a0{MODEL.kind('A').name}\u00a0»" in see_portrait(8).json["html"].replace(
        "&nbsp;", "\u00a0"
    )
    decision = MaturityDecision.objects.get()
    assert decision.proposed and decision.reason == "Nous manquons de temps."


def test_both_passages_stand_on_one_page_and_the_first_stays_as_it_was():
    disagreeing(7, 8, 9)
    before = see_portrait(7).json["html"]
    rows = list(MaturityAnswer.objects.order_by("id").values())
    for who in (7, 8, 9):
        answer_all(who, {"PERS-1": 5, "PERS-2": 5, "PERS-3": 5, "COLL-1": 1, "COLL-2": 1}, wave="endline", slot="w12")
    shown = html.fromstring(see_portrait(7, wave="endline", slot="w12").json["html"])
    said = text(shown)
    assert "De la semaine 1 à maintenant" in said and "Descendre peut être apprendre." in said
    assert len(shown.findall(".//svg")) == 1 and "trait pointillé" in said
    assert "un changement net" in said and "ont bougé" in said
    assert not re.search(r"(?<![A-Z0-9])[+-]\d", said)
    assert list(MaturityAnswer.objects.order_by("id").values())[: len(rows)] == rows
    assert see_portrait(7).json["html"] == before


def test_comparison_is_off_until_opened_and_only_with_ten():
    disagreeing(7, 8, 9)
    assert "Ouvrir la comparaison" in text(see_portrait(7).json["html"])
    assert ask(7, "compare", {"opened": "yes"}).status_code == 200
    shown = text(see_portrait(8).json["html"])
    assert "Pas encore assez d’organismes semblables" in shown and "Arrêter de comparer" in shown


def test_each_change_of_the_comparison_is_a_consent_of_whoever_chose():
    from dataide_xblocks.models import Consent

    disagreeing(7, 8, 9)
    for who, opened in ((7, "yes"), (8, "yes"), (8, "no")):
        assert ask(who, "compare", {"opened": opened}).status_code == 200
    assert ask(7, "compare", {"opened": "maybe"}).status_code == 400
    rows = Consent.objects.order_by("pk").values_list("learner", "purpose", "given")
    assert list(rows) == [("7", "comparison", True), ("8", "comparison", False)]


def test_the_team_of_the_course_counts_organisations_and_reads_none():
    disagreeing(7, 8, 9)
    answer(10, "MISS-1", 2)
    shown = text(ask(99, "team", {}, staff=True).json["html"])
    assert ("2 organismes ont commencé" in shown and "1 organisme a un portrait" in shown) or "1 a un portrait" in shown
    assert "La Huche commune" not in shown
    assert ask(7, "team", {}).status_code == 403


def test_ones_own_answers_are_listed_in_their_own_words():
    answer_all(7, {"PERS-4": "na"})
    said = text(ask(7, "mine", {}).json["html"])
    assert "cinq mots pour le dire" in said and " ".join(MODEL.items[0].statements[2].split()) in said


def test_a_page_has_no_name_of_a_colleague_but_in_the_list_of_members():
    disagreeing(7, 8, 9)
    see_portrait(7)
    shown = page(7)
    members = shown.find(".//ul[@class='dataide-maturity__members']")
    assert len(members) == 3


def test_other_organisations_cost_no_query(django_assert_max_num_queries):
    """The speed itself is in benchmarks; here, that nothing is asked once per organisation or per colleague."""
    disagreeing(7, 8, 9)
    counts = []
    for others in (0, 20):
        for n in range(others):
            team(100 + n, name=f"Autre {n}")
            answer_all(100 + n)
        spent = []
        for work in (
            lambda: page(7),
            lambda: answer(7, "MISS-1", 2),
            lambda: ask(7, "talk", {}),
            lambda: see_portrait(7),
        ):
            with django_assert_max_num_queries(14) as captured:
                work()
            spent.append(len(captured))
        counts.append(spent)
    assert counts[0] == counts[1]
