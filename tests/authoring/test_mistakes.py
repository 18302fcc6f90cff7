"""Every author's mistake we could think of, seeded in a clean course, is found at its line and says what to do."""

from __future__ import annotations

import pytest

from dataide_xblocks.authoring import build
from dataide_xblocks.authoring.align import align

from .drawn import course, draw

PAGE, QUIZ, WEEK, SETTINGS = "w01/01-accueil.md", "w01/02-quiz.md", "w01/week.toml", "course.toml"


def changed(name: str, old: str, new: str):
    """Replace a passage of one file, which must be there."""

    def spoil(files, lang):
        path = f"content/{lang}/{name}"
        assert old in files[path], f"the seeded passage is not in {path}"
        files[path] = files[path].replace(old, new, 1)

    return spoil


def added(name: str, content: str | bytes):
    def spoil(files, lang):
        files[f"content/{lang}/{name}"] = content

    return spoil


def gone(name: str):
    def spoil(files, lang):
        del files[f"content/{lang}/{name}"]

    return spoil


def appended(text: str):
    """Text at the end of the first page, after its 13 lines."""

    def spoil(files, lang):
        files[f"content/{lang}/{PAGE}"] += text

    return spoil


HOSTILE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n<script>alert(1)</script></svg>'
ENTITY = (
    b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'
)

FIRST_ALONE = '+++\nid = "w01-accueil"\ntitle = "a"\nsection = "w01-lire"\nessential = true\n+++\n\n'

