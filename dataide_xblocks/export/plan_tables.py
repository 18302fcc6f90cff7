"""The plan's tables for a spreadsheet: a sheet for each, every cell in a column of its own, and nothing ever run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Row, of, rows_of
from dataide_xblocks.domain.plan_template import Cell, Field

from .plan_source import Plan
from .plan_words import Values
from .spreadsheet import Cell as Shown
from .spreadsheet import Sheet, csv_of, xlsx_of

_LONGEST = 31  # characters of a sheet's name in Excel
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_FIGURES = ("number", "money", "computed")


def sheets(plan: Plan) -> list[Sheet]:
    """A sheet for the simple fields and one for each table in which something is written. Names are unique."""
    values, used = Values(plan), set[str]()
    found = [Sheet(_name(say(plan.language)(_("The plan in texts")), used), *_texts(values))]
    for each in plan.template.fields:
        if each.columns and of(plan.contents, each.id).rows:
            found.append(_sheet(values, each, _name(each.name, used)))
    return found


def csv_zip(plan: Plan) -> bytes:
    """Each table as CSV, in a zip: UTF-8 with its mark, between semicolons in French and commas in English."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, sheet in enumerate(sheets(plan)):
            entry = zipfile.ZipInfo(f"{n:02} {sheet.title}.csv", (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, csv_of(sheet, ";" if plan.language == "fr" else ","))
    return out.getvalue()


def xlsx(plan: Plan) -> bytes:
    """All tables as one Excel file; raises ImportError where openpyxl is not installed."""
    return xlsx_of(sheets(plan))


def _texts(values: Values) -> tuple[list[str], list[list[Shown]]]:
    words = say(values.language)
    header = [words(_("Section of the plan")), words(_("Field of the plan")), words(_("What was written"))]
    rows: list[list[Shown]] = []
    for section in values.plan.template.sections:
        for each in section.fields:
            for cell in each.parts:
                said = values.said(each, None, cell, short=True).plain
                if said:
                    name = values.of_field(each).plain
                    part = "" if len(each.parts) == 1 else f", {values.of_cell(each, cell).plain}"
                    rows.append([section.name, name + part, said])
    return header, rows


def _sheet(values: Values, each: Field, title: str) -> Sheet:
    named = bool(each.fixed)
    header = [values.of_field(each).plain] * named + [values.of_cell(each, cell).plain for cell in each.columns]
    rows = rows_of(each, of(values.plan.contents, each.id))
    return Sheet(title, header, [list(_row(values, each, row, named)) for row in rows])


def _row(values: Values, each: Field, row: Row, named: bool) -> Iterator[Shown]:
    if named:
        yield values.of_fixed(each, row.id).plain
    yield from (_shown(values, each, row, cell) for cell in each.columns)


def _shown(values: Values, each: Field, row: Row, cell: Cell) -> Shown:
    """Numbers and amounts as numbers; all else as text."""
    value = values.raw(each, row, cell)
    if cell.kind in _FIGURES and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return values.said(each, row, cell, short=True).plain


def _name(name: str, used: set[str]) -> str:
    """A name that Excel, LibreOffice and every file system accept, and that no other sheet has."""
    plain = re.sub(r"[\[\]:*?/\\<>|\"\x00-\x1f]", " ", name)
    plain = " ".join(plain.split()).strip("'. ")[:_LONGEST].strip() or "-"
    found, n = plain, 1
    while found.lower() in used:
        n += 1
        found = f"{plain[: _LONGEST - 1 - len(str(n))]} {n}"
    used.add(found.lower())
    return found
