"""The page behind a message's link: it asks before it stops, needs no account, and opens for its owner only."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from lxml import html

from dataide_xblocks.store import journal_mail

from .test_views import ask

pytestmark = pytest.mark.django_db
STOP = "/dataide/stop"


@pytest.fixture(autouse=True)
def nothing_counted():
    """Each test begins a new minute."""
    cache.clear()


@pytest.fixture
def client():
    """A browser that nobody signed in with, and the platform's check of forms."""
    return Client(enforce_csrf_checks=True)


def link(learner: str = "42") -> str:
    return f"{STOP}?key={journal_mail.key_of(learner)}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opening_the_link_stops_nothing_and_shows_a_button(client, language):
    response = client.get(link(), headers={"accept-language": language})
    page = html.fromstring(response.content.decode())
    assert response.status_code == 200 and not journal_mail.is_stopped("42")
    assert len(page.xpath("//form[@method='post']//button")) == 1 and not page.xpath("//form/@action")
    assert response["Cache-Control"] == "no-store, private"


def test_the_button_stops_and_so_does_a_mail_program(client):
    response = client.post(link())
    assert response.status_code == 200 and journal_mail.is_stopped("42")
    assert not html.fromstring(response.content.decode()).xpath("//form")
    assert client.post(link("43"), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert journal_mail.is_stopped("43") and not journal_mail.is_stopped("44")


@pytest.mark.parametrize("key", ["", "?key=", "?key=42", "?key=IjQyIg:1abc:xyz", f"?key={'x' * 5_000}"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_link_opens_nothing(client, key, method):
    assert getattr(client, method)(f"{STOP}{key}").status_code == 404
    assert not journal_mail.is_stopped("42")


def test_a_form_that_is_not_ours_or_too_much_is_refused(client):
    assert client.post(link(), {"learner": "43"}).status_code == 400
    assert client.put(link()).status_code == 405
    assert client.post(link(), {"List-Unsubscribe": "x" * 3_000}).status_code == 413
    assert not journal_mail.is_stopped("42") and not journal_mail.is_stopped("43")
    statuses = {client.get(link()).status_code for _ in range(30)}
    assert 429 in statuses and client.get(link("43")).status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_messages_are_stopped_and_resumed_from_one_s_own_page(django_user_model, language):
    user = django_user_model.objects.create(username="josee")
    for choice, stopped in (("no", True), ("no", True), ("yes", False)):
        with translation.override(language):
            assert ask(user, "post", messages=choice).status_code == 302
            page = html.fromstring(ask(user).content.decode())
        assert journal_mail.is_stopped(str(user.pk)) is stopped
        assert page.xpath("//button[@name='messages']/@value") == ["yes" if stopped else "no"]
