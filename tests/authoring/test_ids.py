"""Learners' work hangs on ids: moving, retitling and inserting change none, and none goes without being named."""

from __future__ import annotations

import pytest

from dataide_xblocks.authoring import build
from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.ids import LEDGER, compare

from .drawn import course, draw


@pytest.fixture
def root(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    assert len(build.build(tmp_path).ids.new) == 7
    return tmp_path


def both(root, name, change):
    """Change a page in both languages."""
    for lang in ("fr", "en"):
        path = root / "content" / lang / "w01" / name
        path.write_text(change(path.read_text("utf-8")), "utf-8")


def unchanged(report) -> bool:
    return not report.blocked and not report.ids.new and not report.ids.retired


def test_building_again_changes_no_id(root):
    ledger = (root / LEDGER).read_text("utf-8")
    assert unchanged(build.build(root))
    assert (root / LEDGER).read_text("utf-8") == ledger


def test_a_page_inserted_first_changes_no_id(root):
    page = '+++\nid = "w01-avant"\ntitle = "a"\nsection = "w01-lire"\n+++\n\n## a\n\na\n'
    for lang in ("fr", "en"):
        (root / "content" / lang / "w01" / "00-avant.md").write_text(page, "utf-8")
    report = build.build(root)
    assert not report.blocked
    assert report.ids.new == ["w01-avant"]
    assert report.courses["fr"].verticals[0].id == "w01-avant"


def test_retitling_a_page_changes_no_id(root):
    both(root, "01-accueil.md", lambda text: text.replace("title = ", "title = 'x' #"))
    assert unchanged(build.build(root))


def test_moving_a_page_to_another_week_changes_no_id(root):
    for lang in ("fr", "en"):
        week = root / "content" / lang / "w02"
        week.mkdir()
        (week / "week.toml").write_text(
            'id = "w02"\ntitle = "a"\nweek = 2\n[[section]]\nid = "w02-lire"\ntitle = "a"\n', "utf-8"
        )
        page = root / "content" / lang / "w01" / "01-accueil.md"
        (week / "01-accueil.md").write_text(page.read_text("utf-8").replace("w01-lire", "w02-lire"), "utf-8")
        page.unlink()
        table = root / "content" / lang / "w01" / "week.toml"
        table.write_text(
            table.read_text("utf-8").replace('[[section]]\nid = "w01-lire"', "[ignored]\nid = 'x'"), "utf-8"
        )
    report = build.build(root, retire=["w01-lire"])
    told = [p.printed("en") for p in report.problems]
    assert not any("w01-accueil" in sentence and "gone" in sentence for sentence in told)
    assert "w01-accueil" not in report.ids.new


def test_a_deleted_page_stops_the_build_and_is_named_with_its_exercises(root):
    for lang in ("fr", "en"):
        (root / "content" / lang / "w01" / "02-quiz.md").unlink()
        table = root / "content" / lang / "w01" / "week.toml"
        table.write_text(table.read_text("utf-8").split('\n[[section]]\nid = "w01-verifier"')[0], "utf-8")
        both_page = root / "content" / lang / "w01" / "01-accueil.md"
        both_page.write_text(both_page.read_text("utf-8").replace("page:w01-quiz", "page:w01-accueil"), "utf-8")
    report = build.build(root)
    assert report.blocked
    named = {p.params["id"] for p in report.problems if p.path == LEDGER}
    assert named == {"w01-quiz", "w01-q1", "w01-pulse", "w01-verifier"}
    assert not build.build(root, retire=sorted(named)).blocked
    assert "w01-pulse dataide_pulse retired\n" in (root / LEDGER).read_text("utf-8")
    assert unchanged(build.build(root))


IDS = {"a": ("vertical", "content/fr/w01/a.md", 1), "q": ("problem", "content/fr/w01/a.md", 9)}


@pytest.mark.parametrize(
    ("ledger", "retire", "place", "words"),
    [
        ("a vertical\nq problem\nz problem\n", [], (LEDGER, 3), "published and is gone"),
        ("a vertical\nq dataide_pulse\n", [], ("content/fr/w01/a.md", 9), "published as a dataide_pulse"),
        ("a vertical\nq problem retired\n", [], ("content/fr/w01/a.md", 9), "was retired"),
        ("a vertical\nq problem\n", ["a"], (LEDGER, 1), "still in the course"),
        ("a vertical\nq problem\n", ["never"], (LEDGER, 1), "never published"),
    ],
)
def test_a_dropped_or_reused_id_is_a_problem(ledger, retire, place, words):
    (problem,) = compare(ledger, IDS, retire).problems
    assert (problem.path, problem.line) == place
    assert words in problem.printed("en")
