"""One demonstration and one browser for all walks; without Chromium they are named as not run."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from . import site


def pytest_collection_modifyitems(items):
    """Say of each walk why it is not run here."""
    reason = None
    if site.chromium() is None:
        reason = "not run: Chromium is not installed"
    elif find_spec("playwright") is None:
        reason = "not run: playwright is not installed"
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="package")
def address(tmp_path_factory):
    with site.served(tmp_path_factory.mktemp("var")) as found:
        yield found


@pytest.fixture(scope="package")
def chromium():
    """Closed with the last walk: Playwright keeps a loop running, in which Django refuses to reach its database."""
    with site.browser() as running:
        yield running


@pytest.fixture
def visit(chromium, address):
    """Open a page as a new visitor of a given width; what the page complains about fails the test at the end."""
    contexts, complaints = [], []

    def open_page(path: str = "/", width: int = 1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else complaints.append(r.url)
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def fresh(visit):
    """The demonstration as on its first day."""
    page = visit("/fr/start/over")
    page.locator("main form button").first.click()
    return visit
