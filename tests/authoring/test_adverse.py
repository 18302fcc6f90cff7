"""What a tired or a hostile hand may write is told in a sentence: never a traceback, never a file outside `course/`."""

from __future__ import annotations

import os
import pickle

import pytest
from lxml import etree

from dataide_xblocks.authoring import build, new
from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.ids import LEDGER

from .drawn import SVG, course, draw
from .test_mistakes import PAGE, QUIZ, SETTINGS, WEEK, added, changed

GRADING = '[[grading]]\nkey = "quiz"\ntype = "Quiz"\nshort = "Q"\nweight = 100\ndrop = 2\n'
NEXT = '+++\nid = "{id}"\ntitle = "a"\nsection = "{section}"\n+++\n\nBonjour.\n'


def run_of(new_run):
    def spoil(files, lang):
        changed(SETTINGS, f"2027_{lang.upper()}", new_run)(files, lang)

    return spoil


def twin_week(files, lang):
    files[f"content/{lang}/w02/week.toml"] = (
        'id = "w02"\ntitle = "a"\nweek = 1\n[[section]]\nid = "w02-a"\ntitle = "a"\n'
    )
    files[f"content/{lang}/w02/01-a.md"] = NEXT.format(id="w02-p", section="w02-a")


BAD_SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
PULSE = "dataide-pulse w01-pulse"

# (name, what is spoilt in both languages, file, line, a passage of the English sentence)
ADVERSE = [
    ("control character in a title", changed(PAGE, 'title = "', 'title = "\\u0007'), PAGE, 3, "invisible"),
    ("control character in a week", changed(WEEK, 'title = "', 'title = "\\u0007'), WEEK, 2, "invisible"),
    ("control character in the settings", changed(SETTINGS, 'title = "', 'title = "\\u0007'), SETTINGS, 1, "invisible"),
    ("control character in a pulse", changed(QUIZ, 'text = "', 'text = "\\u0007'), QUIZ, 19, "invisible"),
    ("control character in prose", changed(PAGE, "## ", "## \x07"), PAGE, 8, "invisible"),
    ("lone carriage return", changed(PAGE, "## ", "## a\rb "), PAGE, 8, "invisible"),
    ("direction of writing turned", changed(PAGE, "## ", "## a\u202eb "), PAGE, 8, "invisible"),
    ("title on two lines", changed(PAGE, 'title = "', 'title = "a\\nb'), PAGE, 3, "“title”"),
    ("blank title", changed(PAGE, "title = ", 'title = " " #'), PAGE, 3, "“title”"),
    ("endless page", added(PAGE, "+++\nid = 'a'\n+++\n" + "mot " * 100_000), PAGE, 1, "longer than"),
    ("negative minutes", changed(QUIZ, "minutes = 5", "minutes = -5"), QUIZ, 5, "minutes"),
    ("exercise between tildes", changed(QUIZ, "```problem", "~~~problem"), QUIZ, 10, "very beginning"),
    ("indented exercise", changed(QUIZ, "```problem", "  ```problem"), QUIZ, 10, "very beginning"),
    ("option of a pulse", changed(QUIZ, PULSE, f"{PULSE} attempts=2"), QUIZ, 18, "no option"),
    ("id of a week", changed(WEEK, 'id = "w01"', 'id = "../W01"'), WEEK, 1, "lower-case"),
    ("sections as a number", added(WEEK, 'id = "w01"\ntitle = "a"\nweek = 1\nsection = 3\n'), WEEK, 4, "[[section]]"),
    ("id of a section as a list", changed(WEEK, 'id = "w01-lire"', 'id = ["a"]'), WEEK, 1, "A section has"),
    ("graded as a list", changed(WEEK, 'graded = "quiz"', 'graded = ["quiz"]'), WEEK, 10, "graded work"),
    ("two weeks of one number", twin_week, "w02/week.toml", 1, "already the week"),
    ("about page outside", changed(SETTINGS, "overview = ", '"../../../evil" = '), SETTINGS, 41, "about page"),
    ("about page as a number", changed(SETTINGS, '"about/overview.md"', "3"), SETTINGS, 41, "about page"),
    ("run outside", run_of(".."), SETTINGS, 4, "address"),
    ("weeks without end", changed(SETTINGS, "weeks = 12", "weeks = 99999999"), SETTINGS, 7, "from 1 to 12"),
    ("start at the end of time", changed(SETTINGS, "2027-01-18", "9999-12-27"), SETTINGS, 6, "Monday"),
    ("pass over one", changed(SETTINGS, "weeks = 12", "weeks = 12\npass = 5.0"), SETTINGS, 8, "from 0 to 1"),
    ("modules as numbers", changed(SETTINGS, '["dataide_pulse"]', "[1]"), SETTINGS, 12, "advanced_modules"),
    ("attempts as words", changed(SETTINGS, "attempts = 2", 'attempts = "two"'), SETTINGS, 14, "from 1 to 99"),
    ("weight as words", changed(SETTINGS, "weight = 100", 'weight = "100"'), SETTINGS, 17, "Graded work"),
    ("grading as numbers", changed(SETTINGS, GRADING, "[other]\n"), SETTINGS, 17, "not known"),
    ("common question badly typed", changed(SETTINGS, 'kind = "scale"', 'kind = "scael"'), SETTINGS, 26, "scale"),
    ("page among the downloads", added("files/a.html", "<script/>"), "files/a.html", 1, "Downloads end"),
    ("macros among the downloads", added("files/a.docm", b"PK"), "files/a.docm", 1, "Downloads end"),
    ("hostile SVG among the downloads", added("files/a.svg", BAD_SVG), "files/a.svg", 1, "script"),
    ("page that calls itself a picture", added("images/a.png", b"<script/>"), "images/a.png", 1, "not a picture"),
]  # fmt: skip


