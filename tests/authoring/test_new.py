"""A designer never starts from nothing, and says when a translation is aligned."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dataide_xblocks.authoring import build, new
from dataide_xblocks.authoring.align import align
from dataide_xblocks.cli import main

from .drawn import course, draw


@pytest.fixture
def root(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    return tmp_path


def run(root, *arguments):
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])


def sound(root) -> list[str]:
    return [p.printed("en") for p in build.read(root).problems if p.blocking]


def test_a_new_week_page_and_exercises_build_at_once(root):
    made = new.new_week(root, 2)
    assert made == [
        "content/fr/w02/week.toml",
        "content/en/w02/week.toml",
        "content/fr/w02/01-accueil.md",
        "content/en/w02/01-accueil.md",
    ]
    assert new.new_page(root, "w02", "w02-exemple") == ["content/fr/w02/02-exemple.md", "content/en/w02/02-exemple.md"]
    new.new_exercise(root, "problem", "w02-exemple", "w02-q1")
    new.new_exercise(root, "dataide-pulse", "w02-exemple", "w02-pulse")
    assert sound(root) == []
    assert not build.build(root).blocked


def test_a_new_video_asks_for_its_transcript(root):
    new.new_exercise(root, "video", "w01-accueil", "w01-video")
    assert any("transcript" in sentence for sentence in sound(root))
    for lang in ("fr", "en"):
        (root / "content" / lang / "files" / "w01-video.srt").write_text(
            "1\n00:00:00,000 --> 00:00:01,000\na\n", "utf-8"
        )
    assert sound(root) == []


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda root: new.new_page(root, "w01", "w01-quiz"), "already used"),
        (lambda root: new.new_page(root, "w01", "w01-q1"), "already used"),
        (lambda root: new.new_page(root, "w09", "w09-x"), "no week"),
        (lambda root: new.new_page(root, "w01", "Pas Bon"), "lower-case"),
        (lambda root: new.new_week(root, 1), "exists already"),
        (lambda root: new.new_exercise(root, "oracle", "w01-quiz", "w01-x"), "not a kind"),
        (lambda root: new.new_exercise(root, "problem", "w01-nowhere", "w01-x"), "no page"),
    ],
)
def test_what_cannot_be_made_says_why_and_writes_nothing(root, make, words):
    before = sorted(str(p) for p in root.rglob("*"))
    with pytest.raises(new.Taken) as refused:
        make(root)
    assert words in refused.value.problem.printed("en")
    assert sorted(str(p) for p in root.rglob("*")) == before


def test_aligning_changes_one_line_and_nothing_else(root):
    french = root / "content/fr/w01/01-accueil.md"
    french.write_text(french.read_text("utf-8").replace("une phrase", "autre chose"), "utf-8")
    english = root / "content/en/w01/01-accueil.md"
    before = english.read_bytes().split(b"\n")
    assert align(root, ["w01-accueil"]) == (["content/en/w01/01-accueil.md"], [])
    after = english.read_bytes().split(b"\n")
    (changed,) = (new_line for line, new_line in zip(before, after, strict=True) if line != new_line)
    assert changed.startswith(b'source = "')
    assert align(root, ["w01-accueil"]) == ([], [])
    assert align(root, ["nowhere"]) == ([], ["nowhere"])


def test_the_commands_say_what_they_did(root):
    built = run(root, "build")
    assert built.exit_code == 0 and "7 new ids" in built.output
    assert "0 ids changed" in run(root, "build").output
    checked = run(root, "check")
    assert checked.exit_code == 0 and "2 pages in French, 2 in English" in checked.output
    packed = run(root, "pack")
    assert packed.exit_code == 0 and packed.output.count("sha256") == 2
    assert run(root, "new", "page", "w01", "w01-suite").exit_code == 0


def test_a_mistake_is_one_clean_line_and_a_failing_command(root):
    page = root / "content/fr/w01/01-accueil.md"
    page.write_text(page.read_text("utf-8").replace("page:w01-quiz", "page:nowhere"), "utf-8")
    for command in ("build", "check", "pack"):
        result = run(root, command)
        assert result.exit_code == 1
        assert "content/fr/w01/01-accueil.md:10: There is no page “nowhere”." in result.output
        assert "Traceback" not in result.output


def test_a_start_that_is_no_monday_is_refused(root):
    result = run(root, "build", "--start", "2027-01-19")
    assert result.exit_code == 2 and "Monday" in result.output
