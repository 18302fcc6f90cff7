"""What Studio would import is the course: each archive is unpacked and read back, block by block, by XBlock core."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from dataide_xblocks.authoring.pack import pack
from dataide_xblocks.preview.library import Course
from dataide_xblocks.preview.olx import tree_in
from dataide_xblocks.preview.people import CAST, Person

COURSE = Path(__file__).resolve().parents[2] / "course"
LANGUAGES = ("fr", "en")
CONTAINERS = {"course", "chapter", "sequential"}


@pytest.fixture
def imported(tmp_path):
    """A course as it comes out of its archive."""

    def read(language: str) -> Course:
        archive = pack(tree_in(COURSE / language), language, tmp_path / f"{language}.tar.gz")
        with tarfile.open(archive.path) as opened:
            opened.extractall(tmp_path, filter="data")
        return Course(language, tree_in(tmp_path / language))

    return read


def ledger() -> dict[str, str]:
    """{id: type} of what was published and is not retired."""
    lines = [line.split() for line in (COURSE / "ids.txt").read_text("utf-8").splitlines()]
    return {words[0]: words[1] for words in lines if len(words) == 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_published_page_and_exercise_comes_back(imported, language):
    course = imported(language)
    pages = dict.fromkeys(course.places, "vertical")
    blocks = {key.block_id: key.block_type for page in pages for key in course.blocks(page)}
    kept = {name: kind for name, kind in ledger().items() if kind not in CONTAINERS}
    assert {name: kind for name, kind in (pages | blocks).items() if kind != "html"} == kept
    assert [week.number for week in course.outline.weeks] == list(range(13))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_made_and_keeps_its_title(imported, language, db):
    from dataide_xblocks.preview.runtime import PreviewRuntime

    course = imported(language)
    runtime = PreviewRuntime(course, Person(1, CAST[0]))
    for name, place in course.places.items():
        assert runtime.get_block(course.unit(name)).display_name == place.page.title
        for key in course.blocks(name):
            assert runtime.get_block(key).display_name, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pages_show_and_offer_is_in_the_archive(imported, language):
    course = imported(language)
    assert f"static/{course.outline.image}" in course.tree
    assert [style for style in course.outline.styles if f"static/{style}" not in course.tree] == []
    assert len(course.outline.tabs) > 2 and {"overview", "short_description"} <= course.outline.about.keys()


def test_both_archives_are_one_course_in_two_languages(imported):
    french, english = (imported(language) for language in LANGUAGES)
    assert list(french.places) == list(english.places)
    assert french.key != english.key and french.start == english.start