def problems_of(tmp_path, spoil, languages):
    files = course()
    for lang in languages:
        spoil(files, lang)
    return build.build(draw(tmp_path / "project", files)).problems


@pytest.mark.parametrize(("name", "spoil", "file", "line", "words"), ADVERSE, ids=[row[0] for row in ADVERSE])
def test_it_is_told_at_its_line_and_nothing_is_written(tmp_path, name, spoil, file, line, words):
    problems = problems_of(tmp_path, spoil, ("fr", "en"))
    for lang in ("fr", "en"):
        found = [p for p in problems if (p.path, p.line) == (f"content/{lang}/{file}", line) and p.blocking]
        assert any(words in p.printed("en") for p in found), "\n".join(p.printed("en") for p in problems)
    assert not (tmp_path / "project" / "course").exists()
    assert not list(tmp_path.rglob("*evil*"))


# (name, what is spoilt in English only, file, passage)
DIFFERENT = [
    ("minutes", changed(QUIZ, "minutes = 5", "minutes = 6"), QUIZ, "“minutes”"),
    ("graded", changed(WEEK, 'graded = "quiz"\n', ""), WEEK, "“graded”"),
    ("week", changed(WEEK, "week = 1", "week = 2"), WEEK, "“week”"),
    ("picture", added("images/autre.svg", SVG), "images/autre.svg", "No page shows"),
    ("mark to pass", changed(SETTINGS, "weeks = 12", "weeks = 12\npass = 0.8"), SETTINGS, "“pass”"),
    ("run", run_of("2031_EN"), SETTINGS, "“run”"),
]


