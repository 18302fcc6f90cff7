"""The plan's template is the one that was designed: sixty fields, 168 columns, the same in both languages."""

from __future__ import annotations

import re

import pytest

from dataide_xblocks.authoring.sources import strings
from dataide_xblocks.authoring.typography import complaints, fix
from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.exercise import read_toml
from dataide_xblocks.domain.plan import read_cell, words_in
from dataide_xblocks.domain.plan_template import Cell, Field

from .plan_design import DESIGNED, SCHEMA, TEMPLATE, TEMPLATES, TOML, cells

LANGUAGES = ("fr", "en")
KINDS = {"line": "line", "role": "role", "date": "date", "number": "number", "money": "money", "choice": "choice"}
KINDS |= {"multi": "many", "lien": "link", "lien:": "link", "auto": "computed", "auto,": "computed", "A": "choice"}
KINDS |= {"choice:": "choice", "multi:": "many", "number,": "number"}
# A column of the design that says two things is two cells: {field.column: ((cell, kind), …)}.
COMPOSITE = {
    "pro.law25.status": (("status", "choice"), ("status_reason", "line")),
    "pro.retention.period": (("period", "number"), ("period_unit", "choice")),
    "pro.retention.reason": (("reason", "choice"), ("reason_why", "line")),
    "out.equipment.updates": (("updates", "choice"), ("updates_until", "date")),
    "ris.register.next": (("next", "line"), ("next_action", "link")),
    "sui.indicators.base": (("base", "number"), ("base_date", "date"), ("base_by", "date")),
    "sui.indicators.target": (("target", "number"), ("target_date", "date")),
    "iap.grid.answer": (("answer", "choice"), ("answer_why", "line")),
    "iap.sharing.agreement": (("agreement", "choice"), ("agreement_date", "date")),
    "act.actions.status": (("status", "choice"), ("status_reason", "line")),
    "bud.lines.y1–y3": (("y1", "computed"), ("y2", "computed"), ("y3", "computed")),
    "bud.lines.quote": (("quote", "choice"), ("quote_date", "date")),
    "bud.sources.y1–y3": (("y1", "money"), ("y2", "money"), ("y3", "money")),
}
# A starting point is a number and its day, or the day by which it will be measured: no cell of it can be required.
NOT_REQUIRED = {"sui.indicators.base"}
# A field of the design that says several things: (shape, fewest, most, its parts).
SPECIAL = {
    "idt.period": ("group", 0, 0, {"start": "date", "end": "date"}),
    "por.unknowns": ("table", 0, 30, {}),
    "col.consent_text": ("group", 0, 120, dict.fromkeys(("what", "why", "who", "long", "no"), "text")),
    "col.pcap": ("group", 0, 0, {"choice": "choice", "text": "text"}),
    "out.compare": ("table", 0, 0, {"name1": "line", "name2": "line"}),
    "sui.toc": ("group", 0, 0, dict.fromkeys(("need", "activity", "result", "change", "mission"), "line")),
    "ana.finding": ("table", 0, 12, {"text": "text"}),
    "iap.position": ("table", 0, 8, {"choice": "choice"}),
    "gou.decision": ("group", 0, 0, {"date": "date", "outcome": "choice"}),
}
OWN_COLUMNS = {  # of fields whose columns the design tells in words
    "por.unknowns": ["what", "who"],
    "ana.finding": ["label", "value"],
    "iap.position": ["text"],
    "gou.reviews": ["date"],
}
ROWS = {"sui.objectives": (1, 5), "sui.indicators": (1, 10), "act.actions": (1, 20), "gou.reviews": (2, 4)}
ROWS |= {"pro.law25": (0, 0), "sec.measures": (0, 0), "iap.grid": (0, 0)}  # whose rows are fixed


def columns_of(name: str) -> list[tuple[dict, tuple[tuple[str, str], ...]]]:
    """(column of the design, its cells as (id, kind)) of a field; the fixed rows are no cell."""
    told = [column for column in DESIGNED[name]["columns"] if not column["type"].startswith("fixe:")]
    one = [(column, ((column["id"], KINDS[column["type"].split()[0]]),)) for column in told]
    return [(column, COMPOSITE.get(f"{name}.{column['id']}", cells)) for column, cells in one]


