"""What a grant's form asks for, taken from the plan. Source: plan-template.md, section 6.

Answers of persons, portrait levels and journals are never part of it: nothing here reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Row, of, rows_of
from dataide_xblocks.domain.plan_said import day, money

from .paper import Bullets, Heading, Labelled, Line, Part, Table, Text
from .plan_budget import LINES, SOURCES
from .plan_roadmap import ACTIONS
from .plan_rows import Rows
from .plan_source import Asked
from .plan_words import Values
from .widths import widths_of

_NAMES = {
    "equipment": _("Equipment or licences"),
    "implementation": _("Implementation"),
    "innovation": _("Innovative initiative"),
}


def grant_parts(values: Values, asked: Asked) -> Iterator[Part]:
    """The parts of a request; what it rests on was chosen by the rules."""
    yield from _Request(values, asked).parts()


class _Request:
    def __init__(self, values: Values, asked: Asked) -> None:
        self.values, self.asked, self.plan = values, asked, values.plan
        self.words: Callable[..., str] = say(values.language)

    def parts(self) -> Iterator[Part]:
        yield from self._who()
        yield from self._need()
        yield from self._done()
        yield from self._amount()
        yield from self._others()
        yield from self._known()
        yield from self._protection()
        yield from self._capacity()
        yield from self._declaration()

    def _rows(self, field: str) -> Sequence[Row]:
        each = self.plan.template.field(field)
        return list(rows_of(each, of(self.plan.contents, field))) if each else []

    def _chosen(self, field: str, chosen: Sequence[str]) -> list[Row]:
        return [row for row in self._rows(field) if row.id in chosen]

    def _head(self, sentence: str) -> Heading:
        return Heading(1, Text(self.words(sentence)))

    def _fields(self, *names: str) -> Iterator[Part]:
        """Simple fields, each under its label; what is missing is said."""
        for name in names:
            each = self.plan.template.field(name)
            if each is None:
                continue
            said = [text for cell in each.parts if (text := self.values.said(each, None, cell)).words]
            yield Labelled(self.values.of_field(each), said or [Text(self.words(_("To be completed")))])

    def _table(
        self, field: str, cells: Sequence[str], rows: Sequence[Row], total: Decimal | None = None
    ) -> Iterator[Part]:
        each = self.plan.template.field(field)
        columns = [cell for name in cells for cell in each.columns if cell.id == name] if each else []
        if each is None or not rows or not columns:
            yield Line([Text(self.words(_("To be completed")))], "todo")
            return
        said = [[self._said(field, row, cell.id) for cell in columns] for row in rows]
        if total is not None:
            empty = [Text("")] * (len(columns) - 2)
            said.append([Text(self.words(_("Total"))), *empty, Text(money(str(total), self.values.language))])
        numbers = [
            n for n, cell in enumerate(columns) if cell.kind in ("money", "number") and field != "sui.indicators"
        ]
        header = [self.values.of_cell(each, cell) for cell in columns]
        widths = widths_of(header, said, False, numbers)
        yield Table(self.values.of_field(each).plain, header, said, widths, numbers=numbers, total=total is not None)

    def _said(self, field: str, row: Row, cell_id: str) -> Text:
        each = self.plan.template.field(field)
        assert each is not None
        cell = next(cell for cell in each.columns if cell.id == cell_id)
        if cell is next((one for one in each.columns if one.kind == "line"), None):
            return self.values.row_name(each, row)
        said = self.values.said(each, row, cell, short=True)
        return self._measured(row, cell_id, said) if field == "sui.indicators" else said

    def _measured(self, row: Row, cell_id: str, said: Text) -> Text:
        """`9 jours (2026-11-15)`: a measure with its unit and its day."""
        if cell_id not in ("base", "target") or not said.words:
            return said
        unit, when = row.cells.get("unit", ""), row.cells.get(f"{cell_id}_date", "")
        return Text(f"{said.words} {unit}".strip() + (f" ({when})" if when else ""), lang=self.plan.written)

    def _who(self) -> Iterator[Part]:
        yield self._head(_("Who asks, and for what"))
        yield Labelled(
            Text(self.words(_("Category of the request"))), [Text(self.words(_NAMES[self.asked.family]), bold=True)]
        )
        yield from self._fields("idt.name", "idt.mission", "idt.status", "idt.size", "idt.region")

    def _need(self) -> Iterator[Part]:
        yield self._head(_("The need, in the words of people served"))
        yield from self._fields("vis.change")
        changes = [self._said("col.tested_with", row, "change") for row in self._rows("col.tested_with")]
        if any(text.words for text in changes):
            yield Bullets([text for text in changes if text.words])

    def _done(self) -> Iterator[Part]:
        yield self._head(_("What will be done"))
        actions = self._chosen(ACTIONS, self.asked.actions)
        yield from self._table(ACTIONS, ("action", "result", "owner", "start", "end"), actions)

    def _amount(self) -> Iterator[Part]:
        yield self._head(_("The amount asked and its detail"))
        lines = self._chosen(LINES, self.asked.lines)
        if not lines:
            yield Line([Text(self.words(_("No cost of this category is asked from the grant yet.")))], "todo")
            return
        yield from self._table(LINES, ("item", "qty", "unit", "quote", "grant"), lines, self.asked.amount)

    def _others(self) -> Iterator[Part]:
        yield self._head(_("Other sources, and the years after"))
        rows = self._rows(SOURCES)
        if rows:
            yield from self._table(SOURCES, ("source", "sure", "y1", "y2", "y3"), rows)
        yield from self._fields("bud.recurrent")

    def _known(self) -> Iterator[Part]:
        yield self._head(_("How we will know"))
        cells = ("name", "base", "target", "source")
        yield from self._table("sui.indicators", cells, self._chosen("sui.indicators", self.asked.indicators))

    def _protection(self) -> Iterator[Part]:
        yield self._head(_("Protection of people"))
        told = _("Basics of Law 25 in place: %(done)s of %(all)s.")
        count = len(self._rows("pro.law25"))
        yield Line([Text(self.words(told, done=self.asked.law25, all=count))])
        studies = self._rows("pro.pia")
        if studies:
            yield from self._table("pro.pia", ("project", "risk", "measures", "decision", "consulted"), studies)
        grid = self.plan.template.field("iap.grid")
        if self.asked.family == "innovation" and grid:
            yield Heading(2, self.values.of_field(grid))
            yield from Rows(self.values, grid, self.words).parts()

    def _capacity(self) -> Iterator[Part]:
        yield self._head(_("The hours we have"))
        yield from self._table("equ.time", ("role", "hours", "busy"), self._rows("equ.time"))

    def _declaration(self) -> Iterator[Part]:
        yield self._head(_("Declaration"))
        decided = of(self.plan.contents, "gou.decision").parts.get("date", "")
        if decided:
            yield Labelled(Text(self.words(_("Decision of the board"))), [Text(day(decided, self.values.language))])
        yield from self._fields("idt.lead")
        yield Line([Text(self.words(_("Name, role, signature and date:")))])
