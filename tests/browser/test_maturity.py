"""The whole way of an organisation: answer alone, join, disagree, agree, choose, and take the portrait again."""

from __future__ import annotations

import re

import docx
import pytest

from .maturity import FIRST, LAST, QUESTIONS, Colleague
from .test_walk import choose, looked_at

WORDS = {
    "fr": {
        "saved": "Enregistré à",
        "alone": "vos propres réponses",
        "three": "réponses de 3 personnes",
        "from": "De la semaine 1 à maintenant",
        "down": "Descendre peut être apprendre.",
    },
    "en": {
        "saved": "Saved at",
        "alone": "your own answers",
        "three": "3 people’s answers",
        "from": "From week 1 to now",
        "down": "Going down can be learning.",
    },
}
BACKUPS = 18  # the number of the question on backups, which three colleagues see from three sides
REASON = "On a ouvert l’armoire <b>ensemble</b>: le disque n’y est pas."


def week(page, number: int) -> None:
    """Move the demonstration to another week."""
    page.locator(".demo-menu > summary").nth(1).click()
    page.locator(f'button[name="week"][value="{number}"]').click()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_three_colleagues_go_the_whole_way(fresh, language):
    said = WORDS[language]
    page = fresh(f"/{language}/")
    code = _baseline(page, language, said)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code)
    _agree(page, language, said)
    _choose_type(page, language)
    _files(page, language)
    _endline(page, language, said)


def _baseline(page, language: str, said: dict[str, str]) -> str:
    josee = Colleague(page, language, "Josée Therrien")
    looked_at(page)
    josee.answer("3")
    assert said["saved"] in josee.block.inner_text()
    looked_at(page)
    page.reload()
    assert josee.block.locator('[aria-pressed="true"]').count() == 1, "what is chosen is kept when it is chosen"
    josee.answer_all(3, {BACKUPS: "4", 29: "dk"})
    assert josee.block.locator("svg").count() == 1
    looked_at(page)
    code = josee.found("La Huche commune")
    looked_at(page)
    real = Colleague(page, language, "Réal")
    real.join(code)
    real.answer_all(3, {BACKUPS: "1", 29: "dk"})
    assert said["alone"] in real.block.inner_text() and real.block.locator('form[data-handler="talk"]').count() == 0
    looked_at(page)
    lucie = Colleague(page, language, "Lucie Paquette")
    lucie.join(code)
    lucie.type_sheet(3, {BACKUPS: "dk", 29: "dk"})
    assert said["three"] in lucie.block.inner_text()
    return code


def _agree(page, language: str, said: dict[str, str]) -> None:
    josee = Colleague(page, language, "Josée Therrien")
    assert said["three"] in josee.block.inner_text()
    josee.send(josee.unfold("talk"))
    looked_at(page)
    talk = josee.block.locator(".dataide-maturity__talk")
    dots = talk.locator("section").first.locator("tbody td").all_inner_texts()
    assert [int(re.search(r"\d+", text)[0]) for text in dots] == [1, 0, 0, 1, 0, 1]
    form = josee.unfold("agree")
    form.locator('[name="choice"][value="1"]').check()
    form.locator("[name=reason]").fill(REASON)
    josee.send(form, ".dataide__button--first")
    assert REASON in talk.inner_text() and page.locator(".dataide b").count() == 0
    looked_at(page)
    page.reload()
    assert REASON in josee.block.inner_text()


def _choose_type(page, language: str) -> None:
    josee = Colleague(page, language, "Josée Therrien")
    form = josee.unfold("choose")
    form.locator('[name="kind"][value="A"]').check()
    josee.send(form)
    assert form.locator("[data-error]").is_visible(), "a choice needs its reason"
    form.locator("[name=reason]").fill("Une chose à la fois.")
    josee.send(form)
    assert "Une chose à la fois." in josee.block.inner_text()
    looked_at(page)


def _files(page, language: str) -> None:
    """The portrait in both languages, read back; the page to print passes the same eyes."""
    form = page.locator('form[data-handler="download"]').first
    for tongue in ("fr", "en"):
        form.locator("[name=language]").select_option(tongue)
        with page.expect_download() as word:
            form.locator('button[value="docx"]').click()
        headings = [p.text for p in docx.Document(word.value.path()).paragraphs if p.style.name.startswith("Heading")]
        assert {"fr": "Dimension par dimension", "en": "Dimension by dimension"}[tongue] in headings
        with page.expect_download() as printed:
            form.locator('button[value="html"]').click()
        sheet = page.context.new_page()
        sheet.set_content(printed.value.path().read_text("utf-8"))
        assert sheet.locator("html").get_attribute("lang") == tongue and "La Huche commune" in sheet.inner_text("body")
        looked_at(sheet)
        sheet.close()


def _endline(page, language: str, said: dict[str, str]) -> None:
    week(page, 12)
    josee = Colleague(page, language, "Josée Therrien", LAST)
    josee.answer_all(4, {1: "1", 2: "1"})
    for name in ("Réal", "Lucie Paquette"):
        Colleague(page, language, name, LAST).type_sheet(4, {1: "1", 2: "1"})
    josee = Colleague(page, language, "Josée Therrien", LAST)
    text = josee.block.inner_text()
    assert said["from"] in text and said["down"] in text
    assert josee.block.locator("svg").count() == 1 and josee.block.locator("svg polygon").count() == 7
    looked_at(page)
    page.goto(f"/{language}/{FIRST}")
    assert REASON in josee.block.inner_text(), "the first passage is as it was"
    assert josee.block.locator('form[data-handler="agree"], form[data-handler="choose"]').count() == 0, "and closed"
    looked_at(page)


