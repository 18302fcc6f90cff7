"""The page of one's own data shows what one agreed to, takes it back, and gives it again."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.utils import translation
from lxml import html

from dataide_xblocks.domain.privacy import COMPARISON
from dataide_xblocks.models import Consent, Member, Organisation
from dataide_xblocks.store import comparison

from ..store.test_consent import everything_else
from ..store.test_maturity import COHORT, TestReleases
from .test_views import ask

pytestmark = pytest.mark.django_db
WORDS = {"fr": ("Vous acceptez", "Vous avez retiré"), "en": ("You agreed", "You withdrew")}


@pytest.fixture(autouse=True)
def nothing_counted():
    """Each test begins a new minute."""
    cache.clear()


@pytest.fixture
def ten():
    """Ten organisations that compare themselves, waiting for a release."""
    return TestReleases().fill(10)


@pytest.fixture
def member(ten, django_user_model):
    """Somebody of the fourth, with an account."""
    user = django_user_model.objects.create(username="josee")
    Member.objects.filter(organisation=ten[3]).update(learner=str(user.pk))
    return user


def choose(user, given: str, **more: str):
    return ask(user, "post", **{"cohort": COHORT, "purpose": COMPARISON, "given": given, **more})


def shown(user, **query: str) -> html.HtmlElement:
    return html.fromstring(ask(user, **query).content.decode())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_purpose_is_shown_as_it_stands_with_the_button_of_the_other_choice(member, language):
    with translation.override(language):
        for given, done in (("no", "withdrawn"), ("yes", "given")):
            assert choose(member, given)["Location"].endswith(f"?done={done}")
            page = shown(member, done=done)
            (button,) = page.xpath('//button[@name="given"]')
            assert button.get("value") == {"no": "yes", "yes": "no"}[given]
            said = page.xpath('string(//*[@role="status"])')
            assert WORDS[language][given == "no"] in said
            assert {"fr": "depuis le", "en": "since"}[language] in page.text_content()
    assert list(Consent.objects.values_list("given", "language")) == [(False, language), (True, language)]


def test_whoever_withdraws_on_the_page_is_counted_no_more_from_the_next_request_on(ten, member):
    choose(member, "no")
    assert comparison.release(COHORT, "portrait", "baseline") == 0, "nine wait"
    choose(member, "yes")
    assert comparison.release(COHORT, "portrait", "baseline") == 10
    edition = comparison.ComparisonBatch.objects.get().edition
    assert comparison.shown_to(ten[0], "portrait", "baseline", edition).organisations == 10
    choose(member, "no")
    assert comparison.shown_to(ten[0], "portrait", "baseline", edition) is None


def test_refusing_changes_nothing_else(member):
    before = everything_else()
    choose(member, "no")
    assert everything_else() == before


@pytest.mark.parametrize(
    "wrong",
    [{"given": "maybe"}, {"given": ""}, {"purpose": "marketing"}, {"cohort": "course-v1:a+b+c"}, {"cohort": ""}],
)
def test_what_makes_no_sense_changes_nothing(ten, member, wrong):
    response = choose(member, **{"given": "no", **wrong})
    assert response["Location"].endswith("?done=same")
    assert Organisation.objects.get(pk=ten[3]).opened and not Consent.objects.exists()


def test_nobody_chooses_for_another(ten, member, django_user_model):
    other = django_user_model.objects.create(username="samira")
    choose(other, "no")
    assert Organisation.objects.get(pk=ten[3]).opened and not shown(other).xpath('//button[@name="given"]')


def test_a_consent_is_among_what_a_person_takes_along(member):
    choose(member, "no")
    (row,) = json.loads(ask(member, format="json").content)["Consent"]
    assert (row["purpose"], row["given"], row["version"]) == (COMPARISON, False, 1) and row["chosen"]
