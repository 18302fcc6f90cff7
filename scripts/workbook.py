"""A workbook (.xlsx) from a readable source in TOML: sheets of typed cells, formulas, lists to choose from.

    title = "…"
    [[sheet]]
    name = "Présences"
    rows = [[12, 2026-09-15, "Cuisine", 2.0], ["Total", "", "", "=SUM(D2:D500)"]]
    [[sheet.column]]
    name = "date"

A sheet may add `as_typed = true` (its texts keep their faults of typography), `yellow` (the numbers of coloured rows)
and `known` (what its formulas give: the tests let LibreOffice find it). A column may add `width`, `date = true`, and
what may be entered: `list` (a range) or `between` (two dates or two numbers; NA too), with a `hint`.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from sheet import DATED, FONT, GROUND, LANGUAGES, PAGE_OF, Refused

from dataide_xblocks.authoring.typography import fix

SHEET_KEYS = {"name", "rows", "column", "as_typed", "yellow", "known"}
COLUMN_KEYS = {"name", "width", "date", "list", "between", "hint"}
LAST = 500  # the last row where what is entered is checked
ISO, YELLOW, WIDEST = "yyyy-mm-dd", "FFF3B0", 60
ONLY = {"fr": "Choisissez dans la liste.", "en": "Choose from the list."}
WITHIN = {"fr": "Entre {} et {}, ou NA.", "en": "Between {} and {}, or NA."}


def workbook(source: str, language: str) -> bytes:
    """The .xlsx of one source; raises Refused."""
    read = _read(source)
    book = Workbook()
    book.remove(book.active)
    book.properties.title = fix(read["title"], language)
    book.properties.language, book.properties.creator = LANGUAGES[language], ""
    book.properties.created = book.properties.modified = DATED
    for sheet in read["sheet"]:
        _sheet(book.create_sheet(sheet["name"]), sheet, language)
        _paper(book[sheet["name"]], book.properties.title, language)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:  # not book.save(): it would write the hour of today
        ExcelWriter(book, archive).save()
    return raw.getvalue()


def _read(source: str) -> dict[str, Any]:
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"This is not TOML: {error}") from error
    if not read.get("title") or not read.get("sheet"):
        raise Refused("Give this workbook a title and at least one [[sheet]].")
    for sheet in read["sheet"]:
        unknown = (set(sheet) - SHEET_KEYS) | {key for c in sheet.get("column", ()) for key in set(c) - COLUMN_KEYS}
        if unknown or not sheet.get("name") or not sheet.get("rows"):
            raise Refused(f"Sheet “{sheet.get('name', '?')}”: {', '.join(sorted(unknown)) or 'a name and rows'}?")
        widths = {len(row) for row in sheet["rows"]} | {len(sheet["column"])} if "column" in sheet else {1}
        if len(widths) > 1:
            raise Refused(f"Sheet “{sheet['name']}”: its rows and columns are not of one width.")
    return read


def _sheet(page: Worksheet, sheet: dict[str, Any], language: str) -> None:
    columns = sheet.get("column") or [{} for _cell in sheet["rows"][0]]
    named = any(column.get("name") for column in columns)
    header = [[column.get("name", "") for column in columns]] if named else []
    for number, row in enumerate([*header, *sheet["rows"]], 1):
        for place, (value, column) in enumerate(zip(row, columns, strict=True), 1):
            typed = sheet.get("as_typed") or not isinstance(value, str) or value.startswith("=")
            cell = page.cell(number, place, None if value == "" else value if typed else fix(value, language))
            cell.font = Font(name=FONT, size=11, bold=number == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=not sheet.get("as_typed"))
            cell.number_format = ISO if isinstance(value, date) or column.get("date") else "General"
            if number in sheet.get("yellow", ()) or (named and number == 1):
                cell.fill = PatternFill("solid", fgColor=GROUND if named and number == 1 else YELLOW)
    if named:
        page.freeze_panes = "A2"
        page.print_title_rows = "1:1"
        page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{page.max_row}"
    for place, column in enumerate(columns, 1):
        _column(page, get_column_letter(place), column, language)


def _column(page: Worksheet, letter: str, column: dict[str, Any], language: str) -> None:
    longest = max(len(str(cell.value or "")) for cell in page[letter])
    page.column_dimensions[letter].width = column.get("width", min(WIDEST, longest + 4))
    if column.get("date"):
        page.column_dimensions[letter].number_format = ISO
    allowed = _allowed(column, letter, language)
    if allowed:
        allowed.showErrorMessage = True
        page.add_data_validation(allowed)
        allowed.add(f"{letter}2:{letter}{LAST}")


def _allowed(column: dict[str, Any], letter: str, language: str) -> DataValidation | None:
    """What may be entered below a header, with the sentence that says it."""
    hint = fix(column.get("hint", ""), language)
    if "list" in column:
        return DataValidation("list", formula1=column["list"], allow_blank=True, error=hint or ONLY[language])
    if "between" in column:
        least, most = column["between"]
        low, high = (f"DATE({d.year},{d.month},{d.day})" if isinstance(d, date) else d for d in (least, most))
        rule = f'OR({letter}2="NA",AND(ISNUMBER({letter}2),{letter}2>={low},{letter}2<={high}))'
        return DataValidation(
            "custom", formula1=rule, allow_blank=True, error=hint or WITHIN[language].format(least, most)
        )
    return None


def _paper(page: Worksheet, title: str, language: str) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_LETTER
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = page.print_options.gridLines = True
    page.oddFooter.center.text = f"{title} · {PAGE_OF[language].format('&P', '&N')}"
