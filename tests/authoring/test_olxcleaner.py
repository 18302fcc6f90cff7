"""The committed course under olxcleaner, the very check that Studio may run at import (contract 8.7.24)."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

olxcleaner = pytest.importorskip("olxcleaner", reason="olxcleaner is not installed: `make test` installs it")

COURSE = Path(__file__).resolve().parents[2] / "course"
OURS = [point.name for point in entry_points(group="xblock.v1") if point.name.startswith("dataide_")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_olxcleaner_finds_nothing_to_say(language):
    _course, errors, _urls = olxcleaner.validate(str(COURSE / language / "course.xml"), steps=8, allowed_xblocks=OURS)
    assert [f"{error.filename} {error.name}: {error.description}" for error in errors.errors] == []
