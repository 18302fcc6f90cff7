"""Every mistake an author can make in a plan's template, and the key it is told at."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain import examples
from dataide_xblocks.domain.errors import InvalidExercise
from dataide_xblocks.domain.exercise import line_of
from dataide_xblocks.domain.plan_reading import read_template

GOOD = """id = "small"
lang = "en"
title = "A small plan"
keep_months = 24

[[sector]]
id = "food"
name = "Food aid"

[[section]]
id = "who"
name = "Who"

[[section.field]]
id = "idt.name"
name = "Organization"
shape = "line"
most = 120
weeks = [1]
required = true

[[section.field]]
id = "idt.period"
name = "Period"
shape = "group"
weeks = [1, 2]

  [[section.field.part]]
  id = "start"
  name = "From"
  kind = "date"

  [[section.field.part]]
  id = "end"
  name = "To"
  kind = "date"

[[section]]
id = "what"
name = "What"

[[section.field]]
id = "don.inventory"
name = "Inventory"
shape = "table"
fewest = 2
most = 20
weeks = [2]

  [[section.field.column]]
  id = "name"
  name = "Name"
  kind = "line"
  most = 60

  [[section.field.column]]
  id = "class"
  name = "Class"
  kind = "choice"
  options = [{id = "sensitive", name = "Sensitive"}, {id = "none", name = "None"}]

  [[section.field.column]]
  id = "n"
  name = "How many"
  kind = "number"
  least = 1
  most = 9

  [[section.field.starter]]
  sector = "food"
  name = "Cards"

[[section.field]]
id = "sec.measures"
name = "Measures"
shape = "table"
weeks = [7]

  [[section.field.column]]
  id = "file"
  name = "File"
  kind = "link"
  to = "don.inventory"

  [[section.field.row]]
  id = "mfa"
  name = "Two steps"

[[section.field]]
id = "rai.principles"
name = "Principles"
shape = "list"
most = 5
weeks = [3]

  [[section.field.column]]
  id = "text"
  name = "Principle"
  kind = "line"
  most = 140

