"""The committed course under olxcleaner, the very check that Studio may run at import (contract 8.7.24)."""

from __future__ import annotations

import shutil
from importlib.metadata import entry_points
from pathlib import Path

import pytest

olxcleaner = pytest.importorskip("olxcleaner", reason="olxcleaner is not installed: `make test` installs it")

COURSE = Path(__file__).resolve().parents[2] / "course"
OURS = [point.name for point in entry_points(group="xblock.v1") if point.name.startswith("dataide_")]


def said(root: Path) -> tuple[list[str], int]:
    """Everything it says of a course, from debugging to errors, and how many things it read."""
    course, errors, names = olxcleaner.validate(str(root / "course.xml"), steps=8, allowed_xblocks=OURS)
    assert not course.broken
    return [f"{error.level} {error.filename} {error.name}: {error.description}" for error in errors.errors], len(names)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_olxcleaner_finds_neither_error_nor_warning(language):
    problems, read = said(COURSE / language)
    assert problems == []
    assert read >= sum(
        len(list((COURSE / language / folder).glob("*.xml"))) for folder in ("vertical", "html", "problem")
    )


def test_olxcleaner_would_have_said_so(tmp_path):
    root = Path(shutil.copytree(COURSE / "fr", tmp_path / "fr"))
    next((root / "vertical").glob("w02-*.xml")).unlink()
    problems, _read = said(root)
    assert problems and all(problem.startswith("ERROR") for problem in problems)
