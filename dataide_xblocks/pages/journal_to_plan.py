"""A sentence of the journal carried into the organisation's plan, with where it comes from."""

from __future__ import annotations

from typing import Any

from ..block import store
from ..domain.errors import InvalidAnswer, InvalidExercise
from ..domain.language import _
from ..domain.plan import new_row, read_cell
from ..domain.plan_reading import read_template
from ..domain.plan_template import TEXT, Cell, Field, PlanTemplate

MOST_PASSAGE = 1_000
_SOURCE = _("(Journal, week %(week)s)")


def fields_of(block: Any, place: Any) -> tuple[int, PlanTemplate | None, list[Field]]:
    """(plan, template, fields that take a sentence) of somebody's organisation; (0, None, []) before its first word."""
    plan = store("plan").newest_of(place.id) if place else 0
    for text in store("plan_history").editions_of(plan, block.language) if plan else []:
        try:
            template = read_template(text)
        except InvalidExercise:  # written by a later version of ours
            continue
        return plan, template, [field for field in template.fields if taker(field) is not None]
    return 0, None, []


def taker(field: Field) -> Cell | None:
    """The cell of a field that takes a sentence: the column of a list, or a text that stands alone."""
    if field.shape == "list" and not field.fixed:
        return field.cell("row", TEXT)
    return next((cell for cell in field.parts if field.shape == "text" and cell.kind == "text"), None)


def carry(block: Any, place: Any, chosen: str, passage: str, operation: str) -> str:
    """Add a passage to the field `chosen`; its name. Raises InvalidAnswer where it cannot stand there."""
    plan, template, fields = fields_of(block, place)
    field = next((each for each in fields if each.id == chosen), None)
    if field is None or template is None:
        raise InvalidAnswer("field", _("Choose a field of the plan."))
    said = f"{passage} {block.say(_SOURCE, week=block.asked.week)}"
    hand = store("plan").Hand(block.person.learner, block.now(), template.edition)
    cell = taker(field)
    assert cell is not None
    if field.shape == "list":
        _add_row(plan, field, read_cell(cell, said, "passage"), operation, hand)
    else:
        _append(plan, field, cell, said, operation, hand)
    return field.name


def _add_row(plan: int, field: Field, text: str, operation: str, hand: Any) -> None:
    how = {"cells": {TEXT: text}, "most": field.most}
    rows, row = store("plan_rows"), new_row()
    if not rows.record_row(plan, (field.id, row), "added", operation, hand, **how):
        raise InvalidAnswer("field", _("This table is full: %(most)s rows at most."), most=field.most)


def _append(plan: int, field: Field, cell: Cell, said: str, operation: str, hand: Any) -> None:
    """Below what stands there. A colleague who writes at the same instant loses nothing: both texts are kept."""
    tables = store("plan")
    written = tables.read(tables.Written(plan, False), [field.id])
    part = next((part for part in written.parts.get(field.id, []) if not part.row), None)
    stands = part.cells.get(cell.id, "") if part else ""
    text = read_cell(cell, f"{stands}\n{said}" if stands else said, "passage")
    change = tables.Change(field.id, "", {cell.id: text}, part.revision if part else 0, operation)
    if tables.record_change(plan, change, hand).conflict:
        raise InvalidAnswer("passage", _("A colleague wrote there just now: press again."))
