"""A week of the journal, lived: four people of three organisations, their ambassador and the team; then accidents."""

from __future__ import annotations

import json
import re

import docx
import pytest

from .journal import DESK, FIRST, PHONE, SECOND, Writer
from .maturity import Colleague
from .test_maturity import week

STRANGE = "Le cahier bleu <script>window.__pwn=1</script> 🎈"
WORDS = {
    "fr": {
        "people": "10 personnes",
        "nobody": "Une personne, sans nom",
        "reported": "a signalé ce texte",
        "decided": "C’est à votre table que ça reste.",
        "none": "Aucun texte de cette semaine",
    },
    "en": {
        "people": "10 people",
        "nobody": "A person, no name",
        "reported": "reported this text",
        "decided": "This stays at your own table.",
        "none": "No text of this week",
    },
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_four_people_of_three_organisations_live_a_week(fresh, language):
    said = WORDS[language]
    page = fresh(f"/{language}/")
    week(page, 2)
    code = Colleague(page, language, "Josée Therrien").found("La Huche commune")
    Colleague(page, language, "Réal").join(code)
    _write_and_publish(page, language, said)
    _answer(page, language)
    _report(page, language, said)
    _decide(page, language, said)
    _read_and_go_on(page, language, said)
    _carry_and_take(page, language)
    _accompany(page, language, said)


def _write_and_publish(page, language, said) -> None:
    josee = Writer(page, language, "Josée Therrien").looks()
    assert josee.block.locator(".dataide-journal__before .dataide-journal__reply").count() == 2, "before writing again"
    josee.write(happened=STRANGE, understood="Il en dit trop.", doing="D’ici vendredi, un numéro.")
    page.reload()
    assert josee.box("happened").input_value() == STRANGE
    josee.looks()
    assert said["people"] in josee.publish(twice=True)
    josee.looks()
    tom = Writer(page, language, "Tom Okafor")
    tom.form("pass_question").locator("button").click()
    tom.told("mine")
    assert re.search(r"\b1\b.*\b3\b", tom.block.locator('[id$="-steps"]').inner_text())
    tom.looks()
    tom.form("pass_question").locator("button").click()
    tom.block.locator('form[data-handler="pass_question"] [name="passed"]').wait_for(state="attached")


def _answer(page, language) -> None:
    samira = Writer(page, language, "Samira Haddad")
    given = samira.given()
    assert STRANGE in given and "Josée Therrien, La Huche commune" in given and page.evaluate("!window.__pwn")
    samira.looks().answer("De Samira", twice=True)
    samira.form("take_back").locator("button").click()
    samira.block.locator('[data-save="reply"]').wait_for()
    samira.answer("De Samira, relu").looks()
    margaret = Writer(page, language, "Margaret Doyle")
    assert "Samira Haddad" in margaret.given(), "the text that nobody answered comes first"
    margaret.answer("From Margaret")
    assert STRANGE in margaret.given()
    margaret.answer("From nobody", signed="none")


def _report(page, language, said) -> None:
    real = Writer(page, language, "Réal").write(happened="Rita, de la rue du Parc, vient le mardi.")
    real.publish(signed="none")
    samira = Writer(page, language, "Samira Haddad")
    given = samira.given()
    assert said["nobody"] in given and "Réal" not in given
    form = samira.form("report", samira.block.locator(".dataide-journal__answering"))
    form.locator('[value="personal"]').check()
    form.locator("[name=note]").fill("On la reconnaîtrait.")
    form.locator("button").click()
    samira.block.locator(".dataide-journal__answering .dataide__note").wait_for()
    assert "Rita" not in samira.again().block.inner_text()
    assert "Rita" not in Writer(page, language, "Margaret Doyle").fold("circle").inner_text()
    real = Writer(page, language, "Réal").looks()
    assert said["reported"] in real.block.inner_text()


def _decide(page, language, said) -> None:
    louise = Writer(page, language, "Louise Gagnon")
    team = louise.fold("team")
    assert "Rita" not in team.inner_text()
    cases = team.locator('form[data-handler="open_case"]')
    assert cases.count() == 2
    louise.looks()
    for case in (1, 0):  # information about people, the oldest first: Réal's is the second
        cases.nth(case).locator("button").click()
        form = team.locator('form[data-handler="decide"]')
        form.wait_for()
        louise.looks()
        assert ("Rita" in team.inner_text()) is (case == 1)
        form.locator('[value="remove"]').check()
        form.locator("[name=words]").fill(said["decided"])
        form.locator("button").click()
        form.wait_for(state="detached")
    for name in ("Réal", "Samira Haddad"):
        told = Writer(page, language, name).looks()
        assert said["decided"] in told.block.inner_text()
        told.form("put_away").locator("button").click()
        told.block.locator('form[data-handler="put_away"]').wait_for(state="detached")
        assert said["decided"] not in told.again().block.inner_text()


def _read_and_go_on(page, language, said) -> None:
    josee = Writer(page, language, "Josée Therrien")
    mine = josee.block.locator(".dataide-journal__mine")
    assert "De Samira, relu (ours)" in mine.inner_text() and said["nobody"] in mine.inner_text()
    for act in ("thank", "helps"):
        josee.form("react").locator(f'[value="{act}"]').click()
        josee.told("mine")
        mine.locator(f'form[data-handler="react"] >> nth=0 >> button[value="{act}"]').wait_for(state="detached")
    josee.write(later="Le cahier garde un numéro, et ça tient.").looks()
    circle = Writer(page, language, "Margaret Doyle").fold("circle")
    assert "et ça tient" in circle.inner_text() and page.locator(".dataide script:not([type])").count() == 0


def _carry_and_take(page, language) -> None:
    samira = Writer(page, language, "Samira Haddad")
    plan = samira.fold("plan_fields")
    assert "D’ici vendredi" in plan.locator("[name=passage]").input_value(), "what one said one would do"
    plan.locator("[name=passage]").fill("Les fiches sont sous clé.")
    plan.locator("[name=field]").select_option("por.unknowns")
    plan.locator("form button").click()
    plan.locator("[role=status]", has_text=re.compile(".")).wait_for()
    samira.looks()
    page.goto(f"/{language}/w01-huit-lignes")
    kept = page.locator('[data-save="por.unknowns"] textarea, [data-save="por.unknowns"] input')
    assert any("Les fiches sont sous clé." in each.input_value() for each in kept.all())
    samira.again().fold("wishes")
    samira.looks()
    _take_along(page, samira)


def _take_along(page, samira) -> None:
    files = {}
    for kind in ("docx", "html", "json"):
        with page.expect_download() as waiting:
            samira.form("download").locator(f'[value="{kind}"]').click()
        files[kind] = waiting.value.path()
    paragraphs = "\n".join(each.text for each in docx.Document(files["docx"]).paragraphs)
    assert all("dictionnaires" in text for text in (paragraphs, files["html"].read_text("utf-8")))
    assert "From Margaret" in json.dumps(json.loads(files["json"].read_text("utf-8")))


def _accompany(page, language, said) -> None:
    yannick = Writer(page, language, "Yannick Morin", FIRST)
    late = yannick.fold("guide")
    assert "Nadia" in late.inner_text()
    yannick.looks()
    late.locator('form[data-handler="answer_late"] button').click()
    yannick.block.locator('[data-save="reply"]').wait_for()
    yannick.answer("De Yannick").again()
    assert said["none"] in yannick.fold("guide").inner_text()


# By keyboard


def _tab_to(page, selector: str, most: int = 60) -> None:
    """Go forward with Tab until what is wanted has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def _typed(page, row: str, **boxes: str) -> None:
    for name, text in boxes.items():
        _tab_to(page, f'[data-save="{row}"] [data-cell="{name}"]')
        page.keyboard.type(text)


def test_the_whole_week_is_lived_by_keyboard_alone_on_a_phone(fresh):
    page = fresh("/fr/", PHONE)
    week(page, 2)
    page.goto(f"/fr/{SECOND}")
    block = page.locator(".dataide-journal").first
    _typed(page, "entry", happened="Le cahier.", understood="Il en dit trop.", doing="Vendredi, un numéro.")
    _tab_to(page, ".dataide-journal__publishing summary")
    page.keyboard.press("Enter")
    _tab_to(page, '[name="level"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _tab_to(page, '[name="signed"]')
    page.keyboard.press("Space")
    _tab_to(page, 'form[data-handler="publish"] button')
    page.keyboard.press("Enter")
    block.locator('form:has([name="sure"])').wait_for()
    _tab_to(page, "form:has([name=sure]) button", 3)
    page.keyboard.press("Enter")
    block.locator('[id$="-publishing-told"] [role=status]').wait_for()
    for number in (1, 2):
        _tab_to(page, 'form[data-handler="next_entry"] button')
        page.keyboard.press("Enter")
        block.locator('[data-save="reply"]').wait_for()
        _typed(page, "reply", mirror=f"Ce que je comprends, {number}.", question="Je me demande.")
        _tab_to(page, 'form[data-handler="send"] [name="signed"]')
        page.keyboard.press("Space")
        _tab_to(page, 'form[data-handler="send"] button')
        page.keyboard.press("Enter")
        block.locator('[id$="-answering-told"] [role=status]').wait_for()
    assert "3 sur 3" in block.locator('[id$="-steps"]').inner_text()


# Accidents


def test_a_button_pressed_at_once_acts_on_what_is_typed(fresh):
    page = fresh(f"/fr/{FIRST}", DESK)
    real = Writer(page, "fr", "Réal")
    form = real.choose_readers(signed="none")
    real.box("happened").press_sequentially("Tapé à l’instant")
    form.locator("button").first.click()
    real.block.locator('form:has([name="sure"])').wait_for()
    real.box("doing").press_sequentially("Demain 🎈")
    real.block.locator('form:has([name="sure"]) button').click()
    real.told("publishing")
    assert (real.again().box("happened").input_value(), real.box("doing").input_value()) == (
        "Tapé à l’instant",
        "Demain 🎈",
    )
    page.goto("/fr/w01-avis")
    page.go_back()
    assert real.box("doing").input_value() == "Demain 🎈", "Back finds it again"


def test_what_is_too_long_is_refused_and_not_lost_and_nothing_is_published_around_it(fresh):
    page = fresh(f"/fr/{FIRST}")
    real = Writer(page, "fr", "Réal").write(doing="Peu de mots.")
    real.box("happened").fill("é" * 30_000)
    real.box("happened").blur()
    real.block.locator('[data-save="entry"] [data-error]:visible').wait_for()
    assert len(real.box("happened").input_value()) == 30_000
    real.choose_readers().locator("button").first.click()
    real.block.locator('form[data-handler="publish"] [data-error]:visible').wait_for()
    assert real.block.locator('[name="sure"]').count() == 0
    real.write(happened="Court.")
    real.publish()


def test_offline_for_a_while_nothing_is_lost(fresh):
    page = fresh(f"/fr/{FIRST}")
    real = Writer(page, "fr", "Réal")
    page.context.set_offline(True)
    real.box("happened").fill("Écrit dans l’autobus.")
    real.box("understood").fill("Sans réseau.")
    real.box("understood").blur()
    real.block.get_by_text(re.compile("Pas encore envoyé")).first.wait_for()
    page.context.set_offline(False)
    real.block.locator('[data-save="entry"] [data-saved]', has_text="Enregistré").wait_for()
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.includes('cell:'))")
    assert (real.again().box("happened").input_value(), real.box("understood").input_value()) == (
        "Écrit dans l’autobus.",
        "Sans réseau.",
    )


def test_two_windows_show_both_texts_and_the_person_chooses(fresh):
    page = fresh(f"/fr/{FIRST}")
    one = Writer(page, "fr", "Réal")
    other = page.context.new_page()
    other.goto(page.url)
    one.write(happened="D’une fenêtre")
    box = other.locator('[data-save="entry"] [data-cell="happened"]')
    box.fill("De l’autre")
    box.blur()
    asked = other.locator("[data-choice]")
    asked.wait_for()
    assert "D’une fenêtre" in asked.inner_text() and "De l’autre" in asked.inner_text()
    asked.locator('[data-keep="mine"]').click()
    other.locator('[data-save="entry"] [data-saved]', has_text="Enregistré").wait_for()
    assert one.again().box("happened").input_value() == "De l’autre"
