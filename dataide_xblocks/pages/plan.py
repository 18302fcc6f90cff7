"""The plan as one person may see it: each field as a form or as words.

Everything is read through here, so that what a reader may not see never reaches a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from ..block import store
from ..domain.errors import InvalidAnswer
from ..domain.language import _
from ..domain.maturity_wave import BASELINE, ENDLINE
from ..domain.plan import Row, rows_of
from ..domain.plan_numbers import HIGH, LOW, MEDIUM, risk_level
from ..domain.plan_template import Cell, Field
from .plan_cells import cell_shown, in_words
from .plan_stored import Stored
from .plan_table import table_html

SHORT = 5  # rows of a list that is shown whole from the start
LEVELS = {HIGH: _("high"), MEDIUM: _("medium"), LOW: _("low")}


class Reader(Stored):
    """What a reader's templates show."""

    # A field as a form

    def field_shown(self, field: Field) -> dict[str, Any]:
        """What the template of a field's form needs."""
        where, filled, parts = self.where(field), self.filled(field), self._parts(field)
        own = parts.get("")
        source = self.source_of(field)
        return {
            "id": field.id,
            "html_id": where,
            "name": field.name,
            "help": field.help,
            "required": field.required,
            "condition": field.condition,
            "example": "" if field.columns else field.example,
            "auto": self.auto_shown(field) if field.shape == "auto" else None,
            "alone": len(field.parts) == 1 and field.parts[0].name == field.name,
            "cells": [self._cell(field, cell, "", filled.parts, where) for cell in field.parts],
            "revision": own.revision if own else 0,
            "rows": [self._row(field, row, n, parts, where) for n, row in enumerate(self._rows(field), 1)],
            "written": len(filled.rows),
            "list": field.shape == "list",
            "tabular": field.tabular,
            "fixed": bool(field.fixed),
            "few": max(0, field.fewest - max(len(filled.rows), self._blank(field))),
            "most": field.most,
            "full": not field.fixed and len(filled.rows) >= field.most,
            "starters": self._starters(field) if field.starters else [],
            "source": self.say(self.flowing[field.id].source) if source else "",
            "by": self._last(parts),
            "touched": field.id in self.touched,
            "focus": lambda row, act: f"{where}-{row}-{act}" if act in ("up", "down") else f"{where}-{row}",
        }

    def _blank(self, field: Field) -> int:
        """How many rows a form shows at least: all that a short list asks for, one of a table."""
        return max(1, field.fewest if field.most <= SHORT else 0)

    def _rows(self, field: Field) -> list[Row]:
        """The rows of a form: those that are there, then blank ones, which are kept with the first word in them."""
        rows = list(rows_of(field, self.filled(field)))
        if not field.tabular or field.fixed:
            return rows
        taken = {row.id for row in rows} | (self.written.gone.get(field.id, set()) if self.written else set())
        free = (f"r{n}" for n in count(1) if f"r{n}" not in taken)
        return rows + [Row(next(free)) for _blank in range(self._blank(field) - len(rows))]

    def where(self, field: Field) -> str:
        """The html id of a field, without the block's own."""
        return field.id.replace(".", "-").replace("_", "-")

    def _cell(self, field: Field, cell: Cell, row: str, values: Mapping[str, str], where: str) -> dict[str, Any]:
        value = values.get(cell.id, "")
        counted = self.numbers.get((field.id, row, cell.id), "")
        shown = cell_shown(cell, row, value, where, self.choices, self.language)
        if cell.kind == "computed":
            shown["counted"] = self._counted(cell, counted)
        return shown

    def _counted(self, cell: Cell, value: str) -> str:
        """What is counted, as it is read: `6, élevé`, `450,00 $`."""
        level = self.say(LEVELS[level]) if cell.id == "score" and (level := risk_level(value)) else ""
        return ", ".join(filter(None, (in_words(cell, value, self.language, {}), level)))

    def _row(self, field: Field, row: Row, n: int, parts: Mapping[str, Any], where: str) -> dict[str, Any]:
        part = parts.get(row.id)
        fixed = next((option.name for option in field.fixed if option.id == row.id), "")
        return {
            "id": row.id,
            "number": n,
            "html_id": f"{where}-{row.id}",
            "name": fixed or self.label(field.id, row.id),
            "blank": part is None and not row.cells,
            "revision": part.revision if part else 0,
            "cells": [self._cell(field, cell, row.id, row.cells, where) for cell in field.columns],
        }

    def _starters(self, field: Field) -> list[dict[str, Any]]:
        """Rows to start from, by sector, those that are not there yet."""
        first = field.columns[0].id if field.columns[0].kind != "computed" else field.columns[1].id
        there = {row.cells.get(first, "") for row in self.filled(field).rows}
        sectors = [("all", self.say(_("For everybody"))), *((s.id, s.name) for s in self.template.sectors)]
        groups = []
        for sector, name in sectors:
            rows = [
                {"number": n, "name": starter.cells.get(first, "")}
                for n, starter in enumerate(field.starters)
                if starter.sector == sector and starter.cells.get(first, "") not in there
            ]
            groups += [{"name": name, "rows": rows}] if rows else []
        return groups

    def _last(self, parts: Mapping[str, Any]) -> str:
        """Who wrote last in a field, and when."""
        newest = max(parts.values(), key=lambda part: part.changed, default=None)
        if newest is None or newest.revision == 0:
            return ""
        who, when = self.names.get(newest.learner, ""), self.block.when(newest.changed)
        return self.say(_("Last change: %(who)s, %(when)s"), who=who, when=when)

    def auto_shown(self, field: Field) -> dict[str, Any]:
        """A field that fills itself: the portrait's levels, and nothing before it is there."""
        wave = self.waves.get(ENDLINE if field.id == "por.endline" else BASELINE) if self.place else None
        reading = wave.reading if wave else None
        if wave is None or reading is None:
            return {"levels": []}
        sides = [(d.name, reading.portrait.sides[d.id].level) for d in wave.model.dimensions]
        return {
            "people": reading.people,
            "levels": [
                {"name": name, "level": level, "words": wave.model.levels[level - 1].name if level else ""}
                for name, level in sides
            ],
        }

    # What a save tells

    def texts_of(self, field: Field, row: str, values: Mapping[str, str]) -> dict[str, str]:
        """{cell: what its control shows} of a row that was just kept."""
        cells = field.columns if row else field.parts
        return {
            cell.id: cell_shown(cell, row, values.get(cell.id, ""), "", lambda _cell: (), self.language)["value"]
            for cell in cells
            if cell.kind != "computed" or cell.editable
        }

    def computed_shown(self, field: Field) -> dict[str, str]:
        """{`row cell`: what is counted}, of the cells of this field that nobody writes."""
        return {
            f"{row.id} {cell.id}": self._counted(cell, self.numbers.get((field.id, row.id, cell.id), ""))
            for cell in field.columns
            if cell.kind == "computed"
            for row in self.filled(field).rows
        }

    def row_act(
        self, field: Field, act: str, row: str, data: Mapping[str, Any], new_row: Callable[[], str]
    ) -> tuple[str, str, dict[str, Any]]:
        """(kind, row, more) of what is done to a row, for the store; raises InvalidAnswer."""
        rows = store("plan")
        if act in ("up", "down"):
            return rows.MOVED, row, {"by": -1 if act == "up" else 1}
        if act in ("remove", "back"):
            return (rows.REMOVED if act == "remove" else rows.BACK), row, {}
        if act == "copy":
            original = next((each.cells for each in self.filled(field).rows if each.id == row), {})
            return rows.ADDED, new_row(), {"cells": dict(original)}
        if act == "start":
            number = str(data.get("start", ""))
            if not number.isdecimal() or int(number) >= len(field.starters):
                raise InvalidAnswer("", _("This row to start from is not there any more. Please reload the page."))
            return rows.ADDED, new_row(), {"cells": field.starters[int(number)].cells}
        return rows.ADDED, new_row(), {}

    # A field as words

    def read_shown(self, field: Field) -> dict[str, Any]:
        """What the whole plan shows of a field."""
        filled = self.filled(field)
        rows = [self._read_row(field, row) for row in rows_of(field, filled)] if filled else []
        return {
            "id": field.id,
            "html_id": self.where(field),
            "name": field.name,
            "required": field.required,
            "empty": not filled and field.shape != "auto",
            "auto": self.auto_shown(field) if field.shape == "auto" else None,
            "weeks": field.weeks,
            "source": self.say(self.flowing[field.id].source) if self.source_of(field) else "",
            "parts": [
                (cell.name, self._words(field, cell, "", filled.parts))
                for cell in field.parts
                if filled.parts.get(cell.id)
            ],
            "alone": len(field.parts) == 1,
            "list": field.shape == "list",
            "rows": rows,
            "table": self._table(field, rows) if rows and field.shape != "list" else "",
        }

    def _table(self, field: Field, rows: list[tuple[str, list[str]]]) -> str:
        return table_html(field.name, [cell.name for cell in field.columns], rows)

    def _read_row(self, field: Field, row: Row) -> tuple[str, list[str]]:
        fixed = next((option.name for option in field.fixed if option.id == row.id), "")
        return fixed, [self._words(field, cell, row.id, row.cells) for cell in field.columns]

    def _words(self, field: Field, cell: Cell, row: str, values: Mapping[str, str]) -> str:
        if cell.kind == "computed" and not values.get(cell.id):
            return self._counted(cell, self.numbers.get((field.id, row, cell.id), ""))
        return in_words(cell, values.get(cell.id, ""), self.language, self._labels(cell))
