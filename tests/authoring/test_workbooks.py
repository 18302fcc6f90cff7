"""The spreadsheets of the course: real formulas that give known numbers, and nothing that a source does not say."""

from __future__ import annotations

import io
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest

from .office import Cells, calculated

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

import materials  # noqa: E402 - the path is set above: scripts are not a package

SOURCE = """
title = "Classeur d'essai: deux feuilles"

[[sheet]]
name = "Données"
as_typed = true
yellow = [3]
rows = [[1, 2027-01-05, "Sam ", 1.5], [2, "5 janv.", "sam", "NA"]]

[[sheet.column]]
name = "carte"
between = [1, 99]

[[sheet.column]]
name = "date"
date = true
between = [2020-01-01, 2030-12-31]

[[sheet.column]]
name = "prénom"
list = "Total!$A$1:$A$2"

[[sheet.column]]
name = "heures"

[[sheet]]
name = "Total"
known = { B1 = 1.5, B2 = 1 }
rows = [["Heures: le total", "=SUM(Données!D2:D500)"], ["NA", '=COUNTIF(Données!D2:D500,"NA")']]
"""


def _opened(source: str = SOURCE, language: str = "fr") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(materials.spreadsheet(source, language)))


def test_a_header_is_bold_frozen_filtered_and_printed_on_each_page() -> None:
    page = _opened()["Données"]
    assert [cell.value for cell in page[1]] == ["carte", "date", "prénom", "heures"]
    assert page["A1"].font.bold and not page["A2"].font.bold
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A2", "A1:D3", "$1:$1")


def test_what_is_typed_keeps_its_faults_and_other_texts_have_their_typography() -> None:
    book = _opened()
    assert book["Données"]["C2"].value == "Sam "
    assert book["Total"]["A1"].value == "Heures\u00a0: le total"
    assert book.properties.title == "Classeur d’essai\u00a0: deux feuilles"


def test_dates_numbers_and_formulas_are_real_ones() -> None:
    book = _opened()
    page = book["Données"]
    assert (page["B2"].is_date, page["B2"].number_format, page["B3"].data_type) == (True, "yyyy-mm-dd", "s")
    assert page["D2"].value == 1.5 and page["D3"].value == "NA"
    assert book["Total"]["B1"].data_type == "f"


def test_a_coloured_row_is_coloured_and_only_that_one() -> None:
    page = _opened()["Données"]
    assert page["A3"].fill.fgColor.rgb.endswith("FFF3B0") and page["A2"].fill.fill_type is None


def test_what_may_be_entered_is_checked_down_to_row_500_and_says_why() -> None:
    card, day, name = _opened()["Données"].data_validations.dataValidation
    assert str(card.sqref) == "A2:A500" and card.error == "Entre 1 et 99, ou NA." and card.showErrorMessage
    assert 'B2="NA"' in day.formula1 and "DATE(2020,1,1)" in day.formula1
    assert (name.type, name.formula1) == ("list", "Total!$A$1:$A$2")


def test_the_same_source_gives_the_same_bytes_and_no_hour_of_today() -> None:
    first = materials.spreadsheet(SOURCE, "fr")
    assert first == materials.spreadsheet(SOURCE, "fr")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").decode().count("2026-01-01T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ('title = "Classeur d', '# "'),
        ("as_typed", "as_type"),
        ("between", "betwen"),
        ('name = "Total"', 'name = ""'),
        ('"sam", "NA"]', '"sam"]'),
        ("[[sheet]]", "[[sheet"),
    ],
)
def test_a_source_that_says_something_else_is_refused(kept: str, broken: str) -> None:
    assert kept in SOURCE
    with pytest.raises(materials.Refused):
        materials.spreadsheet(SOURCE.replace(kept, broken, 1), "fr")


def _known(text: str) -> dict[tuple[str, str], float]:
    sheets = tomllib.loads(text)["sheet"]
    return {(sheet["name"], cell): value for sheet in sheets for cell, value in sheet.get("known", {}).items()}


WORKBOOKS = sorted((ROOT / "content").glob("*/materials/*.toml"))


def _name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """The downloads as LibreOffice calculates them, with a small workbook whose total is known."""
    folder = tmp_path_factory.mktemp("calc")
    (folder / "trial.xlsx").write_bytes(materials.spreadsheet(SOURCE, "fr"))
    for path in WORKBOOKS:
        shutil.copy(path.parent.parent / "files" / f"{path.stem}.xlsx", folder / f"{_name(path)}.xlsx")
    return calculated(sorted(folder.glob("*.xlsx")), folder)


def test_a_formula_is_calculated_and_not_read(calc: dict[str, Cells]) -> None:
    assert (calc["trial"]["Total", "B1"], calc["trial"]["Total", "B2"]) == ("1.5", "1")


@pytest.mark.parametrize("path", WORKBOOKS, ids=_name)
def test_the_formulas_of_a_download_give_the_numbers_that_are_known(path: Path, calc: dict[str, Cells]) -> None:
    found, known = calc[_name(path)], _known(path.read_text(encoding="utf-8"))
    assert known and {where: float(found[where]) for where in known} == known


@pytest.mark.parametrize("path", WORKBOOKS, ids=_name)
def test_no_cell_of_a_download_shows_an_error(path: Path, calc: dict[str, Cells]) -> None:
    wrong = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)|Err:")
    assert [where for where, shown in calc[_name(path)].items() if wrong.match(shown)] == []


@pytest.mark.parametrize("path", WORKBOOKS, ids=_name)
def test_every_formula_of_a_workbook_has_a_known_number(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    book = _opened(text, path.parent.parent.name)
    formulas = {(page.title, c.coordinate) for page in book for row in page for c in row if c.data_type == "f"}
    assert formulas == set(_known(text))


def test_both_languages_of_a_workbook_hold_the_same_numbers() -> None:
    shapes: dict[str, list[object]] = {}
    for path in WORKBOOKS:
        sheets = tomllib.loads(path.read_text(encoding="utf-8"))["sheet"]
        shape = [(len(s["rows"]), len(s["rows"][0]), s.get("known")) for s in sheets]
        assert shapes.setdefault(path.stem, shape) == shape, path.stem
