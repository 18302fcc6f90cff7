"""Nothing of a plan is lost: each value of each field and column is in each file, in both languages."""

from __future__ import annotations

import base64
import csv
import io
import json
import socket
import zipfile
from dataclasses import replace

import pytest

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.plan_template import Cell
from dataide_xblocks.export.plan import file_of, name_of
from dataide_xblocks.export.plan_tables import sheets
from dataide_xblocks.pages.plan_paper import html_of

from .plans import KINDS, LANGUAGES, Asked, filled, plan, templates, values_of
from .readers import READERS, bare, text_of_odt

for module, extra in (("docx", "documents"), ("typst", "pdf"), ("openpyxl", "xlsx"), ("pypdf", "tests")):
    pytest.importorskip(module, reason=f"not run: {module} ({extra}) is not installed")

FORMS = ("docx", "odt", "html", "pdf")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def content_of(what: str, form: str, made, **more) -> bytes:
    return base64.b64decode(file_of(what, form, made, html_of, **more)["base64"])


def ways(cell: Cell, value: str) -> list[str]:
    """How a value may be said; every one of them is written here by hand, not by what is tried."""
    if cell.kind in ("choice", "many") or (cell.kind == "link" and cell.option(value)):
        return [", ".join(cell.option(one).name for one in value.split())]
    if cell.kind == "number":
        return [value, value.replace(".", ",")]
    if cell.kind in ("money", "computed"):
        return [f"${value}", f"{value.replace('.', ',')}\u00a0$"]
    if cell.kind == "date":
        year, month, day = value.split("-")
        said = "1er" if day == "01" else str(int(day))
        english = __import__("calendar").month_name[int(month)]
        return [value, f"{said} {MONTHS[int(month) - 1]} {year}", f"{english} {int(day)}, {year}"]
    return [value]


def in_sheets(cell: Cell, value: str) -> list[str]:
    """How a value may stand in a spreadsheet: numbers without zeros that say nothing."""
    if cell.kind in ("number", "money", "computed"):
        return [plain := str(float(value)), plain.replace(".", ",")]
    return ways(cell, value)


def missing(text: str, which: str, language: str, said=ways) -> list[str]:
    """The values that a text does not hold. Links to rows are tried by themselves."""
    template = templates(which)[language]
    told, values = bare(text), values_of(template, filled(template))
    kept = [(e, c, v) for e, c, v in values if c.kind != "link" or c.option(v)]
    return [f"{e.id} {c.id} {v}" for e, c, v in kept if not any(bare(way) in told for way in said(c, v))]


@pytest.mark.parametrize("which", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_value_of_a_plan_is_in_each_file(form, language, which):
    text = READERS[form](content_of("plan", form, plan(language, which)))
    assert missing(text, which, language) == []
    names = [each.name for each in templates(which)[language].fields if each.shape != "auto"]
    assert names and [name for name in names if bare(name) not in bare(text)] == []


def test_a_value_that_is_not_there_is_seen():
    """Else the test above would prove nothing."""
    contents = filled(templates("sample")["fr"])
    contents.pop("idt.lead")
    text = text_of_odt(content_of("plan", "odt", plan(contents=contents)))
    assert [line.split()[0] for line in missing(text, "sample", "fr")] == ["idt.lead"]


@pytest.mark.parametrize("which", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_plan_is_in_the_tables(language, which):
    made = plan(language, which)
    archive = zipfile.ZipFile(io.BytesIO(content_of("tables", "csv", made)))
    files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    told = " ".join(files.values()).replace('""', '"')
    assert set(missing(told, which, language, in_sheets)) & set(missing(told, which, language, ways)) == set()
    between = ";" if language == "fr" else ","
    assert all(len(set(map(len, csv.reader(io.StringIO(text), delimiter=between)))) == 1 for text in files.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_numbers_and_texts_are_texts_in_excel(language):
    import openpyxl

    contents = filled(templates("sample")[language])
    row = contents["bud.lines"].rows[0]
    row.cells["item"], row.cells["unit"] = "=1+1", "1350.50"
    book = openpyxl.load_workbook(io.BytesIO(content_of("tables", "xlsx", plan(language, contents=contents))))
    names = book.sheetnames
    assert len({name.lower() for name in names}) == len(names) and all(0 < len(name) <= 31 for name in names)
    sheet = book[templates("sample")[language].field("bud.lines").name]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))
    assert (first[head[0]].value, first[head[0]].data_type) == ("=1+1", "s")
    assert first[head[2]].value == 1350.5 and first[head[2]].data_type == "n"


def test_no_two_sheets_have_one_name():
    template = templates("sample")["fr"]
    name = "Un nom: [très] long/trop long pour Excel?"
    sections = tuple(replace(s, fields=tuple(replace(f, name=name) for f in s.fields)) for s in template.sections)
    made = sheets(plan(template=replace(template, sections=sections, _by_id={})))
    names = [sheet.title for sheet in made]
    assert len({name.lower() for name in names}) == len(names) > 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_holds_the_plan_as_it_is_kept(language):
    made = plan(language)
    told = json.loads(content_of("tables", "json", made))
    assert told["language"] == language and told["format"] == "dataide-plan"
    for name, kept in made.contents.items():
        if kept:
            assert told["fields"][name]["parts"] == kept.parts
            assert [row["cells"] for row in told["fields"][name]["rows"]] == [row.cells for row in kept.rows]


def test_a_file_has_a_name_that_every_system_carries():
    assert name_of(plan(), "", "docx") == "plan-la-huche-commune-2027-01-18.docx"
    assert (
        name_of(plan(organisation="Œuvre du cœur, d’Été & Cie"), "-board", "pdf")
        == "plan-oeuvre-du-coeur-d-ete-cie-board-2027-01-18.pdf"
    )
    assert name_of(plan(organisation="🌾/../"), "", "odt") == "plan-2027-01-18.odt"
    assert len(name_of(plan(organisation="é" * 120, public=True), "-board", "docx")) == 60


@pytest.mark.parametrize(
    ("what", "form", "field"),
    [
        ("all", "docx", "what"),
        ("plan", "doc", "format"),
        ("tables", "pdf", "format"),
        ("grant", "pdf", "family"),
        (None, [], "what"),
    ],
)
def test_what_cannot_be_made_is_refused(what, form, field):
    with pytest.raises(InvalidAnswer) as refused:
        file_of(what, form, plan(), html_of)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("module", "what", "form", "instead"),
    [
        ("docx", "plan", "docx", "OpenDocument"),
        ("typst", "board", "pdf", "page to print"),
        ("openpyxl", "tables", "xlsx", "CSV"),
    ],
)
def test_a_site_without_a_library_says_which_file_to_take(monkeypatch, module, what, form, instead):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(InvalidAnswer) as refused:
        file_of(what, form, plan(), html_of)
    assert instead in refused.value.message


def test_no_file_ever_connects_to_anything(monkeypatch):
    def refuse(*_given, **_named):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(AssertionError):
        socket.create_connection(("localhost", 1))
    for form in FORMS:
        assert content_of("plan", form, plan()) and content_of("grant", form, plan(), asked=Asked())
    for form in ("csv", "xlsx", "json"):
        assert content_of("tables", form, plan())


@pytest.mark.parametrize("form", FORMS)
def test_the_same_plan_gives_the_same_words_twice(form):
    first, second = (READERS[form](content_of("board", form, plan())) for _time in (1, 2))
    assert first == second
