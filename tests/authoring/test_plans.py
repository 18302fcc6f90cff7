"""A plan's template in a course: checked with file and line, the same in both languages, cut to what a block needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli_w

from dataide_xblocks.authoring import build
from dataide_xblocks.authoring.plans import COUNTED_TOGETHER, subset
from dataide_xblocks.domain.errors import InvalidExercise
from dataide_xblocks.domain.exercise import read_toml
from dataide_xblocks.domain.plan_reading import read_template

from .drawn import draw
from .plan_drawn import PLAN, TEMPLATE, files_with_a_plan

REAL = {
    lang: (Path(__file__).parents[2] / "content" / lang / PLAN).read_text("utf-8") for lang in ("fr", "en")
}  # what the course really asks
SMALL = read_toml(TEMPLATE["en"])


def told(tmp_path, files, path: str, words: str):
    """The problems of `path` that say `words`."""
    draw(tmp_path, files)
    return [p for p in build.read(tmp_path).problems if p.path == path and words in p.printed("en")]


def line(text: str, passage: str) -> int:
    """The line of `text` on which `passage` starts."""
    assert passage in text
    return text.count("\n", 0, text.index(passage)) + 1


def ids(template) -> list[str]:
    return [field["id"] for section in template["section"] for field in section["field"]]


# What is wrong in a file


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ('id = "abc.size"', 'id = "abc.name"', 'id = "abc.name"\nname = "{word}"\nshape = "choice"', "used twice"),
        ("weeks = [2, 3]", "weeks = [3, 2]", "weeks = [3, 2]", "List the weeks"),
        ("weeks = [2, 3]", "weeks = [2, 13]", "weeks = [2, 13]", "List the weeks"),
        ('shape = "line"', 'shape = "lien"', 'shape = "lien"', "Write one of these"),
        ("keep_months = 24", "keep_months = 0", "keep_months = 0", "from 1 to 120"),
        ("keep_months = 24", "keep_months = ", "keep_months = ", "not written as TOML"),
        ("keep_months = 24", 'kept = "\\u0007"', 'kept = "', "An invisible character"),
        ('id = "plan"', 'id = "autre"', 'id = "autre"', "write id and lang so"),
        ('to = "sui.indicators"', 'to = "sui.indicateurs"', 'to = "sui.indicateurs"', "“sui.indicateurs” is none"),
        ('to = "sui.indicators"', 'to = "abc.name"', 'to = "abc.name"', "They are: don.inventory"),
        ('sector = "food"\n  name', 'sector = "fod"\n  name', 'sector = "fod"', "Write one of these"),
    ],
)
def test_a_broken_plan_is_refused_with_file_and_line(tmp_path, lang, old, new, at, words):
    files, path = files_with_a_plan(), f"content/{lang}/{PLAN}"
    files[path] = broken = str(files[path]).replace(old, new, 1)
    found = told(tmp_path, files, path, words)
    place = line(broken, at.replace("{word}", {"fr": "Mot", "en": "Word"}[lang]))
    assert found and all(p.blocking for p in found)
    assert found[0].line in (place, place - 1), "the line itself, or the header of its table"


def test_a_sound_plan_has_nothing_to_correct(tmp_path):
    draw(tmp_path, files_with_a_plan())
    assert [p.printed("en") for p in build.read(tmp_path).problems if p.blocking] == []


def test_words_are_set_right_and_ids_are_not(tmp_path):
    draw(tmp_path, files_with_a_plan())
    plans = {lang: course.plans["plan"] for lang, course in build.read(tmp_path).courses.items()}
    french = plans["fr"].read
    assert french.field("abc.name").help == "Mot\u00a0: «\u00a0l’un\u00a0»?"
    starter = french.field("don.inventory").starters[0].cells
    assert starter == {"name": "Mot", "content": "Mot\u00a0: «\u00a0l’un\u00a0»", "who": "served"}
    assert plans["en"].read.field("abc.name").help == "Word: it’s?"
    assert french.edition == read_template(TEMPLATE["fr"]).edition
    assert plans["fr"].translation == plans["en"].toml and plans["en"].translation == plans["fr"].toml


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_plan_missing_in_one_language_is_refused(tmp_path, lang):
    files, path = files_with_a_plan(), f"content/{lang}/{PLAN}"
    del files[path]
    assert told(tmp_path, files, path, "This file is missing")


# The same in both languages

WORDS = ("lang", "title", "name", "help", "condition", "content")  # a condition may be worded, never left out
OTHER = {"true": "false", "false": "true", "shape": '"auto"', "kind": '"computed"', "to": '"bud.lines"'}


def changed(text: str) -> list[tuple[int, str]]:
    """(line, text) of the template with each line that is no word changed in turn, and each dropped in turn."""
    lines = text.split("\n")
    found = []
    for number, written in enumerate(lines):
        key, _equal, value = (part.strip() for part in written.partition("="))
        if not value or key in WORDS or key == "options":
            continue
        numbers = re.sub(r"\d+", lambda digits: str(int(digits[0]) + 1), value)
        other = OTHER.get(value) or OTHER.get(key) or (numbers if numbers != value else value.replace('"', '"z', 1))
        for kept in ([written.replace(value, other)], []):
            found.append((number + 1, "\n".join([*lines[:number], *kept, *lines[number + 1 :]])))
    return found


def editions_apart() -> list[tuple[int, str]]:
    """The changes after which a template can still be read and is of another edition."""
    edition, found = read_template(TEMPLATE["en"]).edition, []
    for number, text in changed(TEMPLATE["en"]):
        try:
            template = read_template(text)
        except InvalidExercise:
            continue
        if template.edition != edition and template.id == "plan":
            found.append((number, text))
    return found


def test_every_change_of_a_template_but_its_words_is_told_at_its_line(tmp_path):
    changes, files = editions_apart(), files_with_a_plan()
    draw(tmp_path, files)
    assert len(changes) > 60
    path, lines = f"content/en/{PLAN}", TEMPLATE["en"].split("\n")
    for number, text in changes:
        (tmp_path / path).write_text(text, "utf-8")
        found = [p for p in build.read(tmp_path).problems if p.path == path and "is not that of" in p.printed("en")]
        assert [p.blocking for p in found] == [True], lines[number - 1]
        key = str(found[0].params["key"])
        assert key != "edition", f"nobody says that this differs: {lines[number - 1]}"
        header = max(n for n in range(1, number + 1) if n == 1 or lines[n - 1].lstrip().startswith("[["))
        assert header <= found[0].line <= number, f"{key} is told on line {found[0].line}: {lines[number - 1]}"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('  {id = "large", name = "Word"},\n', "", "section.1.field.2.options"),
        ('condition = "Word"\n', "", "section.1.field.1.condition"),
        ('  [[section.field.row]]\n  id = "incidents"', '  [[section.field.row]]\n  id = "other"', "row.1.id"),
        ('  who = "served"\n', "", "section.2.field.1.starter.1"),
    ],
)
def test_what_is_left_out_of_one_language_is_told(tmp_path, old, new, key):
    files, path = files_with_a_plan(), f"content/en/{PLAN}"
    assert old in str(files[path])
    files[path] = str(files[path]).replace(old, new, 1)
    found = told(tmp_path, files, path, "is not that of")
    assert [str(p.params["key"]).endswith(key) for p in found] == [True]


def test_a_last_field_left_out_in_english_is_told(tmp_path):
    files, path = files_with_a_plan(), f"content/en/{PLAN}"
    text = str(files[path])
    files[path] = text[: text.rindex("[[section.field]]")]
    (found,) = told(tmp_path, files, path, "is not that of")
    assert found.params["theirs"] == "bud.lines" and found.params["ours"] == "-"


# The part that an exercise carries


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        (["abc.size", "abc.name"], ["abc.name", "abc.size"]),
        (["sui.indicators"], ["don.inventory", "sui.indicators"]),
        (["ana.calendar"], ["don.inventory", "sui.indicators", "ana.calendar"]),
        (["sui.objectives"], ["sui.objectives", "act.actions", "bud.lines"]),
        (["bud.lines"], ["sui.objectives", "act.actions", "bud.lines"]),
        (["ris.register"], ["ris.register", "sui.objectives", "act.actions", "bud.lines"]),
        (["pro.basics", "abc.levels"], ["abc.levels", "pro.basics"]),
    ],
)
def test_a_part_of_a_template_has_its_fields_and_those_they_lead_to_in_order(fields, kept):
    part = subset(SMALL, fields)
    assert ids(part) == kept
    assert all(section["field"] for section in part["section"]), "no chapter without a field"
    assert read_template(tomli_w.dumps(part)).title == "Plan"


def test_cutting_a_template_leaves_it_whole():
    before = repr(SMALL)
    subset(SMALL, ["abc.name"])
    assert repr(SMALL) == before and ids(subset(SMALL, ids(SMALL))) == ids(SMALL)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_field_of_the_real_template_can_be_asked_alone(lang):
    """What is carried is read, holds the field as it is, and no link of it points outside."""
    table, whole = read_toml(REAL[lang]), read_template(REAL[lang])
    order = ids(table)
    assert set(order) >= COUNTED_TOGETHER
    for name in order:
        part = subset(table, [name])
        read = read_template(tomli_w.dumps(part))
        assert read.field(name) == whole.field(name)
        assert ids(part) == [each for each in order if read.field(each)]
        links = {cell.to for each in read.fields for cell in (*each.parts, *each.columns) if cell.to}
        assert all(read.field(to) for to in links), name
        assert not COUNTED_TOGETHER & set(ids(part)) or set(ids(part)) >= COUNTED_TOGETHER
