"""A maturity model in a course: checked with file and line, the same in both languages, carried whole by its block."""

from __future__ import annotations

import pytest
from lxml import etree

from dataide_xblocks.authoring import build, new, olx
from dataide_xblocks.authoring.align import align
from dataide_xblocks.domain.examples import MATURITY
from dataide_xblocks.domain.maturity_model import read_model

from .drawn import course, draw

MODEL, PAGE = "models/portrait.toml", "w01/01-accueil.md"
FENCE = """
```dataide-maturity w01-portrait
title = "Portrait"
model = "portrait"
form = "full"
wave = "baseline"
```
"""
OPTION = "{http://code.edx.org/xblock/option}"


def files_with_a_model() -> dict[str, str | bytes]:
    files = course()
    for lang in ("fr", "en"):
        files[f"content/{lang}/{MODEL}"] = MATURITY[lang]
        files[f"content/{lang}/{PAGE}"] += FENCE
    return files


def problems_of(tmp_path, files):
    draw(tmp_path, files)
    return build.read(tmp_path).problems


def line(text: str, passage: str) -> int:
    """The line of `text` on which `passage` starts."""
    assert passage in text
    return text.count("\n", 0, text.index(passage)) + 1


def test_the_block_carries_both_languages_and_closes_two_weeks_later(tmp_path):
    draw(tmp_path, files_with_a_model())
    align(tmp_path)
    report = build.read(tmp_path)
    assert [p.printed("en") for p in report.problems if p.blocking] == []
    tree = olx.tree(report.courses["fr"])
    block = etree.fromstring(tree["vertical/w01-accueil.xml"]).find("dataide_maturity")
    assert (block.get("slot"), block.get("form"), block.get("wave")) == ("w01-portrait", "full", "baseline")
    assert block.get("closes") == "2027-02-01T13:00:00Z"
    models = [read_model(block.findtext(f"{OPTION}{name}")) for name in ("exercise", "translation")]
    assert [model.lang for model in models] == ["fr", "en"] and models[0].edition == models[1].edition


def test_a_built_model_has_its_typography_set(tmp_path):
    files = files_with_a_model()
    old = 'text = "À écrire 1?"'
    files[f"content/fr/{MODEL}"] = files[f"content/fr/{MODEL}"].replace(old, 'text = "L\'organisme: « oui »?"', 1)
    draw(tmp_path, files)
    tree = olx.tree(build.read(tmp_path).courses["fr"])
    assert "L’organisme\u00a0: «\u00a0oui\u00a0»?" in tree["vertical/w01-accueil.xml"].decode()


BROKEN = [
    ('id = "PERS-2"', 'id = "PERS-1"', 2, "[[item]]", "already used"),
    ('text = "{write} 2?"', "text = 7", 1, "text = 7", "a text between quotes"),
    ('  "{write}, 5.",\n', "", 1, "statements", "exactly 5 statements"),
    ('[[item]]\nid = "PERS-2"', '[[itme]]\nid = "PERS-2"', 1, "[[itme]]", "not known here"),
    ("keep_months = 12", "keep_months = 0", 1, "keep_months", "from 1 to 60"),
    ("keep_months = 12", "keep_months = ", 1, "keep_months", "not written as TOML"),
    ("margin = 0.25", 'margin = "0.25"', 1, "margin", "a number"),
    ('id = "portrait"', 'id = "autre"', 1, 'id = "autre"', "write id and lang so"),
]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("old", "new_", "nth", "at", "words"), BROKEN, ids=[row[4] for row in BROKEN])
def test_a_broken_model_is_refused_with_file_and_line(tmp_path, lang, old, new_, nth, at, words):
    """`at` is the passage, counted from the top, on whose line the mistake is told."""
    files, path = files_with_a_model(), f"content/{lang}/{MODEL}"
    old = old.replace("{write}", {"fr": "À écrire", "en": "To write"}[lang])
    text = str(files[path])
    files[path] = broken = text.replace(old, new_, 1)
    assert broken != text
    place = -1
    for _time in range(nth):
        place = broken.index(at, place + 1)
    found = [p for p in problems_of(tmp_path, files) if p.path == path and words in p.printed("en")]
    assert found and all(p.blocking for p in found)
    told, expected = found[0].line, broken.count("\n", 0, place) + 1
    assert told in (expected, expected + 1), f"line {told}, not {expected}"


