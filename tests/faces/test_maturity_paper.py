"""The blank form on paper: every statement of the model, and no more pages than were promised."""

from __future__ import annotations

import re
import subprocess

import pytest
from django.utils import translation
from lxml import html

from dataide_xblocks.block import render
from dataide_xblocks.domain.language import say
from dataide_xblocks.domain.maturity_model import MaturityModel
from dataide_xblocks.domain.maturity_words import notice
from dataide_xblocks.pages.maturity_paper import paper_shown

from ..browser import site
from .maturity import TOML, read_model

MODELS: dict[str, MaturityModel] = {language: read_model(TOML[language]) for language in TOML}
CASES = [(language, form) for language in MODELS for form in ("full", "short")]
PAGES = {"full": 4, "short": 2}  # maturity-model.md 2.3: on paper, four pages


def written(language: str, form: str, model: MaturityModel | None = None) -> str:
    """The form as it is downloaded."""
    with translation.override(language):
        return render("maturity_paper.html", paper_shown(model or MODELS[language], form, language))


def paper(language: str, form: str, model: MaturityModel | None = None) -> html.HtmlElement:
    return html.fromstring(written(language, form, model))


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


@pytest.mark.parametrize(("language", "form"), CASES)
def test_the_form_holds_every_question_with_its_five_statements(language, form):
    model, page = MODELS[language], paper(language, form)
    items = model.short if form == "short" else model.items
    assert len(items) == {"full": 29, "short": 8}[form]
    assert texts(page, "//h3") == [f"{n}. {' '.join(item.text.split())}" for n, item in enumerate(items, 1)]
    expected = [f"{n}{' '.join(text.split())}" for item in items for n, text in enumerate(item.statements, 1)]
    assert texts(page, "//li[@class='choice']") == expected
    unsure = texts(page, "//section/p[contains(@class, 'choice')]")
    assert unsure.count(say(language)("I don’t know")) == len(items)
    assert len(page.xpath("//section/p/span[@class='line']")) == sum(item.not_applicable for item in items)
    assert len(page.xpath("//section//i")) == 6 * len(items) + sum(item.not_applicable for item in items)


@pytest.mark.parametrize(("language", "form"), CASES)
def test_the_form_says_the_rules_and_its_edition(language, form):
    model, page = MODELS[language], paper(language, form)
    text = " ".join(page.text_content().split())
    assert text.count(model.edition) == 2
    for line in notice(model, form, language):
        assert " ".join(f"{line.about}. {line.text}".split()) in text
    assert page.get("lang") == language and texts(page, "//h1") == [model.title]
    assert texts(page, "//h2") == [dimension.name for dimension in model.dimensions]
    assert len(page.xpath("//p[@class='roles']//i")) == (len(model.roles) if form == "full" else 0)


def test_only_a_sheet_that_a_colleague_types_in_says_who_reads_it():
    warning = "Whoever types this sheet in reads your answers"
    assert warning in paper("en", "full").text_content() and warning not in paper("en", "short").text_content()


def test_words_of_the_model_in_another_language_are_marked():
    page = paper("fr", "full", MODELS["en"])
    assert page.get("lang") == "fr"
    for path in ("//h1", "//h2", "//h3", "//ol", "//p[@class='roles']/span[i]"):
        assert {element.get("lang") for element in page.xpath(path)} == {"en"}


def test_what_an_author_wrote_is_text_on_the_form():
    toml = TOML["en"].replace('title = "Data Maturity Portrait"', 'title = "</style><script>x</script> & \\"y\\""')
    page = paper("en", "full", read_model(toml))
    assert texts(page, "//h1") == ['</style><script>x</script> & "y"'] and not page.xpath("//script")


@pytest.mark.browser
@pytest.mark.skipif(site.chromium() is None, reason="not run: Chromium is not installed")
@pytest.mark.parametrize(("language", "form"), CASES)
def test_the_form_prints_on_the_pages_promised(language, form, tmp_path):
    source, printed = tmp_path / "form.html", tmp_path / "form.pdf"
    source.write_text(written(language, form), "utf-8")
    command = [site.chromium(), "--headless", *site.QUIET, "--no-pdf-header-footer", f"--print-to-pdf={printed}"]
    subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)
    pages = re.findall(rb"/Type /Page\b", printed.read_bytes())
    assert len(pages) == PAGES[form]
    assert re.search(rb"/MediaBox \[0 0 612 792\]", printed.read_bytes())  # Letter
