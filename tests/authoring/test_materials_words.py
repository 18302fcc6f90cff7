"""What learners download keeps the words of the pages, and their silence about real people (Q-26, 35, 37, 38, 43)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dataide_xblocks.authoring import persons, wording

ROOT = Path(__file__).parents[2]
SHEETS = sorted((ROOT / "content").glob("*/materials/*"))


def wrong(text: str, language: str) -> list[str]:
    """What a sheet says that it should not: words avoided, facts to be verified, somebody's number."""
    return [str(f.params.get("word", f.rule)) for f in wording.complaints(text, language)] + list(
        persons.somebodys(text)
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_sheet_keeps_the_words_of_the_course(path):
    assert wrong(path.read_text("utf-8"), path.parts[-3]) == []


@pytest.mark.parametrize("text", ["Trente jours (V).", "Pour les retardataires.", "819 555-1234", "info@huche.qc.ca"])
def test_a_fault_is_found(text):
    assert wrong(text, "fr")
