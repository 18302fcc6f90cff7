"""Writing the plan in a real browser: alone, as two, without a network, signed out, by keyboard, on a phone."""

from __future__ import annotations

import json
import re

import pytest

from .test_walk import choose, looked_at

LINES, WHO, WHOLE = "w01-huit-lignes", "w01-identite", "w01-plan"
RUNS = 20
SAID = {
    "fr": {"saved": "Enregistré à", "mine": "Garder le mien", "add": "Ajouter une ligne", "person": "personne"},
    "en": {"saved": "Saved at", "mine": "Keep mine", "add": "Add a row", "person": "person"},
}


def field(page, name: str):
    """The form of a field."""
    return page.locator(f'[data-save="{name}"]')


def cell(page, name: str, row: str = "", identifier: str = "value"):
    return field(page, name).locator(f'[data-row="{row}"] [data-cell="{identifier}"]').first


def saved(page, name: str, language: str = "fr") -> None:
    """Wait until the screen says that the field is kept."""
    field(page, name).get_by_role("status").filter(has_text=SAID[language]["saved"]).first.wait_for()


def stored(page, name: str) -> str:
    """What the server holds, asked anew."""
    other = page.context.new_page()
    other.goto(page.url)
    value = cell(other, name).input_value()
    other.close()
    return value


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_typed_is_kept_when_the_cell_is_left(fresh, language, width):
    page = fresh(f"/{language}/{LINES}", width)
    looked_at(page)
    cell(page, "idt.lead").fill("Directrice <b>🎈</b>")
    cell(page, "idt.deputy").focus()
    saved(page, "idt.lead", language)
    looked_at(page)
    page.reload()
    assert cell(page, "idt.lead").input_value() == "Directrice <b>🎈</b>"


def test_it_is_also_kept_after_a_short_silence(fresh):
    page = fresh(f"/fr/{LINES}")
    cell(page, "idt.lead").press_sequentially("Directrice")
    saved(page, "idt.lead")
    assert page.evaluate("document.activeElement.getAttribute('data-cell')") == "value", "the hand stays where it was"


def test_the_keyboard_alone_fills_moves_and_removes_rows(fresh):
    page = fresh(f"/fr/{LINES}", 360)
    part = field(page, "equ.time")
    part.locator('[data-cell="role"]').first.focus()
    page.keyboard.type("Coordonnatrice")
    page.keyboard.press("Tab")
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    saved(page, "equ.time")
    part.get_by_role("button", name="Ajouter une ligne").focus()
    page.keyboard.press("Enter")
    part.locator("fieldset[data-row]").nth(1).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Direction")
    page.keyboard.press("Tab")
    saved(page, "equ.time")
    page.reload()
    part.get_by_role("button", name="Monter").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('[data-save=\"equ.time\"] [data-cell=role]').value === 'Direction'"
    )
    part.get_by_role("button", name="Retirer").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelectorAll('[data-save=\"equ.time\"] fieldset[data-row]').length === 1"
    )
    assert part.locator('[data-cell="role"]').first.input_value() == "Coordonnatrice"


def test_a_double_click_adds_one_row(fresh):
    page = fresh(f"/fr/{LINES}")
    part = field(page, "por.unknowns")
    part.get_by_role("button", name="Ajouter une ligne").dblclick()
    page.wait_for_timeout(800)
    page.reload()
    assert part.locator("fieldset[data-row]").count() == 1


def test_what_cannot_be_kept_says_why_beside_the_cell_and_stays_on_screen(fresh):
    page = fresh(f"/fr/{WHO}")
    cell(page, "idt.mission").fill("mot " * 41)
    cell(page, "idt.name").focus()
    error = field(page, "idt.mission").locator("[data-error]:visible")
    error.wait_for()
    assert "40 mots" in error.inner_text() and cell(page, "idt.mission").get_attribute("aria-invalid") == "true"
    looked_at(page)
    page.reload()
    assert cell(page, "idt.mission").input_value().split() == ["mot"] * 41, "it is still on this device"
    cell(page, "idt.mission").fill("Peu de mots.")
    cell(page, "idt.name").focus()
    saved(page, "idt.mission")