# (name, what is spoilt, file, line, a passage of the English sentence)
MISTAKES = [
    ("unknown fence", appended("\n```dataide-oracle w01-x\n```\n"), PAGE, 14, "not a kind of exercise"),
    ("fence without id", appended("\n```problem\n```\n"), PAGE, 14, "exercise's id"),
    ("fence never closed", appended("\n```problem w01-x\n>>a<<\n"), PAGE, 14, "never closed"),
    ("bad TOML in a fence", changed(QUIZ, 'id = "own"', 'id = "own'), QUIZ, 22, "not written as TOML"),
    ("bad TOML in the front matter", changed(PAGE, 'id = "w01', "id = w01"), PAGE, 2, "not written as TOML"),
    ("bad TOML in the settings", changed(SETTINGS, "weeks = 12", "weeks = = 12"), SETTINGS, 7, "not written as TOML"),
    ("no front matter", changed(PAGE, "+++\n", "\n"), PAGE, 1, "between two lines"),
    ("unknown key", changed(PAGE, "essential", "esential"), PAGE, 5, "not known here"),
    ("wrong type", changed(PAGE, "essential = true", 'essential = "yes"'), PAGE, 5, "not written as it should be"),
    ("page without title", changed(QUIZ, "title = ", "# title = "), QUIZ, 1, "“title”"),
    ("id with accents", changed(PAGE, '"w01-accueil"', '"w01-été"'), PAGE, 2, "lower-case"),
    ("duplicate page id", changed(PAGE, '"w01-accueil"', '"w01-quiz"'), QUIZ, 2, "already used"),
    ("duplicate exercise id", changed(QUIZ, "dataide-pulse w01-pulse", "dataide-pulse w01-q1"), QUIZ, 18, "already used"),
    ("unknown section", changed(PAGE, '"w01-lire"', '"w01-voir"'), PAGE, 4, "no section"),
    ("section without pages", changed(WEEK, '[[section]]\nid = "w01-verifier"', '[[section]]\nid="w01-rien"\ntitle="a"\n[[section]]\nid = "w01-verifier"'), WEEK, 10, "no page"),
    ("unknown grading", changed(WEEK, 'graded = "quiz"', 'graded = "exam"'), WEEK, 10, "graded work"),
    ("week number", changed(WEEK, "week = 1", "week = 40"), WEEK, 3, "number of the week"),
    ("no week settings", gone(WEEK), WEEK, 1, "week.toml"),
    ("no settings", gone(SETTINGS), SETTINGS, 1, "no settings"),
    ("unknown setting", changed(SETTINGS, "weeks = 12", "weeks = 12\nweekz = 12"), SETTINGS, 8, "not known here"),
    ("missing setting", changed(SETTINGS, "weeks = 12\n", ""), SETTINGS, 1, "“weeks”"),
    ("start not a Monday", changed(SETTINGS, "2027-01-18", "2027-01-19"), SETTINGS, 6, "Monday"),
    ("start not a date", changed(SETTINGS, "2027-01-18", "2027-13-45"), SETTINGS, 6, "Monday"),
    ("unknown time zone", changed(SETTINGS, "America/Toronto", "America/Quebecc"), SETTINGS, 8, "time zone"),
    ("tab outside the folder", changed(SETTINGS, '"tabs/aide.md"', '"../../../etc/passwd"'), SETTINGS, 39, "no file"),
    ("missing about page", gone("about/overview.md"), SETTINGS, 42, "no file"),
    ("missing cover", gone("images/couverture.png"), SETTINGS, 11, "no picture"),
    ("pulse question without choices", changed(QUIZ, 'choices = [{ id = "yes"', 'choicez = [{ id = "yes"'), QUIZ, 25, "not known here"),
    ("pulse question badly typed", changed(QUIZ, 'kind = "choice"', 'kind = "chioce"'), QUIZ, 23, "scale"),
    ("pulse of another week", changed(QUIZ, '\n\n[[question]]', '\nweek = 3\n\n[[question]]'), QUIZ, 20, "week = 1"),
    ("pulse without title", changed(QUIZ, "dataide-pulse w01-pulse\ntitle = ", "dataide-pulse w01-pulse\n# title = "), QUIZ, 19, "title"),
    ("no right answer", changed(QUIZ, "(x)", "( )"), QUIZ, 11, ""),
    ("two right answers", changed(QUIZ, "( )", "(x)"), QUIZ, 13, ""),
    ("attempts", changed(QUIZ, "problem w01-q1", "problem w01-q1 attempts=none"), QUIZ, 10, "attempts="),
    ("dead page link", changed(PAGE, "page:w01-quiz", "page:w01-quizz"), PAGE, 10, "no page"),
    ("dead download", changed(PAGE, "file:liste.csv", "file:list.csv"), PAGE, 10, "no file"),
    ("missing picture", gone("images/schema.svg"), PAGE, 12, "no picture"),
    ("picture outside the folder", changed(PAGE, "image:schema.svg", "image:../../secret.png"), PAGE, 12, "no picture"),
    ("missing alt text", changed(PAGE, "\n![", "\n![](image:couverture.png)!["), PAGE, 12, "what this picture shows"),
    ("heading jump", appended("\n#### Trop bas\n"), PAGE, 14, "jumps"),
    ("heading of level one", appended("\n# Trop haut\n"), PAGE, 14, "##"),
    ("script", appended("\n<script>alert(1)</script>\n"), PAGE, 14, "not allowed"),
    ("event handler", appended('\n<p onclick="alert(1)">a</p>\n'), PAGE, 14, "not allowed"),
    ("javascript link", appended("\n[voir la suite](javascript:alert(1))\n"), PAGE, 14, "not allowed"),
    ("hostile SVG", added("images/schema.svg", HOSTILE), "images/schema.svg", 2, ""),
    ("SVG with an entity", added("images/schema.svg", ENTITY), "images/schema.svg", 1, ""),
    ("heavy picture", added("images/schema.svg", b"<svg " + b" " * 5_000_000 + b"/>"), "images/schema.svg", 1, "KB"),
    ("heavy download", added("files/liste.csv", b"a" * 300_000), "files/liste.csv", 1, "KB"),
    ("picture of no kind", added("images/photo.tiff", b"II"), "images/photo.tiff", 1, "SVG, PNG"),
    ("not UTF-8", added("w01/01-accueil.md", "+++\nid = 'a'\n\ntitle = 'é'\n".encode("latin-1")), PAGE, 4, "UTF-8"),
    ("file nobody reads", added("notes.txt", "a"), "notes.txt", 1, "Nobody reads"),
    ("badly named file", added("w01/03 Exemple.md", "+++\n+++\n"), "w01/03 Exemple.md", 1, "Name this file"),
    ("empty page", added(PAGE, FIRST_ALONE), PAGE, 7, "empty"),
]  # fmt: skip


