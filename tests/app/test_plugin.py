"""The app as the platform's own plugin machinery loads it, from the entry points of the installed package."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace

import pytest
from django.dispatch import Signal
from django.test import override_settings
from django.urls import clear_url_caches, resolve, reverse

from dataide_xblocks.apps import DataideConfig

from ..store.cohort import dump, fill, number

pytestmark = pytest.mark.skipif(
    find_spec("edx_django_utils") is None, reason="not run: edx-django-utils is not installed"
)
if find_spec("edx_django_utils"):
    from edx_django_utils.plugins import registry
LMS, STUDIO = "lms.djangoapp", "cms.djangoapp"
ACCOUNTS = "openedx.core.djangoapps.user_api.accounts.signals"


@pytest.fixture(autouse=True)
def only_us(monkeypatch):
    """Other plugins of the test environment need the whole platform; the machinery is shown ours alone."""
    found = registry.get_plugin_app_configs
    ours = lambda project: [config for config in found(project) if config.name == "dataide_xblocks"]  # noqa: E731
    monkeypatch.setattr(registry, "get_plugin_app_configs", ours)


@pytest.mark.parametrize("project", [LMS, STUDIO])
def test_both_find_the_app(project):
    from edx_django_utils.plugins import get_plugin_apps

    assert "dataide_xblocks.apps.DataideConfig" in get_plugin_apps(project)


def test_the_lms_has_our_pages_and_studio_has_none():
    from edx_django_utils.plugins import get_plugin_url_patterns

    ours = {
        project: [p for p in get_plugin_url_patterns(project) if getattr(p, "namespace", "") == "dataide"]
        for project in (LMS, STUDIO)
    }
    assert len(ours[LMS]) == 1 and ours[STUDIO] == []
    urlconf = ModuleType("urlconf")
    urlconf.urlpatterns = ours[LMS]
    sys.modules["urlconf"] = urlconf
    try:
        with override_settings(ROOT_URLCONF="urlconf"):
            clear_url_caches()
            assert reverse("dataide:my-data") == "/dataide/my-data"
            assert resolve("/dataide/my-data").func.declaration
    finally:
        del sys.modules["urlconf"]
        clear_url_caches()


@pytest.mark.django_db
def test_a_retired_account_is_erased_through_the_platforms_signal(monkeypatch):
    from edx_django_utils.plugins import connect_plugin_receivers

    signals = ModuleType(ACCOUNTS)
    signals.USER_RETIRE_LMS_MISC = Signal()
    parts = ACCOUNTS.split(".")
    for n in range(1, len(parts)):
        monkeypatch.setitem(sys.modules, ".".join(parts[:n]), ModuleType(".".join(parts[:n])))
    monkeypatch.setitem(sys.modules, ACCOUNTS, signals)
    connect_plugin_receivers(LMS)
    fill(4)
    signals.USER_RETIRE_LMS_MISC.send(sender=None, user=SimpleNamespace(pk=int(number(2))))
    assert number(2) not in dump() and number(1) in dump()


def test_the_app_says_its_label_and_its_keys():
    """Never renamed: they are the prefix of every table and the type of every key."""
    assert DataideConfig.label == "dataide" and DataideConfig.default_auto_field.endswith("BigAutoField")
