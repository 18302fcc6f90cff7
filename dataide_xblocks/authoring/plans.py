"""The plan's templates of `content/<language>/plans/`, and the part of one that an exercise carries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..domain.language import _
from ..domain.plan_reading import read_template
from ..domain.plan_template import SIMPLE, Cell, Field, PlanTemplate
from . import typography
from .definitions import Definition, Kind

Plan = Definition[PlanTemplate]
COUNTED_TOGETHER = frozenset(("sui.objectives", "act.actions", "bud.lines"))  # the numbers of one need the others
_READ_BY_LEARNERS = ("title", "name", "help", "example", "condition")
_WORDS = ("line", "text", "role")


def subset(template: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """The part of a template's TOML that an exercise on `fields` needs, in the order of the template.

    The fields themselves, those that their links point at, those that these point at in turn, and the three that are
    counted together as soon as one of them is there. A section left without a field goes.
    """
    needed = _needed(template, fields)
    parts = [{**part, "field": [f for f in part.get("field", ()) if f["id"] in needed]} for part in template["section"]]
    return {**template, "section": [part for part in parts if part["field"]]}


def _needed(template: Mapping[str, Any], fields: Collection[str]) -> set[str]:
    """The ids of `fields` and of all that they lead to."""
    leads_to = {
        field["id"]: {cell["to"] for cell in (*field.get("part", ()), *field.get("column", ())) if "to" in cell}
        for part in template["section"]
        for field in part.get("field", ())
    }
    for name in COUNTED_TOGETHER & leads_to.keys():
        leads_to[name] |= COUNTED_TOGETHER
    needed: set[str] = set()
    waiting = set(fields)
    while waiting:
        needed |= waiting
        waiting = {name for one in waiting for name in leads_to.get(one, ())} - needed
    return needed


def places(template: PlanTemplate) -> Iterator[tuple[str, Field]]:
    """(path of its table, as `section.2.field.1`; field) of every field, in order."""
    for n, section in enumerate(template.sections, 1):
        for m, each in enumerate(section.fields, 1):
            yield f"section.{n}.field.{m}", each


def _typeset(values: dict[str, Any], language: str) -> dict[str, Any]:
    """The template with its words set right: also those of the rows to start from, whose other cells hold ids."""
    set_right: dict[str, Any] = typography.typeset(values, language, _READ_BY_LEARNERS.__contains__)
    for field in _tables_in(set_right, "section", "field"):
        words = {str(column.get("id")) for column in _tables_in(field, "column") if column.get("kind") in _WORDS}
        for row in _tables_in(field, "starter"):
            row.update({key: typography.fix(row[key], language) for key in words if isinstance(row.get(key), str)})
    return set_right


def _tables_in(table: dict[str, Any], *keys: str) -> Iterator[dict[str, Any]]:
    """The tables under [[key]], then under [[key.key]]; what is no table is left for `read_template` to refuse."""
    found = [table]
    for key in keys:
        written = [one[key] for one in found if isinstance(one.get(key), list)]
        found = [row for rows in written for row in rows if isinstance(row, dict)]
    yield from found


def _lost_links(template: PlanTemplate) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """A link points at the rows of a table: a field without any has nothing to choose from."""
    tables = [each.id for each in template.fields if each.tabular]
    for path, each in places(template):
        for key, cells in (("part", each.parts), ("column", each.columns)):
            for n, cell in enumerate(cells, 1):
                if cell.kind == "link" and cell.to not in tables:
                    message = _("A link points at a table of this plan; “%(to)s” is none. They are: %(known)s.")
                    yield f"{path}.{key}.{n}.to", message, {"to": cell.to, "known": ", ".join(tables)}


def _shared(template: PlanTemplate) -> Iterator[tuple[str, object]]:
    """(path of the key, value) of all that both languages share, in the order of the file."""
    yield "keep_months", template.keep_months
    yield from ((f"sector.{n}.id", sector.id) for n, sector in enumerate(template.sectors, 1))
    for n, section in enumerate(template.sections, 1):
        yield f"section.{n}.id", section.id
        for m, each in enumerate(section.fields, 1):
            yield from _shared_field(each, f"section.{n}.field.{m}.")


def _shared_field(each: Field, path: str) -> Iterator[tuple[str, object]]:
    for key in ("id", "shape", "weeks", "required", "summary", "fewest", "most"):
        value = getattr(each, key)
        yield f"{path}{key}", list(value) if isinstance(value, tuple) else value
    yield f"{path}condition", bool(each.condition)
    if each.shape in SIMPLE:
        yield from _shared_cell(each.parts[0], path)
        return
    for key, cells in (("part", each.parts), ("column", each.columns)):
        for n, cell in enumerate(cells, 1):
            yield f"{path}{key}.{n}.id", cell.id
            yield f"{path}{key}.{n}.kind", cell.kind
            yield from _shared_cell(cell, f"{path}{key}.{n}.")
    yield from ((f"{path}row.{n}.id", row.id) for n, row in enumerate(each.fixed, 1))
    for n, starter in enumerate(each.starters, 1):
        yield f"{path}starter.{n}.sector", starter.sector
        yield f"{path}starter.{n}", sorted(starter.cells)


def _shared_cell(cell: Cell, path: str) -> Iterator[tuple[str, object]]:
    for key in ("required", "most", "least", "to", "personal", "editable"):
        yield f"{path}{key}", getattr(cell, key)
    yield f"{path}options", [option.id for option in cell.options]


PLANS = Kind(
    "plans",
    read_template,
    _typeset,
    _("This is the plan “%(name)s” in “%(language)s”: write id and lang so."),
    _shared,
    _lost_links,
)
