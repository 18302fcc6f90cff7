"""The plan's template an author writes: sections, fields, and the cells a learner fills in.

Every field is the same thing: a few cells of its own (`parts`) and rows of cells (`columns`). A line is one part, a
list is rows of one column, a table is rows of several, a group is several parts. So one form, one way to keep and one
way to print serve the sixty fields. The source of ids, types and limits: curriculum/plan-template.md, section 2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

VALUE = "value"  # the part of a field that has only one
TEXT = "text"  # the column of a list
SIMPLE = ("line", "text", "choice", "many", "number", "money", "date", "role")
KINDS = (*SIMPLE, "link", "computed")
SHAPES = (*SIMPLE, "group", "list", "table", "auto")


@dataclass(frozen=True)
class Option:
    """A choice, or a fixed row: its id, which is kept, and its name, which is read."""

    id: str
    name: str


@dataclass(frozen=True)
class Cell:
    """What is filled in at one place, always kept as text.

    `kind` is one of KINDS. `most` is characters of a line or a role, words of a text, the largest number; `least` the
    smallest number. `to` names the field whose rows a link points at. `personal` runs the identifier check. A computed
    cell is never written, unless `editable`: then what is written stands in place of what is counted.
    """

    id: str
    name: str
    kind: str
    required: bool = False
    most: int = 0
    least: int = 0
    options: tuple[Option, ...] = ()
    to: str = ""
    personal: bool = False
    editable: bool = False
    help: str = ""
    example: str = ""

    def option(self, identifier: str) -> Option | None:
        """The choice with this id."""
        return next((option for option in self.options if option.id == identifier), None)


@dataclass(frozen=True)
class Starter:
    """A row to start from, for organisations of a sector: {cell: value}. Nothing of it is theirs until they keep it."""

    sector: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Field:
    """A field of the plan. `shape` is one of SHAPES; `fixed` are rows that are always there, in place of rows added.

    `fewest` and `most` count rows; of a group, `most` is the words of its parts together (0: no such limit).
    `condition` says in words when it is asked for; `summary` whether the board's two pages show it.
    """

    id: str
    name: str
    shape: str
    weeks: tuple[int, ...]
    required: bool = False
    condition: str = ""
    summary: bool = False
    help: str = ""
    example: str = ""
    parts: tuple[Cell, ...] = ()
    columns: tuple[Cell, ...] = ()
    fixed: tuple[Option, ...] = ()
    fewest: int = 0
    most: int = 0
    starters: tuple[Starter, ...] = ()

    @property
    def tabular(self) -> bool:
        """Whether it has rows."""
        return bool(self.columns)

    def cell(self, row: str, identifier: str) -> Cell | None:
        """The part (`row` is "") or the column with this id."""
        return next((cell for cell in (self.columns if row else self.parts) if cell.id == identifier), None)


@dataclass(frozen=True)
class Section:
    """A chapter of the plan."""

    id: str
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class PlanTemplate:
    """A template, or the part of it that one exercise shows, in one language."""

    id: str
    lang: str
    title: str
    keep_months: int
    sections: tuple[Section, ...]
    sectors: tuple[Option, ...] = ()
    _by_id: dict[str, Field] = field(default_factory=dict, repr=False, compare=False)

    @property
    def fields(self) -> Iterator[Field]:
        """Every field, in order."""
        return (each for section in self.sections for each in section.fields)

    def field(self, identifier: str) -> Field | None:
        """The field with this id."""
        if not self._by_id:
            self._by_id.update({each.id: each for each in self.fields})
        return self._by_id.get(identifier)

    @cached_property
    def skeleton(self) -> tuple[object, ...]:
        """What both languages share: all but words."""
        return (
            self.id,
            self.keep_months,
            tuple(sector.id for sector in self.sectors),
            tuple((section.id, tuple(map(_bones, section.fields))) for section in self.sections),
        )

    @cached_property
    def edition(self) -> str:
        """Sixteen letters that change with the skeleton."""
        return hashlib.sha256(repr(self.skeleton).encode()).hexdigest()[:16]


def _bones(each: Field) -> tuple[object, ...]:
    cells = tuple(tuple(_cell_bones(cell) for cell in cells) for cells in (each.parts, each.columns))
    fixed = tuple(option.id for option in each.fixed)
    starters = tuple((starter.sector, tuple(sorted(starter.cells))) for starter in each.starters)
    told = (each.required, bool(each.condition), each.summary, each.weeks, each.fewest, each.most)
    return (each.id, each.shape, told, cells, fixed, starters)


def _cell_bones(cell: Cell) -> tuple[object, ...]:
    options = tuple(option.id for option in cell.options)
    told = (cell.required, cell.most, cell.least, cell.to, cell.personal, cell.editable)
    return (cell.id, cell.kind, told, options)
