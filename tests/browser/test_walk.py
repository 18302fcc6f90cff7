"""Every page of the course, in both languages, on a phone and on a desk: whole, within its width, accessible to axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from . import loads

COURSE = Path(__file__).resolve().parents[2] / "course"
WIDTHS = (360, 1280)
LOOKS = ("author_view", "studio_view")


def pages() -> list[str]:
    """The ids of all pages, from the committed course."""
    return sorted(path.stem for path in (COURSE / "fr" / "vertical").glob("*.xml"))


def tabs() -> list[str]:
    return sorted(path.stem for path in (COURSE / "fr" / "tabs").glob("*.html"))


PATHS = ["/", "about/overview", "my-data", *(f"tab/{slug}" for slug in tabs()), *pages()]


def fits(page) -> None:
    """One first heading, no sideways scrolling."""
    assert page.locator("h1").count() == 1
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def looked_at(page) -> None:
    """What must hold of any page: it fits, and axe finds nothing at levels A and AA."""
    from axe_playwright_python.sync_playwright import Axe

    fits(page)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_fits_and_axe_finds_nothing(visit, language, width):
    page = visit(f"/{language}/", width)
    assert page.locator("html").get_attribute("lang") == language
    looked_at(page)
    told, points, visited = loads.listened(page), set(page.evaluate(loads.POINTS)), {page.url}
    for path in PATHS[1:]:
        response = page.goto(f"/{language}/{path}")
        assert response.status == 200, path
        loads.sound(page)
        points |= set(page.evaluate(loads.POINTS))
        visited.add(page.url)
        # Prose is the same for axe on a desk as on a phone; a block is laid out anew.
        looked_at(page) if width == min(WIDTHS) or page.locator(".dataide").count() else fits(page)
    loads.found(page, points - visited)
    assert told == []


@pytest.mark.parametrize("path", ["w01-avis", "w01-portrait"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_designer_sees_what_studio_shows(visit, look, path):
    page = visit(f"/fr/{path}")
    choose(page, "Camille Roy")
    page.locator(".demo-menu > summary").nth(2).click()
    page.locator(f'button[name="view"][value="{look}"]').click()
    looked_at(page)
    assert page.locator(".dataide").count() >= 1


def choose(page, name: str) -> None:
    """Become another person of the cast."""
    page.locator(".demo-menu > summary").first.click()
    page.locator('button[name="person"]', has_text=name).click()


def test_next_and_previous_walk_the_whole_course(visit):
    page = visit("/fr/")
    there = walked(page, f"/fr/{first_page()}", "next")
    back = walked(page, there[-1], "prev")
    assert there == back[::-1]
    assert len(there) == len(set(there)) == len(pages())


def walked(page, path: str, rel: str) -> list[str]:
    """The paths met by following a link from page to page until there is none."""
    paths = [path]
    while True:
        page.goto(paths[-1])
        link = page.locator(f'a[rel="{rel}"]')
        if not link.count():
            return paths
        paths.append(link.first.get_attribute("href"))


def first_page() -> str:
    """The first page of the first section of the first week."""
    course = etree.parse(next((COURSE / "fr" / "course").glob("*.xml"))).getroot()
    chapter = etree.parse(COURSE / "fr" / "chapter" / f"{course[0].get('url_name')}.xml").getroot()
    sequential = etree.parse(COURSE / "fr" / "sequential" / f"{chapter[0].get('url_name')}.xml").getroot()
    return sequential[0].get("url_name")


def test_the_language_changes_and_the_page_stays(visit):
    page = visit("/fr/w01-avis")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/w01-avis")
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_page_reads_without_scripts(visit):
    page = visit("/fr/w01-avis", java_script_enabled=False)
    assert page.locator(".dataide-pulse h3").count() >= 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_can_be_reached_and_left_by_keyboard(visit, language):
    page = visit(f"/{language}/w01-avis")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    rings = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        rings += page.evaluate(
            "(e => e !== document.body && getComputedStyle(e).outlineStyle !== 'none')(document.activeElement)"
        )
    assert rings >= 10, "what has the focus does not show it"