def rows_of(limit: str) -> tuple[int, int]:
    """(fewest, most) rows that a limit tells: « 5 à 60 lignes », « 3–5 x 140 car. », « 20 »."""
    numbers = [int(number) for number in re.findall(r"\d+", limit.split(" x ")[0])]
    exact = numbers * 2 if " x " in limit and limit.startswith("3 x 120") else [0, *numbers]
    return (exact[-2], exact[-1])


def test_the_design_has_sixty_fields_in_sixteen_sections_and_168_columns():
    assert len(SCHEMA["sections"]) == 16 and len(DESIGNED) == 60
    assert sum(len(each["columns"]) for each in DESIGNED.values()) == 168


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_and_fields_are_those_of_the_design_in_its_order(language):
    template = TEMPLATES[language]
    assert [section.name for section in template.sections] == [section[language] for section in SCHEMA["sections"]]
    for section, designed in zip(template.sections, SCHEMA["sections"], strict=True):
        assert [field.id for field in section.fields] == [field["id"] for field in designed["fields"]]
    assert [field.name for field in template.fields] == [designed[language] for designed in DESIGNED.values()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DESIGNED)
def test_a_field_is_asked_when_and_as_the_design_says(name, language):
    field, designed = TEMPLATES[language].field(name), DESIGNED[name]
    assert (list(field.weeks), field.required) == (designed["weeks"], designed["required"])
    assert (bool(field.condition), field.summary) == (bool(designed["condition"]), bool(designed["summary"]))
    assert (field.shape, field.fewest, field.most) == shape_of(name)
    assert field.help


def shape_of(name: str) -> tuple[str, int, int]:
    """(shape, fewest rows, most rows or words) that the design says, in our words."""
    if name in SPECIAL:
        return SPECIAL[name][:3]
    kind = DESIGNED[name]["type"].split()[0]
    shape = {"multi": "many", "dates": "list"}.get(kind, kind)
    if shape not in ("list", "table"):
        return (shape, 0, 0)
    return (shape, *(ROWS.get(name) or rows_of(DESIGNED[name]["limit"])))


@pytest.mark.parametrize("name", [name for name in DESIGNED if name not in SPECIAL])
def test_a_field_of_one_cell_has_the_limit_of_the_design(name):
    field, limit = TEMPLATE.field(name), DESIGNED[name]["limit"]
    said = re.search(r"(\d+) (?:car\.|mots)", limit)
    if said:
        (cell,) = field.parts or field.columns
        assert cell.most == int(said[1])


@pytest.mark.parametrize("name", SPECIAL)
def test_a_field_that_says_several_things_has_these_parts(name):
    assert {cell.id: cell.kind for cell in TEMPLATE.field(name).parts} == SPECIAL[name][3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DESIGNED)
def test_the_columns_are_those_of_the_design(name, language):
    field = TEMPLATES[language].field(name)
    expected = [cell for _column, cells in columns_of(name) for cell in cells]
    if not expected:
        ours = OWN_COLUMNS.get(name, ["text"] if field.shape == "list" else [])
        assert [column.id for column in field.columns] == ours
        return
    assert [(column.id, column.kind) for column in field.columns] == expected
    for column, (first, *others) in columns_of(name):
        cell = field.cell("row", first[0])
        wanted = column["required"] and f"{name}.{column['id']}" not in NOT_REQUIRED
        assert cell.required == wanted, column["id"]
        if not others:
            assert cell.name == column[language]
            assert cell.personal or not column["pii_check"]