def test_thirty_thousand_characters_are_refused_and_not_lost(fresh):
    page = fresh(f"/fr/{WHO}")
    cell(page, "idt.mission").fill("é" * 30_000)
    cell(page, "idt.name").focus()
    field(page, "idt.mission").locator("[data-error]:visible").wait_for()
    assert len(cell(page, "idt.mission").input_value()) == 30_000


def test_what_points_to_a_person_is_asked_about_first(fresh):
    page = fresh(f"/fr/{WHO}")
    cell(page, "idt.people").fill("Appeler Rita au 819 555-0134 demain")
    cell(page, "idt.name").focus()
    asked = field(page, "idt.people").locator("[data-choice]")
    asked.wait_for()
    assert asked.locator("mark").inner_text() == "819 555-0134"
    looked_at(page)
    assert stored(page, "idt.people") in ("", "Appeler Rita au 819 555-0134 demain")
    asked.locator('[data-keep="without"]').click()
    saved(page, "idt.people")
    page.reload()
    assert cell(page, "idt.people").input_value() == "Appeler Rita au demain"


def test_the_whole_plan_is_read_checked_and_taken_along(fresh):
    page = fresh(f"/fr/{WHOLE}")
    choose(page, "Colette Fréchette")
    page.goto(f"/fr/{WHOLE}")
    looked_at(page)
    for fold in page.locator(".dataide-plan__tools > details > summary").all():
        fold.click()
    page.get_by_text("Digne de ce nom").first.wait_for()
    looked_at(page)
    for form, begins in {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF", "xlsx": b"PK"}.items():
        with page.expect_download() as download:
            page.locator(f'button[value="{form}"]').click()
        assert download.value.path().read_bytes().startswith(begins)
        assert re.fullmatch(rf"plan-la-huche-commune-\d{{4}}-\d\d-\d\d\.{form}", download.value.suggested_filename)


def test_a_saved_plan_comes_back_through_the_form(fresh, tmp_path):
    page = fresh(f"/fr/{WHOLE}")
    choose(page, "Colette Fréchette")
    page.goto(f"/fr/{WHOLE}")
    page.locator(".dataide-plan__tools > details > summary").nth(1).click()
    with page.expect_download() as download:
        page.locator('button[value="json"]').click()
    data = json.loads(download.value.path().read_text("utf-8"))
    data["fields"]["gou.request"]["parts"]["value"] = "Adopter le plan tel quel."
    (tmp_path / "plan.json").write_text(json.dumps(data), "utf-8")
    page.locator('input[type="file"]').set_input_files(tmp_path / "plan.json")
    page.get_by_role("button", name="Remettre ce fichier").click()
    page.get_by_text("Adopter le plan tel quel.").first.wait_for()
    (tmp_path / "cut.json").write_text(json.dumps(data)[:500], "utf-8")
    page.locator(".dataide-plan__tools > details > summary").nth(1).click()
    page.locator('input[type="file"]').set_input_files(tmp_path / "cut.json")
    page.get_by_role("button", name="Remettre ce fichier").click()
    page.get_by_text("s’arrête avant la fin").first.wait_for()


@pytest.mark.parametrize("who", ["Samira Haddad", "Daniel Osei", "Fiona Blake", "Louise Gagnon"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_view_of_the_plan_fits_a_phone_and_axe_finds_nothing(fresh, language, who):
    page = fresh(f"/{language}/{WHOLE}", 360)
    choose(page, who)
    for path in (WHOLE, LINES, WHO):
        page.goto(f"/{language}/{path}")
        looked_at(page)
    page.goto(f"/{language}/{WHOLE}")
    first = page.locator(".dataide-plan__edit > summary").first
    first.click()
    page.locator(".dataide-plan__edit [data-save]").first.wait_for()
    looked_at(page)
