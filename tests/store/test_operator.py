"""What the operator does: publishes a comparison by a command, ticks organisations in the administration."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.admin.sites import AdminSite
from django.core.management import CommandError, call_command

from dataide_xblocks.admin import OrganisationAdmin
from dataide_xblocks.models import Organisation

from .test_maturity import COHORT, TestReleases, founded

pytestmark = pytest.mark.django_db


def test_the_command_publishes_and_says_how_many(capsys):
    TestReleases().fill(10)
    call_command("dataide_compare", f"{COHORT}_EN".replace("dataidex+n101", "DataideX+N101"))
    assert "10 organisations counted" in capsys.readouterr().out
    call_command("dataide_compare", COHORT, "--wave", "baseline")
    assert "0 organisations counted" in capsys.readouterr().out


def test_a_mistyped_course_is_refused():
    with pytest.raises(CommandError):
        call_command("dataide_compare", "DataideX/N101/2027")


def test_the_administration_changes_one_thing_and_shows_nobody_alone(rf):
    from dataide_xblocks.store import organisation

    founded("7")
    organisation.own_place(COHORT, "8")
    page = OrganisationAdmin(Organisation, AdminSite())
    assert [row.name for row in page.get_queryset(rf.get("/"))] == ["Organisme 7"]
    assert set(page.fields) - set(page.readonly_fields) == {"verified"} == set(page.list_editable)
    assert not page.has_add_permission(rf.get("/")) and not page.has_delete_permission(rf.get("/"))


def test_a_cohort_is_counted_then_erased_and_another_stays(capsys):
    from dataide_xblocks.store import pulse

    TestReleases().fill(10)
    call_command("dataide_compare", COHORT)
    for where in (COHORT, f"{COHORT}-autre"):
        pulse.record_rating(where, "w01-pulse", 1, "useful", "7", "4")
    call_command("dataide_erase_cohort", COHORT)
    assert "Nothing was erased" in capsys.readouterr().out and Organisation.objects.count() == 10
    call_command("dataide_erase_cohort", COHORT, "--erase")
    kept = {model.__name__: model.objects.count() for model in apps.get_app_config("dataide").get_models()}
    assert {name: count for name, count in kept.items() if count} == {
        "PulseRating": 1,
        "PulseResult": 1,
        "MaturityEdition": 1,  # written by the course's authors
    }
