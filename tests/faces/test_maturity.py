"""The person answering: told first who sees what, asked one question at a time, every answer kept when it is chosen."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.utils import translation
from lxml import html

from dataide_xblocks.domain.maturity_words import AUTHOR, MEMBER, READERS, notice
from dataide_xblocks.models import MaturityAnswer, MaturityPassage, Organisation

from .maturity import MODEL, TOML, answer, answer_all, ask, olx, page, see_portrait
from .pulse import call, platform

pytestmark = pytest.mark.django_db

FIRST, SECOND = MODEL.items[0], MODEL.items[1]
OPTIONAL = next(item for item in MODEL.items if item.not_applicable)


def text(fragment: str | html.HtmlElement) -> str:
    element = html.fromstring(fragment) if isinstance(fragment, str) else fragment
    return " ".join(element.text_content().split())


def test_who_sees_what_is_said_before_the_first_question():
    shown = page()
    details = shown.find(".//details[@open]")
    lines = [text(line) for line in details.iter("dd")]
    assert lines == [" ".join(line.text.split()) for line in notice(MODEL, "full", "fr")] and len(lines) == 3
    assert text(shown).index(lines[0]) < text(shown).index(" ".join(FIRST.text.split()))
    assert "12 mois" in lines[1] and "jamais moins de 10" in lines[2]


@pytest.mark.parametrize("what", ["answers", "portrait"])
def test_a_changed_rule_changes_the_sentence(what):
    told = {
        str(who): notice(MODEL, "full", "en", {**READERS, what: who})[0].text
        for who in (frozenset({AUTHOR}), frozenset({MEMBER}), frozenset({AUTHOR, MEMBER}), frozenset())
    }
    assert len(set(told.values())) == 4
    kept = notice(MODEL, "full", "en")[1].text
    assert kept != notice(SimpleNamespace(keep_months=24), "full", "en")[1].text


def test_looking_writes_nothing():
    page()
    assert not MaturityPassage.objects.exists() and not Organisation.objects.exists()


def test_a_question_has_five_statements_and_i_dont_know():
    buttons = page().findall(".//button[@name='choice']")
    assert [b.get("value") for b in buttons][:6] == ["1", "2", "3", "4", "5", "dk"]
    assert [text(b) for b in buttons][:5] == [" ".join(s.split()) for s in FIRST.statements]


def test_an_answer_is_kept_when_it_is_chosen_and_shown_again():
    response = answer(7, FIRST.id, 4)
    assert response.status_code == 200 and "Enregistré à" in text(response.json["html"])
    pressed = page().findall(".//button[@aria-pressed='true']")
    assert [b.get("value") for b in pressed] == ["4"]
    answer(7, FIRST.id, "dk")
    assert list(MaturityAnswer.objects.values_list("item", "choice")) == [(FIRST.id, "dk")]


def test_a_tab_closed_at_question_nine_reopens_at_question_nine():
    for item in MODEL.items[:8]:
        answer(7, item.id, 2)
    ask(7, "go", {"item": MODEL.items[7].id, "version": "1", "proof": "", "to": MODEL.items[8].id})
    assert "Question 9 de 29" in text(page())
    assert not page().findall(".//details[@open]"), "the notice folds away once one has begun"


def test_going_back_and_changing_is_free_until_the_end():
    answer_all(7)
    response = ask(7, "go", {"to": FIRST.id})
    assert "Question 1 de 29" in text(response.json["html"])
    assert answer(7, FIRST.id, 5).status_code == 200
    assert MaturityAnswer.objects.get(item=FIRST.id).choice == "5"


def test_one_may_stop_with_questions_left_once_half_are_answered():
    for item in MODEL.items[:14]:
        answer(7, item.id, 3)
    assert ask(7, "go", {"to": "done"}).status_code == 400 and 'value="done"' not in answer(7, FIRST.id, 3).json["html"]
    assert 'value="done"' in answer(7, MODEL.items[14].id, 3).json["html"]
    portrait = ask(7, "go", {"to": "done"}).json["html"]
    assert "vos propres réponses" in text(portrait) or "1 personne" in text(portrait)
    assert "à compléter en équipe" in text(portrait), "a dimension without answers has no level"
    assert "svg" in html.tostring(page()).decode(), "and it is still there at the next visit"
    assert answer(7, MODEL.items[20].id, 3).status_code == 200, "what was left can be answered until the end"


def test_what_does_not_apply_asks_why():
    assert answer(7, OPTIONAL.id, "na").status_code == 400
    assert answer(7, OPTIONAL.id, "na", "Nous n’avons aucun dossier").status_code == 200
    assert MaturityAnswer.objects.get().why == "Nous n’avons aucun dossier"
    answer(7, OPTIONAL.id, 3)
    assert (MaturityAnswer.objects.get().choice, MaturityAnswer.objects.get().why) == ("3", "")


def test_what_shows_it_is_kept_when_one_moves_on():
    answer(7, FIRST.id, 4)
    moved = ask(7, "go", {"item": FIRST.id, "version": "1", "proof": "Le rapport <b>annuel</b>", "to": SECOND.id})
    assert moved.json["part"] == "question" and "Question 2 de 29" in text(moved.json["html"])
    back = ask(7, "go", {"item": SECOND.id, "version": "1", "proof": "", "to": FIRST.id}).json["html"]
    assert html.fromstring(back).find(".//textarea").text == "Le rapport <b>annuel</b>"
    lost = ask(7, "go", {"item": SECOND.id, "version": "1", "proof": "sans réponse", "to": FIRST.id})
    assert lost.status_code == 400, "a line that cannot be kept is said, never dropped"


HIGH = 10**40
BAD = [
    {"item": "NADA-1", "version": "1", "choice": "3"},
    {"item": FIRST.id, "version": "1", "choice": "6"},
    {"item": FIRST.id, "version": "1", "choice": "na", "why": "x"},
    {"item": FIRST.id, "version": "0", "choice": "3"},
    {"item": FIRST.id, "version": "1", "choice": SECOND.statements[0]},
    {"item": FIRST.id, "version": "1"},
    {"item": FIRST.id, "version": "1", "choice": 3},
    {"item": FIRST.id, "version": 1, "choice": "3"},
    {"item": [FIRST.id], "version": "1", "choice": "3"},
    {"item": FIRST.id, "version": HIGH, "choice": "3"},
    {"item": FIRST.id, "version": "1", "choice": "3", "organisation": "1"},
    {"item": FIRST.id, "version": "1", "choice": "3", "learner": "8"},
    {"item": OPTIONAL.id, "version": "1", "choice": "na", "why": "\ud800"},
    {"item": OPTIONAL.id, "version": "1", "choice": "na", "why": "x" * 81},
    {"item": OPTIONAL.id, "version": "1", "choice": "na", "why": "x" * 30_000},
]


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_a_bad_answer_is_refused_in_words_and_keeps_nothing(data):
    said = set()
    for language in ("fr", "en"):
        with translation.override(language):
            response = ask(7, "answer", data)
        assert response.status_code in (400, 413) and not MaturityAnswer.objects.exists()
        said.add(response.json["error"])
    assert len(said) == 2 and all(said), "one message in each language"


def test_a_closed_wave_takes_no_answer_and_keeps_what_was_given():
    answer(7, FIRST.id, 4)
    closed = answer(7, FIRST.id, 5, closes="2020-01-01T00:00:00Z")
    assert closed.status_code == 400 and "fermé" in closed.json["error"]
    assert MaturityAnswer.objects.get().choice == "4"
    shown = text(page(closes="2020-01-01T00:00:00Z"))
    assert "personne n’a répondu à toutes les questions" in shown


def test_a_form_of_an_older_model_is_refused_and_the_question_asked_again():
    answer_all(7)
    newer = TOML["fr"].replace(f'id = "{FIRST.id}"\nversion = 1', f'id = "{FIRST.id}"\nversion = 2', 1)
    assert newer != TOML["fr"]
    stale = ask(7, "answer", {"item": FIRST.id, "version": "1", "choice": "1"}, exercise=newer)
    assert stale.status_code == 400 and "a changé" in stale.json["error"]
    fresh = ask(7, "answer", {"item": FIRST.id, "version": "2", "choice": "5"}, exercise=newer)
    assert fresh.status_code == 200
    kept = MaturityAnswer.objects.filter(item=FIRST.id).order_by("version")
    assert list(kept.values_list("version", "choice")) == [(1, "3"), (2, "5")], "an old answer is never overwritten"


def test_a_model_taken_back_to_its_former_words_is_answered_again():
    """An author may restore an older model: its answers are there, and can change."""
    newer = TOML["fr"].replace(f'id = "{FIRST.id}"\nversion = 1', f'id = "{FIRST.id}"\nversion = 2', 1)
    answer(7, FIRST.id, 3)
    assert ask(7, "answer", {"item": FIRST.id, "version": "2", "choice": "5"}, exercise=newer).status_code == 200
    pressed = [b.get("value") for b in page().findall(".//button[@aria-pressed='true']")]
    assert pressed == ["3"] and answer(7, FIRST.id, 4).status_code == 200
    assert dict(MaturityAnswer.objects.values_list("version", "choice")) == {1: "4", 2: "5"}


def test_the_portrait_says_levels_in_words_and_no_grade():
    answer_all(7, {OPTIONAL.id: "na", "SECU-2": 1, "SECU-1": 4, "SECU-3": 5, "UTIL-1": "dk"})
    shown = html.fromstring(see_portrait(7).json["html"])
    said = text(shown)
    assert "3, En place" in said and "fiabilité" in said.lower()
    assert not re.search(r"\d\s*%|\bscore\b|/ ?5|/ ?100", said)
    assert said.index(" ".join(MODEL.item("UTIL-1").text.split())) < said.index("Le portrait en un coup d’œil")
    assert " ".join(MODEL.item("SECU-2").floor.split()) in said, "what holds the level is explained"
    for dimension in MODEL.dimensions:
        assert dimension.name in said
    radar, rows = shown.find(".//svg"), shown.findall(".//figure/table/tbody/tr")
    assert len(rows) == len(radar.findall("text")) == len(MODEL.dimensions)
    points = len(radar.findall("circle"))
    assert points == sum("à compléter" not in text(row) for row in rows)
    assert not [e for e in shown.iter() if "red" in (e.get("style") or "") or e.get("fill")]


def test_a_published_event_says_that_one_answered_never_what():
    place = platform(7)
    call(place.block(olx(), user_id=7), "answer", {"item": FIRST.id, "version": "1", "choice": "2"})
    events = [data for name, data in place.published if name.startswith("dataide")]
    assert events == [{"slot": "w01-portrait", "item": FIRST.id}]


def test_completion_comes_with_the_last_answer():
    place = platform(7)
    for item in MODEL.items:
        answer(7, item.id, 3) if item is not MODEL.items[-1] else None
    call(place.block(olx(), user_id=7), "answer", {"item": MODEL.items[-1].id, "version": "1", "choice": "2"})
    assert ("completion", {"completion": 1.0}) in place.published


def test_the_short_form_is_for_oneself_and_ends_with_one_step():
    lowest = next(item.id for item in MODEL.short if item.dimension == "PERS")
    answer_all(7, {lowest: 1}, form="short", slot="w00-court")
    shown = text(ask(7, "go", {"to": ""}, form="short", slot="w00-court").json["html"])
    step = next(d for d in MODEL.dimensions if d.id == "PERS").cells[0].next
    assert " ".join(step.split()) in shown and "Un prochain pas" in shown
    assert not Organisation.objects.exists()
    for handler, data in (("found", {"name": "X", "size": "3-9", "language": "fr"}), ("leave", {})):
        assert ask(7, handler, data, form="short").status_code == 400


def test_the_rules_of_the_short_form_need_no_account():
    """The door to the webinar: its result is made from answers alone."""
    from dataide_xblocks.pages.maturity import short_shown

    shown = short_shown(MODEL, {item.id: 4 for item in MODEL.short} | {"SECU-2": 1}, "en")
    assert shown["step"]["name"] == next(d for d in MODEL.dimensions if d.id == "SECU").name


def test_an_author_whose_model_is_broken_keeps_learners_waiting_and_reads_why():
    broken = TOML["fr"].replace("[[item]]", "[[itme]]", 1)
    assert "en correction" in text(page(exercise=broken)) or "corrigé" in text(page(exercise=broken))
    assert ask(7, "answer", {"item": FIRST.id, "version": "1", "choice": "1"}, exercise=broken).status_code == 400
    shown = html.fromstring(platform(7, True).block(olx(exercise=broken)).author_view().content)
    line = TOML["fr"][: TOML["fr"].index("[[item]]")].count("\n") + 1
    assert f"Ligne {line}" in text(shown)


def test_studio_shows_the_first_question_disabled():
    shown = html.fromstring(platform(7, True).block(olx()).author_view().content)
    buttons = shown.findall(".//button[@name='choice']")
    assert len(buttons) >= 6 and all(b.get("disabled") is not None for b in buttons)
    assert "29 questions dans 7 dimensions" in text(shown)
