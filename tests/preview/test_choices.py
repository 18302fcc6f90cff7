"""The bar: who, when, how; and starting over."""

from __future__ import annotations

import pytest
from workbench.models import XBlockState

from dataide_xblocks.preview.library import LIBRARY


@pytest.mark.parametrize(
    "choice", [{"person": "nobody"}, {"week": "13"}, {"week": "-1"}, {"week": "x"}, {"view": "secret_view"}], ids=str
)
def test_a_choice_that_is_not_offered_changes_nothing(visitor, choice):
    visitor.play("designer")
    before = visitor.read("/fr/w01-lire")
    visitor.choose(**choice)
    assert _without_tokens(visitor.read("/fr/w01-lire")) == _without_tokens(before)


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_choice_never_sends_the_visitor_elsewhere(visitor, wanted):
    assert visitor.post("/choose", {"week": "2", "next": wanted})["Location"] == "/"


def test_the_cookie_is_signed_and_a_forged_one_is_nobody(visitor):
    visitor.play("tom")
    assert "tom" not in visitor.cookies["dataide_demo"].value
    visitor.cookies["dataide_demo"] = visitor.cookies["dataide_demo"].value[:-2] + "xx"
    assert "Josée Therrien" in visitor.read("/fr/")


def test_a_form_without_its_token_is_refused(visitor):
    visitor.handler.enforce_csrf_checks = True
    assert visitor.post("/choose", {"person": "tom"}).status_code == 403


def test_another_week_opens_and_closes_things(visitor):
    assert 'demo-week--now" id="w01"' in visitor.read("/fr/")
    visitor.choose(week="0")
    assert 'demo-week--coming" id="w01"' in visitor.read("/fr/")
    visitor.choose(week="5")
    assert 'demo-week--past" id="w01"' in visitor.read("/fr/")


def test_the_clock_given_to_blocks_is_the_chosen_week(small_course):
    from dataide_xblocks.preview.services import Clock

    assert Clock(small_course, 1).now().isoformat() == "2027-01-20T15:00:00+00:00"
    assert Clock(small_course, None).now() == Clock(small_course, 1).now()
    assert (Clock(small_course, 3).now() - Clock(small_course, 1).now()).days == 14


def test_starting_over_asks_first_then_forgets_every_answer(visitor):
    visitor.post("/fr/w01-lire/seen")
    assert XBlockState.objects.exists()
    visitor.read("/fr/start/over")
    assert XBlockState.objects.exists()
    assert visitor.post("/fr/start/over").status_code == 302
    assert not XBlockState.objects.exists()
    assert LIBRARY.courses


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
