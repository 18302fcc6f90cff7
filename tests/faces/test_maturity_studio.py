"""The quiz in Studio: the same TOML as in the sources, the same messages and lines, lists for simple settings."""

from __future__ import annotations

import pytest
from django.utils import translation
from lxml import html

from dataide_xblocks.domain.examples import MATURITY

from ..conformance.platform import Platform
from .maturity import TOML, olx
from .pulse import call
from .test_maturity import text

pytestmark = pytest.mark.django_db
GOOD = {"display_name": "Portrait", "closes": "", "exercise": MATURITY["fr"], "translation": MATURITY["en"]}


def editor():
    return Platform("studio edit").block(olx())


def edited(**changed: str):
    """(what Studio answered, the block afterwards)."""
    block = editor()
    return call(block, "edit", {**GOOD, "form": "full", "wave": "baseline", **changed}), block


def test_the_editor_shows_the_model_and_what_is_chosen():
    page = html.fromstring(editor().render("studio_view").content)
    assert page.find(".//textarea[@name='exercise']").text.strip() == TOML["fr"].strip()
    assert page.find(".//textarea[@name='translation']").text.strip() == TOML["en"].strip()
    chosen = {s.get("name"): s.find("option[@selected]").get("value") for s in page.iter("select")}
    assert chosen == {"form": "full", "wave": "baseline"}


def test_what_is_edited_is_kept():
    response, block = edited(form="short", wave="endline", closes="2027-02-01T08:00")
    assert response.json == {"done": True}
    assert (block.form, block.wave, block.closes) == ("short", "endline", "2027-02-01T13:00:00Z")
    assert block.exercise.strip() == MATURITY["fr"].strip() and block.passage_name == "short"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("exercise", 'id = "PERS-2"', 'id = "PERS-1"', {"fr": "déjà", "en": "already used"}),
        ("exercise", "keep_months = 12", "keep_months = ", {"fr": "TOML", "en": "TOML"}),
        ("translation", "keep_months = 12", "keep_months = 0", {"fr": "de 1 à 60", "en": "from 1 to 60"}),
    ],
)
def test_a_broken_model_is_refused_with_its_line(language, field, old, new, words):
    broken = GOOD[field].replace(old, new, 1)
    assert broken != GOOD[field]
    with translation.override(language):
        response, block = edited(**{field: broken})
    line = broken[: broken.rindex(new.strip())].count("\n") + 1
    assert response.status_code == 400 and response.json["field"] == field
    assert words[language] in response.json["error"]
    assert any(f"{word} {n}," in response.json["error"] for word in ("Ligne", "Line") for n in (line - 1, line))
    assert block.exercise.strip() == TOML["fr"].strip(), "nothing is kept of a broken text"


@pytest.mark.parametrize("setting", [{"form": "medium"}, {"wave": "middle"}, {"closes": "demain"}, {"unknown": "x"}])
def test_an_unknown_setting_is_refused(setting):
    response, block = edited(**setting)
    assert response.status_code == 400 and (block.form, block.wave) == ("full", "baseline")


def test_a_translation_of_another_model_is_told_to_the_author():
    block = Platform("studio edit").block(olx(exercise=MATURITY["fr"]))
    page = html.fromstring(block.render("author_view").content)
    assert "La traduction n’est pas celle du même modèle" in text(page)


def test_a_new_block_proposes_the_smallest_model():
    block = Platform("studio edit").block("<dataide_maturity/>")
    assert "n’a pas encore de modèle" in text(html.fromstring(block.render("author_view").content))
    page = html.fromstring(block.render("studio_view").content)
    assert page.find(".//textarea[@name='exercise']").text.strip() == MATURITY["fr"].strip()
