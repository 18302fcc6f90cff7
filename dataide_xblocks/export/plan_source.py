"""What a plan on paper is made of: the template, what was written, and the figures that the rules have counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from dataide_xblocks.domain.plan import Contents, Filled, Row
from dataide_xblocks.domain.plan_template import PlanTemplate

from .paper import Bar

# What a version for everybody leaves out: it would help whoever means harm (plan-template.md, section 3.D).
HIDDEN_FIELDS = ("ris.register", "sec.measures")
HIDDEN_CELLS = {"don.inventory": ("place",)}


Years = tuple[Decimal, Decimal, Decimal]


class Money(Protocol):
    """A budget as the rules count it: amounts of three years, of which the period covers the first `years`.

    `costs` and `asked` by category, `sources` by certainty; `gap` above zero is money missing.
    """

    @property
    def years(self) -> int: ...
    @property
    def costs(self) -> Mapping[str, Years]: ...
    @property
    def asked(self) -> Mapping[str, Decimal]: ...
    @property
    def sources(self) -> Mapping[str, Years]: ...
    @property
    def gap(self) -> Years: ...
    @property
    def recurrent(self) -> Decimal: ...
    @property
    def total(self) -> Years: ...
    @property
    def found(self) -> Years: ...
    @property
    def requested(self) -> Decimal: ...


class Asked(Protocol):
    """A request for a grant as the rules choose it: rows of costs, actions and indicators by their ids."""

    @property
    def family(self) -> str: ...
    @property
    def lines(self) -> Sequence[str]: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def actions(self) -> Sequence[str]: ...
    @property
    def indicators(self) -> Sequence[str]: ...
    @property
    def law25(self) -> int: ...


class Stretched(Protocol):
    """An action in a road map: its row, and its first and last month as places in `months`."""

    @property
    def row(self) -> str: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


class Months(Protocol):
    """A road map as the rules count it: months as `2027-01`, and a bar for each action that has one."""

    @property
    def months(self) -> Sequence[str]: ...
    @property
    def bars(self) -> Sequence[Stretched]: ...


@dataclass(frozen=True)
class Figures:
    """What the rules have counted, never worked out here; what is absent is not printed.

    `cells` is {(field id, row id, cell id): value} of computed cells, amounts as `450.00`; `levels` {field
    id: levels of the portrait}; `first` the rows of the actions of the first 90 days.
    """

    cells: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    levels: Mapping[str, Sequence[Bar]] = field(default_factory=dict)
    money: Money | None = None
    months: Months | None = None
    first: Sequence[str] = ()


@dataclass(frozen=True)
class Plan:
    """An organisation's plan, ready to be laid out.

    Labels are in the language of `template`, and in that of `other` too where it is given; contents are in `written`.
    `date` is today in words, `day` the same as `2027-01-31`. `public`: for everybody, so without what must not be.
    """

    template: PlanTemplate
    contents: Contents
    written: str
    organisation: str
    date: str
    day: str
    figures: Figures = field(default_factory=Figures)
    other: PlanTemplate | None = None
    public: bool = False

    @property
    def language(self) -> str:
        """The language of the document: that of its labels."""
        return self.template.lang


def for_everybody(plan: Plan) -> Plan:
    """The plan without what a public version leaves out, taken off before anything is laid out."""
    kept = {name: _less(name, filled) for name, filled in plan.contents.items() if name not in HIDDEN_FIELDS}
    cells = {place: value for place, value in plan.figures.cells.items() if place[0] not in HIDDEN_FIELDS}
    sections = tuple(
        replace(section, fields=tuple(each for each in section.fields if each.id not in HIDDEN_FIELDS))
        for section in plan.template.sections
    )
    return replace(
        plan,
        contents=kept,
        template=without_cells(replace(plan.template, sections=sections, _by_id={})),
        figures=replace(plan.figures, cells=cells),
        public=True,
    )


def without_cells(template: PlanTemplate) -> PlanTemplate:
    """The template without the columns that a public version leaves out."""
    sections = tuple(
        replace(
            section,
            fields=tuple(
                replace(
                    each, columns=tuple(cell for cell in each.columns if cell.id not in HIDDEN_CELLS.get(each.id, ()))
                )
                for each in section.fields
            ),
        )
        for section in template.sections
    )
    return replace(template, sections=sections, _by_id={})


def _less(name: str, filled: Filled) -> Filled:
    hidden = HIDDEN_CELLS.get(name, ())
    if not hidden:
        return filled
    rows = (Row(row.id, {key: value for key, value in row.cells.items() if key not in hidden}) for row in filled.rows)
    return Filled(filled.parts, tuple(rows))
