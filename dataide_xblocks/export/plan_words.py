"""How a plan's labels and values are said: choices by their names, amounts and days as people here write them."""

from __future__ import annotations

from collections.abc import Iterable

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Row, of, rows_of
from dataide_xblocks.domain.plan_said import counted, day, number
from dataide_xblocks.domain.plan_template import Cell, Field, Option, Section

from .paper import Text
from .plan_source import Plan

_RISK = {  # plan-template.md, section 2, notes, "Risks"
    **dict.fromkeys("69", _("high risk")),
    **dict.fromkeys("34", _("medium risk")),
    **dict.fromkeys("12", _("low risk")),
}


class Values:
    """Says the labels and the values of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.language = plan, plan.language
        self._rows: dict[str, dict[str, Text]] = {}

    # labels, in one language or in both

    def of_section(self, section: Section, number: int) -> Text:
        """`4. Nos données`."""
        other = self.plan.other
        twin = next((each.name for each in other.sections if each.id == section.id), "") if other else ""
        return self._both(section.name, twin, f"{number}. ")

    def of_field(self, each: Field, before: str = "") -> Text:
        """The name of a field."""
        twin = self._twin(each)
        return self._both(each.name, twin.name if twin else "", before)

    def of_cell(self, each: Field, cell: Cell) -> Text:
        """The name of a part or a column."""
        twin = self._twin_cell(each, cell)
        return self._both(cell.name, twin.name if twin else "")

    def option(self, field_id: str, cell_id: str, identifier: str) -> Text | None:
        """The name of a choice of a column, None where there is none."""
        each = self.plan.template.field(field_id)
        cell = next((cell for cell in each.columns if cell.id == cell_id), None) if each else None
        return self._chosen(each, cell, [identifier]) if each and cell and cell.option(identifier) else None

    def of_fixed(self, each: Field, row: str) -> Text:
        """The name of a fixed row."""
        twin = self._twin(each)
        return self._both(_named(each.fixed, row), _named(twin.fixed, row) if twin else "")

    def _both(self, name: str, twin: str, before: str = "") -> Text:
        other = self.plan.other
        also = Text(twin, lang=other.lang) if other and twin and twin != name else None
        return Text(before + name, also=also)

    def _twin(self, each: Field) -> Field | None:
        return self.plan.other.field(each.id) if self.plan.other else None

    def _twin_cell(self, each: Field, cell: Cell) -> Cell | None:
        twin = self._twin(each)
        cells = (*twin.parts, *twin.columns) if twin else ()
        return next((one for one in cells if one.id == cell.id), None)

    # values

    def raw(self, each: Field, row: Row | None, cell: Cell) -> str:
        """What is kept, or what was counted where nothing is."""
        kept = row.cells if row else of(self.plan.contents, each.id).parts
        counted = self.plan.figures.cells.get((each.id, row.id if row else "", cell.id), "")
        return kept.get(cell.id, "") or counted

    def said(self, each: Field, row: Row | None, cell: Cell, short: bool = False) -> Text:
        """A value as it is read; `short`: days as 2027-01-31, for tables."""
        value = self.raw(each, row, cell)
        if not value:
            return Text("")
        if cell.kind in ("choice", "many"):
            return self._chosen(each, cell, value.split() if cell.kind == "many" else [value])
        if cell.kind == "link":
            return self.linked(each, cell, value)
        if cell.kind in ("money", "number", "date", "computed"):
            return Text(self._figure(cell.kind, value, short) + self._level(each, cell, value))
        return Text(value, lang=self.plan.written)

    def _figure(self, kind: str, value: str, short: bool) -> str:
        if kind == "date":
            return value if short else day(value, self.language)
        if kind == "number":
            return number(value, self.language)
        return counted(value, self.language)

    def _level(self, each: Field, cell: Cell, value: str) -> str:
        """`, élevé` after the score of a risk."""
        level = _RISK.get(value) if (each.id, cell.id) == ("ris.register", "score") else None
        return f", {say(self.language)(level)}" if level else ""

    def _chosen(self, each: Field, cell: Cell, chosen: Iterable[str]) -> Text:
        twin, chosen = self._twin_cell(each, cell), list(chosen)
        names = [_named(cell.options, one) or one for one in chosen]
        others = [_named(twin.options, one) for one in chosen] if twin else []
        return self._both(", ".join(names), ", ".join(filter(None, others)))

    def linked(self, each: Field, cell: Cell, value: str) -> Text:
        """The name of the row that a link points at, or of the choice it may also be; nothing for a row taken away."""
        if cell.option(value):
            return self._chosen(each, cell, [value])
        if cell.to not in self._rows:
            target = self.plan.template.field(cell.to)
            rows = rows_of(target, of(self.plan.contents, cell.to)) if target else ()
            self._rows[cell.to] = {row.id: self.row_name(target, row) for row in rows if target}
        return self._rows[cell.to].get(value, Text(""))

    def row_name(self, each: Field, row: Row) -> Text:
        """`A1 Créer la feuille partagée`: what was counted for its `id`, and its first line."""
        if each.fixed:
            return self.of_fixed(each, row.id)
        counted = next((cell for cell in each.columns if cell.kind == "computed" and cell.id == "id"), None)
        first = next((cell for cell in each.columns if cell.kind == "line"), None)
        parts = [self.raw(each, row, cell) for cell in (counted, first) if cell]
        return Text(" ".join(filter(None, parts)), lang=self.plan.written)


def _named(options: Iterable[Option], identifier: str) -> str:
    return next((option.name for option in options if option.id == identifier), "")
