"""Answering, as people do it: by touch, by keyboard, twice, without a network, in two tabs, with strange texts."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from .test_walk import choose

PULSE, QUIZ = "/fr/w01-avis", "/fr/w01-quiz"
STRANGE = "<script>window.__pwn=1</script> 🎈 été & « ok »"


def tap(page, question: int, choice: int):
    """Choose an answer of one question of the pulse and wait until it is saved."""
    part = page.locator(".dataide-pulse__question").nth(question)
    button = part.locator("button.dataide__choice").nth(choice)
    button.click()
    button.and_(page.locator('[aria-pressed="true"]')).wait_for()
    return part


def pressed(page, question: int, choice: int) -> bool:
    """Whether this choice is the one that the page shows as given."""
    part = page.locator(".dataide-pulse__question").nth(question)
    return part.locator("button.dataide__choice").nth(choice).get_attribute("aria-pressed") == "true"


def test_the_fifth_answer_makes_the_groups_result_appear(fresh):
    page = fresh(PULSE)
    assert page.locator(".dataide-pulse__result").count() == 0
    part = tap(page, 0, 3)
    part.locator(".dataide-pulse__result").wait_for()
    assert "5" in part.locator(".dataide-pulse__result summary").inner_text()
    page.reload()
    assert page.locator(".dataide-pulse__result").count() == 1, "only the question one has answered shows its result"


def test_an_answer_belongs_to_a_person_and_can_change(fresh):
    page = fresh(PULSE)
    tap(page, 1, 0)
    tap(page, 1, 2)
    page.reload()
    chosen = page.locator('.dataide-pulse__question [aria-pressed="true"]')
    assert chosen.count() == 1
    assert pressed(page, 1, 2)
    choose(page, "Tom Okafor")
    assert page.locator('.dataide-pulse__question [aria-pressed="true"]').count() == 0


def test_the_keyboard_alone_is_enough(fresh):
    page = fresh(PULSE, 360)
    page.locator(".dataide-pulse__question button.dataide__choice").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".dataide-pulse__question").first.get_by_role("status").filter(has_text="Enregistré").wait_for()


def test_a_double_click_counts_once(fresh):
    page = fresh(PULSE)
    page.locator(".dataide-pulse__question").first.locator("button.dataide__choice").nth(1).dblclick()
    page.locator('.dataide-pulse__question [aria-pressed="true"]').first.wait_for()
    page.wait_for_timeout(300)
    assert "5" in page.locator(".dataide-pulse__result summary").first.inner_text()


def test_without_network_what_was_typed_is_kept_and_can_be_sent_again(fresh):
    page = fresh(PULSE)
    page.locator("textarea[name=text]").fill("Plus de temps, s’il vous plaît.")
    page.locator("input[value=none]").check()
    page.context.set_offline(True)
    page.locator("form[data-handler=comment] button[type=submit]").click()
    page.get_by_text("Pas encore envoyé").first.wait_for()
    assert page.locator("textarea[name=text]").input_value() == "Plus de temps, s’il vous plaît."
    page.context.set_offline(False)
    page.reload()
    assert page.locator("textarea[name=text]").input_value() == "Plus de temps, s’il vous plaît.", "the draft survives"
    page.locator("input[value=none]").check()
    page.locator("form[data-handler=comment] button[type=submit]").click()
    page.get_by_text("Retirer le commentaire envoyé").first.wait_for()
    page.reload()
    assert page.locator("textarea[name=text]").input_value() == "", "a sent comment is no draft any more"


def test_a_comment_is_text_for_everybody_and_comes_back_only_as_signed(fresh):
    page = fresh(PULSE)
    page.locator("textarea[name=text]").fill(STRANGE)
    page.locator("input[value=none]").check()
    page.locator("form[data-handler=comment] button[type=submit]").click()
    page.get_by_text("Retirer le commentaire envoyé").first.wait_for()
    choose(page, "Louise Gagnon")
    page.locator("details[data-opening] > summary").click()
    page.get_by_text("🎈").first.wait_for()
    assert STRANGE in page.locator(".dataide").inner_text()
    assert page.evaluate("window.__pwn") is None
    with page.expect_download() as download:
        page.locator("button", has_text="CSV").click()
    text = download.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and "🎈 été".encode() in text and "Josée".encode() not in text


def test_too_long_a_comment_is_refused_in_words_and_kept(fresh):
    page = fresh(PULSE)
    page.locator("textarea[name=text]").fill("é" * 30_000)
    page.locator("input[value=none]").check()
    page.locator("form[data-handler=comment] button[type=submit]").click()
    page.locator("form[data-handler=comment] .dataide__error:visible").wait_for()
    assert len(page.locator("textarea[name=text]").input_value()) == 30_000


def test_two_tabs_end_with_the_last_word(fresh):
    one = fresh(PULSE)
    two = one.context.new_page()
    two.goto(PULSE)
    tap(one, 1, 0)
    tap(two, 1, 3)
    one.reload()
    assert pressed(one, 1, 3)


def test_the_platforms_frame_is_as_tall_as_its_content_and_answers(fresh):
    page = fresh(PULSE)
    page.locator(".demo-menu > summary").nth(2).click()
    page.locator('button[name="platform"][value="yes"]').click()
    frame = page.frame_locator("iframe").first
    frame.locator("button.dataide__choice").nth(1).click()
    frame.locator('[aria-pressed="true"]').first.wait_for()
    page.wait_for_timeout(500)
    inside = page.frames[1].evaluate("document.documentElement.scrollHeight")
    outside = page.locator("iframe").first.evaluate("e => e.clientHeight")
    assert abs(inside - outside) <= 40, f"the frame is {outside} px tall, its content {inside}"


@pytest.mark.skipif(find_spec("xblocks_contrib") is None, reason="not run: xblocks-contrib is not installed")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quiz_question_answers_with_its_feedback(fresh, language):
    page = fresh(f"/{language}/w01-quiz", 360)
    problem = page.locator(".problem").first
    problem.locator("input").first.check()
    page.locator(".problem .submit").first.click()
    page.locator(".problem .feedback-hint-correct, .problem .feedback-hint-incorrect").first.wait_for()
