"""A person looks at what is kept about them, takes it along, and erases it."""

from __future__ import annotations

import json

import pytest

from .maturity import FIRST, Colleague
from .test_walk import choose, looked_at


@pytest.mark.parametrize(("language", "erased"), [("fr", "C’est effacé."), ("en", "Erased.")])
def test_what_is_kept_is_shown_taken_along_and_erased(fresh, language, erased):
    page = fresh(f"/{language}/{FIRST}", 360)
    choose(page, "Samira Haddad")
    page.goto(f"/{language}/my-data")
    assert "MISS-1" in page.inner_text("main")
    page.locator("summary").click()
    looked_at(page)
    with page.expect_download() as download:
        page.locator('a[href*="json"]').click()
    assert len(json.loads(download.value.path().read_text("utf-8"))["MaturityAnswer"]) == 29
    page.locator("form:has([name=erase]) button").click()
    assert "MISS-1" in page.inner_text("main"), "nothing goes without a tick"
    page.locator("input[name=erase]").check()
    page.locator("form:has([name=erase]) button").click()
    assert erased in page.locator("[role=status]").inner_text() and "MISS-1" not in page.inner_text("main")
    looked_at(page)
    page.goto(f"/{language}/{FIRST}")
    samira = Colleague(page, language, "Samira Haddad")
    assert samira.block.locator(".dataide-maturity__question").count() == 1, "one begins again, alone"
    tom = Colleague(page, language, "Tom Okafor")
    assert "3" in tom.block.locator(".dataide-maturity__people").inner_text(), "the team keeps its portrait"


@pytest.mark.parametrize(
    ("language", "agree", "withdrew"), [("fr", "Accepter", "Vous avez retiré"), ("en", "Agree", "You withdrew")]
)
def test_what_one_agreed_to_is_shown_given_and_withdrawn(fresh, language, agree, withdrew):
    page = fresh(f"/{language}/{FIRST}", 360)
    choose(page, "Samira Haddad")
    page.goto(f"/{language}/my-data")
    page.get_by_role("button", name=agree, exact=True).click()
    looked_at(page)
    page.goto(f"/{language}/{FIRST}")
    assert page.locator('button[name="opened"][value="no"]').count() == 1, "the exercise knows it at once"
    page.goto(f"/{language}/my-data")
    page.locator('button[name="given"][value="no"]').click()
    assert withdrew in page.locator("[role=status]").inner_text()
    page.goto(f"/{language}/{FIRST}")
    assert page.locator('button[name="opened"][value="yes"]').count() == 1
