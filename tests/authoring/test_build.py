"""A build writes what the sources say, only that, only when it is sound, and the same bytes each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dataide_xblocks.authoring import build, olx
from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.cache import Cache
from dataide_xblocks.authoring.course import Chapter, Course, Html, Inline, Sequential, Vertical
from dataide_xblocks.authoring.pack import pack

from .drawn import course, draw, files_in


@pytest.fixture
def root(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    return tmp_path


def test_the_first_build_writes_everything_and_the_second_nothing(root):
    first, second = build.build(root), build.build(root)
    assert first.written and not first.blocked
    assert (second.written, second.removed, second.kept) == ([], [], len(first.written))


def test_a_check_finds_the_tree_equal_and_then_an_edit_by_hand(root):
    build.build(root)
    assert build.check(root).problems == []
    edited, added = root / "course/fr/vertical/w01-quiz.xml", root / "course/en/html/stray.html"
    edited.write_text("<vertical/>", "utf-8")
    added.write_text("<p/>", "utf-8")
    (problem,) = build.check(root).problems
    assert (problem.path, problem.params) == ("course/fr/vertical/w01-quiz.xml", {"count": 2})
    build.build(root)
    assert build.check(root).problems == [] and not added.exists()


def test_nothing_is_written_while_a_blocking_problem_stands(root):
    build.build(root)
    before = files_in(root / "course")
    page = root / "content/fr/w01/01-accueil.md"
    page.write_text(page.read_text("utf-8").replace("page:w01-quiz", "page:nowhere"), "utf-8")
    assert build.build(root).blocked
    assert files_in(root / "course") == before


def test_only_what_changed_is_written(root):
    build.build(root)
    page = root / "content/fr/w01/01-accueil.md"
    page.write_text(page.read_text("utf-8").replace("une phrase", "une autre phrase"), "utf-8")
    assert build.build(root).written == ["course/fr/html/w01-accueil-text.html"]


def test_a_cached_build_is_the_build(root):
    cached = build.trees(build.read(root)), build.trees(build.read(root))
    course_fr, _problems = build.load(root, "fr", None, Cache())
    fresh = {f"course/fr/{path}": content for path, content in olx.tree(course_fr).items()}
    assert cached[0] == cached[1]
    assert fresh.items() <= cached[0].items()


def test_a_damaged_cache_costs_time_and_nothing_else(root):
    build.build(root)
    for path in (root / build.CACHE).iterdir():
        path.write_bytes(b"\x80\x04damaged")
    assert build.build(root).written == []


def test_the_same_bytes_in_any_time_zone_locale_and_order_of_hashes(root, tmp_path):
    code = (
        "import sys, hashlib; from pathlib import Path; from dataide_xblocks.authoring import build;"
        "files = build.trees(build.read(Path(sys.argv[1])));"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    )
    digests = set()
    for seed, zone, locale in (
        ("1", "UTC", "C"),
        ("2", "Asia/Tokyo", "fr_CA.UTF-8"),
        ("3", "America/Toronto", "tr_TR.UTF-8"),
    ):
        for path in (root / build.CACHE).glob("*"):
            path.unlink()
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        digests.add(
            subprocess.run([sys.executable, "-c", code, str(root)], env=env, capture_output=True, check=True).stdout
        )
    assert len(digests) == 1


def test_weeks_follow_the_start_given_at_build_in_local_time(root):
    report = build.build(root, date(2027, 3, 8))
    assert not report.blocked
    chapter = etree.parse(root / "course/fr/chapter/w01.xml").getroot()
    assert chapter.get("start") == "2027-03-08T13:00:00Z"  # 8:00 in winter
    pulse = etree.parse(root / "course/fr/vertical/w01-quiz.xml").find("dataide_pulse")
    assert pulse.get("closes") == "2027-03-15T12:00:00Z"  # 8:00 in summer: the clock changed on the 14th
    policy = json.loads((root / "course/fr/policies/2027_FR/policy.json").read_text("utf-8"))["course/2027_FR"]
    assert (policy["start"], policy["self_paced"]) == ("2027-03-01T13:00:00Z", False)


def test_prose_is_named_after_what_it_follows(root):
    build.build(root)
    vertical = etree.parse(root / "course/fr/vertical/w01-quiz.xml").getroot()
    found = [(child.tag, child.get("url_name")) for child in vertical]
    assert found == [
        ("html", "w01-quiz-text"),
        ("problem", "w01-q1"),
        ("html", "w01-q1-after"),
        ("dataide_pulse", "w01-pulse"),
    ]


def test_both_languages_have_the_same_files_but_for_the_run(root):
    build.build(root)
    names = [
        {n.replace("2027_FR", "RUN").replace("2027_EN", "RUN") for n in files_in(root / "course" / lang)}
        for lang in ("fr", "en")
    ]
    assert names[0] == names[1]


def test_french_typography_reaches_titles_and_exercises(root):
    for name, old, new in (
        ("01-accueil.md", "Où en sommes-nous", "L'essentiel: 3 $"),
        ("02-quiz.md", "Où en sommes-nous", "Qu'en dire: 5 %"),
    ):
        path = root / "content/fr/w01" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    build.build(root)
    titles = etree.parse(root / "course/fr/vertical/w01-accueil.xml").getroot().get("display_name")
    assert titles == "L’essentiel\u00a0: 3\u00a0$"
    assert "Qu’en dire\u00a0: 5\u00a0%" in (root / "course/fr/vertical/w01-quiz.xml").read_text("utf-8")


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(title=WORDS, text=WORDS.map(lambda t: f"{t}\n\t« {t} » & <a> ]]>"))
def test_titles_and_texts_come_back_from_the_xml_as_they_were_written(tmp_path_factory, title, text):
    root = tmp_path_factory.mktemp("drawn")
    draw(root, course())
    sound, _problems = build.load(root, "fr", None, Cache())
    block = Inline("x", "dataide_pulse", title, 1, (), (("display_name", title), ("slot", "x")), text)
    vertical = Vertical(
        "v", title, "s", "p", "d", None, 1, False, (Html("v-text", "html", title, 1, (), "<p/>"), block)
    )
    whole = Course(sound.settings, (Chapter("c", title, 1, "p", (Sequential("s", title, None, (vertical,)),)),))
    files = olx.tree(whole)
    parsed = etree.fromstring(files["vertical/v.xml"])
    assert parsed.get("display_name") == title
    assert parsed.find("dataide_pulse").get("display_name") == title
    assert parsed.find("dataide_pulse")[0].text == text
    assert etree.fromstring(files["html/v-text.xml"]).get("display_name") == title


def test_an_archive_holds_plain_files_under_one_folder_and_is_the_same_twice(root):
    build.build(root)
    sound, _problems = build.load(root, "fr")
    archives = [pack(olx.tree(sound), "fr", root / "dist" / name) for name in ("a.tar.gz", "b.tar.gz")]
    assert archives[0].sha256 == archives[1].sha256
    with tarfile.open(archives[0].path) as archive:
        members = archive.getmembers()
    assert all(m.isreg() and m.name.startswith("fr/") and ".." not in m.name for m in members)
    assert [m.name for m in members] == sorted(m.name for m in members)
    assert {(m.mtime, m.uid, m.gid, m.uname) for m in members} == {(0, 0, 0, "")}
    assert "fr/course.xml" in [m.name for m in members]
