"""An author saves: the page is fresh, or says what to mend; the last good version stays."""

from __future__ import annotations

import pytest

from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.build import build
from dataide_xblocks.preview import sources
from dataide_xblocks.preview.library import LIBRARY
from tests.authoring.drawn import course, draw

WEEK = "content/fr/w01"


@pytest.fixture
def root(tmp_path, settings):
    """A project with sources of its own, and nothing built yet."""
    draw(tmp_path, course())
    align(tmp_path)
    settings.ROOT = tmp_path
    return tmp_path


@pytest.fixture
def page(root):
    """The first page of the project."""
    return min((root / WEEK).glob("*.md"))


def test_without_a_committed_build_there_is_nothing_to_show_yet(root):
    assert sources.show_committed() is False


def test_the_committed_build_is_shown_as_it_is(root, visitor):
    build(root)
    assert sources.show_committed() is True
    assert visitor.read("/fr/").count("demo-week__number") == visitor.read("/en/").count("demo-week__number") > 0


def test_a_rebuild_that_changes_nothing_refreshes_nobody(root):
    build(root)
    sources.show_committed()
    before = LIBRARY.version
    sources.rebuild()
    assert LIBRARY.version == before
    assert any(place.page.essential for place in LIBRARY.courses["fr"].places.values())


def test_a_saved_page_is_shown_and_the_open_one_is_told(root, page, visitor):
    sources.rebuild()
    before = visitor.get("/version").json()["version"]
    page.write_text(page.read_text("utf-8") + "\nUne phrase toute neuve.\n", "utf-8")
    sources.rebuild()
    assert visitor.get("/version").json()["version"] > before
    name = next(iter(LIBRARY.courses["fr"].places))
    assert "Une phrase toute neuve." in visitor.read(f"/fr/{name}")


def test_a_mistake_is_named_with_its_line_and_the_last_good_version_stays(root, page, visitor):
    sources.rebuild()
    name = next(iter(LIBRARY.courses["fr"].places))
    good = page.read_text("utf-8")
    page.write_text(good + "\n![Une image](image:nulle-part.svg)\n", "utf-8")
    sources.rebuild()
    shown = visitor.read(f"/fr/{name}")
    assert "demo-problems" in shown
    assert f"{page.relative_to(root)}:" in shown
    assert "demo-unit" in shown
    page.write_text(good, "utf-8")
    sources.rebuild()
    assert "demo-problems" not in visitor.read(f"/fr/{name}")


def test_a_failure_of_ours_is_told_and_does_not_stop_the_watch(root):
    sources.rebuild()
    (root / "content").rename(root / "elsewhere")
    sources._try_to_rebuild()
    assert LIBRARY.problems
    (root / "elsewhere").rename(root / "content")
    sources._try_to_rebuild()
    assert LIBRARY.problems == ()


def test_a_change_is_seen_by_its_time_or_its_size(root, page):
    before = sources.state_of(root / "content")
    assert sources.state_of(root / "content") == before
    page.write_text("", "utf-8")
    assert sources.state_of(root / "content") != before