@pytest.mark.parametrize(("name", "spoil", "file", "words"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_what_differs_from_the_french_is_told(tmp_path, name, spoil, file, words):
    problems = problems_of(tmp_path, spoil, ("en",))
    assert any(p.path == f"content/en/{file}" and words in p.printed("en") for p in problems)
    assert any(p.blocking for p in problems)


def test_a_page_renamed_in_one_language_is_told(tmp_path):
    files = course()
    files["content/en/w01/01-welcome.md"] = files.pop("content/en/" + PAGE)
    problems = build.build(draw(tmp_path, files)).problems
    assert any("Name this file as in French: content/en/w01/01-accueil.md." in p.printed("en") for p in problems)


def test_a_page_that_cannot_be_read_is_the_only_thing_told(tmp_path):
    """Advice drawn from its absence, such as retiring its id, would be wrong."""
    draw(tmp_path, course())
    align(tmp_path)
    build.build(tmp_path)
    (tmp_path / "content/en" / PAGE).write_bytes(b"+++\nid = 'w01-accueil'\ntitle = '\xe9'\n+++\n")
    assert [(p.path, p.line) for p in build.build(tmp_path).problems] == [("content/en/" + PAGE, 3)]


@pytest.mark.parametrize("ledger", ["\n", "w01\n", "<<<<<<< HEAD\n", "w01 chapter\nw01 chapter\n", b"\xe9 chapter\n"])
def test_a_damaged_ledger_is_told_and_kept(tmp_path, ledger):
    draw(tmp_path, {**course(), LEDGER: ledger})
    before = (tmp_path / LEDGER).read_bytes()
    report = build.build(tmp_path)
    assert report.blocked and any(p.path == LEDGER and "ledger" in p.printed("en") for p in report.problems)
    assert (tmp_path / LEDGER).read_bytes() == before


@pytest.mark.parametrize("link", ["course", "course/fr"])
def test_a_course_folder_that_leads_elsewhere_is_not_written_and_nothing_there_is_removed(tmp_path, link):
    outside = draw(tmp_path / "outside", {"precious.txt": "a", "fr/precious.txt": "a"})
    root = draw(tmp_path / "project", course())
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(outside)
    assert build.build(root).blocked
    assert sorted(p.relative_to(outside).as_posix() for p in outside.rglob("*.*")) == [
        "fr/precious.txt",
        "precious.txt",
    ]


def test_content_that_is_a_link_is_refused(tmp_path):
    elsewhere = draw(tmp_path / "elsewhere", course())
    (tmp_path / "project").mkdir()
    (tmp_path / "project/content").symlink_to(elsewhere / "content")
    report = build.build(tmp_path / "project")
    assert {p.path for p in report.problems} == {"content/fr", "content/en"}


class Trap:
    """What a stranger could leave in a cache."""

    def __reduce__(self):
        return os.mkdir, ("trapped",)


def test_a_cache_left_by_a_stranger_runs_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draw(tmp_path, course())
    cache = tmp_path / build.CACHE / "fr.pickle"
    cache.parent.mkdir(parents=True)
    cache.write_bytes(pickle.dumps({"a": Trap()}))
    assert not build.build(tmp_path).blocked
    assert not (tmp_path / "trapped").exists()


@pytest.mark.parametrize("title", ["null", '"entre guillemets"', "true", "12", "[1]", "Où?"])
def test_a_title_that_looks_like_json_is_read_back_by_the_platform_as_written(tmp_path, title):
    pytest.importorskip("xblocks_contrib", reason="the platform's own blocks are installed with Python 3.12 only")
    from xblocks_contrib.legacy_utils.xml_utils import deserialize_field
    from xblocks_contrib.problem import ProblemBlock

    files = course()
    changed(PAGE, "title = ", f"title = '{title}' #")(files, "fr")
    build.build(draw(tmp_path, files))
    written = etree.parse(tmp_path / "course/fr/vertical/w01-accueil.xml").getroot().get("display_name")
    read = deserialize_field(ProblemBlock.display_name, written)
    assert read == title


def test_aligning_a_page_with_windows_line_ends_keeps_them(tmp_path):
    draw(tmp_path, course())
    page = tmp_path / "content/en" / PAGE
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    align(tmp_path, ["w01-accueil"])
    assert page.read_bytes().count(b"\n") == page.read_bytes().count(b"\r\n") == page.read_bytes().count(b"\r")
    assert not build.build(tmp_path).blocked


def test_the_grading_policy_counts_the_works_there_are(tmp_path):
    import json

    build.build(draw(tmp_path, course()))
    policy = json.loads((tmp_path / "course/fr/policies/2027_FR/grading_policy.json").read_text("utf-8"))
    assert [(g["min_count"], g["drop_count"]) for g in policy["GRADER"]] == [(1, 0)]


def test_a_new_page_is_flagged_until_it_is_written(tmp_path):
    draw(tmp_path, course())
    made = new.new_page(tmp_path, "w01", "w01-suite")
    problems = build.build(tmp_path).problems
    for path in made:
        assert any(p.path == path and not p.blocking and "still to be written" in p.printed("en") for p in problems)


@pytest.mark.parametrize("identifier", ["w01", "w01-lire", "w01-passe"])
def test_an_id_of_a_week_a_section_or_the_past_is_not_given_again(tmp_path, identifier):
    draw(tmp_path, {**course(), LEDGER: "w01-passe vertical retired\n"})
    with pytest.raises(new.Taken):
        new.new_page(tmp_path, "w01", identifier)


def test_a_text_that_the_settings_do_not_name_is_flagged(tmp_path):
    problems = problems_of(tmp_path, added("tabs/perdu.md", "Bonjour.\n"), ("fr", "en"))
    assert any(p.path == "content/fr/tabs/perdu.md" and not p.blocking for p in problems)