def test_the_form_is_taken_by_keyboard_alone_on_a_phone(fresh):
    page = fresh(f"/fr/{FIRST}", 360)
    page.locator(".dataide-maturity__question button.dataide__choice").first.focus()
    for number in range(1, 4):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator('.dataide-maturity__question [aria-pressed="true"]').wait_for()
        following = page.locator('.dataide-maturity__question form[data-handler="go"] .dataide__button--first')
        for _step in range(12):
            page.keyboard.press("Tab")
            if following.evaluate("e => e === document.activeElement"):
                break
        page.keyboard.press("Enter")
        page.get_by_text(f"Question {number + 1} de {QUESTIONS}").wait_for()
        page.keyboard.press("Tab") if number else None
    looked_at(page)


def test_a_double_click_and_a_lost_network_lose_nothing(fresh):
    page = fresh(f"/fr/{FIRST}")
    choices = page.locator(".dataide-maturity__question button.dataide__choice")
    choices.nth(1).dblclick()
    page.locator('.dataide-maturity__question [aria-pressed="true"]').wait_for()
    page.context.set_offline(True)
    page.locator("textarea[name=proof]").fill("Le cahier bleu 🎈")
    page.locator('form[data-handler="go"] .dataide__button--first').click()
    page.get_by_text("Pas encore envoyé").first.wait_for()
    page.context.set_offline(False)
    page.locator("button", has_text="Essayer de nouveau").first.click()
    page.get_by_text(f"Question 2 de {QUESTIONS}").wait_for()
    page.locator("button", has_text="Question précédente").click()
    page.get_by_text(f"Question 1 de {QUESTIONS}").wait_for()
    assert page.locator("textarea[name=proof]").input_value() == "Le cahier bleu 🎈"


def test_an_answer_that_arrives_after_one_went_on_breaks_nothing(fresh):
    page, held = fresh(f"/fr/{FIRST}"), []
    page.route("**/answer", lambda route: held.append(route))
    page.locator(".dataide-maturity__question button.dataide__choice").nth(1).click()
    page.locator('form[data-handler="go"] button').first.click(timeout=8_000)
    page.get_by_text(f"Question 2 de {QUESTIONS}").wait_for()
    with page.expect_response("**/answer"):
        held[0].continue_()
    page.locator("button", has_text="Question précédente").click()
    page.locator('.dataide-maturity__question [aria-pressed="true"]').wait_for()


def test_two_tabs_end_with_the_last_word(fresh):
    one = fresh(f"/fr/{FIRST}")
    two = one.context.new_page()
    two.goto(f"/fr/{FIRST}")
    for page, choice in ((one, "1"), (two, "4")):
        page.locator(f'.dataide-maturity__question button[value="{choice}"]').first.click()
        page.locator(f'button[value="{choice}"][aria-pressed="true"]').wait_for()
    one.reload()
    assert one.locator('[aria-pressed="true"]').get_attribute("value") == "4"


@pytest.mark.parametrize("switches", [["platform"], ["platform", "jquery"]], ids=["a node", "jQuery"])
def test_the_quiz_answers_in_the_platforms_frame_whatever_its_element_is(fresh, switches):
    """The learning pages hand a node, in a frame as tall as its content; Studio hands a jQuery element."""
    page = fresh(f"/fr/{FIRST}")
    for switch in switches:
        page.locator(".demo-menu > summary").nth(2).click()
        page.locator(f'button[name="{switch}"][value="yes"]').click()
    place = page.frame_locator("iframe").first
    place.locator(".dataide-maturity__question button.dataide__choice").nth(2).click()
    place.locator('.dataide-maturity__question [aria-pressed="true"]').wait_for()
    place.locator('form[data-handler="go"] .dataide__button--first').click()
    place.get_by_text(f"Question 2 de {QUESTIONS}").wait_for()


def test_the_team_of_the_course_sees_counts_only(fresh):
    page = fresh(f"/fr/{FIRST}")
    choose(page, "Louise Gagnon")
    page.locator("details[data-opening] > summary").click()
    page.get_by_text("4 organismes ont commencé").wait_for()  # those of the demonstration
    assert "Carrefour" not in page.locator(".dataide-maturity").inner_text()
    looked_at(page)


def test_a_team_that_has_answered_may_look_at_those_like_it(fresh):
    page = fresh(f"/fr/{FIRST}")
    samira = Colleague(page, "fr", "Samira Haddad")
    samira.send(samira.unfold("compare"))
    page.locator("summary", has_text="Comparer avec").click()
    assert "De 10 à 19 organismes" in samira.block.inner_text()
    looked_at(page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_fits_on_the_narrowest_screen(fresh, language):
    page = fresh(f"/{language}/{FIRST}", 320)
    looked_at(page)
    samira = Colleague(page, language, "Samira Haddad")
    samira.send(samira.unfold("talk"))
    page.evaluate("document.querySelectorAll('.dataide-maturity details').forEach(fold => { fold.open = true })")
    looked_at(page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_short_form_ends_with_one_step(fresh, language):
    page = fresh(f"/{language}/w00-portrait-court", 360)
    for _question in range(8):
        page.locator('.dataide-maturity__question button[value="2"]').first.click()
        page.locator('button[value="2"][aria-pressed="true"]').wait_for()
        page.locator('form[data-handler="go"] .dataide__button--first').click()
        page.wait_for_timeout(150)
    page.locator(".dataide-maturity__short").wait_for()
    looked_at(page)