@pytest.mark.parametrize(("name", "column"), [(name, c) for name in DESIGNED for c in DESIGNED[name]["columns"]])
def test_a_column_has_the_limit_and_as_many_choices_as_the_design_says(name, column):
    field, told = TEMPLATE.field(name), column["type"]
    if told.startswith("fixe: "):
        assert [row.name.lower() for row in field.fixed] == [row.lower() for row in told[6:].split("; ")]
        return
    ours = [field.cell("row", cell) for cell, _kind in COMPOSITE.get(f"{name}.{column['id']}", ((column["id"], ""),))]
    for limit in re.findall(r"line (\d+)", told):
        assert int(limit) in [cell.most for cell in ours if cell.kind == "line"]
    if choices := re.match(r"(?:choice|multi): ([^+(]+)", told):
        assert len(ours[0].options) == len(choices[1].split(", "))
    if column["type"].startswith(("choice 7", "multi 12")):
        assert len(ours[0].options) == int(told.split()[1])


def test_both_languages_are_one_template():
    assert [TEMPLATES[language].lang for language in LANGUAGES] == list(LANGUAGES)
    assert TEMPLATES["fr"].edition == TEMPLATES["en"].edition
    assert TEMPLATES["fr"].id == "plan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_points_at_a_table_of_the_template(language):
    links = [(field.id, cell.to) for field, cell in cells(language) if cell.kind == "link"]
    assert len(links) == 9
    assert all(TEMPLATES[language].field(to).tabular for _field, to in links)


def test_what_could_hold_a_person_is_looked_at_before_it_is_kept():
    personal = {f"{field.id}.{cell.id}" for field, cell in cells() if cell.personal}
    assert {"idt.people.value", "vis.change.value", "don.inventory.content"} <= personal
    assert len(personal) < 12, "a warning that comes everywhere is read nowhere"


def reads(cell: Cell, value: str) -> bool:
    """Whether a cell takes a value as it stands."""
    try:
        return read_cell(cell, value) == value
    except InvalidAnswer:
        return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_to_start_from_obey_the_rules_of_their_cells(language):
    count = {"don.inventory": range(5, 9), "ris.register": range(4, 11)}
    template = TEMPLATES[language]
    for field in (field for field in template.fields if field.starters):
        bad = [(s.sector, n) for s in field.starters for n, v in s.cells.items() if not reads(field.cell("row", n), v)]
        assert not bad, (field.id, bad)
        for sector in template.sectors:
            assert sum(starter.sector == sector.id for starter in field.starters) in count[field.id]
    for sector in template.sectors:
        risks = [s for s in template.field("ris.register").starters if s.sector in ("all", sector.id)]
        assert len(risks) == 15, "plan-template.md, section 2: a starter list of fifteen risks by sector"


def test_a_starter_that_breaks_a_rule_is_seen():
    who, name = (TEMPLATE.field("don.inventory").cell("row", column) for column in ("who", "name"))
    assert reads(who, "served staff") and reads(name, "a" * 60)
    assert not any((reads(who, "served everyone"), reads(who, "staff served"), reads(name, "a" * 61)))


def shown_as(field: Field, cell: Cell, example: str) -> bool:
    """Whether an example is what a person would type, or the names they would choose among, or told in words."""
    if cell.kind in ("choice", "many"):
        names = [option.name for option in cell.options]
        return all(name in names for name in ([example] if cell.kind == "choice" else example.split(", ")))
    if cell.kind == "link" or (cell.kind == "computed" and not cell.editable):
        return words_in(example) > 0  # in words: the row it points at, the level that is worked out
    try:
        return bool(read_cell(cell, example))
    except InvalidAnswer:
        return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_has_an_example_that_it_would_take(language):
    for field, cell in cells(language):
        assert shown_as(field, cell, cell.example), f"{field.id}.{cell.id}: {cell.example!r}"


def test_an_example_that_a_cell_would_refuse_is_seen():
    field = TEMPLATE.field("bud.lines")
    assert not shown_as(field, field.cell("row", "unit"), "environ 450 $")
    assert not shown_as(field, field.cell("row", "cat"), "A")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typography_is_set(language):
    written = list(strings(read_toml(TOML[language])))
    assert len(written) > 1000
    assert [text for text in written if fix(text, language) != text] == []
    assert [(text, found) for text in written for found in complaints(text, language)] == []
