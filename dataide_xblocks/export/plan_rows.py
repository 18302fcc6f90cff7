"""A table of the plan on paper: what belongs together in one column, what is too wide in two tables or in sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.plan import Row, of, rows_of
from dataide_xblocks.domain.plan_said import is_amount, labelled
from dataide_xblocks.domain.plan_template import Cell, Field

from .paper import Bullets, Part, Table, Text
from .plan_words import Values
from .widths import widths_of

_UPRIGHT = 6  # columns of a page that stands (plan-template.md, section 3.B)
_MOST = 10  # columns that a page on its side can hold
_FEW = 2  # rows for which a page is not turned: each has a sheet of its own
_SOME = 6  # the same where a table would have to be cut in two
_SECOND = {"bud.lines": "y1"}  # where a table is cut, when not in the middle


@dataclass(frozen=True)
class Column:
    """What is printed in one column: a cell, and those that only complete it (`period` and `period_unit`)."""

    cell: Cell | None  # None: the name of a fixed row
    more: tuple[Cell, ...] = ()


class Rows:
    """The tables of one field."""

    def __init__(self, values: Values, each: Field, words: Callable[..., str]) -> None:
        self.values, self.field, self.words = values, each, words
        self.rows = list(rows_of(each, of(values.plan.contents, each.id)))
        if not each.fixed:
            self.rows = [row for row in self.rows if any(row.cells.values())]
        self.columns = _columns(each)

    def parts(self) -> Iterator[Part]:
        """The field's rows: one table, two of them, or a sheet for each row."""
        count, rows = len(self.columns), len(self.rows)
        if count == 1:
            yield Bullets([text for row in self.rows if (text := self._text(row, self.columns[0])).words])
        elif count <= _UPRIGHT:
            yield self._table(self.columns, wide=False)
        elif rows <= _FEW or (count > _MOST and rows <= _SOME):
            yield from (self._sheet(row) for row in self.rows)
        elif count <= _MOST:
            yield self._table(self.columns, wide=True)
        else:
            key, first, second = self._halves()
            yield self._table([key, *first], wide=True, place=1)
            yield self._table([key, *second], wide=True, place=2)

    def _halves(self) -> tuple[Column, Sequence[Column], Sequence[Column]]:
        key, *others = self.columns
        cut = next(
            (n for n, one in enumerate(others) if one.cell and one.cell.id == _SECOND.get(self.field.id)),
            (len(others) + 1) // 2,
        )
        return key, others[:cut], others[cut:]

    def _table(self, columns: Sequence[Column], wide: bool, place: int = 0) -> Table:
        name = self.values.of_field(self.field).plain
        title = self.words(_("%(table)s (%(part)s of 2)"), table=name, part=place) if place else name
        header = [self._name(column) for column in columns]
        rows = [[self._text(row, column) for column in columns] for row in self.rows]
        numbers = [n for n, column in enumerate(columns) if self._is_number(column)]
        return Table(
            title=title,
            header=header,
            rows=rows,
            widths=widths_of(header, rows, wide, numbers),
            wide=wide,
            numbers=numbers,
            caption=bool(place),
        )

    def _is_number(self, column: Column) -> bool:
        """Whether it is set to the right: numbers, amounts, and what was counted as an amount."""
        cell = column.cell
        if cell is None or cell.kind != "computed":
            return cell is not None and cell.kind in ("number", "money")
        return all(is_amount(value) for row in self.rows if (value := self.values.raw(self.field, row, cell)))

    def _sheet(self, row: Row) -> Table:
        """A row as a sheet: its name above, then a line for each column."""
        first = next((one for one in self.columns if one.cell and one.cell.kind == "line"), self.columns[0])
        others = [column for column in self.columns if column is not first]
        lines = [(self._name(column), self._text(row, column)) for column in others]
        title = self.values.row_name(self.field, row).plain
        return Table(
            title=title,
            header=(self._name(first), self._text(row, first)),
            rows=[line for line in lines if line[1].words],
            widths=(0.3, 0.7),
        )

    def _name(self, column: Column) -> Text:
        return self.values.of_cell(self.field, column.cell) if column.cell else self.values.of_field(self.field)

    def _text(self, row: Row, column: Column) -> Text:
        if column.cell is None:
            return self.values.of_fixed(self.field, row.id)
        said = self._said(row, column.cell)
        for cell in column.more:
            said = self._completed(said, cell, self._said(row, cell))
        return said if said.words else self._missing(row, column.cell)

    def _said(self, row: Row, cell: Cell) -> Text:
        if cell.kind == "line" and self.columns[0].cell is cell and not self.field.fixed:
            return self.values.row_name(self.field, row)  # with its number before it
        return self.values.said(self.field, row, cell, short=True)

    def _completed(self, said: Text, cell: Cell, more: Text) -> Text:
        """`12 mois`, `9 (2026-11-15)`, or a line of its own that says what it is."""
        if not more.words:
            return said
        if not said.words and cell.kind == "date":
            return Text(labelled(cell.name, self.values.language) + more.words)
        if cell.kind == "choice":
            return Text(f"{said.words}\u00a0{more.words}".strip(), said.bold, said.lang, more.also)
        if cell.kind == "date" and not cell.id.endswith("_by"):
            return Text(f"{said.words} ({more.words})", said.bold, said.lang, said.also)
        label = labelled(cell.name, self.values.language) if cell.kind == "date" else ""
        return Text(f"{said.words}\n{label}{more.words}".strip(), said.bold, said.lang or more.lang, said.also)

    def _missing(self, row: Row, cell: Cell) -> Text:
        """What must be written and is not; of a fixed row without a word, it is said once."""
        first = next((one.cell for one in self.columns if one.cell and one.cell.required), None)
        if not cell.required or not (any(row.cells.values()) or cell is first):
            return Text("")
        return Text(self.words(_("To be completed")), bold=True)


def _columns(each: Field) -> list[Column]:
    """The columns that are printed: a number of its own goes with the name that it numbers."""
    found: list[Column] = [Column(None)] if each.fixed else []
    for cell in each.columns:
        last = found[-1] if found else None
        if last and last.cell and cell.id.startswith(f"{last.cell.id}_"):
            found[-1] = Column(last.cell, (*last.more, cell))
        elif not (cell.id == "id" and cell.kind == "computed"):
            found.append(Column(cell))
    return found