@pytest.fixture
def spoilt(tmp_path):
    """Draw a course, spoil it, and say what the build has to say."""

    def problems(spoil, lang):
        files = course()
        spoil(files, lang)
        draw(tmp_path, files)
        return build.read(tmp_path).problems

    return problems


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("name", "spoil", "file", "line", "words"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_found_at_its_line(spoilt, lang, name, spoil, file, line, words):
    problems = spoilt(spoil, lang)
    path = f"content/{lang}/{file}"
    found = [p for p in problems if p.path == path and p.line == line and words in p.printed("en")]
    assert found, "\n".join(p.printed("en") for p in problems)
    assert all(p.blocking for p in found)


def test_the_clean_course_has_nothing_said_about_it(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    assert [p.printed("en") for p in build.read(tmp_path).problems] == []


def test_a_sentence_is_in_the_language_of_the_file(spoilt):
    for lang, words in (("fr", "page"), ("en", "There is no page")):
        problems = spoilt(changed(PAGE, "page:w01-quiz", "page:w01-quizz"), lang)
        assert words in next(p for p in problems if p.path.endswith(PAGE) and p.line == 10).printed()


def test_all_mistakes_are_told_at_once(tmp_path):
    files = course()
    for spoil in (appended("\n```oracle w01-x\n```\n"), changed(PAGE, "image:schema", "image:chema")):
        spoil(files, "fr")
    changed(QUIZ, "(x)", "( )")(files, "fr")
    draw(tmp_path, files)
    assert len({p.line for p in build.read(tmp_path).problems if p.path.startswith("content/fr") and p.blocking}) >= 3


def test_a_link_to_another_place_is_refused(tmp_path):
    draw(tmp_path, course())
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "content/fr/images/lien.png").symlink_to(tmp_path / "secret.png")
    problems = build.read(tmp_path).problems
    assert any(p.path == "content/fr/images/lien.png" and p.blocking for p in problems)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    files = course()
    for lang in ("fr", "en"):
        path = f"content/{lang}/{PAGE}"
        files[path] = b"\xef\xbb\xbf" + files[path].replace("\n", "\r\n").encode()
    draw(tmp_path, files)
    align(tmp_path)
    assert [p.printed("en") for p in build.read(tmp_path).problems] == []


# Between the two languages: (name, what is spoilt in English only, file, line, passage)
DIFFERENCES = [
    ("missing page", gone(QUIZ), QUIZ, 1, "missing"),
    ("missing exercise", changed(QUIZ, "```problem w01-q1", "```text w01-q1"), QUIZ, 1, "exercises are not those"),
    ("another exercise id", changed(QUIZ, "problem w01-q1", "problem w01-q2"), QUIZ, 1, "exercises are not those"),
    ("another right answer", changed(QUIZ, "(x) Yes {{Yes}}\n( )", "( ) Yes {{Yes}}\n(x)"), QUIZ, 10, "right answers"),
    ("another choice id", changed(QUIZ, 'id = "no"', 'id = "non"'), QUIZ, 18, "right answers"),
    ("another link", changed(PAGE, "page:w01-quiz", "page:w01-accueil"), PAGE, 8, "links or pictures"),
    ("another picture", changed(PAGE, "image:schema.svg", "image:couverture.png"), PAGE, 8, "links or pictures"),
    ("another heading", appended("\n### More\n"), PAGE, 8, "Headings"),
    ("another section", changed(PAGE, '"w01-lire"', '"w01-verifier"'), PAGE, 1, "order differs"),
    ("another label", changed(PAGE, "essential = true", "essential = false"), PAGE, 1, "essential"),
    ("another start", changed(SETTINGS, "2027-01-18", "2027-01-25"), SETTINGS, 1, "start"),
    ("another order", changed(QUIZ, 'section = "w01-verifier"', 'section = "w01-lire"'), QUIZ, 1, "order differs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "spoil", "file", "line", "words"), DIFFERENCES, ids=[row[0] for row in DIFFERENCES])
def test_what_differs_from_the_french_is_found(spoilt, name, spoil, file, line, words):
    problems = spoilt(spoil, "en")
    path = f"content/en/{file}"
    found = [p for p in problems if p.path == path and words in p.printed("en")]
    assert found and found[0].blocking, "\n".join(p.printed("en") for p in problems)


def test_a_translation_older_than_its_source_is_flagged_and_does_not_block(tmp_path):
    draw(tmp_path, course())
    align(tmp_path)
    page = tmp_path / "content/fr" / PAGE
    page.write_text(page.read_text("utf-8").replace("une phrase", "une autre phrase"), "utf-8")
    problems = build.read(tmp_path).problems
    assert [(p.path, p.blocking) for p in problems] == [(f"content/en/{PAGE}", False)]
    assert "changed since" in problems[0].printed("en")
