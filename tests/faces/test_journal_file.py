"""My journal as a file, asked for from the page of a week: mine, whole, and nobody else's."""

from __future__ import annotations

import base64
import json

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from dataide_xblocks.domain.journal_example import JOURNAL
from dataide_xblocks.domain.journal_levels import ALONE

from ..conformance.platform import Enrolments
from ..export.readers import bare, text_of_docx, text_of_html
from .journal import answer, ask, olx, publish, told, type_in
from .plan import team
from .pulse import call, platform

pytest.importorskip("docx", reason="not run: docx (documents) is not installed")
pytestmark = pytest.mark.django_db
JOSEE, SAMIRA, MARGARET = 7, 9, 11
MINE, HERS, THEIRS = "Moi, le carnet.", "De Samira, la liste.", "De Margaret, le vélo."


@pytest.fixture
def written():
    """Josée published and was answered by Samira, with her name, and by Margaret, without."""
    for who, name in ((JOSEE, "Josée"), (SAMIRA, "Samira"), (MARGARET, "Margaret")):
        get_user_model().objects.create(pk=who, username=f"u{who}", first_name=name)
        team(who, title=f"Organisme de {name}")
    publish(JOSEE, MINE)
    answer(SAMIRA, HERS)
    answer(MARGARET, THEIRS, signed="none")


def file(who: int, form: str, **more: str) -> tuple[dict[str, str], bytes]:
    made = told(ask(who, "download", {"format": form}, **more))["file"]
    return made, base64.b64decode(made["base64"])


def read(who: int, form: str, **more: str) -> str:
    content = file(who, form, **more)[1]
    return bare({"docx": text_of_docx, "html": text_of_html, "json": bytes.decode}[form](content))


FORMS = ("docx", "html", "json")


@pytest.mark.parametrize("form", FORMS)
def test_what_i_wrote_and_was_answered_is_in_it(written, form):
    told_ = read(JOSEE, form)
    assert [text for text in (MINE, HERS, THEIRS, "Samira, Organisme de Samira") if bare(text) not in told_] == []
    assert "Organisme de Margaret" not in told_ and bare("Une personne, sans nom") in told_
    assert file(JOSEE, form)[0]["name"].startswith("mon-journal-")


@pytest.mark.parametrize("form", FORMS)
def test_whoever_answered_takes_their_answer_and_not_the_text_of_another(written, form):
    told_ = read(SAMIRA, form)
    assert bare(HERS) in told_ and bare("Organisme de Josée") in told_
    assert bare(MINE) not in told_ and bare(THEIRS) not in told_


def test_a_name_goes_at_the_next_request_when_its_text_is_lowered(written):
    told(ask(JOSEE, "publish", {"level": str(ALONE)}))
    assert bare("Organisme de Josée") not in read(SAMIRA, "json") and bare(HERS) in read(SAMIRA, "json")


def test_the_question_of_this_week_stands_in_it_with_its_language(written):
    prompt = json.loads(file(JOSEE, "json")[1])["weeks"][0]["prompt"]
    assert prompt and prompt in JOURNAL["fr"]
    with translation.override("en"):
        made, page = file(JOSEE, "html")
    assert f'lang="fr">{prompt.split("’")[0]}' in page.decode().replace("&#x27;", "’")
    assert made["name"].startswith("my-journal-") and '<html lang="en">' in page.decode()


def test_from_another_week_it_is_the_same_journal(written):
    assert bare(MINE) in read(JOSEE, "json", slot="w05-journal")


def test_an_exercise_that_is_being_corrected_keeps_nobody_from_their_journal(written):
    made = json.loads(file(JOSEE, "json", exercise="week = 99")[1])
    assert made["weeks"][0]["prompt"] is None and bare(MINE) in read(JOSEE, "docx", exercise="week = 99")


def test_what_i_typed_and_showed_nobody_is_in_it_and_in_nobody_elses(written):
    type_in(MARGARET, "happened", "À moi seule.")
    assert bare("À moi seule.") in read(MARGARET, "json")
    assert not [who for who in (JOSEE, SAMIRA) if bare("À moi seule.") in read(who, "json")]


def test_an_empty_journal_and_an_unknown_form_are_refused_in_words(written):
    nobody = ask(12, "download", {"format": "docx"})
    assert nobody.status_code == 400 and "Votre journal est vide" in json.loads(nobody.text)["error"]
    other = ask(JOSEE, "download", {"format": "exe"})
    assert other.status_code == 400 and json.loads(other.text)["field"] == "format"


def test_whoever_is_not_enrolled_gets_nothing(written):
    block = platform(JOSEE, enrollments=Enrolments()).block(olx(), user_id=JOSEE)
    assert call(block, "download", {"format": "json"}).status_code == 403
