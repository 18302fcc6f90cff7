"""Plans to put on paper: every field and every column filled, each with a value that is found nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from dataide_xblocks.domain.plan import Contents, Filled, Row
from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.domain.plan_template import Cell, Field, PlanTemplate
from dataide_xblocks.export.paper import Bar, Text
from dataide_xblocks.export.plan_source import Figures, Plan

from .plan_sample import TEMPLATES

LANGUAGES = ("fr", "en")
_REAL = Path(__file__).resolve().parents[2] / "content"
ZERO = Decimal("0.00")


def templates(which: str) -> Mapping[str, PlanTemplate]:
    """The small template, or the course's own."""
    if which == "sample":
        return TEMPLATES
    return {lang: read_template((_REAL / lang / "plans/plan.toml").read_text("utf-8")) for lang in LANGUAGES}


KINDS = ("sample", "course")


@dataclass(frozen=True)
class Money:
    """A budget, as the rules give it."""

    years: int
    costs: Mapping[str, tuple[Decimal, Decimal, Decimal]]
    asked: Mapping[str, Decimal]
    sources: Mapping[str, tuple[Decimal, Decimal, Decimal]]
    gap: tuple[Decimal, Decimal, Decimal]
    recurrent: Decimal
    total: tuple[Decimal, Decimal, Decimal]
    found: tuple[Decimal, Decimal, Decimal]
    requested: Decimal


@dataclass(frozen=True)
class Stretched:
    row: str
    first: int
    last: int


@dataclass(frozen=True)
class Months:
    months: tuple[str, ...]
    bars: tuple[Stretched, ...]


@dataclass(frozen=True)
class Asked:
    """A request, as the rules choose it."""

    family: str = "equipment"
    lines: tuple[str, ...] = ("r1",)
    amount: Decimal = Decimal("1350.00")
    actions: tuple[str, ...] = ("r1",)
    indicators: tuple[str, ...] = ("r1",)
    law25: int = 6


MONEY = Money(
    2,
    {"a": (Decimal("1234.50"), Decimal("610.00"), ZERO)},
    {"a": Decimal("1350.00")},
    {"confirmed": (Decimal("500.00"), ZERO, ZERO), "hoped": (ZERO, ZERO, ZERO)},
    (Decimal("734.50"), Decimal("610.00"), ZERO),
    Decimal("610.00"),
    (Decimal("1234.50"), Decimal("610.00"), ZERO),
    (Decimal("500.00"), ZERO, ZERO),
    Decimal("1350.00"),
)


class Marks:
    """Values of which no two are alike."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, cell: Cell) -> str:
        """A value of this cell's kind."""
        self.count += 1
        n = self.count
        if cell.kind in ("line", "text", "role"):
            return f"marque-{n:04}-é’«œ»"
        if cell.kind == "choice":
            return cell.options[n % len(cell.options)].id
        if cell.kind == "many":
            return " ".join(option.id for option in cell.options)
        if cell.kind == "link":
            return cell.options[0].id if cell.options else "r1"
        if cell.kind == "date":
            return f"20{20 + n % 70}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        return f"{n}.50" if cell.kind in ("money", "computed") else f"{n}.5"


def filled(template: PlanTemplate, rows: int = 2, most: bool = False) -> dict[str, Filled]:
    """Everything filled, `rows` rows of each table, or as many as it may have."""
    marks, found = Marks(), {}
    for each in template.fields:
        parts = {cell.id: marks.of(cell) for cell in each.parts}
        ids = [option.id for option in each.fixed] or [f"r{n + 1}" for n in range(each.most if most else rows)]
        found[each.id] = Filled(parts, tuple(_row(each, one, marks) for one in (ids if each.columns else ())))
    return found


def _row(each: Field, identifier: str, marks: Marks) -> Row:
    return Row(identifier, {c.id: marks.of(c) for c in each.columns if c.kind != "computed" or c.editable})


def figures(contents: Contents) -> Figures:
    """What the rules would have counted."""
    cells = {("act.actions", f"r{n}", "id"): f"A{n}" for n in (1, 2)}
    cells |= {("act.actions", "r1", "cost"): "1234.50", ("ris.register", "r1", "score"): "6"}
    months = tuple(f"2027-{month:02}" for month in range(1, 13)) + ("2028-01",)
    bars = (Stretched("r1", 0, 2), Stretched("r2", 11, 12))
    levels = {"por.baseline": [Bar(Text("Sécurité"), 2, 5, Text("2, Gestes")), Bar(Text("Outils"), None, 5, Text("?"))]}
    return Figures(cells, levels, MONEY, Months(months, bars), ("r1",))


def plan(language: str = "fr", which: str = "sample", **changed: Any) -> Plan:
    """A filled plan of La Huche commune."""
    template = templates(which)[language]
    contents = changed.pop("contents", None) or filled(template)
    made = Plan(template, contents, language, "La Huche commune", "18 janvier 2027", "2027-01-18", figures(contents))
    return replace(made, **changed)


def values_of(template: PlanTemplate, contents: Contents) -> Iterator[tuple[Field, Cell, str]]:
    """Every value of a plan, with its field and its cell."""
    for each in template.fields:
        found = contents[each.id]
        yield from ((each, cell, found.parts[cell.id]) for cell in each.parts if found.parts.get(cell.id))
        for row in found.rows:
            yield from ((each, cell, row.cells[cell.id]) for cell in each.columns if row.cells.get(cell.id))
