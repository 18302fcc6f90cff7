"""The plan's page to print: on a phone and on a desk it fits and says nothing to axe; it asks for nothing."""

from __future__ import annotations

import pytest

from dataide_xblocks.export.plan_document import board_summary, whole_plan
from dataide_xblocks.pages.plan_paper import html_of
from tests.export.plan_sample import TEMPLATES
from tests.export.plans import filled, plan

PAGES = {"plan": whole_plan, "board": board_summary}


@pytest.fixture
def shown(chromium):
    """A page of its own, its width in pixels; what it asks for is noted."""
    asked = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("what", PAGES)
def test_the_page_to_print_fits_and_axe_finds_nothing(shown, what, language, width):
    from axe_playwright_python.sync_playwright import Axe

    page, asked = shown
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(html_of(PAGES[what](plan(language, contents=filled(TEMPLATES[language], rows=8)))))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert asked == []


def test_the_page_to_print_turns_its_paper_for_wide_tables(shown):
    import io

    pypdf = pytest.importorskip("pypdf", reason="not run: pypdf is not installed")
    page, _asked = shown
    page.set_content(html_of(whole_plan(plan(contents=filled(TEMPLATES["fr"], rows=8)))))
    read = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {(round(each.mediabox.width), round(each.mediabox.height)) for each in read.pages}
    assert sizes == {(612, 792), (792, 612)}