def test_a_dimension_with_one_question_is_refused(tmp_path):
    files = files_with_a_model()
    path = f"content/fr/{MODEL}"
    text = str(files[path])
    files[path] = text[: text.rindex("[[item]]")]
    assert any("needs 2 at least" in p.printed("en") for p in problems_of(tmp_path, files) if p.path == path)


@pytest.mark.parametrize(
    ("old", "new_", "key"),
    [
        ('id = "PERS-2"\nversion = 1', 'id = "PERS-2"\nversion = 2', "item.2.version"),
        ("weeks = [4]", "weeks = [5]", "dimension.1.weeks"),
        ("keep_months = 12", "keep_months = 13", "keep_months"),
        ("margin = 0.25", "margin = 0.5", "accompaniment.margin"),
        ('[[type]]\nid = "C"', '[[type]]\nid = "D"', "type.3.id"),
    ],
)
def test_a_model_that_is_not_the_same_in_both_languages_is_refused(tmp_path, old, new_, key):
    files = files_with_a_model()
    path = f"content/en/{MODEL}"
    text = str(files[path])
    files[path] = changed = text.replace(old, new_, 1)
    assert changed != text
    found = [p for p in problems_of(tmp_path, files) if p.path == path and f"“{key}”" in p.printed("en")]
    assert found and found[0].line == line(changed, new_.split("\n")[-1]) and found[0].blocking


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_model_missing_in_one_language_is_refused(tmp_path, lang):
    files = files_with_a_model()
    del files[f"content/{lang}/{MODEL}"]
    found = [p for p in problems_of(tmp_path, files) if p.path == f"content/{lang}/{MODEL}"]
    assert any("This file is missing" in p.printed("en") for p in found)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("old", "new_", "offset", "words"),
    [
        ('model = "portrait"', 'model = "portait"', 2, "Name a model"),
        ('form = "full"', 'form = "medium"', 3, 'form = "full"'),
        ('wave = "baseline"', 'wave = "middle"', 3, 'form = "full"'),
        ('wave = "baseline"', "weeks_open = 13", 4, "how many weeks"),
        ('wave = "baseline"', 'wawe = "baseline"', 4, "not known here"),
        ('title = "Portrait"', 'title = ""', 1, "Give this exercise a title"),
    ],
)
def test_a_mistake_in_the_fence_is_told_at_its_line(tmp_path, lang, old, new_, offset, words):
    files = files_with_a_model()
    path = f"content/{lang}/{PAGE}"
    before = str(files[path])
    files[path] = before.replace(FENCE, FENCE.replace(old, new_))
    first = line(before, FENCE.strip())
    found = [p for p in problems_of(tmp_path, files) if p.path == path and words in p.printed("en")]
    assert [p.line for p in found] == [first + offset]


def test_a_model_that_no_page_asks_is_mentioned(tmp_path):
    files = files_with_a_model()
    for lang in ("fr", "en"):
        files[f"content/{lang}/{PAGE}"] = str(files[f"content/{lang}/{PAGE}"]).replace(FENCE, "")
    found = [p for p in problems_of(tmp_path, files) if "No page asks this model" in p.printed("en")]
    assert len(found) == 2 and not any(p.blocking for p in found)


def test_a_changed_model_is_read_again_by_a_warm_build(tmp_path):
    draw(tmp_path, files_with_a_model())
    first = olx.tree(build.read(tmp_path).courses["fr"])["vertical/w01-accueil.xml"]
    path = tmp_path / "content" / "fr" / MODEL
    path.write_text(path.read_text("utf-8").replace("À écrire 1?", "Et vous?", 1), "utf-8")
    again = olx.tree(build.read(tmp_path).courses["fr"])["vertical/w01-accueil.xml"]
    assert first != again and "Et vous?" in again.decode()


def test_a_designer_starts_with_a_small_model(tmp_path):
    draw(tmp_path, course())
    made = new.new_exercise(tmp_path, "dataide-maturity", "w01-accueil", "w01-portrait")
    assert f"content/fr/{MODEL}" in made and f"content/en/{MODEL}" in made
    assert [p.printed("en") for p in build.read(tmp_path).problems if p.blocking] == []
    again = new.new_exercise(tmp_path, "dataide-maturity", "w01-accueil", "w01-portrait-2")
    assert f"content/fr/{MODEL}" not in again, "the model there is is asked, and not written over"
