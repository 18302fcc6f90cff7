"""What every test of a block starts from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import translation

from .journal_filled import build
from .journal_world import World


@pytest.fixture(autouse=True)
def fresh():
    """Each test starts with nobody's limit used, in French."""
    cache.clear()
    with translation.override("fr"):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """A journal full of marks, built once for a module: each of its tests leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
