"""The whole plan as its members read it: what is written, what is still empty and which week feeds it, and how far."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..block import store
from ..domain.errors import InvalidExercise
from ..domain.language import _
from ..domain.maturity_wave import BASELINE
from ..domain.moments import zone_of
from ..domain.plan import Contents, Filled, Row
from ..domain.plan_change import ADDED, MOVED, REMOVED, changes
from ..domain.plan_check import RESULTS, Check, check
from ..domain.plan_finding import Portrait, Reason
from ..domain.plan_progress import progress, waiting, whole
from ..domain.plan_reading import read_template
from ..domain.plan_template import Field, PlanTemplate
from .plan import Reader
from .plan_cells import in_words

_STANDINGS = (_("absent"), _("begun"), _("there"))
_CHANGED = {ADDED: _("added"), REMOVED: _("removed"), MOVED: _("moved"), "changed": _("changed")}


def today(block: Any) -> date:
    """The day it is for who is looking."""
    return block.now().astimezone(zone_of(block.person.zone)).date()  # type: ignore[no-any-return]


def whole_shown(reader: Reader) -> dict[str, Any]:
    """Every section with its fields as words, and the progress of each."""
    sections = progress(reader.template, reader.contents)
    total = whole(sections)
    return {
        "filled": total.filled,
        "asked": total.asked,
        "sections": [
            {
                "number": n,
                "id": section.id,
                "name": section.name,
                "filled": each.filled,
                "asked": each.asked,
                "fields": [
                    {**reader.read_shown(field), "remarks": reader.remarks.get(field.id, 0)} for field in section.fields
                ],
            }
            for n, (section, each) in enumerate(zip(reader.template.sections, sections, strict=True), 1)
        ],
        "annex": annex_shown(reader),
    }


def annex_shown(reader: Reader) -> list[dict[str, Any]]:
    """What was written in fields and columns that the template no longer has, under the names they had then."""
    left = [
        (name, part.row, cell, text)
        for name, parts in (reader.written.parts if reader.written else {}).items()
        for part in parts
        for cell, text in part.cells.items()
        if not _is_known(reader.template, name, part.row, cell)
    ]
    if not left:
        return []
    former = _former(reader)
    return [{"name": _former_name(former, *place), "text": text} for *place, text in left]


def _is_known(template: PlanTemplate, name: str, row: str, cell: str) -> bool:
    field = template.field(name)
    if field is None or field.cell(row, cell) is None:
        return False
    return not (row and field.fixed) or any(option.id == row for option in field.fixed)


def _former(reader: Reader) -> list[PlanTemplate]:
    found = []
    for text in store("plan_history").editions_of(reader.written.id, reader.template.lang):
        try:
            found.append(read_template(text))
        except InvalidExercise:  # written by a later version of ours
            continue
    return found


def _former_name(former: list[PlanTemplate], name: str, row: str, cell: str) -> str:
    for template in former:
        field = template.field(name)
        kept = field.cell(row, cell) if field else None
        if field and kept:
            return field.name if kept.name == field.name else f"{field.name}, {kept.name}"
    return f"{name}, {cell}"


# The self-check


def check_of(reader: Reader) -> Check:
    """The twelve criteria for this plan, today."""
    wave = reader.waves.get(BASELINE)
    reading = wave.reading if wave else None
    sides = reading.portrait.sides if reading else {}
    complete = frozenset(name.lower() for name, side in sides.items() if side.level)
    portrait = Portrait(complete, reading.people) if reading else None
    return check(reader.template, reader.contents, portrait, today=today(reader.block))


def check_shown(reader: Reader) -> dict[str, Any]:
    """The result in words, what is nearest, and each criterion with what would answer it."""
    found, say = check_of(reader), reader.say
    return {
        "result": say(RESULTS[found.result]),
        "result_id": found.result,
        "steps": [
            {"name": say(step.name), **reason_shown(reader, step.reason), "count": step.steps}
            for step in found.next_steps
        ],
        "criteria": [
            {
                "number": each.criterion,
                "name": say(each.name),
                "standing": say(_STANDINGS[each.points]),
                "points": each.points,
                "read": say(each.to_read) if each.to_read else "",
                "reasons": [reason_shown(reader, reason) for reason in each.reasons[:6]],
                "more": max(0, len(each.reasons) - 6),
            }
            for each in found.findings
        ],
    }


def reason_shown(reader: Reader, reason: Reason) -> dict[str, str]:
    """A reason in words, and the field that answers it."""
    field = reader.template.field(reason.field)
    row = reader.label(reason.field, reason.row) if reason.row else ""
    text = reader.say(reason.message, **reason.params)
    where = reader.where(field) if field else ""
    return {"text": text, "field": field.name if field else "", "row": row, "where": where}


# What changed since a copy


def since_shown(reader: Reader, copy: Any, before: Contents) -> dict[str, Any]:
    """The differences between a dated copy and the plan as it stands, in the order of the plan."""
    found = changes(before, reader.contents, reader.template)
    return {
        "name": copy.name,
        "when": reader.block.when(copy.at),
        "changes": [_change_shown(reader, before, each) for each in found],
    }


def _change_shown(reader: Reader, before: Contents, each: Any) -> dict[str, str]:
    field = reader.template.field(each.field)
    cell = field.cell(each.row, each.cell) if field and each.cell else None
    row = reader.label(each.field, each.row) if each.row else ""
    if field and each.row and not row:
        row = _row_named(field, before.get(each.field), each.row)
    names = dict(reader.choices(cell)) if cell and cell.kind == "link" else {}
    told = [in_words(cell, text, reader.language, names) if cell else "" for text in (each.before, each.after)]
    return {
        "field": field.name if field else each.field,
        "cell": cell.name if cell and field and cell.name != field.name else "",
        "row": row,
        "what": reader.say(_CHANGED[each.kind]),
        "before": told[0],
        "after": told[1],
    }


def _row_named(field: Field, filled: Filled | None, identifier: str) -> str:
    """The first words of a row that is not in the plan any more."""
    row = next((row for row in (filled.rows if filled else ()) if row.id == identifier), Row(identifier))
    return next((row.cells[cell.id] for cell in field.columns if row.cells.get(cell.id)), "")


def empty_week(field: Field, week: int) -> int:
    """The week that next feeds an empty field, or the last that did."""
    return waiting(field, week) or field.weeks[-1]
