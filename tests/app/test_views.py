"""Our own pages in the LMS: about whoever asks and nobody else, cached by nobody, escaped, in both languages."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import translation
from lxml import html

from dataide_xblocks import views

from ..store.cohort import WORDS, dump, fill, mark, number
from ..store.test_maturity import COHORT, maturity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    """Each test begins a new minute."""
    cache.clear()


@pytest.fixture
def people(django_user_model):
    """Four people of one team, with accounts; the second is who asks."""
    fill(4)
    return [django_user_model.objects.create(pk=int(number(n)), username=f"u{n}") for n in range(4)]


def ask(user, method: str = "get", path: str = "/dataide/my-data", **data: str):
    """A request of this user, which has passed the platform's own check of forms."""
    request = getattr(RequestFactory(), method)(path, data)
    request.user, request._dont_enforce_csrf_checks = user, True
    return views.my_data(request)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_person_sees_all_of_theirs_and_nothing_of_another(people, language):
    with translation.override(language):
        response = ask(people[1])
    page = html.fromstring(response.content.decode())
    said = page.text_content()
    assert page.get("lang") == language
    assert {"fr": "Ce qui est gardé sur vous", "en": "What is kept about you"}[language] in said
    for word in WORDS:
        assert f"{mark(1)} {word}" in said
    for other in (0, 2, 3):
        assert mark(other) not in said and number(other) not in said
    assert response["Cache-Control"] == "no-store, private" and response["Referrer-Policy"] == "same-origin"


def test_the_journal_is_shown_in_words(people):
    with translation.override("fr"):
        said = html.fromstring(ask(people[1]).content.decode()).text_content()
    assert f"Ce qui s’est passé\u00a0: {mark(1)} semaine" in said and "{&#x27;" not in said and "{'" not in said
    assert "Mon cercle" in said and "Ma cohorte" in said


def test_the_same_as_a_file(people):
    response = ask(people[1], format="json")
    assert "attachment" in response["Content-Disposition"]
    held = json.loads(response.content)
    assert f"{mark(1)} preuve" in json.dumps(held, ensure_ascii=False) and mark(2) not in repr(held)


def test_a_person_of_whom_nothing_is_kept_is_told_so(django_user_model):
    user = django_user_model.objects.create(username="nouvelle")
    with translation.override("fr"):
        said = html.fromstring(ask(user).content.decode()).text_content()
    assert "ne gardent rien sous votre compte" in said and "Effacer ce que j’ai donné" not in said


def test_what_was_typed_is_text(people):
    hostile = "<script>alert(1)</script>"
    where = maturity.where_of(COHORT, "portrait", "baseline", number(1))
    maturity.record_proof(where, maturity.Given("PERS-4", 1, ""), hostile)
    page = html.fromstring(ask(people[1]).content.decode())
    assert hostile in page.text_content() and not list(page.iter("script"))


def test_a_person_erases_what_they_gave_after_ticking_the_box(people):
    before = dump()
    assert ask(people[1], "post").status_code == 302 and dump() == before
    response = ask(people[1], "post", erase="yes")
    assert response.status_code == 302 and number(1) not in dump() and mark(1) not in dump()
    assert mark(2) in dump()
    with translation.override("fr"):
        assert "C’est effacé." in ask(people[1], done="yes").content.decode()


def test_a_form_of_another_site_erases_nothing(people):
    request = RequestFactory().post("/dataide/my-data", {"erase": "yes"})
    request.user = people[1]
    assert views.my_data(request).status_code == 403 and number(1) in dump()


def test_whoever_is_not_signed_in_is_asked_to(people):
    from django.contrib.auth.models import AnonymousUser

    for method in ("get", "post"):
        response = ask(AnonymousUser(), method)
        assert response.status_code == 302 and "next=" in response["Location"]
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("method", "status"), [("put", 405), ("delete", 405), ("patch", 405)])
def test_other_methods_are_refused(people, method, status):
    assert ask(people[1], method).status_code == status


def test_a_field_that_the_page_does_not_have_is_refused(people):
    response = ask(people[1], "post", erase="yes", learner=number(2))
    assert response.status_code == 400 and number(1) in dump() and number(2) in dump()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_flood_is_slowed_down(people, language):
    rate = views.my_data.declaration.rate
    with translation.override(language):
        statuses = [ask(people[1]).status_code for _ in range(rate)] + [ask(people[1], "post", erase="yes").status_code]
        said = ask(people[1]).content.decode()
    assert statuses == [200] * rate + [429] and number(1) in dump()
    assert {"fr": "une minute", "en": "a minute"}[language] in said and ask(people[2]).status_code == 200


def test_a_body_above_the_limit_is_refused(people):
    assert ask(people[1], "post", erase="yes" + "x" * 3_000).status_code == 413 and number(1) in dump()


def test_a_size_that_is_no_number_is_refused(people):
    request = RequestFactory().post("/dataide/my-data", {"erase": "yes"}, headers={"content-length": "beaucoup"})
    request.user, request._dont_enforce_csrf_checks = people[1], True
    assert views.my_data(request).status_code == 413 and number(1) in dump()


def test_the_demonstration_shows_the_page_of_whom_one_plays(settings):
    response = Client().get("/fr/my-data")
    assert response.status_code == 200 and "Ce qui est gardé sur vous" in response.content.decode()
