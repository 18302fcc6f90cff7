"""Two fictional plans, one finished and one half-way: they obey every rule, and tell one story in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dataide_xblocks.authoring.typography import complaints, fix
from dataide_xblocks.domain.plan import ROW, Contents, Filled, of, read_cell, rows_of, to_json, words_in
from dataide_xblocks.domain.plan_template import Cell, Field

from .plan_design import TEMPLATES
from .plan_examples import LANGUAGES, NAMES, contents, raw

WORDS = ("line", "text", "role")
EVERY = [(name, language) for name in NAMES for language in LANGUAGES]
# What would look like somebody's: a phone, an e-mail, a social or health insurance number, a postal code, a birth date.
PERSONAL = {
    "a phone": r"\b\d{3}[ .-]\d{3}[ .-]\d{4}\b|\(\d{3}\) ?\d{3}",
    "an e-mail or an address on the web": r"\S@\S|https?:|www\.",
    "a social insurance number": r"\b\d{3}[ -]?\d{3}[ -]?\d{3}\b",
    "a health insurance number": r"\b[A-Z]{4} ?\d{4} ?\d{4}\b",
    "a postal code": r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b",
    "a birth date": r"\b(?:19\d\d|200\d|201\d)-\d\d-\d\d\b",
    "an address": r"\b\d+,? (?:rue|avenue|boulevard|chemin|street|road)\b|\b\d+ \w+ (?:street|road|avenue)\b",
    "a name of the cast": r"\b(?:Josée|Réal|Therrien|Lucie|Samira|Haddad|Tom|Okafor|Margaret|Nadia|Maxime)\b",
}


def values(plan: Contents, language: str = "fr") -> Iterator[tuple[Field, str, Cell, str]]:
    """(field, row or "", cell, value) of all that is filled in."""
    for name, filled in plan.items():
        field = TEMPLATES[language].field(name)
        for row, cells in [("", filled.parts), *((row.id, row.cells) for row in filled.rows)]:
            yield from ((field, row, field.cell(row, cell), value) for cell, value in cells.items())


def empty_of(field: Field, filled: Filled) -> list[str]:
    """The required cells of a field that hold nothing, as « row.cell », and its missing rows."""
    empty = [cell.id for cell in field.parts if cell.required and not filled.parts.get(cell.id)]
    rows = list(rows_of(field, filled))
    for row in rows:
        empty += [f"{row.id}.{cell.id}" for cell in field.columns if cell.required and not row.cells.get(cell.id)]
    return empty + ["a row"] * (max(field.fewest, int(field.required and field.tabular)) - len(rows))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_file_is_what_the_export_of_a_plan_gives(name, language):
    file = raw(name, language)
    assert file == to_json(TEMPLATES[language], contents(name, language), file["organisation"])


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_value_is_one_that_its_cell_takes(name, language):
    for field, row, cell, value in values(contents(name, language), language):
        assert cell and value and read_cell(cell, value) == value, (field.id, row)


def test_a_space_that_must_not_break_is_kept_and_others_are_one():
    cell = TEMPLATES["fr"].field("por.notdoing").parts[0]
    assert read_cell(cell, " le mardi \t à\n9\u00a0h,  610\u202f$ ") == "le mardi à 9\u00a0h, 610\u202f$"


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_rows_are_those_of_the_template_or_within_its_limits(name, language):
    for field_id, filled in contents(name, language).items():
        field, rows = TEMPLATES[language].field(field_id), [row.id for row in filled.rows]
        assert len(rows) == len(set(rows)) and all(ROW.fullmatch(row) for row in rows)
        assert set(rows) <= {row.id for row in field.fixed} if field.fixed else len(rows) <= max(field.most, 0)
        if field.shape == "group" and field.most:
            assert sum(map(words_in, filled.parts.values())) <= field.most


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_link_points_at_a_row_of_the_plan(name, language):
    plan = contents(name, language)
    links = [(cell, value) for _field, _row, cell, value in values(plan, language) if cell.kind == "link"]
    assert links
    for cell, value in links:
        assert cell.option(value) or value in [row.id for row in of(plan, cell.to).rows]


def numbers(text: str) -> list[str]:
    """The numbers of a text, whatever the language groups their thousands with."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[\u00a0 ,](?=\d{3}\b)", "", text)))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_tell_the_same_story(name):
    french, english = ({(f.id, row, cell.id): (cell, v) for f, row, cell, v in values(contents(name, lang), lang)}
                       for lang in LANGUAGES)  # fmt: skip
    assert list(french) == list(english)
    for place, (cell, value) in french.items():
        other = english[place][1]
        assert numbers(value) == numbers(other), place
        assert cell.kind in WORDS or value == other, place


def test_a_number_that_differs_is_seen():
    assert numbers("6 940 $ en 2027") == numbers("$6,940 in 2027") == ["2027", "6940"]
    assert numbers("610 $") != numbers("$601")


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("kind", PERSONAL)
def test_nothing_looks_like_somebody(name, language, kind):
    for field, row, cell, value in values(contents(name, language), language):
        assert not re.search(PERSONAL[kind], value), (field.id, row, cell.id, value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a phone", "819 555-0142"),
        ("an e-mail or an address on the web", "info@example.org"),
        ("a social insurance number", "046 454 286"),
        ("a health insurance number", "ABCD 1234 5678"),
        ("a postal code", "J1H 5N4"),
        ("a birth date", "1971-03-02"),
        ("an address", "12, rue du Quai"),
        ("a name of the cast", "demander à Réal"),
    ],
)
def test_what_looks_like_somebody_is_seen(kind, text):
    assert re.search(PERSONAL[kind], text)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_typography_is_set(name, language):
    words = [value for *_place, cell, value in values(contents(name, language), language) if cell.kind in WORDS]
    assert len(words) > 100
    assert [text for text in words if fix(text, language) != text or complaints(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finished_plan_lacks_nothing_required(language):
    plan = contents("huche-commune", language)
    lacks = {
        field.id: empty_of(field, of(plan, field.id))
        for field in TEMPLATES[language].fields
        if field.shape != "auto" and (field.required or of(plan, field.id))
    }
    assert {field: empty for field, empty in lacks.items() if empty} == {}
    assert {field.id for field in TEMPLATES[language].fields} - plan.keys() == {
        *("por.baseline", "por.endline"),  # come from the portrait
        "iap.grid",  # asked of a project that uses AI: there is none
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_of_week_six_has_what_six_weeks_feed_and_some_gaps(language):
    plan, template = contents("carrefour-escale", language), TEMPLATES[language]
    assert all(template.field(field).weeks[0] <= 6 for field in plan)
    fed = [field for field in template.fields if field.weeks[0] <= 6 and field.shape != "auto"]
    gaps = {field.id: empty for field in fed if field.required and (empty := empty_of(field, of(plan, field.id)))}
    assert 4 <= len(gaps) < len(fed) / 2, "a plan of week six is neither empty nor finished"
    assert "pro.law25" in gaps and "don.inventory" in gaps
