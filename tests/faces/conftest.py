"""What every test of a block starts from."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def fresh():
    """Each test starts with nobody's limit used, in French."""
    cache.clear()
    with translation.override("fr"):
        yield