[[section.field]]
id = "por.baseline"
name = "Baseline"
shape = "auto"
weeks = [1]
"""
COLUMN = '\n  [[section.field.column]]\n  id = "more"\n  name = "More"\n  kind = "date"\n'
STARTER = '\n  [[section.field.starter]]\n  sector = "food"\n'
LINE = "most = 120\nweeks = [1]"
TEXT = '  id = "text"\n  name = "Principle"\n'
# name: (what is written, what is written in its place, the key that is told).
MISTAKES = {
    "not TOML": ("most = 120", "most = ", "line 18"),
    "an unknown key": ("keep_months = 24", 'keep_months = 24\nlogo = "x"', "logo"),
    "another language": ('lang = "en"', 'lang = "de"', "lang"),
    "an id with a capital": ('id = "small"', 'id = "Small"', "id"),
    "no title": ('title = "A small plan"', 'title = ""', "title"),
    "a title without end": ('title = "A small plan"', f'title = "{"a" * 121}"', "title"),
    "kept for no time": ("keep_months = 24", "keep_months = 0", "keep_months"),
    "kept for ever": ("keep_months = 24", "keep_months = 121", "keep_months"),
    "sections that are no tables": ('[[sector]]\nid = "food"\nname = "Food aid"', 'sector = ["food"]', "sector"),
    "a sector twice": (
        '[[section]]\nid = "who"',
        '[[sector]]\nid = "food"\nname = "F"\n\n[[section]]\nid = "who"',
        "sector.2.id",
    ),
    "a sector with a colour": ('name = "Food aid"', 'name = "Food aid"\ncolour = "red"', "sector.1.colour"),
    "a section twice": ('id = "what"', 'id = "who"', "section.2.id"),
    "a section without a name": ('id = "what"\nname = "What"', 'id = "what"', "section.2.name"),
    "a section with a key": ('name = "What"', 'name = "What"\nweeks = [1]', "section.2.weeks"),
    "a field of no family": ('id = "idt.name"', 'id = "name"', "section.1.field.1.id"),
    "a field twice": ('id = "rai.principles"', 'id = "idt.period"', "section.field.5.id"),
    "a field without a name": ('name = "Organization"\n', "", "section.1.field.1.name"),
    "an unknown shape": ('shape = "line"', 'shape = "essay"', "section.1.field.1.shape"),
    "a key of nobody": (LINE, f"{LINE}\nlevel = 2", "section.1.field.1.level"),
    "no week": ("weeks = [1, 2]", "weeks = []", "section.1.field.2.weeks"),
    "week thirteen": ("weeks = [1, 2]", "weeks = [1, 13]", "section.1.field.2.weeks"),
    "weeks in disorder": ("weeks = [1, 2]", "weeks = [2, 1]", "section.1.field.2.weeks"),
    "a week twice": ("weeks = [1, 2]", "weeks = [2, 2]", "section.1.field.2.weeks"),
    "a week that is no list": ("weeks = [1, 2]", "weeks = 1", "section.1.field.2.weeks"),
    "required, perhaps": ("required = true", 'required = "yes"', "section.1.field.1.required"),
    "a summary in words": (LINE, f"{LINE}\nsummary = 1", "section.1.field.1.summary"),
    "help that goes on": (LINE, f'{LINE}\nhelp = "{"a" * 201}"', "section.1.field.1.help"),
    "an example that goes on": (LINE, f'{LINE}\nexample = "{"a" * 301}"', "section.1.field.1.example"),
    "a condition that goes on": (LINE, f'{LINE}\ncondition = "{"a" * 121}"', "section.1.field.1.condition"),
    "a line without a limit": (LINE, "weeks = [1]", "section.1.field.1.most"),
    "a line as long as a page": ("most = 120", "most = 241", "section.1.field.1.most"),
    "a line with choices": (LINE, f'{LINE}\noptions = [{{id = "a", name = "A"}}]', "section.1.field.1.options"),
    "a choice of nothing": ('shape = "line"\nmost = 120', 'shape = "choice"', "section.1.field.1.options"),
    "a line that points somewhere": (LINE, f'{LINE}\nto = "don.inventory"', "section.1.field.1.to"),
    "a group of one part": ('  id = "end"\n  name = "To"\n  kind = "date"\n', "", "section.1.field.2.part.2.kind"),
    "a group with a column": (
        '  kind = "date"\n\n[[section]]',
        f'  kind = "date"\n{COLUMN}\n[[section]]',
        "section.1.field.2.shape",
    ),
    "a part twice": ('id = "end"', 'id = "start"', "section.1.field.2.part.2.id"),
    "a list of two columns": ('shape = "table"\nfewest = 2', 'shape = "list"\nfewest = 2', "section.2.field.1.shape"),
    "a table without columns": ('shape = "auto"', 'shape = "table"', "section.2.field.4.shape"),
    "a cell in what fills itself": (
        'shape = "auto"\nweeks = [1]\n',
        f'shape = "auto"\nweeks = [1]\n{COLUMN}',
        "section.2.field.4.shape",
    ),
    "rows without end": ("most = 20", "most = 61", "section.2.field.1.most"),
    "rows without a limit": ("fewest = 2\nmost = 20", "fewest = 2", "section.2.field.1.most"),
    "more rows than there may be": ("fewest = 2\nmost = 20", "fewest = 21\nmost = 20", "section.2.field.1.fewest"),
    "too many words for a group": ("weeks = [1, 2]", "weeks = [1, 2]\nmost = 401", "section.1.field.2.most"),
    "a column twice": ('id = "class"', 'id = "name"', "section.2.field.1.column.2.id"),
    "a column with a hyphen": ('id = "class"', 'id = "its-class"', "section.2.field.1.column.2.id"),
    "a column with a key": (TEXT, f"{TEXT}  weeks = [1]\n", "section.2.field.3.column.1.weeks"),
    "a column of an unknown kind": (
        TEXT + '  kind = "line"',
        TEXT + '  kind = "colour"',
        "section.2.field.3.column.1.kind",
    ),
    "a number below zero": ("least = 1", "least = -1", "section.2.field.1.column.3.least"),
    "a number without a most": ("least = 1\n  most = 9", "least = 1", "section.2.field.1.column.3.most"),
    "a choice twice": (
        '{id = "none", name = "None"}',
        '{id = "sensitive", name = "None"}',
        "section.2.field.1.column.2.options.2.id",
    ),
    "a choice without a name": (
        '{id = "none", name = "None"}',
        '{id = "none"}',
        "section.2.field.1.column.2.options.2.name",
    ),
    "a link to nowhere": ('  to = "don.inventory"\n', "", "section.2.field.2.column.1.to"),
    "personal, perhaps": (TEXT, f'{TEXT}  personal = "maybe"\n', "section.2.field.3.column.1.personal"),
    "editable, perhaps": (TEXT, f"{TEXT}  editable = 1\n", "section.2.field.3.column.1.editable"),
    "a fixed row twice": (
        '  name = "Two steps"\n',
        '  name = "Two steps"\n\n  [[section.field.row]]\n  id = "mfa"\n  name = "M"\n',
        "section.2.field.2.row.2.id",
    ),
    "a fixed row with a key": (
        '  name = "Two steps"\n',
        '  name = "Two steps"\n  done = true\n',
        "section.2.field.2.row.1.done",
    ),
    "a starter of no column": ('  name = "Cards"\n', '  names = "Cards"\n', "section.2.field.1.starter.1.names"),
    "a starter of no sector": ('  sector = "food"\n', "", "section.2.field.1.starter.1.sector"),
    "a starter of an unknown sector": (
        '  sector = "food"\n',
        '  sector = "music"\n',
        "section.2.field.1.starter.1.sector",
    ),
    "a starter of a line": (LINE + "\nrequired = true\n", LINE + "\n" + STARTER, "section.1.field.1.starter"),
    "a starter of fixed rows": (
        '  name = "Two steps"\n',
        '  name = "Two steps"\n' + STARTER,
        "section.2.field.2.starter",
    ),
}


def test_the_template_that_the_mistakes_are_made_in_is_good():
    template = read_template(GOOD)
    assert [section.id for section in template.sections] == ["who", "what"]
    assert template.field("don.inventory").starters[0].cells == {"name": "Cards"}
    assert (template.field("don.inventory").fewest, template.field("don.inventory").most) == (2, 20)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_key(name):
    old, new, field = MISTAKES[name]
    assert old in GOOD
    broken = GOOD.replace(old, new, 1)
    with pytest.raises(InvalidExercise) as refusal:
        read_template(broken)
    assert refusal.value.field == field
    assert line_of(broken, field) or "." not in field, "an author is told the line"


def test_only_words_may_change_between_two_languages():
    french = GOOD.replace('lang = "en"', 'lang = "fr"').replace('"Organization"', '"Organisme"')
    assert read_template(french).edition == read_template(GOOD).edition
    for old, new in (("most = 60", "most = 61"), ("weeks = [7]", "weeks = [8]"), ('"mfa"', '"copy"')):
        assert read_template(french.replace(old, new, 1)).edition != read_template(GOOD).edition


def test_a_starter_may_be_for_every_sector():
    template = read_template(GOOD.replace('sector = "food"', 'sector = "all"', 1))
    assert template.field("don.inventory").starters[0].sector == "all"


def test_the_template_that_studio_starts_from_is_small_useful_and_the_same_in_both_languages():
    french, english = (read_template(examples.PLAN[language]) for language in ("fr", "en"))
    assert (french.lang, english.lang) == ("fr", "en") and french.edition == english.edition
    assert [(field.shape, len(field.columns)) for field in french.fields] == [("text", 0), ("list", 1), ("table", 4)]
    for both in zip(french.fields, english.fields, strict=True):
        assert len({field.name for field in both}) == 2 or both[0].id == "act.actions"
