"""The glossary says the words of the course in both languages, each on the page it leads to; its tabs are current."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

import glossary  # noqa: E402 - the path is set above: scripts are not a package

ONE = """[[term]]
page = "w06-trois-samuel"
fr = "écart"
plain_fr = "Une différence."
en = "gap"
plain_en = "A difference."
"""
TERMS = glossary.read((ROOT / "content" / glossary.SOURCE).read_text("utf-8"))


def _pages(language: str) -> dict[str, str]:
    """{page id: its text in small letters, apostrophes straight}."""
    texts = (path.read_text("utf-8").lower() for path in (ROOT / "content" / language).glob("w*/*.md"))
    return {re.search(r'^id = "(.*)"', text, re.M)[1]: text.replace("’", "'") for text in texts}


def _forms(words: str) -> list[str]:
    """Each way of saying a term, as a pattern: without what is in brackets, each word in any number or gender."""
    bare = re.sub(r"\s*\([^)]*\)", "", words.lower().replace("®", ""))
    return [
        r"\s+".join(re.escape(w) + r"®?(?:e?s|x|e)?\b" for w in form.split()) for form in re.split(r"; | ou ", bare)
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_says_the_words_that_lead_to_it(language: str) -> None:
    pages = _pages(language)
    lost = [
        f"{term[language]} ({term['page']})"
        for term in TERMS
        if not any(re.search(form, pages.get(term["page"], "")) for form in _forms(term[language]))
    ]
    assert not lost, f"say these words on their pages, or change content/{glossary.SOURCE}: {', '.join(lost)}"


def test_the_tabs_in_the_repository_are_up_to_date() -> None:
    assert glossary.main(["--check"]) == 0


def test_check_writes_nothing_and_names_what_is_not_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / glossary.SOURCE).write_text(ONE, encoding="utf-8")
    for language in ("fr", "en"):
        (tmp_path / language / "tabs").mkdir(parents=True)
    assert glossary.main(["--check", "--content", str(tmp_path)]) == 1
    assert "en/tabs/glossaire.md" in capsys.readouterr().out
    assert not (tmp_path / "fr" / glossary.TAB).exists()
    assert glossary.main(["--content", str(tmp_path)]) == 0
    assert glossary.main(["--check", "--content", str(tmp_path)]) == 0


def test_a_word_is_filed_without_its_accent_and_beside_the_other_language() -> None:
    page = glossary.tab(glossary.read(ONE), "fr")
    assert "## De D à G" in page
    assert '| **écart** | Une différence. | <span lang="en">gap</span> | [Semaine 6](page:w06-trois-samuel) |' in page


@pytest.mark.parametrize("wrong", [ONE + ONE, ONE.replace('en = "gap"\n', ""), ONE.replace('"gap"', '""')])
def test_a_term_twice_or_without_its_translation_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        glossary.read(wrong)


def test_every_word_finds_its_part_of_the_page() -> None:
    for language in ("fr", "en"):
        assert glossary.tab(TERMS, language).count("](page:") == len(TERMS)
