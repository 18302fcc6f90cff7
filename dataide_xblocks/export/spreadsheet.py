"""Tables of texts and numbers as files for a spreadsheet, in which no text is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from .layout import legal

Cell = str | int | float

# A spreadsheet reads a cell that starts with one of these as a formula (trust.md 2.6, E1), full-width signs included.
_FORMULA = tuple("=+-@|%\t\r\n\0＝＋－＠")
_WIDEST = 80


@dataclass(frozen=True)
class Sheet:
    """A table with a title and a header row."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def csv_of(sheet: Sheet, between: str = ";") -> bytes:
    """The sheet as CSV for Excel and LibreOffice: UTF-8 with its mark, Windows line ends, semicolons as in French.

    Where semicolons part cells, decimals have a comma, as that spreadsheet reads them.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows([_harmless(_written(cell, between)) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell, between: str) -> Cell:
    return str(cell).replace(".", ",") if isinstance(cell, float) and between == ";" else cell


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx_of(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one Excel file; raises ImportError where openpyxl is not installed."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title[:31])
        for r, row in enumerate([sheet.header, *sheet.rows], 1):
            for c, value in enumerate(row, 1):
                cell = page.cell(r, c)
                cell.value = legal(value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl takes what starts with "=" for a formula
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        for c, width in enumerate(_widths(sheet), 1):
            page.column_dimensions[get_column_letter(c)].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _widths(sheet: Sheet) -> list[int]:
    columns = zip(*[sheet.header, *sheet.rows], strict=True)
    return [min(_WIDEST, 2 + max(len(str(cell)) for cell in column)) for column in columns]
