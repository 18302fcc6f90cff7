"""What a week asks is counted from its sources, and the table of the documentation is the one the command makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dataide_xblocks.authoring import build, counts
from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.size import ESSENTIAL_MINUTES
from dataide_xblocks.cli import main

from .drawn import course, draw

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def root(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    return tmp_path


def run(root, *arguments):
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "report", *arguments])


def spoil(root, old, new, *languages):
    for language in languages or ("fr", "en"):
        page = root / f"content/{language}/w01/01-accueil.md"
        assert old in page.read_text("utf-8")
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")


def first_week(root, language="en"):
    return counts.count(build.read(root).courses[language].chapters[0])


def test_a_week_is_counted_in_each_of_its_measures(root):
    week = first_week(root)
    assert week.words == sum(v.words for v in build.read(root).courses["en"].verticals) > 0
    assert week == counts.Count(
        pages=2, words=week.words, reading=2, activity=5, essential=1, questions=1, fields=0, pictures=1, downloads=1
    )


def test_a_file_offered_twice_counts_once(root):
    spoil(root, "![", "[Encore la liste](file:liste.csv)\n\n![")
    assert first_week(root).downloads == 1


def test_the_essential_minutes_are_held_against_the_promise(root):
    spoil(root, "essential = true", f"essential = true\nminutes = {ESSENTIAL_MINUTES - 1}")
    assert counts.kept(first_week(root))
    spoil(root, f"minutes = {ESSENTIAL_MINUTES - 1}", f"minutes = {ESSENTIAL_MINUTES}")
    assert not counts.kept(first_week(root))
    assert run(root, "--week", "1").stdout.count("✗") == 2
    assert "| ✗ |" in counts.table(build.read(root).courses)


def test_one_week_is_reported_with_its_pages_and_its_remarks(root):
    spoil(root, "Voici une phrase.", "Voici une autre phrase.", "fr")
    said = run(root, "--week", "1")
    assert said.exit_code == 0
    assert said.stdout.startswith("Week 1: Where do we stand")
    assert "* Where do we stand" in said.stdout and "dataide align w01-accueil" in said.stdout


def test_every_week_is_reported_without_its_pages(root):
    said = run(root)
    assert said.stdout.startswith("Week 1:") and "* Where do we stand" not in said.stdout


def test_a_week_that_is_not_there_is_said(root):
    said = run(root, "--week", "9")
    assert said.exit_code == 1 and "There is no week 9." in said.output


def test_nothing_is_counted_while_a_blocking_problem_stands(root):
    spoil(root, "page:w01-quiz", "page:nowhere")
    (root / "docs").mkdir()
    assert run(root, "--docs").exit_code == 1
    assert not (root / counts.TABLE).exists()


def test_the_table_of_the_documentation_is_the_one_the_command_makes():
    courses = build.read(ROOT).courses
    assert (ROOT / counts.TABLE).read_text("utf-8") == counts.table(courses), "run: dataide report --docs"


def test_the_table_is_written_where_it_is_asked(root):
    (root / "docs").mkdir()
    assert run(root, "--docs").exit_code == 0
    written = (root / counts.TABLE).read_text("utf-8")
    assert written == counts.table(build.read(root).courses)
    assert "| Semaine / Week | Pages |" in written and "\n| 1 | 2 |" in written
